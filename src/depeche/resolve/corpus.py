"""The order in which a corpus is resolved: copies, entities, stories, events, relations, figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from depeche.garbage import without_collection
from depeche.model import Claim, Entity, Event, EventRelation, ReadArticle, Resolution
from depeche.resolve.claims import ClaimFact, claim_facts, group_claims
from depeche.resolve.clashes import amount_clashes, argument_clashes, date_clashes, exclusive_clashes, polarity_clashes
from depeche.resolve.clusters import Cluster, find_clusters
from depeche.resolve.entities import resolve_entities
from depeche.resolve.events import event_ids, event_row
from depeche.resolve.facts import event_facts, place_of
from depeche.resolve.local_events import LocalEvent, local_events
from depeche.resolve.near_duplicates import find_near_duplicates
from depeche.resolve.order import earliest_first
from depeche.resolve.origins import Publishers, find_publishers
from depeche.resolve.relations import Bearing, confirmations, one_per_documents, relation, updates
from depeche.resolve.stories import find_stories
from depeche.resolve.texts import read_texts


def resolve(articles: Iterable[ReadArticle]) -> Resolution:
    """Find what the articles of a corpus have in common. The answer does not depend on the order in which they come."""
    with without_collection():
        ordered = earliest_first(articles)
        texts = read_texts(ordered)
        copies = find_near_duplicates(ordered, texts)
        entities, final = resolve_entities(ordered)
        return _resolve(ordered, copies, entities, final, find_stories(ordered, texts, copies, final))


def resolve_one_story(articles: Iterable[ReadArticle]) -> Resolution:
    """Resolve articles that are known to tell of the same happening, each in its own words, however alike they are."""
    ordered = earliest_first(articles)
    entities, final = resolve_entities(ordered)
    return _resolve(ordered, {}, entities, final, {read.document.document_id: "story" for read in ordered})


def _resolve(
    ordered: Sequence[ReadArticle],
    copies: dict[str, str],
    entities: tuple[Entity, ...],
    final: dict[str, str],
    stories: dict[str, str],
) -> Resolution:
    publishers = find_publishers(ordered, entities, copies)
    names = {entity.entity_id: entity.name for entity in entities}
    persons = frozenset(entity.entity_id for entity in entities if entity.label == "PER")
    locals_: list[LocalEvent] = []
    figures: list[ClaimFact] = []
    for rank, read in enumerate(ordered):
        place = place_of(read, rank, copies, stories)
        locals_.extend(local_events(event_facts(read, place, final), persons))
        figures.extend(claim_facts(read, place, final, names))
    clusters = find_clusters(locals_)
    claim_groups, figure_relations = group_claims(figures)
    claims = {read.document.document_id: read.annotation.claims for read in ordered}
    bearings = _bearings(clusters, publishers, names, claims)
    events, of_mention = _events(clusters, bearings, publishers, names)
    return Resolution(
        entities=entities,
        entity_ids=final,
        events=events,
        event_ids=of_mention,
        relations=_relations(bearings, figure_relations),
        claim_groups=claim_groups,
        near_duplicates=copies,
        story_ids=stories,
    )


def _bearings(
    clusters: Sequence[Cluster], publishers: Publishers, names: Mapping[str, str], claims: Mapping[str, Sequence[Claim]]
) -> tuple[Bearing, ...]:
    """Return how the articles bear on each other about each event."""
    found: list[Bearing] = [*exclusive_clashes(clusters, publishers), *argument_clashes(clusters, publishers, names)]
    for cluster in clusters:
        if len(cluster.facts) > 1 and cluster.is_named:
            found += polarity_clashes(cluster, publishers)
            found += date_clashes(cluster, publishers)
            found += amount_clashes(cluster, publishers, claims)
            found += confirmations(cluster, publishers)
            found += updates(cluster)
    return one_per_documents(found)


def _events(
    clusters: Sequence[Cluster], bearings: Iterable[Bearing], publishers: Publishers, names: Mapping[str, str]
) -> tuple[tuple[Event, ...], dict[str, str]]:
    """Return the rows of events by id, and the event of every mention."""
    contested = {
        fact.mention_id for bearing in bearings if bearing.makes_contested for fact in (bearing.left, bearing.right)
    }
    of_mention: dict[str, str] = {}
    rows = []
    for event_id, cluster in zip(event_ids(clusters), clusters, strict=True):
        is_contested = False
        for fact in cluster.facts:
            of_mention[fact.mention_id] = event_id
            is_contested = is_contested or fact.mention_id in contested
        rows.append(event_row(event_id, cluster, publishers, names, is_contested=is_contested))
    return tuple(sorted(rows, key=lambda row: row.event_id)), of_mention


def _relations(bearings: Iterable[Bearing], figure_relations: Iterable[EventRelation]) -> tuple[EventRelation, ...]:
    """Return all relations by id."""
    between_events = (relation(b.kind, b.left.mention_id, b.right.mention_id, b.reason) for b in bearings)
    return tuple(sorted((*between_events, *figure_relations), key=lambda found: found.relation_id))
