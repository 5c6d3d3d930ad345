"""The declarations of earlier schema versions, as far as programs rely on them: `schemas/history/<version>.yaml`.

Here: describing today's contract in that form, and reading it. Not here: writing it (`recording`), comparing versions
(`evolution`).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

import msgspec
import yaml

from depeche import paths
from depeche.contract.declaration import Column, Contract
from depeche.errors import ContractError

HISTORY = paths.SCHEMAS / "history"


class Version(NamedTuple):
    """A semantic version: breaking, additive and silent changes."""

    major: int
    minor: int
    patch: int


class RecordedColumn(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """What of a column programs rely on."""

    type: str
    nullable: bool = False
    unit: str | None = None
    one_of: tuple[str, ...] | None = None


class RecordedTable(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The key of a table, and its columns in order."""

    key: tuple[str, ...]
    columns: dict[str, RecordedColumn]


class Record(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All tables of one schema version."""

    version: str
    tables: dict[str, RecordedTable]


def parse_version(text: str) -> Version:
    """Read `1.10.0`; ContractError for anything else."""
    parts = text.split(".")
    if len(parts) != len(Version._fields) or not all(part.isascii() and part.isdigit() for part in parts):
        raise ContractError(f"{text!r} is no schema version; it is written like 1.0.0.")
    return Version(*map(int, parts))


def describe(contract: Contract) -> Record:
    """Return a contract as it is recorded."""
    tables = {
        name: RecordedTable(table.primary_key, {column.name: _describe(column) for column in table.columns})
        for name, table in contract.tables.items()
    }
    return Record(contract.schema_version, tables)


def _describe(column: Column) -> RecordedColumn:
    return RecordedColumn(str(column.type), column.nullable, column.unit, column.vocabulary)


@cache
def load_history() -> Mapping[Version, Record]:
    """Return the recorded versions of this installation, the oldest first; read once."""
    found = [_read(path.stem, path.read_text("utf-8")) for path in HISTORY.glob("*.yaml")]
    return dict(sorted((parse_version(record.version), record) for record in found))


def _read(name: str, text: str) -> Record:
    try:
        record = msgspec.convert(yaml.safe_load(text), Record)
    except (msgspec.ValidationError, yaml.YAMLError) as error:
        raise ContractError(f"history/{name}.yaml is no recorded schema version: {error}.") from error
    if record.version != name:
        raise ContractError(f"history/{name}.yaml records version {record.version}.")
    return record
