"""Values that a scrape declares about itself: days, instants, names, languages, addresses.

What cannot be read is None, never a guess. Not here: dates inside the text of an article (`language.dates`).
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from html import unescape
from typing import Literal, NamedTuple
from urllib.parse import urlsplit

from depeche.ingest.vocabulary import vocabulary

_YEARS = range(1900, 2101)
_LATEST_EPOCH_MS = 4_133_980_800_000
_LONGEST = 2000  # characters of a declared value
_ISO = re.compile(r"(\d{4})(?:[-/](\d{1,2})(?:[-/](\d{1,2}))?)?(?:$|[T ])")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:$|[T ]|\d{6}$)")
_FIGURES = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?!\d)")
_DAY_FIRST = re.compile(r"(?<!\d)(\d{1,2})(?:er|ème|e)?[ \u00a0-]{1,2}([^\W\d_]{3,9})\.?,?[ \u00a0-]{1,2}(\d{4})(?!\d)")
_MONTH_FIRST = re.compile(r"([^\W\d_]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})(?!\d)")
_MONTH_ONLY = re.compile(r"([^\W\d_]{3,9})\.? (\d{4})$")
_LANGUAGE = re.compile(r"([a-z]{2,3})(?:[-_][a-z0-9-]{2,12})?", re.IGNORECASE)
_SPACE = re.compile(r"\s+")
_BY = re.compile(r"(?:par|by)\s+", re.IGNORECASE)


class Day(NamedTuple):
    """The first day of a period, and how long the period is."""

    on: date
    granularity: Literal["day", "month", "year"]


def parse_day(value: object) -> Day | None:
    """Return the day, month or year that a declared date names, as its author wrote it (no shift to UTC)."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        instant = _from_epoch(value)
        return Day(instant.date(), "day") if instant else None
    text = plain(value)
    if text is None:
        return None
    text = text[:80]
    if (match := _ISO.match(text)) is not None:
        return _day(match[1], match[2], match[3])
    if match := _COMPACT.match(text):
        return _day(*match.groups())
    if match := _FIGURES.search(text):
        first, second, year = match.groups()
        return _day(year, second, first) or _day(year, first, second)  # day first, unless that is no date
    return _named_month(text)


def _named_month(text: str) -> Day | None:
    months = vocabulary().months
    for match in _DAY_FIRST.finditer(text):
        if month := months.get(match[2].casefold()):
            return _day(match[3], str(month), match[1])
    for match in _MONTH_FIRST.finditer(text):
        if month := months.get(match[1].casefold()):
            return _day(match[3], str(month), match[2])
    alone = _MONTH_ONLY.match(text)
    if alone is not None and (month := months.get(alone[1].casefold())):
        return _day(alone[2], str(month), None)
    return None


def _day(year: str, month: str | None, day: str | None) -> Day | None:
    if int(year) not in _YEARS:
        return None
    try:
        on = date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    return Day(on, "day" if day else "month" if month else "year")


def parse_instant(value: object) -> datetime | None:
    """Return a moment in UTC; a time without a zone is taken as UTC, a day without a time is no moment."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return _from_epoch(value)
    text = plain(value)
    if text is None or ":" not in text:
        return None
    for parse in (datetime.fromisoformat, _from_mail_header):
        try:
            moment = parse(text)
            moment = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
        except (ValueError, TypeError, OverflowError):
            continue
        return moment if moment.year in _YEARS else None
    return None


def _from_mail_header(text: str) -> datetime:
    from email.utils import parsedate_to_datetime  # hardly any scrape is dated so

    return parsedate_to_datetime(text)


def _from_epoch(value: float) -> datetime | None:
    """Return the moment of a Unix time in seconds or milliseconds, between 1990 and 2100."""
    if not 0 < value < _LATEST_EPOCH_MS:
        return None
    for seconds in (value, value / 1000):
        if 631_152_000 <= seconds < 4_133_980_800:
            return datetime.fromtimestamp(seconds, UTC)
    return None


def plain(value: object) -> str | None:
    """Return a string on one line, trimmed, entities resolved; None for anything else, when empty or too long."""
    if not isinstance(value, str) or len(value) > _LONGEST:
        return None
    text = _SPACE.sub(" ", unescape(value)).strip().replace("\x00", "")
    return text if text and is_unicode(text) else None


def is_unicode(text: str) -> bool:
    """Tell whether a text holds no half of a surrogate pair, so that it can be stored."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def parse_name(value: object) -> str | None:
    """Return a name given as text, as an object with a name, or as a list of either, joined with commas."""
    items = value if isinstance(value, list) else [value]
    names = [plain(item.get("name")) if isinstance(item, dict) else plain(item) for item in items[:20]]
    known = list(dict.fromkeys(name for name in names if name is not None))
    return ", ".join(known) or None


def parse_byline(value: object) -> str | None:
    """Return who signs, without 'Par'; addresses of author pages are no names."""
    name = parse_name(value)
    if name is None or name.startswith(("http://", "https://")):
        return None
    return _BY.sub("", name, count=1) if _BY.match(name) else name


def parse_language(value: object) -> str | None:
    """Return the lower-case language code of 'fr', 'fr-FR', 'fr_BE' or 'français'."""
    text = plain(value)
    if text is None:
        return None
    if known := vocabulary().languages.get(text.casefold()):
        return known
    match = _LANGUAGE.fullmatch(text)
    return match[1].lower() if match else None


def parse_url(value: object) -> str | None:
    """Return an absolute web address."""
    text = plain(value)
    if text is None or " " in text:
        return None
    try:
        parts = urlsplit(text)
    except ValueError:
        return None
    return text if parts.scheme in ("http", "https") and parts.netloc else None
