"""What must hold of every release after every fault, checked by itself and by the store's own deep verification.

Not here: what the rows say (see `sample_tables` and `worlds`).
"""

from __future__ import annotations

import hashlib
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from depeche.store import Release, Store, examine


def fault_of(release: Release, seen: set[object] | None = None) -> str | None:
    """Compare every part of a release with its manifest, bytes and rows; return the first fault.

    What is in `seen` was compared before: files that releases share are read once.
    """
    known = set() if seen is None else seen
    for name in release.tables:
        for part in release.entries(name):
            identity = (_identity(release, part.path), part.sha256, part.rows)
            if identity in known:
                continue
            known.add(identity)
            data = release.place.read(part.path)
            if data is None:
                return f"{release.id}: {part.path} is missing"
            if len(data) != part.bytes or hashlib.sha256(data).hexdigest() != part.sha256:
                return f"{release.id}: {part.path} has other bytes than the manifest says"
            if pq.read_metadata(pa.BufferReader(data)).num_rows != part.rows:
                return f"{release.id}: {part.path} has another number of rows than the manifest says"
        if sum(part.rows for part in release.entries(name)) != release.manifest.tables[name].rows:
            return f"{release.id}: the parts of {name} have another number of rows than the table"
    return None


def _identity(release: Release, path: str) -> object:
    """Return what tells a file from every other, whatever its names."""
    if not release.place.is_local:
        return path
    try:
        return Path(release.place.path(path)).stat().st_ino
    except FileNotFoundError:
        return path


def store_fault(store: Store) -> str | None:
    """Return what is wrong with a store as a whole: its list, its pointer, its tags, any release in it."""
    releases = store.releases()
    if damaged := store.damaged_ids():
        return f"listed but not readable: {', '.join(damaged)}"
    known = {release.id for release in releases}
    if store.latest_id() not in (known or {None}):
        return f"LATEST says {store.latest_id()}, which is no release"
    if lost := {tag: release for tag, release in store.tags().items() if release not in known}:
        return f"tags of releases that are not there: {lost}"
    numbers = [release.manifest.sequence for release in releases]
    if numbers != sorted(set(numbers)):
        return f"sequence numbers are used twice: {numbers}"
    seen: set[object] = set()
    for release in releases:
        if fault := fault_of(release, seen):
            return fault
    damage = examine(store, deep=True)
    return None if damage.is_none else str(damage)
