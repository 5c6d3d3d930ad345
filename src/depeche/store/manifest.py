"""What a release says about itself: the manifest, the recipe of its id, and the facts a run brings along.

Here: records and their JSON form. Not here: files (see `disk`), the pointer to the current release (see `store`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

import msgspec
import pyarrow as pa

from depeche.contract import SCHEMA_VERSION
from depeche.errors import StoreError
from depeche.ids import stable_id

FORMAT = 2  # raised when a manifest of this version could mislead an older reader
PUBLISHED = "published"
WHOLE = "all"  # the bucket of a table in one part

_ID_DIGITS = 10
_SCHEMA_DIGITS = 16


class Part(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """One Parquet file of a table; `path` is relative to the root of the store.

    `made_from` is a digest of all that the rows were made from: an equal one means equal rows, so that the next release
    keeps the part. It is empty where nobody said.
    """

    path: str = ""  # left out of the JSON where it is the usual one, see `usual_path`
    rows: int
    bytes: int
    sha256: str
    bucket: str = WHOLE
    made_from: str = ""


class TableEntry(msgspec.Struct, frozen=True, omit_defaults=True):
    """One table of a release; its rows are those of its parts."""

    rows: int
    schema: str  # fingerprint of the Arrow schema
    parts: tuple[Part, ...]
    delta_version: int | None = None  # of the Delta table, in a store of Delta tables


class Summary(msgspec.Struct, frozen=True):
    """What a list of releases shows; read without the parts, of which there may be thousands."""

    format: int
    release_id: str
    sequence: int
    created_at: datetime
    status: str
    schema_version: str
    code_version: str
    parent: str | None
    tables: dict[str, RowCount]
    tags: tuple[str, ...]


class RowCount(msgspec.Struct, frozen=True):
    """How many rows a table has."""

    rows: int


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


def usual_path(release: str, table: str, bucket: str) -> str:
    """Return where a part lies that a release has in its own folder."""
    return f"releases/{release}/{table}/{bucket}.parquet"


def to_json(manifest: Manifest) -> str:
    """Return the manifest as JSON with sorted keys, on one line: there may be thousands of parts."""

    def path(table: str, part: Part) -> str:
        return "" if part.path == _usual(manifest, table, part) else part.path

    brief = _with_paths(manifest, path)
    return msgspec.json.encode(brief, order="sorted").decode("utf-8") + "\n"


def _usual(manifest: Manifest, table: str, part: Part) -> str:
    return usual_path(manifest.release_id, table, part.bucket)


def _with_paths(manifest: Manifest, path: Callable[[str, Part], str]) -> Manifest:
    """Return a manifest whose parts have the paths that `path` gives for a table and its part."""
    tables = {
        name: msgspec.structs.replace(
            entry, parts=tuple(msgspec.structs.replace(part, path=path(name, part)) for part in entry.parts)
        )
        for name, entry in manifest.tables.items()
    }
    return msgspec.structs.replace(manifest, tables=tables)


def from_json(text: bytes, *, where: str) -> Manifest:
    """Read a manifest strictly; `where` names the file in the message of a StoreError."""
    manifest = _with_full_paths(_decode(text, Manifest, where))
    for entry in manifest.tables.values():
        for part in entry.parts:
            if not _is_inside(part.path):
                raise StoreError(
                    f"The manifest {where} names a file outside its store: {part.path}.",
                    hint="Do not use this release.",
                )
    return manifest


def summary_from_json(text: bytes, *, where: str) -> Summary:
    """Read what a list of releases shows of a manifest."""
    return _decode(text, Summary, where)


T = TypeVar("T", Manifest, Summary)

# Made here and not when first needed: threads that read manifests at once must not be the ones to prepare the types,
# which msgspec does without a lock, and then the process crashes.
_DECODERS: dict[type[Any], msgspec.json.Decoder[Any]] = {
    kind: msgspec.json.Decoder(kind) for kind in (Manifest, Summary)
}


def _decode(text: bytes, kind: type[T], where: str) -> T:
    try:
        found: T = _DECODERS[kind].decode(text)
    except msgspec.MsgspecError as problem:
        raise StoreError(
            f"The manifest {where} cannot be read: {problem}.",
            hint="Restore the release from a backup, or step back to another one with `depeche rollback`.",
        ) from problem
    if found.format > FORMAT:
        raise StoreError(
            f"The manifest {where} has format {found.format}; this version of Dépêche reads up to {FORMAT}.",
            hint="Install a newer version of Dépêche.",
        )
    return found


def _with_full_paths(manifest: Manifest) -> Manifest:
    """Return a manifest as it was read with all paths beginning at the root of the store."""

    def path(table: str, part: Part) -> str:
        if manifest.format == 1:  # paths began at the folder of the release
            return f"releases/{manifest.release_id}/{part.path}"
        return part.path or _usual(manifest, table, part)

    return msgspec.structs.replace(_with_paths(manifest, path), format=FORMAT)


def _is_inside(path: str) -> bool:
    """Tell whether a path stays inside the folders of a store that hold parts."""
    parts = path.split("/")
    return len(parts) > 1 and parts[0] in ("releases", "delta") and ".." not in parts
