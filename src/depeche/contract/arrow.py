"""The one way to build a table of the dataset and to write it: explicit schema, sorted by key, same rows same bytes.

Not here: whether the values make sense (`structure`, `invariants`) and where the file belongs (`store`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from numbers import Integral, Real
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from depeche.contract.declaration import Column, Table
from depeche.contract.reading import load_contract
from depeche.errors import ContractError

_ROW_GROUP = 64 * 1024  # rows; also what a reader with a filter can skip


def declared_table(name: str) -> Table:
    """Return the declaration of a table, or say that there is none."""
    table = load_contract().tables.get(name)
    if table is None:
        raise ContractError(f"The contract knows no table {name!r}.", table=name, hint="See the folder schemas/.")
    return table


def to_table(table_name: str, rows: Sequence[Mapping[str, Any]]) -> pa.Table:
    """Return the rows as a table with the declared schema, sorted by its key; every row has all its columns.

    Lists are sequences of strings or of mappings, days are dates, times are datetimes with a time zone. Whether
    nulls, keys and vocabularies are right is for the checks to say, so that a bad row is reported and not only
    refused.
    """
    table = declared_table(table_name)
    expected = table.column.keys()
    for row in rows:
        if row.keys() != expected:
            odd = ", ".join(sorted(row.keys() ^ expected))
            raise ContractError(
                f"{table_name}: a row has other columns than schemas/{table_name}.yaml: {odd}.", table=table_name
            )
    arrays = [_array(table_name, column, [row[column.name] for row in rows]) for column in table.columns]
    made = pa.Table.from_arrays(arrays, schema=table.arrow_schema)
    return made.sort_by([(name, "ascending") for name in table.primary_key]) if rows else made


def _array(table: str, column: Column, values: list[Any]) -> pa.Array:
    """Convert one column; Arrow would cut 1.5 to 1 and a time to its day, so that types are looked at first."""
    place = f"{table}.{column.name}"
    for value in values:
        if value is not None and not _fits(column.type, value):
            shown = repr(value)[:80]
            raise ContractError(f"{place}: {shown} is no {column.type}.", table=table, column=column.name)
    try:
        return pa.array(values, type=column.type)
    except (pa.ArrowException, TypeError, ValueError, OverflowError) as error:
        told = f"{place}: a value is no {column.type}: {error}"
        raise ContractError(told, table=table, column=column.name) from error


def _fits(kind: pa.DataType, value: Any) -> bool:
    """Say whether a value that is not null is of the Python type that a column of this type takes."""
    if pa.types.is_integer(kind):
        return isinstance(value, Integral) and not isinstance(value, bool)
    if pa.types.is_floating(kind):
        return isinstance(value, Real) and not isinstance(value, bool)
    if pa.types.is_date(kind):
        return isinstance(value, date) and not isinstance(value, datetime)
    if pa.types.is_timestamp(kind):
        return isinstance(value, datetime) and value.tzinfo is not None
    return isinstance(value, bool if pa.types.is_boolean(kind) else str if pa.types.is_string(kind) else Sequence)


def write_parquet(table: pa.Table, path: Path) -> None:
    """Write a table that `to_table` made: zstd, statistics and page index; the same table gives the same bytes.

    ContractError if a column that must not be null holds a null, or if the schema says no table name.
    """
    name = (table.schema.metadata or {}).get(b"table", b"").decode()
    declared = declared_table(name)
    if not table.schema.equals(declared.arrow_schema, check_metadata=True):
        raise ContractError(f"The table to be written as {path.name} departs from schemas/{name}.yaml.", table=name)
    for column in declared.columns:
        if not column.nullable and table.column(column.name).null_count:
            raise ContractError(f"{name}.{column.name} holds a null and must not.", table=name, column=column.name)
    pq.write_table(
        table.combine_chunks(),
        path,
        row_group_size=_ROW_GROUP,
        version="2.6",
        compression="zstd",
        compression_level=3,
        use_dictionary=True,
        write_statistics=True,
        write_page_index=True,
        sorting_columns=pq.SortingColumn.from_ordering(
            table.schema, [(key, "ascending") for key in declared.primary_key]
        ),
        coerce_timestamps="us",
        store_schema=True,
    )
