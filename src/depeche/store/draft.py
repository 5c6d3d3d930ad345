"""What the manifest of a release will say of its tables, while the release is being made.

Here: measuring staged files, keeping parts of the parent, and where the bytes of every part come from. Not here: the
order of publication (see `writer`).
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import msgspec

from depeche.contract import load_contract
from depeche.store import manifest, pieces
from depeche.store.delta import DeltaTables
from depeche.store.integrity import Intactness
from depeche.store.manifest import Part, TableEntry
from depeche.store.pieces import KeptPart, Piece, StagedPart
from depeche.store.place import Lease, Place
from depeche.store.releases import Release


class PlainDraft:
    """The entries of a manifest that is being made, and where the bytes of each part come from."""

    def __init__(self, place: Place, release: str, *, parent: Release | None, intactness: Intactness) -> None:
        self._place, self._release = place, release
        self._parent, self._intactness = parent, intactness
        self.entries: dict[str, TableEntry] = {}
        self.sources: dict[str, Path | str] = {}  # key of a part -> staged file, or key of its twin

    def add(self, name: str, given: Sequence[Piece]) -> None:
        """Add a table."""
        parts = [self._part(name, piece) for piece in given]
        pieces.check_parts(name, parts)
        schema = manifest.schema_fingerprint(load_contract().tables[name].arrow_schema)
        self.entries[name] = TableEntry(sum(part.rows for part in parts), schema, tuple(parts))

    def _part(self, name: str, piece: Piece) -> Part:
        """Return the entry of a piece and note where its bytes come from."""
        if isinstance(piece, KeptPart):
            return self._kept(name, piece.part, made_from=piece.part.made_from)
        pieces.check_bucket(name, piece.bucket)
        key = self._key(name, piece.bucket)
        part = _measure(name, piece, key)
        twin = self._twin(name, part)
        if twin is not None:
            return self._kept(name, twin, made_from=part.made_from)
        self.sources[key] = piece.path
        return part

    def _kept(self, name: str, part: Part, *, made_from: str) -> Part:
        """Return the entry of a part of the parent in this release."""
        if self._place.shares():
            return msgspec.structs.replace(part, made_from=made_from)
        key = self._key(name, part.bucket)
        self.sources[key] = part.path
        return msgspec.structs.replace(part, path=key, made_from=made_from)

    def _key(self, name: str, bucket: str) -> str:
        return manifest.usual_path(self._release, name, bucket)

    def _twin(self, name: str, part: Part) -> Part | None:
        """Return the parent's part that is the same to the byte, if it is sound."""
        entry = self._parent.manifest.tables.get(name) if self._parent is not None else None
        same = (old for old in entry.parts if (old.bucket, old.sha256) == (part.bucket, part.sha256)) if entry else ()
        return next((old for old in same if self._intactness.holds(old)), None)


class DeltaDraft:
    """The entries of a manifest that is being made in a store of Delta tables: each table is committed at once."""

    def __init__(self, place: Place, *, parent: Release | None, lease: Lease) -> None:
        self._tables, self._parent, self._lease = DeltaTables(place), parent, lease
        self.entries: dict[str, TableEntry] = {}
        self.sources: dict[str, Path | str] = {}  # none: the parts lie with their tables

    def add(self, name: str, given: Sequence[Piece]) -> None:
        """Add a table."""
        self._lease.confirm()  # a commit is seen at once
        before = self._parent.manifest.tables.get(name) if self._parent else None
        self.entries[name] = self._tables.commit(name, given, before)


def _measure(name: str, piece: StagedPart, key: str) -> Part:
    """Read a staged file back and return its entry for the manifest."""
    with pieces.opened(name, piece) as file:
        rows = file.metadata.num_rows
    return msgspec.structs.replace(pieces.measured(piece, rows), path=key)
