"""Making room in a local store."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from depeche.errors import StoreError
from depeche.store import Release, Store, rollback, verify
from depeche.store.gc import GRACE, collect
from depeche.store.releases import Kind
from depeche.store.retention import Keep
from depeche.store.tags import give_tag
from depeche.store.waste import Waste, find_waste
from depeche.store.writer import Writer

Publish = Callable[..., Release]


@pytest.fixture
def publish(sample: ModuleType) -> Publish:
    def publish(store: Store, version: int, kind: Kind | None = None) -> Release:
        with store.writer(kind=kind) as writer:
            return writer.publish(sample.sample_pieces(writer, version), sample.facts(version))

    return publish


def made(address: Path, sample: ModuleType, count: int, kind: Kind) -> Path:
    store = Store(address)
    for version in range(1, count + 1):
        with store.writer(kind=kind) as writer:
            writer.publish(sample.sample_pieces(writer, version), sample.facts(version))
    return address


def copied(source: Path, target: Path) -> Store:
    """Copy a store with its hard links."""
    target.mkdir()
    linked: dict[int, Path] = {}
    for path in sorted(source.rglob("*")):
        copy = target / path.relative_to(source)
        if path.is_dir():
            copy.mkdir()
        elif (inode := path.stat().st_ino) in linked:
            os.link(linked[inode], copy)
        else:
            linked[inode] = Path(shutil.copy2(path, copy))
    return Store(target)


@pytest.fixture(scope="session")
def many_once(tmp_path_factory: pytest.TempPathFactory, sample: ModuleType) -> Path:
    return made(tmp_path_factory.mktemp("many"), sample, 6, "parquet")


@pytest.fixture
def many(many_once: Path, tmp_path: Path) -> Store:
    """A store of six releases, each of which shares two thirds of its parts with the one before."""
    return copied(many_once, tmp_path / "store")


@pytest.fixture(scope="session")
def delta_once(tmp_path_factory: pytest.TempPathFactory, sample: ModuleType) -> Path:
    return made(tmp_path_factory.mktemp("delta"), sample, 3, "delta")


@pytest.fixture
def delta(delta_once: Path, tmp_path: Path) -> Store:
    """A store of three releases kept as Delta tables."""
    return copied(delta_once, tmp_path / "store")


def size_on_disk(store: Store) -> int:
    files = [path.stat() for path in Path(store.address).rglob("*") if path.is_file()]
    return sum({(status.st_dev, status.st_ino): status.st_size for status in files}.values())


def swept(store: Store, keep: Keep) -> Waste:
    with store.writer() as writer:
        return collect(writer, keep)


def all_sound(store: Store) -> bool:
    return not any(verify(release, deep=True) for release in store.releases()) and not store.damaged_ids()


def test_only_what_is_to_be_kept_stays_and_is_sound(many: Store) -> None:
    ids = many.ids()
    assert swept(many, Keep(2)).dropped == ids[:4]
    assert many.ids() == ids[4:]
    assert all_sound(many)
    assert many.latest_id() == ids[-1]


@pytest.mark.parametrize("last", [1, 2, 5])
def test_the_bytes_foretold_are_those_that_become_free(many: Store, last: int) -> None:
    before = size_on_disk(many)
    foretold = find_waste(many, Keep(last), grace=GRACE)
    assert size_on_disk(many) == before
    done = swept(many, Keep(last))
    assert (done.freed_bytes, done.dropped) == (foretold.freed_bytes, foretold.dropped)
    assert before - size_on_disk(many) == foretold.freed_bytes


def test_a_second_sweep_finds_nothing(many: Store) -> None:
    swept(many, Keep(2))
    waste = swept(many, Keep(2))
    assert (waste.dropped, waste.heaps, waste.freed_bytes) == ((), (), 0)


def test_an_empty_store_has_no_waste(store: Store) -> None:
    assert swept(store, Keep(1)).heaps == ()


def test_the_current_release_and_tagged_ones_stay(many: Store) -> None:
    ids = many.ids()
    with many.writer() as writer:
        give_tag(writer, ids[0], "rapport")
    rollback(many, ids[2])
    swept(many, Keep(1))
    assert many.ids() == (ids[0], ids[2], ids[5])
    assert many.open("rapport").id == ids[0]
    assert many.latest_id() == ids[2]
    assert all_sound(many)


def test_numbers_of_releases_that_went_are_not_given_again(many: Store, publish: Publish) -> None:
    ids = many.ids()
    rollback(many, ids[3])
    swept(many, Keep(1))
    assert publish(many, 7).manifest.sequence == 7


def test_pages_and_failed_runs_of_releases_that_went_go_too(many: Store) -> None:
    ids, root = many.ids(), Path(many.address)
    (root / "reports").mkdir()
    for name in (f"{ids[0]}.html", f".{ids[0]}.html.part", f"{ids[5]}.html", "notes.html"):
        (root / "reports" / name).write_text("page")
    for name in (f"20260101T000000.000000Z-{ids[1]}", f"20260102T000000.000000Z-{ids[5]}", "by hand"):
        (root / "failed" / name).mkdir(parents=True)
        (root / "failed" / name / "rejections.parquet").write_bytes(b"x")
    swept(many, Keep(2))
    assert sorted(path.name for path in (root / "reports").iterdir()) == ["notes.html", f"{ids[5]}.html"]
    assert sorted(path.name for path in (root / "failed").iterdir()) == [
        f"20260102T000000.000000Z-{ids[5]}",
        "by hand",
    ]


def test_lists_of_sources_of_releases_that_went_go_too(many: Store, sample: ModuleType) -> None:
    for version in (1, 6):
        many.place.write(f"cache/sources/{sample.facts(version).input_fingerprint}.list", b"x")
    many.place.write("cache/read/0.pack", b"x")
    swept(many, Keep(2))
    left = [stored.key for stored in many.place.list("cache")]
    assert left == ["cache/read/0.pack", f"cache/sources/{sample.facts(6).input_fingerprint}.list"]


def test_files_that_dead_runs_left_half_written_go(many: Store) -> None:
    (Path(many.address) / ".LATEST.123.new").write_bytes(b"r0")
    waste = swept(many, Keep(30))
    assert [(heap.what, heap.file_count, heap.freed_bytes) for heap in waste.heaps] == [("unfinished", 1, 2)]
    assert not list(Path(many.address).glob(".*.new"))


def test_a_damaged_release_is_named_and_left_alone(many: Store) -> None:
    ids = many.ids()
    path = Path(many.place.path(many.place.manifest_key(ids[0])))
    path.chmod(0o644)
    path.write_bytes(b"{")
    waste = swept(many, Keep(2))
    assert (waste.damaged, waste.dropped) == (ids[:1], ids[1:4])
    assert many.ids() == (ids[0], *ids[4:])


def test_a_store_without_a_current_release_is_not_swept(many: Store) -> None:
    (Path(many.address) / "LATEST").unlink()
    with pytest.raises(StoreError, match="LATEST is missing"):
        find_waste(many, Keep(1), grace=GRACE)
    (Path(many.address) / "history.jsonl").unlink()  # as if the first publication had died before it moved LATEST
    with pytest.raises(StoreError, match="no current one"):
        find_waste(many, Keep(1), grace=GRACE)


def die_after(steps: int, work: Callable[[], object]) -> None:
    """Do work in a process that is gone without a word after so many changes to the disk."""
    process = os.fork()
    if process:
        os.waitpid(process, 0)
        return
    left = steps

    def dying(change: Callable[..., object]) -> Callable[..., object]:
        def step(*args: object, **options: object) -> object:
            nonlocal left
            if left == 0:
                os._exit(0)
            left -= 1
            return change(*args, **options)

        return step

    for name in ("rename", "mkdir", "unlink", "rmdir"):
        setattr(os, name, dying(getattr(os, name)))
    try:
        work()
    finally:
        os._exit(0)


@pytest.mark.parametrize("steps", [0, 1, 2, 3, 4, 5, 6, 7, 8, 50, 200, 400])
def test_killed_at_any_step_every_release_that_is_listed_can_be_read(many: Store, steps: int) -> None:
    before = many.ids()
    die_after(steps, lambda: swept(many, Keep(1)))
    assert many.ids() == before[len(before) - len(many.ids()) :]
    assert all_sound(many)
    swept(many, Keep(1))
    assert many.ids() == before[-1:]
    assert all_sound(many)
    left = {path.name for path in Path(many.address).iterdir()}
    assert left == {".lock", "LATEST", "history.jsonl", "releases"}


def test_delta_tables_lose_what_only_dropped_releases_need(delta: Store, publish: Publish) -> None:
    before, ids = size_on_disk(delta), delta.ids()
    foretold = find_waste(delta, Keep(1), grace=GRACE)
    waste = swept(delta, Keep(1))
    assert {heap.what for heap in waste.heaps} == {"releases", "delta tables"}
    assert waste.freed_bytes == foretold.freed_bytes > 0
    assert size_on_disk(delta) < before
    assert delta.ids() == ids[-1:]
    assert all_sound(delta)
    publish(delta, 4)
    assert all_sound(delta)


def test_a_damaged_release_of_a_store_with_delta_tables_stops_the_sweep(delta: Store) -> None:
    path = Path(delta.place.path(delta.place.manifest_key(delta.ids()[0])))
    path.chmod(0o644)
    path.write_bytes(b"{")
    with pytest.raises(StoreError, match="nobody can tell"):
        swept(delta, Keep(1))
    assert len(delta.ids()) == 3


def test_sweeping_needs_the_right_to_write(many: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    with many.writer() as writer:

        class Lost:
            def confirm(self) -> None:
                raise StoreError("Another run took over.")

        monkeypatch.setattr(writer, "lease", Lost())
        assert isinstance(writer, Writer)
        with pytest.raises(StoreError, match="took over"):
            collect(writer, Keep(1))
    assert len(many.ids()) == 6
