"""The invented corpus of tests/contract, as a fixture of this folder."""

from __future__ import annotations

from types import ModuleType

import pytest


@pytest.fixture(scope="session")
def sample(sample_corpus: ModuleType) -> ModuleType:
    """Return the module that makes the corpus."""
    return sample_corpus
