"""Making room in a store on an object store, where releases share parts by reference."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from types import ModuleType

import pytest

from depeche.errors import StoreError
from depeche.store import Store, verify
from depeche.store.gc import GRACE, collect
from depeche.store.retention import Keep
from depeche.store.waste import Waste, find_waste


@pytest.fixture
def store(bucket: str, sample: ModuleType) -> Store:
    """A store of four releases, each of which refers to two thirds of the parts of the one before."""
    store = Store(f"s3://{bucket}/presse/store")
    for version in range(1, 5):
        with store.writer() as writer:
            writer.publish(sample.sample_pieces(writer, version), sample.facts(version))
    return store


def size(store: Store) -> int:
    return sum(stored.size for stored in store.place.list("releases"))


def swept(store: Store, keep: Keep, grace: timedelta = GRACE) -> Waste:
    with store.writer() as writer:
        return collect(writer, keep, grace=grace)


def all_sound(store: Store) -> bool:
    return not any(verify(release, deep=True) for release in store.releases())


def test_parts_that_a_release_which_stays_refers_to_stay(store: Store) -> None:
    ids, before = store.ids(), size(store)
    foretold = find_waste(store, Keep(2), grace=GRACE)
    assert size(store) == before
    waste = swept(store, Keep(2))
    assert store.ids() == ids[2:]
    assert all_sound(store)
    assert before - size(store) == waste.freed_bytes == foretold.freed_bytes
    needed = {part.path for release in store.releases() for name in release.tables for part in release.entries(name)}
    left = {stored.key for stored in store.place.list("releases")}
    assert left == needed | {store.place.manifest_key(release) for release in store.ids()}
    assert any(path.startswith(f"releases/{ids[0]}/") for path in needed)
    assert swept(store, Keep(2)).heaps == ()


def test_what_a_sweep_that_died_left_goes_with_the_next_one(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    ids, before = store.ids(), size(store)
    foretold = find_waste(store, Keep(1), grace=GRACE).freed_bytes
    with store.writer() as writer:
        delete = writer.place.delete
        calls = 0

        def dying(keys: Iterable[str]) -> None:
            nonlocal calls
            calls += 1
            if calls > 1:
                raise KeyboardInterrupt
            delete(keys)

        monkeypatch.setattr(writer.place, "delete", dying)
        with pytest.raises(KeyboardInterrupt):
            collect(writer, Keep(1))
    monkeypatch.undo()
    assert store.ids() == ids[-1:]
    assert all_sound(store)
    swept(store, Keep(1))
    assert before - size(store) == foretold
    assert all_sound(store)


def test_uploads_of_a_run_that_never_published_go_when_they_are_old(store: Store) -> None:
    key = "releases/r0099-0123456789/articles/b0.parquet"
    store.place.write(key, b"x" * 10)
    assert swept(store, Keep(30)).heaps == ()
    (heap,) = swept(store, Keep(30), grace=timedelta(0)).heaps
    assert (heap.what, heap.keys, heap.freed_bytes) == ("orphans", (key,), 10)
    assert store.place.size(key) is None
    assert all_sound(store)


def test_a_manifest_that_cannot_be_read_stops_the_sweep(store: Store) -> None:
    store.place.write(store.place.manifest_key(store.ids()[0]), b"{")
    with pytest.raises(StoreError, match="nobody can tell"):
        swept(store, Keep(1))
    assert len(store.ids()) == 4
