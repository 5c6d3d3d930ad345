"""The tables of the release that is being made in memory, and of its parent what their ids are compared by.

A part that both have is read once. Not here: what is checked and compared (see `quality`, `id_changes`).
"""

from __future__ import annotations

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.dataset as ds

from depeche.contract import Table, load_contract
from depeche.stages.id_changes import COLUMNS
from depeche.stages.parts import LaidPart
from depeche.stages.rows import DOCUMENT_ROWS
from depeche.store import Part, Writer

_logger = logging.getLogger("depeche.stages")


@dataclass(frozen=True, slots=True)
class Loaded:
    """Whole tables, each in the order of its key, and some columns of the parent's, in no order; none without one.

    `new` are the rows of parts that the parent has not, `touched` those of documents in whose buckets any part is new.
    """

    tables: dict[str, pa.Table]
    before: dict[str, pa.Table]
    new: dict[str, pa.Table]
    touched: dict[str, pa.Table]


def load_tables(laid: Mapping[str, tuple[LaidPart, ...]], writer: Writer) -> Loaded:
    """Read the tables that are laid out in parts."""
    loaded = Loaded({}, {}, {}, {})
    buckets = _touched_buckets(laid, writer)
    for name, parts in laid.items():
        table = load_contract().tables[name]
        kept_parts = [part.kept for part in parts if part.kept is not None]
        still, beside = (
            _read(
                [writer.place.path(part.path) for part in kept_parts if (part.bucket in buckets) == is_near],
                table,
                writer,
            )
            for is_near in (False, True)
        )
        loaded.new[name] = _read([part.staged for part in parts if part.staged is not None], table)
        if name in DOCUMENT_ROWS:
            loaded.touched[name] = pa.concat_tables([beside, loaded.new[name]])
        order = [(column, "ascending") for column in table.primary_key]
        loaded.tables[name] = pa.concat_tables([still, beside, loaded.new[name]]).sort_by(order)
        if writer.parent is not None and name in COLUMNS:
            changed = _changed(writer.parent.entries(name), kept_parts, writer)
            columns = list(COLUMNS[name])
            others = _read([writer.place.path(part.path) for part in changed], table, writer, columns=columns)
            loaded.before[name] = pa.concat_tables([still.select(columns), beside.select(columns), others])
    return loaded


def _touched_buckets(laid: Mapping[str, tuple[LaidPart, ...]], writer: Writer) -> frozenset[str]:
    """Return the buckets of documents that have not the same parts in every table as in the parent."""
    known = writer.parent.manifest.tables if writer.parent is not None else {}
    found: set[str] = set()
    for name in DOCUMENT_ROWS:
        now = {part.bucket for part in laid[name] if part.kept is not None}
        before = {part.bucket for part in known[name].parts} if name in known else set()
        found |= {part.bucket for part in laid[name] if part.kept is None} | (before - now)
    return frozenset(found)


def _changed(parts: Sequence[Part], kept: Sequence[Part], writer: Writer) -> list[Part]:
    """Return the parts of the parent that are not kept and can be read."""
    paths = {part.path for part in kept}
    found = []
    for part in parts:
        if part.path in paths:
            continue
        if writer.is_intact(part):
            found.append(part)
        else:
            _logger.warning("%s of the last release is damaged or missing; its ids are compared with none.", part.path)
    return found


def _read(
    paths: Sequence[str], table: Table, writer: Writer | None = None, *, columns: list[str] | None = None
) -> pa.Table:
    """Read files of a table: of the local disk, or of the writer's place."""
    if not paths:
        empty = table.arrow_schema.empty_table()
        return empty if columns is None else empty.select(columns)
    filesystem = None if writer is None else writer.place.filesystem
    found = ds.dataset(list(paths), schema=table.arrow_schema, format="parquet", filesystem=filesystem)
    return found.to_table(columns=columns)
