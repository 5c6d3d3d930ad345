"""Files that one task leaves for the next: typed records as MessagePack, written whole or not at all.

MessagePack with declared types and no pickle, so that reading a file can only ever give the records that the caller
names.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import msgspec

from depeche.model import Annotation, Article, Rejection, Scrape

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ReadScrape:
    """A document with all that was made of it; `article` is None for duplicates and for what ingest rejected."""

    scrape: Scrape
    article: Article | None = None
    annotation: Annotation | None = None


@dataclass(frozen=True, slots=True)
class ReadShard:
    """What reading a shard gives: its documents, and what went wrong in one of them without stopping the others."""

    documents: tuple[ReadScrape, ...]
    rejections: tuple[Rejection, ...]


def save(path: Path, records: object) -> Path:
    """Write records to `path` by way of a temporary name beside it, and return `path`."""
    temporary = path.with_name(f".{path.name}.part")
    temporary.write_bytes(msgspec.msgpack.encode(records))
    temporary.replace(path)
    return path


def load(path: Path, kind: type[T]) -> T:
    """Read the records of type `kind` that `save` wrote."""
    return msgspec.msgpack.decode(path.read_bytes(), type=kind)
