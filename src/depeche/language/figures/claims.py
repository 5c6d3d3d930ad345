"""Figures that a text states: a number with what it counts, how exactly, and of whom.

A claim is what a reader would put in a table. No claims: dates, times, places in a list, numbers inside names, and
small definite numbers that point back ('les deux hommes').
"""

from __future__ import annotations

from depeche.language.figures import context
from depeche.language.figures.amounts import money, share
from depeche.language.figures.counts import counted, fraction, one_in
from depeche.language.figures.echoes import aligned, echoes
from depeche.language.figures.folding import folded
from depeche.language.figures.homes import homes_of
from depeche.language.figures.numerals import find_numerals
from depeche.language.figures.ranges import Figure, figures_of
from depeche.language.figures.scene import Scene
from depeche.language.figures.wordings import pattern
from depeche.language.reading import Reading
from depeche.model import Claim

_MAX = 1e18
_ARTICLE_REACH = 12


def find_claims(reading: Reading) -> tuple[Claim, ...]:
    """Return the figures of a text in order, not overlapping."""
    text = folded(reading.view)
    scene = Scene(reading, text, homes_of(text))
    numbers = [n for n in find_numerals(reading.view) if abs(n.value) < _MAX]
    claims: list[Claim] = []
    bare: list[Figure] = []
    for figure in figures_of(numbers, text):
        if _is_elsewhere(reading, figure) or _is_label(scene, figure):
            continue
        claim = _claim(scene, figure)
        if claim is None:
            bare.append(figure)
            continue
        claims.append(claim)
    claims.sort(key=lambda claim: (claim.start, claim.end))
    return tuple(aligned(text, echoes(scene, bare, claims)))


def _is_elsewhere(reading: Reading, figure: Figure) -> bool:
    """Whether the number belongs to a date or to a name."""
    first, last = figure.first, figure.last
    if pattern("of_percent").search(reading.view, max(0, first.start - 6), first.end):
        return True
    if any(d.start < last.end and first.start < d.end and _is_calendar(d.method) for d in reading.dates):
        return True
    return any(
        m.start < last.end and first.start < m.end and m.surface != reading.text[first.start : last.end]
        for m in reading.mentions
    )


def _is_label(scene: Scene, figure: Figure) -> bool:
    """Whether a number only names what stands before it: 'article 49', not 'le groupe 2 milliards d'euros'."""
    text, number = scene.text, figure.last
    if number.has_scale or not context.names_before(text, figure.first.start):
        return False
    return context.currency(text, number, scene.homes) is None and context.percent(text, number) is None


def _is_calendar(method: str) -> bool:
    return not method.startswith("date:vague")


def _claim(scene: Scene, figure: Figure) -> Claim | None:
    text, number = scene.text, figure.last
    before = context.comparator_before(text, figure.start)
    amount = context.currency(text, number, scene.homes)
    if amount is None and figure.value_max:
        amount = context.currency(text, figure.first, scene.homes)
    part = context.percent(text, number)
    if amount is not None and not (number.is_article and before is None and amount.end - number.end > _ARTICLE_REACH):
        return money(scene, figure, amount, before)
    if part is not None:
        return share(scene, figure, part, before)
    if number.is_fraction:
        return fraction(scene, figure, before)
    return one_in(scene, figure, before) or counted(scene, figure, before)
