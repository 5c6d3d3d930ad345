"""What a release changes in a table is one Delta commit; steps back, cleaning up, and what goes wrong."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import ModuleType
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from deltalake import DeltaTable
from hypothesis import given
from hypothesis import strategies as st

from depeche.contract import load_contract, write_parquet
from depeche.errors import ContractError, EnvironmentProblem, StoreError
from depeche.store import Store
from depeche.store.delta import DeltaTables
from depeche.store.delta_log import DeltaLog, TableSchema, schema_of
from depeche.store.delta_statistics import DataFile, statistics
from depeche.store.manifest import Part, TableEntry
from depeche.store.pieces import KeptPart, Piece, StagedPart
from depeche.store.place import open_place

TABLES = tuple(name for name in load_contract().tables if name != "releases")
TABLE = "entities"

Staging = Callable[..., StagedPart]


@pytest.fixture
def delta(tmp_path: Path) -> DeltaTables:
    return DeltaTables(open_place(tmp_path / "données du jour"))


@pytest.fixture
def staged(tmp_path: Path, sample: ModuleType) -> Staging:
    """Write a part of a table as a writer does; its rows say of which version they are."""
    count = 0

    def stage(version: int, *, table: str = TABLE, bucket: str = "all", rows: int = 3) -> StagedPart:
        nonlocal count
        count += 1
        path = tmp_path / "staging" / f"{count}.parquet"
        path.parent.mkdir(exist_ok=True)
        write_parquet(sample.sample_tables(version, rows=rows)[table], path)
        return StagedPart(bucket, path, made_from=f"{table} {version} {bucket}")

    return stage


def kept(entry: TableEntry, *buckets: str) -> list[Piece]:
    return [KeptPart(part) for part in entry.parts if part.bucket in buckets]


def log_of(delta: DeltaTables, version: int, table: str = TABLE) -> list[dict[str, Any]]:
    path = Path(delta.address(table), "_delta_log", f"{version:020d}.json")
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def rows_of(delta: DeltaTables, version: int | None = None, table: str = TABLE) -> pa.Table:
    return DeltaTable(delta.address(table), version=version).to_pyarrow_table()


def versions(delta: DeltaTables, sample: ModuleType, version: int | None = None) -> set[int]:
    found: set[int] = sample.versions(rows_of(delta, version), TABLE)
    return found


def newest(delta: DeltaTables, table: str = TABLE) -> int:
    return DeltaTable(delta.address(table)).version()


@pytest.mark.parametrize("table", TABLES)
def test_the_rows_of_a_table_are_those_of_its_pieces(
    table: str, delta: DeltaTables, staged: Staging, sample: ModuleType
) -> None:
    entry = delta.commit(table, [staged(1, table=table)], None)
    assert (entry.delta_version, entry.rows) == (0, 3)
    assert rows_of(delta, table=table).equals(sample.sample_tables(1)[table])


def test_the_parts_of_an_entry_are_files_that_hold_what_it_says(delta: DeltaTables, staged: Staging) -> None:
    (part,) = delta.commit(TABLE, [staged(1)], None).parts
    path = Path(delta.place.uri(part.path))
    assert path.parent == Path(delta.address(TABLE))
    assert (part.rows, part.bytes, part.made_from) == (3, path.stat().st_size, f"{TABLE} 1 all")
    assert pq.ParquetFile(path).metadata.row_group(0).sorting_columns


def test_a_table_asks_nothing_of_its_readers(delta: DeltaTables, staged: Staging) -> None:
    delta.commit(TABLE, [staged(1)], None)
    protocol = DeltaTable(delta.address(TABLE)).protocol()
    assert (protocol.min_reader_version, protocol.min_writer_version) == (1, 2)
    assert not protocol.reader_features and not protocol.writer_features


def test_columns_say_what_they_mean(delta: DeltaTables, staged: Staging) -> None:
    delta.commit(TABLE, [staged(1)], None)
    found = {field.name: field for field in DeltaTable(delta.address(TABLE)).schema().fields}
    for column in load_contract().tables[TABLE].columns:
        assert found[column.name].metadata.get("comment") == column.description
        assert found[column.name].metadata.get("unit") == column.unit
        assert found[column.name].nullable == column.nullable


def test_times_are_in_utc(delta: DeltaTables, staged: Staging) -> None:
    delta.commit("documents", [staged(1, table="documents")], None)
    found = pa.schema(DeltaTable(delta.address("documents")).schema().to_arrow())
    assert found.field("collected_at").type == pa.timestamp("us", tz="UTC")


def test_a_change_is_one_commit_of_the_parts_that_changed(
    delta: DeltaTables, staged: Staging, sample: ModuleType
) -> None:
    before = delta.commit(TABLE, [staged(1, bucket="a"), staged(2, bucket="b")], None)
    path = Path(delta.place.uri(before.parts[0].path))
    file = path.stat()
    after = delta.commit(TABLE, [*kept(before, "a"), staged(3, bucket="b"), staged(4, bucket="c")], before)
    assert after.delta_version == newest(delta) == 1
    assert after.parts[0] == before.parts[0] and path.stat() == file
    actions = log_of(delta, 1)
    assert sorted(action["add"]["path"][0] for action in actions if "add" in action) == ["b", "c"]
    assert [action["remove"]["path"][0] for action in actions if "remove" in action] == ["b"]
    assert versions(delta, sample) == {1, 3, 4}
    assert versions(delta, sample, 0) == {1, 2}


def test_a_bucket_may_go(delta: DeltaTables, staged: Staging, sample: ModuleType) -> None:
    before = delta.commit(TABLE, [staged(1, bucket="a"), staged(2, bucket="b")], None)
    after = delta.commit(TABLE, kept(before, "a"), before)
    assert (after.delta_version, after.rows) == (1, 3)
    assert versions(delta, sample) == {1}


@pytest.mark.parametrize("how", ["kept", "made again"])
def test_a_table_that_did_not_change_has_no_commit(how: str, delta: DeltaTables, staged: Staging) -> None:
    first = delta.commit(TABLE, [staged(1)], None)
    assert delta.commit(TABLE, kept(first, "all") if how == "kept" else [staged(1)], first) == first
    assert newest(delta) == 0


def test_equal_rows_made_from_something_else_are_no_commit(delta: DeltaTables, staged: Staging) -> None:
    first = delta.commit(TABLE, [staged(1)], None)
    piece = staged(1)
    after = delta.commit(TABLE, [StagedPart(piece.bucket, piece.path, made_from="another rule")], first)
    assert (after.delta_version, after.parts[0].made_from) == (0, "another rule")
    assert newest(delta) == 0


def test_a_damaged_file_is_replaced_by_its_like(delta: DeltaTables, staged: Staging, sample: ModuleType) -> None:
    first = delta.commit(TABLE, [staged(1)], None)
    path = Path(delta.place.uri(first.parts[0].path))
    sound = path.read_bytes()
    path.chmod(0o644)
    path.write_bytes(sound[:100] + b"\0" + sound[101:])
    assert delta.commit(TABLE, [staged(1)], first) == first
    assert path.read_bytes() == sound


def test_a_table_that_a_dead_run_left_ahead_steps_back(delta: DeltaTables, staged: Staging, sample: ModuleType) -> None:
    first = delta.commit(TABLE, [staged(1)], None)
    delta.commit(TABLE, [staged(2)], first)  # no manifest ever says so
    assert delta.commit(TABLE, kept(first, "all"), first) == first
    assert versions(delta, sample) == versions(delta, sample, first.delta_version) == {1}


def test_a_publication_after_a_dead_run_is_right(delta: DeltaTables, staged: Staging, sample: ModuleType) -> None:
    first = delta.commit(TABLE, [staged(1, bucket="a"), staged(1, bucket="b")], None)
    delta.commit(TABLE, [*kept(first, "a"), staged(2, bucket="b")], first)
    third = delta.commit(TABLE, [staged(3, bucket="a"), *kept(first, "b")], first)
    assert third.delta_version == newest(delta)
    assert versions(delta, sample) == {1, 3}


def test_stepping_back_is_one_commit(delta: DeltaTables, staged: Staging, sample: ModuleType) -> None:
    first = delta.commit(TABLE, [staged(1)], None)
    second = delta.commit(TABLE, [staged(2)], first)
    delta.restore({TABLE: first})
    delta.restore({TABLE: first})
    assert newest(delta) == 2
    assert versions(delta, sample) == {1}
    assert versions(delta, sample, second.delta_version) == {2}
    delta.restore({TABLE: second})
    assert versions(delta, sample) == {2}


def test_a_release_of_plain_parquet_leaves_delta_tables_alone(delta: DeltaTables, staged: Staging) -> None:
    first = delta.commit(TABLE, [staged(1)], None)
    delta.restore({TABLE: TableEntry(first.rows, first.schema, (), None)})
    assert newest(delta) == 0


def test_what_another_program_wrote_is_taken_back(delta: DeltaTables, staged: Staging, sample: ModuleType) -> None:
    first = delta.commit(TABLE, [staged(1, bucket="a"), staged(1, bucket="b")], None)
    DeltaTable(delta.address(TABLE)).delete()
    second = delta.commit(TABLE, [*kept(first, "a"), staged(2, bucket="b")], first)
    assert versions(delta, sample) == {1, 2}
    assert sum(part.rows for part in second.parts) == rows_of(delta).num_rows


def test_of_two_commits_on_the_same_version_one_fails(delta: DeltaTables, staged: Staging, sample: ModuleType) -> None:
    first = delta.commit(TABLE, [staged(1)], None)
    late = DeltaLog.open(delta.place, TABLE)
    assert late is not None
    delta.commit(TABLE, [staged(2)], first)
    with pytest.raises(StoreError, match="Another program changed"):
        late.change(schema_of(TABLE), [], {Path(first.parts[0].path).name: 1})
    assert versions(delta, sample) == {2}


def test_the_older_columns_of_a_kept_part_are_filled_with_nulls(
    delta: DeltaTables, staged: Staging, sample: ModuleType, tmp_path: Path
) -> None:
    old_rows = sample.sample_tables(1)[TABLE].drop_columns(["description"])
    path = Path(delta.address(TABLE), "a-old.parquet")
    path.parent.mkdir(parents=True)
    pq.write_table(old_rows, path)
    old_columns = json.loads(schema_of(TABLE).columns)
    old_columns["fields"] = [field for field in old_columns["fields"] if field["name"] != "description"]
    DeltaLog.create(
        delta.place,
        TableSchema(TABLE, json.dumps(old_columns)),
        [DataFile(path.name, path.stat().st_size, statistics(pq.read_metadata(path)))],
    )
    part = Part(path=f"delta/{TABLE}/{path.name}", rows=3, bytes=path.stat().st_size, sha256="0" * 64, bucket="a")
    old = TableEntry(3, "", (part,), 0)
    new = delta.commit(TABLE, [*kept(old, "a"), staged(2, bucket="b")], old)
    assert newest(delta) == new.delta_version == 1
    names = [next(iter(action.values())).get("path") for action in log_of(delta, 1)]
    assert len([name for name in names if name]) == len({name for name in names if name}) == 3
    assert rows_of(delta)["description"].null_count == 3
    assert "description" not in rows_of(delta, 0).column_names
    delta.restore({TABLE: old})
    assert "description" not in rows_of(delta).column_names


def test_parts_of_plain_releases_are_shared(delta: DeltaTables, staged: Staging, sample: ModuleType) -> None:
    piece = staged(1)
    folder = Path(delta.place.uri("releases/r0001-0000000000/entities"))
    folder.mkdir(parents=True)
    path = piece.path.rename(folder / "all.parquet")
    part = Part(
        path="releases/r0001-0000000000/entities/all.parquet", rows=3, bytes=path.stat().st_size, sha256="1" * 64
    )
    entry = delta.commit(TABLE, [KeptPart(part)], TableEntry(3, "", (part,)))
    assert Path(delta.place.uri(entry.parts[0].path)).samefile(path)
    assert versions(delta, sample) == {1}


def test_a_commit_torn_by_a_power_cut_is_taken_away(delta: DeltaTables, staged: Staging, sample: ModuleType) -> None:
    first = delta.commit(TABLE, [staged(1)], None)
    delta.commit(TABLE, [staged(2)], first)
    torn = Path(delta.address(TABLE), "_delta_log", f"{1:020d}.json")
    torn.write_bytes(torn.read_bytes()[:-40])
    third = delta.commit(TABLE, [staged(3)], first)
    assert third.delta_version == newest(delta) == 1
    assert versions(delta, sample) == {3}


def test_a_log_that_is_gone_is_said_to_be(delta: DeltaTables, staged: Staging) -> None:
    first = delta.commit(TABLE, [staged(1)], None)
    Path(delta.address(TABLE), "_delta_log", f"{0:020d}.json").unlink()
    with pytest.raises(StoreError, match="is gone") as told:
        delta.commit(TABLE, [staged(2)], first)
    assert told.value.hint


def test_a_log_of_another_store_is_refused(delta: DeltaTables, staged: Staging) -> None:
    first = delta.commit(TABLE, [staged(1)], None)
    delta.commit(TABLE, [staged(2)], first)
    stray = TableEntry(
        3, "", (Part(path=f"delta/{TABLE}/elsewhere.parquet", rows=3, bytes=1, sha256=""),), first.delta_version
    )
    with pytest.raises(StoreError, match="not what its release says"):
        delta.commit(TABLE, [staged(2)], stray)


def test_a_version_whose_files_are_gone_cannot_come_back(delta: DeltaTables, staged: Staging) -> None:
    first = delta.commit(TABLE, [staged(1)], None)
    delta.commit(TABLE, [staged(2)], first)
    Path(delta.place.uri(first.parts[0].path)).unlink()
    with pytest.raises(StoreError, match="Cannot restore"):
        delta.restore({TABLE: first})
    assert newest(delta) == 1


@pytest.mark.parametrize("bucket", ["", ".x", "_x", "a/b", ".."])
def test_a_bucket_that_readers_would_not_find_is_refused(bucket: str, delta: DeltaTables, staged: Staging) -> None:
    with pytest.raises(ContractError, match="bucket"):
        delta.commit(TABLE, [staged(1, bucket=bucket)], None)


@pytest.mark.parametrize("buckets", [[], ["a", "a"]])
def test_a_table_needs_parts_of_different_buckets(buckets: list[str], delta: DeltaTables, staged: Staging) -> None:
    with pytest.raises(ContractError, match="one part or more"):
        delta.commit(TABLE, [staged(1, bucket=bucket) for bucket in buckets], None)


def test_a_part_of_another_table_is_refused(delta: DeltaTables, staged: Staging) -> None:
    with pytest.raises(ContractError, match="departs from its schema"):
        delta.commit(TABLE, [staged(1, table="events")], None)
    assert not Path(delta.address(TABLE)).exists()


def test_a_missing_package_is_named(delta: DeltaTables, staged: Staging, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "deltalake", None)
    with pytest.raises(EnvironmentProblem) as told:
        delta.commit(TABLE, [staged(1)], None)
    assert told.value.hint == 'pip install "depeche[delta]"'


def publish_many(delta: DeltaTables, staged: Staging, count: int) -> Sequence[TableEntry]:
    """Publish releases of ten parts, of which each rewrites one."""
    entries = [delta.commit(TABLE, [staged(0, bucket=f"b{i}", rows=1) for i in range(10)], None)]
    for version in range(1, count):
        pieces = [KeptPart(part) for part in entries[-1].parts if part.bucket != f"b{version % 10}"]
        entries.append(delta.commit(TABLE, [*pieces, staged(version, bucket=f"b{version % 10}", rows=1)], entries[-1]))
    return entries


def files_of(delta: DeltaTables) -> set[str]:
    return {f"delta/{TABLE}/{path.name}" for path in Path(delta.address(TABLE)).glob("*.parquet")}


def test_cleaning_up_keeps_what_kept_releases_need(delta: DeltaTables, staged: Staging, sample: ModuleType) -> None:
    entries = publish_many(delta, staged, 12)
    before = {entry.delta_version: rows_of(delta, entry.delta_version) for entry in entries}
    keep = [entries[7], entries[10], entries[11]]
    would_go = delta.vacuum({TABLE: keep}, dry_run=True)
    assert len(files_of(delta)) == 21 and (Path(delta.address(TABLE)) / "_delta_log" / f"{0:020d}.json").exists()
    gone = delta.vacuum({TABLE: keep}, dry_run=False)
    assert [file.key for file in gone] == [file.key for file in would_go]
    assert files_of(delta) == {part.path for entry in keep for part in entry.parts}
    for entry in keep:
        assert (
            rows_of(delta, entry.delta_version)
            .sort_by("entity_id")
            .equals(before[entry.delta_version].sort_by("entity_id"))
        )
    assert newest(delta) == 11
    logs = {path.name[:20] for path in Path(delta.address(TABLE), "_delta_log").glob("0*")}
    assert min(logs) == f"{7:020d}"


def test_after_cleaning_up_a_table_goes_on(delta: DeltaTables, staged: Staging, sample: ModuleType) -> None:
    entries = publish_many(delta, staged, 12)
    delta.vacuum({TABLE: entries[-2:]}, dry_run=False)
    delta.restore({TABLE: entries[-2]})
    assert versions(delta, sample) == set(range(1, 11))
    after = delta.commit(TABLE, [staged(99)], entries[-2])
    assert (after.delta_version, versions(delta, sample)) == (newest(delta), {99})
    assert delta.vacuum({TABLE: [entries[-2], after]}, dry_run=True) != []


def test_cleaning_up_twice_finds_nothing_more(delta: DeltaTables, staged: Staging) -> None:
    entries = publish_many(delta, staged, 5)
    assert delta.vacuum({TABLE: entries[-1:]}, dry_run=False)
    assert delta.vacuum({TABLE: entries[-1:]}, dry_run=False) == []


def test_cleaning_up_never_breaks_the_newest_version(delta: DeltaTables, staged: Staging, sample: ModuleType) -> None:
    first = delta.commit(TABLE, [staged(1)], None)
    delta.commit(TABLE, [staged(2)], first)  # by a run that died
    assert delta.vacuum({TABLE: [first]}, dry_run=False) == []
    assert versions(delta, sample) == {2}


def test_cleaning_up_spares_what_plain_releases_refer_to(delta: DeltaTables, staged: Staging) -> None:
    first = delta.commit(TABLE, [staged(1)], None)
    second = delta.commit(TABLE, [staged(2)], first)
    plain = TableEntry(first.rows, first.schema, first.parts)
    assert not [file for file in delta.vacuum({TABLE: [plain, second]}, dry_run=True) if file.key.endswith(".parquet")]


def test_files_of_dead_runs_are_cleaned_up(delta: DeltaTables, staged: Staging) -> None:
    first = delta.commit(TABLE, [staged(1)], None)
    Path(delta.address(TABLE), "all-0123456789abcdef.parquet").write_bytes(b"half a file")
    (gone,) = delta.vacuum({TABLE: [first]}, dry_run=False)
    assert (gone.key, gone.size) == (f"delta/{TABLE}/all-0123456789abcdef.parquet", 11)


def test_other_programs_do_not_clean_up_by_default(delta: DeltaTables, staged: Staging) -> None:
    first = delta.commit(TABLE, [staged(1)], None)
    delta.commit(TABLE, [staged(2)], first)
    assert DeltaTable(delta.address(TABLE)).vacuum(dry_run=True, full=True) == []
    with pytest.raises(Exception, match="retention"):
        DeltaTable(delta.address(TABLE)).vacuum(retention_hours=168, dry_run=True)


def bounds(tmp_path: Path, table: pa.Table) -> dict[str, Any]:
    key = [pq.SortingColumn(0)]
    pq.write_table(table, tmp_path / "x.parquet", row_group_size=2, sorting_columns=key)
    found: dict[str, Any] = json.loads(statistics(pq.read_metadata(tmp_path / "x.parquet")))
    return found


def test_statistics_hold_for_all_row_groups(tmp_path: Path) -> None:
    found = bounds(tmp_path, pa.table({"n": [5, 1, None, None, 9]}))
    assert found == {"numRecords": 5, "minValues": {"n": 1}, "maxValues": {"n": 9}, "nullCount": {"n": 2}}


def test_a_long_text_has_a_lower_bound_only(tmp_path: Path) -> None:
    found = bounds(tmp_path, pa.table({"t": ["é" * 500]}))
    assert (found["minValues"], found["maxValues"]) == ({"t": "é" * 64}, {})


def test_texts_that_a_file_is_not_sorted_by_have_no_bounds(tmp_path: Path) -> None:
    found = bounds(tmp_path, pa.table({"id": ["a", "b"], "t": ["x", None]}))
    assert (found["minValues"], found["maxValues"]) == ({"id": "a"}, {"id": "b"})
    assert found["nullCount"] == {"id": 0, "t": 1}


def test_lists_and_fractions_have_no_bounds(tmp_path: Path) -> None:
    table = pa.table({"l": [["a"]], "s": [{"a": 1}], "f": [0.5], "b": [True]})
    assert bounds(tmp_path, table) == {"numRecords": 1, "minValues": {}, "maxValues": {}, "nullCount": {"f": 0, "b": 0}}


def test_an_empty_file_has_no_bounds(tmp_path: Path) -> None:
    found = bounds(tmp_path, pa.table({"n": pa.array([], pa.int64())}))
    assert (found["numRecords"], found["minValues"], found["maxValues"]) == (0, {}, {})


_TIMES = st.datetimes(max_value=datetime(9999, 12, 31, 23, 59))


@given(times=st.lists(_TIMES, min_size=1, max_size=4))
def test_times_lie_within_their_bounds(times: list[datetime], tmp_path_factory: pytest.TempPathFactory) -> None:
    aware = [time.replace(tzinfo=UTC) for time in times]
    path = tmp_path_factory.getbasetemp() / "times.parquet"
    pq.write_table(pa.table({"at": pa.array(aware, pa.timestamp("us", tz="UTC"))}), path)
    found = json.loads(statistics(pq.read_metadata(path)))
    low, high = (datetime.fromisoformat(found[side]["at"]) for side in ("minValues", "maxValues"))
    assert low <= min(aware) and (min(aware) - low) < timedelta(milliseconds=1)
    assert max(aware) <= high and (high - max(aware)) < timedelta(milliseconds=1)


def test_a_store_does_not_become_one_of_delta_tables_without_the_package(
    sample: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store(tmp_path)
    with monkeypatch.context() as without:
        without.setitem(sys.modules, "deltalake", None)
        with pytest.raises(EnvironmentProblem), store.writer(kind="delta"):
            pass
    assert store.kind() == "parquet"
