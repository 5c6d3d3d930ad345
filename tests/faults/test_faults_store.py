"""Real processes that die while they publish, two writers at once, full and read-only disks, damaged files.

After every fault the same must hold: the store opens, every release in it is complete and consistent, and the next run
publishes.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from depeche.contract import load_contract
from depeche.errors import StoreError
from depeche.store import Release, Store, moves, verify

HERE = Path(__file__).parent
KILLED = {"signal": signal.SIGKILL}


class Driver:
    """The other side of publish_driver.py."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, str(HERE / "publish_driver.py")], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def send(self, store: Store, **command: Any) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps({"store": str(store.root), **command}) + "\n")
        self.process.stdin.flush()

    def answer(self) -> dict[str, Any]:
        assert self.process.stdout is not None
        return json.loads(self.process.stdout.readline())

    def ask(self, store: Store, **command: Any) -> dict[str, Any]:
        self.send(store, **command)
        return self.answer()

    def close(self) -> None:
        assert self.process.stdin is not None and self.process.stdout is not None
        self.process.stdin.close()
        self.process.wait(timeout=60)
        self.process.stdout.close()


@pytest.fixture(scope="module")
def driver() -> Iterator[Driver]:
    made = Driver()
    yield made
    made.close()


@pytest.fixture(scope="module")
def other() -> Iterator[Driver]:
    made = Driver()
    yield made
    made.close()


def version_of(release: Release, sample: ModuleType) -> int:
    """Return the one version that all tables of a release are of."""
    found = {name: sample.versions(release.read(name), name) for name in load_contract().tables if name != "releases"}
    (version,) = set.union(*found.values())
    assert all(versions == {version} for versions in found.values()), found
    return version


def assert_sound(store: Store, sample: ModuleType) -> None:
    """Every release is complete and of one version, numbers are unique, and the pointer leads to one of them."""
    releases = store.releases()
    for release in releases:
        assert verify(release, deep=True) == []
        version_of(release, sample)
    numbers = [release.manifest.sequence for release in releases]
    assert numbers == sorted(set(numbers))
    assert store.latest_id() in {None, *(release.id for release in releases)}


# ---------------------------------------------------------------- killed runs


@pytest.mark.slow
def test_runs_killed_at_random_moments_never_show(driver: Driver, sample: ModuleType, tmp_path: Path) -> None:
    store, chance = Store(tmp_path / "store"), random.Random(20240301)
    driver.ask(store, version=1)
    began = time.monotonic()
    driver.ask(store, version=2)
    lasts = time.monotonic() - began
    version, killed = 2, 0
    while killed < 6:
        version += 1
        assert version < 60, "hardly any run could be hit"
        before = store.open()
        killed += driver.ask(store, version=version, kill_after=chance.uniform(0.0, lasts)) == KILLED
        assert version_of(store.open(), sample) in {version_of(before, sample), version}
        assert verify(store.open()) == []
    assert driver.ask(store, version=99).keys() == {"operations"}
    assert version_of(store.open(), sample) == 99
    assert_sound(store, sample)


class Rehearsal:
    """A store with one release, and the file operations that the next publication makes, in their order."""

    def __init__(self, driver: Driver, folder: Path) -> None:
        self.driver, self.folder, self.base = driver, folder, Store(folder / "base")
        driver.ask(self.base, version=1)
        self.operations: list[str] = driver.ask(self.copy(), version=2, watch=None)["operations"]
        self.pointing = self.operations.index("os.rename LATEST")

    def copy(self) -> Store:
        return Store(shutil.copytree(self.base.root, self.folder / f"essai-{len(list(self.folder.iterdir()))}"))

    def killed_before(self, number: int) -> Store:
        """Return a store whose second publication died just before the operation with this number."""
        store = self.copy()
        assert self.driver.ask(store, version=2, watch=number) == KILLED, self.operations[number]
        return store


@pytest.fixture(scope="module")
def rehearsal(driver: Driver, tmp_path_factory: pytest.TempPathFactory) -> Rehearsal:
    return Rehearsal(driver, tmp_path_factory.mktemp("répétition"))


