"""Reads the YAML that people mend: word lists, rules, the knowledge base.

Here: the quick safe loader, ten times as fast as the plain one; every start of a command waits for it. Not here: where
the files lie (see `paths`), what they must hold (each room checks its own).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from depeche.paths import words

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C library is not in every build


def read_words(room: str, name: str) -> Any:
    """Return the content of the word list `name` of a room, such as read_words("language/events", "grammar")."""
    return read_yaml(words(room, name))


def read_yaml(path: Path) -> Any:
    """Return the content of a YAML file."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=_LOADER)  # noqa: S506 (both are safe loaders)
