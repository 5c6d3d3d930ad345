"""A release is plain Parquet: the tools that people use open every table straight, without Dépêche."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import duckdb
import pandas as pd
import polars as pl
import pyarrow.dataset as ds
import pytest

from depeche.contract import load_contract
from depeche.store import Release, Store, export

TABLES = tuple(load_contract().tables)


@pytest.fixture(scope="module")
def release(sample: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Release:
    store = Store(tmp_path_factory.mktemp("store"))
    with store.writer() as writer:
        return writer.publish(sample.sample_tables(1, rows=5), sample.facts(1))


@pytest.mark.parametrize("table", TABLES)
def test_pandas(table: str, release: Release) -> None:
    frame = pd.read_parquet(Path(release.parts(table)[0]))
    assert list(frame.columns) == release.read(table).column_names
    assert len(frame) == release.read(table).num_rows


@pytest.mark.parametrize("table", TABLES)
def test_polars(table: str, release: Release) -> None:
    assert pl.read_parquet(Path(release.parts(table)[0])).to_dicts() == release.read(table).to_pylist()


@pytest.mark.parametrize("table", TABLES)
def test_polars_lazily(table: str, release: Release) -> None:
    assert (
        pl.scan_parquet(Path(release.parts(table)[0])).select(pl.len()).collect().item() == release.read(table).num_rows
    )


@pytest.mark.parametrize("table", TABLES)
def test_duckdb(table: str, release: Release) -> None:
    with duckdb.connect() as connection:
        connection.execute("SET TimeZone = 'UTC'")
        found = connection.sql(f"SELECT * FROM '{Path(release.parts(table)[0])}'").to_arrow_table()
    assert found.to_pylist() == release.read(table).to_pylist()


@pytest.mark.parametrize("table", TABLES)
def test_arrow_data_sets(table: str, release: Release) -> None:
    assert ds.dataset(Path(release.parts(table)[0])).to_table().equals(release.read(table))


def test_a_glob_over_all_releases_counts_every_release_once(sample: ModuleType, tmp_path: Path) -> None:
    store = Store(tmp_path)
    for version in (1, 2):
        with store.writer() as writer:
            writer.publish(sample.sample_tables(version), sample.facts(version))
    pattern = f"{tmp_path}/releases/*/articles/*.parquet"
    with duckdb.connect() as connection:
        counted = connection.sql(
            f"SELECT filename, count(*) FROM read_parquet('{pattern}', filename=true) GROUP BY 1"
        ).fetchall()
    assert sorted(count for _, count in counted) == [3, 3]


@pytest.mark.parametrize("reader", ["pandas", "polars", "duckdb"])
def test_csv_opens_without_options_and_without_a_stray_mark(reader: str, release: Release, tmp_path: Path) -> None:
    export(release, tmp_path, format="csv")
    path = str(tmp_path / "articles.csv")
    if reader == "pandas":
        columns = list(pd.read_csv(path).columns)
    elif reader == "polars":
        columns = pl.read_csv(path).columns
    else:
        with duckdb.connect() as connection:
            columns = connection.sql(f"SELECT * FROM read_csv('{path}')").columns
    assert columns == release.read("articles").column_names
