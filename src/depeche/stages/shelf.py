"""The folder `cache/` of a store: packs of what was read of documents, kept between runs.

A cache is only ever a cache: a pack that is damaged or gone costs time, never a document or an answer. Packs never
change; each run adds some and merges small ones, so that their number stays logarithmic. Only the one writer of the
store comes here. Not here: what a pack holds (see `keys`), the list of source files (see `sources`).
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Protocol

import pyarrow as pa

from depeche.errors import StoreError
from depeche.stages.keys import KINDS
from depeche.stages.packs import SUFFIX, Entry, Pack, is_whole, pack_name, write_pack
from depeche.store.place import Stored

FOLDER = "cache/read"

_GROWTH = 2  # a pack is merged with the smaller ones unless it is larger than this many times all of them
_logger = logging.getLogger("depeche.stages")


class Bytes(Protocol):
    """What is needed of the place of a store; see `store.place.Place`."""

    is_local: bool

    def path(self, key: str) -> str: ...
    def read(self, key: str) -> bytes | None: ...
    def list(self, prefix: str) -> list[Stored]: ...
    def write(self, key: str, data: bytes) -> None: ...
    def delete(self, keys: Iterable[str]) -> None: ...


def take_down(place: Bytes, work: Path) -> tuple[Path, ...]:
    """Return the packs of a store as local files, fetched into `work` where the store is none; leave out, and delete
    with a warning, what is no whole pack.
    """
    found = []
    for stored in place.list(FOLDER):
        name = stored.key.rpartition("/")[2]
        data = place.read(stored.key) if name.endswith(SUFFIX) else None
        if data is not None and is_whole(name, data) and _is_readable(path := _as_local(place, stored.key, data, work)):
            found.append(path)
            continue
        if data is not None:
            _logger.warning("%s in the cache is damaged; its documents are read again", stored.key)
        place.delete([stored.key])  # of a version to come, of a dead run, or damaged
    return tuple(found)


def _as_local(place: Bytes, key: str, data: bytes, work: Path) -> Path:
    if place.is_local:
        return Path(place.path(key))
    path = work / FOLDER / key.rpartition("/")[2]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def _is_readable(path: Path) -> bool:
    try:
        Pack(path)
    except (OSError, pa.ArrowException):
        return False
    return True


def put(place: Bytes, data: bytes) -> None:
    """Keep a pack for later runs, whole or not at all; a place that refuses costs the next run time, so warn only."""
    try:
        place.write(f"{FOLDER}/{pack_name(data)}", data)
    except StoreError as problem:
        _logger.warning("what was read could not be kept for the next run: %s", problem.message)


def tidy(place: Bytes, packs: Sequence[Path], used: Collection[bytes], *, new: Sequence[Path], anew: bool) -> None:
    """Merge small packs and those that are mostly out of use, keeping what a document of this run uses.

    `packs` lay in the cache before this run, `new` were added by it and win where both hold a key. `anew`: merge all,
    so that of `packs` only those used entries stay that `new` does not hold.
    """
    whole = [Pack(path) for path in (*new, *packs)]
    chosen = whole if anew else _to_merge(whole, used)
    if not chosen:
        return
    names = {pack.path.name for pack in chosen}
    data = write_pack(_merged(chosen, used))
    try:
        place.write(f"{FOLDER}/{pack_name(data)}", data)
        place.delete(f"{FOLDER}/{name}" for name in sorted(names - {pack_name(data)}))
    except StoreError as problem:
        _logger.warning("the cache could not be tidied: %s", problem.message)


def _to_merge(packs: Sequence[Pack], used: Collection[bytes]) -> list[Pack]:
    """Return the packs to be merged into one, in the order given; none when there is nothing to gain."""
    sizes = {pack.path: pack.path.stat().st_size for pack in packs}
    small: set[Path] = set()
    total = 0
    by_size = sorted(sizes, key=lambda path: (sizes[path], path))
    for count, path in enumerate(by_size, start=1):
        if count > 1 and sizes[path] < _GROWTH * total:
            small = set(by_size[:count])
        total += sizes[path]
    return [pack for pack in packs if pack.path in small or _is_mostly_unused(pack, used)]


def _is_mostly_unused(pack: Pack, used: Collection[bytes]) -> bool:
    keys = list(pack.keys)
    return 2 * sum(key in used for key in keys) < len(keys)


def _merged(packs: Iterable[Pack], used: Collection[bytes]) -> Iterator[Entry]:
    """Give the used entries of packs, kind by kind, so that looking for one kind leaves the others unread."""
    chosen = list(packs)
    for kind in KINDS:
        for pack in chosen:
            yield from pack.entries(lambda key, kind=kind: key.startswith(kind) and key in used)  # type: ignore[misc]
