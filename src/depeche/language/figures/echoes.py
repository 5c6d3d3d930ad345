"""Figures whose noun or currency is left out because the figure before (or after) them has it.

'sept voix contre quatre', '400 personnes selon la police, 1 100 selon les syndicats', 'de 300 à 450 salariés',
'38 millions d'euros … 25 millions en 2021'.
"""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Sequence
from dataclasses import replace
from operator import attrgetter

from depeche.language.figures import context
from depeche.language.figures.amounts import is_worth
from depeche.language.figures.lexicon import is_person, singular
from depeche.language.figures.ranges import Figure, is_from
from depeche.language.figures.scene import Kind, Scene, bounds_of, make
from depeche.language.figures.wordings import pattern, words
from depeche.model import Claim

_COUNTED = ("headcount", "votes", "signatories", "users", "other")
_REACH = 130  # characters
_SHORT = 12  # characters: ', et contre '
_BACK = 60  # figures
_FACTOR = 50
_YEARS = range(1900, 2101)


def echoes(scene: Scene, bare: Sequence[Figure], claims: Sequence[Claim]) -> list[Claim]:
    """Return the claims (given in order) and those of figures that stand bare, by what the claims around them count."""
    known = list(claims)
    for figure in bare:
        place = bisect_left(known, figure.start, key=attrgetter("start"))
        claim = (_of_scale if figure.last.has_scale else _of_neighbour)(scene, figure, known, place)
        if claim is not None:
            insort(known, claim, key=attrgetter("start"))
    return known


def aligned(text: str, claims: Sequence[Claim]) -> list[Claim]:
    """Return the claims with per cent set against per cent in one measure: '53 % des suffrages, contre 44 %'."""
    result: list[Claim] = []
    for claim in claims:
        last = result[-1] if result else None
        if (
            last is not None
            and (claim.measure, claim.unit, claim.subject_surface) == ("share", "percent", None)
            and (last.unit, last.sentence_index) == ("percent", claim.sentence_index)
            and last.measure != "share"
            and pattern("against").fullmatch(text, last.end, claim.start)
        ):
            claim = replace(claim, measure=last.measure)
        result.append(claim)
    return result


def _of_neighbour(scene: Scene, figure: Figure, known: Sequence[Claim], place: int) -> Claim | None:
    """Return a bare number as what the claim before it, or the one it is changed into, counts."""
    if figure.last.is_article or figure.last.is_fraction or _is_year(figure):
        return None
    near = _before(scene, figure, known[max(0, place - _BACK) : place])
    near = near or _after(scene, figure, known[place] if place < len(known) else None)
    if near is None:
        return _of_sentence(scene, figure)
    if not _is_alike(figure, near):
        return None
    return _with_subject(_plain(scene, figure, Kind(near.measure, near.unit, "echo")), near)


def _of_sentence(scene: Scene, figure: Figure) -> Claim | None:
    """Return a bare number as people, where the words before it in its sentence say that it counts them.

    'ils étaient 400', 'des milliers de manifestants, 5 000 selon la police', 'le nombre de chômeurs a augmenté de 300'.
    """
    text = scene.text
    sentence = scene.reading.sentence_at(figure.first.start)
    if sentence is None or not pattern("end").match(text, figure.end):
        return None
    before = text[max(sentence.start, figure.start - _REACH) : figure.start]
    numbered = pattern("number_of").search(before)
    is_people = pattern("roll").search(before) is not None or (
        numbered is not None and is_person(singular(numbered["noun"]))
    )
    if pattern("by_source").match(text, figure.end) and figure.value > 1:
        is_people = is_people or any(is_person(singular(word)) for word in re.findall(r"[a-z-]+", before))
    return _plain(scene, figure, Kind("headcount", "person", "roll")) if is_people else None


def _before(scene: Scene, figure: Figure, earlier: Sequence[Claim]) -> Claim | None:
    """Return the count before a bare number, in its sentence, when a word of contrast or a comma leads to it."""
    text = scene.text
    sentence = scene.reading.sentence_at(figure.first.start)
    near = next((c for c in reversed(earlier) if c.measure in _COUNTED and c.unit != "percent"), None)
    if sentence is None or near is None or not sentence.start <= near.start or near.end > figure.start:
        return None
    before = context.comparator_before(text, figure.start)
    gap = text[near.end : before.start if before else figure.start]
    is_against = near.measure == "votes" and gap in [f" {word} " for word in words("against_votes")]
    is_over = is_against or pattern("end").match(text, figure.end) is not None
    if len(gap) > _REACH or not pattern("link").search(gap) or not is_over:
        return None
    if near.measure == "other" and len(gap) > _SHORT:
        return None
    return near


def _after(scene: Scene, figure: Figure, later: Claim | None) -> Claim | None:
    """Return the claim that a bare number changes into: 'de 300 à 450 salariés'; 'de 18 et 21 ans'."""
    if later is None or not is_from(scene.text, figure.start):
        return None
    gap = scene.text[figure.end : later.start]
    return later if gap in [f" {word} " for word in words("or_and" if later.measure == "age" else "to")] else None


def _is_alike(figure: Figure, near: Claim) -> bool:
    if near.measure == "votes":
        return figure.value == int(figure.value)
    if figure.value <= 0 or near.value <= 0:
        return False
    return 1 / _FACTOR <= figure.value / near.value <= _FACTOR


def _is_year(figure: Figure) -> bool:
    return figure.first.is_digits and figure.value in _YEARS and figure.end - figure.start == len("2024")


def _of_scale(scene: Scene, figure: Figure, known: Sequence[Claim], place: int) -> Claim | None:
    """Return 'millions' without a noun: people of the same sentence, else money in the currency spoken of before."""
    if not pattern("scale_end").match(scene.text, figure.end) and not pattern("money_for").match(
        scene.text, figure.end
    ):
        return None
    sentence = scene.reading.sentence_at(figure.first.start)
    earlier, later = known[max(0, place - _BACK) : place], known[place : place + _BACK]
    same = [c for c in (*reversed(earlier), *later) if sentence and sentence.start <= c.start < sentence.end]
    near = same[0] if same else None
    if near is not None and near.unit == "person" and near.value >= figure.value / _FACTOR:
        return _with_subject(_plain(scene, figure, Kind(near.measure, near.unit, "echo")), near)
    unit = next((c.unit for c in (*reversed(earlier), *later) if c.measure in ("money", "valuation")), None)
    if unit is None or unit == "other":
        return None
    before = context.comparator_before(scene.text, figure.start)
    is_value = is_worth(scene, figure, before.start if before else figure.start)
    if near is not None and near.measure == "valuation" and near.end <= figure.start:
        is_value = is_value or pattern("link").search(scene.text[near.end : figure.start]) is not None
    return _plain(scene, figure, Kind("valuation" if is_value else "money", unit, "echo"))


def _plain(scene: Scene, figure: Figure, kind: Kind) -> Claim | None:
    before = context.comparator_before(scene.text, figure.start)
    return make(scene, figure, bounds_of(scene, figure, figure.end, before), kind)


def _with_subject(claim: Claim | None, near: Claim) -> Claim | None:
    """Give an echo what its neighbour counts."""
    if claim is None:
        return None
    return replace(claim, subject_surface=near.subject_surface, entity_id=near.entity_id)