@pytest.mark.slow
def test_a_run_killed_before_each_of_its_file_operations(rehearsal: Rehearsal, sample: ModuleType) -> None:
    tables = [n for n, operation in enumerate(rehearsal.operations) if ".parquet" in operation]
    third = sample.sample_tables(3)
    for point, operation in enumerate(rehearsal.operations):
        if point in tables[5:-2]:
            continue  # all tables are written alike
        store = rehearsal.killed_before(point)
        assert version_of(store.open(), sample) == (1 if point <= rehearsal.pointing else 2), operation
        assert all(verify(release) == [] for release in store.releases()), operation
        if point in tables:
            continue  # the next run finds scratch files only
        with store.writer() as writer:
            writer.publish(third, sample.facts(3))
        assert version_of(store.open(), sample) == 3, operation


def test_a_release_in_place_that_did_not_become_current_is_superseded(rehearsal: Rehearsal, sample: ModuleType) -> None:
    store = rehearsal.killed_before(rehearsal.pointing)
    first = store.open()
    assert [release.id[:5] for release in store.releases()] == ["r0001", "r0002"]
    with store.writer() as writer:
        third = writer.publish(sample.sample_tables(2), sample.facts(2))
    assert third.id.startswith("r0003-")
    assert third.manifest.parent == first.id


def test_the_first_release_in_place_without_a_pointer(driver: Driver, sample: ModuleType, tmp_path: Path) -> None:
    operations = driver.ask(Store(tmp_path / "essai"), version=1, watch=None)["operations"]
    store = Store(tmp_path / "store")
    assert driver.ask(store, version=1, watch=operations.index("os.rename LATEST")) == KILLED
    assert store.latest() is None
    driver.ask(store, version=1)
    assert store.open().id.startswith("r0002-")
    assert_sound(store, sample)


def test_a_pointer_moved_just_before_death_is_in_the_history_later(rehearsal: Rehearsal) -> None:
    history = max(n for n, operation in enumerate(rehearsal.operations) if operation == "open history.jsonl")
    store = rehearsal.killed_before(history)
    assert [move.action for move in moves(store)] == ["publish"]
    with store.writer():
        pass
    assert [(move.action, move.after) for move in moves(store)][1:] == [("recover", store.latest_id())]


