"""Runs killed with SIGKILL at twenty random moments: the last release stays readable and the next run works.

Four of them are the command `depeche run` with its Prefect flow and its worker process, on articles. Sixteen are the
same stages without Prefect, on documents that need no model: those kills fall into the work, not into the start-up.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from depeche.store import Store, verify

pytestmark = [pytest.mark.model, pytest.mark.slow]

COMMANDS, DRIVERS = 4, 16
SEED = 20231117
WITHOUT_ARTICLE = {
    "one.txt": "The board met on Monday and appointed a new chief executive, who said that nothing would change.\n" * 3,
    "two.csv": "a;b\n1;2\n",
}


class Runs:
    """Starts runs of one kind on one store, to their end or not."""

    def __init__(self, arguments: list[str | Path], environment: dict[str, str]) -> None:
        self._arguments = arguments
        self._environment = os.environ | environment

    def start(self) -> subprocess.Popen[bytes]:
        quiet = subprocess.DEVNULL
        return subprocess.Popen(self._arguments, env=self._environment, stdout=quiet, stderr=quiet)

    def finish(self) -> float:
        """Run to the end and return how long it took."""
        began = time.monotonic()
        assert self.start().wait(timeout=300) == 0
        return time.monotonic() - began


def kill_some(runs: Runs, store: Path, *, kills: int) -> None:
    """Kill that many runs at random moments and look at the store after each; let the last one end."""
    whole = runs.finish()
    chance = random.Random(SEED)
    for kill in range(kills):
        before = Store(store).open().id
        run = runs.start()
        # From the start to just after the end; half of the kills fall into the last third, where files are written.
        moment = chance.uniform(0.05, 1.0) if kill % 2 else chance.uniform(0.65, 1.1)
        time.sleep(moment * whole)
        run.kill()
        run.wait(timeout=60)
        after = Store(store).open()
        assert verify(after) == [], f"kill {kill} after {moment:.2f} of a run"
        assert after.id == before or after.manifest.parent == before
        assert after.read("documents").num_rows == 2
    runs.finish()
    assert [verify(release) for release in Store(store).releases()] == [[] for _ in Store(store).ids()]
    assert not list((store / "staging").glob("*"))


def test_killed_stages_lose_nothing(write_raw, tmp_path):
    raw = write_raw(tmp_path / "raw", WITHOUT_ARTICLE)
    driver = Path(__file__).with_name("run_driver.py")
    kill_some(Runs([sys.executable, driver, raw, tmp_path / "store"], {}), tmp_path / "store", kills=DRIVERS)


def test_killed_commands_lose_nothing(prefect_api, articles, write_raw, tmp_path):
    raw = write_raw(tmp_path / "raw", {name: articles[name] for name in ("tribune/rumeur.txt", "page.html")})
    program = [Path(sys.executable).with_name("depeche"), "run", "--fresh", "--workers", "1", "--json"]
    runs = Runs([*program, "--raw", raw, "--data", tmp_path / "store"], {"PREFECT_API_URL": prefect_api})
    kill_some(runs, tmp_path / "store", kills=COMMANDS)
    assert Store(tmp_path / "store").open().read("articles").num_rows == 2
