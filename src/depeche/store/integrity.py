"""Whether the files of a release are still what its manifest says. Not here: whether the data is right (see
`quality`).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pyarrow as pa
import pyarrow.parquet as pq

from depeche.errors import StoreError
from depeche.store import disk, manifest
from depeche.store.manifest import Part
from depeche.store.releases import Release

Kind = Literal["missing", "size", "checksum", "unreadable", "rows", "schema", "unlisted"]


@dataclass(frozen=True, slots=True)
class Problem:
    """One way in which a file departs from the manifest."""

    file: str
    kind: Kind
    detail: str

    def __str__(self) -> str:
        return f"{self.file}: {self.detail}"


def verify(release: Release, *, deep: bool = True) -> list[Problem]:
    """Return what is wrong with the files: presence and size; when `deep`, checksums, row counts and schemas too."""
    problems: list[Problem] = []
    listed = {manifest.NAME}
    for name in release.tables:
        entry = release.manifest.tables[name]
        for part in entry.parts:
            listed.add(part.path)
            problem = _look(release.folder / part.path, part) or (
                _read(release.folder / part.path, part, entry.schema) if deep else None
            )
            if problem is not None:
                problems.append(problem)
    with disk.explained("read", release.folder):
        found = sorted(path.name for path in release.folder.iterdir())
    problems += [
        Problem(name, "unlisted", "the manifest does not know this file") for name in found if name not in listed
    ]
    return problems


def _look(path: Path, part: Part) -> Problem | None:
    """Check that a file is there with its size."""
    try:
        size = path.stat().st_size
    except FileNotFoundError:
        return Problem(part.path, "missing", "the file is missing")
    except OSError as problem:
        return Problem(part.path, "unreadable", f"the file cannot be read ({problem.strerror})")
    if size != part.bytes:
        return Problem(part.path, "size", f"{size} bytes instead of {part.bytes}")
    return None


def _read(path: Path, part: Part, schema: str) -> Problem | None:
    """Check every byte of a file, then what Parquet says of it."""
    try:
        if disk.sha256(path) != part.sha256:
            return Problem(part.path, "checksum", "its bytes changed (SHA-256 differs)")
        file = pq.ParquetFile(path)
    except (StoreError, OSError, pa.ArrowInvalid) as problem:
        return Problem(part.path, "unreadable", f"the file cannot be read ({problem})")
    if file.metadata.num_rows != part.rows:
        return Problem(part.path, "rows", f"{file.metadata.num_rows} rows instead of {part.rows}")
    if manifest.schema_fingerprint(file.schema_arrow) != schema:
        return Problem(part.path, "schema", "its columns are not those of the manifest")
    return None
