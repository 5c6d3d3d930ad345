"""The one way to build a table of the dataset and to write it: explicit schema, sorted by key, same rows same bytes.

Not here: whether the values make sense (`structure`, `invariants`) and where the file belongs (`store`).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import cache
from numbers import Integral, Real
from operator import itemgetter
from pathlib import Path
from types import NoneType
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from depeche.contract.declaration import Column, Table
from depeche.contract.reading import load_contract
from depeche.errors import ContractError

_LONG_TEXTS = frozenset({"raw_text", "text", "row_json"})  # no bound tells a reader which of them to skip
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
    try:
        ordered, is_sorted = sorted(rows, key=itemgetter(*table.primary_key)), True  # much cheaper than Arrow's take
    except TypeError:  # a key that is null or of another type: Arrow puts it last, or refuses it by name
        ordered, is_sorted = list(rows), False
    arrays = [_array(table_name, column, list(map(itemgetter(column.name), ordered))) for column in table.columns]
    made = pa.Table.from_arrays(arrays, schema=table.arrow_schema)
    return made if is_sorted else made.sort_by([(name, "ascending") for name in table.primary_key])


def _array(table: str, column: Column, values: list[Any]) -> pa.Array:
    """Convert one column; Arrow would cut 1.5 to 1 and a time to its day, so that types are looked at first."""
    place = f"{table}.{column.name}"
    odd = [kind for kind in set(map(type, values)) if kind is not NoneType and not _takes(column.type, kind)]
    is_time = pa.types.is_timestamp(column.type)
    if odd or (is_time and any(value is not None and value.tzinfo is None for value in values)):
        first = next(v for v in values if type(v) in odd or (is_time and v is not None and v.tzinfo is None))
        raise ContractError(f"{place}: {repr(first)[:80]} is no {column.type}.", table=table, column=column.name)
    try:
        return pa.array(values, type=column.type)
    except (pa.ArrowException, TypeError, ValueError, OverflowError) as error:
        told = f"{place}: a value is no {column.type}: {error}"
        raise ContractError(told, table=table, column=column.name) from error


def _takes(column: pa.DataType, kind: type) -> bool:
    """Say whether values of a Python type may stand in a column."""
    if pa.types.is_integer(column):
        return issubclass(kind, Integral) and not issubclass(kind, bool)
    if pa.types.is_floating(column):
        return issubclass(kind, Real) and not issubclass(kind, bool)
    if pa.types.is_date(column):
        return issubclass(kind, date) and not issubclass(kind, datetime)
    if pa.types.is_timestamp(column):
        return issubclass(kind, datetime)
    if pa.types.is_list(column):
        return issubclass(kind, Sequence) and not issubclass(kind, (str, bytes))
    return issubclass(kind, bool if pa.types.is_boolean(column) else str)


def write_parquet(table: pa.Table, path: Path) -> None:
    """Write a table that `to_table` made: zstd, statistics and page index; the same table gives the same bytes.

    A part has a few dozen documents, so that what is said once a file must be short: no bounds of long texts, which
    would repeat the texts, no dictionaries of values that stand once, and meanings and units as `as_stored` has them.

    ContractError if a column that must not be null holds a null, or if the schema says no table name.
    """
    name = (table.schema.metadata or {}).get(b"table", b"").decode()
    declared = declared_table(name)
    if not table.schema.equals(declared.arrow_schema, check_metadata=True):
        raise ContractError(f"The table to be written as {path.name} departs from schemas/{name}.yaml.", table=name)
    for column in declared.columns:
        if not column.nullable and table.column(column.name).null_count:
            raise ContractError(f"{name}.{column.name} holds a null and must not.", table=name, column=column.name)
    with pa.OSFile(str(path), "wb") as file, pq.ParquetWriter(file, declared.arrow_schema, **_options(name)) as writer:
        writer.write_table(table.combine_chunks(), row_group_size=_ROW_GROUP)
        writer.add_key_value_metadata(as_stored(name).metadata)


@cache
def as_stored(name: str) -> pa.Schema:
    """Return the schema of a table as its files give it back: meanings and units stand in its metadata, as JSON.

    Arrow's own form of them is three times as long, and only Arrow reads it.
    """
    schema, columns = declared_table(name).arrow_schema, declared_table(name).columns
    about = {
        "columns": {column.name: column.description for column in columns},
        "units": {column.name: column.unit for column in columns if column.unit is not None},
    }
    told = {key: json.dumps(value, ensure_ascii=False, separators=(",", ":")) for key, value in about.items()}
    return pa.schema([field.remove_metadata() for field in schema], metadata={**schema.metadata, **told})


@cache
def _options(name: str) -> dict[str, Any]:
    """Return how the files of a table are written."""
    declared = declared_table(name)
    leaves = list(_leaves(declared.columns))
    key = [(column, "ascending") for column in declared.primary_key]
    return {
        "version": "2.6",
        "compression": "zstd",
        "compression_level": 3,
        "use_dictionary": [path for path, column in leaves if column.vocabulary or column.references],
        "write_statistics": [path for path, column in leaves if column.name not in _LONG_TEXTS],
        "write_page_index": True,
        "sorting_columns": pq.SortingColumn.from_ordering(declared.arrow_schema, key),
        "coerce_timestamps": "us",
        "store_schema": False,
    }


def _leaves(columns: Iterable[Column], above: str = "") -> Iterator[tuple[str, Column]]:
    """Give the paths by which Parquet knows the columns that hold values, each with what declares it."""
    for column in columns:
        path = f"{above}{column.name}" if not column.is_list else f"{above}{column.name}.list.element"
        if column.fields:
            yield from _leaves(column.fields, f"{path}.")
        else:
            yield path, column
