"""Files that one task leaves for the next: typed records as MessagePack, written whole or not at all.

MessagePack with declared types and no pickle, so that reading a file can only ever give the records that the caller
names. Documents themselves travel in packs (see `packs`); records here say which entries make up a document.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import msgspec

from depeche.garbage import without_collection
from depeche.model import Annotation, Article, Disposition, Rejection, Scrape

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Source:
    """A source file that documents of a release come from; `token` None: its bytes could not be read."""

    uri: str
    token: str | None
    problem: str | None = None
    entry: bytes = b""  # under which key the keys of its documents are kept; empty where that is not known


@dataclass(frozen=True, slots=True)
class ReadScrape:
    """A document with all that was made of it; `article` is None for duplicates and for what ingest rejected."""

    scrape: Scrape
    article: Article | None = None
    annotation: Annotation | None = None


@dataclass(frozen=True, slots=True)
class ReadDocument:
    """A read document as assembling gets it; `key` differs exactly when something may differ of what the document
    alone says: its row, its article, its annotation.
    """

    key: str
    read: ReadScrape


@dataclass(frozen=True, slots=True)
class Outcome:
    """What reading made of one document: under which keys its article and annotation lie, or what went wrong."""

    document_id: str
    scrape: bytes
    article: bytes | None = None
    annotation: bytes | None = None
    failure: str | None = None


@dataclass(frozen=True, slots=True)
class ShardResult:
    """What a shard gives: packs on the local disk, and what is in them."""

    pack: str | None  # worth keeping for later runs
    loose: str | None = None  # of files that could not be read to their end: for this run only
    sources: tuple[Source, ...] = ()
    outcomes: tuple[Outcome, ...] = ()


@dataclass(frozen=True, slots=True)
class ListedDocument:
    """Which entries make up a document, and what the run as a whole decided about it."""

    document_id: str
    scrape: bytes
    disposition: Disposition  # what is known without its article: that may yet be rejected
    disposition_reason: str | None = None
    duplicate_of: str | None = None
    article: bytes | None = None
    annotation: bytes | None = None


@dataclass(frozen=True, slots=True)
class Corpus:
    """All documents of a run, in the order of their addresses; see `loading` for the documents themselves.

    `input_fingerprint` says what was really read: a file that changed or vanished under way makes it differ from the
    plan's, so that the next run does not take the release for complete.
    """

    packs: tuple[str, ...]  # local paths, newest first
    documents: tuple[ListedDocument, ...]
    rejections: tuple[Rejection, ...]
    input_fingerprint: str
    file_count: int
    sources: dict[str, int]  # how many source files are new, changed, unchanged, gone, pruned
    anew: bool = False  # nothing may come from the cache


def save(path: Path, records: object) -> Path:
    """Write records to `path` by way of a temporary name beside it, and return `path`."""
    temporary = path.with_name(f".{path.name}.part")
    temporary.write_bytes(msgspec.msgpack.encode(records))
    temporary.replace(path)
    return path


def load(path: Path, kind: type[T]) -> T:
    """Read the records of type `kind` that `save` wrote."""
    with without_collection():
        return msgspec.msgpack.decode(path.read_bytes(), type=kind)
