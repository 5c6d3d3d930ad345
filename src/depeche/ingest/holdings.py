"""Which reader a file that holds records needs, by its media type. Here: the choice alone, and no more imports than it
takes: what reads web archives or Parquet is loaded for them only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from depeche.ingest.jsonl import read_lines
from depeche.ingest.limits import Limits
from depeche.ingest.mapping import Mapping
from depeche.ingest.records import Numbered
from depeche.ingest.sources import CSV, PARQUET, TSV, WARC
from depeche.ingest.tables import read_rows
from depeche.ingest.unpacking import Content

Reader = Callable[[Content, Limits, Mapping | None], Iterator[Numbered]]


def reader_of(media_type: str) -> Reader:
    """Return what gives the records of a file of this type. It raises BrokenOff where it cannot go on."""
    if media_type in (CSV, TSV):
        return read_rows
    if media_type == PARQUET:
        from depeche.ingest.parquet import read_table

        return read_table
    if media_type == WARC:
        from depeche.ingest.warc import read_archive

        return read_archive
    return read_lines
