"""The rows of one table on two sides, matched by key in DuckDB: which came, went or became different.

Slice by slice, so that memory stays bounded; what was found stays in a temporary table. Not here: which parts are on
the two sides, and what makes two rows the same (see `comparison`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from depeche.store.slices import File, Slice, slices

if TYPE_CHECKING:
    import duckdb

ADDED, REMOVED = "is_added", "is_removed"

_SIDES = (("l", "before"), ("r", "after"))
_GLOB_SIGNS = re.compile(r"[\[*?]")  # of a path, which DuckDB would read as a pattern


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
        groups = slices(self.before.files, self.after.files, key[0])
        self._fill([piece for group in groups for piece in group])
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

    def rows_of(self, side: Side, files: Sequence[File], restriction: str = "") -> str:
        """Return the SELECT that gives key, values and carried columns of some files; a column that lacks is null."""
        types = {**self.before.columns, **self.after.columns}
        names = dict.fromkeys((*self.key, *self.values, *self.carried))
        if not files:
            nothing = ", ".join(f"NULL::{types[name]} AS {quoted(name)}" for name in names)
            return f"SELECT {nothing}, true AS is_here WHERE false"
        wanted = [f"{self._value(side, name, types[name])} AS {quoted(name)}" for name in names]
        return f"SELECT {', '.join(wanted)}, true AS is_here FROM {scan(files)} AS rows {restriction}"  # noqa: S608

    def _value(self, side: Side, name: str, kind: str) -> str:
        """Return a column of one side as a value of the type that both are compared in."""
        if name not in side.columns:
            return f"NULL::{kind}"
        return f"rows.{quoted(name)}" if side.columns[name] == kind else f"CAST(rows.{quoted(name)} AS {kind})"

    def _fill(self, pieces: Sequence[Slice]) -> None:
        """Compare the rows slice by slice."""
        verb = f"CREATE OR REPLACE TEMP TABLE {self.found} AS"
        for piece in pieces:
            column = f"rows.{quoted(self.key[0])}"
            bounds = [f"{column} >= {literal(piece.low)}"] if piece.low is not None else []
            bounds += [f"{column} < {literal(piece.high)}"] if piece.high is not None else []
            within = f"WHERE {' AND '.join(bounds)}" if bounds else ""
            self.connection.execute(f"{verb} {self._joined(piece.before, piece.after, within)}")
            verb = f"INSERT INTO {self.found}"

    def _joined(self, before: Sequence[File], after: Sequence[File], restriction: str) -> str:
        """Return the SELECT of the rows that differ between some files."""
        left = self.rows_of(self.before, before, restriction)
        right = self.rows_of(self.after, after, restriction)
        differing = [f"l.{quoted(name)} IS DISTINCT FROM r.{quoted(name)}" for name in self.values]
        keys = [f"coalesce(l.{quoted(name)}, r.{quoted(name)}) AS k{i}" for i, name in enumerate(self.key)]
        flags = [f"l.is_here AND r.is_here AND {test} AS d{i}" for i, test in enumerate(differing)]
        carried = [
            f"{side}.{quoted(name)} AS {quoted(f'{when}.{name}')}" for name in self.carried for side, when in _SIDES
        ]
        wanted = [*keys, f"l.is_here IS NULL AS {ADDED}", f"r.is_here IS NULL AS {REMOVED}", *flags, *carried]
        same = " AND ".join(f"l.{quoted(name)} = r.{quoted(name)}" for name in self.key)
        return (
            f"SELECT {', '.join(wanted)} FROM ({left}) l FULL JOIN ({right}) r ON {same} "  # noqa: S608 (names are quoted)
            f"WHERE {' OR '.join(['l.is_here IS NULL', 'r.is_here IS NULL', *differing])}"
        )

    def _settle_moved(self) -> None:
        """Compare rows that left one group of buckets and came into another one."""
        self.connection.execute(
            f"CREATE OR REPLACE TEMP TABLE moved AS SELECT {self.keys} FROM {self.found} WHERE {ADDED} "  # noqa: S608
            f"INTERSECT SELECT {self.keys} FROM {self.found} WHERE {REMOVED}"
        )
        if not self.connection.execute("SELECT 1 FROM moved LIMIT 1").fetchall():
            return
        same = " AND ".join(f"moved.k{i} = {self.found}.k{i}" for i in range(len(self.key)))
        self.connection.execute(f"DELETE FROM {self.found} USING moved WHERE {same}")  # noqa: S608
        on = " AND ".join(f"moved.k{i} = rows.{quoted(name)}" for i, name in enumerate(self.key))
        settled = self._joined(self.before.files, self.after.files, f"SEMI JOIN moved ON {on}")
        self.connection.execute(f"INSERT INTO {self.found} {settled}")


def scan(files: Sequence[File]) -> str:
    """Return the DuckDB expression that reads files as one table."""
    paths = ", ".join(literal(_GLOB_SIGNS.sub(r"[\g<0>]", file.path)) for file in files)
    return f"read_parquet([{paths}], union_by_name = true, hive_partitioning = false)"


def quoted(column: str) -> str:
    """Quote a name for SQL."""
    return '"' + column.replace('"', '""') + '"'


def literal(value: str | int) -> str:
    """Write a value in SQL."""
    return str(value) if isinstance(value, int) else "'" + value.replace("'", "''") + "'"
