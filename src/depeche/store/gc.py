"""Making room: what nothing needs any more is deleted, in an order that a crash cannot harm.

A release first ceases to exist, in one step (its folder leaves `releases/`, its manifest is deleted), and only then its
files go: killed at any moment, every release that is listed can be read, and what was left over goes the next time. A
reader that holds a release open while it is dropped is told that its files are missing. Not here: what is not needed
(see `waste`).
"""

from __future__ import annotations

from collections.abc import Collection
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

from depeche.store import disk
from depeche.store.retention import Keep
from depeche.store.waste import Waste, find_waste, vacuum
from depeche.store.writer import Writer

GRACE = timedelta(hours=24)  # a run that lost its lease may still be uploading what it will never publish

_LEAVING = "leaving"
_AT_ONCE = 8  # deleting waits for the disk far longer than it works


def collect(writer: Writer, keep: Keep, *, grace: timedelta = GRACE) -> Waste:
    """Delete what is not needed, and return what it was."""
    waste = find_waste(writer.store, keep, grace=grace)
    writer.lease.confirm()
    _drop(writer, waste.dropped)
    writer.lease.confirm()
    vacuum(writer.place, waste.delta_entries, dry_run=False)
    _clear(writer.staging / _LEAVING)
    for heap in waste.heaps:
        if heap.what == "delta tables":
            continue  # gone with the old end of their logs
        writer.place.delete(heap.keys)
        for folder in heap.folders:
            writer.place.delete_folder(folder)
    return waste


def _drop(writer: Writer, releases: Collection[str]) -> None:
    """Let releases cease to exist, for good; their files stay for the moment, where the next writer sweeps them too."""
    place = writer.place
    if not place.is_local:
        place.delete(place.manifest_key(release) for release in releases)
        return
    home, leaving = Path(place.path("releases")), disk.make_folder(writer.staging / _LEAVING)
    if not releases:
        return
    with disk.explained("delete releases of", home):
        for release in releases:
            (home / release).rename(leaving / release)
        disk.flush(home)
        disk.flush(leaving)


def _clear(leaving: Path) -> None:
    """Delete the files of releases that have ceased to exist."""
    if leaving.is_dir():
        with ThreadPoolExecutor(_AT_ONCE) as pool:
            for _ in pool.map(disk.remove_folder, leaving.iterdir()):
                pass
    disk.remove_folder(leaving)
