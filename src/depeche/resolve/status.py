"""What can be said of an event as a whole: its status, its days, its label.

Here: pure functions of the mentions of one event. Which mentions those are is decided in `clusters`, what clashes in
`relations`.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Literal, NamedTuple

from depeche.model import Granularity
from depeche.resolve.facts import EventFact, Strength, is_telling, participants
from depeche.resolve.names import contracted, listed
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


def find_status(facts: Sequence[EventFact], *, is_contested: bool) -> Status:
    """Return the status of an event: contested first, denied second, then what the strongest positive mention says."""
    positive = [fact for fact in facts if fact.is_positive]
    if not positive:
        return "denied" if any(fact.mention.realis in _COMMITTED for fact in facts) else "unconfirmed"
    if is_contested:
        return "contested"
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
    return denial.source_id is not None and any(denial.source_id in participants(fact.roles) for fact in facts)


def find_when(facts: Sequence[EventFact]) -> When:
    """Return the most precise interval that most articles give; in a tie that of the earliest article."""
    affirmed = [fact for fact in facts if fact.is_positive] or list(facts)
    articles: dict[tuple[int, Days], set[str]] = defaultdict(set)
    first_rank: dict[tuple[int, Days], int] = {}
    for fact in affirmed:
        if fact.days is not None and fact.mention.date is not None:
            key = (
                _FINEST_FIRST.index(
                    "day" if fact.mention.date.granularity == "time" else fact.mention.date.granularity
                ),
                fact.days,
            )
            articles[key].add(fact.place.copy_of)
            first_rank[key] = min(first_rank.get(key, fact.place.rank), fact.place.rank)
    if not articles:
        return When(None, None, None)
    fineness, days = min(articles, key=lambda key: (key[0], -len(articles[key]), first_rank[key], key[1]))
    return When(days.first, days.last, _FINEST_FIRST[fineness])


def find_label(facts: Sequence[EventFact], names: Mapping[str, str]) -> str:
    """Return a short French name of an event, made from the fullest wording whose roles are known."""
    fillers = _fillers(facts, names)
    for template in event_types().of(facts[0].type).label:
        slots = _SLOT.findall(template)
        if all(fillers.get(slot) for slot in slots):
            return contracted(_SLOT.sub(lambda match: fillers[match[1]], template))
    return facts[0].type


def _fillers(facts: Sequence[EventFact], names: Mapping[str, str]) -> dict[str, str]:
    """Return what fills each role: names, those in most articles first, else the commonest description."""
    affirmed = [fact for fact in facts if fact.is_positive] or list(facts)
    articles: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    described: dict[str, Counter[str]] = defaultdict(Counter)
    for fact in affirmed:
        for role, entities in fact.roles.items():
            for entity in entities:
                articles[role][entity].add(fact.place.document_id)
        for argument in fact.mention.arguments:
            if (
                argument.entity_id is None
                and is_telling(argument.surface)
                and len(argument.surface) <= _LONGEST_WORDING
            ):
                described[argument.role][" ".join(argument.surface.split())] += 1
    fillers = {role: min(found, key=lambda wording: (-found[wording], wording)) for role, found in described.items()}
    for role, by_entity in articles.items():
        ordered = sorted(by_entity, key=lambda e: (-len(by_entity[e]), names.get(e, e), e))
        fillers[role] = listed([names[entity] for entity in ordered if entity in names])
    return fillers
