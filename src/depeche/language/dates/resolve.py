"""Which days an expression means: pure calendar arithmetic, without text.

Here: the choice by kind, ranges and limits ('d'ici à vendredi'). None means that nothing tells, never a guess.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from depeche.language.dates.anchors import (
    Context,
    reference_day,
    reference_period,
    solve_year,
)
from depeche.language.dates.days import calendar_day, holiday, offset, sequel, steps_to, weekday
from depeche.language.dates.expression import Period, Resolved, Wording
from depeche.language.dates.periods import day_period, edge_of
from depeche.language.dates.stretches import month, moved, part, season, unit, years

__all__ = ["Context", "reference_day", "reference_period", "resolve", "solve_year"]


def resolve(wording: Wording, context: Context) -> Resolved:
    """Return the place of an expression in the calendar."""
    found = _resolve(wording, context)
    if found.period is not None and wording.edge is not None and wording.kind not in ("range", "until"):
        found = found._replace(period=edge_of(found.period, wording.edge))
    if wording.is_translated:
        found = found._replace(notes=(*found.notes, "mt"))
    return found


def _resolve(wording: Wording, context: Context) -> Resolved:
    match wording.kind:
        case "day":
            return calendar_day(wording, context)
        case "holiday":
            return holiday(wording, context)
        case "weekday":
            return Resolved(weekday(wording, context), "relative")
        case "month":
            return month(wording, context)
        case "season":
            return season(wording, context)
        case "year" | "years" | "decade" | "century":
            return Resolved(years(wording), "explicit")
        case "part":
            return part(wording, context)
        case "unit":
            return Resolved(unit(wording, context), "relative")
        case "ago":
            return Resolved(moved(wording, reference_period(context.reference)), "relative")
        case "shift":
            return Resolved(moved(wording, context.previous), "relative")
        case "offset":
            return Resolved(offset(wording.count or 0, reference_day(context.reference)), "relative")
        case "sequel":
            return Resolved(sequel(wording, context), "relative")
        case "time":
            return _time(wording, context)
        case "range":
            return _range(wording, context)
        case "until":
            return _until(wording, context)
        case "vague":
            return Resolved(None, "none")


def _time(wording: Wording, context: Context) -> Resolved:
    """Return the day beside a time; a part of the day alone belongs to the publication, unless it is still to come."""
    day = context.day_nearby
    today = reference_day(context.reference)
    if day is None and wording.unit == "part" and today is not None and context.direction != "future":
        day = day_period(today)
    if day is None:
        return Resolved(None, "none")
    return Resolved(Period(day.start, day.end, "time"), "relative")


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
        steps = steps_to(left.period.start, second.weekday or 0, 1)
        right = Resolved(day_period(left.period.start + timedelta(days=steps)), "relative")
    else:
        right = resolve(second, context)
    if right.period is None or right.period.end < left.period.start:
        return Resolved(None, left.basis, (*left.notes, *right.notes))
    start = edge_of(left.period, first.edge).start if first.edge else left.period.start
    return Resolved(Period(start, right.period.end, left.period.granularity), left.basis, (*left.notes, *right.notes))


def _until(wording: Wording, context: Context) -> Resolved:
    """Return the stretch from the publication to the end of a limit; the limit alone where the day is not known."""
    limit = resolve(wording.parts[0], replace(context, direction="future"))
    today = reference_day(context.reference)
    if limit.period is None or today is None or limit.period.end < today:
        return limit
    return Resolved(Period(today, limit.period.end, limit.period.granularity), limit.basis, limit.notes)
