"""Circles: the events of all documents that may be one, or contradict each other, with nothing in common with any other
circle. What becomes of a circle is remembered under its members, and worked out again where one of them has changed.

Here: circles, and the events, relations and statuses that come of each. How events are put together is said in
`clusters`, what contradicts what in `clashes` and `relations`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

import msgspec

from depeche.model import Claim, Event
from depeche.resolve.clashes import amount_clashes, argument_clashes, date_clashes, exclusive_clashes, polarity_clashes
from depeche.resolve.clusters import Cluster, find_clusters
from depeche.resolve.events import event_ids, event_row
from depeche.resolve.memory import Memory, key_of, remembered
from depeche.resolve.relations import Bearing, Link, confirmations, linked, updates
from depeche.resolve.reports import Decided, Report

_NUMBER_BYTES = 4


class Member(NamedTuple):
    """An event of a document, by its number there."""

    report: Report
    number: int


class Happening(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """An event of the corpus, before it is known whether anybody contests it."""

    event: Event
    is_affirmed: bool  # by some mention


class Outcome(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """What becomes of a circle."""

    happenings: tuple[Happening, ...]
    homes: tuple[int, ...]  # of each member in turn, which of `happenings` it is
    links: tuple[Link, ...]  # how documents bear on each other


def find_circles(reports: Sequence[Report]) -> list[list[Member]]:
    """Divide the events of all documents into circles; members stand by document, earliest first."""
    heads = {tie for report in reports for part in report.parts for tie in part.heads}
    groups = _Groups()
    found: dict[bytes, list[Member]] = {}
    tied: list[tuple[bytes, Member]] = []
    for report in reports:
        story = report.place.story_id.encode()
        for number, part in enumerate(report.parts):
            ties = [*part.ties, *part.heads, *(tie for tie in part.may_be_head if tie in heads)]
            tied.append((groups.join(ties or [story]), Member(report, number)))
    for tie, member in tied:
        found.setdefault(groups.find(tie), []).append(member)
    return list(found.values())


class _Groups:
    """Ties in disjoint groups."""

    def __init__(self) -> None:
        self._parent: dict[bytes, bytes] = {}

    def find(self, tie: bytes) -> bytes:
        """Return what stands for the group of a tie."""
        while (parent := self._parent.get(tie, tie)) != tie:
            self._parent[tie] = self._parent.get(parent, parent)
            tie = parent
        return tie

    def join(self, ties: Sequence[bytes]) -> bytes:
        """Put the groups of ties together and return the first tie."""
        for other in ties[1:]:
            low, high = sorted((self.find(ties[0]), self.find(other)))
            self._parent[high] = low
        return ties[0]


def outcomes(circles: Iterable[Sequence[Member]], decided: Decided, memory: Memory) -> Iterator[Outcome]:
    """Give what becomes of each circle."""
    decoder = msgspec.msgpack.Decoder(Outcome)
    for members in circles:
        key = key_of("circle", chain.from_iterable((m.report.key, m.number.to_bytes(_NUMBER_BYTES)) for m in members))
        yield remembered(memory, key, decoder, lambda members=members: _outcome(members, decided))  # type: ignore[misc]


def _outcome(members: Sequence[Member], decided: Decided) -> Outcome:
    locals_ = [member.report.local_event(member.number, decided) for member in members]
    clusters = find_clusters(locals_)
    happenings = []
    of_mention: dict[str, int] = {}
    for at, (event_id, cluster) in enumerate(zip(event_ids(clusters), clusters, strict=True)):
        event = event_row(event_id, cluster, decided.publishers, decided.names)
        happenings.append(Happening(event, any(fact.is_positive for fact in cluster.facts)))
        of_mention.update((fact.mention_id, at) for fact in cluster.facts)
    claims = {member.report.place.document_id: member.report.read.annotation.claims for member in members}
    events = {mention_id: happenings[at].event.event_id for mention_id, at in of_mention.items()}
    return Outcome(
        happenings=tuple(happenings),
        homes=tuple([of_mention[local.facts[0].mention_id] for local in locals_]),
        links=tuple([linked(bearing, events) for bearing in _bearings(clusters, decided, claims)]),
    )


def _bearings(clusters: Sequence[Cluster], decided: Decided, claims: Mapping[str, Sequence[Claim]]) -> list[Bearing]:
    """Return how the articles bear on each other about each event."""
    publishers = decided.publishers
    found = [*exclusive_clashes(clusters, publishers), *argument_clashes(clusters, publishers, decided.names)]
    for cluster in clusters:
        if len(cluster.facts) > 1 and cluster.is_named:
            found += polarity_clashes(cluster, publishers)
            found += date_clashes(cluster, publishers)
            found += amount_clashes(cluster, publishers, claims)
            found += confirmations(cluster, publishers)
            found += updates(cluster)
    return found
