"""Commands killed with SIGKILL at twenty random moments, on a disk and on an object store: nothing is lost.

`kill_everything.py` does the same as often as one likes; here most victims work without Prefect, and on documents that
need no model, so that the kills fall into the work and not into the start-up.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow


def test_commands_killed_at_random_moments_lose_nothing(prefect_api: str) -> None:
    script = Path(__file__).with_name("kill_everything.py")
    done = subprocess.run(
        [sys.executable, script, "--count", "20", "--attempts", "1", "--real", "3", "--articles", "0"],
        env=os.environ | {"PREFECT_API_URL": prefect_api},
        capture_output=True,
        text=True,
        timeout=580,
    )
    assert done.returncode == 0, done.stdout + done.stderr
