"""Repairs: what is mended, what is only named, and that no row ever changes."""

from __future__ import annotations

import shutil
from pathlib import Path
from types import ModuleType

import pytest
from deltalake import DeltaTable

from depeche.store import Damage, Release, Repair, Store, examine, repair, rollback, verify
from depeche.store.releases import Kind


@pytest.fixture
def two(kept: Store, tmp_path: Path) -> Store:
    """A store with two releases that a test may damage."""
    return Store(shutil.copytree(Path(kept.address), tmp_path / "store"))


def mended(store: Store) -> Repair:
    with store.writer() as writer:
        return repair(writer)


def flip(path: Path) -> None:
    path.chmod(0o644)
    data = bytearray(path.read_bytes())
    data[100] ^= 1
    path.write_bytes(data)


def spoil_manifest(store: Store, release: str) -> None:
    manifest = Path(store.address, "releases", release, "manifest.json")
    manifest.chmod(0o644)
    manifest.write_text("{", encoding="utf-8")


def killed(*_: object) -> None:
    raise KeyboardInterrupt


def with_twin(store: Store, sample: ModuleType) -> Release:
    """Publish the articles of the current release again, as a file of their own."""
    before = store.open()
    with store.writer() as writer:
        after = writer.publish({**sample.sample_tables(3), "articles": before.read("articles")}, sample.facts(3))
    own = Path(after.parts("articles")[0])
    copy = own.with_name("copie")
    shutil.copyfile(own, copy)
    copy.replace(own)
    return before


def test_a_sound_store_has_no_damage(two: Store) -> None:
    assert examine(two, deep=True) == Damage()
    assert mended(two) == Repair()


def test_a_flipped_byte_is_named_only_by_a_deep_look(two: Store) -> None:
    flip(Path(two.open().parts("quotes")[0]))
    assert examine(two, deep=False).is_none
    ((release, problem),) = examine(two, deep=True).parts
    assert (release, problem.kind) == (two.latest_id(), "checksum")
    assert problem.file == f"releases/{release}/quotes/all.parquet"


def test_a_damaged_part_gets_the_bytes_of_its_sound_twin(two: Store, sample: ModuleType) -> None:
    before = with_twin(two, sample)
    rows = before.read("articles")
    flip(Path(before.parts("articles")[0]))
    assert len(mended(two).done) == 1
    assert verify(before, deep=True) == []
    assert two.open(before.id).read("articles").equals(rows)


def test_a_missing_part_gets_the_bytes_of_its_sound_twin(two: Store, sample: ModuleType) -> None:
    before = with_twin(two, sample)
    Path(before.parts("articles")[0]).unlink()
    assert len(mended(two).done) == 1
    assert verify(before, deep=True) == []


def test_a_part_without_a_twin_is_left_with_a_way_back(two: Store) -> None:
    first, second = two.ids()
    flip(Path(two.open(first).parts("quotes")[0]))
    made = mended(two)
    assert made.done == []
    assert "quotes" in made.left[0] and "depeche run --fresh" in made.left[0]
    assert two.latest_id() == second


def test_a_damaged_current_release_gives_way_to_the_newest_sound_one(two: Store) -> None:
    first, second = two.ids()
    flip(Path(two.open(second).parts("quotes")[0]))
    mended(two)
    assert two.latest_id() == first


@pytest.mark.parametrize("pointer", [b"nonsense", b"r0009-0000000000\n", None], ids=["garbage", "nowhere", "missing"])
def test_a_spoiled_pointer_leads_to_the_newest_sound_release(pointer: bytes | None, two: Store) -> None:
    path = Path(two.address, "LATEST")
    path.unlink() if pointer is None else path.write_bytes(pointer)
    assert examine(two, deep=False).pointer is not None
    mended(two)
    assert two.latest_id() == two.ids()[-1]


def test_an_unreadable_manifest_is_named(two: Store) -> None:
    first, _ = two.ids()
    spoil_manifest(two, first)
    assert examine(two, deep=False).manifests == (first,)


