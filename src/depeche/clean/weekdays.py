"""Tells whether a text names a weekday that its date does not fall on: 'mardi 20 novembre 2023', which was a Monday.

Such a date was mistyped, or a scraper put it together. Not here: which date the article has (`metadata`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from depeche.clean.dateline import months
from depeche.clean.folding import fold

_WEEKDAYS = {name: number for number, name in enumerate(("lun", "mar", "mer", "jeu", "ven", "sam", "dim"))}
_WEEKDAY = r"\b(lun(?:di)?|mar(?:di)?|mer(?:credi)?|jeu(?:di)?|ven(?:dredi)?|sam(?:edi)?|dim(?:anche)?)\b\.?,? (?:le )?"
_WRITTEN = re.compile(_WEEKDAY + r"(\d{1,2})(?:er)? ([a-z]{3,9})\b\.?,?(?: (\d{4})\b)?")
_FIGURES = re.compile(_WEEKDAY + r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\b")


def has_weekday_mismatch(view: str) -> bool:
    """Tell whether a complete date of a normalised text names another weekday than the calendar."""
    folded = fold(view)
    written = ((m[1], m[2], months().get(m[3], 0), m[4]) for m in _WRITTEN.finditer(folded))
    figures = ((m[1], m[2], int(m[3]), m[4]) for m in _FIGURES.finditer(folded))
    return any(
        _differs(weekday, day, month, int(year)) for weekday, day, month, year in (*written, *figures) if month and year
    )


def disagrees_with(published: date, lines: Iterable[str]) -> bool:
    """Tell whether a publication line names the day of publication, without its year, and another weekday."""
    for line in lines:
        for match in _WRITTEN.finditer(fold(line)):
            if match[4] is None and (int(match[2]), months().get(match[3])) == (published.day, published.month):
                return _differs(match[1], match[2], published.month, published.year)
    return False


def _differs(weekday: str, day: str, month: int, year: int) -> bool:
    """Tell whether a date falls on another weekday, or is none."""
    try:
        return date(year, month, int(day)).weekday() != _WEEKDAYS[weekday[:3]]
    except ValueError:
        return True
