"""The word lists of this folder as typed records, read once. Not here: what they are used for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from depeche.errors import ContractError
from depeche.words import read_words


@dataclass(frozen=True, slots=True)
class EventType:
    """How events of one type are told apart, put together and named; see event_types.yml."""

    who: tuple[str, ...]
    where: tuple[str, ...]
    instead: tuple[str, ...]
    window_days: int
    once: bool
    symmetric: bool
    functional: tuple[str, ...]
    kinds: Mapping[str, tuple[str, ...]]
    label: tuple[str, ...]

    @property
    def sides(self) -> tuple[str, ...]:
        """Return the deciding roles, the first first: an entity that fills several of them plays the first."""
        return tuple(dict.fromkeys((*self.who, *self.where, *self.instead)))


@dataclass(frozen=True, slots=True)
class EventTypes:
    types: Mapping[str, EventType]
    not_participants: frozenset[str]
    passing: frozenset[str]
    unnamed: Mapping[str, str]  # word -> the word that stands for it
    leaders: frozenset[str]
    pronouns: frozenset[str]
    determiners: frozenset[str]

    def of(self, name: str) -> EventType:
        """Return what is known of a type; raise ContractError for one that event_types.yml lacks."""
        try:
            return self.types[name]
        except KeyError as missing:
            raise ContractError(
                f"The event type {name} has no entry in src/depeche/resolve/event_types.yml.",
                table="event_mentions",
                column="type",
                hint="Add one with its deciding roles and labels; docs/add-an-event-type.md has all steps.",
            ) from missing


@dataclass(frozen=True, slots=True)
class Exclusive:
    """Two types that cannot both hold, and the triggers of each that leave it open."""

    types: tuple[str, str]
    neutral: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Contradictions:
    exclusive: tuple[Exclusive, ...]
    reasons: Mapping[str, str]
    roles: Mapping[str, str]
    types: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Figures:
    evolving: frozenset[str]
    general: frozenset[str]
    self_standing: frozenset[str]
    unrounded: frozenset[str]
    about: float
    same: Mapping[str, str]  # word -> the word that stands for it
    ignored: frozenset[str]


@dataclass(frozen=True, slots=True)
class Wording:
    """When two short texts contradict each other by their wording; see pairs.yml."""

    negators: tuple[str, ...]
    ends: frozenset[str]
    reach: int
    reach_after_comma: int
    empty: frozenset[str]
    opposites: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
    reasons: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Origins:
    agencies: Mapping[str, str]  # folded wording -> name of the agency
    denial_cues: frozenset[str]


@dataclass(frozen=True, slots=True)
class EntityMerging:
    confused_labels: frozenset[frozenset[str]]
    titles: frozenset[str]
    articles: frozenset[str]
    particles: frozenset[str]


def _load(name: str) -> dict[str, Any]:
    loaded = read_words("resolve", name)
    assert isinstance(loaded, dict)
    return loaded


@cache
def event_types() -> EventTypes:
    """Return the event types and the roles that are no participants."""
    raw = _load("event_types")
    return EventTypes(
        types={name: _event_type(entry) for name, entry in raw["types"].items()},
        not_participants=frozenset(raw["not_participants"]),
        passing=frozenset(raw["passing"]),
        unnamed={word: group[0] for group in raw["unnamed"] for word in group},
        leaders=frozenset(raw["leaders"]),
        pronouns=frozenset(raw["pronouns"]),
        determiners=frozenset(raw["determiners"]),
    )


def _event_type(entry: dict[str, Any]) -> EventType:
    return EventType(
        who=tuple(entry["who"]),
        where=tuple(entry["where"]),
        instead=tuple(entry.get("instead", ())),
        window_days=int(entry["window_days"]),
        once=bool(entry["once"]),
        symmetric=bool(entry.get("symmetric", False)),
        functional=tuple(entry.get("functional", ())),
        kinds={kind: tuple(beginnings) for kind, beginnings in entry.get("kinds", {}).items()},
        label=tuple(entry["label"]),
    )


@cache
def contradictions() -> Contradictions:
    """Return the exclusive types and the wordings of reasons."""
    raw = _load("contradictions")
    exclusive = tuple(
        Exclusive(
            (entry["types"][0], entry["types"][1]),
            {name: tuple(beginnings) for name, beginnings in entry.get("neutral", {}).items()},
        )
        for entry in raw["exclusive"]
    )
    for rule in exclusive:  # circles tie the sides of the one and of the other in different ways
        if len({event_types().of(name).symmetric for name in rule.types}) > 1:
            raise ContractError(
                f"contradictions.yml: {' and '.join(rule.types)} cannot exclude each other: one is symmetric."
            )
    return Contradictions(exclusive, raw["reasons"], raw["roles"], raw["types"])


@cache
def figures() -> Figures:
    """Return what makes two figures comparable."""
    raw = _load("figures")
    same = {word: group[0] for group in raw["same"] for word in group}
    return Figures(
        frozenset(raw["evolving"]),
        frozenset(raw["general"]),
        frozenset(raw["self_standing"]),
        frozenset(raw["unrounded"]),
        float(raw["about"]),
        same,
        frozenset(raw["ignored"]),
    )


@cache
def wording() -> Wording:
    """Return what turns a wording round, and what is the opposite of what."""
    raw = _load("pairs")
    return Wording(
        negators=tuple(raw["negators"]),
        ends=frozenset(raw["ends"]),
        reach=int(raw["reach"]),
        reach_after_comma=int(raw["reach_after_comma"]),
        empty=frozenset(raw["empty"]),
        opposites=tuple((tuple(one), tuple(other)) for one, other in raw["opposites"]),
        reasons=raw["reasons"],
    )


@cache
def origins() -> Origins:
    """Return the press agencies and the cues of denial."""
    raw = _load("origins")
    agencies = {wording: name for name, wordings in raw["agencies"].items() for wording in wordings}
    return Origins(agencies, frozenset(raw["denial_cues"]))


@cache
def entity_merging() -> EntityMerging:
    """Return what may be merged under one name."""
    raw = _load("entity_merging")
    return EntityMerging(
        frozenset(frozenset(labels) for labels in raw["confused_labels"]),
        frozenset(raw["titles"]),
        frozenset(raw["articles"]),
        frozenset(raw["particles"]),
    )
