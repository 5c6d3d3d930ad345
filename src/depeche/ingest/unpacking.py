"""Files packed with gzip or zstd, read as if they were not: bounded pieces, and an end to what unpacks without one.

Not here: what a file is packed with (`sources`), archives of several files (a .zip or .tar is rejected), pages that a
server had packed (`warc`).
"""

from __future__ import annotations

from typing import Protocol

from depeche.ingest.limits import Limits
from depeche.ingest.lines import Readable
from depeche.ingest.reasons import Reason

_PIECE_BYTES = 1 << 12  # what is lost at most in front of a damage


class Content(Readable, Protocol):
    """Bytes that are read once, in pieces, and whose beginning can be looked at first."""

    def head(self, size: int) -> bytes: ...


class BrokenOff(Exception):
    """Reading cannot go on in a source: it ends as a rejection where it broke off, what was read before stays."""

    def __init__(self, reason: Reason, detail: str | None = None) -> None:
        super().__init__(reason.sentence)
        self.reason = reason
        self.detail = detail


def check_unpacked(unpacked: int, packed: int, limits: Limits) -> None:
    """Break off where so many bytes came out of so few that they cannot be meant."""
    if unpacked > max(limits.unpacked_bytes, packed * limits.unpacked_ratio):
        raise BrokenOff(Reason.UNPACKS_TOO_LARGE, f"more than {limits.unpacked_ratio} times its size")


class Unpacked:
    """The bytes that a packed stream unpacks to. Raises BrokenOff when they are damaged or too many."""

    def __init__(self, stream: Readable, packing: str, limits: Limits) -> None:
        import pyarrow as pa  # slow to load, and needed for packed files only

        self._source = _Counted(stream)
        self._damages = (OSError, pa.ArrowException)
        self._pieces = pa.input_stream(self._source, compression=packing, buffer_size=None)
        self._limits = limits
        self._ahead = b""
        self._count = 0
        self._end: BrokenOff | None = None

    def read(self, most: int, /) -> bytes:
        """Return at most `most` of the next bytes; fewer only at the end, or before what cannot be read."""
        parts, size = [self._ahead], len(self._ahead)
        try:
            while size < most and (piece := self._more(min(most - size, _PIECE_BYTES))):
                parts.append(piece)
                size += len(piece)
        except BrokenOff as end:
            if not size:
                raise
            self._end = end
        found = b"".join(parts)
        self._ahead = found[most:]
        return found[:most]

    def head(self, size: int) -> bytes:
        """Return the next bytes and leave them to be read."""
        found = self.read(size)
        self._ahead = found + self._ahead
        return found

    def _more(self, most: int) -> bytes:
        if self._end is not None:
            raise self._end
        try:
            piece: bytes = self._pieces.read(most)
        except self._damages as problem:
            if self._source.failure is not None:
                raise self._source.failure from problem
            raise BrokenOff(Reason.DAMAGED) from problem
        self._count += len(piece)
        check_unpacked(self._count, self._source.count, self._limits)
        return piece


class _Counted:
    """The file object that pyarrow reads from; it remembers what went wrong below it, which is not the packing's."""

    closed = False

    def __init__(self, stream: Readable) -> None:
        self._stream = stream
        self.count = 0
        self.failure: Exception | None = None

    def read(self, most: int) -> bytes:
        try:
            piece = self._stream.read(most)
        except Exception as problem:
            self.failure = problem
            raise
        self.count += len(piece)
        return piece

    def readable(self) -> bool:
        return True

    def close(self) -> None:
        """Leave the stream open: who opened it closes it."""