def test_a_tag_of_a_release_that_is_gone_is_dropped(two: Store) -> None:
    _, second = two.ids()
    two.place.write("tags.json", f'{{"stable": "{second}", "vieux": "r0000-0000000000"}}'.encode())
    assert examine(two, deep=False).tags == ("vieux",)
    mended(two)
    assert two.tags() == {"stable": second}


def test_a_spoiled_pointer_leads_to_the_release_that_was_stepped_back_to(two: Store) -> None:
    first, _ = two.ids()
    rollback(two, first)
    Path(two.address, "LATEST").write_bytes(b"nonsense")
    mended(two)
    assert two.latest_id() == first


def test_a_damaged_release_gives_way_to_what_it_came_after_not_to_what_was_stepped_back_from(
    two: Store, sample: ModuleType
) -> None:
    first, second = two.ids()
    with two.writer() as writer:
        third = writer.publish(sample.sample_tables(3), sample.facts(3))
    rollback(two, second)
    Path(two.open(second).parts("quotes")[0]).unlink()
    mended(two)
    assert two.latest_id() == first
    assert verify(third) == []


def test_a_release_nobody_can_read_gives_way_to_what_it_came_after(two: Store) -> None:
    first, second = two.ids()
    rollback(two, first)
    rollback(two, second)
    spoil_manifest(two, second)
    made = mended(two)
    assert two.latest_id() == first
    assert any(second in told and "backup" in told and "delete" in told for told in made.left)


def test_where_no_release_is_sound_the_next_run_is_still_possible(two: Store, sample: ModuleType) -> None:
    first, second = two.ids()
    Path(two.open(first).parts("quotes")[0]).unlink()
    spoil_manifest(two, second)
    made = mended(two)
    assert any("no release is sound" in told for told in made.left)
    with two.writer() as writer:
        third = writer.publish(sample.sample_tables(3), sample.facts(3))
    assert (third.manifest.parent, verify(third)) == (first, [])


def test_tags_that_cannot_be_read_are_named_and_hinder_nothing(two: Store) -> None:
    Path(two.address, "tags.json").write_text("{", encoding="utf-8")
    Path(two.address, "LATEST").write_bytes(b"nonsense")
    assert "tags.json" in str(examine(two, deep=False))
    made = mended(two)
    assert "tags.json" in made.left[0] and "by hand" in made.left[0]
    assert two.latest_id() == two.ids()[-1]


@pytest.mark.parametrize("kind", ["parquet", "delta"])
def test_delta_tables_follow_the_release_that_becomes_current(kind: Kind, sample: ModuleType, tmp_path: Path) -> None:
    store = Store(tmp_path)
    for version in (1, 2):
        with store.writer(kind=kind) as writer:
            writer.publish(sample.sample_tables(version), sample.facts(version))
    first, second = store.releases()
    Path(second.parts("quotes")[0]).unlink()
    mended(store)
    assert store.latest_id() == first.id
    if kind == "delta":
        tables = {name: DeltaTable(store.place.uri(f"delta/{name}")) for name in first.tables}
        assert {name: sorted(table.file_uris()) for name, table in tables.items()} == {
            name: sorted(first.parts(name)) for name in first.tables
        }


def test_a_release_becomes_current_though_its_delta_tables_have_lost_their_log(
    sample: ModuleType, tmp_path: Path
) -> None:
    store = Store(tmp_path)
    for version in (1, 2):
        with store.writer(kind="delta") as writer:
            writer.publish(sample.sample_tables(version), sample.facts(version))
    shutil.rmtree(Path(store.address, "delta", "claims", "_delta_log"))
    Path(store.open().parts("quotes")[0]).unlink()
    made = mended(store)
    assert store.latest_id() == store.ids()[0]
    assert any("_delta_log" in told for told in made.left)


def test_a_repair_that_is_killed_leaves_nothing_in_the_release(
    two: Store, sample: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = with_twin(two, sample)
    Path(before.parts("articles")[0]).unlink()
    monkeypatch.setattr("depeche.store.disk.take_over", killed)
    with pytest.raises(KeyboardInterrupt):
        mended(two)
    assert [problem.kind for problem in verify(before)] == ["missing"]
