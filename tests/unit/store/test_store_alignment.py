"""Which rows of two tables belong together, and in which columns they differ: the same as Python would say."""

from __future__ import annotations

from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from depeche.errors import StoreError
from depeche.store.alignment import aligned, differing, picked

TEXTS = st.sampled_from(["é", "", "lundi", "mardi"])
START = st.integers(0, 2)
CUES = pa.list_(pa.struct([("surface", pa.string()), ("start", pa.int64())]))
VALUES: dict[str, tuple[pa.DataType, st.SearchStrategy[Any]]] = {
    "texts": (pa.string(), TEXTS),
    "numbers": (pa.int64(), st.integers(-1, 1)),
    "floats": (pa.float64(), st.sampled_from([0.0, 1.5, float("nan")])),
    "flags": (pa.bool_(), st.booleans()),
    "lists": (pa.list_(pa.string()), st.lists(TEXTS | st.none(), max_size=3)),
    "cues": (
        CUES,
        st.lists(
            st.none()
            | st.builds(lambda surface, start: {"surface": surface, "start": start}, TEXTS | st.none(), START),
            max_size=2,
        ),
    ),
}


@pytest.mark.parametrize("name", VALUES)
@settings(deadline=None)
@given(data=st.data())
def test_values_differ_where_python_says_so(name: str, data: st.DataObject) -> None:
    kind, values = VALUES[name]
    pairs = data.draw(st.lists(st.tuples(st.none() | values, st.none() | values), max_size=8))
    left, right = (pa.chunked_array([[pair[side] for pair in pairs]], kind) for side in (0, 1))
    # repr: NaN is the same as NaN
    assert differing(left, right).tolist() == [repr(one) != repr(other) for one, other in pairs]


@settings(deadline=None)
@given(pairs=st.lists(st.tuples(st.none() | TEXTS, st.none() | TEXTS), max_size=8))
def test_numbered_words_differ_where_the_words_do(pairs: list[tuple[str | None, str | None]]) -> None:
    left, right = (
        pa.chunked_array([pa.array([pair[side] for pair in pairs], pa.string()).dictionary_encode()]) for side in (0, 1)
    )
    assert differing(left, right).tolist() == [one != other for one, other in pairs]


KEYS = {
    "one length": st.tuples(st.sampled_from(["quo-1", "quo-2", "quo-é", "quo-4"])),
    "many lengths": st.tuples(st.text(max_size=3)),
    "a null byte": st.tuples(st.sampled_from(["a\0", "b\0", "\0a"])),
    "several columns": st.tuples(st.sampled_from(["d1", "d22"]), st.integers(-2, 2)),
}


@pytest.mark.parametrize("kind", KEYS)
@settings(deadline=None)
@given(data=st.data())
def test_rows_are_matched_by_key_in_any_order(kind: str, data: st.DataObject) -> None:
    sides = [data.draw(st.lists(KEYS[kind], unique=True)) for _ in range(2)]
    width = 2 if kind == "several columns" else 1
    schema = pa.schema([("k0", pa.string()), ("k1", pa.int64())][:width])
    left, right = (
        pa.table({f.name: pa.array([key[i] for key in side], f.type) for i, f in enumerate(schema)}) for side in sides
    )
    found = aligned(left, right, schema.names)
    assert [(sides[0][i], sides[1][j]) for i, j in zip(found.left, found.right, strict=True)] == [
        (key, key) for key in sides[0] if key in sides[1]
    ]
    assert [sides[0][i] for i in found.only_left] == [key for key in sides[0] if key not in sides[1]]
    assert [sides[1][i] for i in found.only_right] == [key for key in sides[1] if key not in sides[0]]


@settings(deadline=None)
@given(places=st.lists(st.integers(0, 9), max_size=12))
def test_values_are_picked_in_the_order_of_the_places(places: list[int]) -> None:
    assert picked(pa.chunked_array([range(4), range(4, 10)]), np.array(places, np.int64)).to_pylist() == places


@pytest.mark.parametrize("keys", [["a", "a", "b"], ["a", None]])
def test_a_key_that_tells_no_rows_apart_is_an_error(keys: list[str | None]) -> None:
    left, right = (pa.table({"id": pa.array(side, pa.string())}) for side in (keys, ["a", "b"]))
    with pytest.raises(StoreError, match="told apart"):
        aligned(left, right, ["id"])
