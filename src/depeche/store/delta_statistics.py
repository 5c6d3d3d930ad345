"""What the log of a Delta table says of a data file, so that readers may pass over it: read from its Parquet footer.

Columns of lists have no statistics. Texts have bounds only where the file is sorted by them, numbers with fractions and
yes-or-no columns never: the log is read as a whole at every opening. The bounds of long texts and of times are rounded
outwards or left out, as no reader may miss a row. Not here: the log itself (see `delta_log`).
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pyarrow.parquet as pq

_LONGEST = 64  # characters of a text in the statistics
_MILLISECOND = timedelta(milliseconds=1)
_LAST = datetime.max.replace(tzinfo=UTC) - _MILLISECOND


@dataclass(frozen=True, slots=True)
class DataFile:
    """A data file that a commit adds."""

    name: str
    size: int
    statistics: str


def statistics(file: pq.FileMetaData) -> str:
    """Return Delta's statistics of a Parquet file as JSON: rows, nulls, least and greatest values."""
    nulls: dict[str, int] = {}
    least: dict[str, Any] = {}
    greatest: dict[str, Any] = {}
    groups = [file.row_group(number) for number in range(file.num_row_groups)]
    sorted_by = {key.column_index for group in groups for key in group.sorting_columns}
    for number in range(file.num_columns):
        column = file.schema.column(number)
        if "." in column.path or column.max_repetition_level:
            continue
        found = [group.column(number).statistics for group in groups]
        if any(group is None or not group.has_null_count for group in found):
            continue
        nulls[column.name] = sum(group.null_count for group in found)
        if column.logical_type.type == "STRING" and number not in sorted_by:
            continue
        filled = [group for group in found if group.num_values]
        if not filled or not all(group.has_min_max for group in filled):
            continue
        low, high = _least(min(group.min for group in filled)), _greatest(max(group.max for group in filled))
        least |= {} if low is None else {column.name: low}
        greatest |= {} if high is None else {column.name: high}
    return json.dumps(
        {"numRecords": file.num_rows, "minValues": least, "maxValues": greatest, "nullCount": nulls}, ensure_ascii=False
    )


def _least(value: Any) -> str | int | None:
    """Return a bound at or below a value."""
    if isinstance(value, str):
        return value[:_LONGEST]
    if isinstance(value, datetime):
        return _written(value)
    return _day_or_number(value)


def _greatest(value: Any) -> str | int | None:
    """Return a bound at or above a value, None where it would be too long."""
    if isinstance(value, str):
        return value if len(value) <= _LONGEST else None
    if isinstance(value, datetime):
        return _written(value + _MILLISECOND if value.microsecond % 1000 else value) if value < _LAST else None
    return _day_or_number(value)


def _day_or_number(value: Any) -> str | int | None:
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def _written(time: datetime) -> str:
    return time.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
