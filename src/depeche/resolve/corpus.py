"""The order in which a corpus is resolved: copies, entities, stories, events, relations, figures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from depeche.errors import ContractError
from depeche.garbage import without_collection
from depeche.model import ClaimGroup, Entity, Event, EventRelation, ReadArticle, Resolution
from depeche.resolve.circles import Happening, find_circles, outcomes
from depeche.resolve.entities import resolve_entities
from depeche.resolve.figures import figures_by_story
from depeche.resolve.memory import Forgetful, Memory
from depeche.resolve.near_duplicates import find_near_duplicates
from depeche.resolve.order import earliest_first
from depeche.resolve.origins import find_publishers
from depeche.resolve.relations import Link, one_per_documents, relation
from depeche.resolve.reports import Decided, Report, find_reports
from depeche.resolve.stories import find_stories
from depeche.resolve.texts import read_texts

_FORGETFUL = Forgetful()


def resolve(articles: Iterable[ReadArticle], memory: Memory = _FORGETFUL) -> Resolution:
    """Find what the articles of a corpus have in common. The answer depends neither on the order in which they come nor
    on what a memory holds; with a memory, each article must have its `key`, else ContractError.
    """
    with without_collection():
        ordered = earliest_first(articles)
        if memory is not _FORGETFUL and not all(read.key for read in ordered):
            raise ContractError("An article without a key cannot be remembered: give `ReadArticle.key`.")
        texts = read_texts(ordered)
        copies = find_near_duplicates(ordered, texts)
        entities, final = resolve_entities(ordered)
        return _resolve(ordered, copies, entities, final, find_stories(ordered, texts, copies, final), memory)


def resolve_one_story(articles: Iterable[ReadArticle]) -> Resolution:
    """Resolve articles that are known to tell of the same happening, each in its own words, however alike they are."""
    ordered = earliest_first(articles)
    entities, final = resolve_entities(ordered)
    stories = {read.document.document_id: "story" for read in ordered}
    return _resolve(ordered, {}, entities, final, stories, _FORGETFUL)


def _resolve(
    ordered: Sequence[ReadArticle],
    copies: dict[str, str],
    entities: tuple[Entity, ...],
    final: dict[str, str],
    stories: dict[str, str],
    memory: Memory,
) -> Resolution:
    decided = Decided(
        final=final,
        names={entity.entity_id: entity.name for entity in entities},
        persons=frozenset(entity.entity_id for entity in entities if entity.label == "PER"),
        publishers=find_publishers(ordered, entities, copies),
        copies=copies,
        stories=stories,
    )
    reports = find_reports(ordered, decided, memory)
    happenings, event_ids, links = _events(reports, decided, memory)
    groups: dict[str, tuple[ClaimGroup, ...]] = {}
    relations: list[EventRelation] = []
    for told, figures in figures_by_story(reports, decided, memory):
        groups.update(zip([report.place.document_id for report in told], figures.groups, strict=True))
        relations.extend(figures.relations)
    weightiest = one_per_documents(links, {report.place.document_id: report.place.rank for report in reports})
    relations.extend(relation(link.kind, link.left_id, link.right_id, link.reason) for link in weightiest)
    return Resolution(
        entities=entities,
        entity_ids=final,
        events=_with_contested(happenings, weightiest),
        event_ids=event_ids,
        relations=tuple(sorted(relations, key=lambda found: found.relation_id)),
        claim_groups=groups,
        near_duplicates=copies,
        story_ids=stories,
    )


def _events(
    reports: Sequence[Report], decided: Decided, memory: Memory
) -> tuple[list[Happening], dict[str, tuple[str, ...]], list[Link]]:
    """Return the events, those of each document in the order of its mentions, and how documents bear on each other."""
    happenings: list[Happening] = []
    links: list[Link] = []
    of_document = {report.place.document_id: [""] * len(report.read.annotation.events) for report in reports}
    circles = find_circles(reports)
    for members, outcome in zip(circles, outcomes(circles, decided, memory), strict=True):
        happenings.extend(outcome.happenings)
        links.extend(outcome.links)
        for (report, number), home in zip(members, outcome.homes, strict=True):
            event_id = outcome.happenings[home].event.event_id
            own = of_document[report.place.document_id]
            for at in report.parts[number].mentions:
                own[at] = event_id
    return happenings, {document: tuple(own) for document, own in of_document.items()}, links


def _with_contested(happenings: Iterable[Happening], links: Iterable[Link]) -> tuple[Event, ...]:
    """Return the rows of events by id; one that some mention affirms and a link contests has that status."""
    contested = {event_id for link in links for event_id in link.contested}
    rows = [
        replace(found.event, status="contested")
        if found.is_affirmed and found.event.event_id in contested
        else found.event
        for found in happenings
    ]
    return tuple(sorted(rows, key=lambda row: row.event_id))
