"""A dataset that grows by a few documents a release, as tables in parts by bucket, without reading any text.

Sizes are those of the press: each document has as many sentences, mentions, quotes and events as an article has, and
its own text. What the rows say is made up from their types, since only their number and size matter here. Not here:
publishing them (see `many_releases`).
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Callable, Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple

import pyarrow as pa
from articles import Press

from depeche.contract import Table, load_contract, to_table
from depeche.store import KeptPart, Piece, Writer
from depeche.store.buckets import Item, buckets, document_capacity

PER_DOCUMENT = {
    "documents": 1, "articles": 1, "segments": 7, "removed_spans": 3, "sentences": 12, "mentions": 17,
    "affiliations": 1, "quotes": 2, "event_mentions": 4, "event_arguments": 6, "claims": 3,
}  # fmt: skip
PER_CORPUS = {"entities": 400, "events": 150, "event_relations": 40, "quality_results": 120}  # rows, each in one part


class Made(NamedTuple):
    """The rows of one document, and which revision of it they are of."""

    revision: int
    tables: dict[str, pa.Table]


class Corpus:
    """Documents by number; later numbers are published later."""

    def __init__(self) -> None:
        self._press = Press()
        self._documents: dict[str, Made] = {}
        self._days: dict[str, date] = {}
        self._shared = {
            name: to_table(name, [_row(table, "", i, {}) for i in range(PER_CORPUS.get(name, 0))])
            for name, table in load_contract().tables.items()
            if name not in PER_DOCUMENT and name != "releases"
        }

    @property
    def size(self) -> int:
        return len(self._documents)

    def put(self, number: int, *, revision: int = 0) -> None:
        """Add a document, or replace it by a later revision."""
        _, text = self._press.article(number, revision=revision)
        document = f"doc-{number:08d}"
        tables = load_contract().tables
        self._days[document] = date(2023, 1, 2) + timedelta(days=number // 15)
        self._documents[document] = Made(
            revision,
            {
                name: to_table(name, [_row(tables[name], document, i, {"text": text}) for i in range(rows)])
                for name, rows in PER_DOCUMENT.items()
            },
        )

    def change_one(self, chance: random.Random) -> None:
        """Replace some document by its next revision."""
        number = chance.randrange(self.size)
        self.put(number, revision=self._documents[f"doc-{number:08d}"].revision + 1)

    def pieces(self, writer: Writer) -> dict[str, pa.Table | list[Piece]]:
        """Return every table for `publish`: changed parts written anew, all others kept from the parent."""
        leaves = buckets((Item(key, day) for key, day in self._days.items()), document_capacity(self.size))
        made_from = {leaf.name: self._digest(leaf.ids) for leaf in leaves}
        found: dict[str, pa.Table | list[Piece]] = dict(self._shared)
        for name in PER_DOCUMENT:
            kept = _reusable(writer, name)
            found[name] = [
                kept(leaf.name, made_from[leaf.name])
                or writer.stage(
                    name,
                    pa.concat_tables([self._documents[key].tables[name] for key in leaf.ids]),
                    bucket=leaf.name,
                    made_from=made_from[leaf.name],
                )
                for leaf in leaves
            ]
        return found

    def _digest(self, documents: Iterable[str]) -> str:
        told = "\n".join(f"{key} {self._documents[key].revision}" for key in documents)
        return hashlib.sha256(told.encode("utf-8")).hexdigest()[:32]


def _reusable(writer: Writer, table: str) -> Callable[[str, str], KeptPart | None]:
    """Return what looks for a part of the parent by bucket and origin."""
    parent = writer.parent
    known = {part.bucket: part for part in parent.entries(table)} if parent and table in parent.tables else {}

    def find(bucket: str, made_from: str) -> KeptPart | None:
        part = known.get(bucket)
        return KeptPart(part) if part and part.made_from == made_from and writer.is_intact(part) else None

    return find


def _row(table: Table, document: str, number: int, texts: dict[str, str]) -> dict[str, Any]:
    chance = random.Random(f"{table.name}/{document}/{number}")
    text = texts.get("text", "")
    row: dict[str, Any] = {}
    for column in table.columns:
        if column.name == "document_id":
            row[column.name] = document
        elif column.name in ("raw_text", "text") and table.name in ("documents", "articles"):
            row[column.name] = text
        elif column.name in table.primary_key and pa.types.is_string(column.type):
            row[column.name] = f"{table.name[:3]}-{chance.getrandbits(64):016x}-{number}"
        elif column.name in table.primary_key:
            row[column.name] = number
        else:
            row[column.name] = _value(column.type, column.vocabulary, chance, text)
    return row


def _value(kind: pa.DataType, vocabulary: tuple[str, ...] | None, chance: random.Random, text: str) -> Any:
    if vocabulary:
        return chance.choice(vocabulary)
    if pa.types.is_string(kind):
        begin = chance.randrange(max(1, len(text) - 40))
        return text[begin : begin + chance.randint(8, 40)] or f"{chance.getrandbits(48):012x}"
    if pa.types.is_list(kind):
        return []
    if pa.types.is_timestamp(kind):
        return datetime(2024, 3, 1, chance.randrange(24), tzinfo=UTC)
    if pa.types.is_date(kind):
        return date(2024, 3, 1) + timedelta(days=chance.randrange(300))
    return {pa.int64(): chance.randrange(3000), pa.float64(): chance.random(), pa.bool_(): chance.random() < 0.5}[kind]
