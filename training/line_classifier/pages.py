"""Labelled pages: their flattened texts in every mode, and what each line of our reading of them is.

Here: reading the folder of the cleaning evaluation (gold/*.json with one label a line, html/, lynx/, and flat.py, which
numbers the lines). Not here: training (`train`), rules (`unseen`). Texts of the pages are read and never written.
"""

from __future__ import annotations

import importlib.util
import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

MODES = ("text", "textart", "textins", "textlynx")
_PART = 4  # tokens of a stretch by which a line without an equal is told
_MOSTLY, _HARDLY = 0.6, 0.4

Tokens = tuple[str, ...]


class Page(NamedTuple):
    """A labelled page: its lines as flat.py numbers them; R required, O optional, B boilerplate."""

    name: str
    site: str
    lines: tuple[str, ...]
    labels: str
    texts: dict[str, str]  # mode -> flattened text


def read_pages(folder: Path) -> list[Page]:
    """Read every page that has labels, in the order of the names."""
    flat = load_flat(folder)
    return [page for path in sorted((folder / "data").glob("*/gold/*.json")) for page in _read(path, flat)]


def load_flat(folder: Path) -> ModuleType:
    """Return the module flat.py of the evaluation."""
    spec = importlib.util.spec_from_file_location("flat", folder / "flat.py")
    if spec is None or spec.loader is None:
        raise SystemExit(f"{folder} holds no flat.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _read(path: Path, flat: ModuleType) -> Iterator[Page]:
    from inscriptis import get_text

    gold = json.loads(path.read_text(encoding="utf-8"))
    if not gold["labels"]:
        return
    home = path.parent.parent
    html = (home / "html" / f"{path.stem}.html").read_bytes()
    lines = flat.page_lines(html)
    texts = {
        "text": "\n".join(lines),
        "textart": "\n".join(flat.page_lines(html, "article")),
        "textins": get_text(flat.decode(html)),
    }
    dump = home / "lynx" / f"{path.stem}.txt"
    if dump.is_file():
        texts["textlynx"] = dump.read_text(encoding="utf-8")
    yield Page(gold["name"], gold["domain"], tuple(lines), "".join(gold["labels"]), texts)


def label_lines(page: Page, found: Sequence[str], tokens: Callable[[str], Sequence[str]]) -> list[str | None]:
    """Return the label of each line of a reading: its equal in the page has it, else the lines that hold its parts."""
    wanted = [tuple(tokens(line)) for line in page.lines]
    keys = [tuple(tokens(line)) for line in found]
    labels: list[str | None] = [None] * len(keys)
    for at, to, size in SequenceMatcher(None, wanted, keys, autojunk=False).get_matching_blocks():
        labels[to : to + size] = page.labels[at : at + size]
    by_key: dict[Tokens, set[str]] = defaultdict(set)
    parts: dict[str, set[Tokens]] = {label: set() for label in "ROB"}
    for key, label in zip(wanted, page.labels, strict=True):
        by_key[key].add(label)
        parts[label].update(_parts(key))
    for number, key in enumerate(keys):
        if labels[number] is None and key:
            equal = by_key.get(key, set())
            labels[number] = next(iter(equal)) if len(equal) == 1 else _by_parts(key, parts)
    return labels


def _by_parts(key: Tokens, parts: dict[str, set[Tokens]]) -> str | None:
    found = _parts(key)
    if not found:
        return None
    shares = sorted(((sum(part in held for part in found) / len(found), label) for label, held in parts.items()))
    (second, _), (first, label) = shares[-2:]
    return label if first > _MOSTLY and second < _HARDLY else None


def _parts(key: Tokens) -> list[Tokens]:
    return [key[at : at + _PART] for at in range(len(key) - _PART + 1)]
