"""Packs: many small entries in one immutable file, each found by its key.

An Arrow file of two columns, key and value, compressed in batches of a few megabytes, so that looking for keys reads
no values. The name of a pack is the SHA-256 of its bytes: a damaged or truncated one is known for what it is. Not here:
what keys and values mean (see `cache`), where packs are kept between runs (see `shelf`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa

KEY_BYTES = 20
SUFFIX = ".pack"

_SCHEMA = pa.schema([("key", pa.binary(KEY_BYTES)), ("value", pa.large_binary())])
_BATCH_BYTES = 4 << 20
_WRITE = pa.ipc.IpcWriteOptions(compression="zstd", use_threads=False)
_READ = pa.ipc.IpcReadOptions(use_threads=False)
_READ_KEYS = pa.ipc.IpcReadOptions(use_threads=False, included_fields=[0])


class Entry(NamedTuple):
    """Something worth keeping under a key of 20 bytes."""

    key: bytes
    value: bytes | memoryview


def write_pack(entries: Iterable[Entry]) -> bytes:
    """Return a pack of entries in their order; of entries with the same key only the first is kept."""
    sink = pa.BufferOutputStream()
    with pa.ipc.new_file(sink, _SCHEMA, options=_WRITE) as writer:
        for batch in _batches(entries):
            writer.write_batch(batch)
    return bytes(memoryview(sink.getvalue()))


def _batches(entries: Iterable[Entry]) -> Iterator[pa.RecordBatch]:
    seen: set[bytes] = set()
    current: list[Entry] = []
    size = 0
    for entry in entries:
        if entry.key in seen:
            continue
        seen.add(entry.key)
        if current and size + len(entry.value) > _BATCH_BYTES:
            yield _batch(current)
            current, size = [], 0
        current.append(entry)
        size += len(entry.value)
    if current:
        yield _batch(current)


def _batch(entries: list[Entry]) -> pa.RecordBatch:
    columns = [[entry.key for entry in entries], [entry.value for entry in entries]]
    return pa.record_batch([pa.array(c, f.type) for c, f in zip(columns, _SCHEMA, strict=True)], schema=_SCHEMA)


def pack_name(data: bytes) -> str:
    """Return the name that a pack of these bytes has."""
    return f"{hashlib.sha256(data).hexdigest()}{SUFFIX}"


def save_pack(folder: Path, entries: Iterable[Entry]) -> str | None:
    """Write entries as a pack into a folder, under its own name, and return its path; None when there is no entry."""
    chosen = list(entries)
    if not chosen:
        return None
    data = write_pack(chosen)
    path = folder / pack_name(data)
    path.write_bytes(data)
    return str(path)


def is_whole(name: str, data: bytes) -> bool:
    """Tell whether these are the bytes of the pack of that name."""
    return pack_name(data) == name


class Pack:
    """A pack on the local disk. Raises OSError or pyarrow.ArrowInvalid when its file is no pack."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._source = pa.memory_map(str(path))
        reader = pa.ipc.open_file(self._source, options=_READ_KEYS)
        self.batch_keys = [_fixed(reader.get_batch(index)) for index in range(reader.num_record_batches)]

    @property
    def keys(self) -> Iterator[bytes]:
        """The keys of all entries in their order."""
        return (key for keys in self.batch_keys for key in keys)

    def entries(self, is_wanted: Callable[[bytes], bool]) -> Iterator[Entry]:
        """Give the wanted entries in their order; batches without one stay unread. A value lives as long as its
        batch is referred to.
        """
        reader = pa.ipc.open_file(self._source, options=_READ)
        for index, keys in enumerate(self.batch_keys):
            wanted = [row for row, key in enumerate(keys) if is_wanted(key)]
            if wanted:
                values = _values(reader.get_batch(index).column(1))
                yield from (Entry(keys[row], values(row)) for row in wanted)


def _fixed(batch: pa.RecordBatch) -> list[bytes]:
    """Return the keys of a batch."""
    found: list[bytes] = batch.column(0).to_pylist()
    return found


def _values(column: pa.LargeBinaryArray) -> Callable[[int], memoryview]:
    """Return how to find a value of a column by its row, without a copy."""
    _, offsets_buffer, data_buffer = column.buffers()
    offsets = memoryview(offsets_buffer).cast("q")[column.offset : column.offset + len(column) + 1]
    data = memoryview(data_buffer) if data_buffer is not None else memoryview(b"")
    return lambda row: data[offsets[row] : offsets[row + 1]]


def read_entries(packs: Iterable[Path], wanted: Collection[bytes]) -> Iterator[Entry]:
    """Give each wanted entry once, from the first of the packs that holds it; what no pack holds is left out."""
    missing = set(wanted)
    for path in packs:
        if not missing:
            return
        for entry in Pack(path).entries(missing.__contains__):
            if entry.key in missing:
                missing.discard(entry.key)
                yield entry
