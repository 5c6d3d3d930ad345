"""The rows of a slice: between its bounds, of several files, in the types that are compared."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from depeche.store.portions import columns_of, read_portion
from depeche.store.slices import File

KEY = {"k": pa.string()}


def written(path: Path, table: pa.Table, *, statistics: bool = True) -> File:
    pq.write_table(table, path, row_group_size=10, write_statistics=statistics)
    return File("all", str(path), table.num_rows, 1)


def keys(*numbers: int) -> pa.Table:
    return pa.table({"k": [f"{n:03}" for n in numbers]})


@pytest.mark.parametrize("statistics", [True, False])
def test_rows_lie_between_the_bounds(tmp_path: Path, statistics: bool) -> None:
    file = written(tmp_path / "a.parquet", keys(*range(100)), statistics=statistics)
    found = read_portion([file], KEY, column="k", low="015", high="042")
    assert found.column("k").to_pylist() == [f"{n:03}" for n in range(15, 42)]


def test_every_row_lies_in_one_portion(tmp_path: Path) -> None:
    file = written(tmp_path / "a.parquet", keys(*range(100)))
    bounds = [None, "010", "0155", "077", None]
    portions = [read_portion([file], KEY, column="k", low=low, high=high) for low, high in pairwise(bounds)]
    assert pa.concat_tables(portions).equals(keys(*range(100)))


def test_a_file_that_is_not_sorted_is_cut_all_the_same(tmp_path: Path) -> None:
    file = written(tmp_path / "a.parquet", keys(*range(50, 0, -1)))
    found = read_portion([file], KEY, column="k", low="020", high="023")
    assert found.column("k").to_pylist() == ["022", "021", "020"]


def test_bounds_that_hold_nothing_give_no_rows(tmp_path: Path) -> None:
    file = written(tmp_path / "a.parquet", keys(*range(10)))
    assert read_portion([file], KEY, column="k", low="9").num_rows == 0


def test_a_column_that_a_file_lacks_is_null_and_another_type_is_cast(tmp_path: Path) -> None:
    files = [
        written(tmp_path / "a.parquet", pa.table({"k": ["1"], "n": pa.array([1], pa.int32())})),
        written(tmp_path / "b.parquet", pa.table({"k": ["2"]})),
    ]
    found = read_portion(files, {**KEY, "n": pa.int64()}, column="k")
    assert found.to_pylist() == [{"k": "1", "n": 1}, {"k": "2", "n": None}]


def test_words_that_return_are_read_by_number(tmp_path: Path) -> None:
    table = pa.table({"k": [str(n) for n in range(30)], "kind": ["direct", "indirect", None] * 10})
    file = written(tmp_path / "a.parquet", table)
    kinds = columns_of(file)
    assert kinds["kind"] == pa.dictionary(pa.int32(), pa.string())
    found = read_portion([file], {**KEY, "kind": kinds["kind"]}, column="k")
    assert found.column("kind").to_pylist() == table.column("kind").to_pylist()


def test_no_file_gives_no_rows_but_all_columns() -> None:
    assert read_portion([], {**KEY, "n": pa.int64()}, column="k").schema.names == ["k", "n"]
