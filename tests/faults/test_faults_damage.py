"""Files of a store damaged or deleted by hand, and clocks that jump back: named, not spread, mended or explained."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from depeche.errors import StoreError
from depeche.store import Release, Store, verify
from depeche.store.gc import collect
from depeche.store.retention import Keep

Sound = Callable[[Store], bool]


def publish(store: Store, sample: ModuleType, version: int) -> Release:
    """Publish a version in parts, of which it shares two thirds with the version before."""
    with store.writer() as writer:
        published: Release = writer.publish(sample.sample_pieces(writer, version), sample.facts(version))
    return published


def part(release: Release, table: str, bucket: str) -> Path:
    """Return the file of a part, with the right to change it."""
    (path,) = (Path(release.place.path(p.path)) for p in release.entries(table) if p.bucket == bucket)
    path.chmod(0o644)
    return path


def flip(path: Path) -> None:
    """Change one byte in the middle."""
    sound = path.read_bytes()
    path.write_bytes(sound[: len(sound) // 2] + bytes([sound[len(sound) // 2] ^ 1]) + sound[len(sound) // 2 + 1 :])


def depeche(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run the command `depeche`."""
    program = Path(sys.executable).with_name("depeche")
    return subprocess.run([program, *arguments], capture_output=True, text=True, timeout=300)


DAMAGES: dict[str, Callable[[Path], None]] = {"flipped": flip, "deleted": Path.unlink}


@pytest.fixture(params=sorted(DAMAGES))
def damage(request: pytest.FixtureRequest) -> Callable[[Path], None]:
    return DAMAGES[request.param]


# ---------------------------------------------------------------- one part


def test_every_flipped_byte_is_found(sample: ModuleType, tmp_path: Path) -> None:
    store, chance = Store(tmp_path / "store"), random.Random(7)
    release = publish(store, sample, 1)
    path = part(release, "articles", "b1")
    sound = path.read_bytes()
    wrong = [(str(path.relative_to(tmp_path / "store")), "checksum")]
    for place in chance.sample(range(len(sound)), 40):
        path.write_bytes(sound[:place] + bytes([sound[place] ^ (1 << chance.randrange(8))]) + sound[place + 1 :])
        assert [(problem.file, problem.kind) for problem in verify(release)] == wrong
    path.write_bytes(sound)
    assert verify(release) == []


def test_a_damaged_table_is_no_traceback(sample: ModuleType, tmp_path: Path) -> None:
    release = publish(Store(tmp_path / "store"), sample, 1)
    path = part(release, "articles", "b2")
    for damaged in (b"", b"PAR1", path.read_bytes()[:-40], b"\0" * path.stat().st_size):
        path.write_bytes(damaged)
        with pytest.raises(StoreError, match="articles"):
            release.read("articles")


