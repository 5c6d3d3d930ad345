"""The lines of a file, read in chunks: a line of any length costs no more memory than the bound.

Not here: what a line says (`records`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

_CHUNK_BYTES = 1 << 18


class Readable(Protocol):
    """Something that bytes are read from: a file, a `SourceStream`."""

    def read(self, most: int, /) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Line:
    """A physical line without its line feed. `data` is None when it is longer than the bound."""

    number: int  # from 1
    data: bytes | None
    size_bytes: int
    content_sha256: str


def bounded_lines(stream: Readable, *, most_bytes: int) -> Iterator[Line]:
    """Give the lines of a stream, split at line feeds only; of a line that is too long only size and hash are kept."""
    number = 1
    kept = bytearray()
    size = 0
    digest = hashlib.sha256()
    is_open = False  # a line is under way
    while chunk := stream.read(_CHUNK_BYTES):
        at = 0
        while at < len(chunk):
            feed = chunk.find(b"\n", at)
            end = len(chunk) if feed < 0 else feed
            piece = chunk[at:end]
            size += len(piece)
            digest.update(piece)
            if size <= most_bytes:
                kept += piece
            else:
                kept.clear()
            is_open = True
            if feed >= 0:
                yield Line(number, bytes(kept) if size <= most_bytes else None, size, digest.hexdigest())
                number, size, is_open = number + 1, 0, False
                kept.clear()
                digest = hashlib.sha256()
            at = end + 1
    if is_open:
        yield Line(number, bytes(kept) if size <= most_bytes else None, size, digest.hexdigest())