def test_what_a_dead_run_left_is_swept(rehearsal: Rehearsal) -> None:
    store = rehearsal.killed_before(rehearsal.pointing // 2)
    assert list((store.root / "staging").iterdir())
    with store.writer() as writer:
        assert list((store.root / "staging").iterdir()) == [writer.staging]


# ---------------------------------------------------------------- several processes


def test_the_lock_of_a_dead_process_is_free(driver: Driver, tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    assert driver.ask(store, version=1, hold="death") == KILLED
    assert (store.root / ".lock").read_bytes() != b""
    with store.writer(timeout=0):
        pass


def test_a_second_writer_is_refused_while_the_first_is_at_work(driver: Driver, other: Driver, tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    driver.send(store, version=1, hold=str(tmp_path / "assez"))
    while not (store.root / "staging").exists():
        assert driver.process.poll() is None
        time.sleep(0.01)
    refused = other.ask(store, version=2, timeout=0)
    (tmp_path / "assez").touch()
    assert refused["error"] == "StoreLocked"
    assert "process " in refused["message"]
    assert driver.answer().keys() == {"operations"}
    assert [release.manifest.sequence for release in store.releases()] == [1]


def test_two_writers_that_wait_for_each_other_make_one_chain(
    driver: Driver, other: Driver, sample: ModuleType, tmp_path: Path
) -> None:
    store = Store(tmp_path / "store")
    driver.send(store, version=1, repeat=6, timeout=60)
    other.send(store, version=101, repeat=6, timeout=60)
    assert driver.answer().keys() == other.answer().keys() == {"operations"}
    releases = store.releases()
    assert [release.manifest.sequence for release in releases] == list(range(1, 13))
    assert [release.manifest.parent for release in releases] == [None, *(release.id for release in releases[:-1])]
    assert_sound(store, sample)


def test_readers_see_one_consistent_release_at_any_time(driver: Driver, sample: ModuleType, tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    driver.ask(store, version=1)
    driver.send(store, version=2, repeat=10)
    seen: list[int] = []
    while not seen or seen[-1] < 11:
        release = store.open()
        seen.append(version_of(release, sample))
        assert release.manifest.sequence == seen[-1]
    assert driver.answer().keys() == {"operations"}
    assert seen == sorted(seen)
    assert len(set(seen)) > 1


# ---------------------------------------------------------------- disks


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 1 MiB of its own."""
    place = tmp_path / "disque"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(place)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip(f"no right to mount a disk: {mounted.stderr.decode().strip()}")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def test_a_full_disk_leaves_the_last_release(small_disk: Path, sample: ModuleType) -> None:
    store = Store(small_disk / "store")
    with store.writer() as writer:
        writer.publish(sample.sample_tables(1), sample.facts(1))
    full = 0
    for version, free in enumerate(range(0, 240_000, 12_000), start=2):
        ballast, space = small_disk / "lest", os.statvfs(small_disk)
        ballast.write_bytes(b"\0" * max(0, space.f_bavail * space.f_bsize - free))
        before = store.open()
        try:
            with store.writer() as writer:
                writer.publish(sample.sample_tables(version), sample.facts(version))
        except StoreError as problem:
            full += 1
            assert "the disk is full" in problem.message
            assert store.open().id == before.id
        else:
            assert version_of(store.open(), sample) == version
        ballast.unlink()
        assert_sound(store, sample)
        for old in store.ids():  # make room again, as a person would
            if old != store.latest_id():
                subprocess.run(["rm", "-r", str(store.folder(old))], check=True)
    assert full >= 3
    assert version_of(store.open(), sample) > 1, "with enough room the publication succeeds"


def test_a_read_only_disk_can_be_read_and_says_so_when_written(small_disk: Path, sample: ModuleType) -> None:
    store = Store(small_disk / "store")
    with store.writer() as writer:
        writer.publish(sample.sample_tables(1), sample.facts(1))
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    assert version_of(store.open(), sample) == 1
    with pytest.raises(StoreError, match="the disk is read-only"), store.writer():
        pass


def test_a_folder_without_permission_is_reported(driver: Driver, tmp_path: Path) -> None:
    closed = tmp_path / "fermé"
    closed.mkdir(mode=0o555)
    nobody = 65534 if os.getuid() == 0 else None
    answer = driver.ask(Store(closed / "store"), version=1, user=nobody)
    assert answer["error"] == "StoreError"
    assert "the permission is missing" in answer["message"]


def test_a_file_where_the_store_should_be_is_reported(tmp_path: Path) -> None:
    (tmp_path / "store").write_text("un fichier", encoding="utf-8")
    with pytest.raises(StoreError, match="Cannot create the folder"), Store(tmp_path / "store").writer():
        pass


# ---------------------------------------------------------------- damaged bytes


def test_every_flipped_byte_is_found(sample: ModuleType, tmp_path: Path) -> None:
    store, chance = Store(tmp_path / "store"), random.Random(7)
    with store.writer() as writer:
        release = writer.publish(sample.sample_tables(1), sample.facts(1))
    path = release.path("articles")
    path.chmod(0o644)
    sound = path.read_bytes()
    for place in chance.sample(range(len(sound)), 60):
        path.write_bytes(sound[:place] + bytes([sound[place] ^ (1 << chance.randrange(8))]) + sound[place + 1 :])
        assert [(problem.file, problem.kind) for problem in verify(release)] == [("articles.parquet", "checksum")]
    path.write_bytes(sound)
    assert verify(release) == []


def test_a_damaged_table_is_no_traceback(sample: ModuleType, tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    with store.writer() as writer:
        release = writer.publish(sample.sample_tables(1), sample.facts(1))
    path = release.path("articles")
    path.chmod(0o644)
    for damaged in (b"", b"PAR1", path.read_bytes()[:-40], b"\0" * path.stat().st_size):
        path.write_bytes(damaged)
        with pytest.raises(StoreError, match="articles"):
            release.read("articles")
