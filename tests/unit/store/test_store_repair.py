"""Repairs: what is mended, what is only named, and that no row ever changes."""

from __future__ import annotations

import shutil
from pathlib import Path
from types import ModuleType

import pytest

from depeche.store import Damage, Release, Repair, Store, examine, repair, verify


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
    manifest = Path(two.address, "releases", first, "manifest.json")
    manifest.chmod(0o644)
    manifest.write_text("{", encoding="utf-8")
    assert examine(two, deep=False).manifests == (first,)


def test_a_tag_of_a_release_that_is_gone_is_dropped(two: Store) -> None:
    _, second = two.ids()
    two.place.write("tags.json", f'{{"stable": "{second}", "vieux": "r0000-0000000000"}}'.encode())
    assert examine(two, deep=False).tags == ("vieux",)
    mended(two)
    assert two.tags() == {"stable": second}
