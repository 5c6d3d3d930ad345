"""The one-writer lock: who holds it, waiting, and scratch folders of the dead."""

from __future__ import annotations

import itertools
import os
import threading
import time
from contextlib import suppress
from pathlib import Path
from types import ModuleType

import pytest

from depeche.errors import ExitStatus, StoreLocked
from depeche.store import Store, disk


def test_a_second_writer_is_told_who_holds_the_lock(store: Store) -> None:
    with store.writer(), pytest.raises(StoreLocked, match=f"process {os.getpid()} of .* since .* UTC"), store.writer():
        pass


def test_the_exit_status_is_that_of_an_environment_problem(store: Store) -> None:
    with store.writer(), pytest.raises(StoreLocked) as caught, store.writer():
        pass
    assert caught.value.exit_status is ExitStatus.INPUT_PROBLEM


def test_the_lock_is_free_after_an_error(store: Store) -> None:
    with pytest.raises(RuntimeError), store.writer():
        raise RuntimeError
    with store.writer() as writer:
        assert writer.staging.is_dir()


def test_readers_need_no_lock(store: Store, sample: ModuleType) -> None:
    with store.writer() as writer:
        published = writer.publish(sample.sample_tables(1), sample.facts(1))
        assert store.open().read("articles").equals(published.read("articles"))


def test_scratch_folders_of_dead_runs_are_swept(store: Store) -> None:
    left = Path(store.address) / "staging" / "20240301T120000Z-99999"
    left.mkdir(parents=True)
    (left / "articles.parquet").write_bytes(b"PAR1")
    with store.writer():
        assert not left.exists()


def test_the_scratch_folder_is_gone_afterwards(store: Store) -> None:
    with store.writer() as writer:
        (writer.staging / "brouillon").write_text("x")
    assert not writer.staging.exists()


def test_an_unreadable_lock_file_still_locks(store: Store) -> None:
    with store.writer():
        (Path(store.address) / ".lock").write_bytes(b"")
        with pytest.raises(StoreLocked, match="another process"), store.writer():
            pass


def test_a_worker_of_a_dead_run_that_still_writes_is_waited_for(store: Store) -> None:
    left = Path(store.address) / "staging" / "20240301T120000Z-99999"
    left.mkdir(parents=True)
    begun, ends = threading.Event(), time.monotonic() + 0.3

    def write_on() -> None:
        for number in itertools.count():
            if time.monotonic() > ends:
                return
            with suppress(FileNotFoundError):
                (left / f"{number}.pack").write_bytes(b"x")
            left.mkdir(parents=True, exist_ok=True)
            begun.set()

    worker = threading.Thread(target=write_on)
    worker.start()
    begun.wait(10)
    try:
        disk.remove_folder(left.parent)
    finally:
        worker.join()
    disk.remove_folder(left.parent)
    assert not left.parent.exists()
