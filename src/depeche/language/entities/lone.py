"""Names of one word that nobody bears: an organisation's, where the words beside them say so.

Here: "Zorvia" that the recogniser takes for a person again and again, though no "Anna Zorvia" and no "M. Zorvia" stands
in the text, and words that only organisations have do. Not here: last names carried from full ones (`aliases`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from depeche.language.entities.cues import ACT, evidence
from depeche.language.entities.lexicon import Lexicon
from depeche.language.entities.spans import CAPITAL, Candidate, occurrences
from depeche.language.entities.wordings import pattern, words

_TWICE = 2  # places: what stands beside one alone the votes on labels have weighed
_PREVIOUS = re.compile(rf"(?P<word>[{CAPITAL}][\w'-]+) $")
_NEAR = 40


def without_lone_people(view: str, candidates: Sequence[Candidate], lexicon: Lexicon) -> list[Candidate]:
    """Return the candidates, a name of one word being an organisation's where nobody is called so."""
    borne = {part for c in candidates if c.label == "PER" for part in _parts(view[c.start : c.end])}
    lone = {
        surface
        for c in candidates
        if c.label == "PER" and not c.kb_key and (surface := view[c.start : c.end]) not in borne and " " not in surface
    }
    houses = {s for s in lone if _is_house(view, s, lexicon) and not _is_person(view, s, lexicon)}
    return [c._replace(label="ORG") if c.label == "PER" and view[c.start : c.end] in houses else c for c in candidates]


def _parts(surface: str) -> list[str]:
    """Return the words of a name of several."""
    return surface.split() if " " in surface else []


def _is_house(view: str, surface: str, lexicon: Lexicon) -> bool:
    """Say whether somewhere beside a name stands what belongs to organisations: an act, shares, a post, a noun."""
    for at in occurrences(view, surface):
        end = at + len(surface)
        if evidence(view, at, end, lexicon, guess="PER").get("ORG", 0.0) >= ACT:
            return True
        if pattern("sentence_before").search(view[max(0, at - 2) : at]) and pattern("taken_up").match(view, end):
            return True
    return False


def _is_person(view: str, surface: str, lexicon: Lexicon) -> bool:
    """Say whether a name of one word may be a person's: a first name, said once only, or with a person's words."""
    places = list(occurrences(view, surface))
    if surface.split("-")[0] in lexicon.first_names or len(places) < _TWICE or not surface[0].isupper():
        return True
    for start in places:
        if evidence(view, start, start + len(surface), lexicon, guess="PER").get("PER"):
            return True
        previous = _PREVIOUS.search(view[max(0, start - _NEAR) : start])
        if (previous and previous["word"] not in words("article_words")) or pattern("does_as_people").match(
            view, start + len(surface)
        ):
            return True
    return False
