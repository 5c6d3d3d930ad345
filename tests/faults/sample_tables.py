"""Small tables that follow the contract, for tests of the store; every row says of which version it is."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pyarrow as pa

from depeche.contract import Column, Table, load_contract, to_table
from depeche.store import KeptPart, Piece, Release, ReleaseFacts, Writer

BUCKETS = ("b0", "b1", "b2")


def sample_tables(version: int, *, rows: int = 3) -> dict[str, pa.Table]:
    """Return all tables but `releases`, each with `rows` rows; two versions differ in one column of each."""
    return {
        name: to_table(name, [_row(table, version, i) for i in range(rows)])
        for name, table in load_contract().tables.items()
        if name != "releases"
    }


def sample_pieces(writer: Writer, version: int) -> dict[str, list[Piece]]:
    """Return all tables but `releases` in three parts each, of which a version changes one and keeps the others."""
    found: dict[str, list[Piece]] = {}
    for name, table in load_contract().tables.items():
        if name == "releases":
            continue
        parent = writer.parent
        known = {part.bucket: part for part in parent.entries(name)} if parent else {}
        found[name] = []
        for number, bucket in enumerate(BUCKETS):
            last = last_change(version, number)
            if bucket in known and known[bucket].made_from == str(last) and writer.is_intact(known[bucket]):
                found[name].append(KeptPart(known[bucket]))
            else:
                rows = to_table(name, [_row(table, last, 3 * number + i) for i in range(3)])
                found[name].append(writer.stage(name, rows, bucket=bucket, made_from=str(last)))
    return found


def last_change(version: int, bucket: int) -> int:
    """Return the version, up to this one, that last changed a bucket."""
    return version - (version - bucket) % len(BUCKETS)


def version_in(release: Release) -> int:
    """Return the version that a release says it is of; all its tables must hold just the rows of that version."""
    version = int(release.manifest.input_fingerprint.removeprefix("entrée-"))
    for name in load_contract().tables:
        if name == "releases":
            continue
        in_parts = tuple(part.bucket for part in release.entries(name)) == BUCKETS
        wanted = {last_change(version, number) for number in range(len(BUCKETS))} if in_parts else {version}
        found = versions(release.read(name), name)
        assert found == wanted, f"{release.id} is of version {version}, its table {name} of {sorted(found)}"
    return version


def marked_column(table: Table) -> Column:
    """Return the column that holds the version: the last free text or number that is not part of the key."""
    free = [c for c in table.columns if c.vocabulary is None and c.name not in table.primary_key]
    texts = [c for c in free if c.type == pa.string()]
    return (texts or [c for c in free if c.type == pa.int64()])[-1]


def versions(table: pa.Table, name: str) -> set[int]:
    """Return the versions that the rows of a table say they are."""
    values = table.column(marked_column(load_contract().tables[name]).name).to_pylist()
    return {value // 1000 if isinstance(value, int) else int(value.split()[1]) for value in values}


def facts(version: int) -> ReleaseFacts:
    """Return the facts of a version."""
    return ReleaseFacts(
        input_fingerprint=f"entrée-{version}",
        code_version="0.1.0",
        model_versions={"fr_core_news_md": "3.8.0"},
        quality_summary={"passed": 12, "failed": 0},
    )


def _row(table: Table, version: int, number: int) -> dict[str, Any]:
    marked = marked_column(table)
    row = {column.name: _value(column, number) for column in table.columns}
    row[marked.name] = f"version {version} été n° {number}" if marked.type == pa.string() else version * 1000 + number
    return row


def _value(column: Column, number: int) -> Any:
    kind = column.type
    if pa.types.is_string(kind):
        return (
            column.vocabulary[number % len(column.vocabulary)]
            if column.vocabulary
            else f"{column.name} à l’œuvre {number}"
        )
    if pa.types.is_list(kind):
        return [] if pa.types.is_struct(kind.value_type) or not number else ["premier", f"n° {number}"]
    if pa.types.is_timestamp(kind):
        return datetime(2024, 3, 1, 12, number, tzinfo=UTC)
    if pa.types.is_date(kind):
        return date(2024, 3, 1 + number)
    return {pa.int64(): number, pa.float64(): number / 4, pa.bool_(): number % 2 == 0}[kind]
