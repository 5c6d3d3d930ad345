"""From records to rows: the mappings that `contract.to_table` takes, table by table.

Here: naming, ids, and the replacement of ids that resolve has merged. Nothing is computed that a room should compute.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import fields
from operator import attrgetter
from typing import Any

from depeche import ids
from depeche.model import (
    Affiliation,
    Annotation,
    Claim,
    Cue,
    Document,
    Entity,
    Event,
    EventArgument,
    EventMention,
    EventRelation,
    Mention,
    Quote,
    RemovedSpan,
    Segment,
    Sentence,
    Span,
)
from depeche.stages.settled import Settled

Row = dict[str, Any]


class _Names:
    """Which attributes of a record are columns of the same name; `dataclasses.asdict` copies what it need not."""

    def __init__(self, kind: type, *, without: tuple[str, ...] = ()) -> None:
        self._names = tuple(name for name in (one.name for one in fields(kind)) if name not in without)
        self._values = attrgetter(*self._names)

    def row(self, record: object) -> Row:
        """Return the columns of one record."""
        return dict(zip(self._names, self._values(record), strict=True))


_DOCUMENT = _Names(Document)
_SEGMENT = _Names(Segment)
_REMOVED = _Names(RemovedSpan)
_SENTENCE = _Names(Sentence)
_MENTION = _Names(Mention)
_AFFILIATION = _Names(Affiliation, without=("person", "role_span", "organization"))
_QUOTE = _Names(Quote, without=("speaker",))
_CLAIM = _Names(Claim)
_CUE = _Names(Cue)
_ARGUMENT = _Names(EventArgument)
_EVENT_MENTION = _Names(EventMention, without=("source", "source_cue", "date", "arguments", "cues", "in_document_key"))
_ENTITY = _Names(Entity)
_EVENT = _Names(Event)
_RELATION = _Names(EventRelation)


def _span(name: str, span: Span | None) -> Row:
    start, end = span if span is not None else (None, None)
    return {f"{name}_start": start, f"{name}_end": end}


def _documents(settled: Settled) -> Iterator[Row]:
    yield _DOCUMENT.row(settled.read.scrape.document)


def _articles(settled: Settled) -> Iterator[Row]:
    article, annotation = settled.read.article, settled.read.annotation
    if article is None or annotation is None:
        return
    yield {
        "document_id": article.document_id,
        "title": article.title,
        "text": article.text,
        "language": article.language,
        "language_confidence": article.language_confidence,
        "published_on": article.published_on,
        "published_granularity": article.published_granularity,
        "published_basis": article.published_basis,
        "outlet": article.outlet,
        "byline": article.byline,
        "word_count": len(article.text.split()),
        "sentence_count": len(annotation.sentences),
        "kept_ratio": article.kept_ratio,
        "near_duplicate_of": settled.near_duplicate_of,
        "story_id": settled.story_id,
        "quality_flags": list(article.quality_flags),
    }


def _segments(settled: Settled) -> Iterator[Row]:
    article = settled.read.article
    if article is not None and article.rejection is None:  # a rejected document has removed spans only
        for segment in article.segments:
            yield {"document_id": article.document_id, **_SEGMENT.row(segment)}


def _removed_spans(settled: Settled) -> Iterator[Row]:
    article = settled.read.article
    if article is not None:
        for span in article.removed:
            yield {"document_id": article.document_id, **_REMOVED.row(span)}


def _sentences(document: str, annotation: Annotation, _settled: Settled) -> Iterator[Row]:
    for sentence in annotation.sentences:
        yield {"document_id": document, **_SENTENCE.row(sentence)}


def _mentions(document: str, annotation: Annotation, settled: Settled) -> Iterator[Row]:
    for mention in annotation.mentions:
        row = _MENTION.row(mention)
        row["document_id"] = document
        row["mention_id"] = ids.mention_id(document, mention)
        row["entity_id"] = _final(settled, mention.entity_id)
        yield row


def _affiliations(document: str, annotation: Annotation, settled: Settled) -> Iterator[Row]:
    for affiliation in annotation.affiliations:
        yield {
            **_AFFILIATION.row(affiliation),
            **_span("person", affiliation.person),
            **_span("role", affiliation.role_span),
            **_span("organization", affiliation.organization),
            "person_id": _final(settled, affiliation.person_id),
            "organization_id": _final(settled, affiliation.organization_id),
            "document_id": document,
            "affiliation_id": ids.affiliation_id(document, affiliation),
        }


def _quotes(document: str, annotation: Annotation, settled: Settled) -> Iterator[Row]:
    for quote in annotation.quotes:
        yield {
            **_QUOTE.row(quote),
            **_span("speaker", quote.speaker),
            "speaker_id": _final(settled, quote.speaker_id),
            "document_id": document,
            "quote_id": ids.quote_id(document, quote),
        }


def _claims(document: str, annotation: Annotation, settled: Settled) -> Iterator[Row]:
    for claim, group in zip(annotation.claims, settled.claim_groups, strict=True):
        row = _CLAIM.row(claim)
        row["document_id"] = document
        row["claim_id"] = ids.claim_id(document, claim)
        row["entity_id"] = _final(settled, claim.entity_id)
        row["claim_group"] = group.claim_group
        row["is_contested"] = group.is_contested
        yield row


def _event_mentions(document: str, annotation: Annotation, settled: Settled) -> Iterator[Row]:
    for event, event_id in zip(annotation.events, settled.event_ids, strict=True):
        row = _EVENT_MENTION.row(event)
        row["event_mention_id"] = ids.event_mention_id(document, event)
        row["event_id"] = event_id
        row["document_id"] = document
        row["source_id"] = _final(settled, event.source_id)
        row["cues"] = [_CUE.row(cue) for cue in event.cues]
        row["source_start"], row["source_end"] = event.source if event.source is not None else (None, None)
        date = event.date
        row["date_start"] = date.date_start if date else None
        row["date_end"] = date.date_end if date else None
        row["date_granularity"] = date.granularity if date else None
        row["date_basis"] = date.basis if date else "none"
        row["date_surface"] = date.surface if date else None
        yield row


def _event_arguments(document: str, annotation: Annotation, settled: Settled) -> Iterator[Row]:
    for event in annotation.events:
        mention_id = ids.event_mention_id(document, event)
        for index, argument in enumerate(event.arguments):
            row = _ARGUMENT.row(argument)
            row["entity_id"] = _final(settled, argument.entity_id)
            row["event_mention_id"] = mention_id
            row["argument_index"] = index
            yield row


def _final(settled: Settled, entity_id: str | None) -> str | None:
    return None if entity_id is None else settled.entity_ids[entity_id]


def _annotated(rows: Callable[[str, Annotation, Settled], Iterator[Row]]) -> Callable[[Settled], Iterable[Row]]:
    """Return how to make rows that only an annotated article has."""

    def of(settled: Settled) -> Iterable[Row]:
        annotation = settled.read.annotation
        return () if annotation is None else rows(settled.document_id, annotation, settled)

    return of


# The tables whose rows belong to one document each, and how they are made of it.
DOCUMENT_ROWS: Mapping[str, Callable[[Settled], Iterable[Row]]] = {
    "documents": _documents,
    "articles": _articles,
    "segments": _segments,
    "removed_spans": _removed_spans,
    "sentences": _annotated(_sentences),
    "mentions": _annotated(_mentions),
    "affiliations": _annotated(_affiliations),
    "quotes": _annotated(_quotes),
    "event_mentions": _annotated(_event_mentions),
    "event_arguments": _annotated(_event_arguments),
    "claims": _annotated(_claims),
}


def document_rows(settled: Settled) -> Iterator[tuple[str, Row]]:
    """Give every row that one document contributes, with its table."""
    for table, rows in DOCUMENT_ROWS.items():
        for row in rows(settled):
            yield table, row


def entity_row(entity: Entity) -> Row:
    """Return the row of `entities`."""
    return {**_ENTITY.row(entity), "aliases": list(entity.aliases)}


def event_row(event: Event) -> Row:
    """Return the row of `events`."""
    return {**_EVENT.row(event), "participant_ids": list(event.participant_ids)}


def relation_row(relation: EventRelation) -> Row:
    """Return the row of `event_relations`."""
    return _RELATION.row(relation)
