"""The comparison of two releases: counts, keys, columns; nested values too; run tables by what they say."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from depeche.contract import to_table
from depeche.store import Diff, Part, Release, Store, TableDiff, TableEntry, diff
from depeche.store.place import open_place

Change = Callable[[list[dict[str, Any]]], list[dict[str, Any]]]


def changed(release: Release, name: str, rows: pa.Table, folder: Path) -> Release:
    """Return a release that differs in one table, written to another folder; the other tables are never opened."""
    pq.write_table(rows, folder / f"{name}.parquet")
    part = Part(path=f"{name}.parquet", rows=rows.num_rows, bytes=0, sha256=f"celui de {folder.name}")
    entry = TableEntry(rows=rows.num_rows, schema="", parts=(part,))
    manifest = msgspec.structs.replace(release.manifest, tables={**release.manifest.tables, name: entry})
    return Release(id="r0003-0123456789", manifest=manifest, place=open_place(folder))


@pytest.fixture
def compare(release: Release, tmp_path: Path) -> Callable[[str, Change], Diff]:
    """Change the rows of one table of a release, and compare."""

    def _compare(name: str, change: Change) -> Diff:
        rows = to_table(name, change(release.read(name).to_pylist()))
        return diff(release, changed(release, name, rows, tmp_path))

    return _compare


def table(result: Diff, name: str) -> TableDiff:
    (found,) = [entry for entry in result.tables if entry.table == name]
    return found


def test_equal_rows_in_another_file_are_the_same(compare: Callable[[str, Change], Diff]) -> None:
    assert compare("articles", lambda rows: rows).is_same


def test_an_added_row(compare: Callable[[str, Change], Diff]) -> None:
    found = table(compare("quotes", lambda rows: [*rows, {**rows[0], "quote_id": "quo-nouvelle"}]), "quotes")
    assert (found.added_count, found.removed_count, found.changed_count) == (1, 0, 0)
    assert found.added == (("quo-nouvelle",),)
    assert (found.rows_before, found.rows_after) == (3, 4)


def test_a_removed_row(compare: Callable[[str, Change], Diff]) -> None:
    found = table(compare("quotes", lambda rows: rows[1:]), "quotes")
    assert (found.added_count, found.removed_count, found.changed_count) == (0, 1, 0)
    assert len(found.removed) == 1


def test_a_changed_row_names_its_columns(compare: Callable[[str, Change], Diff]) -> None:
    found = table(
        compare("quotes", lambda rows: [{**rows[0], "text": "« Nous verrons. »", "cue": None}, *rows[1:]]), "quotes"
    )
    assert found.changed_count == 1
    assert [(column.column, column.count) for column in found.changed_columns] == [("text", 1), ("cue", 1)]
    assert found.changed[0].columns == ("text", "cue")


def test_lists_are_compared_element_by_element(compare: Callable[[str, Change], Diff]) -> None:
    found = table(
        compare("entities", lambda rows: [*rows[:2], {**rows[2], "aliases": ["premier", "second"]}]), "entities"
    )
    assert [(column.column, column.count) for column in found.changed_columns] == [("aliases", 1)]


def test_lists_of_structures_are_compared(compare: Callable[[str, Change], Diff]) -> None:
    def change(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        fields = to_table("event_mentions", []).schema.field("cues").type.value_type
        cue = {field.name: 1 if pa.types.is_integer(field.type) else "serait" for field in fields}
        return [{**rows[0], "cues": [cue]}, *rows[1:]]

    found = table(compare("event_mentions", change), "event_mentions")
    assert [(column.column, column.count) for column in found.changed_columns] == [("cues", 1)]


def test_a_key_of_several_columns(compare: Callable[[str, Change], Diff]) -> None:
    found = table(compare("sentences", lambda rows: [*rows, {**rows[0], "sentence_index": 7}]), "sentences")
    assert found.key == ("document_id", "sentence_index")
    assert found.added == ((found.added[0][0], 7),)


def test_examples_are_bounded_and_counts_are_not(compare: Callable[[str, Change], Diff]) -> None:
    new = [f"quo-{n:02d}" for n in range(20)]
    found = table(compare("quotes", lambda rows: rows + [{**rows[0], "quote_id": name} for name in new]), "quotes")
    assert found.added_count == 20
    assert found.added == tuple((name,) for name in new[:5])


def test_run_tables_are_compared_without_their_release_id(compare: Callable[[str, Change], Diff]) -> None:
    def renamed(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
        return [{**row, "release_id": "r0002-0123456789", "rejection_id": f"rej-{n}"} for n, row in enumerate(rows)]

    assert table(compare("rejections", renamed), "rejections").is_same


def test_a_check_that_fails_now_is_a_change(compare: Callable[[str, Change], Diff]) -> None:
    found = table(
        compare("quality_results", lambda rows: [{**row, "release_id": "r2", "success": False} for row in rows]),
        "quality_results",
    )
    assert [(column.column, column.count) for column in found.changed_columns] == [("success", 2)]
    assert (found.added_count, found.removed_count) == (0, 0)


def test_the_list_of_releases_is_not_compared(compare: Callable[[str, Change], Diff]) -> None:
    assert "releases" not in {entry.table for entry in compare("articles", lambda rows: rows).tables}


def test_a_column_that_one_side_lacks_and_one_with_another_type(release: Release, tmp_path: Path) -> None:
    older = release.read("quotes").drop_columns(["cue"])
    index = older.schema.get_field_index("start")
    older = older.set_column(index, "start", older.column("start").cast(pa.int32()))
    found = table(diff(changed(release, "quotes", older, tmp_path), release), "quotes")
    assert [(change.column, change.before, change.after) for change in found.schema] == [
        ("start", "INTEGER", "BIGINT"),
        ("cue", None, "VARCHAR"),
    ]
    assert found.changed_count == 0


def test_a_table_that_one_side_lacks(release: Release) -> None:
    tables = {name: entry for name, entry in release.manifest.tables.items() if name != "claims"}
    before = replace(release, manifest=msgspec.structs.replace(release.manifest, tables=tables))
    found = table(diff(before, release), "claims")
    assert (found.rows_before, found.rows_after, found.added_count) == (0, 3, 3)
    assert [(change.column, change.before, change.after) for change in found.schema] == [(None, None, "table")]


def test_a_table_that_neither_side_has_is_not_told(release: Release) -> None:
    tables = {name: entry for name, entry in release.manifest.tables.items() if name != "id_changes"}
    older = replace(release, manifest=msgspec.structs.replace(release.manifest, tables=tables))
    assert "id_changes" not in {entry.table for entry in diff(older, older).tables}


def test_examples_can_be_left_out(release: Release, tmp_path: Path) -> None:
    rows = release.read("quotes").to_pylist()
    after = changed(release, "quotes", to_table("quotes", rows[1:]), tmp_path)
    found = table(diff(release, after, examples=0), "quotes")
    assert (found.removed_count, found.removed) == (1, ())


def test_two_published_releases(kept: Store) -> None:
    result = diff(kept.open("r0001"), kept.open("r0002"))
    assert (result.before, result.after) == kept.ids()
    assert {entry.changed_count for entry in result.tables} == {3}


KEYS = st.dictionaries(st.sampled_from([f"quo-{n}" for n in range(8)]), st.sampled_from(["un", "deux", "trois"]))


@settings(max_examples=25, deadline=None)
@given(left=KEYS, right=KEYS)
def test_counts_equal_those_of_plain_dictionaries(
    left: dict[str, str], right: dict[str, str], kept: Store, tmp_path_factory: pytest.TempPathFactory
) -> None:
    release = kept.open()
    model = release.read("quotes").to_pylist()[0]
    sides = []
    for side in (left, right):
        rows = to_table("quotes", [{**model, "quote_id": key, "text": text} for key, text in side.items()])
        sides.append(changed(release, "quotes", rows, tmp_path_factory.mktemp("côté")))
    found = table(diff(*sides), "quotes")
    assert found.added_count == len(right.keys() - left.keys())
    assert found.removed_count == len(left.keys() - right.keys())
    assert found.changed_count == sum(left[key] != right[key] for key in left.keys() & right.keys())
