"""The log of one Delta table, by way of the deltalake package: opened, extended by one commit, cut at its old end.

Tables need reader version 1 and writer version 2 only, without deletion vectors, so that every tool that knows Delta
tables opens them. A commit is made on the version that was read or not at all. Not here: which files a release needs
(see `delta`).
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from depeche import object_store
from depeche.contract import load_contract
from depeche.errors import EnvironmentProblem, StoreError
from depeche.store import disk
from depeche.store.delta_statistics import DataFile
from depeche.store.place import Place, Stored

if TYPE_CHECKING:
    from deltalake import CommitProperties, DeltaTable

# Others may not clean up: the releases that are kept need old versions, and only the manifests know which (see `gc`).
_FOREVER = "interval 36500 days"
_SETTINGS: dict[str, str | None] = {
    "delta.checkpointInterval": "20",
    "delta.logRetentionDuration": _FOREVER,
    "delta.deletedFileRetentionDuration": _FOREVER,
    "delta.enableExpiredLogCleanup": "false",
}
_VERSIONED = re.compile(r"(\d{20})\.")
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")


@dataclass(frozen=True, slots=True)
class TableSchema:
    """The columns of a table as Delta's JSON has them."""

    table: str
    columns: str

    @property
    def digest(self) -> str:
        """Return a hash of the columns."""
        return hashlib.sha256(self.columns.encode("utf-8")).hexdigest()


def schema_of(table: str) -> TableSchema:
    """Return the columns that the contract declares, with meaning and unit where readers of Delta look for them."""
    declared = load_contract().tables[table]
    made = json.loads(library().Schema.from_arrow(declared.arrow_schema).to_json())
    for column in made["fields"]:
        about = declared.column[column["name"]]
        column["metadata"] = {"comment": about.description} | ({"unit": about.unit} if about.unit else {})
    return TableSchema(table, _canonical(made))


class DeltaLog:
    """The log of a table, at the newest version that was read or made."""

    def __init__(self, place: Place, table: str, opened: DeltaTable) -> None:
        self._place, self._table, self._opened = place, table, opened
        self._files: dict[str, int] | None = None

    @classmethod
    def open(cls, place: Place, table: str) -> DeltaLog | None:
        """Return the log of a table, None where there is no table yet."""
        try:
            return cls._open(place, table)
        except StoreError:
            if not place.is_local or not _drop_torn(Path(place.path(_log_key(table)))):
                raise
            return cls._open(place, table)

    @classmethod
    def _open(cls, place: Place, table: str) -> DeltaLog | None:
        deltalake = library()
        with explained("read", place, table):
            try:
                opened = deltalake.DeltaTable(_address(place, table), storage_options=_options(place))
            except deltalake.exceptions.TableNotFoundError:
                return None
        return cls(place, table, opened)

    @classmethod
    def create(cls, place: Place, schema: TableSchema, added: Sequence[DataFile]) -> DeltaLog:
        """Make a table of these files, its version 0."""
        deltalake, table = library(), schema.table
        with explained("create", place, table):
            deltalake.transaction.create_table_with_add_actions(
                _address(place, table),
                deltalake.Schema.from_json(schema.columns),
                _actions(added),
                mode="error",
                name=table,
                description=load_contract().tables[table].description,
                configuration=_SETTINGS,
                storage_options=_options(place),
                commit_properties=_once(),
            )
        log = cls._open(place, table)
        if log is None:
            raise StoreError(f"The Delta table {place.uri(table)} was made and cannot be found.", hint="Run again.")
        log._flush()
        if place.is_local:
            folder = Path(place.path(f"delta/{table}"))
            for made in (folder, folder.parent, folder.parent.parent):
                with disk.explained("write", made):
                    disk.flush(made)
        return log

    @property
    def version(self) -> int:
        """The version of the table."""
        return self._opened.version()

    @property
    def schema(self) -> TableSchema:
        """The columns of the table."""
        return TableSchema(self._table, _canonical(json.loads(self._opened.schema().to_json())))

    def files(self) -> dict[str, int]:
        """Return the names of the table's data files with their sizes."""
        if self._files is None:
            found = pa.table(self._opened.get_add_actions(flatten=True))
            self._files = dict(zip(found["path"].to_pylist(), found["size_bytes"].to_pylist(), strict=True))
        return self._files

    def change(self, schema: TableSchema, added: Sequence[DataFile], removed: Mapping[str, int]) -> None:
        """Commit files that come and files that go, the columns being the same."""
        deltalake = library()
        now = _now()
        gone = [deltalake.transaction.RemoveAction(name, True, now, size, {}) for name, size in removed.items()]
        self._commit(schema, [*_actions(added), *gone], "append")

    def replace(self, schema: TableSchema, added: Sequence[DataFile]) -> None:
        """Commit new columns together with all files; none of them may be in the table already."""
        self._commit(schema, _actions(added), "overwrite")

    def restore(self, version: int) -> None:
        """Commit the files and columns of an older version again."""
        with explained("restore", self._place, self._table):
            self._opened.restore(version, commit_properties=_once())
        self._read_on()

    def before(self, version: int) -> list[Stored]:
        """Return the files of the log that only versions before this one need."""
        stored = self._place.list(_log_key(self._table))
        return [
            file
            for file in stored
            if (found := _VERSIONED.match(PurePosixPath(file.key).name)) and int(found[1]) < version
        ]

    def start_at(self, version: int) -> None:
        """Write a checkpoint of a version, so that nothing before it is needed."""
        deltalake = library()
        with explained("write a checkpoint of", self._place, self._table):
            at = deltalake.DeltaTable(
                _address(self._place, self._table), version=version, storage_options=_options(self._place)
            )
            at.create_checkpoint()
        self._flush(version)

    def _commit(self, schema: TableSchema, actions: list[Any], mode: str) -> None:
        deltalake = library()
        with explained("change", self._place, self._table):
            self._opened.create_write_transaction(
                actions, mode, deltalake.Schema.from_json(schema.columns), commit_properties=_once()
            )
        self._read_on()

    def _read_on(self) -> None:
        """Read what was committed."""
        self._files = None
        with explained("read", self._place, self._table):
            self._opened.update_incremental()
        self._flush()

    def _flush(self, version: int | None = None) -> None:
        """Make the files of a version survive a power cut; deltalake leaves that to the system."""
        if not self._place.is_local:
            return
        folder = Path(self._place.path(_log_key(self._table)))
        number = self.version if version is None else version
        with disk.explained("write", folder):
            for path in [*folder.glob(f"{number:020d}.*"), folder / "_last_checkpoint"]:
                if path.exists():
                    disk.flush(path)
            disk.flush(folder)


