"""From records to rows: the mappings that `contract.to_table` takes, table by table.

Here: naming, ids, and the replacement of ids that resolve has merged. Nothing is computed that a room should compute.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

from depeche import ids
from depeche.model import Annotation, Article, Document, EventMention, Resolution, Span
from depeche.stages.handover import ReadScrape

Row = dict[str, Any]


def _span(name: str, span: Span | None) -> Row:
    start, end = span if span is not None else (None, None)
    return {f"{name}_start": start, f"{name}_end": end}


def document_row(document: Document) -> Row:
    """Return the row of `documents`."""
    return asdict(document)


def article_row(article: Article, annotation: Annotation, resolution: Resolution) -> Row:
    """Return the row of `articles`."""
    return {
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
        "near_duplicate_of": resolution.near_duplicates.get(article.document_id),
        "story_id": resolution.story_ids.get(article.document_id),
        "quality_flags": list(article.quality_flags),
    }


def cleaning_rows(article: Article) -> Iterator[tuple[str, Row]]:
    """Give the rows of `segments` and `removed_spans`; a rejected document has removed spans only."""
    key = {"document_id": article.document_id}
    if article.rejection is None:
        for segment in article.segments:
            yield "segments", key | asdict(segment)
    for span in article.removed:
        yield "removed_spans", key | asdict(span)


def annotation_rows(document: str, annotation: Annotation, resolution: Resolution) -> Iterator[tuple[str, Row]]:
    """Give the rows of every table that the language room fills for one article."""
    final = resolution.entity_ids
    key = {"document_id": document}
    for sentence in annotation.sentences:
        yield "sentences", key | asdict(sentence)
    for mention in annotation.mentions:
        row = asdict(mention) | {
            "mention_id": ids.mention_id(document, mention),
            "entity_id": _final(final, mention.entity_id),
        }
        yield "mentions", key | row
    for affiliation in annotation.affiliations:
        row = asdict(affiliation)
        for name in ("person", "organization"):
            row |= _span(name, row.pop(name)) | {f"{name}_id": _final(final, row[f"{name}_id"])}
        row |= _span("role", row.pop("role_span"))
        yield "affiliations", key | row | {"affiliation_id": ids.affiliation_id(document, affiliation)}
    for quote in annotation.quotes:
        row = asdict(quote)
        row |= _span("speaker", row.pop("speaker")) | {"speaker_id": _final(final, quote.speaker_id)}
        yield "quotes", key | row | {"quote_id": ids.quote_id(document, quote)}
    for claim in annotation.claims:
        claim_id = ids.claim_id(document, claim)
        row = asdict(claim) | {"claim_id": claim_id, "entity_id": _final(final, claim.entity_id)}
        group = resolution.claim_groups.get(claim_id)
        row |= {
            "claim_group": group.claim_group if group else None,
            "is_contested": group.is_contested if group else False,
        }
        yield "claims", key | row
    for event in annotation.events:
        yield from _event_rows(document, event, resolution)


def _event_rows(document: str, event: EventMention, resolution: Resolution) -> Iterator[tuple[str, Row]]:
    mention_id = ids.event_mention_id(document, event)
    row: Row = {
        "event_mention_id": mention_id,
        "event_id": resolution.event_ids[mention_id],
        "document_id": document,
        "source_id": _final(resolution.entity_ids, event.source_id),
        "cues": [asdict(cue) for cue in event.cues],
    }
    for name in (
        "sentence_index",
        "start",
        "end",
        "trigger",
        "type",
        "polarity",
        "realis",
        "source_surface",
        "confidence",
        "method",
    ):
        row[name] = getattr(event, name)
    row |= _span("source", event.source)
    row |= {
        "date_start": event.date.date_start if event.date else None,
        "date_end": event.date.date_end if event.date else None,
        "date_granularity": event.date.granularity if event.date else None,
        "date_basis": event.date.basis if event.date else "none",
        "date_surface": event.date.surface if event.date else None,
    }
    yield "event_mentions", row
    for index, argument in enumerate(event.arguments):
        entity = {"entity_id": _final(resolution.entity_ids, argument.entity_id)}
        yield "event_arguments", asdict(argument) | entity | {"event_mention_id": mention_id, "argument_index": index}


def resolution_rows(resolution: Resolution) -> Iterator[tuple[str, Row]]:
    """Give the rows of the tables that hold real-world things rather than mentions."""
    for entity in resolution.entities:
        yield "entities", asdict(entity) | {"aliases": list(entity.aliases)}
    for event in resolution.events:
        yield "events", asdict(event) | {"participant_ids": list(event.participant_ids)}
    for relation in resolution.relations:
        yield "event_relations", asdict(relation)


def _final(entity_ids: Mapping[str, str], entity_id: str | None) -> str | None:
    return None if entity_id is None else entity_ids[entity_id]


def document_rows(read: ReadScrape, resolution: Resolution) -> Iterator[tuple[str, Row]]:
    """Give every row that one document contributes."""
    document = read.scrape.document
    yield "documents", document_row(document)
    if read.article is None:
        return
    yield from cleaning_rows(read.article)
    if read.annotation is not None:
        yield "articles", article_row(read.article, read.annotation, resolution)
        yield from annotation_rows(document.document_id, read.annotation, resolution)
