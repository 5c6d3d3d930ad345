"""Makes the bench of this folder importable from its tests, and puts the language model's place-holder in."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from stages_bench import Bench
from stages_corpus import corpus, publish

from depeche.store import Store


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Bench:
    """A raw folder and a store, read without the model."""
    return Bench(tmp_path, monkeypatch)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A store with a release of the corpus."""
    made = Store(tmp_path / "store")
    with made.writer() as writer:
        publish(corpus(), writer)
    return made
