"""A figure: one number, or two that bound a range ('entre 5 et 10 %', 'de 3 à 4 millions', 'deux ou trois').

Here: which numbers belong together. What they count belongs to `claims`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from depeche.language.figures.numerals import Number
from depeche.language.figures.wordings import pattern, words

_SHIFT = 70  # characters in which a verb of change stands before its figures


class Figure(NamedTuple):
    """A number, or two that bound a range, as one figure."""

    start: int
    end: int
    value: float
    value_max: float | None
    first: Number
    last: Number


def figures_of(numbers: Sequence[Number], text: str) -> list[Figure]:
    """Return the numbers of a folded text in order, those that bound a range as one."""
    figures: list[Figure] = []
    at = 0
    while at < len(numbers):
        first = numbers[at]
        second = numbers[at + 1] if at + 1 < len(numbers) else None
        if second is not None and _is_range(first, second, text):
            low, high = _scaled(first, second)
            opening = pattern("opening").search(text, max(0, first.start - 7), first.start)
            figures.append(Figure(opening.start() if opening else first.start, second.end, low, high, first, second))
            at += 2
            continue
        value = first.value
        if second is not None and is_change(first, second, text):
            value = _scaled(first, second)[0]
        figures.append(Figure(first.start, first.end, value, None, first, first))
        at += 1
    return figures


def is_change(first: Number, second: Number, text: str) -> bool:
    """Whether two numbers are a before and an after: 'passer de 300 à 450', and any 'de 450 à 300'."""
    join = pattern("join").fullmatch(text, first.end, second.start)
    if join is None or not is_from(text, first.start) or not any(f" {word} " in join.group() for word in words("to")):
        return False
    if join["unit"] and not _has_unit(text, second.end, join["unit"]):
        return False
    low, high = _scaled(first, second)
    return high < low or pattern("shifting").search(text, max(0, first.start - _SHIFT), first.start) is not None


def is_from(text: str, start: int) -> bool:
    """Whether the word stands before a number that says where a change began: 'de 300 à 450'."""
    return any(text.startswith(f" {word} ", start - len(word) - 2) for word in words("from"))


def _is_range(first: Number, second: Number, text: str) -> bool:
    join = pattern("join").fullmatch(text, first.end, second.start)
    if join is None or first.is_fraction or second.is_fraction or first.is_article:
        return False
    if join["unit"] and not _has_unit(text, second.end, join["unit"]):
        return False
    opening = pattern("opening").search(text, max(0, first.start - 7), first.start)
    between = text[first.end : second.start].strip(" %€$")
    low, high = _scaled(first, second)
    if high <= low or is_change(first, second, text):
        return False
    if between.startswith(words("and")):
        return bool(opening and opening.group().startswith(words("between")))
    if between in words("or"):
        return high <= 2 * low
    return bool(opening) or high <= 10 * low


def _has_unit(text: str, end: int, unit: str) -> bool:
    return text.startswith(unit, end + (text[end : end + 1] == " "))


def _scaled(first: Number, second: Number) -> tuple[float, float]:
    """Give the first number the scale that only the second names: '3 à 4 millions'."""
    if second.has_scale and not first.has_scale and first.value < 1000 <= second.value:
        scale = 10 ** (3 * ((len(str(int(second.value))) - 1) // 3))
        return first.value * scale, second.value
    return first.value, second.value
