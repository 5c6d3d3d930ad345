"""A store of Delta tables: the tools that people use open every table, newest or as an older release had it; a run
that is killed in the middle, steps back, and cleaning up leave every release as it was."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import ModuleType

import duckdb
import duckdb_extension_delta
import duckdb_extension_httpfs
import polars as pl
import pyarrow as pa
import pytest
from deltalake import DeltaTable, QueryBuilder

from depeche.contract import load_contract, to_table
from depeche.store import Release, Store, TableEntry, diff, export, query, rollback, verify
from depeche.store.delta import DeltaTables

TABLES = tuple(load_contract().tables)
SAMPLE = Path(__file__).parents[1] / "faults" / "sample_tables.py"

# Publishes version 2 as Delta tables and dies right after as many tables as it is told have been committed.
DRIVER = """
import importlib.util, os, signal, sys
from depeche.store import Store
from depeche.store.delta import DeltaTables

address, sample_path, deadly = sys.argv[1], sys.argv[2], int(sys.argv[3])
spec = importlib.util.spec_from_file_location("sample_tables", sample_path)
sample = importlib.util.module_from_spec(spec)
spec.loader.exec_module(sample)
commit, done = DeltaTables.commit, 0

def counting(self, *arguments):
    global done
    entry = commit(self, *arguments)
    done += 1
    if done == deadly:
        os.kill(os.getpid(), signal.SIGKILL)
    return entry

DeltaTables.commit = counting
with Store(address).writer(kind="delta") as writer:
    writer.publish(sample.sample_tables(2), sample.facts(2))
"""


def publish(store: Store, sample: ModuleType, version: int, *, rows: int = 3) -> Release:
    with store.writer(kind="delta") as writer:
        return writer.publish(sample.sample_tables(version, rows=rows), sample.facts(version))


@pytest.fixture(scope="module")
def store(sample: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A store with two releases that tests only read."""
    store = Store(tmp_path_factory.mktemp("delta"))
    for version in (1, 2):
        publish(store, sample, version)
    return store


@pytest.fixture(scope="module")
def s3_two(s3_server: str, sample: ModuleType) -> Store:
    """A store on S3 with two releases that tests only read."""
    urllib.request.urlopen(urllib.request.Request(f"{s3_server}/delta-readers", method="PUT")).close()
    store = Store("s3://delta-readers/presse")
    for version in (1, 2):
        publish(store, sample, version)
    return store


@pytest.fixture
def s3_store(bucket: str, sample: ModuleType) -> Store:
    store = Store(f"s3://{bucket}/presse")
    publish(store, sample, 1)
    return store


def address(store: Store, table: str) -> str:
    return DeltaTables(store.place).address(table)


def version_of(release: Release, table: str) -> int:
    version = release.manifest.tables[table].delta_version
    assert version is not None
    return version


def by_key(table: str, rows: pa.Table) -> list[dict[str, object]]:
    key = load_contract().tables[table].primary_key
    found: list[dict[str, object]] = rows.sort_by([(name, "ascending") for name in key]).to_pylist()
    return found


def holds(release: Release, table: str, *, newest: bool) -> bool:
    """Tell whether the Delta table, as deltalake reads it, holds exactly the rows of a release."""
    version = None if newest else version_of(release, table)
    return by_key(table, DeltaTable(release.place.uri(f"delta/{table}"), version=version).to_pyarrow_table()) == (
        release.read(table).to_pylist()
    )


@pytest.fixture(scope="module")
def duck() -> Iterator[duckdb.DuckDBPyConnection]:
    """DuckDB with the extensions that read Delta tables, here and on S3; nothing is fetched."""
    with duckdb.connect() as connection:
        for module in (duckdb_extension_httpfs, duckdb_extension_delta):
            (folder,) = module.__path__
            (extension,) = Path(folder).glob(f"extensions/v{duckdb.__version__}/*.duckdb_extension")
            connection.execute(f"LOAD '{extension}'")
        connection.execute("SET TimeZone = 'UTC'")
        yield connection


