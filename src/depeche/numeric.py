"""One thread for numeric libraries: speed comes from processes, and answers must not depend on the cores."""

from __future__ import annotations

import os

_VARIABLES = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


def one_thread() -> None:
    """Ask for one thread, in this process if nothing numeric is loaded yet and in those that it starts."""
    for name in _VARIABLES:
        os.environ.setdefault(name, "1")
