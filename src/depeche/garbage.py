"""Let Python's search for unreachable cycles rest while a bounded piece of work makes objects that live to its end.

Only the search rests: what nobody refers to any more is freed as always.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def without_collection() -> Iterator[None]:
    """Look for no garbage in the block, and do so again afterwards if it was so before."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