@pytest.mark.parametrize("older", [False, True], ids=["newest", "older"])
@pytest.mark.parametrize("table", TABLES)
class TestReaders:
    def expected(self, store: Store, table: str, older: bool) -> tuple[list[dict[str, object]], int | None]:
        release = store.releases()[0] if older else store.open()
        return release.read(table).to_pylist(), version_of(release, table) if older else None

    def test_deltalake(self, table: str, older: bool, store: Store) -> None:
        rows, version = self.expected(store, table, older)
        assert by_key(table, DeltaTable(address(store, table), version=version).to_pyarrow_table()) == rows

    def test_pandas(self, table: str, older: bool, store: Store) -> None:
        rows, version = self.expected(store, table, older)
        frame = DeltaTable(address(store, table), version=version).to_pandas()
        key = load_contract().tables[table].primary_key[0]
        assert sorted(frame[key]) == sorted(row[key] for row in rows)
        assert list(frame.columns) == store.open().read(table).column_names

    def test_polars(self, table: str, older: bool, store: Store) -> None:
        rows, version = self.expected(store, table, older)
        assert by_key(table, pl.read_delta(address(store, table), version=version).to_arrow()) == rows

    def test_duckdb(self, table: str, older: bool, store: Store, duck: duckdb.DuckDBPyConnection) -> None:
        rows, version = self.expected(store, table, older)
        at = "" if version is None else f", version = {version}"
        found = duck.sql(f"SELECT * FROM delta_scan('{address(store, table)}'{at})").to_arrow_table()
        assert by_key(table, found) == rows


@pytest.mark.parametrize("table", TABLES)
def test_the_types_of_columns_are_those_of_the_contract(table: str, store: Store) -> None:
    found = DeltaTable(address(store, table)).to_pyarrow_table().schema
    assert found.equals(load_contract().tables[table].arrow_schema, check_metadata=False)


def test_a_folder_with_accents_and_spaces(sample: ModuleType, tmp_path: Path, duck: duckdb.DuckDBPyConnection) -> None:
    store = Store(tmp_path / "données du jour")
    release = publish(store, sample, 1)
    rows = release.read("articles").to_pylist()
    where = address(store, "articles")
    assert holds(release, "articles", newest=True)
    assert by_key("articles", duck.sql(f"SELECT * FROM delta_scan('{where}')").to_arrow_table()) == rows
    frame = pl.from_arrow(DeltaTable(where).to_pyarrow_table())  # the way round for Polars, see docs/delta.md
    assert isinstance(frame, pl.DataFrame) and frame.height == len(rows)


@pytest.mark.parametrize("reader", ["deltalake", "polars", "duckdb"])
def test_no_reader_passes_over_a_row_that_is_asked_for(
    reader: str, sample: ModuleType, tmp_path: Path, duck: duckdb.DuckDBPyConnection
) -> None:
    """Readers skip files by the bounds in the log: also those of long texts, times and days must hold."""
    store = Store(tmp_path)
    rows = sample.sample_tables(1, rows=9)["documents"].to_pylist()
    for number, row in enumerate(rows):
        row["document_id"] = "é" * 100 + f" {number} 😀"
        row["raw_text"] = "é" * 200 + f" {number} 😀"
        row["collected_at"] = row["collected_at"].replace(microsecond=123_000 + number)
    with store.writer(kind="delta") as writer:
        pieces = [
            writer.stage("documents", to_table("documents", rows[i : i + 3]), bucket=f"b{i}") for i in range(0, 9, 3)
        ]
        writer.publish({**sample.sample_tables(1), "documents": pieces}, sample.facts(1))
    where = address(store, "documents")
    for row in rows:
        text = row["raw_text"]
        at = row["collected_at"].isoformat()
        condition = (
            f"document_id = '{row['document_id']}' AND raw_text = '{text}' AND collected_at = TIMESTAMPTZ '{at}'"
        )
        if reader == "duckdb":
            found = duck.sql(f"SELECT document_id FROM delta_scan('{where}') WHERE {condition}").to_arrow_table()
        elif reader == "polars":
            mask = (pl.col("raw_text") == text) & (pl.col("collected_at") == row["collected_at"])
            found = pl.scan_delta(where).filter(mask).select("document_id").collect().to_arrow()
        else:
            sql = f"SELECT document_id FROM documents WHERE {condition.replace('TIMESTAMPTZ', 'TIMESTAMP')}"
            found = pa.table(QueryBuilder().register("documents", DeltaTable(where)).execute(sql).read_all())
        assert found["document_id"].to_pylist() == [row["document_id"]]


