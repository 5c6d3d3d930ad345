"""The change feed: applied to the earlier release it gives the later one; its files say what they are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import Any

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from depeche.contract import load_contract, to_table, write_parquet
from depeche.errors import ContractError, StoreError, UsageError
from depeche.store import Part, Release, Store, TableEntry, diff, export, slices, write_feed
from depeche.store.place import open_place

Rows = list[dict[str, Any]]


def keyed(table: str, rows: Rows) -> dict[tuple[Any, ...], dict[str, Any]]:
    """Map the key of each row to the row."""
    return {tuple(row[name] for name in load_contract().tables[table].primary_key): row for row in rows}


def applied(table: str, rows: Rows, feed: Rows) -> Rows:
    """Do to the rows what the feed says, and insist that it says what is there."""
    found = keyed(table, rows)
    for change in feed:
        kind = change["_change_type"]
        row = {name: value for name, value in change.items() if not name.startswith("_")}
        (key,) = keyed(table, [row])
        if kind in ("delete", "update_preimage"):
            assert found.pop(key) == row
        else:
            assert kind in ("insert", "update_postimage") and key not in found
            found[key] = row
    return [found[key] for key in sorted(found)]


def altered(release: Release, name: str, parts: Mapping[str, Rows], folder: Path) -> Release:
    """Return a release that has other rows in one table, in parts of two rows a row group."""
    entries = []
    for bucket, rows in parts.items():
        path = folder / f"{bucket}.parquet"
        pq.write_table(to_table(name, rows), path, row_group_size=2)
        digest = f"{bucket} {sorted(map(repr, rows))}"
        entries.append(Part(path=path.name, rows=len(rows), bytes=path.stat().st_size, sha256=digest, bucket=bucket))
    entry = TableEntry(sum(part.rows for part in entries), "", tuple(entries))
    manifest = msgspec.structs.replace(release.manifest, tables={name: entry})
    return replace(release, manifest=manifest, place=open_place(folder))


SIDE = st.dictionaries(
    st.integers(0, 11), st.tuples(st.sampled_from([None, "un", "deux"]), st.sampled_from("abc")), max_size=12
)


@settings(max_examples=40, deadline=None)
@given(left=SIDE, right=SIDE, is_cut=st.booleans(), table=st.sampled_from(["quotes", "event_mentions", "segments"]))
def test_the_feed_applied_to_the_earlier_table_gives_the_later_one(
    left: dict[int, tuple[str | None, str]],
    right: dict[int, tuple[str | None, str]],
    is_cut: bool,
    table: str,
    kept: Store,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    release = kept.open()
    model = release.read(table).to_pylist()[0]
    column = {"quotes": "cue", "event_mentions": "cues", "segments": "kind"}[table]
    cue = {field.name: 1 if pa.types.is_integer(field.type) else "dit" for field in _cue_fields()}
    values = {
        "quotes": {None: None, "un": "un", "deux": "deux"},
        "event_mentions": {None: [], "un": [cue], "deux": [cue, {**cue, "start": 9}]},
        "segments": {None: "title", "un": "paragraph", "deux": "caption"},
    }[table]
    key = load_contract().tables[table].primary_key[-1]

    def rows(side: dict[int, tuple[str | None, str]], bucket: str) -> Rows:
        found = ((number, value) for number, (value, place) in side.items() if place == bucket)
        return [
            {**model, key: number if key == "segment_index" else f"x-{number:02d}", column: values[value]}
            for number, value in found
        ]

    folder = tmp_path_factory.mktemp("paire")
    sides = []
    for name, side in (("avant", left), ("après", right)):
        (folder / name).mkdir()
        parts = {bucket: rows(side, bucket) for bucket in "abc"}
        sides.append(altered(release, table, parts, folder / name))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(slices, "_ROWS", 3 if is_cut else 1 << 18)
        write_feed(*sides, folder / "flux")
        (found,) = diff(*sides).tables
    feed = pq.read_table(folder / "flux" / f"{table}.parquet").to_pylist()
    assert applied(table, sides[0].read(table).to_pylist(), feed) == sides[1].read(table).to_pylist()
    changed = sum(left[key][0] != right[key][0] for key in left.keys() & right.keys())
    assert (found.added_count, found.removed_count) == (
        len(right.keys() - left.keys()),
        len(left.keys() - right.keys()),
    )
    assert found.changed_count == changed
    assert len(feed) == found.added_count + found.removed_count + 2 * changed


def _cue_fields() -> pa.DataType:
    return to_table("event_mentions", []).schema.field("cues").type.value_type


@pytest.fixture(scope="session")
def feed(kept: Store, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The feed between the two releases of `kept`."""
    folder = tmp_path_factory.mktemp("flux")
    write_feed(*kept.releases(), folder)
    return folder


@pytest.mark.parametrize("table", sorted(load_contract().tables))
def test_every_table_of_a_release_can_be_brought_up_to_date(kept: Store, feed: Path, table: str) -> None:
    before, after = kept.releases()
    rows = pq.read_table(feed / f"{table}.parquet").to_pylist()
    assert rows
    assert applied(table, before.read(table).to_pylist(), rows) == after.read(table).to_pylist()
    assert {row["_release_id"] for row in rows} == {after.id}


def test_rows_are_in_the_order_of_the_key_the_image_before_first(feed: Path) -> None:
    rows = pq.read_table(feed / "sentences.parquet").to_pylist()
    order = [(row["document_id"], row["sentence_index"]) for row in rows]
    assert order == sorted(order)
    assert [row["_change_type"] for row in rows[:2]] == ["update_preimage", "update_postimage"]


