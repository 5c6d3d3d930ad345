"""What a date expression says, before anybody asks which day that is: the record between `grammar` and `resolve`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple

from depeche.model import Granularity

Kind = Literal[
    "day",  # day and month, with or without year and weekday
    "weekday",
    "month",
    "year",
    "years",  # a season of two years: 2015-2016
    "decade",
    "century",
    "part",  # quarter or half of a year
    "season",
    "unit",  # this, last, next week …
    "ago",  # a number of units from the publication
    "shift",  # a number of units from the last date of the text
    "offset",  # yesterday, tomorrow
    "sequel",  # the day before, the day after
    "holiday",
    "time",  # a time of day
    "vague",
    "range",
    "until",  # from the publication to a limit: 'd'ici à vendredi'
]
Relation = Literal["this", "last", "next", "following", "preceding", "that"]
Edge = Literal["start", "middle", "end"]
Direction = Literal["past", "future"]


@dataclass(frozen=True, slots=True)
class Wording:
    """One expression as read: what it names, nothing worked out. Offsets into the text."""

    start: int
    end: int
    kind: Kind
    day: int | None = None
    month: int | None = None
    year: int | None = None
    weekday: int | None = None
    relation: Relation | None = None
    unit: str | None = None
    count: int | None = None
    edge: Edge | None = None
    easter: int | None = None  # days from Easter Sunday
    is_translated: bool = False  # normalised from machine translation
    parts: tuple[Wording, ...] = ()  # the two ends of a range, the limit of "until"
    week: Relation | None = None  # 'vendredi de la semaine dernière'
    is_habitual: bool = False  # 'le lundi': each Monday, unless the tense says otherwise


class Period(NamedTuple):
    """Inclusive days, with how exact they are."""

    start: date
    end: date
    granularity: Granularity


class Resolved(NamedTuple):
    """The place of an expression in the calendar, None where it has none, and what was noticed on the way."""

    period: Period | None
    basis: Literal["explicit", "relative", "none"]
    notes: tuple[str, ...] = ()
