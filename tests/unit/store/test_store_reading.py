"""Reading: which release a reference means, and clear refusals."""

from __future__ import annotations

import shutil
from pathlib import Path
from types import ModuleType

import pytest

from depeche.errors import StoreError, UsageError
from depeche.store import ReleaseFacts, Store


@pytest.mark.parametrize("ref", [None, "latest"])
def test_nothing_and_latest_mean_the_current_release(ref: str | None, kept: Store) -> None:
    assert kept.open(ref).id == kept.ids()[-1]


def test_an_id_means_its_release(kept: Store) -> None:
    assert kept.open(kept.ids()[0]).id == kept.ids()[0]


def test_the_beginning_of_an_id_is_enough_when_it_is_unique(kept: Store) -> None:
    assert kept.open("r0001").id == kept.ids()[0]


def test_an_ambiguous_beginning_is_refused_with_the_candidates(kept: Store) -> None:
    with pytest.raises(UsageError, match=f"{kept.ids()[0]}, {kept.ids()[1]}"):
        kept.open("r000")


@pytest.mark.parametrize("ref", ["r9999", "", "../LATEST"])
def test_an_unknown_reference_is_refused(ref: str, kept: Store) -> None:
    with pytest.raises(UsageError, match="no release"):
        kept.open(ref)


def test_a_tag_means_the_last_release_that_has_it(store: Store, sample: ModuleType) -> None:
    for version, tags in ((1, ("stable",)), (2, ("stable",)), (3, ())):
        with store.writer() as writer:
            writer.publish(sample.sample_tables(version), ReleaseFacts(f"entrée-{version}", "0.1.0", tags=tags))
    assert store.open("stable").id == store.ids()[1]


def test_an_empty_store_has_no_latest(store: Store) -> None:
    assert store.latest() is None
    assert store.releases() == ()


def test_opening_an_empty_store_says_what_to_do(store: Store) -> None:
    with pytest.raises(StoreError) as caught:
        store.open()
    assert caught.value.hint is not None and "depeche run" in caught.value.hint


def test_reading_creates_nothing(store: Store) -> None:
    store.releases()
    assert not Path(store.address).exists()


def test_an_address_of_another_kind_is_refused_clearly() -> None:
    with pytest.raises(UsageError, match="cannot lie at gs://presse/données"):
        Store("gs://presse/données")


def test_an_unknown_table_is_refused_with_the_names_there_are(kept: Store) -> None:
    with pytest.raises(UsageError) as caught:
        kept.open().read("horoscopes")
    assert caught.value.hint is not None and "articles" in caught.value.hint


def test_single_columns_can_be_read(kept: Store) -> None:
    assert kept.open().read("articles", columns=["title"]).column_names == ["title"]


@pytest.mark.parametrize("text", ["", "n'importe quoi", "r0001-abc"])
def test_a_spoiled_pointer_is_reported(text: str, store: Store) -> None:
    Path(store.address).mkdir()
    (Path(store.address) / "LATEST").write_text(text, encoding="utf-8")
    with pytest.raises(StoreError, match="does not hold the id"):
        store.latest()


def test_a_pointer_to_a_deleted_release_is_reported(store: Store) -> None:
    Path(store.address).mkdir()
    (Path(store.address) / "LATEST").write_text("r0001-0123456789\n", encoding="utf-8")
    with pytest.raises(StoreError, match=r"r0001-0123456789.*does not exist"):
        store.latest()


def test_releases_are_ordered_by_number_beyond_four_digits(store: Store) -> None:
    for name in ("r10000-0000000000", "r0002-ffffffffff", "r9999-aaaaaaaaaa", "autre"):
        (Path(store.address) / "releases" / name).mkdir(parents=True)
    assert store.ids() == ("r0002-ffffffffff", "r9999-aaaaaaaaaa", "r10000-0000000000")


def test_a_store_can_be_moved(kept: Store, tmp_path: Path) -> None:
    shutil.copytree(Path(kept.address), tmp_path / "ailleurs")
    assert Store(tmp_path / "ailleurs").open().read("articles").equals(kept.open().read("articles"))


def test_a_release_under_the_name_of_another_is_reported(kept: Store, tmp_path: Path) -> None:
    store = Store(shutil.copytree(Path(kept.address), tmp_path / "store"))
    first, second = store.ids()
    home = Path(store.address, "releases")
    (home / first).rename(home / "r0007-0123456789")
    with pytest.raises(StoreError, match=f"is that of {first}"):
        store.open("r0007")
    assert store.damaged_ids() == ("r0007-0123456789",)
    assert [summary.release_id for summary in store.summaries()] == [second]


def test_a_number_means_its_release_though_longer_ones_begin_so(kept: Store, tmp_path: Path) -> None:
    store = Store(shutil.copytree(Path(kept.address), tmp_path / "store"))
    number = store.ids()[0].partition("-")[0]
    Path(store.address, "releases", f"{number}0-0123456789").mkdir()
    assert store.open(number).id == store.ids()[0]
