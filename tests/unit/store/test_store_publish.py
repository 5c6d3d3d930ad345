"""Publishing: what lands on the disk, under which id, and what is refused."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from types import ModuleType
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from depeche.contract import load_contract, to_table
from depeche.errors import ContractError, StoreError, UsageError
from depeche.store import Release, ReleaseFacts, Store, unchanged


def publish(store: Store, sample: ModuleType, version: int) -> Release:
    with store.writer() as writer:
        return writer.publish(sample.sample_tables(version), sample.facts(version))


def test_every_table_of_the_contract_is_a_folder_of_parts(store: Store, sample: ModuleType) -> None:
    release = publish(store, sample, 1)
    home = Path(store.address) / "releases" / release.id
    files = {path.relative_to(home).as_posix() for path in home.rglob("*") if path.is_file()}
    assert files == {f"{name}/all.parquet" for name in load_contract().tables} | {"manifest.json"}


def test_what_was_published_can_be_read_back(store: Store, sample: ModuleType) -> None:
    tables = sample.sample_tables(1)
    publish(store, sample, 1)
    for name, table in tables.items():
        assert store.open().read(name).equals(table), name


def test_rows_are_sorted_by_the_primary_key(store: Store, sample: ModuleType) -> None:
    tables = sample.sample_tables(1)
    tables["mentions"] = tables["mentions"].take([2, 0, 1])
    with store.writer() as writer:
        release = writer.publish(tables, sample.facts(1))
    keys = release.read("mentions").column("mention_id").to_pylist()
    assert keys == sorted(keys)


def test_the_id_can_be_known_before_publication(store: Store, sample: ModuleType) -> None:
    with store.writer() as writer:
        expected = writer.next_release_id(sample.facts(1))
        assert writer.publish(sample.sample_tables(1), sample.facts(1)).id == expected


def test_equal_facts_give_equal_ids_in_two_stores(tmp_path: Path, sample: ModuleType) -> None:
    first, second = (publish(Store(tmp_path / name), sample, 1) for name in ("a", "b"))
    assert first.id == second.id


def test_equal_tables_give_equal_bytes_in_two_stores(tmp_path: Path, sample: ModuleType) -> None:
    first, second = (publish(Store(tmp_path / name), sample, 1) for name in ("a", "b"))
    assert first.manifest.tables == second.manifest.tables


@pytest.mark.parametrize(
    "other",
    [
        ReleaseFacts("autre", "0.1.0", {"fr_core_news_md": "3.8.0"}),
        ReleaseFacts("entrée-1", "0.2.0", {"fr_core_news_md": "3.8.0"}),
        ReleaseFacts("entrée-1", "0.1.0", {"fr_core_news_md": "3.9.0"}),
    ],
    ids=["input", "code", "model"],
)
def test_the_id_depends_on(other: ReleaseFacts, store: Store, sample: ModuleType) -> None:
    with store.writer() as writer:
        assert writer.next_release_id(other) != writer.next_release_id(sample.facts(1))


def test_sequence_numbers_and_parents_form_a_chain(kept: Store) -> None:
    first, second = kept.releases()
    assert (first.id[:6], second.id[:6]) == ("r0001-", "r0002-")
    assert (first.manifest.parent, second.manifest.parent) == (None, first.id)


def test_the_table_of_releases_lists_ancestors_and_leaves_its_own_time_open(kept: Store) -> None:
    first, second = kept.releases()
    rows = second.read("releases").to_pylist()
    assert [(row["release_id"], row["previous_release_id"]) for row in rows] == [
        (first.id, None),
        (second.id, first.id),
    ]
    assert rows[0]["created_at"] == first.manifest.created_at.replace(microsecond=rows[0]["created_at"].microsecond)
    assert rows[1]["created_at"] is None


def test_the_own_row_counts_every_table_and_itself(kept: Store) -> None:
    release = kept.open()
    own = json.loads(release.read("releases").to_pylist()[-1]["row_counts"])
    assert own == {name: release.read(name).num_rows for name in release.tables}


def test_the_manifest_has_size_and_checksum_of_every_file(kept: Store) -> None:
    release = kept.open()
    entry = json.loads((Path(release.address) / "manifest.json").read_text("utf-8"))["tables"]["articles"]
    assert entry["rows"] == 3
    assert entry["parts"][0]["bytes"] == Path(release.parts("articles")[0]).stat().st_size
    assert len(entry["parts"][0]["sha256"]) == 64


def test_published_files_cannot_be_written_to(kept: Store) -> None:
    assert {path.stat().st_mode & 0o222 for path in Path(kept.open().address).rglob("*.*")} == {0}


def test_an_unchanged_table_is_the_same_file_on_the_disk(store: Store, sample: ModuleType) -> None:
    first = publish(store, sample, 1)
    tables = sample.sample_tables(2)
    tables["articles"] = sample.sample_tables(1)["articles"]
    with store.writer() as writer:
        second = writer.publish(tables, sample.facts(2))
    assert Path(second.parts("articles")[0]).samefile(Path(first.parts("articles")[0]))
    assert not Path(second.parts("documents")[0]).samefile(Path(first.parts("documents")[0]))


def test_a_damaged_file_of_the_parent_is_not_shared(store: Store, sample: ModuleType) -> None:
    first = publish(store, sample, 1)
    path = Path(first.parts("articles")[0])
    path.chmod(0o644)
    damaged = bytearray(path.read_bytes())
    damaged[100] ^= 1
    path.write_bytes(damaged)
    second = publish(store, sample, 1)
    assert second.read("articles").equals(sample.sample_tables(1)["articles"])


def test_a_missing_table_is_refused_before_anything_is_written(store: Store, sample: ModuleType) -> None:
    tables = sample.sample_tables(1)
    del tables["quotes"]
    with store.writer() as writer, pytest.raises(ContractError, match="quotes"):
        writer.publish(tables, sample.facts(1))
    assert store.latest() is None


def test_an_unknown_table_is_refused(store: Store, sample: ModuleType) -> None:
    tables = {**sample.sample_tables(1), "horoscopes": pa.table({"signe": ["bélier"]})}
    with store.writer() as writer, pytest.raises(ContractError, match="horoscopes"):
        writer.publish(tables, sample.facts(1))


def test_a_table_with_another_type_is_refused_with_its_column(store: Store, sample: ModuleType) -> None:
    tables = sample.sample_tables(1)
    schema = tables["articles"].schema
    index = schema.get_field_index("word_count")
    tables["articles"] = tables["articles"].cast(schema.set(index, schema.field(index).with_type(pa.int32())))
    with store.writer() as writer, pytest.raises(ContractError) as caught:
        writer.publish(tables, sample.facts(1))
    assert (caught.value.table, caught.value.column) == ("articles", "word_count")


@pytest.mark.parametrize("tag", ["", " ", "latest", "r0001-0123456789"])
def test_a_tag_that_could_mean_something_else_is_refused(tag: str, store: Store, sample: ModuleType) -> None:
    with store.writer() as writer, pytest.raises(UsageError, match="tag"):
        writer.publish(sample.sample_tables(1), ReleaseFacts("e", "0.1.0", tags=(tag,)))


def test_a_failed_publication_leaves_the_last_release_and_no_scratch_files(store: Store, sample: ModuleType) -> None:
    first = publish(store, sample, 1)
    with pytest.raises(ContractError), store.writer() as writer:
        writer.publish({}, sample.facts(2))
    assert store.open().id == first.id
    assert not (Path(store.address) / "staging").exists()


def test_a_pointer_moved_behind_the_lock_stops_the_publication(store: Store, sample: ModuleType) -> None:
    first = publish(store, sample, 1)
    second = publish(store, sample, 2)
    with store.writer() as writer:
        (Path(store.address) / "LATEST").write_text(first.id)
        with pytest.raises(StoreError, match="changed while"):
            writer.publish(sample.sample_tables(3), sample.facts(3))
    assert [release.id for release in store.releases()] == [first.id, second.id]


def test_the_same_facts_mean_nothing_to_publish(store: Store, sample: ModuleType) -> None:
    assert not unchanged(store, sample.facts(1))
    publish(store, sample, 1)
    assert unchanged(store, sample.facts(1))
    assert not unchanged(store, sample.facts(2))


def test_a_run_that_failed_its_checks_keeps_its_evidence(store: Store, sample: ModuleType) -> None:
    evidence = {
        name: table for name, table in sample.sample_tables(1).items() if name in ("quality_results", "rejections")
    }
    with store.writer() as writer:
        folder = writer.keep_failure(evidence, sample.facts(1))
    assert Path(folder).parent == Path(store.address, "failed")
    assert pq.read_table(Path(folder, "rejections.parquet")).num_rows == 3
    assert store.latest() is None


def test_only_the_last_failures_are_kept(store: Store, sample: ModuleType) -> None:
    evidence = {"rejections": to_table("rejections", [])}
    with store.writer() as writer:
        folders = [writer.keep_failure(evidence, sample.facts(n)) for n in range(22)]
    assert sorted(map(str, Path(store.address, "failed").iterdir())) == folders[2:]


def test_the_pointer_is_moved_only_from_where_the_run_found_it(store: Store, sample: ModuleType) -> None:
    first, second = publish(store, sample, 1), publish(store, sample, 2)
    with store.writer() as writer:
        placed = writer.place.publish

        def overtaken(*given: Any, **options: Any) -> None:
            placed(*given, **options)
            (Path(store.address) / "LATEST").write_text(first.id)

        writer.place.publish = overtaken  # type: ignore[method-assign]
        with pytest.raises(StoreError, match="changed while"):
            writer.publish(sample.sample_tables(3), sample.facts(3))
    assert store.latest_id() == first.id
    assert [release.id for release in store.releases()][:2] == [first.id, second.id]


def test_a_failure_is_kept_though_the_clock_jumped_back(
    store: Store, sample: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Earlier(datetime):
        @classmethod
        def now(cls, tz: Any = None) -> Earlier:
            return cls(1990, 1, 1, tzinfo=tz)

    evidence = {"rejections": to_table("rejections", [])}
    with store.writer() as writer:
        folders = [writer.keep_failure(evidence, sample.facts(n)) for n in range(20)]
        monkeypatch.setattr("depeche.store.writer.datetime", Earlier)
        last = writer.keep_failure(evidence, sample.facts(20))
    assert sorted(map(str, Path(store.address, "failed").iterdir())) == [last, *folders[1:]]


def test_a_file_that_could_not_be_replaced_leaves_nothing_beside_it(store: Store) -> None:
    taken = Path(store.address, "tags.json")
    taken.mkdir(parents=True)
    with pytest.raises(StoreError, match="Cannot write"):
        store.place.write("tags.json", b"{}")
    assert list(Path(store.address).iterdir()) == [taken]
