"""Reads dates and publication lines: 'Jeanne Roy · 5 juin 2022 · 2 min de lecture'.

Here: the complete dates of a line, and whether the line holds nothing else but names, hours and words of publication.
Not here: which date counts as the article's (`metadata`), dates in the article's sentences (`language.dates`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal, NamedTuple

from depeche.clean.folding import find_keys, fold
from depeche.words import read_words

_ORDINAL = r"(?:er|e|st|nd|rd|th)?"
_ISO = re.compile(r"\b(\d{4})[-/](\d{2})(?:[-/](\d{2}))?")
_NUMERIC = re.compile(r"\b(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})\b")
_WRITTEN = re.compile(
    r"(?:\b(lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche),? )?"
    rf"\b(\d{{1,2}}){_ORDINAL} ([a-z]{{3,9}})\.?,? (\d{{4}})\b"
)
_ENGLISH = re.compile(rf"\b([a-z]{{3,9}})\.? (\d{{1,2}}){_ORDINAL},? (\d{{4}})\b")
_MONTH = re.compile(r"(?<!\d )(?<!\der )\b([a-z]{3,9})\.? (\d{4})\b")
_DAY = re.compile(rf"\b\d{{1,2}}{_ORDINAL} ([a-z]{{3,9}})\b")
_HOUR = re.compile(
    r"\b\d{1,2} ?(?:heures?\b|h|:) ?(?:\d{2})?(?::\d{2})?(?:\.\d{1,6})?(?: ?min\b)?(?: ?[ap]\.?m\b\.?)?"
    r"|\b\d{1,2} ?[ap]\.?m\b\.?|[t ]\d{2}:\d{2}(?::\d{2})?(?:\.\d{1,6})?(?:z\b|[+-]\d{2}:?\d{2})?"
)
_HANDLE = re.compile(r"@\w{2,40}")
_TOKEN = re.compile(r"[^\W_]+(?:['.-][^\W_]+)*(?:(?<=\b\w)\.)?")
_PART = re.compile(r" ?[|•·\t\n–—()] ?| [-/] | {2,}|, | (?:avec|with) ")
_DIVIDER = re.compile(r"[|•·\t\n–—]| [-/] | {2,}")
_WRITTEN_BY = re.compile(r"\W*(?:(?:article |texte )?(?:ecrit |redige )?(?:par|by) ?:?|propos recueillis par) ")
_DIGIT = re.compile(r"\d")
_TITLED = re.compile(r"\d ?: [^\W\d_]")  # '12 avril 2022 : Kerlaz'
_COUNTED = re.compile(r"\d[\d.,]*(?:k|min|mn)?")
_AT = frozenset({"a", "au", "aux"})
_BY = frozenset({"par", "by"})
_PAPER_ARTICLES = frozenset({"le", "la", "les"})
_LONGEST = 160  # characters
_MOST_NAMES = 10  # words that are neither date nor words of publication

Granularity = Literal["day", "month", "year"]


class FoundDate(NamedTuple):
    """A date as a line gives it; `weekday` is the name of the day that stands before it."""

    on: date
    granularity: Granularity
    weekday: str | None


class _Stretch(NamedTuple):
    start: int
    end: int
    found: FoundDate


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The word lists of dateline.yml."""

    publication: frozenset[str]
    agencies: frozenset[str]
    fillers: frozenset[str]
    weekdays: frozenset[str]
    particles: frozenset[str]


@dataclass(frozen=True, slots=True)
class Dateline:
    """What a publication line says; `names` are the parts of it that are neither date nor words of publication."""

    date: FoundDate | None
    names: tuple[str, ...]
    has_day: bool  # a day of a month is named, if without a year
    is_clear: bool  # a word of publication, an hour, a weekday or a divider stands beside the date


@cache
def _vocabulary() -> Vocabulary:
    lists = read_words("clean", "dateline")
    return Vocabulary(**{name: frozenset(map(fold, entries)) for name, entries in lists.items()})


@cache
def months() -> dict[str, int]:
    """Load months.yml: folded name -> number."""
    numbers = read_words("clean", "months")
    return {name: number for number, names in numbers.items() for name in names}


def find_date(folded: str) -> FoundDate | None:
    """Return the first date with a day of a folded line, else its first month."""
    found = _find_dates(folded)
    return found[0].found if found else None


def _find_dates(folded: str) -> list[_Stretch]:
    """Return the dates with a day in order; the months where there are none."""
    found = list(_find_days(folded)) or list(_find_months(folded))
    return sorted(found, key=lambda stretch: stretch.start)


def _find_days(folded: str) -> Iterator[_Stretch]:
    for match in _ISO.finditer(folded):
        year, month, day = match.groups()
        yield from _made(match, int(year), int(month), int(day or 1), "day" if day else "month")
    for match in _NUMERIC.finditer(folded):
        day, month, year = match.groups()
        yield from _made(match, int(year) + (2000 if len(year) == 2 else 0), int(month), int(day), "day")
    for match in _WRITTEN.finditer(folded):
        weekday, day, name, year = match.groups()
        yield from _made(match, int(year), months().get(name, 0), int(day), "day", weekday)
    for match in _ENGLISH.finditer(folded):
        name, day, year = match.groups()
        yield from _made(match, int(year), months().get(name, 0), int(day), "day")


