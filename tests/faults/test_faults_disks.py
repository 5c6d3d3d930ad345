"""Disks that are full, read-only or closed: one clear sentence, and the last release stays as it was."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from depeche.errors import StoreError
from depeche.store import Store

Sound = Callable[[Store], bool]


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 2 MiB of its own."""
    place = tmp_path / "disque"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(place)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip(f"no right to mount a disk: {mounted.stderr.decode().strip()}")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


def publish(store: Store, sample: ModuleType, version: int) -> None:
    """Publish a version in parts, of which it shares two thirds with the version before."""
    with store.writer() as writer:
        writer.publish(sample.sample_pieces(writer, version), sample.facts(version))


def fill(disk: Path, *, leaving: int) -> Path:
    """Fill a disk but for so many bytes; return the file to be deleted."""
    ballast, space = disk / "lest", os.statvfs(disk)
    ballast.write_bytes(b"\0" * max(0, space.f_bavail * space.f_bsize - leaving))
    return ballast


def room_for_one(disk: Path, store: Store, sample: ModuleType) -> int:
    """Return the bytes that one publication takes in the end."""
    before = os.statvfs(disk).f_bavail
    publish(store, sample, 2)
    return (before - os.statvfs(disk).f_bavail) * os.statvfs(disk).f_bsize


@pytest.mark.slow
def test_a_full_disk_leaves_the_last_release(small_disk: Path, sample: ModuleType, sound: Sound) -> None:
    store = Store(small_disk / "store")
    publish(store, sample, 1)
    needed = room_for_one(small_disk, store, sample)
    full = 0
    # A version that comes after one that failed changes up to three times as much.
    for version, free in enumerate(range(0, 4 * needed, needed // 4), start=3):
        ballast = fill(small_disk, leaving=free)
        before = store.open().id
        try:
            publish(store, sample, version)
        except StoreError as problem:
            full += 1
            assert "the disk is full" in problem.message
            assert store.open().id == before
        else:
            assert sample.version_in(store.open()) == version
        ballast.unlink()
        assert sound(store)
        for old in store.ids():  # make room again, as a person would
            if old != store.latest_id():
                subprocess.run(["rm", "-r", str(Path(store.address, "releases", old))], check=True)
    assert full >= 3
    assert sample.version_in(store.open()) > 2, "with enough room the publication succeeds"


def test_a_full_disk_can_still_be_read_and_collected(small_disk: Path, sample: ModuleType, sound: Sound) -> None:
    from depeche.store.gc import collect
    from depeche.store.retention import Keep

    store = Store(small_disk / "store")
    for version in (1, 2, 3):
        publish(store, sample, version)
    fill(small_disk, leaving=0)
    assert sample.version_in(store.open()) == 3
    with store.writer() as writer:
        collect(writer, Keep(last=1))
    assert [release.manifest.sequence for release in store.releases()] == [3]
    assert sound(store)


def test_a_read_only_disk_can_be_read_and_says_so_when_written(small_disk: Path, sample: ModuleType) -> None:
    store = Store(small_disk / "store")
    publish(store, sample, 1)
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    assert sample.version_in(store.open()) == 1
    with pytest.raises(StoreError, match="the disk is read-only"), store.writer():
        pass


def test_a_folder_without_permission_is_reported(driver: Any, tmp_path: Path) -> None:
    closed = tmp_path / "fermé"
    closed.mkdir(mode=0o555)
    nobody = 65534 if os.getuid() == 0 else None
    answer = driver.ask(store=str(closed / "store"), version=1, user=nobody)
    assert answer["error"] == "StoreError"
    assert "the permission is missing" in answer["message"]


def test_a_file_where_the_store_should_be_is_reported(tmp_path: Path) -> None:
    (tmp_path / "store").write_text("un fichier", encoding="utf-8")
    with pytest.raises(StoreError, match="Cannot create the folder"), Store(tmp_path / "store").writer():
        pass


def import_entities(folder: Path, dump: Path) -> subprocess.CompletedProcess[str]:
    """Run `depeche kb import` and return how it ended."""
    command = [str(Path(sys.executable).with_name("depeche")), "kb", "import", str(dump), "--kb", str(folder)]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    """A dump of 4,000 firms, whose names take about half of what their files hold."""
    firm = {"P31": [{"mainsnak": {"datavalue": {"value": {"id": "Q4830453"}}}}]}
    lines = [
        {"type": "item", "id": f"Q{n}", "labels": {"fr": {"language": "fr", "value": f"Comptoir {n:x} de Kerlaz"}}}
        | {"claims": firm, "sitelinks": {f"site{page}": {} for page in range(9)}}
        for n in range(9_000_000, 9_004_000)
    ]
    path = tmp_path / "dump.json"
    path.write_text("[\n" + ",\n".join(map(json.dumps, lines)) + "\n]\n", encoding="utf-8")
    return path


def test_an_import_on_a_full_disk_leaves_the_knowledge_base(small_disk: Path, dump: Path) -> None:
    assert import_entities(small_disk / "kb", dump).returncode == 0
    before = {path: path.read_bytes() for path in (small_disk / "kb").rglob("*") if path.is_file()}
    sizes = sorted(len(content) for content in before.values())
    for leaving in (sizes[-1] // 2, sum(sizes) - sizes[-2] // 2):  # the entities do not fit, their names do not
        ballast = fill(small_disk, leaving=leaving)
        ended = import_entities(small_disk / "kb", dump)
        assert (ended.returncode, "the disk is full" in ended.stderr) == (3, True), ended.stderr
        assert {path: path.read_bytes() for path in (small_disk / "kb").rglob("*") if path.is_file()} == before
        ballast.unlink()
    (small_disk / "kb" / "imported").rename(small_disk / "kb" / ".imported.former")  # where a killed import leaves it
    ballast = fill(small_disk, leaving=sizes[-1] // 2)
    assert import_entities(small_disk / "kb", dump).returncode == 3
    assert {path: path.read_bytes() for path in (small_disk / "kb").rglob("*") if path.is_file()} == before
    ballast.unlink()
    assert import_entities(small_disk / "kb", dump).returncode == 0


def test_an_import_on_a_read_only_disk_says_so(small_disk: Path, dump: Path) -> None:
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    ended = import_entities(small_disk / "kb", dump)
    assert (ended.returncode, "the disk is read-only" in ended.stderr) == (3, True), ended.stderr
