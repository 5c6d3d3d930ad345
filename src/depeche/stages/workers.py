"""Worker processes of the local runner: heavy work leaves the flow's process, one numeric thread each.

Prefect's own process pool costs seconds a worker, since each has to import Prefect; these only import what they run.
Without a pool (a Dask worker, a test) the work is simply done where it is asked for.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import connection, get_context, parent_process
from threading import Thread
from typing import ParamSpec, TypeVar

from depeche.errors import EnvironmentProblem
from depeche.numeric import one_thread

P = ParamSpec("P")
R = TypeVar("R")

_pool: ProcessPoolExecutor | None = None


@contextmanager
def worker_processes(count: int) -> Iterator[None]:
    """Have `count` processes do what is given to `apart` while the block runs; none for 0."""
    global _pool
    if count == 0:
        yield
        return
    one_thread()
    with ProcessPoolExecutor(count, mp_context=get_context("spawn"), initializer=_prepare) as _pool:
        try:
            yield
        finally:
            _pool.shutdown(wait=True, cancel_futures=True)
            _pool = None


def apart(work: Callable[P, R], *args: P.args, **kwargs: P.kwargs) -> R:
    """Return what `work` returns, done in a worker process if there are any."""
    if _pool is None:
        return work(*args, **kwargs)
    try:
        return _pool.submit(work, *args, **kwargs).result()
    except BrokenProcessPool as broken:
        raise EnvironmentProblem(
            "a worker process ended abruptly", hint="perhaps memory ran out: run again with fewer --workers"
        ) from broken


def _prepare() -> None:
    """Let this worker tell what it notices on standard error, and end when the process that started it is gone."""
    logging.basicConfig(format="%(message)s")
    logging.getLogger("depeche").setLevel(logging.INFO)
    parent = parent_process()
    assert parent is not None

    def watch() -> None:
        connection.wait([parent.sentinel])
        os._exit(1)

    Thread(target=watch, daemon=True).start()
