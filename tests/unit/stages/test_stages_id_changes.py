"""The table `id_changes`: what took over an old id, told by the members that two releases share."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pytest

from depeche.contract import check_structure, load_contract
from depeche.stages.id_changes import COLUMNS, find_id_changes

Rows = dict[str, dict[str, str | None]]  # of a kind: member -> id

_KINDS = {
    "entity": ("mentions", "mention_id", "entity_id"),
    "event": ("event_mentions", "event_mention_id", "event_id"),
    "story": ("articles", "document_id", "story_id"),
    "claim_group": ("claims", "claim_id", "claim_group"),
}


def _release(
    documents: dict[str, str] | None = None, duplicates: tuple[str, ...] = (), **groups: Any
) -> dict[str, Any]:
    """Return the columns of a release: its documents with their content, and the groups by kind, as member -> id."""
    known = documents or {}
    dispositions = ["duplicate" if name in duplicates else "article" for name in known]
    columns: dict[str, list[list[Any]]] = {name: [[] for _ in wanted] for name, wanted in COLUMNS.items()}
    columns["documents"] = [list(known), list(known.values()), dispositions]
    for kind, members in groups.items():
        columns[_KINDS[kind][0]] = [list(members), list(members.values())]
    return {
        name: pa.table(
            {column: pa.array(values, type=pa.string()) for column, values in zip(wanted, columns[name], strict=True)}
        )
        for name, wanted in COLUMNS.items()
    }


def _changes(before: dict[str, Any], after: dict[str, Any]) -> list[tuple[Any, ...]]:
    found = find_id_changes(before, after)
    return [tuple(row.values()) for row in found.to_pylist()]


def test_a_first_release_has_none() -> None:
    found = find_id_changes({}, _release({"doc-1": "a"}, event={"m1": "e1"}))
    assert found.num_rows == 0
    assert found.schema.equals(load_contract().tables["id_changes"].arrow_schema, check_metadata=True)


def test_the_same_again_changes_nothing() -> None:
    groups = {kind: {"m1": "x", "m2": "y", "m3": None} for kind in _KINDS}
    release = _release({"doc-1": "a", "doc-2": "a"}, ("doc-2",), **groups)
    assert _changes(release, release) == []


@pytest.mark.parametrize("kind", _KINDS)
def test_an_id_that_another_one_stands_for_is_replaced(kind: str) -> None:
    before, after = _release(**{kind: {"m1": "x", "m2": "x"}}), _release(**{kind: {"m1": "z", "m2": "z", "m3": "z"}})
    assert _changes(before, after) == [(kind, "x", 0, "z", "replaced", 2)]


@pytest.mark.parametrize("kind", _KINDS)
def test_an_id_whose_members_are_gone_is_removed(kind: str) -> None:
    before, after = _release(**{kind: {"m1": "x", "m2": "y"}}), _release(**{kind: {"m2": "y"}})
    assert _changes(before, after) == [(kind, "x", 0, None, "removed", 0)]


def test_an_id_whose_members_belong_to_nothing_now_is_removed() -> None:
    before, after = _release(claim_group={"c1": "g", "c2": "g"}), _release(claim_group={"c1": None, "c2": None})
    assert _changes(before, after) == [("claim_group", "g", 0, None, "removed", 0)]


def test_ids_that_become_one_are_merged() -> None:
    before = _release(event={"m1": "x", "m2": "y"})
    assert _changes(before, _release(event={"m1": "z", "m2": "z"})) == [
        ("event", "x", 0, "z", "merged", 1),
        ("event", "y", 0, "z", "merged", 1),
    ]


def test_an_id_that_goes_into_one_that_stays_is_merged() -> None:
    before = _release(event={"m1": "x", "m2": "y"})
    assert _changes(before, _release(event={"m1": "y", "m2": "y"})) == [("event", "x", 0, "y", "merged", 1)]


def test_an_id_that_falls_apart_is_split_and_the_largest_part_comes_first() -> None:
    before = _release(event={"m1": "x", "m2": "x", "m3": "x"})
    assert _changes(before, _release(event={"m1": "y", "m2": "z", "m3": "z"})) == [
        ("event", "x", 0, "z", "split", 2),
        ("event", "x", 1, "y", "split", 1),
    ]


def test_an_id_that_keeps_most_of_what_it_stood_for_has_not_changed() -> None:
    before = _release(event={"m1": "x", "m2": "x"})
    assert _changes(before, _release(event={"m1": "x", "m2": "a"})) == []


def test_an_id_that_stands_for_the_smaller_part_now_has_changed() -> None:
    before = _release(event={"m1": "x", "m2": "x", "m3": "x"})
    assert _changes(before, _release(event={"m1": "x", "m2": "y", "m3": "y"})) == [
        ("event", "x", 0, "y", "split", 2),
        ("event", "x", 1, "x", "split", 1),
    ]


def test_ids_that_change_places_have_both_changed() -> None:
    before = _release(event={"m1": "x", "m2": "y"})
    assert _changes(before, _release(event={"m1": "y", "m2": "x"})) == [
        ("event", "x", 0, "y", "replaced", 1),
        ("event", "y", 0, "x", "replaced", 1),
    ]


def test_an_id_with_new_members_only_has_not_changed() -> None:
    assert _changes(_release(entity={"m1": "Q90"}), _release(entity={"m2": "Q90"})) == []


def test_a_document_under_another_address_is_replaced() -> None:
    before, after = _release({"doc-1": "a", "doc-2": "b"}), _release({"doc-9": "a", "doc-2": "b"})
    assert _changes(before, after) == [("document", "doc-1", 0, "doc-9", "replaced", 1)]


def test_a_document_of_which_a_copy_stays_is_merged() -> None:
    before = _release({"doc-1": "a", "doc-2": "a"}, ("doc-2",))
    assert _changes(before, _release({"doc-2": "a"})) == [("document", "doc-1", 0, "doc-2", "merged", 1)]


def test_of_several_copies_the_original_takes_over() -> None:
    after = _release({"doc-1": "a", "doc-2": "a", "doc-3": "a"}, ("doc-1", "doc-3"))
    assert _changes(_release({"doc-9": "a"}), after) == [("document", "doc-9", 0, "doc-2", "replaced", 1)]


def test_a_document_that_is_nowhere_is_removed() -> None:
    assert _changes(_release({"doc-1": "a"}), _release()) == [("document", "doc-1", 0, None, "removed", 0)]


def test_a_document_with_other_content_keeps_its_id() -> None:
    before, after = _release({"doc-1": "a", "doc-2": "b"}), _release({"doc-1": "b", "doc-2": "a"})
    assert _changes(before, after) == []


def test_rows_are_sorted_by_key_and_meet_the_contract() -> None:
    before = _release({"doc-2": "b", "doc-1": "a"}, **{kind: {"m2": "y", "m1": "x"} for kind in _KINDS})
    after = _release({"doc-3": "a"}, **{kind: {"m1": "z", "m2": "z"} for kind in _KINDS})
    found = find_id_changes(before, after)
    assert found.num_rows == 2 + 2 * len(_KINDS)
    key = [(name, "ascending") for name in load_contract().tables["id_changes"].primary_key]
    assert found.equals(found.sort_by(key))
    assert [
        one for one in check_structure({"id_changes": found}) if one.table == "id_changes" and not one.success
    ] == []
