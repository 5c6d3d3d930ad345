"""What a store holds that nothing needs: releases that nobody asked to keep, and what dead runs left behind.

Only a look; shared files count as freed with the last release that holds them. Not here: which releases stay (see
`retention`), how things are deleted (see `gc`).
"""

from __future__ import annotations

import os
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal

from depeche.errors import StoreError
from depeche.store import history, manifest
from depeche.store.manifest import Manifest, Summary, TableEntry
from depeche.store.place import Place, Stored
from depeche.store.releases import Store
from depeche.store.retention import Keep, choose

What = Literal["releases", "delta tables", "orphans", "reports", "failed runs", "cache", "unfinished"]

_REPORT = re.compile(r"reports/\.?(r\d+-[0-9a-f]{10})\.html(?:\.part)?")


@dataclass(frozen=True, slots=True)
class Heap:
    """Files of one sort. `freed_bytes`: what the disk or the bucket holds less without them."""

    what: What
    file_count: int
    freed_bytes: int
    keys: tuple[str, ...] = field(default=(), repr=False)  # to be deleted one by one
    folders: tuple[str, ...] = ()  # to be deleted as a whole


@dataclass(frozen=True, slots=True)
class Waste:
    """What is not needed. `damaged`: releases whose manifest cannot be read; they are left alone."""

    kept: dict[str, tuple[str, ...]]  # release -> why
    dropped: tuple[str, ...]
    damaged: tuple[str, ...]
    heaps: tuple[Heap, ...]
    delta_entries: dict[str, list[TableEntry]] = field(repr=False)  # of Delta tables: what stays

    @property
    def freed_bytes(self) -> int:
        """How many bytes become free."""
        return sum(heap.freed_bytes for heap in self.heaps)


def find_waste(store: Store, keep: Keep, *, grace: timedelta) -> Waste:
    """Return what is not needed; objects that no release ever referred to only when they are older than `grace`."""
    place, known, summaries = store.place, store.ids(), store.summaries()
    kept = _chosen(store, summaries, keep) if known else {}
    readable = {summary.release_id for summary in summaries}
    damaged = tuple(release for release in known if release not in readable)
    dropped = tuple(release for release in known if release not in kept and release not in damaged)
    is_shared = place.shares() or bool(place.folders("delta"))
    if damaged and is_shared:
        raise StoreError(
            f"The manifest of {damaged[0]} cannot be read, so nobody can tell what it needs; nothing was deleted.",
            hint=f"Restore it from a backup, or delete {place.uri(place.manifest_key(damaged[0]))} by hand.",
        )
    manifests = [store.open(release).manifest for release in kept]
    delta_entries = _delta_entries(place, manifests)
    count = _Count(place)
    heaps = [
        *_of_releases(store, manifests, dropped, count, grace),
        count.stored("delta tables", vacuum(place, delta_entries, dry_run=True)),
        *_beside_releases(place, manifests, {*kept, *damaged}, kept, count),
    ]
    return Waste(kept, dropped, damaged, tuple(heap for heap in heaps if heap.file_count), delta_entries)


def vacuum(place: Place, entries: dict[str, list[TableEntry]], *, dry_run: bool) -> list[Stored]:
    """Delete, or only list, what Delta tables hold beyond these entries."""
    if not entries:
        return []
    from depeche.store.delta import DeltaTables  # only such stores need the package

    return DeltaTables(place).vacuum(entries, dry_run=dry_run)


def _chosen(store: Store, summaries: Sequence[Summary], keep: Keep) -> dict[str, tuple[str, ...]]:
    current = store.latest()  # raises where the current release is damaged
    if current is None:
        raise StoreError(
            f"The store {store.address} has releases but no current one; nothing was deleted.",
            hint="Choose it with `depeche rollback RELEASE`.",
        )
    return choose(summaries, keep, current=current.id, tags=store.tags())


def _delta_entries(place: Place, manifests: Iterable[Manifest]) -> dict[str, list[TableEntry]]:
    entries: dict[str, list[TableEntry]] = {}
    if place.folders("delta"):
        for made in manifests:
            for table, entry in made.tables.items():
                entries.setdefault(table, []).append(entry)
    return entries


