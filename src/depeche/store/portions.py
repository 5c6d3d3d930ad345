"""The rows of one slice of a table as an Arrow table: of some parts, those between two bounds of the key.

Not here: which slices there are (see `slices`), how rows are compared (see `alignment`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from depeche.store.slices import Bound, File

_DICTIONARY_BYTES = 1 << 14
_WORTH_THREADS = 1 << 14  # rows
_NUMBERED = pa.dictionary(pa.int32(), pa.string())


def columns_of(file: File) -> dict[str, pa.DataType]:
    """Return the columns of a file with the types to read them as: words that return again and again by number."""
    with pq.ParquetFile(file.path, memory_map=True) as source:
        repeats = _repeating(source.metadata)
        return {
            field.name: _NUMBERED if field.name in repeats and pa.types.is_string(field.type) else field.type
            for field in source.schema_arrow
        }


def _repeating(metadata: pq.FileMetaData) -> frozenset[str]:
    """Return the columns of which a file has small dictionaries: large ones cost more than they spare."""
    if not metadata.num_row_groups:
        return frozenset()
    group = metadata.row_group(0)
    chunks = [group.column(i) for i in range(group.num_columns)]
    return frozenset(
        chunk.path_in_schema
        for chunk in chunks
        if chunk.has_dictionary_page and chunk.data_page_offset - chunk.dictionary_page_offset <= _DICTIONARY_BYTES
    )


def read_portion(
    files: Sequence[File],
    wanted: Mapping[str, pa.DataType],
    *,
    column: str,
    low: Bound | None = None,
    high: Bound | None = None,
) -> pa.Table:
    """Return the wanted columns of the rows with low <= `column` < high in the order of the files; a column that a file
    lacks is null, one of another type is cast.
    """
    tables = [_read(file, wanted, column, low, high) for file in files]
    return pa.concat_tables([pa.schema(list(wanted.items())).empty_table(), *tables])


def _read(
    file: File, wanted: Mapping[str, pa.DataType], column: str, low: Bound | None, high: Bound | None
) -> pa.Table:
    numbered = [name for name, kind in wanted.items() if pa.types.is_dictionary(kind)]
    with pq.ParquetFile(file.path, memory_map=True, read_dictionary=numbered) as source:
        known = set(source.schema_arrow.names)
        present = [name for name in wanted if name in known]
        groups = [n for n in range(source.num_row_groups) if _may_hold(source.metadata.row_group(n), column, low, high)]
        table = source.read_row_groups(groups, columns=present, use_threads=file.rows >= _WORTH_THREADS)
    if low is not None or high is not None:
        table = _between(table, column, low, high)
    arrays = [
        _as(table.column(name), kind) if name in known else pa.nulls(table.num_rows, kind)
        for name, kind in wanted.items()
    ]
    return pa.Table.from_arrays(arrays, schema=pa.schema(list(wanted.items())))


def _as(values: pa.ChunkedArray, kind: pa.DataType) -> pa.ChunkedArray:
    if values.type == kind:
        return values
    if pa.types.is_dictionary(kind):
        return values.cast(kind.value_type).dictionary_encode()
    return values.cast(kind)


def _may_hold(group: Any, column: str, low: Bound | None, high: Bound | None) -> bool:
    """Tell by the statistics of a row group whether it can hold rows between the bounds."""
    chunks = (group.column(i) for i in range(group.num_columns))
    statistics = next((chunk.statistics for chunk in chunks if chunk.path_in_schema == column), None)
    if statistics is None or not statistics.has_min_max:
        return True
    return (low is None or statistics.max >= low) and (high is None or statistics.min < high)


def _between(table: pa.Table, column: str, low: Bound | None, high: Bound | None) -> pa.Table:
    """Return the rows between the bounds: a stretch of the table where it is sorted."""
    mask = np.ones(table.num_rows, dtype=np.bool_)
    if low is not None:
        mask &= pc.greater_equal(table.column(column), low).to_numpy()
    if high is not None:
        mask &= pc.less(table.column(column), high).to_numpy()
    (rows,) = mask.nonzero()
    if not len(rows) or rows[-1] - rows[0] + 1 == len(rows):
        return table.slice(int(rows[0]) if len(rows) else 0, len(rows))
    return table.filter(pa.array(mask))
