"""Reads the YAML that people mend: word lists, rules, the knowledge base.

Here: the quick safe loader; every start of a command waits for it. Not here: where the files lie (see `paths`), what
they must hold (each room checks its own).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from depeche.paths import words

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C library is not in every build
_TEXT, _LIST, _MAP = (f"tag:yaml.org,2002:{name}" for name in ("str", "seq", "map"))


def read_words(room: str, name: str) -> Any:
    """Return the content of the word list `name` of a room, such as read_words("language/events", "grammar")."""
    return read_yaml(words(room, name))


def read_yaml(path: Path) -> Any:
    """Return the content of a YAML file."""
    loader = _LOADER(path.read_text(encoding="utf-8"))
    try:
        node = loader.get_single_node()
        return None if node is None else _built(loader, node, {})
    finally:
        loader.dispose()


def _built(loader: Any, node: Any, known: dict[Any, Any]) -> Any:
    """Return what a node stands for: texts and what holds them at once, the loader's own answer for all else.

    `known` are the lists and maps made before: an alias is the same object, as deep as it may repeat itself.
    """
    if node.tag == _TEXT:
        return node.value
    if node in known:
        return known[node]
    if node.tag == _LIST:
        items = known[node] = []
        items.extend([_built(loader, item, known) for item in node.value])
        return items
    if node.tag == _MAP and all(key.tag == _TEXT for key, _ in node.value):
        fields = known[node] = {}
        fields.update({key.value: _built(loader, value, known) for key, value in node.value})
        return fields
    return loader.construct_document(node)
