"""The events of single texts: which mentions of one text are one event, who decides, where, when and of what kind.

Here: one document at a time. What documents have in common is found in `clusters`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from functools import lru_cache

import msgspec

from depeche.resolve.facts import EventFact, Place
from depeche.resolve.names import folded, singular, words_of
from depeche.resolve.order import Days
from depeche.resolve.vocabulary import EventType, event_types

DESCRIBED = "described"  # stands for a role where words, not a name, say who decides
_REMEMBERED = 100_000  # wordings, which come again and again


class LocalEvent(msgspec.Struct, frozen=True, gc=False):
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
    key: tuple[int, int, str]  # orders local events: earliest article first, then place in the text


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
    return tuple(local_event(part, persons) for members in groups.values() for part in _without_clash(members))


def _without_clash(facts: Sequence[EventFact]) -> list[tuple[EventFact, ...]]:
    """Split mentions that fill a role differently which must not differ: joining one company is not joining another.

    Mentions that leave the roles open go with the first part.
    """
    rules = event_types().of(facts[0].type)
    if not rules.once or len(facts) == 1:
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


def local_event(facts: tuple[EventFact, ...], persons: Set[str]) -> LocalEvent:
    """Return the one event that some mentions of a text are."""
    first = facts[0]
    rules = event_types().of(first.type)
    roles = first.roles if len(facts) == 1 else _roles(facts)
    kinds = [kind for fact in facts if (kind := _kind(first.type, fact.mention.trigger))] if rules.kinds else []
    days = [fact.days for fact in facts if fact.days is not None]
    who = _who(facts, roles, rules)
    return LocalEvent(
        type=first.type,
        place=first.place,
        facts=facts,
        who=who,
        where={role: roles[role] for role in rules.where if role in roles},
        kind=kinds[0] if kinds else None,
        days=min(days, key=lambda d: (d.last - d.first, d)) if days else None,
        is_open=first.mention.realis != "GENERIC",
        names_person=any(entity in persons for _, entity in who),
        describes_leader=DESCRIBED in [role for role, _ in who] and _describes_leader(facts, rules.who),
        key=(first.place.rank, first.mention.start, first.mention_id),
    )


def _roles(facts: Sequence[EventFact]) -> Mapping[str, frozenset[str]]:
    """Return the entities in each role, of all mentions together."""
    roles: dict[str, frozenset[str]] = {}
    for fact in facts:
        for role, entities in fact.roles.items():
            roles[role] = roles[role] | entities if role in roles else entities
    return roles


def _who(
    facts: Sequence[EventFact], roles: Mapping[str, frozenset[str]], rules: EventType
) -> frozenset[tuple[str, str]]:
    """Return the deciding entities with their role, so that a fallback role never meets a first one.

    Where the fallback decides, the words that describe people without a name decide, too; without any, nobody does.
    """
    for role in rules.who:
        if role in roles:
            return frozenset([(role, entity) for entity in roles[role]])
    described = _described(facts, rules.who)
    for role in rules.instead:
        if role in roles and (described or not rules.once):
            return frozenset([(role, entity) for entity in roles[role]]) | {(DESCRIBED, word) for word in described}
    return frozenset()


def _described(facts: Sequence[EventFact], roles: Sequence[str]) -> frozenset[str]:
    """Return the first telling word of every wording in a role that is no name, synonyms taken together."""
    types = event_types()
    found: set[str] = set()
    for fact in facts:
        for argument in fact.mention.arguments:
            if argument.role in roles and argument.entity_id is None:
                found.update(types.unnamed.get(word, word) for word in _telling_words(argument.surface)[:1])
    return frozenset(found)


def _describes_leader(facts: Sequence[EventFact], roles: Sequence[str]) -> bool:
    """Tell whether every wording that fills a role without a name means the head of an organisation."""
    wordings = [a.surface for fact in facts for a in fact.mention.arguments if a.role in roles and a.entity_id is None]
    told = [words for words in map(_telling_words, wordings) if words]
    return bool(told) and all(set(words) <= event_types().leaders for words in told)


def is_telling(wording: str) -> bool:
    """Tell whether a wording describes somebody, rather than pointing to somebody named elsewhere."""
    return bool(_telling_words(wording))


@lru_cache(maxsize=_REMEMBERED)
def _telling_words(wording: str) -> tuple[str, ...]:
    pronouns = event_types().pronouns
    words = (singular(word) for word in words_of(wording) if not word.isdigit() and word not in pronouns)
    return tuple(word for word in words if word not in pronouns)


@lru_cache(maxsize=_REMEMBERED)
def _kind(event_type: str, trigger: str) -> str | None:
    """Return the kind that a trigger gives to an event of some type."""
    kinds = event_types().of(event_type).kinds.items()
    return next((kind for kind, beginnings in kinds if begins_with_any(folded(trigger), beginnings)), None)


def begins_with_any(trigger: str, beginnings: Sequence[str]) -> bool:
    """Tell whether some word of a folded trigger begins so; a beginning of several words must be contained."""
    words = words_of(trigger)
    return any(
        folded(beginning) in trigger if " " in folded(beginning) else any(word.startswith(beginning) for word in words)
        for beginning in beginnings
    )
