"""Where the events that a local event may be one with are found, without looking at every event of the same people.

Here: a superset of what fits, by names, days, stories and places. What fits is decided in `clusters`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import chain
from typing import Generic, TypeVar

from depeche.resolve.local_events import LocalEvent
from depeche.resolve.names import folded
from depeche.resolve.order import Days
from depeche.resolve.vocabulary import EventType

TIME_ZONES = 1  # days that two datings of one event may differ: evening in California, morning in Paris
SAME_ONCE = 7  # days between two versions of the date of something that happens once
_LONGEST_DAYS = 400  # of an interval that is found by its days; a longer one is found without
_LONG, _UNDATED = ("long",), ("undated",)

T = TypeVar("T")
Key = tuple[object, ...]
Token = int | str | tuple[str, ...]  # a stretch of days; the earliest of the copies of a text; a story or place


class EventIndex(Generic[T]):
    """Events in the making by the names, days, stories and places of their members.

    Two events of the same people may be one when their days are near; when neither days nor publication of one are
    known and they share a story, a place or several people; or when their texts are copies. Local events come in the
    order of `clusters`: those with places first, of these the dated first.
    """

    def __init__(self) -> None:
        self._unnamed: dict[Key, dict[T, None]] = defaultdict(dict)
        self._shelves: dict[Key, dict[Token, list[T]]] = defaultdict(dict)
        # of events whose members may name different people
        self._keys: dict[T, set[Key]] = defaultdict(set)
        self._tokens: dict[T, set[Token]] = defaultdict(set)

    def candidates(self, local: LocalEvent, rules: EventType) -> list[T]:
        """Return all events that a local event may fit, and some others."""
        if not local.is_open:
            return []
        if not local.who:
            return list(self._unnamed.get(_wording(local), ()))
        shelves = [shelf for key in _keys(local, rules) if (shelf := self._shelves.get(key))]
        if not shelves:
            return []
        tokens = _searched(local, rules)
        if tokens is None:
            return list(dict.fromkeys(chain.from_iterable(chain.from_iterable(shelf.values() for shelf in shelves))))
        found = [events for shelf in shelves for token in tokens if (events := shelf.get(token))]
        return list(dict.fromkeys(chain.from_iterable(found)))

    def add(self, event: T, local: LocalEvent, rules: EventType) -> None:
        """Let an event be found by its newest member."""
        if not local.is_open:
            return
        if not local.who:
            self._unnamed[_wording(local)][event] = None
        elif rules.symmetric:
            keys, tokens = self._keys[event], self._tokens[event]
            fresh = set(_tokens(local, rules)) - tokens
            self._put(event, keys, fresh)
            tokens |= fresh
            self._put(event, set(_keys(local, rules)) - keys, tokens)
            keys.update(_keys(local, rules))
        else:
            self._put(event, _keys(local, rules), _tokens(local, rules))

    def _put(self, event: T, keys: Iterable[Key], tokens: Iterable[Token]) -> None:
        for key in keys:
            shelf = self._shelves[key]
            for token in tokens:
                events = shelf.setdefault(token, [])
                if not events or events[-1] is not event:
                    events.append(event)


def _wording(local: LocalEvent) -> Key:
    """Return text and trigger, for an event that nobody decides."""
    return local.type, local.place.copy_of, folded(local.facts[0].mention.trigger)


def _keys(local: LocalEvent, rules: EventType) -> list[Key]:
    """Return whom a local event is about."""
    if rules.symmetric:
        return [(local.type, entity) for entity in local.who]
    return [(local.type, local.who)]


def _tokens(local: LocalEvent, rules: EventType) -> list[Token]:
    """Return what an event can be found by once it has this member."""
    tokens: list[Token] = [local.place.copy_of, ("story", local.place.story_id)]
    published = local.place.published
    if local.days is not None:
        tokens += _stretches(local.days, rules, reach=0)
    if published is not None and published != local.days:
        tokens += _stretches(published, rules, reach=0)
    if local.days is None and published is None:
        tokens += (_UNDATED, ("undated", local.place.story_id))
    return tokens + _places(local) if rules.once else tokens


def _searched(local: LocalEvent, rules: EventType) -> list[Token] | None:
    """Return by what the events are found that a local event may fit; None for all events of the same people."""
    own = local.days or local.place.published
    are_several = len(local.who) >= 2
    if _is_long(own) if own is not None else rules.once and are_several:
        return None
    tokens: list[Token] = [local.place.copy_of]
    if own is None:
        tokens += (("story", local.place.story_id), *(_places(local) if rules.once else ()))
    else:
        tokens += (*_stretches(own, rules, reach=_reach(rules)), _LONG, ("undated", local.place.story_id))
        if rules.once and are_several:
            tokens.append(_UNDATED)
    return tokens


def _reach(rules: EventType) -> int:
    """Return how many days may lie between a local event and its event."""
    return max(SAME_ONCE if rules.once else TIME_ZONES, rules.window_days)


def _is_long(days: Days) -> bool:
    return days.last - days.first > _LONGEST_DAYS


def _stretches(days: Days, rules: EventType, *, reach: int) -> Iterable[Token]:
    """Return the stretches of the calendar that an interval touches, widened by some days."""
    if _is_long(days):
        return (_LONG,)
    width = _reach(rules) + 1
    return range((days.first - reach) // width, (days.last + reach) // width + 1)


def _places(local: LocalEvent) -> list[Token]:
    return [(role, entity) for role, entities in local.where.items() for entity in entities]
