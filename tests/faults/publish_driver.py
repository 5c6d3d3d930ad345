"""A process that publishes and reads invented releases in children and lets them die: a JSON command a line in, an
answer out.

Run by the tests of this folder. Everything is imported once; each publication happens in a fork, so that a killed one
is a real dead process.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
import time
import traceback
from pathlib import Path
from typing import Any

from checks import fault_of
from sample_tables import facts, sample_pieces, sample_tables, version_in

from depeche.errors import DepecheError
from depeche.store import Store

WATCHED = {"open", "os.rename", "os.mkdir", "os.link", "os.chmod", "os.remove", "os.rmdir", "os.truncate"}


def die_at(root: str, number: int | None, seen: list[str]) -> None:
    """Watch every file operation below `root`, and die by SIGKILL just before the operation with this number."""

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if event in WATCHED and any(str(argument).startswith(root) for argument in arguments[:2]):
            if len(seen) == number:
                os.kill(os.getpid(), signal.SIGKILL)
            seen.append(f"{event} {Path(str(arguments[1 if event == 'os.rename' else 0])).relative_to(root)}")

    sys.addaudithook(hook)


def hold(until: str | None) -> None:
    """Keep the lock until a file is there; `death` means to die with the lock in hand."""
    if until == "death":
        os.kill(os.getpid(), signal.SIGKILL)
    while until and not Path(until).exists():
        time.sleep(0.01)


def read_until(store: Store, until: str) -> dict[str, Any]:
    """Read the current release over and over, checking every byte, until a file is there and once more."""
    seen: list[int] = []
    last = False
    while True:
        release = store.open()
        if fault := fault_of(release):
            return {"error": fault, "seen": seen}
        seen.append(version_in(release))
        if last:
            return {"seen": seen}
        last = Path(until).exists()


def work(command: dict[str, Any]) -> dict[str, Any]:
    """Publish, read, or hold the lock, as the command says."""
    seen: list[str] = []
    if command.get("user") is not None:
        os.setuid(command["user"])
    if "read_until" in command:
        return read_until(Store(command["store"]), command["read_until"])
    store, version = Store(command["store"]), command.get("version", 0)
    pieces = command.get("pieces", False)
    batches = [(n, {} if pieces else sample_tables(n)) for n in range(version, version + command.get("repeat", 1))]
    if command.get("kill_after") is not None:
        # Armed only now, so that the moment of death falls into the publication.
        threading.Timer(command["kill_after"], lambda: os.kill(os.getpid(), signal.SIGKILL)).start()
    if "watch" in command:
        die_at(store.address, command["watch"], seen)
    try:
        for number, tables in batches:
            with store.writer(timeout=command.get("timeout", 0)) as writer:
                hold(command.get("hold"))
                writer.publish(sample_pieces(writer, number) if pieces else tables, facts(number))
    except DepecheError as problem:
        return {"error": type(problem).__name__, "message": problem.message}
    return {"operations": list(seen)}


def in_child(command: dict[str, Any]) -> dict[str, Any]:
    """Do the work in a child and return its answer, or the signal that ended it."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            answer = json.dumps(work(command)).encode("utf-8")
        except Exception as problem:  # noqa: BLE001 - whatever it was, the test that asked must see it
            traceback.print_exc()
            answer = json.dumps({"error": type(problem).__name__, "message": str(problem)}).encode("utf-8")
        while answer:
            answer = answer[os.write(writing, answer) :]
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        text = pipe.read()
    _, status = os.waitpid(child, 0)
    return {"signal": os.WTERMSIG(status)} if os.WIFSIGNALED(status) else json.loads(text)


if __name__ == "__main__":
    for line in sys.stdin:
        print(json.dumps(in_child(json.loads(line))), flush=True)
