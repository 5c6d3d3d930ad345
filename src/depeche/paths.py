"""The one module that knows where things lie: declarations, flows, word lists, and the inside of a store.

In a checkout `schemas/`, `expectations/` and `flows/` stand at the top; in an installed wheel they travel in
`depeche/_bundle/`.
"""

from __future__ import annotations

import os
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
_CHECKOUT = PACKAGE.parent.parent
_BUNDLE = PACKAGE / "_bundle"
_HOME = _BUNDLE if _BUNDLE.is_dir() else _CHECKOUT

SCHEMAS = _HOME / "schemas"
EXPECTATIONS = _HOME / "expectations"
REFRESH_FLOW = _HOME / "flows" / "refresh.py"

DEFAULT_RAW = Path("data/raw")
DEFAULT_DATA = Path("data/processed")


def words(room: str, name: str) -> Path:
    """Return the word list `name` (without suffix) of a room, such as words("language/events", "triggers")."""
    return PACKAGE / room / f"{name}.yml"


def own_kb() -> Path | None:
    """Return the folder of the user's own knowledge base, None where there is none: for every process of a run."""
    named = os.environ.get("DEPECHE_KB")
    return Path(named) if named else None
