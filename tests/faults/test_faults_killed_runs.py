"""`depeche run` killed with SIGKILL at random moments: the last release stays readable and the next run works."""

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


def start(raw: Path, store: Path, api: str) -> subprocess.Popen[bytes]:
    """Start a run that publishes whatever happened before; one process, so that it is gone when it is killed."""
    program = [Path(sys.executable).with_name("depeche"), "run", "--fresh", "--workers", "1", "--json"]
    environment = os.environ | {"PREFECT_API_URL": api}
    return subprocess.Popen(
        [*program, "--raw", raw, "--data", store], env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )


def test_twenty_killed_runs_lose_nothing(prefect_api, articles, write_raw, tmp_path):
    raw = write_raw(tmp_path / "raw", {name: articles[name] for name in ("tribune/rumeur.txt", "page.html")})
    began = time.monotonic()
    first = start(raw, tmp_path / "store", prefect_api)
    assert first.wait(timeout=300) == 0, first.stderr.read().decode()
    whole = time.monotonic() - began
    chance = random.Random(SEED)
    for kill in range(KILLS):
        before = Store(tmp_path / "store").latest_id()
        run = start(raw, tmp_path / "store", prefect_api)
        # From the start to just after the end; half of the kills fall into the last third, where files are written.
        moment = chance.uniform(0.05, 1.0) if kill % 2 else chance.uniform(0.65, 1.1)
        time.sleep(moment * whole)
        run.kill()
        run.wait(timeout=60)
        after = Store(tmp_path / "store").open()
        assert verify(after) == [], f"kill {kill} after {moment:.2f} of a run"
        assert after.id == before or after.manifest.parent == before
        assert after.read("articles").num_rows == 2
    last = start(raw, tmp_path / "store", prefect_api)
    assert last.wait(timeout=300) == 0, last.stderr.read().decode()
    store = Store(tmp_path / "store")
    assert [verify(release) for release in store.releases()] == [[] for _ in store.releases()]
    assert not list((tmp_path / "store" / "staging").glob("*"))
