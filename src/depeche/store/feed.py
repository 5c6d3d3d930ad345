"""The change feed: what would have to be done to the tables of one release to make them those of another one.

One Parquet file per table with the table's columns and two more, in the words of Delta's change data feed:
`_change_type` (insert, delete, update_preimage, update_postimage) and `_release_id`, the later release. Rows are in the
order of the key, the row as it was before the row as it is. Tables are compared to the letter: rows about the run and
the list of releases too, so that whoever deletes the keys of deletes and preimages and adds inserts and postimages has
the later release. Columns are those of the later release; where the earlier one lacks one it is null.

Not here: how rows are matched (see `comparison`), which files of a folder may be overwritten (see `export`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from depeche.contract import check_readable
from depeche.errors import UsageError
from depeche.store.comparison import Comparison, compared
from depeche.store.export import write_files
from depeche.store.matching import ADDED, REMOVED, MatchedRows, quoted
from depeche.store.releases import Release

CHANGE_TYPE, RELEASE_ID = "_change_type", "_release_id"

FORMAT = "feed"  # as the marker of the folder calls it

_KINDS = ("insert", "delete", "update_preimage", "update_postimage")
_MOMENT = "_moment"  # of an image: before, then after
_ROW_GROUP = 64 * 1024  # rows
_OPTIONS: dict[str, Any] = {
    "version": "2.6",
    "compression": "zstd",
    "compression_level": 3,
    "write_page_index": True,
    "coerce_timestamps": "us",
    "store_schema": True,
}


@dataclass(frozen=True, slots=True)
class TableFeed:
    """How many rows of each kind the feed of a table has; an update is two rows, one of each image."""

    table: str
    insert_count: int
    delete_count: int
    update_count: int


@dataclass(frozen=True, slots=True)
class Feed:
    """A change feed that was written: one file `folder`/<table>.parquet per table, in alphabetical order."""

    before: str
    after: str
    folder: str
    tables: tuple[TableFeed, ...]


def write_feed(before: Release, after: Release, to: str | Path, *, tables: Collection[str] | None = None) -> Feed:
    """Write the change feed from one release to another into a folder, in place of an earlier feed there.

    `tables` are those to be written; None for all. The same two releases give the same bytes. ContractError for a
    release whose schema version cannot be read as today's.
    """
    for release in (before, after):
        check_readable(release.manifest.schema_version)
    known = sorted({*before.manifest.tables, *after.manifest.tables})
    names = known if tables is None else sorted(set(tables))
    if unknown := set(names) - set(known):
        raise UsageError(f"There is no table {min(unknown)!r} to compare.", hint=f"Tables: {', '.join(known)}.")
    written: dict[str, TableFeed] = {}
    with compared(before, after) as comparison:

        def write(name: str, path: Path) -> None:
            written[name] = _write_table(comparison, name, path)

        writers = {f"{name}.parquet": partial(write, name) for name in names}
        write_files(to, writers, format=FORMAT, release_id=after.id)
    return Feed(before.id, after.id, str(to), tuple(written[name] for name in names))


def _write_table(comparison: Comparison, name: str, path: Path) -> TableFeed:
    """Write the feed of one table."""
    schema = _schema(comparison, name)
    sorting = pq.SortingColumn.from_ordering(schema, [(column, "ascending") for column in comparison.key(name)])
    with pq.ParquetWriter(path, schema, **_OPTIONS, sorting_columns=sorting) as file:
        if comparison.is_same(name):
            return TableFeed(name, 0, 0, 0)
        rows = comparison.rows(name, comparison.sides(name))
        for group in _row_groups(rows, schema, comparison.after.id):
            file.write_table(group, row_group_size=_ROW_GROUP)
    wanted = ", ".join(f"count(*) FILTER ({condition})" for condition in (ADDED, REMOVED, rows.changed))
    (counts,) = rows.select(wanted)
    rows.forget()
    return TableFeed(name, *counts)


def _schema(comparison: Comparison, name: str) -> pa.Schema:
    """Return the schema of a table's feed: that of the table with its metadata, and the two columns of the feed."""
    release = comparison.after if name in comparison.after.manifest.tables else comparison.before
    table = release.dataset(name).schema
    kinds = " ".join(f"`{kind}`" for kind in _KINDS)
    return table.append(_field(CHANGE_TYPE, f"What happened to the row: {kinds}.")).append(
        _field(RELEASE_ID, "The release that the feed leads to.")
    )


def _field(name: str, description: str) -> pa.Field:
    return pa.field(name, pa.string(), nullable=False, metadata={"description": description})


def _row_groups(rows: MatchedRows, schema: pa.Schema, release: str) -> Iterator[pa.Table]:
    """Give the rows of the feed in order, in tables of the same size however DuckDB hands them over."""
    waiting: list[pa.Table] = []
    count = 0
    for batch in rows.connection.execute(_sql(rows)).to_arrow_reader(_ROW_GROUP):
        known = set(batch.schema.names)
        columns = [
            batch.column(name).cast(schema.field(name).type)
            if name in known
            else pa.nulls(batch.num_rows, schema.field(name).type)
            for name in schema.names[:-1]
        ]
        columns.append(pa.repeat(pa.scalar(release), batch.num_rows))
        waiting.append(pa.Table.from_arrays(columns, schema=schema))
        count += batch.num_rows
        while count >= _ROW_GROUP:
            table = pa.concat_tables(waiting)
            yield table.slice(0, _ROW_GROUP).combine_chunks()
            waiting, count = [table.slice(_ROW_GROUP)], count - _ROW_GROUP
    if count:
        yield pa.concat_tables(waiting).combine_chunks()


def _sql(rows: MatchedRows) -> str:
    """Return the SELECT of the feed: both images of what changed, in the order of the key."""
    sides = (
        (rows.before, ADDED, REMOVED, "delete", "update_preimage"),
        (rows.after, REMOVED, ADDED, "insert", "update_postimage"),
    )
    on = " AND ".join(f"image.{quoted(name)} = found.k{i}" for i, name in enumerate(rows.key))
    images = [
        f"SELECT image.*, CASE WHEN {alone} THEN '{once}' ELSE '{twice}' END AS {CHANGE_TYPE}, "  # noqa: S608 (names are quoted)
        f"{number} AS {_MOMENT} FROM ({rows.rows_of(side)}) image JOIN {rows.found} found ON {on} "
        f"WHERE NOT {absent}"
        for number, (side, absent, alone, once, twice) in enumerate(sides)
    ]
    order = ", ".join([*map(quoted, rows.key), _MOMENT])
    return f"SELECT * FROM ({' UNION ALL '.join(images)}) ORDER BY {order}"  # noqa: S608
