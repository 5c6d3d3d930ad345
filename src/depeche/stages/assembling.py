"""From read documents to the parts of every table: resolve across documents, lay out rows in buckets, keep or write.

Not here: how one part is made (see `parts`), the rows of one document (see `rows`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

import msgspec

from depeche.garbage import without_collection
from depeche.model import ReadArticle, Rejection, Resolution
from depeche.resolve import Forgetful, Memory, resolve
from depeche.stages.handover import Corpus, ReadDocument, ReadScrape, load, save
from depeche.stages.loading import load_documents
from depeche.stages.parts import LaidPart, Leaf, PartMaker
from depeche.stages.remembering import PackMemory
from depeche.stages.rows import DOCUMENT_ROWS, Row, entity_row, event_row, relation_row
from depeche.stages.settled import Settled, settle
from depeche.store import Writer
from depeche.store.buckets import Bucket, Item, buckets, document_capacity, hash_buckets

_EVENTS_PER_DOCUMENT = 8  # how many more rows of `events` than documents a part holds
_HASHED_ROWS = 4096  # of tables whose rows belong to no day

_FORGETFUL = Forgetful()

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Assembled:
    """The parts of every table that holds what was read, and what of the run `validate` and `publish` want to know."""

    tables: dict[str, tuple[LaidPart, ...]]
    rejections: tuple[Rejection, ...]  # of documents
    dispositions: dict[str, int]
    input_fingerprint: str
    file_count: int
    sources: dict[str, int]


def assemble(corpus: Path, writer: Writer) -> Path:
    """Resolve the documents of a run and lay out every table that holds what was read; return the path of an
    `Assembled`.
    """
    run = load(corpus, Corpus)
    with without_collection():
        documents = load_documents(corpus)
        scrapes = [document.read for document in documents]
        memory = PackMemory([] if run.anew else map(Path, run.packs))
        assembled = Assembled(
            tables=lay_out(documents, writer, memory),
            rejections=(*run.rejections, *_document_rejections(scrapes, run.rejections)),
            dispositions=dict(sorted(Counter(read.scrape.document.disposition for read in scrapes).items())),
            input_fingerprint=run.input_fingerprint,
            file_count=run.file_count,
            sources=run.sources,
        )
        memory.store(corpus.parent, writer.place)
        return save(writer.staging / "assembled.msgpack", assembled)


def lay_out(
    documents: Sequence[ReadDocument], writer: Writer, memory: Memory = _FORGETFUL
) -> dict[str, tuple[LaidPart, ...]]:
    """Resolve documents given in any order and return the parts of every table that holds what was read."""
    ordered = sorted(documents, key=lambda document: document.read.scrape.document.source_uri)
    resolution = resolve([_read_article(each) for each in ordered if each.read.annotation is not None], memory)
    maker = PartMaker(writer)
    laid = _document_tables([settle(document, resolution) for document in ordered], maker)
    return laid | _corpus_tables(resolution, document_capacity(len(ordered)), maker)


def _document_tables(documents: Sequence[Settled], maker: PartMaker) -> dict[str, tuple[LaidPart, ...]]:
    """Lay out the tables whose rows belong to one document each, all in the same buckets."""
    by_id = {document.document_id: document for document in documents}
    items = (Item(document.document_id, document.day) for document in documents)
    leaves = [
        (bucket.name, [by_id[key] for key in bucket.ids])
        for bucket in buckets(items, document_capacity(len(documents)))
    ]
    return {table: maker.table(table, (_document_leaf(table, *leaf) for leaf in leaves)) for table in DOCUMENT_ROWS}


def _document_leaf(table: str, bucket: str, documents: Sequence[Settled]) -> Leaf:
    make = DOCUMENT_ROWS[table]
    return Leaf(
        bucket,
        ((document.key, document.decided(table)) for document in documents),
        lambda: [row for document in documents for row in make(document)],
    )


def _corpus_tables(resolution: Resolution, capacity: int, maker: PartMaker) -> dict[str, tuple[LaidPart, ...]]:
    """Lay out the tables that hold real-world things rather than mentions."""
    entities = {entity.entity_id: entity for entity in resolution.entities}
    events = {event.event_id: event for event in resolution.events}
    relations = {relation.relation_id: relation for relation in resolution.relations}
    days = (Item(event.event_id, event.first_published_on) for event in resolution.events)
    return {
        "entities": maker.table("entities", _leaves(hash_buckets(entities, _HASHED_ROWS), entities, entity_row)),
        "events": maker.table("events", _leaves(buckets(days, capacity * _EVENTS_PER_DOCUMENT), events, event_row)),
        "event_relations": maker.table(
            "event_relations", _leaves(hash_buckets(relations, _HASHED_ROWS), relations, relation_row)
        ),
    }


def _leaves(found: Sequence[Bucket], records: Mapping[str, T], row: Callable[[T], Row]) -> Iterator[Leaf]:
    """Give the leaves of a table whose records have a row each, and are their own digest."""
    for bucket in found:
        members = [records[key] for key in bucket.ids]
        yield Leaf(bucket.name, members, partial(_rows, row, members))


def _rows(row: Callable[[T], Row], members: Sequence[T]) -> list[Row]:
    return [row(member) for member in members]


def _read_article(document: ReadDocument) -> ReadArticle:
    read = document.read
    assert read.article is not None
    assert read.annotation is not None
    return ReadArticle(read.scrape.document, read.article, read.annotation, document.key)


def _document_rejections(documents: list[ReadScrape], known: Iterable[Rejection]) -> list[Rejection]:
    """Return a rejection for each rejected document that has none yet."""
    have = {rejection.row_key for rejection in known}
    found = []
    for read in documents:
        document = read.scrape.document
        if document.disposition != "rejected" or document.document_id in have:
            continue
        code, _, sentence = (document.disposition_reason or "unknown").partition(": ")
        row = msgspec.json.encode({"source_uri": document.source_uri, "size_bytes": document.size_bytes}).decode()
        stage = "ingest" if read.article is None else "clean"
        found.append(Rejection(stage, "documents", document.document_id, code, detail=sentence or None, row_json=row))
    return found
