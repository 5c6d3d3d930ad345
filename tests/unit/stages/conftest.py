"""Makes the bench of this folder importable from its tests, and puts the language model's place-holder in."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from stages_bench import Bench


@pytest.fixture
def bench(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Bench:
    """A raw folder and a store, read without the model."""
    return Bench(tmp_path, monkeypatch)
