"""Real processes that die while they publish, at random and before each kind of file operation, and their locks.

After every fault the same must hold: the store opens, every release in it is complete and consistent, and the next run
publishes. Not here: killed commands (`test_faults_killed_runs`), damaged files, disks.
"""

from __future__ import annotations

import random
import re
import shutil
import signal
import time
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from depeche.contract import load_contract
from depeche.store import Store, moves, verify

KILLED = {"signal": signal.SIGKILL}
TABLES = "|".join(load_contract().tables)
VARIABLE = re.compile(rf"(?<=/)({TABLES})(?=[/.]|$)|r\d{{4}}-[0-9a-f]+|\d{{8}}T\d+Z-\d+|b\d\.|\d+(?=\.new)")


Sound = Callable[[Store], bool]


# ---------------------------------------------------------------- killed runs


@pytest.mark.slow
def test_runs_killed_at_random_moments_never_show(
    driver: Any, sample: ModuleType, sound: Sound, tmp_path: Path
) -> None:
    store, chance = Store(tmp_path / "store"), random.Random(20240301)
    driver.ask(store=store.address, version=1, pieces=True)
    began = time.monotonic()
    driver.ask(store=store.address, version=2, pieces=True)
    lasts = time.monotonic() - began
    version, killed = 2, 0
    while killed < 6:
        version += 1
        assert version < 60, "hardly any run could be hit"
        before = sample.version_in(store.open())
        moment = chance.uniform(0.0, lasts)
        killed += driver.ask(store=store.address, version=version, kill_after=moment, pieces=True) == KILLED
        assert sample.version_in(store.open()) in {before, version}
        assert verify(store.open()) == []
    assert driver.ask(store=store.address, version=99, pieces=True).keys() == {"operations"}
    assert sample.version_in(store.open()) == 99
    assert sound(store)


class Rehearsal:
    """A store with one release, and the file operations that the next publication makes, in their order."""

    def __init__(self, driver: Any, folder: Path) -> None:
        self.driver, self.folder, self.base = driver, folder, Store(folder / "base")
        driver.ask(store=self.base.address, version=1, pieces=True)
        answer = driver.ask(store=self.copy().address, version=2, watch=None, pieces=True)
        self.operations: list[str] = answer["operations"]
        self.pointing = self.operations.index("os.rename LATEST")

    def copy(self) -> Store:
        return Store(shutil.copytree(self.base.address, self.folder / f"essai-{len(list(self.folder.iterdir()))}"))

    def killed_before(self, number: int) -> Store:
        """Return a store whose second publication died just before the operation with this number."""
        store = self.copy()
        answer = self.driver.ask(store=store.address, version=2, watch=number, pieces=True)
        assert answer == KILLED, self.operations[number]
        return store

    def kinds(self) -> list[int]:
        """Return the number of the first operation of each kind, whatever table, bucket and release it is of."""
        first: dict[str, int] = {}
        for number, operation in enumerate(self.operations):
            first.setdefault(VARIABLE.sub("*", operation), number)
        return sorted(first.values())


@pytest.fixture(scope="module")
def rehearsal(driver: Any, quick_disk: Path) -> Rehearsal:
    return Rehearsal(driver, quick_disk / "répétition")


@pytest.mark.slow
def test_a_run_killed_before_each_kind_of_file_operation(
    rehearsal: Rehearsal, sample: ModuleType, sound: Sound
) -> None:
    for point in rehearsal.kinds():
        operation = rehearsal.operations[point]
        store = rehearsal.killed_before(point)
        assert sample.version_in(store.open()) == (1 if point <= rehearsal.pointing else 2), operation
        assert verify(store.releases()[-1]) == [], operation
        if " staging/" in operation:
            continue  # the next run finds scratch files only, which another test looks at
        with store.writer() as writer:
            writer.publish(sample.sample_pieces(writer, 3), sample.facts(3))
        assert sample.version_in(store.open()) == 3, operation
        assert sound(store), operation


def test_a_release_in_place_that_did_not_become_current_is_superseded(rehearsal: Rehearsal, sample: ModuleType) -> None:
    store = rehearsal.killed_before(rehearsal.pointing)
    first = store.open()
    assert [release.id[:5] for release in store.releases()] == ["r0001", "r0002"]
    with store.writer() as writer:
        third = writer.publish(sample.sample_tables(2), sample.facts(2))
    assert third.id.startswith("r0003-")
    assert third.manifest.parent == first.id


def test_the_first_release_in_place_without_a_pointer(driver: Any, sound: Sound, tmp_path: Path) -> None:
    operations = driver.ask(store=Store(tmp_path / "essai").address, version=1, watch=None)["operations"]
    store = Store(tmp_path / "store")
    assert driver.ask(store=store.address, version=1, watch=operations.index("os.rename LATEST")) == KILLED
    assert store.latest() is None
    driver.ask(store=store.address, version=1)
    assert store.open().id.startswith("r0002-")
    assert sound(store)


def test_a_pointer_moved_just_before_death_is_in_the_history_later(rehearsal: Rehearsal) -> None:
    history = max(n for n, operation in enumerate(rehearsal.operations) if operation == "open history.jsonl")
    store = rehearsal.killed_before(history)
    assert [move.action for move in moves(store)] == ["publish"]
    with store.writer():
        pass
    assert [(move.action, move.after) for move in moves(store)][1:] == [("recover", store.latest_id())]


def test_what_a_dead_run_left_is_swept(rehearsal: Rehearsal) -> None:
    store = rehearsal.killed_before(rehearsal.pointing // 2)
    assert list((Path(store.address) / "staging").iterdir())
    with store.writer() as writer:
        assert list((Path(store.address) / "staging").iterdir()) == [writer.staging]


# ---------------------------------------------------------------- several processes


def test_the_lock_of_a_dead_process_is_free(driver: Any, tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    assert driver.ask(store=store.address, version=1, hold="death") == KILLED
    assert (Path(store.address) / ".lock").read_bytes() != b""
    with store.writer(timeout=0):
        pass


def test_a_second_writer_is_refused_while_the_first_is_at_work(driver: Any, other: Any, tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    driver.send(store=store.address, version=1, hold=str(tmp_path / "assez"))
    while not (Path(store.address) / "staging").exists():
        assert driver.process.poll() is None
        time.sleep(0.01)
    refused = other.ask(store=store.address, version=2, timeout=0)
    (tmp_path / "assez").touch()
    assert refused["error"] == "StoreLocked"
    assert "process " in refused["message"]
    assert driver.answer().keys() == {"operations"}
    assert [release.manifest.sequence for release in store.releases()] == [1]
