"""The rows of a Parquet file, counted from 1. Only the columns that can be of use are read, a few rows at a time.

A Parquet file is read from its end, so that it is copied to the local disk first, whatever place it comes from. Not
here: what a record says (`records`).
"""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Iterator
from typing import IO, Any

import pyarrow as pa
import pyarrow.parquet as pq

from depeche.ingest.decode import Decoded, decode
from depeche.ingest.limits import Limits, sizes
from depeche.ingest.mapping import Mapping
from depeche.ingest.reasons import Reason
from depeche.ingest.records import Numbered, Record, has_text, read_fields
from depeche.ingest.unpacking import BrokenOff, Content, check_unpacked
from depeche.ingest.vocabulary import folded, vocabulary

_ROWS = 64  # at a time, at most
_IN_MEMORY = 8 << 20
_PIECE_BYTES = 1 << 20


def read_table(content: Content, limits: Limits, mapping: Mapping | None) -> Iterator[Numbered]:
    """Give what stands in each row of a Parquet file."""
    with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as copy:
        size = _copy(content, copy, limits)
        try:
            yield from _rows(pq.ParquetFile(copy), size, limits, mapping)
        except (OSError, pa.ArrowException) as problem:
            raise BrokenOff(Reason.DAMAGED, str(problem).partition("\n")[0][:200]) from problem


def _copy(content: Content, copy: IO[bytes], limits: Limits) -> int:
    """Copy a file and return its size in bytes."""
    size = 0
    while piece := content.read(_PIECE_BYTES):
        size += len(piece)
        if size > limits.table_bytes:
            raise BrokenOff(Reason.TOO_LARGE, sizes(size, limits.table_bytes))
        copy.write(piece)
    if not size:
        raise BrokenOff(Reason.EMPTY_FILE)
    copy.seek(0)
    return size


def _rows(file: pq.ParquetFile, size: int, limits: Limits, mapping: Mapping | None) -> Iterator[Numbered]:
    """Give the rows of a file of some size in bytes; one that unpacks without an end is left."""
    names = file.schema_arrow.names
    if not has_text(names, mapping):
        raise BrokenOff(Reason.NO_TEXT_FIELD)
    useful = _useful(names, mapping)
    _check_columns(file, useful, limits)
    left = dict.fromkeys(name for name in names if name not in useful)
    number = unpacked = 0
    for batch in _batches(file, useful, limits):
        unpacked += max(batch.nbytes, batch.num_rows * limits.row_bytes)
        check_unpacked(unpacked, size, limits)
        columns = [_values(column) for column in batch.columns]
        for at in range(batch.num_rows):
            number += 1
            cells = {name: column[at] for name, column in zip(batch.schema.names, columns, strict=True)}
            yield _numbered(number, cells, left, limits, mapping)


def _batches(file: pq.ParquetFile, columns: list[str], limits: Limits) -> Iterator[pa.RecordBatch]:
    """Give the rows of each row group by themselves, so that a damaged one leaves those before it whole."""
    for group in range(file.metadata.num_row_groups):
        most = _at_a_time(file.metadata.row_group(group), columns, limits)
        yield from file.iter_batches(batch_size=most, row_groups=[group], columns=columns, use_threads=False)


def _at_a_time(group: pq.RowGroupMetaData, useful: list[str], limits: Limits) -> int:
    """Return how many rows may be in memory together: each may hold the longest value of a dictionary."""
    columns = (group.column(index) for index in range(group.num_columns))
    largest = max((c.total_uncompressed_size for c in columns if _top_level(c) in useful), default=0)
    return max(1, min(_ROWS, limits.column_bytes // max(largest, 1)))


def _top_level(column: pq.ColumnChunkMetaData) -> str:
    """Return the column of the table that a column chunk belongs to."""
    name: str = column.path_in_schema.partition(".")[0]
    return name


def _useful(names: list[str], mapping: Mapping | None) -> list[str]:
    """Return the columns that the record is made of, each once."""
    known = {name for kind in vocabulary().record.values() for name in kind}
    mapped = {path.partition(".")[0] for paths in mapping.names.values() for path in paths} if mapping else set()
    return [name for name in dict.fromkeys(names) if folded(name) in known or name in mapped]


def _check_columns(file: pq.ParquetFile, useful: list[str], limits: Limits) -> None:
    """Refuse a file of which one column of one row group would not fit into memory."""
    metadata = file.metadata
    for group in range(metadata.num_row_groups):
        row_group = metadata.row_group(group)
        for index in range(row_group.num_columns):
            column = row_group.column(index)
            if _top_level(column) in useful:
                size = column.total_uncompressed_size
                if size > limits.column_bytes:
                    told = f"column {column.path_in_schema}: {sizes(size, limits.column_bytes)}"
                    raise BrokenOff(Reason.TOO_LARGE, told)


def _values(column: pa.Array) -> list[Any]:
    """Return the cells of a column: strings as their bytes, moments and days as they are written."""
    kind = column.type
    if pa.types.is_dictionary(kind):
        column = column.dictionary_decode()
        kind = column.type
    if pa.types.is_string(kind) or pa.types.is_large_string(kind):
        column = column.cast(pa.large_binary())  # what is no UTF-8 spoils its row, not the batch
    elif pa.types.is_temporal(kind):
        column = column.cast(pa.string())
    try:
        found: list[Any] = column.to_pylist()
    except (UnicodeError, ValueError, OverflowError):
        return [None] * len(column)
    return found


def _numbered(
    number: int, cells: dict[str, Any], left: dict[str, None], limits: Limits, mapping: Mapping | None
) -> Numbered:
    encoding = "utf-8"
    fields: dict[str, Any] = dict(left)
    digest = hashlib.sha256()
    size = 0
    found: Record | Reason | None = None
    for name, value in cells.items():
        if isinstance(value, bytes):
            size += len(value)
            digest.update(b"%d:" % len(value) + value)
            read = decode(value) if value else Decoded("", encoding)
            if isinstance(read, Reason):
                found = found or read
                continue
            fields[name], encoding = read.text, read.encoding if read.encoding != "utf-8" else encoding
        else:
            fields[name] = value
            digest.update(json.dumps(value, default=str, sort_keys=True).encode("utf-8", "surrogatepass"))
    sha = digest.hexdigest()
    if size > limits.record_bytes:
        return Numbered(number, size, sha, Reason.TOO_LARGE, sizes(size, limits.record_bytes))
    return Numbered(number, size, sha, found or read_fields(fields, encoding, mapping))
