"""Clubs that go by the name of their town: "Vire reçoit Dol", "l'entraîneur de Vire", "contre Vire".

Here: in a text about a match or a transfer, which places mean the club. Not here: clubs' own names (`kb`, `headed`).
"""

from __future__ import annotations

from collections.abc import Sequence

from depeche.language.entities.lexicon import Lexicon
from depeche.language.entities.spans import Candidate
from depeche.language.entities.wordings import pattern

_NEAR = 60
_FEWEST = 4  # words of sport that make a text one about sport …
_SURELY = 6  # … and surely so: who is met or left there is a club


def with_clubs(view: str, candidates: Sequence[Candidate], lexicon: Lexicon) -> list[Candidate]:
    """Return the candidates, a place being the club where a match, a transfer or a player says so."""
    told = len({found.group().lower() for found in lexicon.sport.finditer(view)})
    if told < _FEWEST:
        return list(candidates)
    return [_as_club(c) if c.label == "LOC" and _is_club(view, c, told >= _SURELY) else c for c in candidates]


def _is_club(view: str, place: Candidate, is_surely_sport: bool) -> bool:
    """Say whether a place means its club; a known place only beside a score, a club's act or an opponent."""
    if pattern("club_after").match(view, place.end):
        return True
    before = view[max(0, place.start - _NEAR) : place.start]
    if place.kb_key:
        return is_surely_sport and pattern("club_met").search(before) is not None
    return (
        pattern("club_before").search(before) is not None
        or (is_surely_sport and pattern("club_cue").search(before) is not None)
        or (pattern("club_subject").match(view, place.end) is not None and not pattern("in_place").search(before))
    )


def _as_club(place: Candidate) -> Candidate:
    return place._replace(label="ORG", method="model", kb_key=None)
