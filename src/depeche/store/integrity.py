"""Whether the files of a release are still what its manifest says. Not here: whether the data is right (see
`quality`).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Literal

import pyarrow as pa
import pyarrow.parquet as pq

from depeche.errors import StoreError
from depeche.store import disk, manifest
from depeche.store.manifest import Part
from depeche.store.place import Place
from depeche.store.releases import Release

Kind = Literal["missing", "size", "checksum", "unreadable", "rows", "schema", "unlisted"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One way in which a file departs from the manifest; `file` is its path below the root of the store."""

    file: str
    kind: Kind
    detail: str

    def __str__(self) -> str:
        return f"{self.file}: {self.detail}"


class Intactness:
    """Whether single parts may be relied on: on a disk every byte is compared, on an object store the size."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._listed: dict[str, dict[str, int]] = {}  # folder of parts -> key -> size

    def holds(self, part: Part) -> bool:
        """Tell whether a part is there as the manifest says."""
        if self._place.is_local:
            path = Path(self._place.path(part.path))
            try:
                return path.stat().st_size == part.bytes and disk.sha256(path) == part.sha256
            except (OSError, StoreError):
                return False
        return self._sizes(part).get(part.path) == part.bytes

    def problem(self, part: Part, schema: str, *, deep: bool) -> Problem | None:
        """Return what is wrong with a part, None when it is sound."""
        return _look(self._size(part), part) or (_read(self._place, part, schema) if deep else None)

    def _size(self, part: Part) -> int | None:
        """Return the size of a part, None when it is not there."""
        return self._place.size(part.path) if self._place.is_local else self._sizes(part).get(part.path)

    def _sizes(self, part: Part) -> dict[str, int]:
        """List the folder of a part, once: one request for thousands of parts."""
        folder = "/".join(PurePosixPath(part.path).parts[:2])
        if folder not in self._listed:
            self._listed[folder] = {stored.key: stored.size for stored in self._place.list(folder)}
        return self._listed[folder]


def verify(release: Release, *, deep: bool = True) -> list[Problem]:
    """Return what is wrong with the files: presence and size; when `deep`, checksums, row counts and schemas too."""
    problems: list[Problem] = []
    parts = Intactness(release.place)
    home = f"releases/{release.id}"
    listed = {release.place.manifest_key(release.id)}
    for _, entry in sorted(release.manifest.tables.items()):
        for part in entry.parts:
            listed.add(part.path)
            problem = parts.problem(part, entry.schema, deep=deep)
            if problem is not None:
                problems.append(problem)
    problems += [
        Problem(stored.key, "unlisted", "the manifest does not know this file")
        for stored in release.place.list(home)
        if stored.key not in listed
    ]
    return problems


def _look(size: int | None, part: Part) -> Problem | None:
    """Check that a file is there with its size."""
    if size is None:
        return Problem(part.path, "missing", "the file is missing")
    if size != part.bytes:
        return Problem(part.path, "size", f"{size} bytes instead of {part.bytes}")
    return None


def _read(place: Place, part: Part, schema: str) -> Problem | None:
    """Check every byte of a file, then what Parquet says of it."""
    try:
        data = place.read(part.path)
        if data is None:
            return Problem(part.path, "missing", "the file is missing")
        if hashlib.sha256(data).hexdigest() != part.sha256:
            return Problem(part.path, "checksum", "its bytes changed (SHA-256 differs)")
        file = pq.ParquetFile(pa.BufferReader(data))
    except (StoreError, OSError, pa.ArrowInvalid) as problem:
        return Problem(part.path, "unreadable", f"the file cannot be read ({problem})")
    if file.metadata.num_rows != part.rows:
        return Problem(part.path, "rows", f"{file.metadata.num_rows} rows instead of {part.rows}")
    if manifest.schema_fingerprint(file.schema_arrow) != schema:
        return Problem(part.path, "schema", "its columns are not those of the manifest")
    return None
