"""Settle one label for each wording of a document, from what the recogniser said everywhere and what stands beside it.

The recogniser gives one name three labels in one article; together with the cues its answers are right far more often
than each alone.
"""

from __future__ import annotations

from collections.abc import Sequence

from depeche.language.entities.cues import begins_with_first_name, evidence
from depeche.language.entities.lexicon import Lexicon
from depeche.language.entities.spans import Candidate, occurrences
from depeche.model import Label

_FROM_MODEL: dict[Label, float] = {"PER": 1.0, "ORG": 1.0, "LOC": 1.0, "PROD": 1.0, "MISC": 1.5}
_FULL_PERSON = 3.0  # two words marked as a person, the first a first name, are rarely anything else
_UNKNOWN_PERSON = 1.2  # two words of which the first is no first name that we know
_MOST = 4.0  # what the recogniser's answers weigh together at most: one mistake repeated is no better evidence
_ORDER: tuple[Label, ...] = ("ORG", "PER", "LOC", "PROD", "MISC")  # decides between equal votes


def voted(view: str, candidates: Sequence[Candidate], lexicon: Lexicon) -> list[Candidate]:
    """Return the candidates with the label of their wording in this document; the knowledge base is not outvoted."""
    known = {view[c.start : c.end]: c.label for c in candidates if c.kb_key}
    answers: dict[str, dict[Label, float]] = {}
    for candidate in candidates:
        surface = view[candidate.start : candidate.end]
        if surface not in known:
            ballot = answers.setdefault(surface, {})
            ballot[candidate.label] = ballot.get(candidate.label, 0.0) + _weight(candidate.label, surface, lexicon)
    ballots = {surface: _with_cues(view, surface, ballot, lexicon) for surface, ballot in answers.items()}
    labels = known | {surface: _winner(ballot) for surface, ballot in ballots.items()}
    return [c if c.kb_key else c._replace(label=labels[view[c.start : c.end]]) for c in candidates]


def _weight(label: Label, surface: str, lexicon: Lexicon) -> float:
    if label == "PER" and " " in surface:
        return _FULL_PERSON if begins_with_first_name(surface, lexicon) else _UNKNOWN_PERSON
    return _FROM_MODEL[label]


def _with_cues(view: str, surface: str, answers: dict[Label, float], lexicon: Lexicon) -> dict[Label, float]:
    """Return the recogniser's answers for a wording, within their limit, and what stands beside its places."""
    scale = min(1.0, _MOST / sum(answers.values()))
    ballot = {label: weight * scale for label, weight in answers.items()}
    guess = _winner(answers)
    for start in occurrences(view, surface):
        cues = evidence(view, start, start + len(surface), lexicon, guess=guess)
        for label, weight in cues.items():
            ballot[label] = ballot.get(label, 0.0) + weight
    return ballot


def _winner(ballot: dict[Label, float]) -> Label:
    return max(_ORDER, key=lambda label: (ballot.get(label, 0.0), -_ORDER.index(label)))
