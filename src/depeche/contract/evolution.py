"""How the contract may change, and how tables of other schema versions are read by today's.

Versions are semantic. A minor version adds: tables, columns that may be null (after the others), values of a
vocabulary. Anything else breaks somebody's program and needs a new major version, with a migration. So releases of all
minor versions of one major version can be read side by side. Not here: what a version declared (`record`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pyarrow as pa

from depeche.contract.declaration import SCHEMA_VERSION, Column, Table
from depeche.contract.migrations import MIGRATIONS
from depeche.contract.record import Record, RecordedColumn, RecordedTable, Version, load_history, parse_version
from depeche.errors import ContractError


def is_additive(old: Record, new: Record) -> bool:
    """Say whether programs that rely on the old declarations can rely on the new ones."""
    return not breaking_changes(old, new)


def breaking_changes(old: Record, new: Record) -> tuple[str, ...]:
    """Say in a sentence each what a new version takes from programs that rely on the old one."""
    return tuple(_table_changes(old, new))


def _table_changes(old: Record, new: Record) -> Iterator[str]:
    for name, before in old.tables.items():
        if name not in new.tables:
            yield f"The table {name} is gone."
        else:
            yield from _column_changes(name, before, new.tables[name])


def _column_changes(table: str, before: RecordedTable, after: RecordedTable) -> Iterator[str]:
    if before.key != after.key:
        yield f"The key of {table} was {', '.join(before.key)} and is {', '.join(after.key)}."
    kept = [name for name in before.columns if name in after.columns]
    yield from (f"{table}.{name} is gone." for name in before.columns if name not in after.columns)
    if list(after.columns)[: len(kept)] != kept:
        yield f"The columns of {table} stand in another order; new ones go after the others."
    for name, column in after.columns.items():
        if name in before.columns:
            yield from _changes(f"{table}.{name}", before.columns[name], column)
        elif not column.nullable:
            yield f"{table}.{name} is new and must not be null, but earlier releases do not have it."


def _changes(place: str, before: RecordedColumn, after: RecordedColumn) -> Iterator[str]:
    if before.type != after.type:
        yield f"{place} was of type {before.type} and is of type {after.type}."
    if before.nullable != after.nullable:
        yield f"{place} may {'no longer' if before.nullable else 'now'} be null."
    if before.unit != after.unit:
        yield f"{place} was measured in {before.unit or 'no unit'} and is in {after.unit or 'no unit'}."
    if before.one_of is None and after.one_of is not None:
        yield f"{place} had no closed list of values and has one."
    elif before.one_of is not None and after.one_of is not None and (lost := set(before.one_of) - set(after.one_of)):
        yield f"{place} can no longer be {', '.join(sorted(lost))}."


def check_readable(from_version: str) -> None:
    """Raise ContractError unless tables of a schema version can be read as today's, however old or new."""
    theirs, ours = parse_version(from_version), parse_version(SCHEMA_VERSION)
    if theirs.major > ours.major:
        hint = "Install a newer version of Dépêche."
    elif theirs.major == ours.major:
        return
    elif theirs.major in MIGRATIONS:
        migration = MIGRATIONS[theirs.major]
        hint = f"Its tables become today's by the migration {migration.__module__}.{migration.__name__}."
    else:
        hint = f"There is no migration from {from_version}: read it with the version of Dépêche that made it."
    raise ContractError(
        f"The release follows schema version {from_version}, which cannot be read as {SCHEMA_VERSION}.", hint=hint
    )


def lift(table: Table, data: pa.Table | None, *, from_version: str, columns: Sequence[str] | None = None) -> pa.Table:
    """Return a table of another schema version, or some of its columns, as today's contract declares it.

    What an older version did not have yet is null, or for a whole table (`data` is None) empty; what only a newer one
    has is left out. ContractError where something is missing that the version had, or has another type.
    """
    check_readable(from_version)
    version = parse_version(from_version)
    wanted = [table.column[name] for name in (columns if columns is not None else table.column)]
    schema = pa.schema([column.field for column in wanted], metadata=table.arrow_schema.metadata)
    if data is None:
        if not _came_later(version, table.name):
            raise ContractError(f"The table {table.name} is missing, which {from_version} has.", table=table.name)
        return schema.empty_table()
    odd = sorted(set(data.column_names) - set(table.column))
    if odd and version[:2] <= parse_version(SCHEMA_VERSION)[:2]:
        raise ContractError(
            f"{table.name} has columns that schema version {from_version} does not: {', '.join(odd)}.",
            table=table.name,
        )
    return pa.Table.from_arrays([_lifted(table, column, data, version) for column in wanted], schema=schema)


def _lifted(table: Table, column: Column, data: pa.Table, version: Version) -> pa.ChunkedArray | pa.Array:
    """Return one column, null where the version did not have it yet."""
    if column.name not in data.column_names:
        if column.nullable and _came_later(version, table.name, column.name):
            return pa.nulls(data.num_rows, column.type)
        told = f"{table.name}.{column.name} is missing, which {'.'.join(map(str, version))} has."
        raise ContractError(told, table=table.name, column=column.name)
    found = data.column(column.name)
    if found.type != column.type:
        told = f"{table.name}.{column.name} is {found.type}, not {column.type}."
        raise ContractError(told, table=table.name, column=column.name)
    return found


def _came_later(version: Version, table: str, column: str | None = None) -> bool:
    """Say whether a table, or a column, was declared only after a version: the record of its minor version knows."""
    if version[:2] >= parse_version(SCHEMA_VERSION)[:2]:
        return False
    record = next((one for known, one in load_history().items() if known[:2] == version[:2]), None)
    if record is None:
        return True
    known = record.tables.get(table)
    return known is None or (column is not None and column not in known.columns)
