"""From raw files to read documents, a shard at a time: ingest, clean, annotate. This is the work of worker processes.

What is read is written as packs, so that it is never done twice. Not here: which documents a shard holds (see
`recalling`, `listing`), the steps themselves (see `steps`).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import msgspec

from depeche.clean import OutletLines
from depeche.errors import EnvironmentProblem, InputError, StoreError
from depeche.ingest import SourceFile
from depeche.model import Article, LearnedLine, Scrape
from depeche.stages import steps
from depeche.stages.handover import Outcome, ShardResult, Source, load, save
from depeche.stages.keys import annotation_key, article_key, file_key, scrape_key
from depeche.stages.learning import Learned
from depeche.stages.listing import load_listing
from depeche.stages.packs import Entry, Pack, read_entries, save_pack
from depeche.stages.recalling import file_entry, load_recalled
from depeche.stages.shelf import put
from depeche.store.place import open_place

# A missing model, a full memory or disk would fail every document alike: the run stops, nothing is published.
_NOT_THE_DOCUMENT = (EnvironmentProblem, InputError, StoreError, MemoryError, OSError)


def ingest_shard(recalled: Path, index: int) -> Path:
    """Read the files of one shard; return the path of a `ShardResult`.

    A file that changed since the plan was made is kept under the token of the bytes that were read, one that could not
    be read to its end is not kept at all.
    """
    found, work = load_recalled(recalled), recalled.parent
    known = set() if found.anew else {key for pack in found.packs for key in Pack(Path(pack)).keys}
    kept: list[Entry] = []
    loose: list[Entry] = []
    sources: list[Source] = []
    for file in found.shards[index]:
        source, entries = _ingest(file)
        sources.append(source)
        (loose if source.token is None else kept).extend(entry for entry in entries if entry.key not in known)
    result = ShardResult(save_pack(work, kept), save_pack(work, loose), sources=tuple(sources))
    return save(work / f"ingested-{index:05d}.msgpack", result)


def read_shard(listing: Path, index: int) -> Path:
    """Clean and annotate the documents of one shard; return the path of a `ShardResult`.

    A document that a room cannot cope with is rejected with the error as its reason; it never stops the others.
    """
    listed = load_listing(listing)
    shard = listed.shards[index]
    packs = [Path(pack) for pack in listed.packs]
    reader = _Reader([] if shard.anew else packs, shard.learned)
    decoder = msgspec.msgpack.Decoder(Scrape)
    scrapes = {entry.key: decoder.decode(entry.value) for entry in read_entries(packs, set(shard.scrapes))}
    reader.look_up([article_key(key) for key in shard.scrapes])
    outcomes = tuple(_outcome(reader.read, key, scrapes[key]) for key in shard.scrapes)
    result = ShardResult(save_pack(listing.parent, reader.entries()), outcomes=outcomes)
    return save(listing.with_name(f"read-{index:05d}.msgpack"), result)


def keep(result: Path, address: str) -> Path:
    """Put the pack of a shard into the cache of the store at `address`, so that a later run need not read it again,
    however this one ends; return `result`.
    """
    pack = load(result, ShardResult).pack
    if pack is not None:
        put(open_place(address), Path(pack).read_bytes())
    return result


def _ingest(file: SourceFile) -> tuple[Source, list[Entry]]:
    """Return a file as it was read, and the entries of its documents."""
    reading = steps.ingested(file)
    encoded = [msgspec.msgpack.encode(scrape) for scrape in reading.scrapes]
    keys = tuple(scrape_key(scrape) for scrape in encoded)
    entry = file_key(file.source_uri, reading.token, file.problem)
    source = Source(file.source_uri, reading.token, file.problem, entry)
    return source, [file_entry(entry, keys), *map(Entry, keys, encoded)]


def _outcome(read: Callable[[bytes, Scrape], Outcome], key: bytes, scrape: Scrape) -> Outcome:
    try:
        return read(key, scrape)
    except _NOT_THE_DOCUMENT:
        raise
    except Exception as error:  # noqa: BLE001 - the edge of a document: whatever one does must not lose the others
        told = f"{type(error).__name__}: {error}"[:500]
        return Outcome(scrape.document.document_id, key, failure=told)


class _Reader:
    """Reads documents, leaving out the steps whose answers some pack holds, and collects the new answers."""

    def __init__(self, packs: Collection[Path], learned: Learned) -> None:
        self._packs = packs
        self._known: dict[bytes, Article] = {}
        self._articles: dict[bytes, bytes] = {}
        self._annotations: dict[bytes, bytes] = {}
        self._outlets = learned.outlets
        self._learned = {outlet: OutletLines(lines) for outlet, lines in learned.lines.items()}
        self._annotated = {key for path in packs for key in Pack(path).keys if key[:1] == b"u"}

    def look_up(self, articles: Collection[bytes]) -> None:
        """Remember those of the articles that some pack holds."""
        decoder = msgspec.msgpack.Decoder(Article)
        self._known = {entry.key: decoder.decode(entry.value) for entry in read_entries(self._packs, set(articles))}

    def read(self, key: bytes, scrape: Scrape) -> Outcome:
        """Return under which keys the article and the annotation of a document are to be found."""
        name = article_key(key)
        article = self._known.get(name) or self._clean(name, scrape)
        if (outlet := self._outlets.get(key)) is not None and (chosen := self._learned[outlet].in_text(article.text)):
            name = article_key(key, chosen)
            article = self._clean(name, scrape, chosen)
        outcome = Outcome(scrape.document.document_id, key, name)
        if article.rejection is not None:
            return outcome
        reference = steps.reference_of(article)
        annotation = annotation_key(article.text, reference.on, reference.granularity)
        if annotation not in self._annotated:
            self._annotations[annotation] = msgspec.msgpack.encode(steps.annotated(article))
            self._annotated.add(annotation)
        return replace(outcome, annotation=annotation)

    def _clean(self, name: bytes, scrape: Scrape, learned: Sequence[LearnedLine] = ()) -> Article:
        article = steps.cleaned(scrape, learned)
        self._articles[name] = msgspec.msgpack.encode(article)
        return article

    def entries(self) -> Iterator[Entry]:
        """Give the new answers."""
        for answers in (self._articles, self._annotations):
            yield from (Entry(key, value) for key, value in answers.items())
