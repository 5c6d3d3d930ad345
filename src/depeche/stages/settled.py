"""One document with all that its rows show: what it says itself, and what resolve decided about it.

The rows of a document are made from this record alone (see `rows`), so that a digest of it tells whether they can have
changed. Not here: rows, and which parts they lie in (see `assembling`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from depeche.model import Annotation, ClaimGroup, Resolution
from depeche.stages.handover import ReadDocument, ReadScrape


@dataclass(frozen=True, slots=True)
class Settled:
    """A document after resolve. Groups and event ids stand in the order of the annotation's claims and events."""

    key: str  # see ReadDocument
    read: ReadScrape
    near_duplicate_of: str | None = None
    story_id: str | None = None
    entity_ids: dict[str, str] = field(default_factory=dict)  # as read in the text -> id of its row in `entities`
    claim_groups: tuple[ClaimGroup, ...] = ()
    event_ids: tuple[str, ...] = ()

    @property
    def document_id(self) -> str:
        """The id of the document."""
        return self.read.scrape.document.document_id

    @property
    def day(self) -> date | None:
        """The day that decides about the bucket: of publication, None where it is not known."""
        return self.read.article.published_on if self.read.article else self.read.scrape.declared.published_on

    def decided(self, table: str) -> object:
        """Return what resolve decided of all that the rows of a table show."""
        if table == "articles":
            return (self.near_duplicate_of, self.story_id)
        if table == "claims":
            return (self.entity_ids, self.claim_groups)
        if table == "event_mentions":
            return (self.entity_ids, self.event_ids)
        return self.entity_ids if table in _WITH_ENTITIES else None


_WITH_ENTITIES = ("mentions", "affiliations", "quotes", "event_arguments")


def settle(document: ReadDocument, resolution: Resolution) -> Settled:
    """Return a document with what resolve decided about it."""
    key, read = document.key, document.read
    if read.article is None or read.annotation is None:
        return Settled(key, read)
    name, annotation = read.article.document_id, read.annotation
    return Settled(
        key,
        read,
        near_duplicate_of=resolution.near_duplicates.get(name),
        story_id=resolution.story_ids.get(name),
        entity_ids={entity: resolution.entity_ids[entity] for entity in _entities(annotation) if entity is not None},
        claim_groups=resolution.claim_groups.get(name, ()),
        event_ids=resolution.event_ids[name],
    )


def _entities(annotation: Annotation) -> Iterator[str | None]:
    """Give the entities that the rows of an annotation refer to."""
    for mention in annotation.mentions:
        yield mention.entity_id
    for affiliation in annotation.affiliations:
        yield affiliation.person_id
        yield affiliation.organization_id
    for quote in annotation.quotes:
        yield quote.speaker_id
    for claim in annotation.claims:
        yield claim.entity_id
    for event in annotation.events:
        yield event.source_id
        for argument in event.arguments:
            yield argument.entity_id
