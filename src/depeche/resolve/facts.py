"""Event mentions as resolve looks at them: final entity ids, who decides, when, how strong; and the events of single
documents.

Here: one document at a time. What documents have in common is found in `clusters`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from enum import IntEnum

from depeche import ids
from depeche.model import EventArgument, EventMention, ReadArticle
from depeche.resolve.names import folded, singular, words_of
from depeche.resolve.order import Days, publication_days
from depeche.resolve.vocabulary import EventType, event_types, origins

DESCRIBED = "described"  # stands for a role where words, not a name, say who decides
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


@dataclass(frozen=True, slots=True)
class Place:
    """The document of a fact, as far as clusters and relations need to know it."""

    document_id: str
    rank: int  # place among all articles, earliest first
    published: Days | None
    copy_of: str  # the earliest document of its near-duplicates, itself where there are none
    story_id: str


@dataclass(frozen=True, slots=True)
class EventFact:
    """One event mention with final entity ids."""

    mention_id: str
    place: Place
    mention: EventMention
    roles: Mapping[str, frozenset[str]]  # entity ids by role
    source_id: str | None
    days: Days | None  # when the event took place, where the text dates it

    @property
    def type(self) -> str:
        """Return the event type."""
        return self.mention.type

    @property
    def is_attributed(self) -> bool:
        """Tell whether the mention credits somebody."""
        return self.source_id is not None or self.mention.source_surface is not None

    @property
    def is_own_statement(self) -> bool:
        """Tell whether the credited source takes part in the event."""
        return self.source_id is not None and self.source_id in participants(self.roles)

    @property
    def is_denial(self) -> bool:
        """Tell whether somebody is said to deny the event; 'ne dément pas' is positive and no denial."""
        return self.mention.polarity == "negative" and any(
            cue.kind in origins().denial_cues for cue in self.mention.cues
        )

    @property
    def is_positive(self) -> bool:
        """Tell whether the mention affirms the event in whatever mode."""
        return self.mention.polarity == "positive"

    @property
    def is_negative_fact(self) -> bool:
        """Tell whether the mention states that the event did not happen."""
        return self.is_denial or (self.mention.polarity == "negative" and self.mention.realis == "ACTUAL")

    @property
    def strength(self) -> Strength:
        """Return how much the mention commits to its event."""
        realis = self.mention.realis
        if realis == "ACTUAL":
            if not self.is_attributed:
                return Strength.OWN_ACCOUNT
            return Strength.PARTICIPANT if self.is_own_statement else Strength.THIRD_PARTY
        if realis == "UNCONFIRMED":
            return Strength.RUMOUR_ATTRIBUTED if self.is_attributed else Strength.RUMOUR
        return _BY_REALIS[realis]


@dataclass(frozen=True, slots=True)
class LocalEvent:
    """The mentions of one text that are one event."""

    type: str
    place: Place
    facts: tuple[EventFact, ...]
    who: frozenset[tuple[str, str]]  # (role, entity) that decide, or ('described', word); empty: nobody
    where: Mapping[str, frozenset[str]]  # entities by role that must not differ
    kind: str | None  # of the type's opposite or successive kinds
    days: Days | None
    is_open: bool  # may be one with events of other texts
    names_person: bool  # among those who decide
    describes_leader: bool  # nobody is named, but the one person at the head is meant

    @property
    def key(self) -> tuple[int, int, str]:
        """Order local events: earliest article first, then place in the text."""
        return self.place.rank, self.facts[0].mention.start, self.facts[0].mention_id


def participants(roles: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """Return the entities in roles that take part."""
    outside = event_types().not_participants
    return frozenset(entity for role, entities in roles.items() if role not in outside for entity in entities)


def event_facts(read: ReadArticle, place: Place, final: Mapping[str, str]) -> tuple[EventFact, ...]:
    """Return the event mentions of a text in order, each once."""
    facts: dict[str, EventFact] = {}
    for mention in sorted(
        read.annotation.events, key=lambda m: (m.start, m.end, m.type, m.realis, m.polarity, m.trigger)
    ):
        mention_id = ids.event_mention_id(place.document_id, mention)
        source = final[mention.source_id] if mention.source_id is not None else None
        facts.setdefault(
            mention_id, EventFact(mention_id, place, mention, _roles(mention.arguments, final), source, _days(mention))
        )
    return tuple(facts.values())


def _roles(arguments: Sequence[EventArgument], final: Mapping[str, str]) -> dict[str, frozenset[str]]:
    roles: dict[str, set[str]] = defaultdict(set)
    for argument in arguments:
        if argument.entity_id is not None:
            roles[argument.role].add(final[argument.entity_id])
    return {role: frozenset(entities) for role, entities in sorted(roles.items())}


def _days(mention: EventMention) -> Days | None:
    found = mention.date
    if found is None or found.basis not in _DATED or found.date_start is None or found.date_end is None:
        return None
    return Days(found.date_start, found.date_end) if found.date_start <= found.date_end else None


def local_events(facts: Sequence[EventFact], persons: Set[str]) -> tuple[LocalEvent, ...]:
    """Group the mentions of one text by type, in-document key and organisation; a GENERIC mention stays alone.

    `persons` are the ids of all entities that are people.
    """
    groups: dict[tuple[str, ...], list[EventFact]] = defaultdict(list)
    for fact in facts:
        if fact.mention.realis == "GENERIC":
            groups[fact.type, fact.mention.in_document_key, fact.mention_id].append(fact)
        else:
            groups[fact.type, fact.mention.in_document_key].append(fact)
    return tuple(_local_event(part, persons) for members in groups.values() for part in _without_clash(members))


def _without_clash(facts: Sequence[EventFact]) -> list[tuple[EventFact, ...]]:
    """Split mentions that fill a role differently which must not differ: joining one company is not joining another.

    Mentions that leave the roles open go with the first part.
    """
    rules = event_types().of(facts[0].type)
    if not rules.once:
        return [tuple(facts)]
    parts: list[list[EventFact]] = []
    for fact in sorted(facts, key=lambda fact: not any(fact.roles.get(role) for role in rules.where)):
        part = next((part for part in parts if all(_agree(fact, other, rules.where) for other in part)), None)
        if part is None:
            parts.append([fact])
        else:
            part.append(fact)
    return [tuple(sorted(part, key=lambda fact: (fact.mention.start, fact.mention_id))) for part in parts]


def _agree(one: EventFact, other: EventFact, roles: Sequence[str]) -> bool:
    return all(
        not one.roles.get(role) or not other.roles.get(role) or one.roles[role] & other.roles[role] for role in roles
    )


def _local_event(facts: tuple[EventFact, ...], persons: Set[str]) -> LocalEvent:
    rules = event_types().of(facts[0].type)
    roles: dict[str, set[str]] = defaultdict(set)
    for fact in facts:
        for role, entities in fact.roles.items():
            roles[role] |= entities
    days = [fact.days for fact in facts if fact.days is not None]
    who = _who(facts, roles, rules)
    return LocalEvent(
        type=facts[0].type,
        place=facts[0].place,
        facts=facts,
        who=who,
        where={role: frozenset(roles[role]) for role in rules.where if roles.get(role)},
        kind=_kind(facts, rules),
        days=min(days, key=lambda d: ((d.last - d.first).days, d)) if days else None,
        is_open=facts[0].mention.realis != "GENERIC",
        names_person=any(entity in persons for _, entity in who),
        describes_leader=any(role == DESCRIBED for role, _ in who) and _describes_leader(facts, rules.who),
    )


def _who(facts: Sequence[EventFact], roles: Mapping[str, set[str]], rules: EventType) -> frozenset[tuple[str, str]]:
    """Return the deciding entities with their role, so that a fallback role never meets a first one.

    Where the fallback decides, the words that describe people without a name decide, too; without any, nobody does.
    """
    for role in rules.who:
        if roles.get(role):
            return frozenset((role, entity) for entity in roles[role])
    described = _described(facts, rules.who)
    for role in rules.instead:
        if roles.get(role) and (described or not rules.once):
            return frozenset((role, entity) for entity in roles[role]) | {(DESCRIBED, word) for word in described}
    return frozenset()


def _described(facts: Sequence[EventFact], roles: Sequence[str]) -> frozenset[str]:
    """Return the first telling word of every wording in a role that is no name, synonyms taken together."""
    types = event_types()
    found: set[str] = set()
    for fact in facts:
        for argument in fact.mention.arguments:
            if argument.role in roles and argument.entity_id is None:
                found |= {types.unnamed.get(word, word) for word in _telling_words(argument.surface)[:1]}
    return frozenset(found)


def _describes_leader(facts: Sequence[EventFact], roles: Sequence[str]) -> bool:
    """Tell whether every wording that fills a role without a name means the head of an organisation."""
    wordings = [a.surface for fact in facts for a in fact.mention.arguments if a.role in roles and a.entity_id is None]
    told = [words for words in map(_telling_words, wordings) if words]
    return bool(told) and all(set(words) <= event_types().leaders for words in told)


def is_telling(wording: str) -> bool:
    """Tell whether a wording describes somebody, rather than pointing to somebody named elsewhere."""
    return bool(_telling_words(wording))


def _telling_words(wording: str) -> list[str]:
    pronouns = event_types().pronouns
    words = [singular(word) for word in words_of(wording) if not word.isdigit() and word not in pronouns]
    return [word for word in words if word not in pronouns]


def _kind(facts: Sequence[EventFact], rules: EventType) -> str | None:
    """Return the kind that the first telling trigger has."""
    for fact in facts:
        trigger = folded(fact.mention.trigger)
        for kind, beginnings in rules.kinds.items():
            if begins_with_any(trigger, beginnings):
                return kind
    return None


def begins_with_any(trigger: str, beginnings: Sequence[str]) -> bool:
    """Tell whether some word of a folded trigger begins so; a beginning of several words must be contained."""
    words = words_of(trigger)
    return any(
        folded(beginning) in trigger if " " in folded(beginning) else any(word.startswith(beginning) for word in words)
        for beginning in beginnings
    )


def place_of(read: ReadArticle, rank: int, copies: Mapping[str, str], stories: Mapping[str, str]) -> Place:
    """Return the place of a document's facts."""
    document_id = read.document.document_id
    return Place(
        document_id, rank, publication_days(read.article), copies.get(document_id, document_id), stories[document_id]
    )
