"""The invented corpus of tests/contract, as a fixture of this folder."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

_FILE = Path(__file__).parents[2] / "contract" / "sample_corpus.py"


@pytest.fixture(scope="session")
def sample() -> ModuleType:
    """Return the module that makes the corpus."""
    spec = importlib.util.spec_from_file_location("sample_corpus", _FILE)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
