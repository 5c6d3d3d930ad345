"""`depeche run` killed with SIGKILL at twenty random moments: the last release stays and the next run works."""

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

KILLS = 20
SEED = 20231117
# Most runs read nothing that needs the model, which takes longer to load than all the rest takes to work.
WITHOUT_ARTICLE = {
    "one.txt": "The board met on Monday and appointed a new chief executive, who said that nothing would change.\n" * 3,
    "two.csv": "a;b\n1;2\n",
}


def start(raw: Path, store: Path, api: str) -> subprocess.Popen[bytes]:
    """Start a run that publishes whatever happened before."""
    program = [Path(sys.executable).with_name("depeche"), "run", "--fresh", "--workers", "1", "--json"]
    return subprocess.Popen(
        [*program, "--raw", raw, "--data", store],
        env=os.environ | {"PREFECT_API_URL": api},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def finish(raw: Path, store: Path, api: str) -> float:
    """Run to the end and return how long it took."""
    began = time.monotonic()
    assert start(raw, store, api).wait(timeout=300) == 0
    return time.monotonic() - began


def test_twenty_killed_runs_lose_nothing(prefect_api, articles, write_raw, tmp_path):
    store = tmp_path / "store"
    light = write_raw(tmp_path / "light", WITHOUT_ARTICLE)
    full = write_raw(tmp_path / "full", {name: articles[name] for name in ("tribune/rumeur.txt", "page.html")})
    whole = {raw: finish(raw, store, prefect_api) for raw in (light, full)}
    chance = random.Random(SEED)
    for kill in range(KILLS):
        before = Store(store).open().id
        raw = full if kill % 5 == 0 else light
        run = start(raw, store, prefect_api)
        # From the start to just after the end; half of the kills fall into the last third, where files are written.
        moment = chance.uniform(0.05, 1.0) if kill % 2 else chance.uniform(0.65, 1.1)
        time.sleep(moment * whole[raw])
        run.kill()
        run.wait(timeout=60)
        after = Store(store).open()
        assert verify(after) == [], f"kill {kill} after {moment:.2f} of a run"
        assert after.id == before or after.manifest.parent == before
        assert after.read("documents").num_rows == 2
    finish(full, store, prefect_api)
    assert Store(store).open().read("articles").num_rows == 2
    assert [verify(release) for release in Store(store).releases()] == [[] for _ in Store(store).ids()]
    assert not list((store / "staging").glob("*"))
