"""The rows of one table on two sides, matched by key: which came, went or became different.

Slice by slice, so that memory stays bounded; what was found stays in a temporary table of DuckDB. Not here: which parts
are on the two sides, and what makes two rows the same (see `comparison`).
"""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa

from depeche.store.alignment import Flags, Places, aligned, differing, picked
from depeche.store.portions import columns_of, read_portion
from depeche.store.slices import File, Slice, slices

if TYPE_CHECKING:
    import duckdb

ADDED, REMOVED = "is_added", "is_removed"

_GLOB_SIGNS = re.compile(r"[\[*?]")  # of a path, which DuckDB would read as a pattern
_AT_ONCE = 1 << 18  # moved rows
_INCOMING = "incoming"


@dataclass(frozen=True, slots=True)
class Side:
    """A table in one of the two releases: its parts that differ, and the DuckDB types of its columns."""

    files: tuple[File, ...]
    columns: dict[str, str]


class MatchedRows:
    """The rows of one table that differ, as the temporary table `found` with one row per key:

    k0 … the key; is_added, is_removed; d0 … whether the column values[i] differs; "before.x", "after.x" the values
    of the columns in `carried`.
    """

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        name: str,
        sides: tuple[Side, Side],
        *,
        key: tuple[str, ...],
        values: tuple[str, ...],
        carried: tuple[str, ...] = (),
    ) -> None:
        self.connection, self.name = connection, name
        self.before, self.after = sides
        self.key, self.values, self.carried = key, values, carried
        self.found = quoted(f"found in {name}")
        self._wanted = self._types()
        groups = slices(self.before.files, self.after.files, key[0])
        self._begin()
        for group in groups:
            for piece in group:
                self._add(*(self._read(files, piece) for files in (piece.before, piece.after)))
        if len(groups) > 1:
            self._settle_moved()

    @property
    def keys(self) -> str:
        """The columns of the key in `found`."""
        return ", ".join(f"k{i}" for i in range(len(self.key)))

    @property
    def changed(self) -> str:
        """The condition for rows of `found` that are on both sides."""
        return f"NOT ({ADDED} OR {REMOVED})"

    def differs(self, column: str) -> str:
        """Return the condition for rows of `found` that are on both sides and differ in a column."""
        return f"d{self.values.index(column)}" if column in self.values else "false"

    def select(self, wanted: str, condition: str = "true", *, more: str = "") -> list[tuple[Any, ...]]:
        """Return what is wanted of the rows of `found` that meet a condition."""
        return self.connection.execute(f"SELECT {wanted} FROM {self.found} WHERE {condition} {more}").fetchall()  # noqa: S608

    def forget(self) -> None:
        """Give the room back that `found` takes."""
        self.connection.execute(f"DROP TABLE {self.found}")

    def rows_of(self, side: Side) -> str:
        """Return the SELECT that gives key, values and carried columns of a side; a column that lacks is null."""
        types = {**self.before.columns, **self.after.columns}
        if not side.files:
            nothing = ", ".join(f"NULL::{types[name]} AS {quoted(name)}" for name in self._wanted)
            return f"SELECT {nothing} WHERE false"
        wanted = [f"{self._value(side, name, types[name])} AS {quoted(name)}" for name in self._wanted]
        return f"SELECT {', '.join(wanted)} FROM {scan(side.files)} AS rows"  # noqa: S608 (names are quoted)

    def _value(self, side: Side, name: str, kind: str) -> str:
        """Return a column of one side as a value of the type that both are compared in."""
        if name not in side.columns:
            return f"NULL::{kind}"
        return f"rows.{quoted(name)}" if side.columns[name] == kind else f"CAST(rows.{quoted(name)} AS {kind})"

    def _types(self) -> dict[str, pa.DataType]:
        """Return the types in which the columns of both sides are compared: those of the later side."""
        types: dict[str, pa.DataType] = {}
        for side in (self.before, self.after):
            types |= columns_of(side.files[0]) if side.files else {}
        keys = {name: _plain(types[name]) for name in self.key}
        return {name: types[name] for name in (*self.values, *self.carried)} | keys

    def _read(self, files: Sequence[File], piece: Slice) -> pa.Table:
        return read_portion(files, self._wanted, column=self.key[0], low=piece.low, high=piece.high)

    def _begin(self) -> None:
        """Make the empty table of what was found."""
        nothing = pa.schema(list(self._wanted.items())).empty_table()
        self._insert(f"CREATE OR REPLACE TEMP TABLE {self.found} AS", self._rows(nothing, nothing))

    def _add(self, before: pa.Table, after: pa.Table) -> None:
        """Add the rows in which two tables differ."""
        rows = self._rows(before, after)
        if rows.num_rows:
            self._insert(f"INSERT INTO {self.found}", rows)

    def _insert(self, verb: str, rows: pa.Table) -> None:
        self.connection.register(_INCOMING, rows)
        try:
            self.connection.execute(f"{verb} SELECT * FROM {_INCOMING}")  # noqa: S608
        finally:
            self.connection.unregister(_INCOMING)

    def _rows(self, before: pa.Table, after: pa.Table) -> pa.Table:
        """Return the rows in which two tables differ as `found` has them."""
        pairs = aligned(before, after, self.key)

        def compared(name: str) -> Flags:
            return differing(picked(before.column(name), pairs.left), picked(after.column(name), pairs.right))

        with ThreadPoolExecutor(os.cpu_count()) as pool:
            flags = list(pool.map(compared, self.values))
        (changed,) = np.logical_or.reduce([np.zeros(len(pairs.left), dtype=np.bool_), *flags]).nonzero()
        gone, new = pairs.only_left, pairs.only_right
        places = (np.append(pairs.left[changed], gone), np.append(pairs.right[changed], new))
        kind = np.repeat([0, 1, 2], [len(changed), len(gone), len(new)])  # on both sides, before only, after only
        columns: dict[str, Any] = {}
        for i, name in enumerate(self.key):
            old, added = before.column(name).take(pa.array(places[0])), after.column(name).take(pa.array(new))
            columns[f"k{i}"] = pa.chunked_array([*old.chunks, *added.chunks], old.type)
        columns |= {ADDED: kind == 2, REMOVED: kind == 1}
        columns |= {
            f"d{i}": np.append(flag[changed], np.zeros(len(gone) + len(new), bool)) for i, flag in enumerate(flags)
        }
        for name in self.carried:
            columns[f"before.{name}"] = _spread(before.column(name), places[0], kind != 2)
            columns[f"after.{name}"] = _spread(after.column(name), places[1], kind != 1)
        return pa.table(columns)

    def _settle_moved(self) -> None:
        """Compare rows that left one group of buckets and came into another one."""
        self.connection.execute(
            f"CREATE OR REPLACE TEMP TABLE moved AS SELECT {self.keys} FROM {self.found} WHERE {ADDED} "  # noqa: S608
            f"INTERSECT SELECT {self.keys} FROM {self.found} WHERE {REMOVED}"
        )
        same = " AND ".join(f"moved.k{i} = {self.found}.k{i}" for i in range(len(self.key)))
        self.connection.execute(f"DELETE FROM {self.found} USING moved WHERE {same}")  # noqa: S608
        keys = self.connection.execute(f"SELECT {self.keys} FROM moved").to_arrow_table()  # noqa: S608
        keys = keys.cast(pa.schema([(f"k{i}", self._wanted[name]) for i, name in enumerate(self.key)]))
        for start in range(0, keys.num_rows, _AT_ONCE):
            chosen = keys.slice(start, _AT_ONCE).rename_columns(list(self.key))
            self._add(*(self._with(chosen, side.files) for side in (self.before, self.after)))

    def _with(self, keys: pa.Table, files: Sequence[File]) -> pa.Table:
        """Return the rows of some files that have one of the keys."""
        found = [pa.schema(list(self._wanted.items())).empty_table()]
        for file in files:
            table = read_portion([file], self._wanted, column=self.key[0])
            found.append(table.take(pa.array(aligned(table, keys, self.key).left)))
        return pa.concat_tables(found)


def _plain(kind: pa.DataType) -> pa.DataType:
    return kind.value_type if pa.types.is_dictionary(kind) else kind


def _spread(values: pa.ChunkedArray, places: Places, is_here: Flags) -> pa.ChunkedArray:
    """Return the values at some places in the rows that have one, null in the others."""
    taken = np.cumsum(is_here) - 1
    values = values.cast(_plain(values.type))
    return values.take(pa.array(places)).take(pa.array(taken, mask=~is_here))


def scan(files: Sequence[File]) -> str:
    """Return the DuckDB expression that reads files as one table."""
    paths = ", ".join(literal(_GLOB_SIGNS.sub(r"[\g<0>]", file.path)) for file in files)
    return f"read_parquet([{paths}], union_by_name = true, hive_partitioning = false)"


def quoted(column: str) -> str:
    """Quote a name for SQL."""
    return '"' + column.replace('"', '""') + '"'


def literal(value: str) -> str:
    """Write a text in SQL."""
    return "'" + value.replace("'", "''") + "'"
