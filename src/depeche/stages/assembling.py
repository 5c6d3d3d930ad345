"""From read documents to the tables of the contract: resolve across documents, lay out rows, write Parquet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import msgspec
import pyarrow as pa
import pyarrow.parquet as pq

from depeche.contract import load_contract, to_table, write_parquet
from depeche.model import ReadArticle, Rejection
from depeche.resolve import resolve
from depeche.stages.handover import ReadScrape, ReadShard, load, save
from depeche.stages.rows import document_rows, resolution_rows

RUN_TABLES = ("rejections", "quality_results", "releases")  # written later: they speak of the release itself


def assemble(shards: list[Path], work: Path) -> Path:
    """Resolve the documents of all shards and write every table but those of the run; return the folder of the
    tables.
    """
    read = [load(path, ReadShard) for path in shards]
    documents = sorted((d for shard in read for d in shard.documents), key=lambda d: d.scrape.document.source_uri)
    rejections = [r for shard in read for r in shard.rejections]
    resolution = resolve([_read_article(document) for document in documents if document.annotation is not None])
    rows: dict[str, list[Mapping[str, Any]]] = {name: [] for name in load_contract().tables if name not in RUN_TABLES}
    for document in documents:
        for table, row in document_rows(document, resolution):
            rows[table].append(row)
    for table, row in resolution_rows(resolution):
        rows[table].append(row)
    folder = work / "tables"
    folder.mkdir()
    for name, table_rows in rows.items():
        write_parquet(to_table(name, table_rows), folder / f"{name}.parquet")
    save(work / "rejections.msgpack", (*rejections, *_document_rejections(documents, rejections)))
    return folder


def load_tables(folder: Path, names: Iterable[str]) -> dict[str, pa.Table]:
    """Read the named tables back from a folder."""
    schemas = {name: table.arrow_schema for name, table in load_contract().tables.items()}
    return {name: pq.read_table(folder / f"{name}.parquet", schema=schemas[name]) for name in names}


def _read_article(read: ReadScrape) -> ReadArticle:
    assert read.article is not None
    assert read.annotation is not None
    return ReadArticle(read.scrape.document, read.article, read.annotation)


def _document_rejections(documents: list[ReadScrape], known: list[Rejection]) -> list[Rejection]:
    """Return a rejection for each rejected document that has none yet."""
    have = {rejection.row_key for rejection in known}
    found = []
    for read in documents:
        document = read.scrape.document
        if document.disposition != "rejected" or document.document_id in have:
            continue
        code, _, sentence = (document.disposition_reason or "unknown").partition(": ")
        row = msgspec.json.encode({"source_uri": document.source_uri, "size_bytes": document.size_bytes}).decode()
        stage = "ingest" if read.article is None else "clean"
        found.append(Rejection(stage, "documents", document.document_id, code, detail=sentence or None, row_json=row))
    return found
