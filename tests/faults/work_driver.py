"""A process that does the work of commands in children, without Prefect and without start-up time, to be killed.

It imports everything once. A JSON command a line starts a child in a process group of its own; the answer is its
number. When the child has ended, the second answer says how, and when it began to publish. `run` does what the flow
does, in its order.
"""

from __future__ import annotations

import json
import os
import sys
import time
import traceback
from collections.abc import Callable
from importlib import import_module
from typing import Any

from depeche import stages
from depeche.store import Store, rollback
from depeche.store.gc import collect
from depeche.store.retention import Keep
from depeche.store.tags import give_tag

Mark = Callable[[str], None]
WAIT = 300.0  # seconds for the lease of a killed run to run out

os.environ["GX_ANALYTICS_ENABLED"] = "False"
for name in stages.__all__:
    getattr(stages, name)  # loads the module it lives in, once for all children
for module in ("duckdb", "great_expectations", "depeche.quality.share", "depeche.report.charts"):
    import_module(module)  # what the work loads late


def run(raw: str, store: Store, mark: Mark, *, prune: bool) -> None:
    """Do what the flow does, in its order, in one process."""
    with store.writer(timeout=WAIT) as writer:
        before = writer.parent
        plan = stages.make_plan(raw, writer.staging, release=before, workers=1, prune=prune)
        if stages.current_summary(store, stages.load_plan(plan)) is not None:
            return
        recalled = stages.recall(plan, store.place, release=before, anew=False)
        shards = range(len(stages.load_recalled(recalled).shards))
        ingested = [stages.keep(stages.ingest_shard(recalled, index), store.address) for index in shards]
        listing = stages.deduplicate(plan, recalled, ingested)
        shards = range(len(stages.load_listing(listing).shards))
        read = [stages.keep(stages.read_shard(listing, index), store.address) for index in shards]
        corpus = stages.gather(plan, listing, read, store.place)
        mark("publishing")
        assembled = stages.assemble(corpus, writer)
        stages.publish(assembled, stages.validate(assembled, writer), writer)
        stages.tidy_cache(recalled, listing, corpus, store.place, before=before)


def work(command: dict[str, Any], mark: Mark) -> None:
    """Do what one of the commands does."""
    store = Store(command["store"])
    if command["command"] == "rollback":
        rollback(store, command["target"], timeout=WAIT)
    elif command["command"] == "tag":
        with store.writer(timeout=WAIT) as writer:
            give_tag(writer, command["target"], command["tag"])
    elif command["command"] == "gc":
        with store.writer(timeout=WAIT) as writer:
            collect(writer, Keep(last=command["keep"]))
    else:
        run(command["raw"], store, mark, prune=command["command"] == "run --prune")


def in_child(command: dict[str, Any], pipe: int) -> int:
    """Do the work and return an exit status; what is worth knowing goes into the pipe."""

    def mark(what: str) -> None:
        os.write(pipe, f"{what} {time.monotonic()}\n".encode())

    try:
        work(command, mark)
    except Exception:  # noqa: BLE001 - whatever it was, the script that asked must see it
        traceback.print_exc()
        return 1
    return 0


def serve(command: dict[str, Any]) -> None:
    """Start a child, tell its number, wait for its end, tell how it ended."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.setsid()
        os._exit(in_child(command, writing))
    os.close(writing)
    print(json.dumps({"pid": child}), flush=True)
    with os.fdopen(reading, "rb") as pipe:
        told = pipe.read().decode().split("\n")
    _, status = os.waitpid(child, 0)
    marks = {what: float(at) for what, _, at in (line.partition(" ") for line in told) if at}
    print(json.dumps({"status": os.waitstatus_to_exitcode(status), "marks": marks}), flush=True)


if __name__ == "__main__":
    for line in sys.stdin:
        serve(json.loads(line))
