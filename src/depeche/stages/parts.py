"""One part of a table after the other: the parent's where nothing that its rows show has changed, else a new one.

Here: the digest that a part was made from, and the choice between keeping and writing. Not here: which rows lie in
which part (see `assembling`), how files get into a release (see `store.writer`).
"""

from __future__ import annotations

import base64
import hashlib
import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import msgspec

from depeche.contract import to_table, write_parquet
from depeche.store import KeptPart, Part, Piece, StagedPart, Writer
from depeche.store.disk import explained, make_folder, sha256
from depeche.store.manifest import WHOLE
from depeche.versions import stage_version

_logger = logging.getLogger("depeche.stages")
_BYTES = 16

Rows = Sequence[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class LaidPart:
    """A part of a table of the release that is being made: a staged file, or one that the parent has already."""

    bucket: str
    rows: int
    bytes: int
    made_from: str
    staged: str | None = None  # path of the file
    kept: Part | None = None  # of the parent's manifest

    @property
    def piece(self) -> Piece:
        """What `Writer.publish` takes."""
        if self.kept is not None:
            return KeptPart(self.kept)
        assert self.staged is not None
        return StagedPart(self.bucket, Path(self.staged), self.made_from)


class Leaf:
    """A bucket of one table, before it is known whether its rows must be made."""

    def __init__(self, bucket: str, shows: Iterable[object], rows: Callable[[], Rows]) -> None:
        """`shows` is all that the rows show, in a fixed order, as MessagePack can write it."""
        self.bucket = bucket
        self.rows = rows
        self._shows = shows

    def made_from(self, table: str) -> str:
        """Return a digest of what the part is made from and by: equal ones mean equal files."""
        digest = hashlib.sha256(f"{table} {stage_version('tables')}\n".encode())
        for shown in self._shows:
            raw = msgspec.msgpack.encode(shown)
            digest.update(b"%d:" % len(raw))
            digest.update(raw)
        return base64.urlsafe_b64encode(digest.digest()[:_BYTES]).decode().rstrip("=")


class PartMaker:
    """Lays out tables bucket by bucket, beside the parts of the writer's parent."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer
        self._folder = writer.staging / "parts"

    def table(self, name: str, leaves: Iterable[Leaf]) -> tuple[LaidPart, ...]:
        """Return the parts of a table in the order of its leaves: of those with rows, or an empty one if none has."""
        before = self._before(name)
        laid = [part for leaf in leaves if (part := self._part(name, leaf, before.get(leaf.bucket))) is not None]
        if laid:
            return tuple(laid)
        made_from = Leaf(WHOLE, (), list).made_from(name)
        twin = before.get(WHOLE)
        return (self._unchanged(twin, made_from) or self._write(name, WHOLE, [], made_from, twin),)

    def _before(self, name: str) -> dict[str, Part]:
        """Return the parts of the parent by bucket."""
        parent = self._writer.parent
        entry = parent.manifest.tables.get(name) if parent is not None else None
        return {part.bucket: part for part in entry.parts} if entry is not None else {}

    def _part(self, name: str, leaf: Leaf, twin: Part | None) -> LaidPart | None:
        """Return the part of a leaf, None when the leaf has no rows."""
        made_from = leaf.made_from(name)
        unchanged = self._unchanged(twin, made_from)
        if unchanged is not None:
            return unchanged
        rows = leaf.rows()
        return self._write(name, leaf.bucket, rows, made_from, twin) if rows else None

    def _unchanged(self, twin: Part | None, made_from: str) -> LaidPart | None:
        """Return the parent's part of the same bucket if it was made from the same and is sound."""
        if twin is None or twin.made_from != made_from:
            return None
        if not self._writer.is_intact(twin):
            _logger.warning("%s of the last release is damaged or missing; it is written again.", twin.path)
            return None
        return _kept(twin)

    def _write(self, name: str, bucket: str, rows: Rows, made_from: str, twin: Part | None) -> LaidPart:
        """Write rows as a part, unless the parent's turns out to have the same bytes."""
        path = make_folder(self._folder / name) / f"{bucket}.parquet"
        with explained("write", path):
            write_parquet(to_table(name, rows), path)
            size = path.stat().st_size
        if twin is not None and twin.bytes == size and twin.sha256 == sha256(path) and self._writer.is_intact(twin):
            path.unlink()  # what changed does not show in these rows
            return _kept(msgspec.structs.replace(twin, made_from=made_from))
        return LaidPart(bucket, len(rows), size, made_from, staged=str(path))


def _kept(part: Part) -> LaidPart:
    return LaidPart(part.bucket, part.rows, part.bytes, part.made_from, kept=part)