def test_the_command_check_names_the_damaged_part(
    sample: ModuleType, tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    release = publish(Store(tmp_path / "store"), sample, 1)
    path = part(release, "mentions", "b1")
    damage(path)
    checked = depeche("check", "--deep", "--data", tmp_path / "store")
    assert checked.returncode == 1, checked.stderr
    assert str(path.relative_to(tmp_path / "store")) in (checked.stdout + checked.stderr).replace("\n", "")


def test_the_next_publication_does_not_keep_a_damaged_part(
    sample: ModuleType, sound: Sound, tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    store = Store(tmp_path / "store")
    first = publish(store, sample, 1)
    damage(part(first, "mentions", "b2"))  # version 2 changes it, and 3 would keep the one of 2
    damage(part(first, "claims", "b0"))  # version 2 would keep it
    second = publish(store, sample, 2)
    assert verify(second) == []
    assert sample.version_in(second) == 2
    assert {problem.file.rpartition("/")[2] for problem in verify(first)} == {"b2.parquet", "b0.parquet"}


def test_a_repair_takes_the_bytes_of_a_sound_twin(
    sample: ModuleType, sound: Sound, tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    store = Store(tmp_path / "store")
    first = publish(store, sample, 1)
    damage(part(first, "claims", "b0"))
    publish(store, sample, 2)  # writes the part again
    mended = depeche("doctor", "--repair", "--data", tmp_path / "store")
    assert mended.returncode == 0, mended.stdout + mended.stderr
    assert "claims/b0.parquet" in mended.stdout.replace("\n", "")
    assert verify(first) == []
    assert sound(store)


def test_a_repair_without_a_twin_says_the_way_back(
    sample: ModuleType, sound: Sound, tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    store = Store(tmp_path / "store")
    publish(store, sample, 1)
    second = publish(store, sample, 2)
    damage(part(second, "claims", "b2"))  # version 2 wrote it; nobody else has it
    mended = depeche("doctor", "--repair", "--data", tmp_path / "store")
    told = " ".join(mended.stdout.split())
    assert mended.returncode == 3
    assert "depeche run --fresh" in told
    assert sample.version_in(store.open()) == 1, "the newest sound release is current"
    publish(store, sample, 3)
    assert sample.version_in(store.open()) == 3


# ---------------------------------------------------------------- runs


@pytest.mark.slow
def test_a_run_after_damage_publishes_every_document_again(
    world: Any, victim: Any, damage: Callable[[Path], None]
) -> None:
    for command in ("full run", "incremental run"):  # the second one leaves a document without its raw file
        errand = world.prepare(command)
        assert victim.run(errand, world).status == 0
    errand = world.prepare("full run")
    path = Path(world.store.open().parts("documents")[0])
    path.chmod(0o644)
    damage(path)
    assert victim.run(errand, world).status == 0
    assert verify(world.store.open()) == []
    assert world.state().documents == errand.documents
    assert len(errand.documents) > len(list(world.raw.iterdir()))


# ---------------------------------------------------------------- manifest and pointer


def test_a_damaged_pointer_is_mended_by_a_repair(sample: ModuleType, tmp_path: Path, sound: Sound) -> None:
    store = Store(tmp_path / "store")
    for version in (1, 2):
        publish(store, sample, version)
    (tmp_path / "store" / "LATEST").write_text("n’importe quoi", encoding="utf-8")
    with pytest.raises(StoreError, match="LATEST"):
        store.open()
    depeche("doctor", "--repair", "--data", tmp_path / "store")
    assert sample.version_in(store.open()) == 2
    assert sound(store)


def test_a_deleted_manifest_does_not_hide_the_other_releases(sample: ModuleType, tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    first, second = publish(store, sample, 1), publish(store, sample, 2)
    (tmp_path / "store" / second.place.manifest_key(second.id)).unlink()
    assert store.releases() == (first,)
    depeche("doctor", "--repair", "--data", tmp_path / "store")
    assert store.open().id == first.id
    third = publish(store, sample, 3)
    assert third.manifest.sequence == 3, "the number of what was lost is not given twice"
    assert sample.version_in(third) == 3


# ---------------------------------------------------------------- clocks


def set_clock_back(store: Store, release: Release, day: str) -> None:
    """Let a release say that it was made on another day, as it would had the clock been wrong."""
    path = Path(store.address, store.place.manifest_key(release.id))
    path.chmod(0o644)
    told = json.loads(path.read_text(encoding="utf-8"))
    told["created_at"] = f"{day}T12:00:00Z"
    path.write_text(json.dumps(told), encoding="utf-8")


def test_releases_are_in_the_order_of_their_numbers_whatever_the_clock_said(
    sample: ModuleType, sound: Sound, tmp_path: Path
) -> None:
    store = Store(tmp_path / "store")
    for version, day in ((1, "2031-05-02"), (2, "2024-01-01"), (3, "1980-01-01")):
        set_clock_back(store, publish(store, sample, version), day)
    fourth = publish(store, sample, 4)
    assert [release.manifest.sequence for release in store.releases()] == [1, 2, 3, 4]
    assert store.open().id == fourth.id
    assert fourth.manifest.parent == store.ids()[2]
    assert [row["release_id"] for row in fourth.read("releases").to_pylist()] == list(store.ids())
    assert sound(store)


def test_a_collection_keeps_the_last_numbers_whatever_the_clock_said(
    sample: ModuleType, sound: Sound, tmp_path: Path
) -> None:
    store = Store(tmp_path / "store")
    for version, day in ((1, "2031-05-02"), (2, "2024-01-01"), (3, "1980-01-01")):
        set_clock_back(store, publish(store, sample, version), day)
    with store.writer() as writer:
        collect(writer, Keep(last=2))
    assert [release.manifest.sequence for release in store.releases()] == [2, 3]
    assert sound(store)
