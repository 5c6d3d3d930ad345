"""Stepping back, and the history that people read."""

from __future__ import annotations

import shutil
from pathlib import Path
from types import ModuleType

import pytest

from depeche.errors import StoreError, UsageError
from depeche.store import Store, moves, rollback, unchanged


@pytest.fixture
def two(kept: Store, tmp_path: Path) -> Store:
    """A store with two releases that a test may change."""
    return Store(shutil.copytree(Path(kept.address), tmp_path / "store"))


def test_an_older_release_becomes_current_and_nothing_is_lost(two: Store) -> None:
    first, second = two.ids()
    assert rollback(two, "r0001").id == first
    assert two.open().id == first
    assert two.ids() == (first, second)


def test_the_next_release_comes_after_the_one_stepped_back_to(two: Store, sample: ModuleType) -> None:
    first, _ = two.ids()
    rollback(two, first)
    with two.writer() as writer:
        third = writer.publish(sample.sample_tables(3), sample.facts(3))
    assert third.id.startswith("r0003-")
    assert third.manifest.parent == first
    assert [row["release_id"] for row in third.read("releases").to_pylist()] == [first, third.id]


def test_one_may_step_forward_again(two: Store) -> None:
    _, second = two.ids()
    rollback(two, "r0001")
    assert rollback(two, second).id == second
    assert two.open().id == second


def test_stepping_back_to_latest_is_refused(two: Store) -> None:
    with pytest.raises(UsageError, match="current already"):
        rollback(two, "latest")


def test_stepping_back_to_a_release_with_a_missing_file_is_refused(two: Store) -> None:
    first, second = two.ids()
    Path(two.open(first).parts("articles")[0]).unlink()
    with pytest.raises(StoreError, match=r"articles/all.parquet: the file is missing"):
        rollback(two, first)
    assert two.open().id == second


def test_the_history_says_every_move(two: Store) -> None:
    first, second = two.ids()
    rollback(two, first)
    assert [(move.action, move.before, move.after) for move in moves(two)] == [
        ("publish", None, first),
        ("publish", first, second),
        ("rollback", second, first),
    ]


def test_stepping_to_the_current_release_moves_nothing(two: Store) -> None:
    rollback(two, two.ids()[-1])
    assert len(moves(two)) == 2


def test_a_line_torn_by_a_crash_is_left_out_and_closed(two: Store) -> None:
    log = Path(two.address) / "history.jsonl"
    log.write_bytes(log.read_bytes() + b'{"at":"2024-03')
    rollback(two, "r0001")
    assert [move.action for move in moves(two)] == ["publish", "publish", "rollback"]


def test_a_move_without_its_line_is_written_down_by_the_next_writer(two: Store) -> None:
    first, second = two.ids()
    (Path(two.address) / "LATEST").write_text(f"{first}\n")
    with two.writer():
        pass
    last = moves(two)[-1]
    assert (last.action, last.before, last.after) == ("recover", second, first)


def test_numbers_of_deleted_releases_are_not_used_again(two: Store, sample: ModuleType) -> None:
    rollback(two, "r0001")
    shutil.rmtree(Path(two.address, "releases", two.ids()[1]))
    with two.writer() as writer:
        assert writer.next_release_id(sample.facts(3)).startswith("r0003-")


def test_ancestors_that_were_deleted_stay_in_the_table(two: Store, sample: ModuleType) -> None:
    first, second = two.ids()
    shutil.rmtree(Path(two.address, "releases", first))
    with two.writer() as writer:
        third = writer.publish(sample.sample_tables(3), sample.facts(3))
    assert [row["release_id"] for row in third.read("releases").to_pylist()] == [
        first,
        second,
        third.id,
    ]


@pytest.mark.parametrize(
    "pointer", ["nonsense\n", "", "r0009-0000000000\n"], ids=["garbage", "empty", "no such release"]
)
def test_rollback_is_the_way_out_of_a_damaged_pointer(two: Store, pointer: str) -> None:
    (Path(two.address) / "LATEST").write_text(pointer, encoding="utf-8")
    assert rollback(two, two.ids()[0]).id == two.ids()[0]
    assert two.open().id == two.ids()[0]


def test_rollback_is_the_way_out_of_a_damaged_manifest(two: Store) -> None:
    first, second = two.ids()
    manifest = Path(two.address, "releases", second) / "manifest.json"
    manifest.chmod(0o644)
    manifest.write_text("{", encoding="utf-8")
    assert rollback(two, first).id == first
    assert [release.id for release in two.releases()] == [first]
    assert two.damaged_ids() == (second,)


def test_nothing_is_published_after_a_damaged_current_release(two: Store, sample: ModuleType) -> None:
    (Path(two.address) / "LATEST").write_text("nonsense\n", encoding="utf-8")
    with pytest.raises(StoreError, match="does not hold the id"), two.writer() as writer:
        writer.publish(sample.sample_tables(3), sample.facts(3))
    assert len(two.ids()) == 2


def test_a_file_of_somebody_else_does_not_hinder(two: Store) -> None:
    first, _ = two.ids()
    Path(two.open(first).address, ".DS_Store").write_bytes(b"x")
    assert rollback(two, first).id == two.latest_id() == first


def test_a_store_whose_pointer_is_gone_is_not_taken_for_an_empty_one(two: Store, sample: ModuleType) -> None:
    Path(two.address, "LATEST").unlink()
    for ask in (two.latest, two.open, lambda: unchanged(two, sample.facts(3))):
        with pytest.raises(StoreError, match="LATEST is missing, although r0002"):
            ask()
    with pytest.raises(StoreError, match="LATEST is missing"), two.writer() as writer:
        writer.publish(sample.sample_tables(3), sample.facts(3))
    assert len(two.ids()) == 2
    assert rollback(two, two.ids()[-1]).id == two.latest_id()
