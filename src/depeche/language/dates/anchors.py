"""What an expression is resolved against: the publication, the dates named before it, the year that weekdays agree on.

Here: the record and its reading. The arithmetic of each kind of expression belongs to `days` and `stretches`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from depeche.language.dates.expression import Direction, Period
from depeche.language.dates.periods import make_day, month_period, year_period
from depeche.model import Reference


@dataclass(frozen=True, slots=True)
class Context:
    """What is known where an expression stands."""

    reference: Reference = field(default_factory=Reference)
    direction: Direction | None = None  # what the tense of the governing verb says
    previous: Period | None = None  # the last expression of the text that has a place in the calendar
    day_nearby: Period | None = None  # the day that a time of day belongs to
    year: int | None = None  # the year that a neighbour states
    solved: date | None = None  # a day that the weekdays of the text itself have fixed
    days: tuple[date, ...] = ()  # the single days that the text has named so far, in its order


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


def single_day(period: Period | None) -> date | None:
    """Return the day of a period that is one day."""
    return period.start if period is not None and period.start == period.end else None


def day_named(context: Context) -> date | None:
    """Return the last day that the text has named; after a past tense, the last that lies before the publication."""
    today = reference_day(context.reference)
    if context.direction == "past" and today is not None:
        past = [day for day in context.days if day <= today]
        return past[-1] if past else None
    return context.days[-1] if context.days else None


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
