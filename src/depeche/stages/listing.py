"""All documents of a run, wherever they come from: exact duplicates among them, and which have to be read.

Here: decisions that need to know every document but not what it says. Not here: reading (see `reading`), and the
documents with all that was read in them (see `loading`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import msgspec

from depeche.clean import OutletLines
from depeche.errors import StoreError
from depeche.ingest import mark_duplicates
from depeche.model import Declared, Document, Rejection, Scrape
from depeche.stages.handover import Corpus, ListedDocument, Outcome, ShardResult, Source, load, save
from depeche.stages.keys import annotation_key, article_key, rebuilt_key
from depeche.stages.learning import Learned, learn
from depeche.stages.packs import Pack, read_entries
from depeche.stages.planning import PlannedFile, load_plan, split
from depeche.stages.recalling import file_contents, load_recalled
from depeche.stages.shelf import Bytes, put
from depeche.stages.sources import fingerprint, save_sources


@dataclass(frozen=True, slots=True)
class ReadingShard:
    """Documents to be read, by the keys of their scrapes. `anew`: whatever the packs know of them already."""

    scrapes: tuple[bytes, ...]
    learned: Learned  # of their outlets
    anew: bool


@dataclass(frozen=True, slots=True)
class Listing:
    """The documents of a run in the order of their addresses; those in `shards` have to be read."""

    packs: tuple[str, ...]  # newest first
    loose: tuple[str, ...]  # those of them that are for this run only
    sources: tuple[Source, ...]
    documents: tuple[ListedDocument, ...]
    shards: tuple[ReadingShard, ...]
    marks: str | None  # a new pack: what the lines of new documents are known by
    anew: bool  # nothing of the files that are there may come from the cache


@dataclass(frozen=True, slots=True)
class ScrapeFacts:
    """What of an encoded Scrape is needed of every document; the rest is left undecoded."""

    document: Document
    declared: Declared


@dataclass(frozen=True, slots=True)
class ArticleFacts:
    """What of an encoded Article decides which annotation it needs."""

    text: str
    published_on: date | None
    published_granularity: str | None
    rejection: str | None


def deduplicate(plan: Path, recalled: Path, ingested: Sequence[Path]) -> Path:
    """List all documents of a run, mark exact duplicates, and find out which are to be read; return the path of a
    `Listing`.
    """
    known = load_recalled(recalled)
    results = [load(path, ShardResult) for path in ingested]
    loose = tuple(result.loose for result in results if result.loose is not None)
    kept = (*(result.pack for result in results), known.rebuilt)
    packs = (*loose, *(pack for pack in kept if pack is not None), *known.packs)
    contents = file_contents(map(Path, packs))
    read = (source for result in results for source in result.sources)
    present = (*known.present, *_best(read, load_plan(plan).files, contents))
    sources = tuple(sorted((*present, *known.carried), key=lambda source: source.uri))
    scrapes = _scrapes(packs, [key for source in sources for key in contents[source.entry]])
    anew = {key for source in present for key in contents[source.entry]} if known.anew else set()
    listed = _listed(scrapes)
    articles = [(d.scrape, scrapes[d.scrape]) for d in listed if d.disposition == "article"]
    rebuilt = {key for source in known.carried for key in _rebuilt_documents(source, contents)}
    learned, marks = learn(plan.parent, [Path(pack) for pack in packs], articles, left_alone=rebuilt)
    documents, missing = _find_missing(packs, listed, learned, anew)
    shards = tuple(
        ReadingShard(keys, learned.of(keys), is_anew)
        for is_anew in (False, True)
        for keys in split(
            [key for key in missing if (key in anew) == is_anew],
            lambda key: len(scrapes[key].document.raw_text or ""),
            workers=load_plan(plan).workers,
        )
    )
    if marks is not None:
        packs = (marks, *packs)
    return save(plan.with_name("listing.msgpack"), Listing(packs, loose, sources, documents, shards, marks, known.anew))


def load_listing(path: Path) -> Listing:
    """Read what `deduplicate` wrote."""
    return load(path, Listing)


def gather(plan: Path, listing: Path, read: Sequence[Path], place: Bytes) -> Path:
    """Put what the shards gave into the list of documents and keep the list of files; return the path of a `Corpus`."""
    planned, listed = load_plan(plan), load_listing(listing)
    save_sources(place, listed.sources)
    if listed.marks is not None:
        put(place, Path(listed.marks).read_bytes())
    results = [load(path, ShardResult) for path in read]
    outcomes = {outcome.scrape: outcome for result in results for outcome in result.outcomes}
    failures = sorted((o for o in outcomes.values() if o.failure is not None), key=lambda outcome: outcome.document_id)
    corpus = Corpus(
        packs=(*(result.pack for result in results if result.pack is not None), *listed.packs),
        documents=tuple(_final(document, outcomes.get(document.scrape)) for document in listed.documents),
        rejections=tuple(
            Rejection("language", "documents", outcome.document_id, "internal_error", detail=outcome.failure)
            for outcome in failures
        ),
        input_fingerprint=fingerprint(listed.sources),
        file_count=planned.file_count,
        sources=planned.sources,
        anew=listed.anew,
    )
    return save(plan.with_name("corpus.msgpack"), corpus)


def _best(read: Iterable[Source], files: Sequence[PlannedFile], contents: Collection[bytes]) -> Iterator[Source]:
    """Give files as they were read, or as the current release has them where they vanished or failed under way."""
    before = {file.file.source_uri: file.known for file in files}
    for source in read:
        known = before.get(source.uri)
        is_lost = source.token is None and source.problem is None
        yield known if is_lost and known is not None and known.entry in contents else source


def _rebuilt_documents(source: Source, contents: Mapping[bytes, tuple[bytes, ...]]) -> tuple[bytes, ...]:
    """Return the keys of documents that were rebuilt from a release: cleaning them again would take more from them."""
    documents = contents[source.entry]
    return documents if source.entry == rebuilt_key(source.uri, documents) else ()


def _scrapes(packs: Iterable[str], keys: Collection[bytes]) -> dict[bytes, ScrapeFacts]:
    decoder = msgspec.msgpack.Decoder(ScrapeFacts)
    return {entry.key: decoder.decode(entry.value) for entry in read_entries(map(Path, packs), keys)}


def _listed(scrapes: Mapping[bytes, ScrapeFacts]) -> list[ListedDocument]:
    """Return the documents in the order of their addresses, exact duplicates marked."""
    keys = sorted(scrapes, key=lambda key: scrapes[key].document.source_uri)
    marked = mark_duplicates([Scrape(scrapes[key].document, scrapes[key].declared) for key in keys])
    documents = [scrape.document for scrape in marked]
    return [
        ListedDocument(d.document_id, key, d.disposition, d.disposition_reason, d.duplicate_of)
        for key, d in zip(keys, documents, strict=True)
    ]


def _find_missing(
    packs: Iterable[str], documents: Sequence[ListedDocument], learned: Learned, anew: Collection[bytes]
) -> tuple[tuple[ListedDocument, ...], list[bytes]]:
    """Return the documents with the keys of what the packs know of them, and the scrapes that are to be read."""
    paths = [Path(pack) for pack in packs]
    wanted = {d.scrape: article_key(d.scrape) for d in documents if d.disposition == "article" and d.scrape not in anew}
    articles = _articles(paths, wanted.values())
    lines = {outlet: OutletLines(known) for outlet, known in learned.lines.items()}
    for scrape, outlet in learned.outlets.items():
        plain = articles.get(wanted.get(scrape, b""))
        if plain is not None and (chosen := lines[outlet].in_text(plain.text)):
            wanted[scrape] = article_key(scrape, chosen)
    articles |= _articles(paths, set(wanted.values()) - articles.keys())
    annotations = {key for path in paths for key in Pack(path).keys if key[:1] == b"u"}
    found, missing = [], []
    for document in documents:
        key = wanted.get(document.scrape)
        article = articles.get(key) if key is not None else None
        annotation = _annotation_of(article) if article is not None else None
        if document.disposition != "article":
            found.append(document)
        elif article is None or (annotation is not None and annotation not in annotations):
            found.append(document)
            missing.append(document.scrape)
        else:
            found.append(replace(document, article=key, annotation=annotation))
    return tuple(found), missing


def _articles(packs: Iterable[Path], keys: Collection[bytes]) -> dict[bytes, ArticleFacts]:
    decoder = msgspec.msgpack.Decoder(ArticleFacts)
    return {entry.key: decoder.decode(entry.value) for entry in read_entries(packs, keys)}


def _annotation_of(article: ArticleFacts) -> bytes | None:
    """Return the key of the annotation that an article needs, None for a document that is no article."""
    if article.rejection is not None:
        return None
    return annotation_key(article.text, article.published_on, article.published_granularity)


def _final(document: ListedDocument, outcome: Outcome | None) -> ListedDocument:
    """Return a document with what reading gave; one that failed is rejected."""
    if document.disposition != "article" or document.article is not None:
        return document
    if outcome is None:
        raise StoreError(f"The document {document.document_id} was not read.", hint="Run again.")
    if outcome.failure is not None:
        reason = f"internal_error: reading failed with {outcome.failure}"
        return replace(document, disposition="rejected", disposition_reason=reason)
    return replace(document, article=outcome.article, annotation=outcome.annotation)
