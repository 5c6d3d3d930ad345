"""Which parts are compared at all, and in which portions."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from depeche.store import Part, slices
from depeche.store.slices import File, remaining


def part(digest: str) -> Part:
    return Part(path="releases/r/t/all.parquet", rows=1, bytes=1, sha256=digest)


DIGESTS = st.lists(st.sampled_from("abc"))


@given(before=DIGESTS, after=DIGESTS)
def test_parts_with_the_same_bytes_cancel_out_one_by_one(before: list[str], after: list[str]) -> None:
    left, right = remaining([part(digest) for digest in before], [part(digest) for digest in after])
    for digest in "abc":
        counts = [sum(p.sha256 == digest for p in side) for side in (left, right)]
        assert min(counts) == 0
        assert counts[0] - counts[1] == before.count(digest) - after.count(digest)


def file(bucket: str, rows: int = 1, path: Path | str = "") -> File:
    return File(bucket, str(path), rows, 1)


def test_neighbouring_buckets_go_together_until_a_side_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(slices, "_ROWS", 10)
    before = [file("1", 4), file("2", 4), file("3", 4)]
    after = [file("1", 4), file("2", 4), file("4", 1)]
    groups = slices.slices(before, after, "k")
    assert [[f.bucket for f in group[0].before] for group in groups] == [["1", "2"], ["3"]]
    assert [[f.bucket for f in group[0].after] for group in groups] == [["1", "2"], ["4"]]


def test_every_file_is_compared_exactly_once() -> None:
    before, after = [file(f"{n:03}", 50_000) for n in range(40)], [file(f"{n:03}", 50_000) for n in range(0, 60, 2)]
    groups = slices.slices(before, after, "k")
    assert len(groups) > 1
    assert [f for (piece,) in groups for f in piece.before] == before
    assert [f for (piece,) in groups for f in piece.after] == after


def test_parts_of_two_ways_of_cutting_are_compared_all_with_all() -> None:
    ((piece,),) = slices.slices([file("1"), file("2")], [file("01"), file("02")], "k")
    assert [f.bucket for f in piece.before] == ["1", "2"]
    assert [f.bucket for f in piece.after] == ["01", "02"]


@pytest.fixture
def large(tmp_path: Path) -> File:
    """A part of a hundred rows in ten row groups."""
    path = tmp_path / "all.parquet"
    pq.write_table(pa.table({"k": [f"{n:03}" for n in range(100)]}), path, row_group_size=10)
    return file("all", 100, path)


def test_a_large_part_is_cut_by_ranges_of_its_key(monkeypatch: pytest.MonkeyPatch, large: File) -> None:
    monkeypatch.setattr(slices, "_ROWS", 30)
    (group,) = slices.slices([large], [file("all", 1)], "k")
    assert [(piece.low, piece.high) for piece in group] == [
        (None, "030"),
        ("030", "060"),
        ("060", "090"),
        ("090", None),
    ]


def test_a_small_part_is_not_cut(large: File) -> None:
    (group,) = slices.slices([large], [large], "k")
    assert [(piece.low, piece.high) for piece in group] == [(None, None)]


def test_a_part_without_statistics_is_not_cut(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(slices, "_ROWS", 30)
    path = tmp_path / "all.parquet"
    pq.write_table(pa.table({"k": list(range(100))}), path, row_group_size=10, write_statistics=False)
    (group,) = slices.slices([file("all", 100, path)], [], "k")
    assert [(piece.low, piece.high) for piece in group] == [(None, None)]
