"""Reads the YAML files of this room: rules and word lists.

Here: the quick safe loader, ten times as fast as the plain one; every start of a command waits for it.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C library is not in every build


def read_file(path: Path) -> Any:
    """Return the content of a YAML file."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506 (both are safe loaders)
