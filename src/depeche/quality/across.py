"""Checks across tables, as SQL in `expectations/across-tables.yaml`, run with DuckDB in memory on the Arrow tables.

Each query returns the key columns of the rows that fail, and may add a column `detail`. The database can read nothing
but the tables.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import msgspec
import pyarrow as pa
import pyarrow.compute as pc
import yaml

from depeche import paths
from depeche.contract import load_contract
from depeche.errors import ContractError
from depeche.quality.results import MAX_EXAMPLES, MAX_REJECTIONS, Outcome

if TYPE_CHECKING:
    import duckdb

FILE_NAME = "across-tables.yaml"


class Query(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One check: the rows of `table` that `failing` returns are wrong."""

    check: str
    table: str
    needs: list[str]  # the other tables that the query reads
    severity: Literal["critical", "warning", "info"]
    why: str
    failing: str


@cache
def load_queries() -> tuple[Query, ...]:
    """Return the checks across tables of this installation; read once."""
    return read_queries(paths.EXPECTATIONS / FILE_NAME)


def read_queries(path: Path) -> tuple[Query, ...]:
    """Read the file; ContractError if something is unknown, missing, empty or named twice."""
    try:
        queries = msgspec.convert(yaml.safe_load(path.read_text("utf-8")), list[Query])
    except (msgspec.ValidationError, yaml.YAMLError, OSError) as error:
        raise ContractError(f"{path.name} is no list of checks: {error}.") from error
    if not queries:
        raise ContractError(f"{path.name} is empty.")
    tables = load_contract().tables
    seen = set()
    for query in queries:
        if (query.table, query.check) in seen or not {query.table, *query.needs} <= set(tables):
            raise ContractError(
                f"{path.name}: {query.check} stands twice or names an unknown table.", table=query.table
            )
        seen.add((query.table, query.check))
    return tuple(queries)


def check_across(tables: Mapping[str, pa.Table], queries: tuple[Query, ...]) -> list[Outcome]:
    """Run the checks whose tables are all there; the database is imported with the first of them."""
    import duckdb

    with duckdb.connect(":memory:", config={"enable_external_access": "false", "threads": "1"}) as connection:
        for name, data in tables.items():
            connection.register(name, data)
        return [_run(connection, query, tables) for query in queries if {query.table, *query.needs} <= set(tables)]


def _run(connection: duckdb.DuckDBPyConnection, query: Query, tables: Mapping[str, pa.Table]) -> Outcome:
    """Run one query and find the rows that it names; a query that cannot run stops the release."""
    import duckdb

    data = tables[query.table]
    name = f"across.{query.check}"
    key = load_contract().tables[query.table].primary_key
    columns = ", ".join(f'"{column}"' for column in key)
    try:
        found: Any = connection.execute(f"SELECT * FROM ({query.failing}) ORDER BY {columns}").to_arrow_table()  # noqa: S608
    except duckdb.Error as error:
        text = f"the check could not run: {str(error).splitlines()[0]}"
        return Outcome(
            query.table, name, "critical", query.why, False, data.num_rows, 0, detail=text, is_run_error=True
        )
    keys = list(dict.fromkeys(_keys(found, key)))
    rows = _rows(data, key, keys[:MAX_REJECTIONS])
    detail = None
    if "detail" in found.column_names:
        detail = "; ".join(str(value) for value in found.column("detail")[:MAX_EXAMPLES].to_pylist()) or None
    success = not keys
    return Outcome(query.table, name, query.severity, query.why, success, data.num_rows, len(keys), rows, detail)


def _keys(data: pa.Table, key: Sequence[str]) -> Iterator[tuple[Any, ...]]:
    return zip(*(data.column(column).to_pylist() for column in key), strict=True)


def _rows(data: pa.Table, key: Sequence[str], wanted: Sequence[tuple[Any, ...]]) -> list[int]:
    """Return the positions of the rows with one of the keys, ascending; their first column leaves few to look at."""
    column = data.column(key[0])
    first = pa.array([values[0] for values in wanted], type=column.type)
    near = pc.indices_nonzero(pc.is_in(column, value_set=first))
    known = set(wanted)
    rows = zip(near.to_pylist(), _keys(data.select(list(key)).take(near), key), strict=True)
    return [row for row, values in rows if values in known]
