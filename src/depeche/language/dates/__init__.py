"""Dates: find expressions of days and periods in a text, and say which days they mean.

Here: French expressions and their calendar. Which event happens on a date belongs to `events`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from depeche.language.dates.compose import find_wordings
from depeche.language.dates.expression import Direction, Period, Resolved, Wording
from depeche.language.dates.lexicon import lists
from depeche.language.dates.resolve import Context, reference_day, resolve, solve_year
from depeche.language.dates.tense import direction
from depeche.language.reading import Reading
from depeche.model import DateExpression

__all__ = ["Context", "Period", "Resolved", "Wording", "find_dates", "find_wordings", "looking", "resolve"]

_TURNING = frozenset(("day", "weekday", "month"))  # without a year they may lie before or after the publication


def find_dates(reading: Reading) -> tuple[DateExpression, ...]:
    """Return the date expressions of a text in order, with their days where something tells them."""
    wordings = find_wordings(reading.view)
    solved = _solved_year(wordings) if reading.reference.on is None else None
    found: list[DateExpression] = []
    previous: Period | None = None
    known: list[tuple[Wording, Resolved]] = []
    solved_day = None
    days: tuple[date, ...] = ()
    for wording in wordings:
        if _is_in_name(reading, wording):
            continue
        looks = _direction(reading, wording)
        if wording.is_habitual and looks != "past" and wording.edge is None:
            continue
        context = Context(
            reference=reading.reference,
            direction=looks,
            previous=previous,
            day_nearby=_day_nearby(reading, wording, looks, known) if wording.kind == "time" else None,
            year=solved if solved and _has_weekday(wording) else _year_in_brackets(reading, wording, known),
            solved=solved_day,
            days=days,
        )
        resolved = resolve(wording, context)
        if solved and _has_weekday(wording) and resolved.period is not None:
            solved_day = resolved.period.start
            resolved = resolved._replace(notes=(*resolved.notes, "weekdays_agree"))
        known.append((wording, resolved))
        period = resolved.period
        if period is not None and wording.kind not in ("time", "century", "decade"):
            previous = period
            days += (period.start,) if period.start == period.end else ()
        found.append(_expression(reading, wording, resolved))
    return tuple(found)


def looking(date: DateExpression, reading: Reading, where: Direction) -> DateExpression:
    """Return an expression as it is meant where its clause looks back or ahead; those that say so themselves stay."""
    wordings = find_wordings(reading.view[date.start : date.end])
    wording = wordings[0] if len(wordings) == 1 else None
    if wording is None or wording.kind not in _TURNING or wording.year is not None or wording.relation is not None:
        return date
    period = resolve(wording, Context(reference=reading.reference, direction=where)).period
    return date if period is None else replace(date, date_start=period.start, date_end=period.end)


def _is_in_name(reading: Reading, wording: Wording) -> bool:
    """Whether a day or month is the end of a name: 'le Mouvement du 3-Juin', 'la place du 8-Mai-1945'."""
    return wording.kind in ("day", "month") and any(
        m.start < wording.start and wording.end <= m.end for m in reading.mentions
    )


def _expression(reading: Reading, wording: Wording, resolved: Resolved) -> DateExpression:
    period = resolved.period
    kind_granularity = {"time": "time", "vague": "vague"}.get(wording.kind)
    granularity = period.granularity if period else kind_granularity or _granularity(wording)
    return DateExpression(
        start=wording.start,
        end=wording.end,
        surface=reading.text[wording.start : wording.end],
        date_start=period.start if period else None,
        date_end=period.end if period else None,
        granularity=granularity,  # type: ignore[arg-type]
        basis=resolved.basis if period or wording.kind != "vague" else "none",
        method="+".join((f"date:{wording.kind}", *resolved.notes)),
    )


def _granularity(wording: Wording) -> str:
    """Return how exact an expression would be, had it an anchor."""
    if wording.kind in ("unit", "ago", "shift"):
        return {"weekend": "day", "half": "quarter", "century": "vague"}.get(
            wording.unit or "day", wording.unit or "day"
        )
    kinds = {
        "month": "month",
        "year": "year",
        "years": "year",
        "decade": "decade",
        "part": "quarter",
        "season": "quarter",
    }
    return kinds.get(wording.kind, "day")


def _has_weekday(wording: Wording) -> bool:
    return wording.kind == "day" and wording.weekday is not None and wording.year is None


def _solved_year(wordings: Sequence[Wording]) -> int | None:
    """Return the year that the weekdays of a text fix when nothing says when it was published."""
    flat = [part for wording in wordings for part in (wording.parts or (wording,))]
    pairs = [(w.weekday or 0, w.day or 0, w.month or 0) for w in flat if _has_weekday(w)]
    stated = [w.year for w in flat if w.year is not None and w.kind in ("day", "month", "year")]
    first, last = lists()["years_of_publication"]
    return solve_year(pairs, stated, (first, last))


def _direction(reading: Reading, wording: Wording) -> Direction | None:
    sentence = reading.sentence_at(wording.start)
    if sentence is None or sentence.sentence_index not in reading.parses:
        return None
    parse = reading.parses[sentence.sentence_index]
    first, last = wording.start - sentence.start, wording.end - sentence.start
    return direction(parse, first, last, is_weekday=wording.kind == "weekday")


def _day_nearby(
    reading: Reading, time: Wording, looks: Direction | None, known: Sequence[tuple[Wording, Resolved]]
) -> Period | None:
    """Return the last day named before a time of day in its sentence or the one before; none to come for a past."""
    today = reference_day(reading.reference)
    sentence = reading.sentence_at(time.start)
    if sentence is None:
        return None
    starts = [s.start for s in reading.sentences]
    place = bisect_right(starts, sentence.start) - 1
    earliest = starts[max(0, place - 1)]
    for wording, resolved in reversed(known):
        if wording.start < earliest:
            return None
        is_ahead = resolved.period is not None and today is not None and resolved.period.start > today
        if wording.kind in ("day", "weekday", "offset", "sequel", "holiday") and not (is_ahead and looks == "past"):
            return resolved.period
    return None


def _year_in_brackets(reading: Reading, wording: Wording, known: Sequence[tuple[Wording, Resolved]]) -> int | None:
    """Return the year that a month or day in brackets belongs to: 'en 1997 (en janvier puis en octobre)'."""
    if wording.kind not in ("month", "day") or wording.year is not None or wording.relation is not None:
        return None
    for earlier, _ in reversed(known):
        if wording.start - earlier.end > 120:
            return None
        between = reading.view[earlier.end : wording.start]
        if earlier.kind == "year" and "(" in between and ")" not in between:
            return earlier.year
    return None
