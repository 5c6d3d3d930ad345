"""What a new release means to readers: documents by address and title, events that changed their status, new and merged
entities, figures that are contested now.

Counts are whole, lists hold the first few. Not here: the comparison of the tables as such (see `diff`), how it is shown
(see `cli`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import pyarrow.compute as pc

from depeche.store.comparison import Comparison, compared
from depeche.store.diff import EXAMPLES, TableDiff, compare_table, selected
from depeche.store.matching import ADDED, REMOVED, MatchedRows
from depeche.store.releases import Release

# What is said of the rows of a table, and so has to be kept of those that differ.
_CARRIED: dict[str, tuple[str, ...]] = {
    "documents": (),
    "articles": (),
    "events": ("label", "status"),
    "entities": ("name", "label"),
    "claims": ("surface", "subject_surface", "document_id", "is_contested"),
}
_ID_CHANGES = "id_changes"


@dataclass(frozen=True, slots=True)
class DocumentRef:
    """A document by its address and the title of its article; the columns in which it differs."""

    document_id: str
    source_uri: str | None
    title: str | None
    columns: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentNews:
    """Documents that came, went or were scraped with another content, and articles that are read otherwise now."""

    added_count: int
    removed_count: int
    changed_count: int
    recleaned_count: int  # another title or text though the document is the same
    added: tuple[DocumentRef, ...]
    removed: tuple[DocumentRef, ...]
    changed: tuple[DocumentRef, ...]
    recleaned: tuple[DocumentRef, ...]


@dataclass(frozen=True, slots=True)
class Transition:
    """How many events went from one status to another."""

    before: str
    after: str
    count: int


@dataclass(frozen=True, slots=True)
class EventRef:
    """An event with its status on each side, None where it is not there."""

    event_id: str
    label: str
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class EventNews:
    """Events that came, went or have another status."""

    added_count: int
    removed_count: int
    transitions: tuple[Transition, ...]  # most frequent first
    added: tuple[EventRef, ...]
    moved: tuple[EventRef, ...]


@dataclass(frozen=True, slots=True)
class EntityRef:
    """An entity."""

    entity_id: str
    name: str
    label: str


@dataclass(frozen=True, slots=True)
class ReplacedEntity:
    """An entity whose id gave way to another one."""

    old_id: str
    old_name: str
    new_id: str
    new_name: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class EntityNews:
    """Entities that came, went, or gave way to another one: those were merged, split or have another id now.

    What gave way is told where both releases have the table `id_changes`. It knows the last step only: between releases
    with others in between, ids that gave way earlier count as gone.
    """

    added_count: int
    removed_count: int
    replaced_count: int
    added: tuple[EntityRef, ...]
    replaced: tuple[ReplacedEntity, ...]


@dataclass(frozen=True, slots=True)
class ContestedFigure:
    """A figure that another article gives differently, where none did before."""

    claim_id: str
    surface: str
    subject_surface: str | None
    document: DocumentRef


@dataclass(frozen=True, slots=True)
class FigureNews:
    """Figures that are contested now and were not before."""

    contested_count: int
    contested: tuple[ContestedFigure, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """Two releases compared: every table, and what it means; a part is None where its table was not compared."""

    before: str
    after: str
    tables: tuple[TableDiff, ...]
    documents: DocumentNews | None
    events: EventNews | None
    entities: EntityNews | None
    figures: FigureNews | None

    @property
    def is_same(self) -> bool:
        """Whether the data of both releases is the same."""
        return all(table.is_same for table in self.tables)


def summarise(
    before: Release, after: Release, *, examples: int = EXAMPLES, tables: Collection[str] | None = None
) -> Summary:
    """Compare two releases as `diff` does, and say what it means; lists hold at most `examples`."""
    names = selected(before, after, tables)
    with compared(before, after) as comparison:
        found, rows = [], {}
        for name in names:
            table, matched = compare_table(comparison, name, examples=examples, carried=_CARRIED.get(name, ()))
            found.append(table)
            if matched is not None and name in _CARRIED:
                rows[name] = matched
            elif matched is not None:
                matched.forget()
        news = _News(comparison, {table.table: table for table in found}, rows, examples)
        return Summary(
            before=before.id,
            after=after.id,
            tables=tuple(found),
            documents=news.documents() if "documents" in names else None,
            events=news.events() if "events" in names else None,
            entities=news.entities() if "entities" in names else None,
            figures=news.figures() if "claims" in names else None,
        )


class _News:
    """Reads what is worth telling from the rows that differ."""

    def __init__(
        self, comparison: Comparison, tables: Mapping[str, TableDiff], rows: Mapping[str, MatchedRows], examples: int
    ) -> None:
        self.comparison, self.tables, self.rows = comparison, tables, rows
        self.examples = examples

    def documents(self) -> DocumentNews:
        """Tell of the documents."""
        table = self.tables["documents"]
        added, removed = ({str(key[0]): () for key in keys} for keys in (table.added, table.removed))
        changed = {str(row.key[0]): row.columns for row in table.changed}
        recleaned_count, recleaned = self._recleaned()
        now = _documents(self.comparison.after, {**added, **changed, **recleaned})
        return DocumentNews(
            added_count=table.added_count,
            removed_count=table.removed_count,
            changed_count=table.changed_count,
            recleaned_count=recleaned_count,
            added=tuple(now[key] for key in added),
            removed=tuple(_documents(self.comparison.before, removed).values()),
            changed=tuple(now[key] for key in changed),
            recleaned=tuple(now[key] for key in recleaned),
        )

    def _recleaned(self) -> tuple[int, dict[str, tuple[str, ...]]]:
        """Return how many articles read otherwise though their document did not change, and the first of them."""
        articles, documents = self.rows.get("articles"), self.rows.get("documents")
        if articles is None:
            return 0, {}
        read = [column for column in ("title", "text") if column in articles.values]
        differs = [articles.differs(column) for column in read] or ["false"]
        condition = f"({' OR '.join(differs)})"
        if documents is not None:
            condition += f" AND k0 NOT IN (SELECT k0 FROM {documents.found})"  # noqa: S608
        rows = self._first(articles, ", ".join(["k0", *differs]), condition)
        ((count,),) = articles.select("count(*)", condition)
        return count, {key: tuple(c for c, is_it in zip(read, flags, strict=False) if is_it) for key, *flags in rows}

    def events(self) -> EventNews:
        """Tell of the events."""
        table, rows = self.tables["events"], self.rows.get("events")
        if rows is None:
            return EventNews(table.added_count, table.removed_count, (), (), ())
        status = rows.differs("status")
        transitions = rows.select(
            '"before.status", "after.status", count(*) AS n', status, more="GROUP BY 1, 2 ORDER BY n DESC, 1, 2"
        )
        wanted = 'k0, "after.label", "before.status", "after.status"'
        return EventNews(
            added_count=table.added_count,
            removed_count=table.removed_count,
            transitions=tuple(Transition(*row) for row in transitions),
            added=tuple(EventRef(*row) for row in self._first(rows, wanted, ADDED)),
            moved=tuple(EventRef(*row) for row in self._first(rows, wanted, status)),
        )

    def entities(self) -> EntityNews:
        """Tell of the entities."""
        table, rows = self.tables["entities"], self.rows.get("entities")
        if rows is None:
            return EntityNews(table.added_count, table.removed_count, 0, (), ())
        count, replaced = self._replaced(rows)
        return EntityNews(
            added_count=table.added_count,
            removed_count=table.removed_count,
            replaced_count=count,
            added=tuple(EntityRef(*row) for row in self._first(rows, 'k0, "after.name", "after.label"', ADDED)),
            replaced=replaced,
        )

    def _replaced(self, rows: MatchedRows) -> tuple[int, tuple[ReplacedEntity, ...]]:
        """Return how many entities gave way to another one, and the first of them by their old id."""
        before, after = self.comparison.before, self.comparison.after
        if any(_ID_CHANGES not in release.manifest.tables for release in (before, after)):
            return 0, ()
        gone = dict(rows.select('k0, "before.name"', REMOVED))
        changes = after.read(_ID_CHANGES).to_pylist()
        found = [
            change
            for change in changes
            if change["old_id"] in gone and change["new_id"] is not None and change["successor_index"] == 0
        ]
        first = found[: self.examples]
        names = _looked_up(after, "entities", "entity_id", "name", [change["new_id"] for change in first])
        return len(found), tuple(
            ReplacedEntity(
                change["old_id"],
                gone[change["old_id"]],
                change["new_id"],
                names.get(change["new_id"]),
                change["reason"],
            )
            for change in first
        )

    def figures(self) -> FigureNews:
        """Tell of the figures."""
        rows = self.rows.get("claims")
        if rows is None:
            return FigureNews(0, ())
        condition = f'"after.is_contested" AND ({ADDED} OR {rows.differs("is_contested")})'
        ((count,),) = rows.select("count(*)", condition)
        first = self._first(rows, 'k0, "after.surface", "after.subject_surface", "after.document_id"', condition)
        documents = _documents(self.comparison.after, {row[-1]: () for row in first})
        figures = (
            ContestedFigure(claim, surface, subject, documents[document]) for claim, surface, subject, document in first
        )
        return FigureNews(count, tuple(figures))

    def _first(self, rows: MatchedRows, wanted: str, condition: str) -> list[tuple[Any, ...]]:
        """Return the first rows by key that meet a condition."""
        return rows.select(wanted, condition, more=f"ORDER BY {rows.keys} LIMIT {self.examples}")


def _documents(release: Release, wanted: Mapping[str, tuple[str, ...]]) -> dict[str, DocumentRef]:
    """Look up addresses and titles of a few documents; `wanted` has for each one the columns to be told of."""
    addresses = _looked_up(release, "documents", "document_id", "source_uri", wanted)
    titles = _looked_up(release, "articles", "document_id", "title", wanted)
    return {key: DocumentRef(key, addresses.get(key), titles.get(key), columns) for key, columns in wanted.items()}


def _looked_up(release: Release, table: str, key: str, column: str, wanted: Iterable[str]) -> dict[str, str | None]:
    """Return a column of some rows."""
    ids = sorted(set(wanted))
    if not ids or table not in release.manifest.tables:
        return {}
    rows = release.dataset(table).to_table(columns=[key, column], filter=pc.field(key).isin(ids))
    return dict(zip(rows.column(0).to_pylist(), rows.column(1).to_pylist(), strict=True))
