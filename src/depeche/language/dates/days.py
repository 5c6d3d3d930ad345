"""Expressions of one day: a day of the month, a weekday, a holiday, 'hier', 'la veille'. No text, no periods."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from depeche.language.dates.anchors import Context, day_named, reference_day, reference_period, single_day
from depeche.language.dates.expression import Direction, Period, Relation, Resolved, Wording
from depeche.language.dates.periods import day_period, easter, make_day, month_period

_DAY = timedelta(days=1)


def calendar_day(wording: Wording, context: Context) -> Resolved:
    """Return a day of the month; without a year the one that tense, relation or nearness to the publication tells."""
    assert wording.day is not None and wording.month is not None
    year = wording.year if wording.year is not None else context.year
    if year is not None:
        found = make_day(year, wording.month, wording.day)
        return _checked(found, wording)
    now = reference_period(context.reference)
    if now is None and context.solved is not None:
        now = month_period(context.solved.year, context.solved.month)
    if now is None:
        return Resolved(None, "explicit")
    days = [d for y in range(now.start.year - 8, now.end.year + 9) if (d := make_day(y, wording.month, wording.day))]
    found = _nearest(days, now, wording.relation, context.direction)
    if found is not None and wording.weekday is not None and found.weekday() != wording.weekday:
        fitting = [d for d in days if d.weekday() == wording.weekday and abs(d.year - found.year) <= 1]
        found = _nearest(fitting, now, wording.relation, None) or found
    return _checked(found, wording)


def _checked(found: date | None, wording: Wording) -> Resolved:
    if found is None:
        return Resolved(None, "explicit", ("impossible",))
    differs = wording.weekday is not None and found.weekday() != wording.weekday
    return Resolved(day_period(found), "explicit", ("weekday_differs",) if differs else ())


def _nearest(days: Sequence[date], now: Period, relation: Relation | None, direction: Direction | None) -> date | None:
    """Return the occurrence that is meant: strictly before or after for 'dernier' and 'prochain', else by tense."""
    if relation == "last":
        return max((d for d in days if d < now.start), default=None)
    if relation == "next":
        return min((d for d in days if d > now.end), default=None)
    if direction == "past":
        return max((d for d in days if d <= now.end), default=None)
    if direction == "future":
        return min((d for d in days if d >= now.start), default=None)
    return min(days, key=lambda d: (_distance(d, now), d), default=None)


def _distance(day: date, now: Period) -> int:
    if now.start <= day <= now.end:
        return 0
    return min(abs((day - now.start).days), abs((day - now.end).days))


def holiday(wording: Wording, context: Context) -> Resolved:
    """Return a holiday."""
    now = reference_period(context.reference)
    years = [wording.year] if wording.year else range(now.start.year - 1, now.end.year + 2) if now else []
    if wording.easter is not None:
        days = [easter(year) + wording.easter * _DAY for year in years]
    else:
        days = [date(year, wording.month or 1, wording.day or 1) for year in years]
    if wording.year and days:
        return Resolved(day_period(days[0]), "explicit")
    found = _nearest(days, now, wording.relation, context.direction) if now else None
    return Resolved(day_period(found) if found else None, "relative")


def weekday(wording: Wording, context: Context) -> Period | None:
    """Return a weekday: after a past tense the last one, else the next; today's name is today."""
    assert wording.weekday is not None
    if wording.relation in ("following", "preceding"):
        anchor = single_day(context.previous)
        if anchor is None:
            return None
        step = 1 if wording.relation == "following" else -1
        return day_period(anchor + steps_to(anchor, wording.weekday, step) * _DAY)
    today = reference_day(context.reference)
    if today is None:
        return None
    if wording.week is not None:
        weeks = {"last": -1, "next": 1}.get(wording.week, 0)
        monday = today - timedelta(days=today.weekday()) + timedelta(weeks=weeks)
        return day_period(monday + wording.weekday * _DAY)
    if wording.relation == "last":
        return day_period(today + steps_to(today, wording.weekday, -1) * _DAY)
    if wording.relation == "next":
        return day_period(today + steps_to(today, wording.weekday, 1) * _DAY)
    if today.weekday() == wording.weekday:
        return day_period(today)
    step = 1 if context.direction == "future" or (wording.relation == "this" and context.direction is None) else -1
    return day_period(today + steps_to(today, wording.weekday, step) * _DAY)


def steps_to(day: date, weekday: int, step: int) -> int:
    """Return the days to the next (step 1) or last (-1) weekday, never 0."""
    away = (weekday - day.weekday()) % 7 if step > 0 else -((day.weekday() - weekday) % 7)
    return away or 7 * step


def offset(days: int, anchor: date | None) -> Period | None:
    """Return the day so many days from another."""
    return day_period(anchor + days * _DAY) if anchor is not None else None


def sequel(wording: Wording, context: Context) -> Period | None:
    """Return the day before, of or after the last day that the text has named."""
    count = wording.count or 0
    anchor = single_day(context.previous)
    today = reference_day(context.reference)
    is_ahead = anchor is not None and today is not None and context.direction == "past" and anchor > today
    if count == 0 or is_ahead:
        anchor = day_named(context)
    return offset(count, anchor)
