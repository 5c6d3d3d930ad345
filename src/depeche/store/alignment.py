"""Two Arrow tables side by side: which rows have the same key, and in which columns those differ.

Column by column and without a Python object a row. Not here: which files the tables come from (see `portions`), what
becomes of the rows that differ (see `matching`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple, TypeAlias

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from depeche.errors import StoreError

Flags: TypeAlias = NDArray[np.bool_]
Places: TypeAlias = NDArray[np.int64]
_Values: TypeAlias = "pa.Array | pa.ChunkedArray"


class Aligned(NamedTuple):
    """Where rows with the same key stand on both sides, pair by pair, and which rows stand on one side only."""

    left: Places
    right: Places
    only_left: Places
    only_right: Places


def aligned(left: pa.Table, right: pa.Table, key: Sequence[str]) -> Aligned:
    """Match the rows of two tables by their key, of which each side holds a value once.

    Raises StoreError where a side holds one twice, or none in a row.
    """
    values = _comparable(left, right, key)
    order = np.argsort(values, kind="stable")  # of two sides that are sorted already it only merges them
    ordered = values[order]
    (first,) = np.nonzero(ordered[1:] == ordered[:-1])
    count = left.num_rows
    if ((order[first] < count) != (order[first + 1] >= count)).any() or any(
        side.column(name).null_count for side in (left, right) for name in key
    ):
        raise StoreError(
            f"rows cannot be told apart by {', '.join(key)}: a key stands twice or is empty",
            hint="see what is wrong with the release: depeche check --deep",
        )
    ours, theirs = order[first], order[first + 1] - count
    is_alone = np.ones(len(values), dtype=np.bool_)
    is_alone[ours] = is_alone[theirs + count] = False
    again = np.argsort(ours, kind="stable")
    return Aligned(ours[again], theirs[again], np.flatnonzero(is_alone[:count]), np.flatnonzero(is_alone[count:]))


def _comparable(left: pa.Table, right: pa.Table, key: Sequence[str]) -> NDArray[Any]:
    """Return a value for each row of the left side, then of the right, that is the same where the key is."""
    parts = [_both(left, right, name) for name in key]
    if len(parts) == 1 and (words := _fixed(parts[0])) is not None:
        return words
    codes = np.zeros(left.num_rows + right.num_rows, dtype=np.int64)
    count = 1
    for part in parts:
        encoded = part.dictionary_encode()
        size = len(encoded.dictionary) + 1
        if count * size >= 1 << 62:
            known, codes = np.unique(codes, return_inverse=True)
            count = len(known)
        codes = codes * size + np.asarray(encoded.indices)
        count *= size
    return codes


def _both(left: pa.Table, right: pa.Table, name: str) -> pa.Array:
    """Return a column of both sides, one after the other."""
    return _whole(
        pa.chunked_array([*left.column(name).chunks, *right.column(name).chunks], left.schema.field(name).type)
    )


def _fixed(values: pa.Array) -> NDArray[np.bytes_] | None:
    """Return words of one length, as ids are, as an array of numpy, which sorts them faster than it looks them up."""
    if not pa.types.is_string(values.type) or not len(values) or values.null_count:
        return None
    _, offsets_buffer, data = values.buffers()
    offsets = np.frombuffer(offsets_buffer, dtype=np.int32)[values.offset : values.offset + len(values) + 1]
    width = int(offsets[1] - offsets[0])
    if not width or not (np.diff(offsets) == width).all():
        return None
    stored = np.frombuffer(data, dtype=np.uint8)[offsets[0] : offsets[-1]]
    return stored.view(f"S{width}") if stored.all() else None  # numpy leaves out null bytes at the end


def picked(values: _Values, places: Places) -> _Values:
    """Return the values at some places; where these ascend and leave little out, much faster than by taking each."""
    if len(places) == len(values) and _ascend(places):
        return values
    if 2 * len(places) > len(values) and _ascend(places):
        mask = np.zeros(len(values), dtype=np.bool_)
        mask[places] = True
        return values.filter(pa.array(mask))
    return values.take(pa.array(places))


def _ascend(places: Places) -> bool:
    return bool((places[1:] > places[:-1]).all())


def differing(left: _Values, right: _Values) -> Flags:
    """Tell of each pair of values of one type whether they differ; null is a value, and NaN is the same as NaN."""
    kind = left.type
    if pa.types.is_dictionary(kind):
        return differing(*_numbered(left, right))
    if pa.types.is_list(kind) or pa.types.is_large_list(kind):
        return _differing_lists(_whole(left), _whole(right))
    if pa.types.is_struct(kind):
        ours, theirs = _whole(left), _whole(right)
        found: Flags = _flags(ours.is_null()) != _flags(theirs.is_null())
        for one, other in zip(ours.flatten(), theirs.flatten(), strict=True):
            found |= differing(one, other)
        return found
    unequal = _flags(pc.fill_null(pc.not_equal(left, right), False))
    if left.null_count or right.null_count:
        unequal |= _flags(left.is_null()) != _flags(right.is_null())
    if pa.types.is_floating(kind):
        unequal &= ~_flags(pc.fill_null(pc.and_(pc.is_nan(left), pc.is_nan(right)), False))
    return unequal


def _numbered(left: pa.ChunkedArray, right: pa.ChunkedArray) -> tuple[pa.ChunkedArray, pa.ChunkedArray]:
    """Return for values that are numbers in a dictionary numbers in one and the same."""
    chunks = pa.chunked_array([*left.chunks, *right.chunks], left.type).unify_dictionaries().chunks
    numbers = [chunk.indices for chunk in chunks]
    ours, theirs = numbers[: left.num_chunks], numbers[left.num_chunks :]
    return pa.chunked_array(ours, left.type.index_type), pa.chunked_array(theirs, left.type.index_type)


def _differing_lists(left: pa.Array, right: pa.Array) -> Flags:
    """Compare lists by their lengths, then those of one length element by element."""
    lengths, others = (_lengths(side) for side in (left, right))
    found: Flags = lengths != others
    alike = np.flatnonzero(~found)
    elements = differing(*(picked(side, alike).flatten() for side in (left, right)))
    found[alike.repeat(np.maximum(lengths[alike], 0))[elements]] = True
    return found


def _lengths(lists: pa.Array) -> Places:
    """Return the length of each list, -1 for null."""
    return np.asarray(pc.fill_null(pc.list_value_length(lists), -1)).astype(np.int64)


def _whole(values: _Values) -> pa.Array:
    """Return values as one array."""
    if not isinstance(values, pa.ChunkedArray):
        return values
    return values.chunk(0) if values.num_chunks == 1 else pa.concat_arrays(values.chunks or [pa.array([], values.type)])


def _flags(values: _Values) -> Flags:
    """Return booleans without nulls as an array of numpy."""
    return np.array(values.to_numpy(zero_copy_only=False) if isinstance(values, pa.Array) else values.to_numpy())
