"""Processes on one store at once, at both kinds of places; `at_once.py` does the same as often as one likes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow


def at_once(*arguments: str) -> None:
    """Run the script of this folder; it ends with status 1 on any violation."""
    script = Path(__file__).with_name("at_once.py")
    done = subprocess.run([sys.executable, script, *arguments], capture_output=True, text=True, timeout=500)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("where", ["local", "s3"])
def test_two_writers_at_once_make_one_chain(where: str) -> None:
    at_once("--what", "writers", "--where", where, "--times", "5")


@pytest.mark.parametrize("where", ["local", "s3"])
def test_readers_see_whole_releases_while_others_are_published(where: str) -> None:
    at_once("--what", "readers", "--where", where, "--publications", "12")
