"""Tables as Great Expectations can read them: flat pandas frames, as stewards see them in `docs/add-an-expectation.md`.

Great Expectations measures `str(value)` of a list and hashes nested columns slowly, so none is left: a list becomes
its length.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.compute as pc

from depeche.contract import Table

if TYPE_CHECKING:
    import pandas as pd

_LONG_TEXTS = frozenset({"raw_text", "text", "row_json"})  # columns without a bound: only their length is checked
_SPANS = (("length", "start", "end"), ("raw_length", "raw_start", "raw_end"))


def flat_columns(table: Table) -> tuple[str, ...]:
    """Name the columns of the flat frame of a declared table."""
    return tuple(_flat_schema(table))


def flat_frame(table: Table, data: pa.Table, columns: Collection[str] | None = None) -> pd.DataFrame:
    """Return the frame: lists as `<name>_count`, long texts as `<name>_length`, spans with `length`, days as dates.

    Null and NaN are both missing values. The rows stand in the order of the table, and the index is their position.
    Of the named `columns` only these are made, if any is named.
    """
    made = {}
    for name, (kind, source) in _flat_schema(table).items():
        if columns and name not in columns:
            continue
        if kind == "same":
            made[name] = data.column(source)
        elif kind == "count":
            made[name] = pc.cast(pc.list_value_length(data.column(source)), pa.int64())
        elif kind == "length":
            made[name] = pc.cast(pc.utf8_length(data.column(source)), pa.int64())
        else:
            start, _, end = source.partition(":")
            made[name] = pc.subtract(data.column(end), data.column(start))
    frame: pd.DataFrame = pa.table(made).to_pandas(date_as_object=True)
    return frame


def _flat_schema(table: Table) -> dict[str, tuple[str, str]]:
    """Map each column of the frame to how it is made and from which column."""
    made: dict[str, tuple[str, str]] = {}
    for column in table.columns:
        if column.is_list:
            made[f"{column.name}_count"] = ("count", column.name)
        elif column.name in _LONG_TEXTS:
            made[f"{column.name}_length"] = ("length", column.name)
        else:
            made[column.name] = ("same", column.name)
    for name, start, end in _SPANS:
        if start in table.column and end in table.column:
            made[name] = ("difference", f"{start}:{end}")
    return made
