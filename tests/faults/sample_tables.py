"""Small tables that follow the contract, for tests of the store; every row says of which version it is."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pyarrow as pa

from depeche.contract import Column, Table, load_contract, to_table
from depeche.store import ReleaseFacts


def sample_tables(version: int, *, rows: int = 3) -> dict[str, pa.Table]:
    """Return all tables but `releases`, each with `rows` rows; two versions differ in one column of each."""
    return {
        name: to_table(name, [_row(table, version, i) for i in range(rows)])
        for name, table in load_contract().tables.items()
        if name != "releases"
    }


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
