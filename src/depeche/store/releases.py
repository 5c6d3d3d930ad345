"""The store as readers see it: which releases there are, which is current, and the tables of one.

Here: `Store` and `Release`, reading only. Not here: publishing and stepping back (see `writer`), queries, exports,
comparisons.

A store is a folder:

    releases/<release_id>/<table>.parquet and manifest.json    never change once they are there
    LATEST                                                     the id of the current release
    history.jsonl                                              when the pointer moved, from where to where, by whom
    staging/, .lock                                            of the run that is writing now
    failed/<run>/                                              what a run leaves behind when a critical check fails
    reports/                                                   pages for people
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.parquet as pq

from depeche.errors import StoreError, UsageError
from depeche.store import disk, manifest
from depeche.store.manifest import Manifest

if TYPE_CHECKING:
    from depeche.store.writer import Writer

CURRENT = "latest"


@dataclass(frozen=True, slots=True)
class Release:
    """One complete, immutable release: its manifest and its files."""

    id: str
    manifest: Manifest
    folder: Path

    @property
    def tables(self) -> tuple[str, ...]:
        """The names of the tables, in alphabetical order."""
        return tuple(sorted(self.manifest.tables))

    def parts(self, table: str) -> tuple[Path, ...]:
        """Return the Parquet files of a table, in the order of its rows."""
        entry = self.manifest.tables.get(table)
        if entry is None:
            raise UsageError(f"Release {self.id} has no table {table!r}.", hint=f"It has: {', '.join(self.tables)}.")
        return tuple(self.folder / part.path for part in entry.parts)

    def path(self, table: str) -> Path:
        """Return the Parquet file of a table that is kept in one."""
        (path,) = self.parts(table)
        return path

    def read(self, table: str, *, columns: list[str] | None = None) -> pa.Table:
        """Return the rows of a table, or of some of its columns."""
        return pa.concat_tables([_read(path, columns) for path in self.parts(table)])


def _read(path: Path, columns: list[str] | None) -> pa.Table:
    """Read one Parquet file."""
    try:
        with disk.explained("read", path):
            return pq.read_table(path, columns=columns, partitioning=None)
    except pa.ArrowInvalid as problem:
        raise StoreError(
            f"The file {path} is damaged: {problem}.",
            hint="Restore the release from a backup, or step back with `depeche rollback`.",
        ) from problem


class Store:
    """A folder of releases. Reading needs no lock: a release that can be seen is complete and never changes."""

    def __init__(self, address: str | Path) -> None:
        if "://" in str(address):
            raise UsageError(
                f"The store {address} is not a local folder; this version keeps releases on a local disk only.",
                hint="Give a folder, such as --data data/processed, and copy an export to the other place.",
            )
        self.root = Path(address)
        self.failed = self.root / "failed"
        self.reports = self.root / "reports"

    def __repr__(self) -> str:
        return f"Store({str(self.root)!r})"

    @contextmanager
    def writer(self, *, timeout: float = 0.0) -> Iterator[Writer]:
        """Be the one writer for the block; StoreLocked when another one does not end within `timeout` seconds."""
        from depeche.store.writer import open_writer  # the writer is built on this class

        with open_writer(self, timeout=timeout) as writer:
            yield writer

    def folder(self, release: str) -> Path:
        """Return where a release lies, or would lie."""
        return self.root / "releases" / release

    def latest_id(self) -> str | None:
        """Return the id of the current release, None in an empty store."""
        pointer = self.root / "LATEST"
        with disk.explained("read", pointer):
            if not pointer.exists():
                return None
            release = pointer.read_text(encoding="utf-8").strip()
        if manifest.sequence_of(release) is None:
            raise StoreError(
                f"The file {pointer} does not hold the id of a release.",
                hint="Choose the current one with `depeche rollback RELEASE`.",
            )
        return release

    def ids(self) -> tuple[str, ...]:
        """Return the ids of all complete releases, in the order in which they were made."""
        folder = self.root / "releases"
        with disk.explained("read", folder):
            names = [entry.name for entry in folder.iterdir() if entry.is_dir()] if folder.exists() else []
        numbered = [(sequence, name) for name in names if (sequence := manifest.sequence_of(name)) is not None]
        return tuple(name for _, name in sorted(numbered))

    def latest(self) -> Release | None:
        """Return the current release, None in an empty store."""
        release = self.latest_id()
        return None if release is None else self._load(release)

    def releases(self) -> tuple[Release, ...]:
        """Return all releases with a readable manifest in the order in which they were made, current or not."""
        return tuple(release for name in self.ids() if (release := self._whole(name)) is not None)

    def damaged_ids(self) -> tuple[str, ...]:
        """Return the ids of releases whose manifest cannot be read."""
        return tuple(name for name in self.ids() if self._whole(name) is None)

    def open(self, ref: str | None = None) -> Release:
        """Return the release that a person means: an id, its unique beginning, a tag, `latest` or nothing."""
        if ref is None or ref == CURRENT:
            current = self.latest()
            if current is None:
                raise StoreError(f"The store {self.root} has no release yet.", hint="Make one with `depeche run`.")
            return current
        found = [release for release in self.ids() if release == ref] or [
            release for release in self.ids() if release.startswith(ref)
        ]
        if ref and len(found) == 1:
            return self._load(found[0])
        if ref and len(found) > 1:
            raise UsageError(
                f"{ref!r} is the beginning of {len(found)} releases: {', '.join(found)}.", hint="Give more of the id."
            )
        tagged = [release for release in self.releases() if ref in release.manifest.tags]
        if tagged:
            return tagged[-1]
        raise UsageError(f"The store {self.root} has no release {ref!r}.", hint="List them with `depeche releases`.")

    def ancestry(self, release: str | None) -> tuple[Release, ...]:
        """Return a release and those it came after, oldest first, as far back as they are kept and readable."""
        chain: list[Release] = []
        while release is not None and (found := self._whole(release)) is not None:
            chain.append(found)
            release = found.manifest.parent
        return tuple(reversed(chain))

    def _whole(self, release: str) -> Release | None:
        """Read the manifest of a release, None where it is gone or damaged."""
        try:
            return self._load(release)
        except StoreError:
            return None

    def _load(self, release: str) -> Release:
        """Read the manifest of a release."""
        path = self.folder(release) / manifest.NAME
        with disk.explained("read", path):
            text = path.read_bytes()
        return Release(id=release, manifest=manifest.from_json(text, where=str(path)), folder=path.parent)
