"""What a run plans, and how it splits its work."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depeche.errors import InputError
from depeche.stages.planning import load_plan, make_plan, split


@given(st.lists(st.integers(0, 10_000_000), max_size=60), st.integers(1, 16))
def test_every_piece_stands_in_exactly_one_shard_in_order(sizes, workers):
    pieces = list(enumerate(sizes))
    shards = split(pieces, lambda piece: piece[1], workers=workers)
    assert [piece for shard in shards for piece in shard] == pieces
    assert all(shards)


@given(st.integers(1, 150), st.integers(1, 16))
def test_few_small_pieces_are_not_worth_a_second_worker(count, workers):
    assert len(split(range(count), lambda _: 2000, workers=workers)) == 1


def test_many_pieces_are_split_for_all_workers():
    assert len(split(range(2000), lambda _: 2000, workers=4)) >= 4


def test_plan_survives_its_file(tmp_path):
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "a.txt").write_text("Une phrase.")
    (tmp_path / "work").mkdir()
    plan = load_plan(make_plan(tmp_path / "raw", tmp_path / "work", release=None, workers=2))
    assert plan.file_count == 1
    assert plan.files[0].file.source_uri == "a.txt"
    assert plan.sources == {"new": 1, "changed": 0, "unchanged": 0, "gone": 0, "pruned": 0}


def test_folder_without_files_is_an_input_error(tmp_path):
    with pytest.raises(InputError, match="no file"):
        make_plan(tmp_path, tmp_path, release=None, workers=1)
