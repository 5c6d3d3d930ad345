"""How a release comes to be and how the pointer moves: staged parts, verification, the manifest, then LATEST.

Here: everything that needs the one-writer lock. Not here: reading (see `releases`), where bytes lie (see `place`), what
the tables mean (see `contract`).

A crash at any moment leaves the last release current and readable. A release that is in place but did not
become current before a crash is complete, stays in the list and can be opened; the next publication comes after the
*current* release and takes a new sequence number, so it supersedes the one that was left behind.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TypeAlias

import pyarrow as pa

from depeche.contract import SCHEMA_VERSION, load_contract, write_parquet
from depeche.errors import ContractError, DepecheError, StoreError, UsageError
from depeche.store import disk, history, lineage, manifest
from depeche.store.delta import DeltaTables
from depeche.store.delta_log import library
from depeche.store.draft import DeltaDraft, PlainDraft
from depeche.store.integrity import Intactness, verify
from depeche.store.manifest import WHOLE, Manifest, Part, ReleaseFacts, TableEntry
from depeche.store.pieces import Piece, StagedPart, check_schema
from depeche.store.place import Lease, Place
from depeche.store.releases import CURRENT, KIND, POINTER, Kind, Release, Store

_KEPT_FAILURES = 20


Given: TypeAlias = "pa.Table | Sequence[Piece]"


class Writer:
    """Who may change a store, for as long as the lock is held. `staging` is a local scratch folder, gone at the end."""

    def __init__(self, store: Store, staging: Path, lease: Lease, kind: Kind) -> None:
        self.store = store
        self.staging = staging
        self.lease = lease
        self.kind = kind
        self._pointer = store.place.read(POINTER)  # what it must still hold when it is moved
        self.parent = _current(store)
        self._intactness = Intactness(store.place)

    @property
    def place(self) -> Place:
        """The place of the store."""
        return self.store.place

    @property
    def parent_id(self) -> str | None:
        """The release that the next one comes after."""
        return self.parent.id if self.parent else None

    def is_intact(self, part: Part) -> bool:
        """Tell whether a part of the parent still has the bytes that its manifest promises, and may be kept."""
        return self._intactness.holds(part)

    def next_release_id(self, facts: ReleaseFacts) -> str:
        """Return the id that `publish` will give; it depends on input, code and models, not on the tables."""
        return manifest.release_id(facts, sequence=history.next_sequence(self.store), parent=self.parent_id)

    def releases_table(self, counts: Mapping[str, int], facts: ReleaseFacts) -> pa.Table:
        """Return the table `releases` as `publish` will write it when its tables have these numbers of rows."""
        ancestors = lineage.ancestor_rows(self.store, self.parent)
        return lineage.releases_table(ancestors, counts, facts, release_id=self.next_release_id(facts))

    def stage(self, name: str, table: pa.Table, *, bucket: str = WHOLE, made_from: str = "") -> StagedPart:
        """Write rows of a table, sorted by its key, as a part for `publish`."""
        path = disk.make_folder(self.staging / "parts" / name) / f"{bucket}.parquet"
        declared = load_contract().tables[name]
        with disk.explained("write", path):
            write_parquet(table.sort_by([(column, "ascending") for column in declared.primary_key]), path)
        return StagedPart(bucket, path, made_from)

    def publish(self, tables: Mapping[str, Given], facts: ReleaseFacts) -> Release:
        """Make a new release of all tables of the contract but `releases`, which is made here, and make it current."""
        self.store.latest()  # says what is wrong with a damaged current release, and how to choose another one
        _check_names(tables)
        check_tags(facts.tags)
        release = self.next_release_id(facts)
        self._confirm()
        with self._undone_if_it_fails():
            draft = self._draft(release)
            for name in sorted(tables):
                draft.add(name, self._pieces(name, tables[name]))
            counts = {name: entry.rows for name, entry in draft.entries.items()}
            draft.add(lineage.TABLE, [self.stage(lineage.TABLE, self.releases_table(counts, facts))])
            description = self._describe(release, facts, draft.entries)
            text = manifest.to_json(description).encode("utf-8")
            self.place.publish(release, draft.sources, text, staging=self.staging, confirm=self._confirm)
        published = Release(id=release, manifest=description, place=self.place)
        self.point_to(published, "publish")
        return published

    @contextmanager
    def _undone_if_it_fails(self) -> Iterator[None]:
        """Let the newest versions of Delta tables be those of the parent again when the block fails."""
        try:
            yield
        except BaseException:
            if self.parent is not None:
                with suppress(StoreError):  # the next publication steps back, too
                    self._confirm()
                    self._restore(self.parent)
            raise

    def _restore(self, release: Release) -> None:
        """Let the newest versions of Delta tables be those of a release, if it has any."""
        if any(entry.delta_version is not None for entry in release.manifest.tables.values()):
            DeltaTables(self.place).restore(release.manifest.tables)

    def _draft(self, release: str) -> PlainDraft | DeltaDraft:
        """Return what takes the tables of a release."""
        if self.kind == "delta":
            return DeltaDraft(self.place, parent=self.parent, lease=self.lease)
        return PlainDraft(self.place, release, parent=self.parent, intactness=self._intactness)

    def _pieces(self, name: str, given: Given) -> Sequence[Piece]:
        """Return the pieces of a table that was given as a whole or in pieces."""
        if not isinstance(given, pa.Table):
            return given
        check_schema(name, given.schema)
        return [self.stage(name, given)]

    def _confirm(self) -> None:
        """Raise unless this writer still has the right to publish after its parent."""
        self.lease.confirm()
        if self.store.latest_id() != self.parent_id:
            raise StoreError(
                f"The current release of {self.store.address} changed while this run held the lock.",
                hint="Was the lock deleted or LATEST edited? Run again.",
            )

    def _describe(self, release: str, facts: ReleaseFacts, tables: dict[str, TableEntry]) -> Manifest:
        """Return the manifest of the release that is being made."""
        return Manifest(
            format=manifest.FORMAT,
            release_id=release,
            sequence=lineage.sequence(release),
            created_at=datetime.now(UTC),
            status=manifest.PUBLISHED,
            schema_version=SCHEMA_VERSION,
            code_version=facts.code_version,
            model_versions=dict(facts.model_versions),
            input_fingerprint=facts.input_fingerprint,
            parent=self.parent_id,
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
        problems = [problem for problem in verify(target, deep=False) if problem.kind != "unlisted"]
        if problems:
            raise StoreError(
                f"Release {target.id} is damaged ({problems[0]}); the current release stays.",
                hint="Choose another one.",
            )
        self.lease.confirm()
        self._restore(target)  # also the current release: a dead run may have left tables ahead of it
        if target.id != self.parent_id:
            self.point_to(target, "rollback")
        return target

    def leave_damaged(self, target: Release) -> str | None:
        """Make another release current in place of a damaged one; return why its Delta tables do not follow, if so."""
        self.lease.confirm()
        told = None
        try:
            self._restore(target)
        except DepecheError as problem:  # releases are read without these tables
            told = f"{problem.message} {problem.hint or ''}".strip()
        self.point_to(target, "rollback")
        return told

    def keep_failure(self, tables: Mapping[str, pa.Table], facts: ReleaseFacts) -> str:
        """Keep what explains a run that may not be published (quality_results, rejections); return the address."""
        name = f"{datetime.now(UTC):%Y%m%dT%H%M%S.%fZ}-{self.next_release_id(facts)}"
        folder = disk.make_folder(self.staging / name)
        for table in sorted(tables):
            disk.freeze(self.stage(table, tables[table]).path)
            (self.staging / "parts" / table / f"{WHOLE}.parquet").rename(folder / f"{table}.parquet")
        self.place.add_folder(f"failed/{name}", folder)
        for old in sorted(set(self.place.folders("failed")) - {name})[: 1 - _KEPT_FAILURES]:  # whatever the clock says
            self.place.delete_folder(f"failed/{old}")
        return self.place.uri(f"failed/{name}")

    def point_to(self, release: Release, action: history.Action) -> None:
        """Replace LATEST, the only step that changes what is current, and write it into the history."""
        pointer = f"{release.id}\n".encode()
        self.place.replace(POINTER, pointer, expected=self._pointer)
        with suppress(StoreError):  # the move is made; the next writer finds it and writes the line
            history.record(self.store, action, before=self.parent_id, after=release.id)
        self.parent, self._pointer = release, pointer


def _current(store: Store) -> Release | None:
    """Return the current release, None where there is none or it is damaged: then a rollback is the way out."""
    try:
        return store.latest()
    except StoreError:
        return None


@contextmanager
def open_writer(store: Store, *, timeout: float, kind: Kind | None = None) -> Iterator[Writer]:
    """Take the lock, clear what dead runs left behind, and give a writer with a fresh staging folder."""
    with store.place.one_writer(timeout=timeout) as lease, store.place.scratch() as staging:
        history.catch_up(store)
        known = store.kind()
        if kind == "delta":
            library()  # or every later run would fail for want of it
        if kind is not None and kind != known:
            store.place.write(KIND, f"{kind}\n".encode())
        yield Writer(store, staging, lease, kind or known)


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


def _check_names(tables: Mapping[str, Given]) -> None:
    """Raise ContractError unless these are exactly the tables of the contract."""
    wanted = set(load_contract().tables) - {lineage.TABLE}
    for name in sorted(wanted - set(tables)):
        raise ContractError(
            f"The release lacks the table {name}.", table=name, hint="Every table must be there, if only empty."
        )
    for name in sorted(set(tables) - wanted):
        raise ContractError(
            f"The table {name} may not be given to publish.", table=name, hint="Only tables of schemas/ but `releases`."
        )


def check_tags(tags: tuple[str, ...]) -> None:
    """Raise UsageError for a tag that could be taken for something else."""
    for tag in tags:
        if not tag.strip() or tag == CURRENT or manifest.sequence_of(tag) is not None:
            raise UsageError(
                f"{tag!r} cannot be a tag.",
                hint="Choose a word that is neither empty, nor `latest`, nor the id of a release.",
            )
