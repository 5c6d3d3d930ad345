"""Settle one label for each wording of a document, from what the recogniser said everywhere and what stands beside it.

The recogniser gives one name three labels in one article; together with the cues its answers are right far more often
than each alone.
"""

from __future__ import annotations

from collections.abc import Sequence

from depeche.language.entities.cues import evidence
from depeche.language.entities.lexicon import Lexicon
from depeche.language.entities.spans import Candidate, occurrences
from depeche.model import Label

_FROM_MODEL: dict[Label, float] = {"PER": 1.0, "ORG": 1.0, "LOC": 1.0, "PROD": 1.0, "MISC": 0.35}
_FULL_PERSON = 2.0  # two words marked as a person are rarely anything else
_ORDER: tuple[Label, ...] = ("ORG", "PER", "LOC", "PROD", "MISC")  # decides between equal votes


def voted(view: str, candidates: Sequence[Candidate], lexicon: Lexicon) -> list[Candidate]:
    """Return the candidates with the label of their wording in this document; the knowledge base is not outvoted."""
    known = {view[c.start : c.end]: c.label for c in candidates if c.kb_key}
    ballots: dict[str, dict[Label, float]] = {}
    for candidate in candidates:
        surface = view[candidate.start : candidate.end]
        if surface in known:
            continue
        if surface not in ballots:
            ballots[surface] = _cued(view, surface, lexicon)
        weight = _FROM_MODEL[candidate.label]
        if candidate.label == "PER" and " " in surface:
            weight = _FULL_PERSON
        ballots[surface][candidate.label] = ballots[surface].get(candidate.label, 0.0) + weight
    labels = known | {surface: _winner(ballot) for surface, ballot in ballots.items()}
    return [c if c.kb_key else c._replace(label=labels[view[c.start : c.end]]) for c in candidates]


def _cued(view: str, surface: str, lexicon: Lexicon) -> dict[Label, float]:
    ballot: dict[Label, float] = {}
    for start in occurrences(view, surface):
        for label, weight in evidence(view, start, start + len(surface), lexicon).items():
            ballot[label] = ballot.get(label, 0.0) + weight
    return ballot


def _winner(ballot: dict[Label, float]) -> Label:
    return max(_ORDER, key=lambda label: (ballot.get(label, 0.0), -_ORDER.index(label)))
