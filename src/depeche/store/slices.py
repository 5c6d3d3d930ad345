"""Which parts of two releases must be compared, and in which portions, so that memory stays bounded.

Parts with the same bytes on both sides cancel out unread. What remains is cut into slices: neighbouring buckets go
together, and large parts, which are sorted by key, are cut by ranges of the key. Not here: how the rows of a slice
are compared (see `comparison`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import pyarrow.parquet as pq

from depeche.store.manifest import Part

_ROWS = 1 << 18  # rows of one side in a slice; several row groups, which several cores read at once
_BYTES = 1 << 25  # their compressed bytes

Bound = str | int


class File(NamedTuple):
    """A part as a local file."""

    bucket: str
    path: str
    rows: int
    bytes: int


class Slice(NamedTuple):
    """Files of both sides of which the rows with low <= first key column < high are compared; None is no bound."""

    before: tuple[File, ...]
    after: tuple[File, ...]
    low: Bound | None = None
    high: Bound | None = None


def remaining(before: Sequence[Part], after: Sequence[Part]) -> tuple[tuple[Part, ...], tuple[Part, ...]]:
    """Return the parts of each side that have no twin with the same bytes on the other."""
    shared = Counter(part.sha256 for part in before) & Counter(part.sha256 for part in after)
    return _without(before, shared), _without(after, shared)


def _without(parts: Sequence[Part], shared: Counter[str]) -> tuple[Part, ...]:
    left = Counter(shared)
    kept = []
    for part in parts:
        if left[part.sha256]:
            left[part.sha256] -= 1
        else:
            kept.append(part)
    return tuple(kept)


def slices(before: Sequence[File], after: Sequence[File], column: str) -> list[tuple[Slice, ...]]:
    """Return groups of slices. A row never leaves its group unless it moved to a bucket of another one.

    `column` is the first one of the key; the slices of one group differ in its range only.
    """
    return [tuple(_ranges(group, column)) for group in _groups(before, after)]


def _groups(before: Sequence[File], after: Sequence[File]) -> Iterator[Slice]:
    """Give neighbouring buckets as long as neither side grows too large."""
    names = [{file.bucket for file in side} for side in (before, after)]
    if not names[0] & names[1]:  # two ways of cutting a table into parts: any row can be anywhere
        yield Slice(tuple(before), tuple(after))
        return
    filed: dict[str, tuple[list[File], list[File]]] = {name: ([], []) for name in sorted(names[0] | names[1])}
    for i, side in enumerate((before, after)):
        for file in side:
            filed[file.bucket][i].append(file)
    group: tuple[list[File], list[File]] = ([], [])
    held = [_Size(0, 0)] * 2
    for bucket in filed.values():
        more = [_size(files) for files in bucket]
        if any(group) and any(
            _is_large(_Size(h.rows + m.rows, h.bytes + m.bytes)) for h, m in zip(held, more, strict=True)
        ):
            yield Slice(tuple(group[0]), tuple(group[1]))
            group, held = ([], []), [_Size(0, 0)] * 2
        for i in (0, 1):
            group[i].extend(bucket[i])
        held = [_Size(h.rows + m.rows, h.bytes + m.bytes) for h, m in zip(held, more, strict=True)]
    yield Slice(tuple(group[0]), tuple(group[1]))


class _Size(NamedTuple):
    rows: int
    bytes: int


def _size(files: Iterable[File]) -> _Size:
    chosen = list(files)
    return _Size(sum(file.rows for file in chosen), sum(file.bytes for file in chosen))


def _is_large(size: _Size) -> bool:
    return size.rows > _ROWS or size.bytes > _BYTES


def _ranges(group: Slice, column: str) -> Iterator[Slice]:
    """Cut a group by ranges of the key where its largest part has bounds to cut at."""
    files = [*group.before, *group.after]
    is_large = _is_large(_size(group.before)) or _is_large(_size(group.after))
    cuts = _cuts(max(files, key=lambda file: file.bytes), column) if is_large else []
    bounds = [None, *cuts, None]
    for low, high in pairwise(bounds):
        yield group._replace(low=low, high=high)


def _cuts(file: File, column: str) -> list[Bound]:
    """Return ascending keys at which row groups begin, each one slice after the last."""
    metadata = pq.read_metadata(file.path)
    cuts: list[Bound] = []
    rows = size = 0
    for group in (metadata.row_group(i) for i in range(metadata.num_row_groups)):
        chunks = [group.column(i) for i in range(group.num_columns)]
        statistics = next(chunk.statistics for chunk in chunks if chunk.path_in_schema == column)
        first = statistics.min if statistics is not None and statistics.has_min_max else None
        wide = sum(chunk.total_compressed_size for chunk in chunks)
        is_full = rows + group.num_rows > _ROWS or size + wide > _BYTES
        if rows and is_full and isinstance(first, Bound) and (not cuts or first > cuts[-1]):  # type: ignore[operator]
            cuts.append(first)
            rows = size = 0
        rows, size = rows + group.num_rows, size + wide
    return cuts
