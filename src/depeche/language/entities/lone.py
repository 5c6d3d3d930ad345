"""Names of one word that nobody bears: an organisation's, where the words beside them say so.

Here: "Zorvia" that the recogniser takes for a person again and again, though no "Anna Zorvia" and no "M. Zorvia" stands
in the text, and words that only organisations have do. Not here: last names carried from full ones (`aliases`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import partial

from depeche.language.entities.cues import ACT, evidence
from depeche.language.entities.lexicon import Lexicon
from depeche.language.entities.spans import CAPITAL, Candidate, occurrences
from depeche.language.entities.wordings import pattern, words

_TWICE = 2  # places: what stands beside one alone the votes on labels have weighed
# places of a name that no full one introduces, as a person's does, and what must speak for it then
_OFTEN, _WEAK = 3, 1.0
_PREVIOUS = re.compile(rf"(?P<word>[{CAPITAL}][\w'-]+) $")
_NEAR = 40  # characters


def without_lone_people(view: str, candidates: Sequence[Candidate], lexicon: Lexicon) -> list[Candidate]:
    """Return the candidates, a name of one word being an organisation's where nobody is called so."""
    borne = {part for c in candidates if c.label == "PER" for part in _parts(view[c.start : c.end])}
    lone = {
        surface
        for c in candidates
        if c.label == "PER" and not c.kb_key and (surface := view[c.start : c.end]) not in borne and " " not in surface
    }
    houses = {surface for surface in lone if _is_organisation(view, surface, lexicon)}
    return [c._replace(label="ORG") if c.label == "PER" and view[c.start : c.end] in houses else c for c in candidates]


def _parts(surface: str) -> list[str]:
    """Return the words of a name of several."""
    return surface.split() if " " in surface else []


def _is_organisation(view: str, surface: str, lexicon: Lexicon) -> bool:
    """Say whether a name of one word is an organisation's: nowhere with a person's words, somewhere with its own."""
    places = list(occurrences(view, surface))
    if surface.split("-")[0] in lexicon.first_names or len(places) < _TWICE or not surface[0].isupper():
        return False
    ends = [at + len(surface) for at in places]
    votes = [evidence(view, at, end, lexicon, guess="PER") for at, end in zip(places, ends, strict=True)]
    if any(vote.get("PER") for vote in votes) or any(map(partial(_is_as_person, view), places, ends)):
        return False
    if any(vote.get("ORG", 0.0) >= ACT for vote in votes) or any(map(partial(_is_taken_up, view), places, ends)):
        return True
    weight = sum(vote.get("ORG", 0.0) for vote in votes) + sum(map(partial(_is_like_company, view), places, ends))
    return len(places) >= _OFTEN and weight >= _WEAK


def _is_as_person(view: str, start: int, end: int) -> bool:
    """Say whether a name is part of a longer one, or does what people do."""
    previous = _PREVIOUS.search(view[max(0, start - _NEAR) : start])
    is_part = previous is not None and previous["word"] not in words("article_words")
    return is_part or pattern("does_as_people").match(view, end) is not None


def _is_like_company(view: str, start: int, end: int) -> bool:
    """Say whether a name has what companies have, or the next sentence goes on with a noun of companies."""
    before = view[max(0, start - _NEAR) : start]
    return (
        pattern("of_company").match(view, end) is not None
        or pattern("company_goes_on").match(view, end) is not None
        or pattern("speaks_for").search(before) is not None
    )


def _is_taken_up(view: str, start: int, end: int) -> bool:
    """Say whether a noun of companies opens the sentence after the one that a name opens."""
    is_behind = pattern("sentence_before").search(view[max(0, start - 2) : start]) is not None
    return is_behind and pattern("taken_up").match(view, end) is not None
