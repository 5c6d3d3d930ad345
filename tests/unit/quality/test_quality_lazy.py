"""Importing the room costs little: Great Expectations, pandas and DuckDB come with the first check."""

from __future__ import annotations

import subprocess
import sys

import pytest

_HEAVY = ("great_expectations", "pandas", "duckdb", "scipy")


@pytest.mark.parametrize("module", ["depeche.quality", "depeche.quality.results"])
def test_importing_the_room_imports_no_heavy_library(module: str) -> None:
    code = f"import sys, {module}; print(*(name for name in {_HEAVY} if name in sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
