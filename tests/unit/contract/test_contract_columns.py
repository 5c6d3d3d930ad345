"""Columns as arrays: keys that repeat, references that dangle, nulls that are keys like any other."""

from __future__ import annotations

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from depeche.contract.columns import NOWHERE, dangling, flat, numbers, positions, repeated

_KEYS = st.lists(st.tuples(st.sampled_from(["a", "b", "é", None]), st.sampled_from([0, 1, None])), max_size=8)


def _table(keys: list[tuple[str | None, int | None]]) -> pa.Table:
    return pa.table(
        {
            "text": pa.array([text for text, _ in keys], type=pa.string()),
            "number": pa.array([number for _, number in keys], type=pa.int64()),
        }
    )


@given(_KEYS, st.booleans())
def test_repeated_keys_are_those_that_stand_twice(keys: list[tuple[str | None, int | None]], ordered: bool) -> None:
    if ordered:
        keys = sorted((key for key in keys if None not in key), key=str)
    expected = [row for row, key in enumerate(keys) if keys.count(key) > 1]
    assert sorted(repeated(_table(keys), ("text", "number")).tolist()) == expected


@given(_KEYS, _KEYS)
def test_dangling_keys_are_set_and_not_known(
    keys: list[tuple[str | None, int | None]], known: list[tuple[str | None, int | None]]
) -> None:
    expected = [row for row, key in enumerate(keys) if None not in key and key not in known]
    assert sorted(dangling(_table(keys), _table(known)).tolist()) == expected


@given(_KEYS, _KEYS)
def test_dangling_values_of_one_column_are_set_and_not_known(
    keys: list[tuple[str | None, int | None]], known: list[tuple[str | None, int | None]]
) -> None:
    told = [text for text, _ in known]
    expected = [row for row, (text, _) in enumerate(keys) if text is not None and text not in told]
    assert sorted(dangling(_table(keys).select(["text"]), _table(known).select(["text"])).tolist()) == expected


@pytest.mark.parametrize(("key", "place"), [("a", 2), ("b", 1), ("z", NOWHERE), (None, 3)])
def test_a_key_stands_where_it_stands_last(key: str | None, place: int) -> None:
    known = pa.array(["a", "b", "a", None], type=pa.string())
    assert positions(pa.array([key], type=pa.string()), known).tolist() == [place]


def test_nothing_stands_in_an_empty_column() -> None:
    assert positions(pa.array(["a"]), pa.array([], type=pa.string())).tolist() == [NOWHERE]


def test_unknown_numbers_are_told_apart_from_zero() -> None:
    values = numbers(pa.array([0, None, 7]))
    assert (values.value.tolist(), values.is_known.tolist()) == ([0, 0, 7], [True, False, True])


def test_a_column_in_pieces_becomes_one() -> None:
    assert flat(pa.chunked_array([["a"], ["b", None]])).to_pylist() == ["a", "b", None]
    assert len(flat(pa.chunked_array([], type=pa.string()))) == 0
