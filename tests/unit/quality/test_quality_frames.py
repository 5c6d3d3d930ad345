"""Flat frames: what stewards see in place of lists, long texts and spans."""

from __future__ import annotations

from types import ModuleType

import pandas as pd
import pytest

from depeche.contract import TABLE_NAMES, load_contract, to_table
from depeche.quality.frames import flat_columns, flat_frame


@pytest.mark.parametrize("name", TABLE_NAMES)
def test_a_frame_has_the_columns_that_are_told_and_no_nested_one(name: str, sample: ModuleType) -> None:
    table = load_contract().tables[name]
    frame = flat_frame(table, to_table(name, sample.corpus()[name]))
    assert tuple(frame.columns) == flat_columns(table)
    assert not any(isinstance(value, list | dict) for column in frame for value in frame[column])


def test_lists_are_counted_and_spans_measured(sample: ModuleType) -> None:
    rows = sample.corpus()["event_mentions"]
    frame = flat_frame(load_contract().tables["event_mentions"], to_table("event_mentions", rows))
    assert frame["cues_count"].tolist() == [1, 0]
    assert frame["length"].tolist() == [len("démissionné")] * 2


def test_lengths_are_code_points(sample: ModuleType) -> None:
    rows = sample.corpus()["quotes"]
    rows[0]["text"] = "été 😀"
    frame = flat_frame(load_contract().tables["quotes"], to_table("quotes", rows))
    assert frame["text_length"].tolist() == [5]


def test_nan_and_null_are_both_missing(sample: ModuleType) -> None:
    rows = sample.corpus()["articles"]
    rows[0]["language_confidence"], rows[1]["language_confidence"] = float("nan"), None
    frame = flat_frame(load_contract().tables["articles"], to_table("articles", rows))
    assert pd.isna(frame["language_confidence"]).all()


def test_only_the_named_columns_are_made(sample: ModuleType) -> None:
    rows = sample.corpus()["event_mentions"]
    frame = flat_frame(load_contract().tables["event_mentions"], to_table("event_mentions", rows), {"length", "realis"})
    assert set(frame.columns) == {"length", "realis"}
    assert frame.index.tolist() == [0, 1]


def test_where_no_column_is_named_the_rows_can_still_be_counted(sample: ModuleType) -> None:
    rows = sample.corpus()["quotes"]
    assert len(flat_frame(load_contract().tables["quotes"], to_table("quotes", rows), set())) == len(rows)
