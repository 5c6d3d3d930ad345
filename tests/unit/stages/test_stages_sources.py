"""The list of source files: kept as a whole once, then as changes, and never taken for another one."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from depeche.stages.handover import Source
from depeche.stages.sources import FOLDER, drop_sources, fingerprint, known_sources, save_sources
from depeche.store import Place, Release, Store

FIRST = tuple(Source(f"{number:03}.txt", f"{number:064x}", entry=b"f" * 20) for number in range(100))
SECOND = (*FIRST[2:], replace(FIRST[1], token="1" * 64), Source("neuf.txt", "2" * 64))


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Store(tmp_path).place


def kept(place: Place) -> dict[str, int]:
    return {stored.key.rpartition("/")[2]: stored.size for stored in place.list(FOLDER)}


def known(place: Place, sources: tuple[Source, ...]) -> list[Source]:
    manifest = SimpleNamespace(input_fingerprint=fingerprint(sources))
    release = cast("Release", SimpleNamespace(place=place, manifest=manifest))
    return sorted(known_sources(release), key=lambda source: source.uri)


def test_few_changes_are_kept_as_such(place: Place) -> None:
    save_sources(place, FIRST)
    save_sources(place, SECOND)
    sizes = kept(place)
    assert sizes[f"{fingerprint(SECOND)}.changes"] < sizes[f"{fingerprint(FIRST)}.list"] / 2
    assert known(place, SECOND) == sorted(SECOND, key=lambda source: source.uri)
    assert known(place, FIRST) == list(FIRST)


def test_many_changes_make_a_list_of_their_own(place: Place) -> None:
    save_sources(place, FIRST)
    save_sources(place, FIRST[:70])
    assert f"{fingerprint(FIRST[:70])}.list" in kept(place)


def test_the_list_that_changes_rest_on_stays(place: Place) -> None:
    save_sources(place, FIRST)
    save_sources(place, SECOND)
    drop_sources(place, keep=[fingerprint(SECOND)])
    assert known(place, SECOND) == sorted(SECOND, key=lambda source: source.uri)
    save_sources(place, FIRST[:10])
    drop_sources(place, keep=[fingerprint(FIRST[:10])])
    assert set(kept(place)) == {f"{fingerprint(FIRST[:10])}.list"}


def test_a_list_that_others_rest_on_is_written_whole_again(place: Place) -> None:
    save_sources(place, FIRST)
    save_sources(place, SECOND)
    save_sources(place, tuple(replace(source, entry=b"g" * 20) for source in FIRST))
    assert f"{fingerprint(FIRST)}.changes" not in kept(place)
    assert known(place, SECOND)[-1].uri == "neuf.txt"
