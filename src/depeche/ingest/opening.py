"""The bytes of a source, local or in an object store, and a token that says which bytes they are.

A **token** names the content of a source. `content_token(file)` is the planned one: of a local file the SHA-256 of its
bytes, of an object what the listing said (ETag and size; nothing is downloaded). `read_source(file).token` is that of
the bytes which were read, by the same recipe. Equal tokens: what was read is what was planned. None: the bytes could
not be read, or not to their end, so that nothing made of them may be kept for later. Tokens of files and of objects are
not comparable. Where a mapping file holds for a source, its token names that too (see `mapping`). Not here: what the
bytes say (see `reading`).
"""

from __future__ import annotations

import hashlib
import os
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from io import FileIO

from depeche.ingest.reasons import Reason
from depeche.ingest.sources import SourceFile

_CHUNK_BYTES = 1 << 18


class SourceStream(ABC):
    """Bytes that are read once, from the beginning, in bounded pieces. Raises OSError when they cannot be read."""

    def __init__(self) -> None:
        self._ahead = b""
        self._digest = hashlib.sha256()
        self._is_at_end = False

    @abstractmethod
    def _more(self) -> bytes:
        """Return the next bytes, nothing at the end."""

    @abstractmethod
    def token(self) -> str | None:
        """Return the token of the bytes that this stream reads; of a local file only once it was read to its end."""

    @abstractmethod
    def size(self) -> int:
        """Return the number of bytes of the source now."""

    def read(self, most: int, /) -> bytes:
        """Return at most `most` of the next bytes; fewer only at the end."""
        pieces, size = [self._ahead], len(self._ahead)
        while size < most and not self._is_at_end:
            piece = self._more()
            self._digest.update(piece)
            self._is_at_end = not piece
            pieces.append(piece)
            size += len(piece)
        found = b"".join(pieces)
        self._ahead = found[most:]
        return found[:most]

    def head(self, size: int) -> bytes:
        """Return the next bytes and leave them to be read."""
        found = self.read(size)
        self._ahead = found + self._ahead
        return found

    def sha256(self) -> str | None:
        """Return the SHA-256 of the whole source; None when it was not read to its end."""
        return self._digest.hexdigest() if self._is_at_end else None


class LocalStream(SourceStream):
    """The bytes of a local file."""

    def __init__(self, file: FileIO) -> None:
        super().__init__()
        self._file = file

    def _more(self) -> bytes:
        return self._file.read(_CHUNK_BYTES)

    def size(self) -> int:
        return os.fstat(self._file.fileno()).st_size

    def sha256(self) -> str | None:
        """Return the SHA-256 of the whole file; what was not read of it is read for that."""
        while not self._is_at_end:
            self.read(_CHUNK_BYTES)
        return super().sha256()

    def token(self) -> str | None:
        return self.sha256()


@contextmanager
def open_source(file: SourceFile) -> Iterator[SourceStream]:
    """Open a source to be read once from its beginning.

    Raises FileNotFoundError when it has vanished, another OSError when it alone cannot be read, and InputError when the
    object store as a whole cannot.
    """
    if file.is_object:
        from depeche.ingest.objects import open_object  # the client library is needed for objects only

        yield open_object(file.path)
        return
    with open(file.path, "rb", buffering=0) as stream:  # noqa: PTH123 - a Path costs more than reading does
        yield LocalStream(stream)


def content_token(file: SourceFile) -> str | None:
    """Return the token of a source's content as it is now (an object: was when listed); None when it can't be read."""
    return file.mapped(whole_token(file))


def whole_token(file: SourceFile) -> str | None:
    """Return the token of the bytes of a source alone, whatever mapping file they are read by."""
    if file.is_object:
        return file.version
    if file.problem is not None and file.problem is not Reason.UNSUPPORTED_TYPE:
        return None
    try:
        with open_source(file) as stream:
            return stream.token()
    except OSError:
        return None
