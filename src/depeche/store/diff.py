"""What changed from one release to another: columns, row counts, and which rows came, went or became different.

Here: the comparison and its result as records. Not here: how it is shown (see `cli`, `report`).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import duckdb

from depeche.contract import load_contract
from depeche.errors import StoreError
from depeche.store.releases import Release

# Rows about the run itself repeat its release id: they are compared by what they say; the list of releases is not.
_RUN_KEYS = {"rejections": ("stage", "table", "row_key", "reason"), "quality_results": ("table", "check")}
_RUN_COLUMNS = frozenset({"release_id", "rejection_id"})
_NOT_COMPARED = frozenset({"releases"})

Key = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class ChangedColumn:
    """How many rows, present on both sides, differ in a column."""

    column: str
    count: int


@dataclass(frozen=True, slots=True)
class ChangedRow:
    """A row that is present on both sides and differs in some columns."""

    key: Key
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SchemaChange:
    """A column or a whole table (column None) that one side lacks, or has with another type."""

    column: str | None
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class TableDiff:
    """One table on both sides; examples are the first ones by key."""

    table: str
    key: tuple[str, ...]
    rows_before: int
    rows_after: int
    schema: tuple[SchemaChange, ...] = ()
    added_count: int = 0
    removed_count: int = 0
    changed_count: int = 0
    changed_columns: tuple[ChangedColumn, ...] = ()
    added: tuple[Key, ...] = ()
    removed: tuple[Key, ...] = ()
    changed: tuple[ChangedRow, ...] = ()

    @property
    def is_same(self) -> bool:
        """Whether nothing differs."""
        return not (self.schema or self.added_count or self.removed_count or self.changed_count)


@dataclass(frozen=True, slots=True)
class Diff:
    """Two releases compared, table by table in alphabetical order."""

    before: str
    after: str
    tables: tuple[TableDiff, ...]

    @property
    def is_same(self) -> bool:
        """Whether the data of both releases is the same."""
        return all(table.is_same for table in self.tables)


def diff(before: Release, after: Release, *, examples: int = 5) -> Diff:
    """Compare two releases of one or of two stores; at most `examples` keys are named for each kind of change."""
    names = sorted((set(before.tables) | set(after.tables)) - _NOT_COMPARED)
    with duckdb.connect(":memory:") as connection:
        try:
            tables = tuple(_compare(connection, name, before, after, examples) for name in names)
        except duckdb.Error as problem:
            raise StoreError(
                f"Releases {before.id} and {after.id} cannot be compared: {problem}", hint="Verify both releases."
            ) from problem
    return Diff(before=before.id, after=after.id, tables=tables)


def _compare(
    connection: duckdb.DuckDBPyConnection, name: str, before: Release, after: Release, examples: int
) -> TableDiff:
    """Compare one table."""
    old, new = before.manifest.tables.get(name), after.manifest.tables.get(name)
    key = _RUN_KEYS.get(name) or (load_contract().tables[name].primary_key if name in load_contract().tables else ())
    rows_before, rows_after = old.rows if old else 0, new.rows if new else 0
    if old is None or new is None:
        change = SchemaChange(None, "table" if old else None, "table" if new else None)
        return TableDiff(
            name, key, rows_before, rows_after, (change,), added_count=rows_after, removed_count=rows_before
        )
    if [part.sha256 for part in old.parts] == [part.sha256 for part in new.parts]:
        return TableDiff(name, key, rows_before, rows_after)
    left, right = _columns(connection, before.parts(name)), _columns(connection, after.parts(name))
    schema = tuple(
        SchemaChange(column, left.get(column), right.get(column))
        for column in [*left, *(column for column in right if column not in left)]
        if left.get(column) != right.get(column)
    )
    if not key or not set(key) <= left.keys() & right.keys():
        return TableDiff(
            name, key, rows_before, rows_after, schema
        )  # without a key only columns and counts can be compared
    values = [
        column
        for column in left
        if left[column] == right.get(column) and column not in _RUN_COLUMNS and column not in key
    ]
    joined = _Joined(connection, before.parts(name), after.parts(name), key, values, examples)
    return joined.result(TableDiff(name, key, rows_before, rows_after, schema))


class _Joined:
    """The full join of both sides on the key, ready to be counted and looked at."""

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        before: tuple[Path, ...],
        after: tuple[Path, ...],
        key: tuple[str, ...],
        values: list[str],
        examples: int,
    ) -> None:
        self.connection, self.key, self.values, self.examples = connection, key, values, examples
        keys = ", ".join(f"coalesce(l.{_name(column)}, r.{_name(column)}) AS k{i}" for i, column in enumerate(key))
        same = " AND ".join(f"l.{_name(column)} = r.{_name(column)}" for column in key)
        both = "l.is_here AND r.is_here"
        differs = [f"({both} AND l.{_name(c)} IS DISTINCT FROM r.{_name(c)}) AS d{i}" for i, c in enumerate(values)]
        sides = "l.is_here IS NULL AS is_added, r.is_here IS NULL AS is_removed"
        connection.execute(
            f"CREATE OR REPLACE TEMP TABLE joined AS SELECT {', '.join([keys, sides, *differs])} "  # noqa: S608 (names are quoted)
            "FROM (SELECT *, true AS is_here FROM read_parquet($before)) l "
            f"FULL JOIN (SELECT *, true AS is_here FROM read_parquet($after)) r ON {same}",
            {"before": [str(path) for path in before], "after": [str(path) for path in after]},
        )

    def result(self, table: TableDiff) -> TableDiff:
        """Return the table's comparison with counts and examples filled in."""
        counts = [f"count(*) FILTER (WHERE d{i})" for i in range(len(self.values))]
        changed = " OR ".join(f"d{i}" for i in range(len(self.values))) or "false"
        wanted = ", ".join(
            [*(f"count(*) FILTER (WHERE {which})" for which in ("is_added", "is_removed", changed)), *counts]
        )
        (row,) = self.connection.execute(f"SELECT {wanted} FROM joined").fetchall()  # noqa: S608
        per_column = tuple(ChangedColumn(c, n) for c, n in zip(self.values, row[3:], strict=True) if n)
        flags = "".join(f", d{i}" for i in range(len(self.values)))
        rows = [(key, flagged) for key, flagged in self._look(changed, flags)]
        return TableDiff(
            table.table,
            table.key,
            table.rows_before,
            table.rows_after,
            table.schema,
            added_count=row[0],
            removed_count=row[1],
            changed_count=row[2],
            changed_columns=per_column,
            added=tuple(key for key, _ in self._look("is_added")),
            removed=tuple(key for key, _ in self._look("is_removed")),
            changed=tuple(ChangedRow(k, tuple(c for c, f in zip(self.values, fs, strict=True) if f)) for k, fs in rows),
        )

    def _look(self, condition: str, more: str = "") -> list[tuple[Key, tuple[bool, ...]]]:
        """Return the first keys that meet a condition, with further columns."""
        keys = ", ".join(f"k{i}" for i in range(len(self.key)))
        found = self.connection.execute(
            f"SELECT {keys}{more} FROM joined WHERE {condition} ORDER BY {keys} LIMIT {self.examples}"  # noqa: S608
        ).fetchall()
        return [(row[: len(self.key)], row[len(self.key) :]) for row in found]


def _columns(connection: duckdb.DuckDBPyConnection, parts: tuple[Path, ...]) -> dict[str, str]:
    """Return the columns of a table with their types."""
    found = connection.execute(
        "DESCRIBE SELECT * FROM read_parquet($parts)", {"parts": [str(path) for path in parts]}
    ).fetchall()
    return {row[0]: row[1] for row in found}


def _name(column: str) -> str:
    """Quote the name of a column."""
    return '"' + column.replace('"', '""') + '"'
