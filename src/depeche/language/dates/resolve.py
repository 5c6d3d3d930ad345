"""Which days an expression means: pure calendar arithmetic, without text.

Every function takes the wording and what is known around it; None means that nothing tells, never a guess.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from depeche.language.dates.expression import Direction, Period, Relation, Resolved, Wording
from depeche.language.dates.periods import (
    day_period,
    easter,
    edge_of,
    make_day,
    month_period,
    stepped,
    year_period,
)
from depeche.model import Reference

_DAY = timedelta(days=1)
_FIRST_YEAR, _LAST_YEAR = 1000, 2200


@dataclass(frozen=True, slots=True)
class Context:
    """What is known where an expression stands."""

    reference: Reference = field(default_factory=Reference)
    direction: Direction | None = None  # what the tense of the governing verb says
    previous: Period | None = None  # the last expression of the text that has a place in the calendar
    day_nearby: Period | None = None  # the day that a time of day belongs to
    year: int | None = None  # the year that a neighbour states
    solved: date | None = None  # a day that the weekdays of the text itself have fixed


def resolve(wording: Wording, context: Context) -> Resolved:
    """Return the place of an expression in the calendar."""
    found = _resolve(wording, context)
    if found.period is not None and wording.edge is not None and wording.kind != "range":
        found = found._replace(period=edge_of(found.period, wording.edge))
    if wording.is_translated:
        found = found._replace(notes=(*found.notes, "mt"))
    return found


def _resolve(wording: Wording, context: Context) -> Resolved:
    match wording.kind:
        case "day":
            return _day(wording, context)
        case "holiday":
            return _holiday(wording, context)
        case "weekday":
            return Resolved(_weekday(wording, context), "relative")
        case "month":
            return _month(wording, context)
        case "season":
            return _season(wording, context)
        case "year" | "years" | "decade" | "century":
            return Resolved(_years(wording), "explicit")
        case "part":
            return _part(wording, context)
        case "unit":
            return Resolved(_unit(wording, context), "relative")
        case "ago":
            return Resolved(_moved(wording, reference_period(context.reference)), "relative")
        case "shift":
            return Resolved(_moved(wording, context.previous), "relative")
        case "offset":
            return Resolved(_offset(wording.count or 0, reference_day(context.reference)), "relative")
        case "sequel":
            return Resolved(_offset(wording.count or 0, _single_day(context.previous)), "relative")
        case "time":
            return Resolved(_at_time(context.day_nearby), "relative" if context.day_nearby else "none")
        case "range":
            return _range(wording, context)
        case "vague":
            return Resolved(None, "none")


def reference_period(reference: Reference) -> Period | None:
    """Return the period of publication: a day, a month or a year."""
    if reference.on is None:
        return None
    if reference.granularity == "year":
        return year_period(reference.on.year)
    if reference.granularity == "month":
        return month_period(reference.on.year, reference.on.month)
    return Period(reference.on, reference.on, "day")


def reference_day(reference: Reference) -> date | None:
    """Return the day of publication, None when only its month or year is known."""
    return reference.on if reference.granularity in ("day", None) else None


def solve_year(pairs: Iterable[tuple[int, int, int]], stated: Sequence[int], window: tuple[int, int]) -> int | None:
    """Return the one year in which all (weekday, day, month) of a text agree, None when there are none or several.

    Two different pairs are wanted, since one may be a slip; years that the text states bound the search from below.
    """
    distinct = sorted(set(pairs))
    if len(distinct) < 2:
        return None
    years = range(window[0], window[1] + 1)
    latest = max((year for year in stated if year <= window[1]), default=window[0])
    fitting = [y for y in years if all(_agrees(y, month, day, weekday) for weekday, day, month in distinct)]
    if len(fitting) > 1:
        fitting = [y for y in fitting if y >= latest]
    return fitting[0] if len(fitting) == 1 else None


def _agrees(year: int, month: int, day: int, weekday: int) -> bool:
    found = make_day(year, month, day)
    return found is not None and found.weekday() == weekday


def _day(wording: Wording, context: Context) -> Resolved:
    assert wording.day is not None and wording.month is not None
    year = wording.year if wording.year is not None else context.year
    if year is not None:
        found = make_day(year, wording.month, wording.day)
        return _checked(found, wording, "explicit")
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
    return _checked(found, wording, "explicit")


def _checked(found: date | None, wording: Wording, basis: str) -> Resolved:
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


def _holiday(wording: Wording, context: Context) -> Resolved:
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


def _weekday(wording: Wording, context: Context) -> Period | None:
    assert wording.weekday is not None
    if wording.relation in ("following", "preceding"):
        anchor = _single_day(context.previous)
        if anchor is None:
            return None
        step = 1 if wording.relation == "following" else -1
        return day_period(anchor + _steps_to(anchor, wording.weekday, step) * _DAY)
    today = reference_day(context.reference)
    if today is None:
        return None
    if wording.week is not None:
        weeks = {"last": -1, "next": 1}.get(wording.week, 0)
        monday = today - timedelta(days=today.weekday()) + timedelta(weeks=weeks)
        return day_period(monday + wording.weekday * _DAY)
    if wording.relation == "last":
        return day_period(today + _steps_to(today, wording.weekday, -1) * _DAY)
    if wording.relation == "next":
        return day_period(today + _steps_to(today, wording.weekday, 1) * _DAY)
    if today.weekday() == wording.weekday:
        return day_period(today)
    step = 1 if context.direction == "future" or (wording.relation == "this" and context.direction is None) else -1
    return day_period(today + _steps_to(today, wording.weekday, step) * _DAY)


def _steps_to(day: date, weekday: int, step: int) -> int:
    """Return the days to the next (step 1) or last (-1) weekday, never 0."""
    away = (weekday - day.weekday()) % 7 if step > 0 else -((day.weekday() - weekday) % 7)
    return away or 7 * step


def _month(wording: Wording, context: Context) -> Resolved:
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


def _season(wording: Wording, context: Context) -> Resolved:
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


def _years(wording: Wording) -> Period | None:
    if wording.kind == "century":
        first = 100 * ((wording.count or 1) - 1) + 1
        return Period(date(first, 1, 1), date(first + 99, 12, 31), "vague")
    if wording.year is None or not _FIRST_YEAR <= wording.year <= _LAST_YEAR:
        return None
    if wording.kind == "decade":
        return Period(date(wording.year, 1, 1), date(wording.year + 9, 12, 31), "decade")
    last = wording.year + (wording.count or 1) - 1
    return Period(date(wording.year, 1, 1), date(last, 12, 31), "year")


def _part(wording: Wording, context: Context) -> Resolved:
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


def _unit(wording: Wording, context: Context) -> Period | None:
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
    previous = _single_day(context.previous)
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


def _moved(wording: Wording, anchor: Period | None) -> Period | None:
    """Return the unit so many units from an anchor: 'il y a deux ans', 'trois jours plus tard'."""
    count = wording.count or 0
    unit = wording.unit or "day"
    if unit == "weekend" or abs(count) > 1000:
        return None
    if unit == "half":
        return None
    return stepped(unit, anchor, count)


def _offset(days: int, anchor: date | None) -> Period | None:
    return day_period(anchor + days * _DAY) if anchor is not None else None


def _single_day(period: Period | None) -> date | None:
    return period.start if period is not None and period.start == period.end else None


def _at_time(day: Period | None) -> Period | None:
    return Period(day.start, day.end, "time") if day is not None else None


def _range(wording: Wording, context: Context) -> Resolved:
    """Return the stretch from the first to the second end; an end without a year takes that of the other."""
    first, second = wording.parts
    if first.year is None and second.year is not None and first.kind in ("day", "month"):
        first = replace(first, year=second.year)
        if (first.month or 0, first.day or 0) > (second.month or 0, second.day or 0):
            first = replace(first, year=second.year - 1)
    left = resolve(first, context)
    if left.period is None:
        return Resolved(None, left.basis, left.notes)
    if second.kind in ("day", "month") and second.year is None:
        after = replace(second, year=left.period.start.year)
        right = resolve(after, context)
        if right.period is not None and right.period.end < left.period.start:
            right = resolve(replace(second, year=left.period.start.year + 1), context)
    elif second.kind == "weekday":
        steps = _steps_to(left.period.start, second.weekday or 0, 1)
        right = Resolved(day_period(left.period.start + steps * _DAY), "relative")
    else:
        right = resolve(second, context)
    if right.period is None or right.period.end < left.period.start:
        return Resolved(None, left.basis, (*left.notes, *right.notes))
    start = edge_of(left.period, first.edge).start if first.edge else left.period.start
    return Resolved(Period(start, right.period.end, left.period.granularity), left.basis, (*left.notes, *right.notes))
