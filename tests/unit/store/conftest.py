"""A store with releases of invented tables, and the builder of such tables."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import ModuleType

import msgspec
import pytest

from depeche.store import Release, Store


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """An empty store."""
    return Store(tmp_path / "données")


@pytest.fixture(scope="session")
def kept(tmp_path_factory: pytest.TempPathFactory, sample: ModuleType) -> Store:
    """A store with two releases that tests only read."""
    store = Store(tmp_path_factory.mktemp("kept"))
    for version in (1, 2):
        with store.writer() as writer:
            writer.publish(sample.sample_tables(version), sample.facts(version))
    return store


@pytest.fixture
def release(kept: Store) -> Release:
    return kept.open()


@pytest.fixture
def few(release: Release) -> Release:
    """A release of three tables only, for tests to which the others add nothing."""
    tables = {name: release.manifest.tables[name] for name in ("articles", "entities", "quotes")}
    return replace(release, manifest=msgspec.structs.replace(release.manifest, tables=tables))
