"""Releases as Delta tables: what a release changes in a table becomes one commit, which names the files that came and
the files that went.

    delta/<table>/<bucket>-<16 hex digits>.parquet    the same parts as in a store of plain Parquet, never rewritten
    delta/<table>/_delta_log/                         the log: version by version, which of them are the table

Here: commits, stepping back and cleaning up; all of it needs the one-writer lock. Not here: the log of a single table
(see `delta_log`), the manifest, which records each table's version and parts and alone says what a release is.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path, PurePosixPath

import msgspec
import pyarrow.parquet as pq

from depeche.contract import load_contract
from depeche.errors import StoreError
from depeche.store import disk
from depeche.store.delta_log import DeltaLog, TableSchema, schema_of
from depeche.store.delta_statistics import DataFile, statistics
from depeche.store.integrity import Intactness
from depeche.store.manifest import Part, TableEntry, schema_fingerprint
from depeche.store.pieces import KeptPart, Piece, check_bucket, check_parts, measured, opened
from depeche.store.place import Place, Stored

ROOT = "delta"

_DIGITS = 16
_AT_ONCE = 16  # uploads in flight


class DeltaTables:
    """The Delta tables of a store."""

    def __init__(self, place: Place) -> None:
        self.place = place

    def address(self, table: str) -> str:
        """Return the folder of a table, which every reader of Delta tables opens."""
        return self.place.uri(f"{ROOT}/{table}")

    def commit(self, table: str, pieces: Sequence[Piece], parent: TableEntry | None) -> TableEntry:
        """Make the newest version of a table consist of these pieces and return its entry for the manifest.

        A table that a dead run left ahead of its parent steps back first. Where the pieces are those of the parent
        nothing is committed, and the version stays the parent's.
        """
        log = self._stepped_back(table, parent)
        schema = schema_of(table)
        is_new_schema = log is None or log.schema != schema
        bring = _Bring(self.place, table, schema.digest, is_new=is_new_schema)
        parts = tuple(bring.part(piece) for piece in pieces)
        check_parts(table, parts)
        bring.finish()
        wanted = {_name(part): part for part in parts}
        active = log.files() if log is not None else {}
        if log is None or wanted.keys() != active.keys():
            added = [bring.data_file(part) for name, part in wanted.items() if name not in active]
            removed = {name: size for name, size in active.items() if name not in wanted}
            version = self._extend(log, schema, added, removed, is_new=is_new_schema)
        else:
            version = log.version if parent is None or parent.delta_version is None else parent.delta_version
        fingerprint = schema_fingerprint(load_contract().tables[table].arrow_schema)
        return TableEntry(sum(part.rows for part in parts), fingerprint, parts, version)

    def restore(self, entries: Mapping[str, TableEntry]) -> None:
        """Make the newest version of each table that of a release: one commit where it is another one."""
        for table in sorted(entries):
            self._stepped_back(table, entries[table])

    def vacuum(self, keep: Mapping[str, Sequence[TableEntry]], *, dry_run: bool) -> list[Stored]:
        """Delete, or only list, what no kept release and no newest version needs: data files, and the old end of logs.

        `keep` has for each table its entries in all releases that are kept, those of another kind of store too.
        """
        gone: list[Stored] = []
        for table in sorted(keep):
            versions = [entry.delta_version for entry in keep[table] if entry.delta_version is not None]
            log = DeltaLog.open(self.place, table) if versions else None
            if log is None:
                continue
            needed = {part.path for entry in keep[table] for part in entry.parts}
            needed |= {f"{ROOT}/{table}/{name}" for name in log.files()}
            old = log.before(min(versions))
            stored = self.place.list(f"{ROOT}/{table}")
            data = [file for file in stored if "_delta_log" not in PurePosixPath(file.key).parts]
            unneeded = [file for file in data if file.key not in needed]
            if not dry_run:
                if old:
                    log.start_at(min(versions))
                self.place.delete(file.key for file in [*old, *unneeded])
            gone += [*old, *unneeded]
        return gone

    def _stepped_back(self, table: str, entry: TableEntry | None) -> DeltaLog | None:
        """Return the log of a table, its newest version being that of the entry where there is one."""
        log = DeltaLog.open(self.place, table)
        if entry is None or entry.delta_version is None:
            return log
        if log is None:
            raise StoreError(
                f"The log of the Delta table {self.address(table)} is gone.",
                hint="Put its folder _delta_log back from a backup; what releases hold is still read without it.",
            )
        wanted = {_name(part) for part in entry.parts}
        if log.files().keys() != wanted:
            log.restore(entry.delta_version)
        if log.files().keys() != wanted:
            raise StoreError(
                f"Version {entry.delta_version} of the Delta table {self.address(table)} is not what its release says.",
                hint="Was its folder _delta_log copied from another store? Put the right one back from a backup.",
            )
        return log

    def _extend(
        self,
        log: DeltaLog | None,
        schema: TableSchema,
        added: Sequence[DataFile],
        removed: Mapping[str, int],
        *,
        is_new: bool,
    ) -> int:
        """Make the one commit of a table and return its version."""
        if log is None:
            log, before = DeltaLog.create(self.place, schema, added), set[str]()
        else:
            before = set(log.files())
            if is_new:
                log.replace(schema, added)
            else:
                log.change(schema, added, removed)
        if log.files().keys() != (before - removed.keys()) | {file.name for file in added}:
            raise StoreError(
                f"The Delta table {self.address(schema.table)} does not consist of the files that were committed.",
                hint="Only `depeche` may write to the tables of a store. Run again.",
            )
        return log.version


class _Bring:
    """The way of pieces into the folder of a table. The name of a file hashes its bytes and the table's columns.

    A commit of new columns names every file anew, as the log may not add and remove the same name at once.
    """

    def __init__(self, place: Place, table: str, schema: str, *, is_new: bool) -> None:
        self._place, self._table, self._schema, self._is_new = place, table, schema, is_new
        self._intactness = Intactness(place)
        self._sources: dict[str, Path | str] = {}  # key -> staged file, or key of the same bytes elsewhere
        self._statistics: dict[str, str] = {}  # key -> what is known without reading the place

    def part(self, piece: Piece) -> Part:
        """Return the entry of a piece, and remember to bring it unless it is there."""
        bucket = piece.part.bucket if isinstance(piece, KeptPart) else piece.bucket
        check_bucket(self._table, bucket)
        if isinstance(piece, KeptPart):
            home = f"{ROOT}/{self._table}/"
            if piece.part.path.startswith(home) and not self._is_new:
                return piece.part
            return self._settle(piece.part, piece.part.path)
        with opened(self._table, piece) as file:
            rows, about = file.metadata.num_rows, statistics(file.metadata)
        part = self._settle(measured(piece, rows), piece.path)
        self._statistics[part.path] = about
        return part

    def _settle(self, part: Part, source: Path | str) -> Part:
        """Return the part under its name in the folder of the table."""
        digest = hashlib.sha256(f"{part.sha256} {self._schema}".encode()).hexdigest()[:_DIGITS]
        settled = msgspec.structs.replace(part, path=f"{ROOT}/{self._table}/{part.bucket}-{digest}.parquet")
        if settled.path != source and not self._intactness.holds(settled):
            self._sources[settled.path] = source
        return settled

    def data_file(self, part: Part) -> DataFile:
        """Return what the log has to say of a part that was brought."""
        about = self._statistics.get(part.path)
        if about is None:
            with self._place.filesystem.open_input_file(self._place.path(part.path)) as file:
                about = statistics(pq.read_metadata(file))
        return DataFile(_name(part), part.bytes, about)

    def finish(self) -> None:
        """Bring what is not there, for good."""
        if not self._sources:
            return
        if not self._place.is_local:
            with ThreadPoolExecutor(_AT_ONCE) as pool:
                for _ in pool.map(self._upload, self._sources.items()):
                    pass
            return
        folder = disk.make_folder(Path(self._place.path(f"{ROOT}/{self._table}")))
        for key, source in self._sources.items():
            target = Path(self._place.path(key))
            if isinstance(source, Path):
                disk.take_over(source, target)
            else:
                with disk.explained("replace", target):
                    target.unlink(missing_ok=True)
                disk.share(Path(self._place.path(source)), target)
        with disk.explained("write", folder):
            disk.flush(folder)

    def _upload(self, item: tuple[str, Path | str]) -> None:
        key, source = item
        data = source.read_bytes() if isinstance(source, Path) else self._place.read(source)
        if data is None:
            raise StoreError(
                f"The file {self._place.uri(str(source))} of an earlier release is missing.",
                hint="See `depeche doctor --repair`.",
            )
        self._place.write(key, data)


def _name(part: Part) -> str:
    """Return the name of a file as the log has it."""
    return PurePosixPath(part.path).name