def _find_months(folded: str) -> Iterator[_Stretch]:
    for match in _MONTH.finditer(folded):
        yield from _made(match, int(match[2]), months().get(match[1], 0), 1, "month")


def _made(
    match: re.Match[str], year: int, month: int, day: int, granularity: Granularity, weekday: str | None = None
) -> Iterator[_Stretch]:
    if 1800 <= year <= 2100 and month:
        try:
            found = FoundDate(date(year, month, day), granularity, weekday)
        except ValueError:  # 31 February: the line holds no date after all
            return
        yield _Stretch(match.start(), match.end(), found)


def read_dateline(text: str, folded: str | None = None) -> Dateline | None:
    """Return what a normalised line says, where it holds nothing but dates, hours, names and words of publication."""
    if len(text) > _LONGEST:
        return None
    folded = fold(text) if folded is None else folded
    dates = _find_dates(folded)
    days = [] if dates else [match.span() for match in _DAY.finditer(folded) if match[1] in months()]
    hidden = [(stretch.start, stretch.end) for stretch in dates] + days
    hours = [match.span() for match in _HOUR.finditer(folded) if not _overlaps(match.span(), hidden)]
    handles = [match.span() for match in _HANDLE.finditer(text)]
    bare = _blank(text, [*hidden, *hours, *handles])
    lists = _vocabulary()
    is_clear = bool(hours) or bool(_DIVIDER.search(text)) or any(stretch.found.weekday for stretch in dates)
    names: list[str] = []
    for part in _PART.split(bare):
        read = _read_part(part, lists)
        if read is None:
            return None
        is_clear = is_clear or read.is_telling
        if read.name:
            names.append(read.name)
    if sum(len(name.split()) for name in names) > _MOST_NAMES:
        return None
    return Dateline(dates[0].found if dates else None, tuple(names), bool(days), is_clear)


class _Part(NamedTuple):
    """What a part of a line says between two dividers."""

    name: str  # empty where it holds none
    is_telling: bool  # it holds a word of publication or a weekday


def _read_part(part: str, lists: Vocabulary) -> _Part | None:
    """Return the name in a part of a publication line; None where the part holds words of a sentence."""
    left: list[str] = []
    is_telling = False
    tokens = _TOKEN.findall(part)
    before, is_place = "", False
    for number, token in enumerate(tokens):
        above, word = before, fold(token).strip(".")
        before = word
        is_place = is_place or word in _AT
        if word in lists.publication or word in lists.weekdays:
            is_telling = True
        elif _COUNTED.fullmatch(word) or (not left and word in lists.fillers and word not in _PAPER_ARTICLES):
            continue
        elif word in _AT or token[0].isupper() or word in lists.particles or word in lists.fillers:
            if not is_place:  # 'Jeanne Roy à Kerlaz'
                left.append(token)
            is_telling = is_telling or word in lists.agencies
        elif left or above not in _BY or number + 1 < len(tokens):  # 'par jroy' names an account
            return None
    while left and (left[-1][0].islower() or fold(left[-1]) in _PAPER_ARTICLES):
        left.pop()
    while left and left[0][0].islower():
        left.pop(0)
    if len(left) == 1 and fold(left[0]) in lists.fillers:
        left.clear()
    return _Part(" ".join(left), is_telling)


def _overlaps(span: tuple[int, int], others: list[tuple[int, int]]) -> bool:
    return any(span[0] < end and start < span[1] for start, end in others)


def _blank(text: str, stretches: list[tuple[int, int]]) -> str:
    for start, end in stretches:
        text = text[:start] + "|" * (end - start) + text[end:]
    return text


def is_dateline(text: str, folded: str | None = None, key: Sequence[str] | None = None) -> bool:
    """Tell whether a normalised line says when something appeared, and by whom at most.

    `folded` is its folded view, and `key` the words of that, where they are known.
    """
    if len(text) > _LONGEST or not _DIGIT.search(text):
        return False
    folded = fold(text) if folded is None else folded
    key = find_keys(folded) if key is None else key
    if months().keys().isdisjoint(key) and not _NUMERIC.search(folded) and not _ISO.search(folded):
        if not _WRITTEN_BY.match(folded):
            return False  # no date, which most lines with a figure show at once
        read = read_dateline(text, folded)
        return read is not None and bool(read.names) and read.is_clear  # 'Par Jeanne Roy | 3 min de lecture'
    read = read_dateline(text, folded)
    if read is None:
        return False
    if read.date is None:
        return read.has_day and read.is_clear and not read.names
    if not read.names:
        return True
    if _TITLED.search(text):
        return False
    return read.date.granularity == "day" and (read.is_clear or bool(_NUMERIC.search(text)))
