"""CSV for people who open files in a spreadsheet: UTF-8 with a byte order mark, no cell that a spreadsheet would run
as a formula.

Lists and structures are written as JSON, times in UTC, an unknown value as an empty cell without quotes. Not here:
exact copies; a cell that had to be neutralised differs from the dataset by one leading apostrophe, so programs
should read the Parquet export.
"""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv

_BYTE_ORDER_MARK = b"\xef\xbb\xbf"  # without it a spreadsheet on Windows shows « Ã© » for « é »
_FORMULA = "^([=+\\-@\t\r\n＝＋－＠])"  # what spreadsheets take for the beginning of a formula, in wide letters too


def write_csv(table: pa.Table, path: Path) -> None:
    """Write a table as CSV with commas and a header."""
    columns = {name: _cells(table.column(name)) for name in table.column_names}
    with path.open("wb") as file:
        file.write(_BYTE_ORDER_MARK)
        pyarrow.csv.write_csv(pa.table(columns), file)


def _cells(column: pa.ChunkedArray) -> pa.ChunkedArray:
    """Return a column as a spreadsheet can hold it."""
    if pa.types.is_nested(column.type):
        texts = [
            None if value is None else json.dumps(value, ensure_ascii=False, default=str)
            for value in column.to_pylist()
        ]
        return pa.chunked_array([pa.array(texts, type=pa.string())])
    if pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
        return pc.replace_substring_regex(column, pattern=_FORMULA, replacement=r"'\1")
    return column
