"""Days, weeks, months and years of the calendar, and steps between them. No text, no publication date."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from depeche.language.dates.expression import Edge, Period
from depeche.model import Granularity

_DAY = timedelta(days=1)


def day_period(day: date) -> Period:
    """Return one day."""
    return Period(day, day, "day")


def week_period(day: date) -> Period:
    """Return the week, Monday to Sunday, that holds a day."""
    monday = day - timedelta(days=day.weekday())
    return Period(monday, monday + 6 * _DAY, "week")


def month_period(year: int, month: int) -> Period:
    """Return a month; months beyond 1 to 12 count into other years."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return Period(date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1]), "month")


def year_period(year: int) -> Period:
    """Return a calendar year."""
    return Period(date(year, 1, 1), date(year, 12, 31), "year")


def make_day(year: int, month: int, day: int) -> date | None:
    """Return a day, None when the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def easter(year: int) -> date:
    """Return Easter Sunday (the anonymous Gregorian algorithm)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = b // 4, b % 4
    g = (b - (b + 8) // 25 + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = c // 4, c % 4
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return date(year, month, day + 1)


def stepped(unit: str, anchor: Period | None, steps: int) -> Period | None:
    """Return the unit so many units from the one that holds the anchor; None when the anchor is too coarse."""
    if anchor is None:
        return None
    day = anchor.start
    is_day = anchor.start == anchor.end
    if unit == "day":
        return day_period(day + steps * _DAY) if is_day else None
    if unit == "week":
        if not is_day and anchor.granularity != "week":
            return None
        return week_period(day + timedelta(weeks=steps))
    if unit == "month":
        if anchor.start.month != anchor.end.month or anchor.start.year != anchor.end.year:
            return None
        return month_period(day.year, day.month + steps)
    if unit in ("quarter", "half"):
        if (anchor.end - anchor.start).days > 31:
            return None
        length = 3 if unit == "quarter" else 6
        first = month_period(day.year, length * ((day.month - 1) // length) + 1 + length * steps).start
        return Period(first, month_period(first.year, first.month + length - 1).end, "quarter")
    if anchor.start.year != anchor.end.year:
        return None
    if unit == "year":
        return year_period(day.year + steps)
    size = 10 if unit == "decade" else 100
    offset = 0 if unit == "decade" else 1
    first_year = (day.year - offset) // size * size + offset + size * steps
    granularity: Granularity = "decade" if unit == "decade" else "vague"
    return Period(date(first_year, 1, 1), date(first_year + size - 1, 12, 31), granularity)


def edge_of(period: Period, edge: Edge) -> Period:
    """Return the beginning, middle or end of a period: thirds of a month, quarters of a year, days of a week."""
    if period.granularity == "month":
        bounds = {"start": (1, 10), "middle": (11, 20), "end": (21, period.end.day)}[edge]
        return Period(period.start.replace(day=bounds[0]), period.start.replace(day=bounds[1]), "month")
    if period.granularity == "year" and period.start.year == period.end.year:
        months = {"start": (1, 3), "middle": (5, 8), "end": (10, 12)}[edge]
        year = period.start.year
        return Period(month_period(year, months[0]).start, month_period(year, months[1]).end, "year")
    if period.granularity == "week":
        days = {"start": (0, 1), "middle": (1, 3), "end": (3, 6)}[edge]
        return Period(period.start + days[0] * _DAY, period.start + days[1] * _DAY, "week")
    if period.granularity in ("decade", "quarter", "vague"):
        third = ((period.end - period.start).days + 1) // 3
        place = {"start": 0, "middle": 1, "end": 2}[edge]
        start = period.start + timedelta(days=place * third)
        end = period.end if edge == "end" else start + timedelta(days=third - 1)
        return Period(start, end, period.granularity)
    return period
