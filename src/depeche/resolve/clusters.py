"""Which events of different texts are one event: same type, same people, compatible organisations, kinds and days.

Clusters are built greedily in one fixed order, dated and fully named events first, so that a vague one joins only
where exactly one fits. GENERIC mentions and events without anybody named stay alone, unless their texts are copies
of each other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from depeche.resolve.facts import DESCRIBED, EventFact, LocalEvent
from depeche.resolve.names import folded
from depeche.resolve.order import Days, gap
from depeche.resolve.vocabulary import EventType, event_types

_TIME_ZONES = 1  # days that two datings of one event may differ: evening in California, morning in Paris
_SAME_ONCE = 7  # days between two versions of the date of something that happens once


@dataclass(frozen=True, slots=True)
class Cluster:
    """One event and what its mentions agree on."""

    type: str
    facts: tuple[EventFact, ...]  # earliest article first, then in the order of the text
    who: frozenset[tuple[str, str]]
    where: Mapping[str, frozenset[str]]
    days: tuple[Days, ...]
    published: tuple[Days, ...]  # the earliest and the latest
    documents: frozenset[str]
    stories: frozenset[str]

    @property
    def is_named(self) -> bool:
        """Tell whether names, not mere descriptions, say who decides."""
        return bool(self.who) and all(role != DESCRIBED for role, _ in self.who)


class _Growing:
    """An event in the making: the local events that are taken to be one, and what they agree on."""

    def __init__(self, local: LocalEvent) -> None:
        self.members: list[LocalEvent] = []
        self.who: set[tuple[str, str]] = set()
        self.where: dict[str, set[str]] = defaultdict(set)
        self.kind: str | None = None
        self.days: list[Days] = []
        self.published: list[Days] = []  # the earliest and the latest publication
        self.documents: set[str] = set()
        self.copies: set[str] = set()
        self.stories: set[str] = set()
        self.add(local)

    def add(self, local: LocalEvent) -> None:
        """Take a local event in."""
        self.members.append(local)
        self.who |= local.who
        for role, entities in local.where.items():
            self.where[role] |= entities
        self.kind = self.kind or local.kind
        if local.days is not None and local.days not in self.days:
            self.days.append(local.days)
        if local.place.published is not None:
            seen = [*self.published, local.place.published]
            self.published = sorted({min(seen), max(seen)})
        self.documents.add(local.place.document_id)
        self.copies.add(local.place.copy_of)
        self.stories.add(local.place.story_id)

    def finished(self) -> Cluster:
        """Return the event as it stands."""
        members = sorted(self.members, key=lambda member: member.key)
        return Cluster(
            type=members[0].type,
            facts=tuple(fact for member in members for fact in member.facts),
            who=frozenset(self.who),
            where={role: frozenset(entities) for role, entities in sorted(self.where.items())},
            days=tuple(sorted(self.days)),
            published=tuple(self.published),
            documents=frozenset(self.documents),
            stories=frozenset(self.stories),
        )


def find_clusters(locals_: Sequence[LocalEvent]) -> tuple[Cluster, ...]:
    """Put the local events of all texts together; clusters in the order of their first mention."""
    buckets: dict[tuple[object, ...], list[_Growing]] = defaultdict(list)
    clusters: list[_Growing] = []
    for local in sorted(locals_, key=_settled_first):
        rules = event_types().of(local.type)
        keys = _bucket_keys(local, rules)
        home = _home(local, _distinct(cluster for key in keys for cluster in buckets[key]), rules)
        if home is None:
            home = _Growing(local)
            clusters.append(home)
        else:
            home.add(local)
        for key in keys:
            if home not in buckets[key]:
                buckets[key].append(home)
    finished = (cluster.finished() for cluster in _with_leaders(clusters))
    return tuple(
        sorted(
            finished,
            key=lambda cluster: (
                cluster.facts[0].place.rank,
                cluster.facts[0].mention.start,
                cluster.facts[0].mention_id,
            ),
        )
    )


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
                home.add(replace(member, who=frozenset()))
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


def _bucket_keys(local: LocalEvent, rules: EventType) -> list[tuple[object, ...]]:
    """Return where candidates for one local event are found."""
    if not local.is_open:
        return []
    if not local.who:
        return [(local.type, "copy", local.place.copy_of, folded(local.facts[0].mention.trigger))]
    if rules.symmetric:
        return [(local.type, entity) for entity in sorted(local.who)]
    return [(local.type, local.who)]


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
    shares_place = any(local.where[role] & cluster.where.get(role, set()) for role in local.where)
    nearest = -min(_gaps(local, cluster), default=10_000)
    return local.place.copy_of in cluster.copies, shares_place, local.place.story_id in cluster.stories, nearest


def _fits(local: LocalEvent, cluster: _Growing, rules: EventType) -> bool:
    if local.kind is not None and cluster.kind is not None and local.kind != cluster.kind:
        return False
    if not local.who:
        return local.place.document_id not in cluster.documents
    if rules.symmetric and not _same_sides(local, cluster):
        return False
    if any(cluster.where.get(role) and not entities & cluster.where[role] for role, entities in local.where.items()):
        return False
    if local.place.document_id in cluster.documents and not rules.once:
        return False  # the text itself tells the two apart
    return _same_time(local, cluster, rules)


def _same_sides(local: LocalEvent, cluster: _Growing) -> bool:
    shared = local.who & cluster.who
    return local.who == cluster.who or len(shared) >= 2


def _same_time(local: LocalEvent, cluster: _Growing, rules: EventType) -> bool:
    """Tell whether the days allow two events to be one; unknown days need a shared story or organisation."""
    if local.days is not None and cluster.days:
        gaps = [gap(local.days, days) for days in cluster.days]
        return min(gaps) <= _SAME_ONCE if rules.once else max(gaps) <= _TIME_ZONES
    if local.place.copy_of in cluster.copies:
        return True
    gaps = _gaps(local, cluster)
    if gaps:  # what may happen again must not drift from one day to the next
        return (min(gaps) if rules.once else max(gaps)) <= rules.window_days
    shares_place = any(entities & cluster.where.get(role, set()) for role, entities in local.where.items())
    is_strong = shares_place or len(local.who & cluster.who) >= 2
    if local.place.story_id in cluster.stories:
        return rules.once or local.names_person or is_strong
    return rules.once and is_strong


def _gaps(local: LocalEvent, cluster: _Growing) -> list[int]:
    """Return the days between what is known of two events' time: their own days, else those of publication."""
    own = local.days or local.place.published
    return [gap(own, other) for other in cluster.days or cluster.published] if own is not None else []
