"""Which events of different texts are one event: same type, same people, compatible organisations, kinds and days.

Clusters are built greedily in one fixed order, dated and fully named events first, so that a vague one joins only
where exactly one fits. GENERIC mentions and events without anybody named stay alone, unless their texts are copies
of each other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter

import msgspec

from depeche.resolve.event_index import SAME_ONCE, TIME_ZONES, EventIndex
from depeche.resolve.facts import EventFact
from depeche.resolve.local_events import DESCRIBED, LocalEvent
from depeche.resolve.order import Days, gap
from depeche.resolve.vocabulary import EventType, event_types


class Cluster(msgspec.Struct, frozen=True, gc=False):
    """One event and what its mentions agree on."""

    type: str
    facts: tuple[EventFact, ...]  # earliest article first, then in the order of the text
    who: frozenset[tuple[str, str]]
    where: Mapping[str, frozenset[str]]
    days: tuple[Days, ...]
    published: tuple[Days, ...]  # the earliest and the latest
    documents: frozenset[str]
    stories: frozenset[str]
    is_named: bool  # names, not mere descriptions, say who decides


class _Growing:
    """An event in the making: the local events that are taken to be one, and what they agree on."""

    __slots__ = ("copies", "days", "documents", "kind", "members", "published", "stories", "where", "who")

    def __init__(self, local: LocalEvent) -> None:
        self.members = [local]
        self.who = local.who
        self.where = dict(local.where)
        self.kind = local.kind
        self.days = () if local.days is None else (local.days,)
        # the earliest and the latest publication
        self.published = () if local.place.published is None else (local.place.published,)
        self.documents = {local.place.document_id}
        self.copies = {local.place.copy_of}
        self.stories = {local.place.story_id}

    def add(self, local: LocalEvent) -> None:
        """Take a local event in."""
        self.members.append(local)
        self.who |= local.who
        for role, entities in local.where.items():
            self.where[role] = self.where.get(role, entities) | entities
        self.kind = self.kind or local.kind
        if local.days is not None and local.days not in self.days:
            self.days = (*self.days, local.days)
        published = local.place.published
        if published is not None and published not in self.published:
            seen = (*self.published, published)
            self.published = tuple(sorted({min(seen), max(seen)}))
        self.documents.add(local.place.document_id)
        self.copies.add(local.place.copy_of)
        self.stories.add(local.place.story_id)

    def finished(self) -> Cluster:
        """Return the event as it stands."""
        members = sorted(self.members, key=attrgetter("key")) if len(self.members) > 1 else self.members
        return Cluster(
            type=members[0].type,
            facts=members[0].facts if len(members) == 1 else tuple([f for member in members for f in member.facts]),
            who=self.who,
            where=self.where,
            days=tuple(sorted(self.days)),
            published=self.published,
            documents=frozenset(self.documents),
            stories=frozenset(self.stories),
            is_named=bool(self.who) and DESCRIBED not in [role for role, _ in self.who],
        )


def find_clusters(locals_: Sequence[LocalEvent]) -> tuple[Cluster, ...]:
    """Put the local events of all texts together; clusters in the order of their first mention."""
    index: EventIndex[_Growing] = EventIndex()
    clusters: list[_Growing] = []
    for local in sorted(locals_, key=_settled_first):
        rules = event_types().of(local.type)
        home = _home(local, index.candidates(local, rules), rules)
        if home is None:
            home = _Growing(local)
            clusters.append(home)
        else:
            home.add(local)
        index.add(home, local, rules)
    return tuple(sorted((cluster.finished() for cluster in _with_leaders(clusters)), key=_first_mention))


def _first_mention(cluster: Cluster) -> tuple[int, int, str]:
    first = cluster.facts[0]
    return first.place.rank, first.mention.start, first.mention_id


def _with_leaders(clusters: Sequence[_Growing]) -> list[_Growing]:
    """Put 'the head of X was dismissed' to the one event of that type, organisation and story that names a person."""
    named: dict[tuple[str, str, str], list[_Growing]] = defaultdict(list)
    for cluster in clusters:
        if len(cluster.who) == 1 and all(member.names_person for member in cluster.members):
            for organisation in sorted(cluster.where.get("organization", ())):
                for story in sorted(cluster.stories):
                    named[cluster.members[0].type, organisation, story].append(cluster)
    kept = []
    for cluster in clusters:
        home = _named_home(cluster, named) if all(member.describes_leader for member in cluster.members) else None
        if home is None:
            kept.append(cluster)
        else:
            for member in cluster.members:
                home.add(msgspec.structs.replace(member, who=frozenset()))
    return kept


def _named_home(cluster: _Growing, named: Mapping[tuple[str, str, str], list[_Growing]]) -> _Growing | None:
    """Return the only event that names the person whom all members of a cluster describe, if its days agree."""
    kind = cluster.members[0].type
    rules = event_types().of(kind)
    pairs = (
        (where, story) for where in sorted(cluster.where.get("organization", ())) for story in sorted(cluster.stories)
    )
    found = _distinct(candidate for where, story in pairs for candidate in named.get((kind, where, story), ()))
    if len(found) != 1 or not all(_same_time(member, found[0], rules) for member in cluster.members):
        return None
    return found[0]


def _settled_first(local: LocalEvent) -> tuple[object, ...]:
    """Order local events: the fully named first, then the dated, then the published, then by article."""
    return not local.where, local.days is None, local.place.published is None, local.key


def _distinct(clusters: Iterable[_Growing]) -> list[_Growing]:
    return list({id(cluster): cluster for cluster in clusters}.values())


def _home(local: LocalEvent, candidates: Sequence[_Growing], rules: EventType) -> _Growing | None:
    """Return the cluster that fits best; None where none fits or two fit equally well."""
    fitting = [cluster for cluster in candidates if _fits(local, cluster, rules)]
    if len(fitting) <= 1:
        return fitting[0] if fitting else None
    scored = sorted(((_closeness(local, cluster), at) for at, cluster in enumerate(fitting)), reverse=True)
    if scored[0][0] == scored[1][0]:
        return None
    return fitting[scored[0][1]]


def _closeness(local: LocalEvent, cluster: _Growing) -> tuple[bool, bool, bool, int]:
    """Rate how well a local event fits: copies, shared organisations, shared story, days between."""
    own, others = local.days or local.place.published, cluster.days or cluster.published
    return (
        local.place.copy_of in cluster.copies,
        _shares_place(local, cluster),
        local.place.story_id in cluster.stories,
        -min([gap(own, other) for other in others], default=10_000) if own is not None else -10_000,
    )


def _fits(local: LocalEvent, cluster: _Growing, rules: EventType) -> bool:
    if local.kind is not None and cluster.kind is not None and local.kind != cluster.kind:
        return False
    if not local.who:
        return local.place.document_id not in cluster.documents
    if not rules.once and local.place.document_id in cluster.documents:
        return False  # the text itself tells the two apart
    if rules.symmetric and not _same_sides(local, cluster):
        return False
    for role, entities in local.where.items():
        if role in cluster.where and entities.isdisjoint(cluster.where[role]):
            return False
    return _same_time(local, cluster, rules)


def _same_sides(local: LocalEvent, cluster: _Growing) -> bool:
    return local.who == cluster.who or len(local.who & cluster.who) >= 2


def _shares_place(local: LocalEvent, cluster: _Growing) -> bool:
    return any(not entities.isdisjoint(cluster.where.get(role, ())) for role, entities in local.where.items())


def _same_time(local: LocalEvent, cluster: _Growing, rules: EventType) -> bool:
    """Tell whether the days allow two events to be one; unknown days need a shared story or organisation."""
    own, others = local.days or local.place.published, cluster.days or cluster.published
    both_dated = local.days is not None and bool(cluster.days)
    if not both_dated and local.place.copy_of in cluster.copies:
        return True
    if own is not None and others:  # what may happen again must not drift from one day to the next
        gaps = [gap(own, other) for other in others]
        if rules.once:
            return min(gaps) <= (SAME_ONCE if both_dated else rules.window_days)
        return max(gaps) <= (TIME_ZONES if both_dated else rules.window_days)
    is_strong = _shares_place(local, cluster) or len(local.who & cluster.who) >= 2
    if local.place.story_id in cluster.stories:
        return rules.once or local.names_person or is_strong
    return rules.once and is_strong
