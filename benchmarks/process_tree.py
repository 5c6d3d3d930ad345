"""What a command costs with all its descendants: CPU, wall time, bytes handed to the kernel. Linux only.

The kernel adds what a process used to its parent when the parent waits for it, and a process that outlives its parent
is handed to the nearest ancestor that has declared itself a subreaper. This process is one, so it ends up waiting for
every descendant of the command, Prefect's temporary server and worker processes included, and its own
`RUSAGE_CHILDREN` and `/proc/self/io` then hold the exact sum. A sampler that reads `/proc` beside it is the
cross-check: what it saw of every process may never exceed that sum.

Here: measuring. Not here: what is measured (the benchmarks beside this file).
"""

from __future__ import annotations

import ctypes
import os
import resource
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread

_PR_SET_CHILD_SUBREAPER = 36
_TICK = os.sysconf("SC_CLK_TCK")
_GRACE = 20.0  # seconds that descendants may outlive the command before they are ended


@dataclass(frozen=True, slots=True)
class Cost:
    """What one command cost; `outlived` counts descendants that were still there when the command had ended."""

    status: int
    wall_seconds: float
    cpu_seconds: float
    written_bytes: int
    process_count: int
    prefect_cpu_seconds: float  # of it, seen in processes that are a server of Prefect
    sampled_cpu_seconds: float
    outlived: int


class _Sampler(Thread):
    """Looks at /proc a few times a second and remembers the CPU time of every descendant of this process."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.seconds: dict[tuple[int, str], float] = {}
        self.servers: set[tuple[int, str]] = set()
        self._enough = Event()

    def run(self) -> None:
        while not self._enough.wait(0.1):
            self._look()

    def stop(self) -> None:
        self._enough.set()
        self.join()

    def _look(self) -> None:
        parents: dict[int, int] = {}
        seen: dict[int, tuple[str, float]] = {}
        for pid in (int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()):
            if fields := _stat(pid):
                # Of proc_pid_stat(5), counted from the state: parent, user and system time, start.
                parents[pid] = int(fields[1])
                seen[pid] = (fields[19], (int(fields[11]) + int(fields[12])) / _TICK)
        for pid, (born, seconds) in seen.items():
            if pid != os.getpid() and _descends(pid, parents):
                self.seconds[pid, born] = seconds
                if b"prefect.server" in _command_line(pid):
                    self.servers.add((pid, born))


def _stat(pid: int) -> list[str] | None:
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()
    except OSError:
        return None  # it ended between the listing and now


def _command_line(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def _descends(pid: int, parents: Mapping[int, int]) -> bool:
    while pid in parents:
        pid = parents[pid]
        if pid == os.getpid():
            return True
    return False


def _become_subreaper() -> None:
    if ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "this kernel hands orphans to nobody: the costs would be incomplete")


def _children_cpu() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def _written() -> int:
    """Return the bytes that this process and the children it waited for handed to write calls."""
    fields = dict(line.split(": ") for line in Path("/proc/self/io").read_text(encoding="ascii").splitlines())
    return int(fields["wchar"])


def _reap_all() -> int:
    """Wait for every descendant that is left, end those that stay; return how many there were."""
    outlived, deadline, asked = 0, time.monotonic() + _GRACE, False
    while True:
        try:
            pid, _ = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return outlived
        if pid:
            outlived += 1
        elif time.monotonic() < deadline:
            time.sleep(0.02)
        else:
            for child in Path(f"/proc/self/task/{os.getpid()}/children").read_text(encoding="ascii").split():
                os.kill(int(child), signal.SIGKILL if asked else signal.SIGTERM)
            asked, deadline = True, time.monotonic() + _GRACE


def measure(command: Sequence[str | Path], *, env: Mapping[str, str], output: Path) -> Cost:
    """Run a command to its end and return what it and all its descendants cost; `output` gets what it prints."""
    _become_subreaper()
    sampler = _Sampler()
    cpu, written = _children_cpu(), _written()
    sampler.start()
    began = time.monotonic()
    with output.open("wb") as told:
        process = subprocess.Popen(command, env=dict(env), stdout=told, stderr=subprocess.STDOUT)
        status = process.wait()
    wall = time.monotonic() - began
    outlived = _reap_all()
    sampler.stop()
    return Cost(
        status=status,
        wall_seconds=wall,
        cpu_seconds=_children_cpu() - cpu,
        written_bytes=_written() - written,
        process_count=len(sampler.seconds),
        prefect_cpu_seconds=sum(sampler.seconds[server] for server in sampler.servers),
        sampled_cpu_seconds=sum(sampler.seconds.values()),
        outlived=outlived,
    )
