"""Names that people give to releases."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest

from depeche.errors import StoreLocked, UsageError
from depeche.store import Store
from depeche.store.tags import Tag, give_tag, list_tags, take_tag


@pytest.fixture
def two(kept: Store, tmp_path: Path) -> Store:
    """A store with two releases that a test may change."""
    return Store(shutil.copytree(Path(kept.address), tmp_path / "store"))


def test_a_release_can_be_opened_by_its_name(two: Store) -> None:
    first, _ = two.ids()
    with two.writer() as writer:
        assert give_tag(writer, "r0001", "rapport-2026").id == first
    assert two.open("rapport-2026").id == first
    assert list_tags(two) == (Tag("rapport-2026", first),)


def test_a_name_that_is_in_use_is_moved_only_on_request(two: Store) -> None:
    first, second = two.ids()
    with two.writer() as writer:
        give_tag(writer, first, "rapport")
        with pytest.raises(UsageError, match=f"names {first} already"):
            give_tag(writer, second, "rapport")
        assert two.open("rapport").id == first
        give_tag(writer, second, "rapport", move=True)
    assert two.open("rapport").id == second


def test_giving_the_same_name_again_changes_nothing(two: Store) -> None:
    first, _ = two.ids()
    with two.writer() as writer:
        give_tag(writer, first, "rapport")
        assert give_tag(writer, first, "rapport").id == first
    assert two.tags() == {"rapport": first}


def test_a_name_is_taken_away(two: Store) -> None:
    first, second = two.ids()
    with two.writer() as writer:
        give_tag(writer, first, "un")
        give_tag(writer, second, "deux")
        assert take_tag(writer, "un") == first
        with pytest.raises(UsageError, match="no tag 'un'"):
            take_tag(writer, "un")
    assert two.tags() == {"deux": second}


def test_a_name_given_at_publication_is_listed_and_stays(store: Store, sample: ModuleType) -> None:
    with store.writer() as writer:
        release = writer.publish(sample.sample_tables(1), replace(sample.facts(1), tags=("première",)))
        assert list_tags(store) == (Tag("première", release.id, is_fixed=True),)
        with pytest.raises(UsageError, match="published with the tag"):
            take_tag(writer, "première")


@pytest.mark.parametrize(
    "name", ["", " ", "latest", "r0001", "r12-", "r0001-0123456789", "-x", " a", "a\n", "a\x1b[31m", "é" * 101]
)
def test_a_name_that_could_be_misread_is_refused(two: Store, name: str) -> None:
    with two.writer() as writer, pytest.raises(UsageError, match="cannot be a tag"):
        give_tag(writer, "latest", name)


def test_a_release_that_is_not_there_gets_no_name(two: Store) -> None:
    with two.writer() as writer, pytest.raises(UsageError, match="no release 'r0009'"):
        give_tag(writer, "r0009", "rapport")


def test_names_are_given_under_the_lock_only(two: Store) -> None:
    with two.writer(), pytest.raises(StoreLocked), Store(two.address).writer() as other:
        give_tag(other, "latest", "rapport")
    assert two.tags() == {}
