"""The data dictionary: all tables on one page, generated from the contract into `docs/data-dictionary.md`.

Run `python -m depeche.contract.dictionary` after a change of `schemas/`; a test fails until it is done.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa

from depeche.contract.declaration import SCHEMA_VERSION, Column, Table
from depeche.contract.reading import load_contract

PAGE = Path("docs/data-dictionary.md")

_HEAD = f"""# Data dictionary

Generated from `schemas/` by `python -m depeche.contract.dictionary`: change the declarations, not this page. Schema
version {SCHEMA_VERSION}.

What holds for every table:

- Offsets are Unicode code points, start inclusive, end exclusive. `raw_` offsets point into `documents.raw_text`, all
  others into `articles.text` of the same document.
- Unknown is null, never an empty string and never a guess.
- `_on` and `date_` columns are days, `_at` columns are moments in UTC, `_count` columns count rows, `is_` columns are
  true or false.
- A row's key is unique; columns marked **key** make it up. Rows are sorted by it.
- A column marked "no" under *null* always has a value. "→ table.column" says where the value has its row.
"""


def render() -> str:
    """Return the whole page as Markdown."""
    tables = load_contract().tables.values()
    lines = [_HEAD, "| table | one row per | columns |", "|---|---|---|"]
    lines += [f"| [{table.name}](#{table.name}) | {table.grain} | {len(table.columns)} |" for table in tables]
    for table in tables:
        lines += ["", f"## {table.name}", "", table.purpose, "", table.description, ""]
        lines += ["| column | type | null | meaning |", "|---|---|---|---|"]
        lines += _rows(table)
    return "\n".join(lines) + "\n"


def _rows(table: Table) -> Iterator[str]:
    for column in table.columns:
        key = " **key**" if column.name in table.primary_key else ""
        yield _row(column, column.name, key)
        for field in column.fields:
            yield _row(field, f"{column.name}[].{field.name}", "")


def _row(column: Column, name: str, key: str) -> str:
    meaning = [column.description]
    if column.unit is not None:
        meaning.append(f"Unit: {column.unit}.")
    if column.vocabulary is not None:
        meaning.append("One of: " + ", ".join(f"`{value}`" for value in column.vocabulary) + ".")
    if column.pattern is not None:
        meaning.append(f"Form: `{column.pattern}`.".replace("|", "\\|"))
    if column.references is not None:
        meaning.append(f"→ {column.references}.")
    return f"| `{name}`{key} | {type_name(column)} | {'yes' if column.nullable else 'no'} | {' '.join(meaning)} |"


def type_name(column: Column) -> str:
    """Return the name of a column's type as people write it."""
    if pa.types.is_timestamp(column.type):
        return "timestamp (UTC)"
    if pa.types.is_date(column.type):
        return "date"
    if column.fields:
        return "list of structures"
    if column.is_list:
        return "list of strings"
    return {"double": "float64", "bool": "boolean"}.get(str(column.type), str(column.type))


if __name__ == "__main__":
    PAGE.write_text(render(), encoding="utf-8")
