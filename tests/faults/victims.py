"""Processes to be killed: the real command with all that it starts, or the same work in the fork of a driver.

Not here: when they are killed, and what must hold afterwards (see `kill_everything`).
"""

from __future__ import annotations

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from drivers import Driver
from worlds import KEEP, Errand, World

_PR_SET_CHILD_SUBREAPER = 36
_WAIT = 300.0


@dataclass(frozen=True, slots=True)
class Ended:
    """How a victim ended; times are seconds since it was started."""

    status: int  # negative: the signal
    seconds: float
    publishing: float | None  # when it began to publish, where that is known
    output: str = ""


class Victim(Protocol):
    """Runs errands, to their end or not."""

    def run(self, errand: Errand, world: World, *, kill_after: float | None = None) -> Ended:
        """Start the command; kill it with all that it started after so many seconds, if it still runs."""


class DriverVictim:
    """The work of a command in the fork of a driver: no start-up, so that kills fall into the work."""

    def __init__(self) -> None:
        self._driver = Driver("work_driver.py")

    def run(self, errand: Errand, world: World, *, kill_after: float | None = None) -> Ended:
        began = time.monotonic()
        self._driver.send(
            command=errand.command,
            store=world.store.address,
            raw=str(world.raw),
            target=errand.target,
            tag=errand.tag,
            keep=KEEP,
        )
        group = self._driver.answer()["pid"]
        if kill_after is not None:
            time.sleep(max(0.0, began + kill_after - time.monotonic()))
            with suppress(ProcessLookupError):  # it had ended by itself
                os.killpg(group, signal.SIGKILL)
        answer = self._driver.answer()
        publishing = answer["marks"].get("publishing")
        return Ended(answer["status"], time.monotonic() - began, publishing and publishing - began)

    def close(self) -> None:
        self._driver.close()


class CommandVictim:
    """The command `depeche` as people type it, in a process group of its own."""

    def __init__(self, servers: list[str | None]) -> None:
        self._servers = servers  # of Prefect, by address; None: the temporary one that a run starts
        self._turn = 0

    def run(self, errand: Errand, world: World, *, kill_after: float | None = None) -> Ended:
        began = time.monotonic()
        process = subprocess.Popen(
            [Path(sys.executable).with_name("depeche"), *_arguments(errand, world)],
            env=self._environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        try:
            output, _ = process.communicate(timeout=kill_after)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            output, _ = process.communicate()
        return Ended(process.returncode, time.monotonic() - began, None, output)

    def _environment(self) -> dict[str, str]:
        server = self._servers[self._turn % len(self._servers)]
        self._turn += 1
        kept = {name: value for name, value in os.environ.items() if name != "PREFECT_API_URL"}
        return kept | ({"PREFECT_API_URL": server} if server else {})


def _arguments(errand: Errand, world: World) -> list[str]:
    """Return what a person would type."""
    data = ["--data", world.store.address, "--json"]
    if errand.command == "rollback":
        return ["rollback", str(errand.target), "--wait", str(_WAIT), *data]
    if errand.command == "tag":
        return ["tag", str(errand.target), str(errand.tag), "--wait", str(_WAIT), *data]
    if errand.command == "gc":
        return ["gc", "--keep", str(KEEP), "--yes", "--wait", str(_WAIT), *data]
    prune = ["--prune", "--yes"] if errand.command == "run --prune" else []
    return ["run", "--raw", str(world.raw), "--workers", "1", "--wait", str(_WAIT), *prune, *data]


def adopt_orphans() -> None:
    """Make processes that lose their parent children of this one, so that they can be found and ended by number."""
    if ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) != 0:
        raise OSError("this kernel hands orphans to nobody: a temporary server of Prefect would be left behind")


def children() -> set[int]:
    """Return the children of this process, adopted ones included."""
    told = Path(f"/proc/self/task/{os.getpid()}/children").read_text(encoding="ascii")
    return {int(pid) for pid in told.split()}


def end_orphans(known: set[int]) -> None:
    """Kill the children of this process that are not known, such as a Prefect server whose run was killed."""
    for pid in children() - known:
        with suppress(ProcessLookupError, ChildProcessError):
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)


@contextmanager
def prefect_server(home: Path) -> Iterator[str]:
    """Run a server of Prefect with a home of its own, unless the environment names one already."""
    if named := os.environ.get("PREFECT_API_URL"):
        yield named
        return
    os.environ |= {
        "PREFECT_HOME": str(home),
        "DO_NOT_TRACK": "1",
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "PREFECT_LOGGING_LEVEL": "CRITICAL",
        "PREFECT_SERVER_LOGGING_LEVEL": "CRITICAL",
    }
    port = _free_port()
    server = subprocess.Popen(
        [Path(sys.executable).with_name("prefect"), "server", "start", "--host", "127.0.0.1", "--port", str(port)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    address = f"http://127.0.0.1:{port}/api"
    try:
        _wait_for(f"{address}/health", server)
        yield address
    finally:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
    return port


def _wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 120
    while True:
        with suppress(OSError), urllib.request.urlopen(address, timeout=5) as answer:
            if answer.status == 200:
                return
        if server.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError("the server of Prefect did not start")
        time.sleep(0.5)
