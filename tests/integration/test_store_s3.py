"""A store on an object store: the same promises as on a disk, kept by conditional puts on a real S3 server."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import duckdb
import pandas as pd
import polars as pl
import pyarrow.parquet as pq
import pytest

from depeche.errors import StoreError, StoreLocked, UsageError
from depeche.store import Release, Store, diff, examine, export, moves, query, repair, rollback, verify


@pytest.fixture
def store(bucket: str) -> Store:
    return Store(f"s3://{bucket}/presse/store")


@pytest.fixture
def quick_lease(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("DEPECHE_LEASE_SECONDS", "1")
    yield


def publish(store: Store, sample: ModuleType, version: int) -> Release:
    with store.writer() as writer:
        return writer.publish(sample.sample_tables(version), sample.facts(version))


def test_what_was_published_can_be_read_back(store: Store, sample: ModuleType) -> None:
    publish(store, sample, 1)
    for name, table in sample.sample_tables(1).items():
        assert store.open().read(name).equals(table), name
    assert verify(store.open(), deep=True) == []


def test_an_unchanged_part_is_referred_to_where_it_lies(store: Store, sample: ModuleType) -> None:
    first = publish(store, sample, 1)
    tables = sample.sample_tables(2)
    tables["articles"] = sample.sample_tables(1)["articles"]
    with store.writer() as writer:
        second = writer.publish(tables, sample.facts(2))
    assert second.parts("articles") == first.parts("articles")
    assert second.parts("documents") != first.parts("documents")
    assert verify(second, deep=True) == []


@pytest.mark.usefixtures("s3_server")
class TestReaders:
    """Readers of Parquet open the addresses that a release gives."""

    def test_pyarrow(self, store: Store, sample: ModuleType) -> None:
        (part,) = publish(store, sample, 1).parts("articles")
        assert pq.read_table(part).num_rows == 3

    def test_pandas(self, store: Store, sample: ModuleType) -> None:
        (part,) = publish(store, sample, 1).parts("articles")
        assert len(pd.read_parquet(part)) == 3

    def test_polars(self, store: Store, sample: ModuleType) -> None:
        parts = list(publish(store, sample, 1).parts("articles"))
        assert pl.scan_parquet(parts).select(pl.len()).collect().item() == 3

    def test_duckdb(self, store: Store, sample: ModuleType, s3_server: str) -> None:
        import duckdb_extension_httpfs

        home = Path(duckdb_extension_httpfs.__file__).parent / "extensions" / f"v{duckdb.__version__}"
        parts = list(publish(store, sample, 1).parts("articles"))
        with duckdb.connect() as connection:
            connection.execute(f"LOAD '{home}/httpfs.duckdb_extension'")
            connection.execute(
                "CREATE SECRET (TYPE s3, KEY_ID 'testing', SECRET 'testing', URL_STYLE 'path', USE_SSL false, "
                f"ENDPOINT '{s3_server.removeprefix('http://')}')"
            )
            (count,) = connection.execute("SELECT count(*) FROM read_parquet($parts)", {"parts": parts}).fetchall()
        assert count == (3,)


def test_query_diff_export_and_rollback_work_alike(store: Store, sample: ModuleType, tmp_path: Path) -> None:
    first, second = publish(store, sample, 1), publish(store, sample, 2)
    assert query(second, "SELECT count(*) AS n FROM articles").to_pylist() == [{"n": 3}]
    assert not diff(first, second).is_same
    assert pq.read_table(export(first, tmp_path / "out")[0]).num_rows > 0
    assert rollback(store, first.id).id == store.latest_id() == first.id
    assert [move.action for move in moves(store)] == ["publish", "publish", "rollback"]
    assert publish(store, sample, 3).manifest.parent == first.id


def test_two_writers_of_one_process_exclude_each_other(store: Store, sample: ModuleType, quick_lease: None) -> None:
    with store.writer() as writer:
        with pytest.raises(StoreLocked, match="Another run is writing"), store.writer(timeout=0):
            pass
        writer.publish(sample.sample_tables(1), sample.facts(1))
    assert publish(store, sample, 2).manifest.sequence == 2


def test_a_writer_waits_for_the_other_one(store: Store, sample: ModuleType, quick_lease: None) -> None:
    begun = threading.Event()

    def hold() -> None:
        with store.writer() as writer:
            begun.set()
            writer.publish(sample.sample_tables(1), sample.facts(1))

    other = threading.Thread(target=hold)
    other.start()
    assert begun.wait(60)
    with Store(store.address).writer(timeout=60) as writer:
        second = writer.publish(sample.sample_tables(2), sample.facts(2))
    other.join()
    assert [release.manifest.parent for release in store.releases()] == [None, store.ids()[0]]
    assert second.id == store.latest_id()


_HOLDER = """
import sys, time
from depeche.store import Store
with Store(sys.argv[1]).writer() as writer:
    print("held", flush=True)
    time.sleep(600)
