"""The mapping file of a raw zone: a `fields.yml` that says how the scrapes of its folder name their fields.

It holds for the folder that it lies in and all below, unless one of those has its own. What it names comes before the
names that are known anyway (fields.yml of this room). Not here: how fields are taken (`records`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping as AbstractMapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from depeche.errors import InputError

MAPPING_NAME = "fields.yml"
MOST_BYTES = 1 << 16

KINDS = ("text", "html", "title", "url", "byline", "published", "outlet", "language", "collected", "description")
_DECLARED = ("outlet", "language", "byline")
_HINT = "docs/add-a-source.md shows what such a file may say"


@dataclass(frozen=True, slots=True)
class Mapping:
    """What a mapping file says; `digest` stands for all of it, so that documents are read again when it changes."""

    digest: str
    names: dict[str, tuple[str, ...]] = field(default_factory=dict)  # kind -> fields, best first
    ignored: tuple[str, ...] = ()  # fields that need not be reported
    declared: dict[str, str] = field(default_factory=dict)  # what holds where a scrape does not say it itself


def read_mapping(data: bytes, *, address: str) -> Mapping:
    """Return what a mapping file says; raises InputError when it cannot be meant."""
    if len(data) > MOST_BYTES:
        raise InputError(f"{address} is larger than a mapping of fields can be", hint=_HINT)
    try:
        said = yaml.safe_load(data) or {}
    except (yaml.YAMLError, RecursionError, ValueError) as problem:
        raise InputError(f"{address} is no valid YAML: {_first_line(problem)}", hint=_HINT) from problem
    if not isinstance(said, dict):
        raise InputError(f"{address} must be a list of kinds of fields with their names", hint=_HINT)
    if unknown := sorted(str(name) for name in said if name not in (*KINDS, "ignore", "declare")):
        known = ", ".join((*KINDS, "ignore", "declare"))
        raise InputError(f"{address} speaks of {unknown[0]!r}; it may speak of {known}", hint=_HINT)
    return Mapping(
        digest=hashlib.sha256(data).hexdigest()[:16],
        names={kind: _strings(said[kind], address, kind) for kind in KINDS if kind in said},
        ignored=_strings(said.get("ignore", []), address, "ignore"),
        declared=_declared(said.get("declare", {}), address),
    )


def is_mapping(relative: str) -> bool:
    """Tell whether a path of a raw zone is that of a mapping file."""
    return relative.rpartition("/")[2] == MAPPING_NAME


def nearest(mappings: AbstractMapping[str, Mapping], relative: str) -> Mapping | None:
    """Return the mapping that holds for a relative path, of those of folders ('' is the raw zone itself)."""
    if not mappings:
        return None
    folder = relative.rpartition("/")[0]
    while folder and folder not in mappings:
        folder = folder.rpartition("/")[0]
    return mappings.get(folder)


def _strings(value: Any, address: str, kind: str) -> tuple[str, ...]:
    """Return one name or a list of names."""
    names = value if isinstance(value, list) else [value]
    if not all(isinstance(name, str) and name for name in names):
        raise InputError(f"{address}: {kind} must be the name of a field or a list of names", hint=_HINT)
    return tuple(names)


def _declared(value: Any, address: str) -> dict[str, str]:
    if not isinstance(value, dict) or not all(isinstance(said, str) and said for said in value.values()):
        raise InputError(f"{address}: declare must give a name to each of {', '.join(_DECLARED)} it has", hint=_HINT)
    if unknown := sorted(str(name) for name in value if name not in _DECLARED):
        raise InputError(
            f"{address}: {unknown[0]!r} cannot be declared, only {', '.join(_DECLARED)}",
            hint="dates and titles belong to single documents",
        )
    return dict(value)


def _first_line(problem: Exception) -> str:
    return str(problem).partition("\n")[0]
