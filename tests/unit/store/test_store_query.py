"""SQL over a release: answers, and everything that must be refused."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

import pytest

from depeche.errors import StoreError, UsageError
from depeche.store import Release, Store, query


def test_a_query_sees_the_tables_by_name(release: Release) -> None:
    found = query(release, "SELECT count(*) AS n FROM articles JOIN documents USING (document_id)")
    assert found.to_pylist() == [{"n": 3}]


def test_lists_can_be_unfolded(release: Release) -> None:
    assert query(release, "SELECT count(*) AS n FROM (SELECT unnest(aliases) FROM entities)").to_pylist() == [{"n": 4}]


def test_times_are_utc(release: Release) -> None:
    at = datetime(2024, 3, 1, 12, tzinfo=UTC)
    found = query(release, "SELECT min(collected_at) AS at, hour(min(collected_at)) AS hour FROM documents").to_pylist()
    assert found == [{"at": at, "hour": 12}]


@pytest.mark.parametrize(
    "sql", ["DESCRIBE articles", "SHOW TABLES", "SUMMARIZE articles", "EXPLAIN SELECT * FROM articles"]
)
def test_looking_around_is_allowed(sql: str, release: Release) -> None:
    assert query(release, sql).num_rows > 0


def test_repeated_column_names_are_numbered(release: Release) -> None:
    assert query(release, "SELECT 1 AS a, 2 AS a, 3 AS a").column_names == ["a", "a_2", "a_3"]


def test_an_error_speaks_in_the_words_of_the_database(release: Release) -> None:
    with pytest.raises(UsageError, match="horoscopes does not exist") as caught:
        query(release, "SELECT * FROM horoscopes")
    assert caught.value.hint is not None and "articles" in caught.value.hint


@pytest.mark.parametrize(
    "sql",
    [
        "SELECT * FROM read_csv('/etc/passwd')",
        "SELECT * FROM read_text('/etc/hostname')",
        "SELECT * FROM '/etc/passwd'",
        "SELECT * FROM glob('/etc/*')",
        "SELECT * FROM read_parquet('https://exemple.fr/t.parquet')",
        "SELECT * FROM release",  # a variable of the program
    ],
)
def test_nothing_outside_the_release_can_be_read(sql: str, release: Release) -> None:
    with pytest.raises(UsageError, match="failed"):
        query(release, sql)


def test_not_even_the_files_of_the_release_can_be_read_as_bytes(release: Release) -> None:
    with pytest.raises(UsageError, match="disabled"):
        query(release, f"SELECT * FROM read_blob('{Path(release.parts('articles')[0])}')")


@pytest.mark.parametrize(
    "sql",
    [
        "COPY articles TO '{target}'",
        "ATTACH '{target}'",
        "EXPORT DATABASE '{target}'",
        "SET enable_external_access = true",
        "INSTALL httpfs",
        "LOAD httpfs",
        "CREATE TABLE t AS SELECT 1",
        "INSERT INTO articles SELECT * FROM articles",
        "DELETE FROM articles",
        "DROP VIEW articles",
        "SELECT 1; COPY articles TO '{target}'",
        "EXPLAIN ANALYZE COPY articles TO '{target}' (USE_TMP_FILE false)",
        "",
        "-- rien",
    ],
)
def test_everything_but_one_question_is_refused(sql: str, release: Release, tmp_path: Path) -> None:
    target = tmp_path / "fuite"
    with pytest.raises(UsageError):
        query(release, sql.format(target=target))
    assert not target.exists()


def test_a_file_of_the_release_cannot_be_overwritten(release: Release) -> None:
    before = Path(release.parts("articles")[0]).read_bytes()
    with pytest.raises(UsageError):
        query(release, f"EXPLAIN ANALYZE COPY claims TO '{Path(release.parts('articles')[0])}' (USE_TMP_FILE false)")
    assert Path(release.parts("articles")[0]).read_bytes() == before


def test_a_damaged_file_is_no_fault_of_the_question(kept: Store, tmp_path: Path) -> None:
    store = Store(shutil.copytree(Path(kept.address), tmp_path / "store"))
    path = Path(store.open().parts("articles")[0])
    path.chmod(0o644)
    data = path.read_bytes()
    path.write_bytes(data[:60] + b"\0" * 140 + data[200:])
    with pytest.raises(StoreError, match=f"cannot read {store.latest_id()}"):
        query(store.open(), "SELECT * FROM articles")
