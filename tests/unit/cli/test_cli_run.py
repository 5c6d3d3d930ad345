"""What `depeche run` tells before it starts anything."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pytest

from depeche.cli.run import look_first
from depeche.errors import StoreError
from depeche.store import Store


@pytest.fixture
def store(sample: ModuleType, tmp_path: Path) -> Store:
    """A store with one release."""
    store = Store(tmp_path / "store")
    with store.writer() as writer:
        writer.publish(sample.sample_tables(1), sample.facts(1))
    return store


def raw_with(folder: Path, name: str) -> str:
    folder.mkdir()
    (folder / name).write_text("Bonjour.", encoding="utf-8")
    return str(folder)


def test_another_raw_folder_is_warned_of(store: Store, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    look_first(raw_with(tmp_path / "raw", "autre.txt"), store.address)
    told = " ".join(capfd.readouterr().err.split())
    assert "warning: no file of the current release" in told
    assert "--data" in told and "--prune" in told


def test_a_folder_with_a_file_of_the_release_is_not(
    store: Store, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    address = store.open().read("documents").column("source_uri").to_pylist()[0]
    look_first(raw_with(tmp_path / "raw", address), store.address)
    assert capfd.readouterr().err == ""


def test_the_first_run_of_a_store_is_not(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    look_first(raw_with(tmp_path / "raw", "a.txt"), str(tmp_path / "store"))
    assert capfd.readouterr().err == ""


def test_a_damaged_release_is_told_before_anything_is_read(store: Store, tmp_path: Path) -> None:
    Path(store.address, "LATEST").write_text("nonsense", encoding="utf-8")
    with pytest.raises(StoreError, match="does not hold the id"):
        look_first(raw_with(tmp_path / "raw", "a.txt"), store.address)