def test_a_release_reads_as_one_of_plain_parquet(store: Store, sample: ModuleType, tmp_path: Path) -> None:
    plain = Store(tmp_path)
    for version in (1, 2):
        with plain.writer() as writer:
            writer.publish(sample.sample_tables(version), sample.facts(version))
    for mine, theirs in zip(store.releases(), plain.releases(), strict=True):
        assert mine.tables == theirs.tables
        for table in mine.tables:
            if table != "releases":  # names the time of publication of the releases before
                assert mine.read(table).equals(theirs.read(table))
                assert mine.dataset(table).count_rows() == theirs.dataset(table).count_rows()
    assert diff(*store.releases()).tables == diff(*plain.releases()).tables


def test_releases_are_sound_to_the_last_byte(store: Store) -> None:
    assert [verify(release, deep=True) for release in store.releases()] == [[], []]


def test_a_flipped_byte_is_found(sample: ModuleType, tmp_path: Path) -> None:
    release = publish(Store(tmp_path), sample, 1)
    part = release.entries("quotes")[0]
    path = tmp_path / part.path
    data = bytearray(path.read_bytes())
    data[50] ^= 1
    path.chmod(0o644)
    path.write_bytes(data)
    assert [(problem.file, problem.kind) for problem in verify(release)] == [(part.path, "checksum")]


def test_queries_and_exports(store: Store, tmp_path: Path) -> None:
    release = store.releases()[0]
    assert query(release, "SELECT count(*) AS n FROM articles").to_pylist() == [{"n": 3}]
    export(release, tmp_path / "out", format="parquet")
    assert pl.read_parquet(tmp_path / "out" / "articles.parquet").to_dicts() == release.read("articles").to_pylist()


def test_tables_that_did_not_change_keep_their_version(sample: ModuleType, tmp_path: Path) -> None:
    store = Store(tmp_path)
    first = publish(store, sample, 1)
    changed = {**sample.sample_tables(1), "quotes": sample.sample_tables(2)["quotes"]}
    with store.writer() as writer:  # a store of Delta tables stays one
        second = writer.publish(changed, sample.facts(2))
    assert {table for table in TABLES if version_of(first, table) != version_of(second, table)} == {
        "quotes",
        "releases",
    }


def test_the_newest_version_is_that_of_the_release_that_was_stepped_back_to(sample: ModuleType, tmp_path: Path) -> None:
    store = Store(tmp_path)
    first, second = publish(store, sample, 1), publish(store, sample, 2)
    rollback(store, first.id)
    for table in TABLES:
        assert holds(first, table, newest=True)
        assert holds(second, table, newest=False)
    third = publish(store, sample, 3)
    for table in TABLES:
        assert holds(third, table, newest=True)
        assert holds(first, table, newest=False)


def kill_after(store: Store, commits: int) -> None:
    done = subprocess.run([sys.executable, "-c", DRIVER, store.address, str(SAMPLE), str(commits)], env=os.environ)
    assert done.returncode == -signal.SIGKILL


@pytest.mark.parametrize("commits", [1, len(TABLES)])
def test_a_run_killed_between_commits_harms_nothing(commits: int, sample: ModuleType, tmp_path: Path) -> None:
    store = Store(tmp_path)
    first = publish(store, sample, 1)
    kill_after(store, commits)
    ahead = [table for table in TABLES if not holds(first, table, newest=True)]
    assert len(ahead) == commits
    assert store.open().id == first.id and verify(store.open()) == []
    assert all(holds(first, table, newest=False) for table in TABLES)
    third = publish(store, sample, 3)
    for table in TABLES:
        assert holds(third, table, newest=True)
        assert holds(first, table, newest=False)


