"""How a release comes to be and how the pointer moves: staging, verification, one rename, then LATEST.

Here: everything that needs the one-writer lock. Not here: reading (see `releases`), what the tables mean (see
`contract`).

A crash at any moment leaves the last release current and readable. A release that was renamed into place but did not
become current before a crash is complete, stays in the list and can be opened; the next publication comes after the
*current* release and takes a new sequence number, so it supersedes the one that was left behind.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from depeche.contract import SCHEMA_VERSION, load_contract, write_parquet
from depeche.errors import ContractError, StoreError, UsageError
from depeche.store import disk, history, lineage, manifest
from depeche.store.integrity import verify
from depeche.store.lock import one_writer
from depeche.store.manifest import Manifest, Part, ReleaseFacts, TableEntry
from depeche.store.releases import CURRENT, Release, Store

_KEPT_FAILURES = 20


class Writer:
    """Who may change a store, for as long as the lock is held. `staging` is a scratch folder, gone at the end."""

    def __init__(self, store: Store, staging: Path) -> None:
        self.store = store
        self.staging = staging
        self._before = _current(store)

    @property
    def parent(self) -> str | None:
        """The release that the next one comes after."""
        return self._before.id if self._before else None

    def next_release_id(self, facts: ReleaseFacts) -> str:
        """Return the id that `publish` will give; it depends on input, code and models, not on the tables."""
        return manifest.release_id(facts, sequence=history.next_sequence(self.store), parent=self.parent)

    def releases_table(self, tables: Mapping[str, pa.Table], facts: ReleaseFacts) -> pa.Table:
        """Return the table `releases` as `publish` will write it when it is given these tables and facts."""
        counts = {name: table.num_rows for name, table in tables.items()}
        return lineage.releases_table(
            self.store.ancestry(self.parent), counts, facts, release_id=self.next_release_id(facts)
        )

    def publish(self, tables: Mapping[str, pa.Table], facts: ReleaseFacts) -> Release:
        """Write all tables of the contract but `releases`, which is made here, as a new release and make it current."""
        self.store.latest()  # says what is wrong with a damaged current release, and how to choose another one
        _check_tables(tables)
        _check_tags(facts.tags)
        release = self.next_release_id(facts)
        complete = {**tables, lineage.TABLE: self.releases_table(tables, facts)}
        folder = disk.make_folder(self.staging / release)
        description = self._describe(
            release, facts, {name: self._write(name, complete[name], folder) for name in sorted(complete)}
        )
        disk.replace_text(
            folder / manifest.NAME, manifest.to_json(description), by_way_of=folder / f"{manifest.NAME}.new"
        )
        disk.freeze(folder / manifest.NAME)
        if self.store.latest_id() != self.parent:
            raise StoreError(
                f"The current release of {self.store.root} changed while this run held the lock.",
                hint="Was the file .lock deleted or LATEST edited? Run again.",
            )
        disk.make_folder(self.store.root / "releases")
        disk.move_folder(folder, self.store.folder(release))
        published = Release(id=release, manifest=description, folder=self.store.folder(release))
        self._point_to(published, "publish")
        return published

    def _describe(self, release: str, facts: ReleaseFacts, tables: dict[str, TableEntry]) -> Manifest:
        """Return the manifest of the release that is being made."""
        return Manifest(
            format=manifest.FORMAT,
            release_id=release,
            sequence=history.next_sequence(self.store),
            created_at=datetime.now(UTC),
            status=manifest.PUBLISHED,
            schema_version=SCHEMA_VERSION,
            code_version=facts.code_version,
            model_versions=dict(facts.model_versions),
            input_fingerprint=facts.input_fingerprint,
            parent=self.parent,
            tables=tables,
            quality=dict(facts.quality_summary),
            tags=facts.tags,
        )

    def rollback(self, ref: str) -> Release:
        """Make an existing release current; the next publication comes after it. Nothing is deleted."""
        if ref == CURRENT:
            raise UsageError(
                "The latest release is current already.",
                hint="Name the release to step back to; see `depeche releases`.",
            )
        target = self.store.open(ref)
        problems = verify(target, deep=False)
        if problems:
            raise StoreError(
                f"Release {target.id} is damaged ({problems[0]}); the current release stays.",
                hint="Choose another one.",
            )
        if target.id != self.parent:
            self._point_to(target, "rollback")
        return target

    def keep_failure(self, tables: Mapping[str, pa.Table], facts: ReleaseFacts) -> Path:
        """Keep what explains a run that may not be published (quality_results, rejections); return the folder."""
        name = f"{datetime.now(UTC):%Y%m%dT%H%M%S.%fZ}-{self.next_release_id(facts)}"
        folder = disk.make_folder(self.staging / name)
        for table in sorted(tables):
            self._write(table, tables[table], folder)
        disk.make_folder(self.store.failed)
        disk.move_folder(folder, self.store.failed / name)
        for old in sorted(path for path in self.store.failed.iterdir() if path.is_dir())[:-_KEPT_FAILURES]:
            disk.remove_folder(old)
        return self.store.failed / name

    def _write(self, name: str, table: pa.Table, folder: Path) -> TableEntry:
        """Write one table sorted by its key, read it back, and return its entry for the manifest."""
        declared = load_contract().tables[name]
        path = folder / f"{name}.parquet"
        with disk.explained("write", path):
            write_parquet(table.sort_by([(column, "ascending") for column in declared.primary_key]), path)
        disk.freeze(path)
        with disk.explained("read back", path):
            written = pq.read_table(path, partitioning=None)
        if written.num_rows != table.num_rows or not written.schema.equals(table.schema):
            raise StoreError(
                f"The file {path} does not hold what was written to it.", hint="Check the disk, then run again."
            )
        part = Part(path=path.name, rows=written.num_rows, bytes=path.stat().st_size, sha256=disk.sha256(path))
        self._share_with_parent(name, part, path)
        return TableEntry(rows=part.rows, schema=manifest.schema_fingerprint(written.schema), parts=(part,))

    def _share_with_parent(self, name: str, part: Part, path: Path) -> None:
        """Let a part that did not change since the last release be the same file on the disk."""
        if self._before is None or name not in self._before.manifest.tables:
            return
        if self._before.manifest.tables[name].parts != (part,):
            return
        twin = self._before.path(name)
        if twin.exists() and disk.sha256(twin) == part.sha256:
            disk.share(path, twin)

    def _point_to(self, release: Release, action: history.Action) -> None:
        """Replace LATEST, the only step that changes what is current, and write it into the history."""
        disk.replace_text(self.store.root / "LATEST", f"{release.id}\n", by_way_of=self.staging / "LATEST")
        with suppress(StoreError):  # the move is made; the next writer finds it and writes the line
            history.record(self.store, action, before=self.parent, after=release.id)
        self._before = release


def _current(store: Store) -> Release | None:
    """Return the current release, None where there is none or it is damaged: then a rollback is the way out."""
    try:
        return store.latest()
    except StoreError:
        return None


@contextmanager
def open_writer(store: Store, *, timeout: float) -> Iterator[Writer]:
    """Take the lock, clear what dead runs left in staging/, and give a writer with a fresh staging folder."""
    disk.make_folder(store.root)
    with one_writer(store.root / ".lock", timeout=timeout):
        disk.remove_folder(store.root / "staging")  # under the lock every staging folder is that of a dead run
        staging = disk.make_folder(store.root / "staging" / f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}-{os.getpid()}")
        history.catch_up(store)
        try:
            yield Writer(store, staging)
        finally:
            with suppress(StoreError):  # what cannot be deleted now is swept by the next writer
                disk.remove_folder(store.root / "staging")


def rollback(store: Store, ref: str, *, timeout: float = 0.0) -> Release:
    """Make an existing release current under the lock and return it."""
    with store.writer(timeout=timeout) as writer:
        return writer.rollback(ref)


def unchanged(store: Store, facts: ReleaseFacts) -> bool:
    """Tell whether the current release has the same input, code, schema and models: nothing to publish."""
    latest = store.latest()
    if latest is None:
        return False
    made = latest.manifest
    return (made.input_fingerprint, made.code_version, made.schema_version, made.model_versions) == (
        facts.input_fingerprint,
        facts.code_version,
        SCHEMA_VERSION,
        dict(facts.model_versions),
    )


def _check_tables(tables: Mapping[str, pa.Table]) -> None:
    """Raise ContractError unless these are exactly the tables of the contract with exactly its columns."""
    declared = load_contract().tables
    wanted = set(declared) - {lineage.TABLE}
    for name in sorted(wanted - set(tables)):
        raise ContractError(
            f"The release lacks the table {name}.", table=name, hint="Every table must be there, if only empty."
        )
    for name in sorted(set(tables) - wanted):
        raise ContractError(
            f"The table {name} may not be given to publish.", table=name, hint="Only tables of schemas/ but `releases`."
        )
    for name in sorted(tables):
        schema, given = declared[name].arrow_schema, tables[name].schema
        if not given.equals(schema, check_metadata=True):
            column = next(
                (field.name for field in schema if field.name not in given.names or given.field(field.name) != field),
                None,
            )
            raise ContractError(
                f"The table {name} departs from its schema{f' in column {column}' if column else ''}.",
                table=name,
                column=column,
                hint="Build it with depeche.contract.to_table.",
            )


def _check_tags(tags: tuple[str, ...]) -> None:
    """Raise UsageError for a tag that could be taken for something else."""
    for tag in tags:
        if not tag.strip() or tag == CURRENT or manifest.sequence_of(tag) is not None:
            raise UsageError(
                f"{tag!r} cannot be a tag.",
                hint="Choose a word that is neither empty, nor `latest`, nor the id of a release.",
            )
