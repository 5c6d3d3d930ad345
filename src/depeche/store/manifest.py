"""What a release says about itself: the manifest, the recipe of its id, and the facts a run brings along.

Here: records and their JSON form. Not here: files (see `disk`), the pointer to the current release (see `store`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import PurePosixPath

import msgspec
import pyarrow as pa

from depeche.contract import SCHEMA_VERSION
from depeche.errors import StoreError
from depeche.ids import stable_id

FORMAT = 1  # raised when a manifest of this version could mislead an older reader
NAME = "manifest.json"
PUBLISHED = "published"

_ID_DIGITS = 10
_SCHEMA_DIGITS = 16


class Part(msgspec.Struct, frozen=True):
    """One Parquet file of a table; `path` is relative to the release's folder."""

    path: str
    rows: int
    bytes: int
    sha256: str


class TableEntry(msgspec.Struct, frozen=True):
    """One table of a release; its rows are those of its parts, in their order."""

    rows: int
    schema: str  # fingerprint of the Arrow schema
    parts: tuple[Part, ...]


class Manifest(msgspec.Struct, frozen=True):
    """Everything about a release that is not in its tables; `created_at` stands only here."""

    format: int
    release_id: str
    sequence: int
    created_at: datetime
    status: str
    schema_version: str
    code_version: str
    model_versions: dict[str, str]
    input_fingerprint: str
    parent: str | None
    tables: dict[str, TableEntry]
    quality: dict[str, int]
    tags: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReleaseFacts:
    """What a run knows of the release it wants to publish: input, code, models, how the checks went."""

    input_fingerprint: str
    code_version: str
    model_versions: Mapping[str, str] = field(default_factory=dict)
    quality_summary: Mapping[str, int] = field(default_factory=dict)  # such as {"passed": 41, "critical_failed": 0}
    tags: tuple[str, ...] = ()


def release_id(facts: ReleaseFacts, *, sequence: int, parent: str | None) -> str:
    """Return `rNNNN-<10 hex digits>`: the place in the store's history, and a hash of what made the release."""
    models = [part for name in sorted(facts.model_versions) for part in (name, facts.model_versions[name])]
    made_of = stable_id("rel", facts.input_fingerprint, facts.code_version, SCHEMA_VERSION, parent or "", *models)
    return f"r{sequence:04d}-{made_of.removeprefix('rel-')[:_ID_DIGITS]}"


def sequence_of(release: str) -> int | None:
    """Return the sequence number in a release id, None when the text is no release id."""
    head, dash, digits = release.partition("-")
    if not dash or len(digits) != _ID_DIGITS or not head.startswith("r"):
        return None
    return int(head[1:]) if head[1:].isascii() and head[1:].isdigit() else None


def schema_fingerprint(schema: pa.Schema) -> str:
    """Return a hash over names, types and nullability of the columns, in order."""
    text = "\n".join(f"{column.name} {column.type} {column.nullable}" for column in schema)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:_SCHEMA_DIGITS]


def to_json(manifest: Manifest) -> str:
    """Return the manifest as indented JSON with sorted keys."""
    return msgspec.json.format(msgspec.json.encode(manifest, order="sorted"), indent=2).decode("utf-8") + "\n"


def from_json(text: bytes, *, where: str) -> Manifest:
    """Read a manifest strictly; `where` names the file in the message of a StoreError."""
    try:
        manifest = msgspec.json.decode(text, type=Manifest)
    except msgspec.MsgspecError as problem:
        raise StoreError(
            f"The manifest {where} cannot be read: {problem}.",
            hint="Restore the release from a backup, or step back to another one with `depeche rollback`.",
        ) from problem
    if manifest.format > FORMAT:
        raise StoreError(
            f"The manifest {where} has format {manifest.format}; this version of Dépêche reads up to {FORMAT}.",
            hint="Install a newer version of Dépêche.",
        )
    for entry in manifest.tables.values():
        for part in entry.parts:
            if PurePosixPath(part.path).is_absolute() or ".." in PurePosixPath(part.path).parts:
                raise StoreError(
                    f"The manifest {where} names a file outside its release: {part.path}.",
                    hint="Do not use this release.",
                )
    return manifest
