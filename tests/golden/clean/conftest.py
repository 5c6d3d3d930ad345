"""The flag with which golden results are written anew, to be reviewed as a difference."""

from __future__ import annotations

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the flag."""
    parser.addoption("--update-clean-golden", action="store_true", help="write the results of tests/golden/clean anew")
