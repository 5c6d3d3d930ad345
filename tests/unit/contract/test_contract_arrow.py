"""Building and writing tables: explicit schema, sorted rows, the same bytes for the same rows."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from types import ModuleType
from typing import Any

import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

from depeche.contract import TABLE_NAMES, as_stored, to_table, write_parquet
from depeche.errors import ContractError


def _sentence(**changes: Any) -> dict[str, Any]:
    return {"document_id": "doc-1", "sentence_index": 0, "start": 0, "end": 12, **changes}


def test_rows_are_sorted_by_the_key() -> None:
    rows = [_sentence(document_id="doc-2"), _sentence(sentence_index=10), _sentence(sentence_index=9)]
    made = to_table("sentences", rows)
    assert made.column("sentence_index").to_pylist() == [9, 10, 0]


@pytest.mark.parametrize("rows", [[{"document_id": "doc-1"}], [_sentence(colour="rouge")]])
def test_a_row_with_other_columns_is_refused(rows: list[dict[str, Any]]) -> None:
    with pytest.raises(ContractError, match="other columns"):
        to_table("sentences", rows)


@pytest.mark.parametrize("value", ["douze", 1.5, True, 2**70])
def test_a_value_of_another_type_is_refused(value: object) -> None:
    with pytest.raises(ContractError, match=r"sentences\.start") as caught:
        to_table("sentences", [_sentence(start=value)])
    assert caught.value.column == "start"


def test_a_time_without_zone_is_refused(sample: ModuleType) -> None:
    row = sample.corpus()["documents"][0] | {"collected_at": datetime(2024, 3, 1)}
    with pytest.raises(ContractError, match="collected_at"):
        to_table("documents", [row])


def test_a_time_is_no_day(sample: ModuleType) -> None:
    row = sample.corpus()["articles"][0] | {"published_on": datetime(2024, 3, 1, 23, 0)}
    with pytest.raises(ContractError, match="published_on"):
        to_table("articles", [row])


def test_a_text_is_no_list(sample: ModuleType) -> None:
    row = sample.corpus()["articles"][0] | {"quality_flags": "court"}
    with pytest.raises(ContractError, match="quality_flags"):
        to_table("articles", [row])


def test_one_odd_value_among_many_is_named() -> None:
    rows = [_sentence(sentence_index=index) for index in range(5)] + [_sentence(start=None, end="fin")]
    with pytest.raises(ContractError, match=r"sentences\.end: 'fin' is no int64"):
        to_table("sentences", rows)


def test_an_unknown_table_is_refused() -> None:
    with pytest.raises(ContractError, match="phrases"):
        to_table("phrases", [])


@pytest.mark.parametrize("name", TABLE_NAMES)
def test_a_table_survives_its_file(name: str, sample: ModuleType, tmp_path: Path) -> None:
    made = to_table(name, sample.corpus()[name])
    write_parquet(made, tmp_path / "t.parquet")
    read = pq.read_table(tmp_path / "t.parquet")
    assert read.schema.equals(as_stored(name), check_metadata=True)
    assert read.equals(made)


def test_a_file_says_what_its_columns_mean(tmp_path: Path) -> None:
    write_parquet(to_table("articles", []), tmp_path / "t.parquet")
    told = pq.read_schema(tmp_path / "t.parquet").metadata
    assert told[b"description"].startswith(b"One row per")
    assert json.loads(told[b"columns"])["title"].startswith("Title")
    assert json.loads(told[b"units"])["kept_ratio"] == "share"


def test_an_empty_table_can_be_written(tmp_path: Path) -> None:
    write_parquet(to_table("quotes", []), tmp_path / "t.parquet")
    assert pq.read_table(tmp_path / "t.parquet").num_rows == 0


@given(st.permutations([_sentence(sentence_index=index) for index in range(6)]))
def test_the_order_of_rows_does_not_change_the_table(rows: list[dict[str, Any]]) -> None:
    assert to_table("sentences", rows).equals(to_table("sentences", list(reversed(rows))))


def test_the_same_rows_give_the_same_bytes(sample: ModuleType, tmp_path: Path) -> None:
    rows = sample.corpus()["event_mentions"]
    write_parquet(to_table("event_mentions", rows), tmp_path / "a.parquet")
    write_parquet(to_table("event_mentions", rows[::-1]), tmp_path / "b.parquet")
    assert (tmp_path / "a.parquet").read_bytes() == (tmp_path / "b.parquet").read_bytes()


def test_a_file_says_how_it_is_sorted_and_has_a_page_index(sample: ModuleType, tmp_path: Path) -> None:
    write_parquet(to_table("sentences", sample.corpus()["sentences"]), tmp_path / "t.parquet")
    group = pq.read_metadata(tmp_path / "t.parquet").row_group(0)
    assert [column.column_index for column in group.sorting_columns] == [0, 1]
    assert group.column(0).compression == "ZSTD"
    assert group.column(0).has_offset_index
    assert group.column(0).statistics.min == "doc-1"


def test_every_column_but_long_texts_has_statistics(sample: ModuleType, tmp_path: Path) -> None:
    for name in ("articles", "event_mentions"):
        write_parquet(to_table(name, sample.corpus()[name]), tmp_path / "t.parquet")
        group = pq.read_metadata(tmp_path / "t.parquet").row_group(0)
        columns = [group.column(index) for index in range(group.num_columns)]
        bare = {column.path_in_schema for column in columns if column.statistics is None}
        assert bare == ({"text"} if name == "articles" else set())


def test_only_words_that_come_back_are_written_by_dictionary(sample: ModuleType, tmp_path: Path) -> None:
    write_parquet(to_table("mentions", sample.corpus()["mentions"]), tmp_path / "t.parquet")
    group = pq.read_metadata(tmp_path / "t.parquet").row_group(0)
    columns = [group.column(index) for index in range(group.num_columns)]
    coded = {column.path_in_schema for column in columns if column.has_dictionary_page}
    assert coded == {"document_id", "label", "entity_id", "method"}


def test_no_pandas_metadata_is_written(tmp_path: Path) -> None:
    write_parquet(to_table("sentences", [_sentence()]), tmp_path / "t.parquet")
    assert b"pandas" not in (pq.read_schema(tmp_path / "t.parquet").metadata or {})


def test_a_null_that_must_not_be_is_not_written(tmp_path: Path) -> None:
    with pytest.raises(ContractError, match=r"sentences\.end holds a null"):
        write_parquet(to_table("sentences", [_sentence(end=None)]), tmp_path / "t.parquet")


def test_a_table_of_another_schema_is_not_written(tmp_path: Path) -> None:
    with pytest.raises(ContractError, match="departs from"):
        write_parquet(to_table("sentences", [_sentence()]).drop_columns(["end"]), tmp_path / "t.parquet")