def test_the_same_release_again_after_a_killed_run(sample: ModuleType, tmp_path: Path) -> None:
    store = Store(tmp_path)
    publish(store, sample, 1)
    kill_after(store, 8)
    second = publish(store, sample, 2)
    assert all(holds(second, table, newest=True) and holds(second, table, newest=False) for table in TABLES)


def test_a_first_run_that_was_killed(sample: ModuleType, tmp_path: Path) -> None:
    store = Store(tmp_path)
    kill_after(store, 5)
    assert store.latest() is None
    release = publish(store, sample, 1)
    assert all(holds(release, table, newest=True) for table in TABLES)


def test_thirty_releases_then_cleaning_up(sample: ModuleType, tmp_path: Path) -> None:
    store = Store(tmp_path)
    given = sample.sample_tables(1)
    for version in range(1, 31):
        for table in ("articles", "entities", TABLES[version % 16]):
            given[table] = sample.sample_tables(version)[table]
        with store.writer(kind="delta") as writer:
            writer.publish(given, sample.facts(version))
    releases = store.releases()
    keep = [releases[3], *releases[-5:]]
    DeltaTables(store.place).vacuum(entries(keep), dry_run=False)
    data = {path.relative_to(tmp_path).as_posix() for path in tmp_path.glob("delta/*/*.parquet")}
    assert data == {part.path for release in keep for table in release.tables for part in release.entries(table)}
    for release in keep:
        assert verify(release) == []
        assert all(holds(release, table, newest=False) for table in TABLES)
    rollback(store, keep[0].id)
    assert all(holds(keep[0], table, newest=True) for table in TABLES)


def entries(releases: Sequence[Release]) -> Mapping[str, list[TableEntry]]:
    return {table: [release.manifest.tables[table] for release in releases] for table in TABLES}


class TestObjectStore:
    @pytest.mark.parametrize("reader", ["deltalake", "polars", "duckdb"])
    def test_readers(self, reader: str, s3_two: Store, s3_server: str, duck: duckdb.DuckDBPyConnection) -> None:
        host = s3_server.removeprefix("http://")
        duck.execute(
            "CREATE OR REPLACE SECRET moto (TYPE s3, KEY_ID 'testing', SECRET 'testing', REGION 'us-east-1', "
            f"ENDPOINT '{host}', USE_SSL false, URL_STYLE 'path')"
        )
        for release, newest in ((s3_two.releases()[0], False), (s3_two.open(), True)):
            version = None if newest else version_of(release, "events")
            where = address(s3_two, "events")
            if reader == "deltalake":
                found = DeltaTable(where, version=version).to_pyarrow_table()
            elif reader == "polars":
                found = pl.read_delta(where, version=version).to_arrow()
            else:
                at = "" if version is None else f", version = {version}"
                found = duck.sql(f"SELECT * FROM delta_scan('{where}'{at})").to_arrow_table()
            assert by_key("events", found) == release.read("events").to_pylist()

    def test_a_killed_run_and_a_step_back(self, s3_store: Store, sample: ModuleType) -> None:
        first = s3_store.open()
        kill_after(s3_store, 3)
        s3_store.place.delete(["lock.json"])  # the lease of a dead run ends by itself, after a while
        second = publish(s3_store, sample, 3)
        assert all(holds(second, table, newest=True) for table in ("affiliations", "articles", "segments"))
        rollback(s3_store, first.id)
        assert all(holds(first, table, newest=True) for table in ("affiliations", "articles", "segments"))
        assert verify(second) == []

    def test_cleaning_up(self, s3_store: Store, sample: ModuleType) -> None:
        first, second = s3_store.open(), publish(s3_store, sample, 2)
        gone = DeltaTables(s3_store.place).vacuum(entries([second]), dry_run=False)
        assert {part.path for table in TABLES for part in first.entries(table)} < {file.key for file in gone}
        assert verify(second) == []
        assert all(holds(second, table, newest=True) for table in ("articles", "quotes"))
