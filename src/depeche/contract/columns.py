"""Columns of a table as NumPy arrays and plain lists, for checks over hundreds of thousands of rows.

Here: flattening, masks, offsets with nulls, finding the rows of keys. Not here: any check.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

Rows = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]

NOWHERE = -1  # the position of what is not there


class Numbers(NamedTuple):
    """A column of integers; where it is null the value says nothing."""

    value: Rows
    is_known: Mask


def flat(chunked: pa.ChunkedArray) -> pa.Array:
    """Return the column in one piece, without copying what is one piece already."""
    if chunked.num_chunks == 1:
        return chunked.chunk(0)
    return pa.concat_arrays(chunked.chunks) if chunked.num_chunks else pa.array([], type=chunked.type)


def true(mask: pa.Array | pa.ChunkedArray) -> Mask:
    """Return a Boolean mask as NumPy, null counting as false."""
    filled: Mask = pc.fill_null(mask, False).to_numpy(zero_copy_only=False)
    return filled.astype(bool)


def where(mask: Mask) -> Rows:
    """Return the positions at which a mask is true, ascending."""
    return np.flatnonzero(mask).astype(np.int64)


def numbers(column: pa.Array) -> Numbers:
    """Return a column of integers with its nulls apart."""
    known: Mask = pc.is_valid(column).to_numpy(zero_copy_only=False)
    filled: Rows = pc.fill_null(column, 0).to_numpy(zero_copy_only=False)
    return Numbers(filled, known)


def positions(keys: pa.Array, known: pa.Array) -> Rows:
    """Return for each key the last position at which it stands in `known`, or NOWHERE; null is a key like any other."""
    backwards = known.take(pa.array(np.arange(len(known) - 1, -1, -1)))
    found: Rows = pc.fill_null(pc.index_in(keys, value_set=backwards), len(known)).to_numpy(zero_copy_only=False)
    return len(known) - 1 - found.astype(np.int64)


def repeated(data: pa.Table, key: Sequence[str]) -> Rows:
    """Return the rows whose key another row has too; quick where the rows stand in the order of their keys."""
    keys = data.select(list(key))
    if _ascends(keys):
        return np.array([], dtype=np.int64)
    groups = keys.append_column("", pa.array(np.arange(keys.num_rows))).group_by(list(key)).aggregate([("", "list")])
    several = groups.filter(pc.greater(pc.list_value_length(groups.column("_list")), 1))
    rows: Rows = pc.list_flatten(flat(several.column("_list"))).to_numpy(zero_copy_only=False)
    return rows.astype(np.int64)


def _ascends(keys: pa.Table) -> bool:
    """Say whether every row is above the one before it, column by column."""
    tied = np.ones(max(keys.num_rows - 1, 0), dtype=bool)
    for column in map(flat, keys.columns):
        before, after = column.slice(0, len(tied)), column.slice(1)
        if column.null_count or true(pc.greater(before, after))[tied].any():
            return False
        tied &= true(pc.equal(before, after))
    return not tied.any()


def dangling(keys: pa.Table, known: pa.Table) -> Rows:
    """Return the rows of `keys` without null that stand in no row of `known`, whose columns correspond in order."""
    names = keys.column_names
    rows = keys.append_column("", pa.array(np.arange(keys.num_rows))).drop_null()
    if len(names) == 1:
        lost = rows.filter(pc.invert(pc.is_in(rows.column(0), value_set=flat(known.column(0)))))
    else:
        lost = rows.join(known.rename_columns(names), names, join_type="left anti")
    found: Rows = lost.column("").to_numpy()
    return found.astype(np.int64)
