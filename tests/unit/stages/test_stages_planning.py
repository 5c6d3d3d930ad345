"""How a run splits its input."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depeche.errors import InputError
from depeche.ingest import SourceFile
from depeche.stages.planning import _split, load_plan, make_plan


@given(st.lists(st.integers(0, 10_000_000), min_size=1, max_size=60), st.integers(1, 16))
def test_every_file_stands_in_exactly_one_shard_in_order(sizes, workers):
    files = tuple(SourceFile(f"/raw/{i:03}", f"{i:03}", size, "text/plain") for i, size in enumerate(sizes))
    shards = _split(files, workers)
    assert tuple(file for shard in shards for file in shard) == files
    assert all(shards)


def test_plan_survives_its_file(tmp_path):
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "a.txt").write_text("Une phrase.")
    (tmp_path / "work").mkdir()
    plan = load_plan(make_plan(tmp_path / "raw", tmp_path / "work", workers=2))
    assert plan.file_count == 1
    assert plan.shards[0][0].source_uri == "a.txt"


def test_folder_without_files_is_an_input_error(tmp_path):
    with pytest.raises(InputError, match="no file"):
        make_plan(tmp_path, tmp_path, workers=1)
