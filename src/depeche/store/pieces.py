"""What a table of the next release is made of: finished files in the staging folder, and parts of the parent that stay.

Here: these records, and what must be true of them however a release is kept. Not here: how they become a release (see
`writer`, `draft`, `delta`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from depeche.contract import as_stored, load_contract
from depeche.errors import ContractError, StoreError
from depeche.store import disk
from depeche.store.manifest import Part

_BUCKET = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}")


@dataclass(frozen=True, slots=True)
class StagedPart:
    """A finished Parquet file in the staging folder, which `publish` takes over."""

    bucket: str
    path: Path
    made_from: str = ""


@dataclass(frozen=True, slots=True)
class KeptPart:
    """A part of the parent that stays as it is."""

    part: Part


Piece = StagedPart | KeptPart


@contextmanager
def opened(table: str, piece: StagedPart) -> Iterator[pq.ParquetFile]:
    """Read a staged file of a table back; ContractError unless it has exactly the columns of the table."""
    with disk.explained("read back", piece.path):
        try:
            with pq.ParquetFile(piece.path) as file:
                _refuse_other(table, file.schema_arrow, as_stored(table))
                yield file
        except pa.ArrowInvalid as problem:
            raise StoreError(
                f"The file {piece.path} does not hold what was written to it.", hint="Check the disk, then run again."
            ) from problem


def measured(piece: StagedPart, rows: int) -> Part:
    """Return the entry of a staged file for the manifest, without the path that it will have."""
    return Part(
        rows=rows,
        bytes=piece.path.stat().st_size,
        sha256=disk.sha256(piece.path),
        bucket=piece.bucket,
        made_from=piece.made_from,
    )


def check_parts(table: str, parts: Sequence[Part]) -> None:
    """Raise ContractError unless a table has parts, each under a path of its own."""
    if not parts or len({part.path for part in parts}) != len(parts):
        raise ContractError(
            f"The table {table} needs one part or more, each of a bucket of its own.", table=table, hint="See buckets."
        )


def check_bucket(table: str, bucket: str) -> None:
    """Raise ContractError for a bucket whose name cannot be that of a file everywhere."""
    if not _BUCKET.fullmatch(bucket):
        raise ContractError(f"{bucket!r} cannot be the name of a bucket.", table=table)


def check_schema(name: str, given: pa.Schema) -> None:
    """Raise ContractError unless a table has exactly the columns of its declaration."""
    _refuse_other(name, given, load_contract().tables[name].arrow_schema)


def _refuse_other(name: str, given: pa.Schema, schema: pa.Schema) -> None:
    """Raise ContractError unless a schema is the expected one, down to what it says of the columns."""
    if given.equals(schema, check_metadata=True):
        return
    column = next(
        (field.name for field in schema if field.name not in given.names or given.field(field.name) != field), None
    )
    raise ContractError(
        f"The table {name} departs from its schema{f' in column {column}' if column else ''}.",
        table=name,
        column=column,
        hint="Build it with depeche.contract.to_table.",
    )
