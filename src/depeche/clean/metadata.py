"""Reads when and by whom an article was published from the lines that were cut from it.

Here: dates of publication lines and scraper headers, bylines.
Not here: dates in the article's sentences (`language.dates`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import cache
from typing import Literal, NamedTuple

import yaml

from depeche.clean.folding import fold
from depeche.clean.spans import Cut
from depeche.model import Declared
from depeche.paths import words

_WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_ISO = re.compile(r"\b(\d{4})-(\d{2})(?:-(\d{2}))?")
_NUMERIC = re.compile(r"\b(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})\b")
_WRITTEN = re.compile(
    r"(?:\b(lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche),? )?\b(\d{1,2})(?:er)? ([a-z]{3,9})\.? (\d{4})\b"
)
_ENGLISH = re.compile(r"\b([a-z]{3,9})\.? (\d{1,2}), (\d{4})\b")
_UPDATED = re.compile(r"\b(?:mis(?:e)? a jour|maj|modifie|actualise|updated|derniere)")
_NAMES = re.compile(
    r"^\W*(?:(?i:(?:propos )?recueillis? par|"
    r"(?:article )?(?:rédigé|écrit) par|(?:texte )?par|by|(?:(?:un )?texte )?de))"
    r" ?:? ?(?P<names>[A-ZÀ-Ý][^\d\n|]{1,100}?)(?:,? (?:avec|le|à|with) .*|[ ,|–-]*\d.*)?[ .,]*$"
)
_AGENCY = re.compile(
    r"^\W*(?:(?i:avec|d'après) )?(?:l'|L')?(?P<names>(?:AFP|Reuters|REUTERS|AP|Belga|BELGA|ATS|APS|EFE|ANSA)\b"
    r"[^\n]{0,30}?)\W*$"
)

Granularity = Literal["day", "month", "year"]


class Published(NamedTuple):
    """When an article was published, how finely that is known, and from what."""

    on: date | None
    granularity: Granularity | None
    basis: str | None


class FoundDate(NamedTuple):
    """A date as a line gives it; `weekday` is the name of the day that stands before it."""

    on: date
    granularity: Granularity
    weekday: str | None


UNKNOWN = Published(None, None, None)


@cache
def _months() -> dict[str, int]:
    numbers = yaml.safe_load(words("clean", "months").read_text(encoding="utf-8"))
    return {name: number for number, names in numbers.items() for name in names}


def find_published(declared: Declared, cuts: Sequence[Cut], view: str) -> Published:
    """Return the publication date: declared, else from a publication line, else from the scraper's header."""
    if declared.published_on is not None:
        return Published(declared.published_on, declared.published_granularity or "day", "declared")
    lines = [
        fold(view[cut.start : cut.end])
        for cut in cuts
        if cut.rule in ("byline.published", "byline.bare_date", "byline.by")
    ]
    for wants_update in (False, True):
        for line in lines:
            stretch = _before_update(line) if not wants_update else line
            found = find_date(stretch)
            if found:
                return Published(found.on, found.granularity, "publication_line")
    for cut in cuts:
        if cut.category == "scraper_metadata":
            found = find_date(fold(view[cut.start : cut.end]))
            if found and cut.rule in ("scraper_metadata.date_header", "scraper_metadata.field_value"):
                return Published(found.on, found.granularity, "scraper_header")
    return UNKNOWN


def _before_update(line: str) -> str:
    """Return the part of a publication line that stands before the words for an update."""
    found = _UPDATED.search(line)
    return line[: found.start()] if found else line


def find_date(folded: str) -> FoundDate | None:
    """Return the first complete date of a folded line."""
    months = _months()
    found: list[tuple[int, FoundDate]] = []
    for match in _ISO.finditer(folded):
        year, month, day = match.groups()
        _add(found, match.start(), int(year), int(month), int(day or 1), "day" if day else "month")
    for match in _NUMERIC.finditer(folded):
        day, month, year = match.groups()
        _add(found, match.start(), int(year) + (2000 if len(year) == 2 else 0), int(month), int(day), "day")
    for match in _WRITTEN.finditer(folded):
        weekday, day, name, year = match.groups()
        if name in months:
            _add(found, match.start(), int(year), months[name], int(day), "day", weekday)
    for match in _ENGLISH.finditer(folded):
        name, day, year = match.groups()
        if name in months:
            _add(found, match.start(), int(year), months[name], int(day), "day")
    return min(found, key=lambda item: item[0])[1] if found else None


def _add(
    found: list[tuple[int, FoundDate]],
    at: int,
    year: int,
    month: int,
    day: int,
    granularity: Granularity,
    weekday: str | None = None,
) -> None:
    if not 1800 <= year <= 2100:
        return
    try:
        found.append((at, FoundDate(date(year, month, day), granularity, weekday)))
    except ValueError:  # 31 February: the line holds no date after all
        return


def has_weekday_mismatch(view: str) -> bool:
    """Tell whether a complete date of the text names another weekday than the calendar."""
    months = _months()
    for match in _WRITTEN.finditer(fold(view)):
        weekday, day, name, year = match.groups()
        if weekday and name in months:
            try:
                on = date(int(year), months[name], int(day))
            except ValueError:
                return True
            if _WEEKDAYS[on.weekday()] != weekday:
                return True
    return False


def find_byline(declared: Declared, cuts: Sequence[Cut], view: str) -> str | None:
    """Return the author: declared, else from a line 'Par …', else the agency that the text is signed with."""
    if declared.byline:
        return declared.byline
    lines = [view[cut.start : cut.end].strip() for cut in cuts if cut.category == "byline"]
    for pattern in (_NAMES, _AGENCY):
        for line in lines:
            found = pattern.match(line)
            if found and found["names"].strip():
                return found["names"].strip(" ()")
    return None
