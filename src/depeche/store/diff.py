"""What changed from one release to another: columns, row counts, and which rows came, went or became different.

Here: counts, columns and the first keys, as records. Not here: how rows are matched (see `comparison`), what it means
to readers (see `summary`), the changed rows themselves (see `feed`), how it is shown (see `cli`).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from depeche.errors import UsageError
from depeche.store.comparison import Comparison, compared
from depeche.store.matching import ADDED, REMOVED, MatchedRows, Side
from depeche.store.releases import Release

EXAMPLES = 5

_NOT_COMPARED = frozenset({"releases"})  # it differs whenever the releases do

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


def diff(before: Release, after: Release, *, examples: int = EXAMPLES, tables: Collection[str] | None = None) -> Diff:
    """Compare two releases of one or of two stores; at most `examples` keys are named for each kind of change.

    `tables` are those to be compared; None for all.
    """
    names = selected(before, after, tables)
    found = []
    with compared(before, after) as comparison:
        for name in names:
            table, rows = compare_table(comparison, name, examples=examples)
            if rows is not None:
                rows.forget()
            found.append(table)
    return Diff(before=before.id, after=after.id, tables=tuple(found))


def selected(before: Release, after: Release, tables: Collection[str] | None) -> list[str]:
    """Return the names of the tables to be compared, in alphabetical order."""
    known = {*before.manifest.tables, *after.manifest.tables} - _NOT_COMPARED
    unknown = sorted(set(tables or ()) - known)
    if unknown:
        raise UsageError(f"There is no table {unknown[0]!r} to compare.", hint=f"Tables: {', '.join(sorted(known))}.")
    return sorted(known if tables is None else set(tables))


def compare_table(
    comparison: Comparison, name: str, *, examples: int, carried: Collection[str] = ()
) -> tuple[TableDiff, MatchedRows | None]:
    """Compare one table; the rows that differ come with it, None where they are the same or cannot be matched."""
    old, new = (release.manifest.tables.get(name) for release in (comparison.before, comparison.after))
    table = TableDiff(name, comparison.content_key(name), old.rows if old else 0, new.rows if new else 0)
    if old is None or new is None:
        change = SchemaChange(None, "table" if old else None, "table" if new else None)
        return replace(table, schema=(change,), added_count=table.rows_after, removed_count=table.rows_before), None
    if comparison.is_same(name):
        return table, None
    sides = comparison.sides(name)
    table = replace(table, schema=_schema_changes(*sides))
    rows = comparison.content(name, sides, carried=carried)
    return (_counted(table, rows, examples), rows) if rows is not None else (table, None)


def _schema_changes(before: Side, after: Side) -> tuple[SchemaChange, ...]:
    """Return the columns that one side lacks or has with another type."""
    left, right = before.columns, after.columns
    return tuple(
        SchemaChange(column, left.get(column), right.get(column))
        for column in dict.fromkeys([*left, *right])
        if left.get(column) != right.get(column)
    )


def _counted(table: TableDiff, rows: MatchedRows, examples: int) -> TableDiff:
    """Return the comparison of a table with counts and examples filled in."""
    conditions = (ADDED, REMOVED, rows.changed, *(rows.differs(column) for column in rows.values))
    ((added, removed, changed, *columns),) = rows.select(
        ", ".join(f"count(*) FILTER ({condition})" for condition in conditions)
    )
    flags = ", ".join([rows.keys, *(rows.differs(column) for column in rows.values)])
    first = f"ORDER BY {rows.keys} LIMIT {examples}"
    width = len(rows.key)
    return replace(
        table,
        added_count=added,
        removed_count=removed,
        changed_count=changed,
        changed_columns=tuple(ChangedColumn(c, n) for c, n in zip(rows.values, columns, strict=True) if n),
        added=tuple(rows.select(rows.keys, ADDED, more=first)),
        removed=tuple(rows.select(rows.keys, REMOVED, more=first)),
        changed=tuple(
            ChangedRow(row[:width], tuple(c for c, differs in zip(rows.values, row[width:], strict=True) if differs))
            for row in rows.select(flags, rows.changed, more=first)
        ),
    )
