"""The store as readers see it: which releases there are, which is current, and the tables of one.

Here: `Store` and `Release`, reading only. Not here: where the bytes lie (see `place`), publishing and stepping back
(see `writer`), queries, exports, comparisons.

A store is a folder, or a prefix of a bucket:

    releases/<release_id>/<table>/<bucket>.parquet    never change once they are there
    releases/<release_id>/manifest.json               (on an object store: releases/<release_id>.json)
    LATEST                                            the id of the current release
    KIND                                              parquet or delta: how the next release is kept
    tags.json                                         names that people gave to releases
    history.jsonl                                     when the pointer moved, from where to where, by whom
    cache/                                            what was read of documents; costs time when it is lost, no data
    failed/<run>/                                     what a run leaves behind when a critical check fails
    reports/                                          pages for people
    staging/, .lock                                   of the run that is writing now (on an object store: lock.json)
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import msgspec
import pyarrow as pa

from depeche.contract import SCHEMA_VERSION, check_readable, lift, load_contract
from depeche.errors import StoreError, UsageError
from depeche.store import manifest
from depeche.store.manifest import Manifest, Part, Summary
from depeche.store.place import Place, open_place

if TYPE_CHECKING:
    import pyarrow.dataset as ds

    from depeche.store.writer import Writer

CURRENT = "latest"
POINTER = "LATEST"
TAGS = "tags.json"
KIND = "KIND"

_AT_ONCE = 16  # manifests read at once

Kind = Literal["parquet", "delta"]


@dataclass(frozen=True, slots=True)
class Release:
    """One complete, immutable release: its manifest, and the place of its parts."""

    id: str
    manifest: Manifest
    place: Place

    @property
    def address(self) -> str:
        """Return the folder of the release, or its address on an object store."""
        return self.place.uri(f"releases/{self.id}")

    @property
    def tables(self) -> tuple[str, ...]:
        """The names of the tables, in alphabetical order; those that came with a later schema version are empty."""
        later = () if self.manifest.schema_version == SCHEMA_VERSION else load_contract().tables
        return tuple(sorted({*self.manifest.tables, *later}))

    def entries(self, table: str) -> tuple[Part, ...]:
        """Return what the manifest says of the parts of a table; nothing where its schema version had no such table."""
        entry = self.manifest.tables.get(table)
        if entry is not None:
            return entry.parts
        if table not in self.tables:
            raise UsageError(f"Release {self.id} has no table {table!r}.", hint=f"It has: {', '.join(self.tables)}.")
        lift(load_contract().tables[table], None, from_version=self.manifest.schema_version)  # or the part is missing
        return ()

    def parts(self, table: str) -> tuple[str, ...]:
        """Return the Parquet files of a table, as any reader of Parquet opens them."""
        return tuple(self.place.uri(part.path) for part in self.entries(table))

    def _paths(self, table: str) -> list[str]:
        """Return the files of a table as paths inside the file system of the place."""
        return [self.place.path(part.path) for part in self.entries(table)]

    def dataset(self, table: str) -> ds.Dataset:
        """Return a table to be scanned without loading it; its rows are in no order."""
        check_readable(self.manifest.schema_version)
        import pyarrow.dataset as ds  # brings pandas: only who reads rows waits for it

        paths = self._paths(table)
        declared = load_contract().tables.get(table)
        schema = declared.arrow_schema if declared is not None else None
        if schema is not None and not paths:
            return ds.dataset(schema.empty_table())
        try:
            return ds.dataset(paths, schema=schema, format="parquet", filesystem=self.place.filesystem)
        except (OSError, pa.ArrowException) as problem:
            raise _damaged(self, table, problem) from problem

    def read(self, table: str, *, columns: list[str] | None = None) -> pa.Table:
        """Return the rows of a table, or of some of its columns; in the order of its key when the key is read.

        A release of another minor schema version is read as today's: see `contract.evolution`.
        """
        rows = self._lifted(table, columns)
        declared = load_contract().tables.get(table)
        if declared is None or not set(declared.primary_key) <= set(rows.column_names) or rows.num_rows == 0:
            return rows
        return rows.sort_by([(column, "ascending") for column in declared.primary_key])

    def _lifted(self, table: str, columns: list[str] | None) -> pa.Table:
        """Return the rows of a table in no order."""
        import pyarrow.dataset as ds

        declared = load_contract().tables.get(table)
        version = self.manifest.schema_version
        if declared is None or version == SCHEMA_VERSION or not self.entries(table):
            return self._scan(self.dataset(table), table, columns)
        check_readable(version)  # before anything is read
        found = ds.dataset(self._paths(table), format="parquet", filesystem=self.place.filesystem)
        known = None if columns is None else [name for name in columns if name in found.schema.names]
        return lift(declared, self._scan(found, table, known), from_version=version, columns=columns)

    def _scan(self, found: ds.Dataset, table: str, columns: list[str] | None) -> pa.Table:
        try:
            return found.to_table(columns=columns)
        except (OSError, pa.ArrowException) as problem:
            raise _damaged(self, table, problem) from problem


def _damaged(release: Release, table: str, problem: Exception) -> StoreError:
    return StoreError(
        f"The table {table} of {release.id} cannot be read: {str(problem).splitlines()[0]}.",
        hint="`depeche check --deep` names the file, `depeche doctor --repair` says the way back.",
    )


class Store:
    """A folder of releases. Reading needs no lock: a release that can be seen is complete and never changes."""

    def __init__(self, address: str | Path) -> None:
        self.place = open_place(address)
        self.address = self.place.address

    def __repr__(self) -> str:
        return f"Store({self.address!r})"

    @contextmanager
    def writer(self, *, timeout: float = 0.0, kind: Kind | None = None) -> Iterator[Writer]:
        """Be the one writer for the block; StoreLocked when another one does not end within `timeout` seconds.

        `kind` is how releases are kept from now on: as plain Parquet or as Delta tables; None for as before.
        """
        from depeche.store.writer import open_writer  # the writer is built on this class

        with open_writer(self, timeout=timeout, kind=kind) as writer:
            yield writer

    def kind(self) -> Kind:
        """Return how the next release is kept."""
        return "delta" if (self.place.read(KIND) or b"").strip() == b"delta" else "parquet"

    def latest_id(self) -> str | None:
        """Return the id of the current release, None in an empty store."""
        text = self.place.read(POINTER)
        if text is None:
            return None
        release = text.decode("utf-8", "replace").strip()
        if manifest.sequence_of(release) is None:
            raise StoreError(
                f"The file {self.place.uri(POINTER)} does not hold the id of a release.",
                hint="Choose the current one with `depeche rollback RELEASE`.",
            )
        return release

    def ids(self) -> tuple[str, ...]:
        """Return the ids of all complete releases, in the order in which they were made."""
        names = self.place.release_ids()
        numbered = [(sequence, name) for name in names if (sequence := manifest.sequence_of(name)) is not None]
        return tuple(name for _, name in sorted(numbered))

    def latest(self) -> Release | None:
        """Return the current release, None in a store where none ever was current."""
        release = self.latest_id()
        if release is None and (lost := self._last_current()):
            raise StoreError(
                f"The file {self.place.uri(POINTER)} is missing, although {lost} was current.",
                hint="`depeche doctor --repair` puts it back.",
            )
        return None if release is None else self._load(release)

    def _last_current(self) -> str | None:
        """Return the release of the store that was current last, as its history has it."""
        from depeche.store.history import moves  # the history is built on this class

        known = set(self.ids())
        return next((move.after for move in reversed(moves(self)) if move.after in known), None)

    def releases(self) -> tuple[Release, ...]:
        """Return all releases with a readable manifest in the order in which they were made, current or not."""
        return tuple(release for name in self.ids() if (release := self._whole(name)) is not None)

    def summaries(self) -> tuple[Summary, ...]:
        """Return what a list shows of all releases with a readable manifest, in the order in which they were made."""
        with ThreadPoolExecutor(_AT_ONCE) as pool:  # an object store answers many requests at once
            found = pool.map(self._summary, self.ids())
            return tuple(summary for summary in found if summary is not None)

    def _summary(self, release: str) -> Summary | None:
        """Return what a list shows of a release, None where its manifest is damaged: `damaged_ids` names it."""
        key = self.place.manifest_key(release)
        try:
            found = manifest.summary_from_json(self.place.read(key) or b"", where=self.place.uri(key))
        except StoreError:
            return None
        return found if found.release_id == release else None

    def damaged_ids(self) -> tuple[str, ...]:
        """Return the ids of releases whose manifest cannot be read."""
        return tuple(name for name in self.ids() if self._whole(name) is None)

    def tags(self) -> dict[str, str]:
        """Return the names that people gave to releases, each with the id of its release."""
        text = self.place.read(TAGS)
        if text is None:
            return {}
        try:
            return msgspec.json.decode(text, type=dict[str, str])
        except msgspec.MsgspecError as problem:
            raise StoreError(
                f"{self.place.uri(TAGS)} cannot be read: {problem}.", hint="Mend it by hand, or delete it."
            ) from problem

    def open(self, ref: str | None = None) -> Release:
        """Return the release that a person means: an id, its unique beginning, a tag, `latest` or nothing."""
        if ref is None or ref == CURRENT:
            current = self.latest()
            if current is None:
                raise StoreError(f"The store {self.address} has no release yet.", hint="Make one with `depeche run`.")
            return current
        known = self.ids()
        if ref in known:
            return self._load(ref)
        tagged = self.tags().get(ref)
        if tagged is not None:
            return self._load(tagged)
        found = [release for release in known if release.partition("-")[0] == ref]  # r1000 is not meant to be r10000
        found = found or [release for release in known if ref and release.startswith(ref)]
        if len(found) == 1:
            return self._load(found[0])
        if found:
            raise UsageError(
                f"{ref!r} is the beginning of {len(found)} releases: {', '.join(found)}.", hint="Give more of the id."
            )
        of_manifest = [summary.release_id for summary in self.summaries() if ref in summary.tags]
        if of_manifest:
            return self._load(of_manifest[-1])
        raise UsageError(f"The store {self.address} has no release {ref!r}.", hint="List them with `depeche releases`.")

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
        key = self.place.manifest_key(release)
        text = self.place.read(key)
        if text is None:
            raise StoreError(
                f"The release {release} has no manifest: {self.place.uri(key)} does not exist.",
                hint="Restore it from a backup, or choose another release with `depeche rollback`.",
            )
        found = manifest.from_json(text, where=self.place.uri(key))
        if found.release_id != release:
            raise StoreError(
                f"The manifest {self.place.uri(key)} is that of {found.release_id}.",
                hint="Was the release renamed or copied by hand? Give it its own name again.",
            )
        return Release(id=release, manifest=found, place=self.place)
