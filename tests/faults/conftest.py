"""The helpers of this folder, which also serve its scripts, and the driver processes."""

from __future__ import annotations

import importlib
import random
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

HERE = str(Path(__file__).parent)
if HERE not in sys.path:  # the scripts of this folder, run by hand, have it there too
    sys.path.append(HERE)


@pytest.fixture(scope="session")
def sample() -> ModuleType:
    """The builder of invented tables."""
    return importlib.import_module("sample_tables")


@pytest.fixture(scope="session")
def sound(sample: ModuleType) -> Callable[[Any], bool]:
    """Whether every release of a store is whole and of one version, and the pointer leads to one of them."""
    fault_of_store: Callable[[Any], str | None] = importlib.import_module("checks").store_fault

    def look(store: Any) -> bool:
        assert fault_of_store(store) is None
        for release in store.releases():
            sample.version_in(release)
        return True

    return look


@pytest.fixture(scope="module")
def driver() -> Iterator[Any]:
    made = importlib.import_module("drivers").Driver()
    yield made
    made.close()


@pytest.fixture(scope="module")
def other() -> Iterator[Any]:
    """A second driver."""
    made = importlib.import_module("drivers").Driver()
    yield made
    made.close()


@pytest.fixture(scope="module")
def quick_disk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder in memory where there is one: a dead process, unlike a power cut, takes nothing that was not flushed."""
    memory = Path("/dev/shm")
    if not memory.is_dir():
        yield tmp_path_factory.mktemp("disque")
        return
    made = Path(tempfile.mkdtemp(prefix="depeche-faults-", dir=memory))
    yield made
    shutil.rmtree(made)


@pytest.fixture(scope="module")
def victim() -> Iterator[Any]:
    """What runs whole commands in forks of a driver, without Prefect; here to their end."""
    made = importlib.import_module("victims").DriverVictim()
    yield made
    made.close()


@pytest.fixture
def world(tmp_path: Path) -> Any:
    """A raw folder of documents that need no model, and an empty store."""
    worlds = importlib.import_module("worlds")
    return worlds.World(str(tmp_path / "store"), tmp_path / "raw", articles=0, chance=random.Random(1))
