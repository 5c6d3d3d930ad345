"""From raw files to read documents, a shard at a time: ingest, find exact duplicates, clean, annotate."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from depeche.clean import clean
from depeche.errors import ContractError, EnvironmentProblem, InputError
from depeche.ingest import mark_duplicates, read_source
from depeche.language.annotate import annotate
from depeche.language.nlp import MOST_CHARACTERS, load_french
from depeche.model import Reference, Rejection, Scrape
from depeche.stages.handover import ReadScrape, ReadShard, load, save
from depeche.stages.planning import load_plan
from depeche.stages.soundness import find_fault

# A missing model, a full memory or disk would fail every document alike: the run stops, nothing is published.
_NOT_THE_DOCUMENT = (EnvironmentProblem, InputError, MemoryError, OSError)


def ingest_shard(plan: Path, index: int) -> Path:
    """Read the files of one shard and return the path of its scrapes."""
    scrapes = tuple(scrape for source in load_plan(plan).shards[index] for scrape in read_source(source))
    return save(plan.with_name(f"scrapes-{index:05d}.msgpack"), scrapes)


def deduplicate(shards: list[Path]) -> list[Path]:
    """Mark exact duplicates over all shards, rewrite the shards, and return their paths."""
    loaded = [load(path, tuple[Scrape, ...]) for path in shards]
    marked = {scrape.document.document_id: scrape for scrape in mark_duplicates([s for shard in loaded for s in shard])}
    return [
        save(
            path.with_name(path.name.replace("scrapes-", "distinct-")),
            tuple(marked[s.document.document_id] for s in shard),
        )
        for path, shard in zip(shards, loaded, strict=True)
    ]


def read_shard(path: Path) -> Path:
    """Clean and annotate the documents of one shard; return the path of a `ReadShard`.

    A document that a room cannot cope with is rejected with the error as its reason; it never stops the others.
    """
    documents: list[ReadScrape] = []
    rejections: list[Rejection] = []
    for scrape in load(path, tuple[Scrape, ...]):
        try:
            documents.append(_read(scrape))
        except _NOT_THE_DOCUMENT:
            raise
        except Exception as error:  # noqa: BLE001 - the edge of a document: whatever one does must not lose the others
            told = f"{type(error).__name__}: {error}"[:500]
            documents.append(ReadScrape(_rejected(scrape, f"internal_error: reading failed with {told}")))
            key = scrape.document.document_id
            rejections.append(Rejection("language", "documents", key, "internal_error", detail=told))
    return save(path.with_name(path.name.replace("distinct-", "read-")), ReadShard(tuple(documents), tuple(rejections)))


def _read(scrape: Scrape) -> ReadScrape:
    if scrape.document.disposition != "article":
        return ReadScrape(_without_blocks(scrape))
    article = clean(scrape)
    if article.rejection is not None:
        return ReadScrape(_rejected(scrape, article.rejection), article)
    reference = Reference(article.published_on, article.published_granularity)
    if len(article.text) > MOST_CHARACTERS:
        return ReadScrape(_rejected(scrape, f"too_long: more than {MOST_CHARACTERS} characters of text were kept"))
    annotation = annotate(article.text, model=load_french(), reference=reference)
    if fault := find_fault(article, annotation):
        raise ContractError(fault)
    return ReadScrape(_without_blocks(scrape), article, annotation)


def _rejected(scrape: Scrape, reason: str) -> Scrape:
    document = replace(scrape.document, disposition="rejected", disposition_reason=reason)
    return replace(scrape, document=document, blocks=())


def _without_blocks(scrape: Scrape) -> Scrape:
    return replace(scrape, blocks=())
