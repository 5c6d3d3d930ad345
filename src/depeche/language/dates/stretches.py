"""Expressions of a stretch of the calendar: months, seasons, years, quarters, weeks, 'il y a deux ans'. No text."""

from __future__ import annotations

from datetime import date, timedelta

from depeche.language.dates.anchors import Context, day_named, reference_day, reference_period, single_day
from depeche.language.dates.expression import Period, Resolved, Wording
from depeche.language.dates.periods import month_period, stepped

_DAY = timedelta(days=1)
_FIRST_YEAR, _LAST_YEAR = 1000, 2200


def month(wording: Wording, context: Context) -> Resolved:
    """Return a month; without a year the last that has begun, unless the clause looks ahead."""
    assert wording.month is not None
    year = wording.year if wording.year is not None else context.year
    if year is not None:
        return Resolved(month_period(year, wording.month), "explicit")
    if context.reference.on is None or context.reference.granularity == "year":
        return Resolved(None, "relative")
    now = context.reference.on
    if wording.relation == "this":
        return Resolved(month_period(now.year, wording.month), "relative")
    ahead = (wording.month - now.month) % 12
    if wording.relation == "next" or (context.direction == "future" and wording.relation is None):
        months = ahead or (12 if wording.relation == "next" else 0)
    else:
        months = ahead - 12 if ahead or wording.relation == "last" else 0
    return Resolved(month_period(now.year, now.month + months), "relative")


def season(wording: Wording, context: Context) -> Resolved:
    """Return a season."""
    assert wording.month is not None and wording.day is not None
    year = wording.year
    basis = "explicit" if year else "relative"
    now = reference_period(context.reference)
    if year is None and now is not None:
        periods = [_season_of(y, wording) for y in range(now.start.year - 2, now.end.year + 2)]
        past = [p for p in periods if p.start <= now.end]
        ended = [p for p in periods if p.end < now.start]
        coming = [p for p in periods if p.end >= now.start]
        if wording.relation == "last":
            return Resolved(ended[-1], "relative")
        if wording.relation == "next" or context.direction == "future":
            begun = wording.relation == "next" and coming[0].start <= now.end
            return Resolved(coming[1] if begun else coming[0], "relative")
        if wording.relation == "this" and context.direction is None:
            return Resolved(_season_of(now.start.year, wording), "relative")
        return Resolved(past[-1], "relative")
    if year is None:
        return Resolved(None, "relative")
    return Resolved(_season_of(year, wording), "explicit" if basis == "explicit" else "relative")


def _season_of(year: int, wording: Wording) -> Period:
    first = date(year, wording.month or 1, wording.day or 1)
    last = month_period(first.year, first.month + 3).start + timedelta(days=19)
    return Period(first, last, "quarter")


def years(wording: Wording) -> Period | None:
    """Return a year, a season of two years, a decade or a century."""
    if wording.kind == "century":
        first = 100 * ((wording.count or 1) - 1) + 1
        return Period(date(first, 1, 1), date(first + 99, 12, 31), "vague")
    if wording.year is None or not _FIRST_YEAR <= wording.year <= _LAST_YEAR:
        return None
    if wording.kind == "decade":
        return Period(date(wording.year, 1, 1), date(wording.year + 9, 12, 31), "decade")
    last = wording.year + (wording.count or 1) - 1
    return Period(date(wording.year, 1, 1), date(last, 12, 31), "year")


def part(wording: Wording, context: Context) -> Resolved:
    """Return a quarter or half of a year; without a year the last one that has begun, unless the clause looks ahead."""
    length = 6 if wording.unit == "half" else 3
    count = wording.count or 1
    if count * length > 12:
        return Resolved(None, "explicit", ("impossible",))
    year, basis = wording.year, "explicit"
    if year is None:
        if context.reference.on is None:
            return Resolved(None, "relative")
        year, basis = context.reference.on.year, "relative"
        begins = date(year, length * (count - 1) + 1, 1)
        now = reference_period(context.reference)
        if now and begins > now.end and context.direction != "future":
            year -= 1
    first = month_period(year, length * (count - 1) + 1).start
    last = month_period(year, length * count).end
    return Resolved(Period(first, last, "quarter"), "explicit" if basis == "explicit" else "relative")


def unit(wording: Wording, context: Context) -> Period | None:
    """Return this, the last or the next week, month …; 'suivant' and 'précédent' count from the date before."""
    steps = {"last": -1, "next": 1, "following": 1, "preceding": -1}.get(wording.relation or "this", 0)
    anchor = reference_period(context.reference)
    if wording.relation in ("following", "preceding", "that"):
        anchor = context.previous
    if wording.unit == "weekend":
        return _weekend(wording, context, steps)
    return stepped(wording.unit or "day", anchor, steps)


def _weekend(wording: Wording, context: Context, steps: int) -> Period | None:
    """Return Saturday and Sunday; a bare 'le week-end' after a day of the text is the one that follows it."""
    today = reference_day(context.reference)
    previous = single_day(context.previous) or day_named(context)
    if wording.relation in ("following", "preceding", "that") or (wording.relation is None and today is None):
        if previous is None:
            return None
        today = previous
        if wording.relation is None:
            steps = 0
    if today is None:
        return None
    saturday = today - timedelta(days=today.weekday()) + 5 * _DAY + timedelta(weeks=steps)
    if wording.relation is None and context.reference.on is None and today.weekday() < 2:
        saturday -= timedelta(weeks=1)  # the weekend nearest to the day that was named
    if wording.relation == "last" and today.weekday() == 6:
        saturday = today - timedelta(days=8)
    if steps == 0 and context.direction == "past" and saturday > today:
        saturday -= timedelta(weeks=1) if context.reference.on is not None else timedelta(0)
    return Period(saturday, saturday + _DAY, "day")


def moved(wording: Wording, anchor: Period | None) -> Period | None:
    """Return the unit so many units from an anchor: 'il y a deux ans', 'trois jours plus tard'."""
    count = wording.count or 0
    unit = wording.unit or "day"
    if unit == "weekend" or abs(count) > 1000:
        return None
    if unit == "half":
        return None
    return stepped(unit, anchor, count)
