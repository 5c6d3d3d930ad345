"""SQL over one release, read-only and locked in: no other file, no network, no change of settings.

DuckDB gets the tables as Arrow data sets and is then shut off from files altogether, so that a query someone pasted
can neither read /etc/passwd nor write anywhere. Not here: how results are shown (see `cli`).
"""

from __future__ import annotations

import pyarrow as pa

from depeche.errors import StoreError, UsageError
from depeche.store.releases import Release

_SHUT: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": False,
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
    "python_enable_replacements": False,  # else a name in the query could reach the variables of this program
}
_OF_THE_FILES = "arrow_scan: get_next failed"  # how DuckDB tells that reading failed, not the question


def query(release: Release, sql: str) -> pa.Table:
    """Return the rows of one SELECT over the tables of a release.

    UsageError with DuckDB's words when the question fails, StoreError when a file of the release cannot be read.
    """
    import duckdb  # only who asks waits for it

    reading = {duckdb.StatementType.SELECT, duckdb.StatementType.EXPLAIN}
    with duckdb.connect(":memory:", config=_SHUT) as connection:
        for table in release.tables:
            connection.register(table, release.dataset(table))
        connection.execute("SET TimeZone = 'UTC'")
        connection.execute("SET lock_configuration = true")
        try:
            statements = duckdb.extract_statements(sql)
            if len(statements) != 1 or statements[0].type not in reading:
                raise UsageError(
                    "The query must be one SELECT.",
                    hint="Tables of a release never change; export them to work on a copy.",
                )
            return _with_unique_names(connection.sql(statements[0].query).to_arrow_table())
        except duckdb.Error as problem:
            if _OF_THE_FILES in str(problem):
                raise StoreError(
                    f"The query cannot read {release.id}: {str(problem).splitlines()[0]}.",
                    hint="`depeche check --deep` names the file, `depeche doctor --repair` says the way back.",
                ) from problem
            raise UsageError(f"The query failed: {problem}", hint=f"Tables: {', '.join(release.tables)}.") from problem


def _with_unique_names(result: pa.Table) -> pa.Table:
    """Number the columns that repeat the name of an earlier one, as in SELECT a.*, b.*."""
    names: list[str] = []
    for name in result.column_names:
        candidate, count = name, 1
        while candidate in names:
            count += 1
            candidate = f"{name}_{count}"
        names.append(candidate)
    return result.rename_columns(names)