"""


def _holder(store: Store) -> subprocess.Popen[str]:
    process = subprocess.Popen([sys.executable, "-c", _HOLDER, store.address], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def test_the_lease_of_a_dead_writer_is_taken_over(store: Store, sample: ModuleType, quick_lease: None) -> None:
    with _holder(store) as holder:
        holder.kill()
        holder.wait()
        assert publish(store, sample, 1).manifest.sequence == 1


def overtaken(store: Store, sample: ModuleType, script: list[str], *, at: str) -> Release:
    """Put a writer to sleep where it says `at`, publish meanwhile, and let it see on waking that it was taken over."""
    sleeper = subprocess.Popen(
        [sys.executable, "-c", *script],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert sleeper.stdout is not None
    assert sleeper.stdout.readline() == f"{at}\n"
    os.kill(sleeper.pid, signal.SIGSTOP)
    second = publish(store, sample, 2)
    os.kill(sleeper.pid, signal.SIGCONT)
    _, told = sleeper.communicate("go\n", timeout=60)
    assert "StoreLocked" in told and "took over" in told
    return second


def test_a_writer_that_slept_too_long_publishes_nothing(store: Store, sample: ModuleType, quick_lease: None) -> None:
    publish(store, sample, 1)
    script = _HOLDER.replace("time.sleep(600)", "sys.stdin.readline(); writer.lease.confirm()")
    second = overtaken(store, sample, [script, store.address], at="held")
    assert store.latest_id() == second.id


_UPLOADER = """
import importlib.util, sys
from depeche.store import Store
from depeche.store.place_s3 import S3Place
spec = importlib.util.spec_from_file_location("sample_tables", sys.argv[2])
sample = importlib.util.module_from_spec(spec)
spec.loader.exec_module(sample)
upload = S3Place._upload

def pausing(place, files):
    upload(place, files)
    print("uploaded", flush=True)
    sys.stdin.readline()

S3Place._upload = pausing
with Store(sys.argv[1]).writer() as writer:
    writer.publish(sample.sample_tables(3), sample.facts(3))
"""


def test_a_writer_that_slept_over_its_uploads_takes_nothing_back(
    store: Store, sample: ModuleType, quick_lease: None
) -> None:
    first = publish(store, sample, 1)
    second = overtaken(store, sample, [_UPLOADER, store.address, sample.__file__ or ""], at="uploaded")
    assert store.latest_id() == second.id
    assert store.ids() == (first.id, second.id)


def test_a_holder_that_renews_seldom_is_not_taken_for_dead(
    store: Store, sample: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DEPECHE_LEASE_SECONDS", "6")
    with store.writer() as writer:
        monkeypatch.setenv("DEPECHE_LEASE_SECONDS", "1")
        with pytest.raises(StoreLocked, match="Another run is writing"), Store(store.address).writer():
            pass
        writer.publish(sample.sample_tables(1), sample.facts(1))


@pytest.mark.parametrize("told", ["vingt", "0", "-1", "nan", "inf"])
def test_a_period_that_is_none_is_refused(told: str, store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEPECHE_LEASE_SECONDS", told)
    with pytest.raises(UsageError, match="DEPECHE_LEASE_SECONDS"), store.writer():
        pass


@pytest.mark.parametrize("address", ["s3://", "s3:///x", "s3://deux mots/x"])
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(UsageError, match="no address of a store"):
        Store(address)


def test_a_shared_part_that_is_damaged_is_told_once(store: Store, sample: ModuleType) -> None:
    publish(store, sample, 1)
    with store.writer() as writer:
        second = writer.publish(sample.sample_tables(1), sample.facts(2))
    (part,) = second.entries("quotes")
    store.place.delete([part.path])
    assert str(examine(store, deep=False)).count(part.path) == 1
    with store.writer() as writer:
        assert [told.count(part.path) for told in repair(writer).left] == [1, 0]


def test_a_pointer_changed_behind_the_lease_stops_the_publication(store: Store, sample: ModuleType) -> None:
    first, second = publish(store, sample, 1), publish(store, sample, 2)
    with store.writer() as writer:
        store.place.write("LATEST", f"{first.id}\n".encode())
        with pytest.raises(StoreError, match="changed while"):
            writer.publish(sample.sample_tables(3), sample.facts(3))
    assert store.latest_id() == first.id
    assert [release.id for release in store.releases()] == [first.id, second.id]


def test_replacing_needs_the_bytes_that_were_seen(store: Store) -> None:
    store.place.replace("tags.json", b"{}", expected=None)
    with pytest.raises(StoreError, match="changed while"):
        store.place.replace("tags.json", b"[]", expected=None)
    with pytest.raises(StoreError, match="changed while"):
        store.place.replace("tags.json", b"[]", expected=b"autre chose")
    store.place.replace("tags.json", b'{"a":"b"}', expected=b"{}")
    assert store.place.read("tags.json") == b'{"a":"b"}'


def test_a_missing_part_is_named(store: Store, sample: ModuleType) -> None:
    release = publish(store, sample, 1)
    store.place.delete([release.entries("quotes")[0].path])
    assert [str(problem) for problem in verify(release)] == [
        f"releases/{release.id}/quotes/all.parquet: the file is missing"
    ]
    with pytest.raises(StoreError, match="quotes"):
        release.read("quotes")


def test_a_changed_part_is_named_by_a_deep_look(store: Store, sample: ModuleType) -> None:
    release = publish(store, sample, 1)
    (part,) = release.entries("quotes")
    data = bytearray(store.place.read(part.path) or b"")
    data[100] ^= 1
    store.place.write(part.path, bytes(data))
    assert verify(release, deep=False) == []
    assert [(problem.file, problem.kind) for problem in verify(release)] == [(part.path, "checksum")]


def test_a_bucket_that_does_not_exist_is_reported(s3_server: str) -> None:
    with pytest.raises(StoreError, match="the bucket does not exist"):
        Store("s3://test-nowhere/données").latest()


def test_a_server_that_does_not_answer_is_reported(s3_server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    with pytest.raises(StoreError, match="does not answer"):
        Store("s3://test-anywhere/données").latest()
