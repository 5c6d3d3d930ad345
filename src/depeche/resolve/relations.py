"""Where articles bear on each other about one event, as `event_relations`; and how a later article confirms or
completes an earlier one.

Every statement is related to one representative of the other side, so that relations grow with the articles, not
with their pairs. Contradictions and denials are found in `clashes`, those of figures in `claims`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

import msgspec

from depeche import ids
from depeche.model import EventRelation
from depeche.resolve.clusters import Cluster
from depeche.resolve.facts import EventFact, Strength
from depeche.resolve.origins import Publishers
from depeche.resolve.vocabulary import contradictions, event_types

Kind = Literal["contradicts", "denies", "confirms", "updates"]
_KINDS: tuple[Kind, ...] = ("contradicts", "denies", "confirms", "updates")
_UNSETTLED = {Strength.PLANNED, Strength.ATTEMPTED, Strength.THREATENED, Strength.REQUESTED, Strength.POSSIBLE}
_RUMOURS = {Strength.RUMOUR, Strength.RUMOUR_ATTRIBUTED}


@dataclass(frozen=True, slots=True)
class Bearing:
    """Two statements that bear on each other, before it is written as a relation."""

    kind: Kind
    left: EventFact
    right: EventFact
    reason: str
    makes_contested: bool = False


class Link(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """What is left of a bearing when documents are compared with each other."""

    kind: Kind
    left_id: str
    right_id: str
    left_document: str
    right_document: str
    type: str
    reason: str
    contested: tuple[str, ...]  # the ids of the events that it makes so


def relation(kind: Kind, left_id: str, right_id: str, reason: str) -> EventRelation:
    """Return a relation with its id."""
    return EventRelation(ids.stable_id("rel", kind, left_id, right_id), kind, left_id, right_id, reason)


def reason(name: str, **values: str) -> str:
    """Return the sentence of a reason."""
    return contradictions().reasons[name].format(**values)


def linked(bearing: Bearing, events: Mapping[str, str]) -> Link:
    """Return what remains of a bearing once its event is understood; `events` are the ids of events by mention."""
    left, right = bearing.left, bearing.right
    return Link(
        kind=bearing.kind,
        left_id=left.mention_id,
        right_id=right.mention_id,
        left_document=left.place.document_id,
        right_document=right.place.document_id,
        type=left.type,
        reason=bearing.reason,
        contested=(events[left.mention_id], events[right.mention_id]) if bearing.makes_contested else (),
    )


def one_per_documents(links: Iterable[Link], ranks: Mapping[str, int]) -> tuple[Link, ...]:
    """Keep the weightiest link of a pair of mentions, and one per pair of documents, event type, kind and reason;
    `ranks` are those of documents.
    """
    of_mentions: dict[tuple[str, ...], Link] = {}
    of_documents: dict[tuple[str, ...], Link] = {}
    for link in sorted(links, key=lambda link: _order(link, ranks)):
        mentions = tuple(sorted((link.left_id, link.right_id)))
        documents = sorted((link.left_document, link.right_document))
        if of_mentions.setdefault(mentions, link) is link:
            of_documents.setdefault((*documents, link.type, link.kind, link.reason), link)
    return tuple(of_documents.values())


def _order(link: Link, ranks: Mapping[str, int]) -> tuple[int, int, int, str, str]:
    left, right = ranks[link.left_document], ranks[link.right_document]
    return _KINDS.index(link.kind), left, right, link.left_id, link.right_id


def strongest(facts: Iterable[EventFact]) -> EventFact | None:
    """Return the mention that commits most, the earliest of them."""
    return min(facts, key=lambda f: (f.strength, f.place.rank, f.mention.start, f.mention_id), default=None)


def strongest_per_document(facts: Iterable[EventFact]) -> list[EventFact]:
    """Return the strongest mention of each document, earliest article first."""
    found: dict[str, list[EventFact]] = defaultdict(list)
    for fact in facts:
        found[fact.place.document_id].append(fact)
    chosen = [best for members in found.values() if (best := strongest(members)) is not None]
    return sorted(chosen, key=lambda f: (f.place.rank, f.mention_id))


def is_asserted(fact: EventFact) -> bool:
    """Tell whether a mention affirms that the event happened."""
    return fact.is_positive and fact.strength <= Strength.THIRD_PARTY


def are_independent(one: EventFact, other: EventFact, publishers: Publishers) -> bool:
    """Tell whether two mentions stand in documents that are no copies and go back to different origins."""
    return one.place.copy_of != other.place.copy_of and publishers.origin(one) != publishers.origin(other)


def is_later(fact: EventFact, than: EventFact) -> bool:
    """Tell whether a mention was certainly published on a later day than another."""
    one, other = fact.place.published, than.place.published
    return one is not None and other is not None and one.first > other.last


def confirmations(cluster: Cluster, publishers: Publishers) -> Iterator[Bearing]:
    """Yield the strongest affirmation against each weaker report from another origin that was not written after it."""
    strong = strongest(fact for fact in cluster.facts if is_asserted(fact))
    if strong is None or not event_types().of(cluster.type).once:
        return
    for weak in strongest_per_document(fact for fact in cluster.facts if fact.is_positive):
        is_weaker = weak.strength in _RUMOURS or (
            weak.strength == Strength.THIRD_PARTY and strong.strength < Strength.THIRD_PARTY
        )
        if is_weaker and are_independent(weak, strong, publishers) and not is_later(weak, strong):
            yield Bearing("confirms", strong, weak, reason("confirmed"))


def updates(cluster: Cluster) -> Iterator[Bearing]:
    """Yield what a later article adds to the last one with news: a plan come true, who took part, when."""
    if not event_types().of(cluster.type).once:
        return
    found = _found_by_document(cluster)
    known: set[str] = set()
    previous: EventFact | None = None
    for fact in strongest_per_document(fact for fact in cluster.facts if fact.is_positive):
        roles = found[fact.place.document_id]
        if fact.place.published is None:
            continue
        if previous is None:
            previous = fact
        elif is_later(fact, previous) and fact.place.copy_of != previous.place.copy_of:
            told = [contradictions().roles[role] for role in sorted(roles - known) if role in contradictions().roles]
            if previous.strength in _UNSETTLED and is_asserted(fact):
                yield Bearing("updates", fact, previous, reason("realised"))
                previous = fact
            elif told and fact.strength <= previous.strength:
                yield Bearing("updates", fact, previous, reason("enriched", roles=", ".join(told)))
                previous = fact
        known |= roles


def _found_by_document(cluster: Cluster) -> dict[str, set[str]]:
    """Return the roles that each document fills; 'date' where it dates the event."""
    found: dict[str, set[str]] = defaultdict(set)
    for fact in cluster.facts:
        if fact.is_positive:
            found[fact.place.document_id] |= set(fact.roles) | ({"date"} if fact.days is not None else set())
    return found