def test_columns_keep_type_nullability_and_meaning(feed: Path) -> None:
    declared = load_contract().tables["event_mentions"].arrow_schema
    found = pq.read_schema(feed / "event_mentions.parquet")
    assert found.names == [*declared.names, "_change_type", "_release_id"]
    assert all(found.field(field.name).equals(field, check_metadata=True) for field in declared)
    assert found.metadata == declared.metadata


def test_the_same_releases_give_the_same_bytes(kept: Store, feed: Path, tmp_path: Path) -> None:
    write_feed(*kept.releases(), tmp_path)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {
        path.name: path.read_bytes() for path in feed.iterdir()
    }


def test_tables_without_changes_give_empty_files_with_their_columns(kept: Store, tmp_path: Path) -> None:
    release = kept.open()
    written = write_feed(release, release, tmp_path)
    assert {table.table for table in written.tables} == set(release.tables)
    found = pq.read_table(tmp_path / "events.parquet")
    assert found.num_rows == 0
    assert found.column_names[-2:] == ["_change_type", "_release_id"]


def test_a_table_that_one_side_lacks_is_all_inserts_or_deletes(kept: Store, tmp_path: Path) -> None:
    release = kept.open()
    tables = {name: entry for name, entry in release.manifest.tables.items() if name != "claims"}
    without = replace(release, manifest=msgspec.structs.replace(release.manifest, tables=tables))
    for folder, sides, kind in (("a", (without, release), "insert"), ("b", (release, without), "delete")):
        write_feed(*sides, tmp_path / folder, tables=["claims"])
        rows = pq.read_table(tmp_path / folder / "claims.parquet").to_pylist()
        assert [row["_change_type"] for row in rows] == [kind] * 3


def test_a_column_that_the_earlier_release_lacks_is_null_in_its_images(release: Release, tmp_path: Path) -> None:
    older = release.read("quotes").drop_columns(["cue"])
    pq.write_table(older, tmp_path / "all.parquet")
    part = Part(path="all.parquet", rows=older.num_rows, bytes=0, sha256="ancien")
    tables = {"quotes": TableEntry(older.num_rows, "", (part,))}
    before = Release("r0000-0123456789", msgspec.structs.replace(release.manifest, tables=tables), open_place(tmp_path))
    write_feed(before, release, tmp_path / "flux", tables=["quotes"])
    rows = pq.read_table(tmp_path / "flux" / "quotes.parquet").to_pylist()
    assert [row["cue"] for row in rows[::2]] == [None] * 3
    assert applied("quotes", before.read("quotes").to_pylist(), rows) == release.read("quotes").to_pylist()


def test_a_time_is_the_same_moment_afterwards(release: Release, tmp_path: Path) -> None:
    rows = release.read("documents").to_pylist()
    moment = datetime(2024, 7, 1, 0, 30, 0, 123456, tzinfo=UTC)
    changed = to_table("documents", [{**rows[0], "collected_at": moment}])
    write_parquet(changed, tmp_path / "all.parquet")
    tables = {"documents": TableEntry(1, "", (Part(path="all.parquet", rows=1, bytes=0, sha256="autre"),))}
    after = replace(
        release, manifest=msgspec.structs.replace(release.manifest, tables=tables), place=open_place(tmp_path)
    )
    write_feed(release, after, tmp_path / "flux", tables=["documents"])
    found = pq.read_table(tmp_path / "flux" / "documents.parquet").to_pylist()
    assert [row["collected_at"] for row in found if row["_change_type"] == "update_postimage"] == [moment]


def test_a_later_feed_takes_the_place_of_the_earlier_one(kept: Store, tmp_path: Path) -> None:
    before, after = kept.releases()
    write_feed(before, after, tmp_path)
    write_feed(after, before, tmp_path, tables=["quotes"])
    assert sorted(path.name for path in tmp_path.glob("*.parquet")) == ["quotes.parquet"]
    assert set(pq.read_table(tmp_path / "quotes.parquet").column("_release_id").to_pylist()) == {before.id}


def test_files_of_somebody_else_are_not_overwritten(kept: Store, tmp_path: Path) -> None:
    (tmp_path / "quotes.parquet").write_bytes(b"celui d'un autre")
    with pytest.raises(UsageError, match=r"quotes\.parquet"):
        write_feed(*kept.releases(), tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["quotes.parquet"]
    assert (tmp_path / "quotes.parquet").read_bytes() == b"celui d'un autre"


def test_an_export_and_a_feed_do_not_share_a_folder(kept: Store, release: Release, tmp_path: Path) -> None:
    export(release, tmp_path)
    with pytest.raises(UsageError, match=r"quotes\.parquet"):
        write_feed(*kept.releases(), tmp_path)
    assert "_change_type" not in pq.read_schema(tmp_path / "quotes.parquet").names


def test_a_table_that_does_not_exist_is_refused(kept: Store, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="evenements"):
        write_feed(*kept.releases(), tmp_path, tables=["evenements"])


def test_a_release_of_another_major_schema_version_is_refused(kept: Store, tmp_path: Path) -> None:
    before, after = kept.releases()
    older = replace(before, manifest=msgspec.structs.replace(before.manifest, schema_version="0.9.0"))
    with pytest.raises(ContractError, match=r"0\.9\.0"):
        write_feed(older, after, tmp_path)


def test_a_missing_part_is_said_and_nothing_is_left(store: Store, sample: ModuleType, tmp_path: Path) -> None:
    for version in (1, 2):
        with store.writer() as writer:
            writer.publish(sample.sample_tables(version), sample.facts(version))
    Path(store.open().parts("quotes")[0]).unlink()
    with pytest.raises(StoreError, match="quotes"):
        write_feed(*store.releases(), tmp_path)
    assert list(tmp_path.glob("*.parquet")) == []
