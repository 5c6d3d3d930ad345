"""Event mentions as resolve looks at them: final entity ids, who takes part, when, how strong.

Here: one mention at a time. Which mentions of one text are one event is found in `local_events`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import IntEnum
from operator import attrgetter

import msgspec

from depeche import ids
from depeche.model import EventArgument, EventMention, ReadArticle
from depeche.resolve.order import Days, publication_days
from depeche.resolve.vocabulary import event_types, origins

_NOBODY: frozenset[str] = frozenset()
_in_order = attrgetter("start", "end", "type", "realis", "polarity", "trigger")
_DATED = ("explicit", "relative")  # bases that say something about the event; 'publication' says when it was written


class Strength(IntEnum):
    """How much a mention commits to its event, strongest first (section 6 of the ontology)."""

    OWN_ACCOUNT = 1
    PARTICIPANT = 2
    THIRD_PARTY = 3
    RUMOUR_ATTRIBUTED = 4
    RUMOUR = 5
    PLANNED = 6
    ATTEMPTED = 7
    THREATENED = 8
    REQUESTED = 9
    POSSIBLE = 10
    OPEN = 11


_BY_REALIS = {
    "PLANNED": Strength.PLANNED,
    "ATTEMPTED": Strength.ATTEMPTED,
    "THREATENED": Strength.THREATENED,
    "REQUESTED": Strength.REQUESTED,
    "POSSIBLE": Strength.POSSIBLE,
    "HYPOTHETICAL": Strength.OPEN,
    "QUESTION": Strength.OPEN,
    "GENERIC": Strength.OPEN,
}


class Place(msgspec.Struct, frozen=True, gc=False):
    """The document of a fact, as far as clusters and relations need to know it."""

    document_id: str
    rank: int  # place among all articles, earliest first
    published: Days | None
    copy_of: str  # the earliest document of its near-duplicates, itself where there are none
    story_id: str


class EventFact(msgspec.Struct, frozen=True, gc=False):
    """One event mention with final entity ids."""

    mention_id: str
    at: tuple[int, ...]  # where the mention stands in the annotation; several where it stands there more than once
    type: str
    place: Place
    mention: EventMention
    is_positive: bool  # affirms the event in whatever mode
    roles: Mapping[str, frozenset[str]]  # entity ids by role
    participants: frozenset[str]  # the entities in roles that take part
    source_id: str | None
    days: Days | None  # when the event took place, where the text dates it
    strength: Strength  # how much the mention commits to its event

    @property
    def is_own_statement(self) -> bool:
        """Tell whether the credited source takes part in the event."""
        return self.source_id in self.participants

    @property
    def is_denial(self) -> bool:
        """Tell whether somebody is said to deny the event; 'ne dément pas' is positive and no denial."""
        return not self.is_positive and any(cue.kind in origins().denial_cues for cue in self.mention.cues)

    @property
    def is_negative_fact(self) -> bool:
        """Tell whether the mention states that the event did not happen."""
        return not self.is_positive and (self.mention.realis == "ACTUAL" or self.is_denial)


def event_facts(read: ReadArticle, place: Place, final: Mapping[str, str]) -> tuple[EventFact, ...]:
    """Return the event mentions of a text in order, each once."""
    events = read.annotation.events
    return chosen_facts(read, place, final, sorted(range(len(events)), key=lambda at: _in_order(events[at])))


def chosen_facts(
    read: ReadArticle, place: Place, final: Mapping[str, str], chosen: Iterable[int]
) -> tuple[EventFact, ...]:
    """Return the event mentions that stand at some places of an annotation, in that order, each once."""
    events = read.annotation.events
    found: dict[str, list[int]] = {}
    for at in chosen:
        found.setdefault(ids.event_mention_id(place.document_id, events[at]), []).append(at)
    return tuple([_event_fact(mention_id, tuple(at), place, events[at[0]], final) for mention_id, at in found.items()])


def _event_fact(
    mention_id: str, at: tuple[int, ...], place: Place, mention: EventMention, final: Mapping[str, str]
) -> EventFact:
    roles = _roles(mention.type, mention.arguments, final)
    outside = event_types().not_participants
    participants = _NOBODY.union(*[entities for role, entities in roles.items() if role not in outside])
    source_id = final[mention.source_id] if mention.source_id is not None else None
    return EventFact(
        mention_id=mention_id,
        at=at,
        type=mention.type,
        place=place,
        mention=mention,
        is_positive=mention.polarity == "positive",
        roles=roles,
        participants=participants,
        source_id=source_id,
        days=_days(mention),
        strength=_strength(mention, is_own_statement=source_id in participants),
    )


def _roles(event_type: str, arguments: Sequence[EventArgument], final: Mapping[str, str]) -> dict[str, frozenset[str]]:
    """Return the entities in each role; one that became its own opponent by a merger of names keeps the first side."""
    roles: dict[str, frozenset[str]] = {}
    for argument in arguments:
        if argument.entity_id is not None:
            roles[argument.role] = roles.get(argument.role, _NOBODY) | {final[argument.entity_id]}
    if len(roles) <= 1:
        return roles
    taken = _NOBODY
    for role in event_types().of(event_type).sides:
        if role in roles:
            roles[role] -= taken
            taken |= roles[role]
    return {role: entities for role, entities in roles.items() if entities}


def _strength(mention: EventMention, *, is_own_statement: bool) -> Strength:
    is_attributed = mention.source_id is not None or mention.source_surface is not None
    if mention.realis == "ACTUAL":
        if not is_attributed:
            return Strength.OWN_ACCOUNT
        return Strength.PARTICIPANT if is_own_statement else Strength.THIRD_PARTY
    if mention.realis == "UNCONFIRMED":
        return Strength.RUMOUR_ATTRIBUTED if is_attributed else Strength.RUMOUR
    return _BY_REALIS[mention.realis]


def _days(mention: EventMention) -> Days | None:
    found = mention.date
    if found is None or found.basis not in _DATED or found.date_start is None or found.date_end is None:
        return None
    return Days.of(found.date_start, found.date_end) if found.date_start <= found.date_end else None


def place_of(read: ReadArticle, rank: int, copies: Mapping[str, str], stories: Mapping[str, str]) -> Place:
    """Return the place of a document's facts."""
    document_id = read.document.document_id
    return Place(
        document_id, rank, publication_days(read.article), copies.get(document_id, document_id), stories[document_id]
    )