@contextmanager
def explained(action: str, place: Place, table: str) -> Iterator[None]:
    """Turn an error of the library in the block into a StoreError of one sentence."""
    deltalake = library()
    try:
        yield
    except deltalake.exceptions.CommitFailedError as problem:
        raise StoreError(
            f"Another program changed the Delta table {_address(place, table)} meanwhile; nothing was published.",
            hint="Only `depeche` may write to the tables of a store. Run again.",
        ) from problem
    except (deltalake.exceptions.DeltaError, OSError, ValueError) as problem:
        told = _COLOUR.sub("", str(problem)).strip() or type(problem).__name__
        raise StoreError(
            f"Cannot {action} the Delta table {_address(place, table)}: {' '.join(told.split())[:300]}.",
            hint="Check the disk or the AWS_* settings, then `depeche doctor --repair`.",
        ) from problem


def library() -> Any:
    """Return the package deltalake, which only stores of Delta tables need; EnvironmentProblem where there is none."""
    try:
        import deltalake
        import deltalake.exceptions
        import deltalake.transaction
    except ImportError as problem:
        raise EnvironmentProblem(
            "Delta tables need the package deltalake, which is not installed.", hint='pip install "depeche[delta]"'
        ) from problem
    return deltalake


def _drop_torn(log: Path) -> bool:
    """Delete what a power cut left of the newest commit; it was never part of a release. Tell whether there was any."""
    numbered = sorted(path for path in log.glob("*") if _VERSIONED.match(path.name)) if log.is_dir() else []
    newest = [path for path in numbered if path.name[:20] == numbered[-1].name[:20]]
    torn = [path for path in newest if _is_torn(path)]
    with disk.explained("mend", log):
        for path in torn:
            path.unlink()
    return bool(torn)


def _is_torn(path: Path) -> bool:
    """Tell whether a file of the log ends in the middle, or holds nothing."""
    data = path.read_bytes()
    if path.suffix == ".parquet":
        return not (data.startswith(b"PAR1") and data.endswith(b"PAR1"))
    lines = data.splitlines()
    with suppress(ValueError):
        return not lines or not all(isinstance(json.loads(line), dict) for line in lines)
    return True


def _actions(added: Sequence[DataFile]) -> list[Any]:
    deltalake, now = library(), _now()
    return [
        deltalake.transaction.AddAction(
            path=file.name,
            size=file.size,
            partition_values={},
            modification_time=now,
            data_change=True,
            stats=file.statistics,
        )
        for file in added
    ]


def _once() -> CommitProperties:
    """Return the properties of a commit that fails when somebody else was quicker."""
    found: CommitProperties = library().CommitProperties(max_commit_retries=0)
    return found


def _options(place: Place) -> dict[str, str]:
    """Return what deltalake has to be told beside the AWS_* settings of the environment."""
    if place.is_local:
        return {}
    plain = os.environ.get("AWS_ENDPOINT_URL", "").startswith("http://")
    return {"aws_region": object_store.region(), "aws_conditional_put": "etag"} | (
        {"aws_allow_http": "true"} if plain else {}
    )


def _address(place: Place, table: str) -> str:
    address = place.uri(f"delta/{table}")
    return str(Path(address).absolute()) if place.is_local else address


def _log_key(table: str) -> str:
    return f"delta/{table}/_delta_log"


def _canonical(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def _now() -> int:
    return int(datetime.now(UTC).timestamp() * 1000)
