"""What can be said of an event as a whole: its status, its days, its label.

Here: pure functions of the mentions of one event. Which mentions those are is decided in `clusters`, what clashes in
`relations`.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from typing import Literal, NamedTuple

from depeche.model import Granularity
from depeche.resolve.facts import EventFact, Strength
from depeche.resolve.local_events import is_telling
from depeche.resolve.names import contracted, listed, lowered
from depeche.resolve.order import Days
from depeche.resolve.vocabulary import event_types

Status = Literal["confirmed", "reported", "unconfirmed", "planned", "contested", "denied"]
_FINEST_FIRST: tuple[Granularity, ...] = ("time", "day", "week", "month", "quarter", "year", "decade", "vague")
_COMMITTED = ("ACTUAL", "UNCONFIRMED", "PLANNED")  # 'if it did not happen' denies nothing
_LONGEST_WORDING = 40  # characters of a description that stands for a name in a label
_SLOT = re.compile(r"\{(\w+)\}")


class When(NamedTuple):
    """The days of an event; all None where no text says."""

    start: date | None
    end: date | None
    granularity: Granularity | None


_NEVER = When(None, None, None)


def find_status(facts: Sequence[EventFact]) -> Status:
    """Return the status of an event that nobody contests: denied, or what the strongest positive mention says."""
    positive = [fact for fact in facts if fact.is_positive]
    if not positive:
        return "denied" if any(fact.mention.realis in _COMMITTED for fact in facts) else "unconfirmed"
    strongest = min(fact.strength for fact in positive)
    if strongest > Strength.THIRD_PARTY and any(
        fact.is_negative_fact and _by_participant(fact, facts) for fact in facts
    ):
        return "denied"
    return _STATUS[strongest]


_STATUS: Mapping[Strength, Status] = {
    Strength.OWN_ACCOUNT: "confirmed",
    Strength.PARTICIPANT: "confirmed",
    Strength.THIRD_PARTY: "reported",
    Strength.RUMOUR_ATTRIBUTED: "unconfirmed",
    Strength.RUMOUR: "unconfirmed",
    Strength.PLANNED: "planned",
    Strength.ATTEMPTED: "planned",
    Strength.THREATENED: "planned",
    Strength.REQUESTED: "unconfirmed",
    Strength.POSSIBLE: "unconfirmed",
    Strength.OPEN: "unconfirmed",
}


def _by_participant(denial: EventFact, facts: Sequence[EventFact]) -> bool:
    return denial.source_id is not None and any(denial.source_id in fact.participants for fact in facts)


def find_affirmed(facts: Sequence[EventFact]) -> Sequence[EventFact]:
    """Return the mentions that affirm an event; all where none does."""
    return [fact for fact in facts if fact.is_positive] or facts


def find_when(affirmed: Sequence[EventFact]) -> When:
    """Return the most precise interval that most articles give; in a tie that of the earliest article."""
    articles: dict[tuple[int, Days], set[str]] = defaultdict(set)
    first_rank: dict[tuple[int, Days], int] = {}
    for fact in affirmed:
        if fact.days is not None and fact.mention.date is not None:
            granularity = fact.mention.date.granularity
            key = _FINEST_FIRST.index("day" if granularity == "time" else granularity), fact.days
            articles[key].add(fact.place.copy_of)
            first_rank[key] = min(first_rank.get(key, fact.place.rank), fact.place.rank)
    if not articles:
        return _NEVER
    fineness, days = min(articles, key=lambda key: (key[0], -len(articles[key]), first_rank[key], key[1]))
    return When(days.first_on, days.last_on, _FINEST_FIRST[fineness])


def find_label(affirmed: Sequence[EventFact], names: Mapping[str, str]) -> str:
    """Return a short French name of an event, made from the fullest wording whose roles are known."""
    fillers = _Fillers(affirmed, names)
    for template, slots in _wordings(affirmed[0].type):
        filled = {slot: fillers.of(slot) for slot in slots}
        if all(filled.values()):
            return contracted(template.format_map(filled))
    return affirmed[0].type


class _Fillers:
    """What fills the roles of one event, each found once."""

    def __init__(self, affirmed: Sequence[EventFact], names: Mapping[str, str]) -> None:
        self._affirmed, self._names = affirmed, names
        self._sides = event_types().of(affirmed[0].type).sides
        self._named: dict[str, list[str]] = {}

    def of(self, role: str) -> str:
        """Return the names in a role, else the commonest description where it has no entity, else nothing."""
        if not any(role in fact.roles for fact in self._affirmed):
            return _description(role, self._affirmed)
        return listed(self._names_in(role))

    def _names_in(self, role: str) -> list[str]:
        """Return the names in a role, those in most articles first, without those that play a weightier side."""
        if role not in self._named:
            before = self._sides[: self._sides.index(role)] if role in self._sides else ()
            others = {name for side in before for name in self._names_in(side)}
            self._named[role] = [name for name in _names_of(role, self._affirmed, self._names) if name not in others]
        return self._named[role]


@cache
def _wordings(event_type: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the wordings of a label, each with the roles that it needs."""
    return tuple((template, tuple(_SLOT.findall(template))) for template in event_types().of(event_type).label)


def _names_of(role: str, affirmed: Sequence[EventFact], names: Mapping[str, str]) -> list[str]:
    """Return the names of the entities in a role, those in most articles first."""
    articles: dict[str, set[str]] = defaultdict(set)
    for fact in affirmed:
        for entity in fact.roles.get(role, ()):
            articles[entity].add(fact.place.document_id)
    ordered = sorted(articles, key=lambda e: (-len(articles[e]), names.get(e, e), e)) if len(articles) > 1 else articles
    return [names[entity] for entity in ordered if entity in names]


def _description(role: str, affirmed: Sequence[EventFact]) -> str:
    """Return the commonest telling description in a role; nothing where there is none."""
    described = [
        lowered(" ".join(argument.surface.split()), event_types().determiners)
        for fact in affirmed
        for argument in fact.mention.arguments
        if argument.role == role
        and argument.entity_id is None
        and len(argument.surface) <= _LONGEST_WORDING
        and is_telling(argument.surface)
    ]
    if len(described) <= 1:
        return described[0] if described else ""
    counted = Counter(described)
    return min(counted, key=lambda wording: (-counted[wording], wording))