def _of_releases(
    store: Store, manifests: Iterable[Manifest], dropped: tuple[str, ...], count: _Count, grace: timedelta
) -> Iterator[Heap]:
    """Give what goes below `releases/`: on a disk whole folders, on an object store what nobody refers to."""
    if store.place.is_local:
        yield count.folders("releases", [f"releases/{release}" for release in dropped])
        return
    needed = {part.path for made in manifests for entry in made.tables.values() for part in entry.parts}
    # Sequence numbers are never given twice: what was current once and is not there any more was dropped.
    gone = {move.after for move in history.moves(store)} - set(store.ids()) | set(dropped)
    deleted = {store.place.manifest_key(release) for release in dropped}
    before = datetime.now(UTC) - grace
    parts: list[Stored] = []
    orphans: list[Stored] = []
    for stored in store.place.list("releases"):
        owner, slash, _ = stored.key.removeprefix("releases/").partition("/")
        if stored.key in deleted or (slash and owner in gone and stored.key not in needed):
            parts.append(stored)
        elif slash and stored.key not in needed and stored.modified_at < before:
            orphans.append(stored)
    yield count.stored("releases", parts)
    yield count.stored("orphans", orphans)


def _beside_releases(
    place: Place, manifests: Iterable[Manifest], stay: set[str], kept: Mapping[str, tuple[str, ...]], count: _Count
) -> Iterator[Heap]:
    """Give what belongs to releases that are not there, and what dead runs left."""
    pages = ((stored, _REPORT.fullmatch(stored.key)) for stored in place.list("reports"))
    yield count.stored("reports", [stored for stored, page in pages if page and page[1] not in stay])
    oldest = min((manifest.sequence_of(release) or 0 for release, why in kept.items() if "last" in why), default=0)
    runs = [name for name in place.folders("failed") if _sequence_of_failure(name) < oldest]
    yield count.folders("failed runs", [f"failed/{name}" for name in runs])
    sources = {f"cache/sources/{made.input_fingerprint}.list" for made in manifests}
    yield count.stored("cache", [stored for stored in place.list("cache/sources") if stored.key not in sources])
    if place.is_local:  # what replaces a file is written beside it first
        yield count.files("unfinished", [path.name for path in Path(place.path("")).glob(".*.new")])


def _sequence_of_failure(name: str) -> int:
    """Return the number of the release that a failed run would have made, a high one for what is no failed run."""
    sequence = manifest.sequence_of(name.rpartition("Z-")[2])
    return sys.maxsize if sequence is None else sequence


class _Count:
    """Counts files and what deleting them frees; of files with several names only the last one frees anything."""

    def __init__(self, place: Place) -> None:
        self._place = place
        self._names: Counter[tuple[int, int]] = Counter()  # of files with several names: those that go

    def stored(self, what: What, found: Iterable[Stored]) -> Heap:
        """Return a heap of listed files."""
        found = tuple(found)
        if self._place.is_local:
            return self.files(what, [stored.key for stored in found])
        return Heap(what, len(found), sum(s.size for s in found), keys=tuple(stored.key for stored in found))

    def files(self, what: What, keys: Iterable[str]) -> Heap:
        """Return a heap of local files."""
        keys = tuple(keys)
        return Heap(what, len(keys), sum(self._freed(self._place.path(key)) for key in keys), keys=keys)

    def folders(self, what: What, folders: Iterable[str]) -> Heap:
        """Return a heap of whole folders."""
        folders = tuple(folders)
        if not self._place.is_local:
            found = [stored for folder in folders for stored in self._place.list(folder)]
            return Heap(what, len(found), sum(stored.size for stored in found), folders=folders)
        paths = [
            os.path.join(at, name)  # noqa: PTH118 - there may be a million of them
            for folder in folders
            for at, _, names in os.walk(self._place.path(folder))
            for name in names
        ]
        return Heap(what, len(paths), sum(map(self._freed, paths)), folders=folders)

    def _freed(self, path: str) -> int:
        try:
            status = os.stat(path)  # noqa: PTH116 - as above
        except FileNotFoundError:
            return 0
        if status.st_nlink > 1:
            identity = (status.st_dev, status.st_ino)
            self._names[identity] += 1
            if self._names[identity] < status.st_nlink:
                return 0
        return status.st_size
