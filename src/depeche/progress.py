"""How long work says how far it is, without knowing who listens: a terminal, a scheduler's log, or nobody.

The listener is process-wide and set at the edge (`cli`, flows/); work calls `advance` and goes on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

Listener = Callable[[str, int, int], None]  # what is being done, how many are done, how many there are


def _nobody(_what: str, _done: int, _total: int) -> None:
    """Listen to nothing."""


_listener: Listener = _nobody


def advance(what: str, done: int, total: int) -> None:
    """Tell the listener that `done` of `total` pieces of `what` are finished."""
    _listener(what, done, total)


@contextmanager
def listening(listener: Listener) -> Iterator[None]:
    """Send all progress to `listener` while the block runs."""
    global _listener
    before, _listener = _listener, listener
    try:
        yield
    finally:
        _listener = before
