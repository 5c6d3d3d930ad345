"""How `depeche diff` tells people what changed: what it means, then in numbers, then by keys where tables are named.

Not here: what changed (see `store.summary`, `store.feed`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from depeche.cli.console import out, table, visible
from depeche.cli.wording import counted

if TYPE_CHECKING:  # the store brings DuckDB and Arrow: only commands that need them wait for them
    from depeche.store import Feed, Summary, TableDiff
    from depeche.store.summary import DocumentNews, DocumentRef, EntityNews, EventNews, FigureNews


def tell(found: Summary, *, with_keys: bool) -> None:
    """Print a summary; the keys of rows, which say something to programs and little to people, on request."""
    if found.is_same:
        _say(f"{found.before} and {found.after} hold the same data.")
        return
    differing = [entry for entry in found.tables if not entry.is_same]
    _schema(differing)
    if found.documents is not None:
        _documents(found.documents)
    if found.events is not None:
        _events(found.events)
    if found.entities is not None:
        _entities(found.entities)
    if found.figures is not None:
        _figures(found.figures)
    _tables(found, differing)
    if with_keys:
        for entry in differing:
            _keys(entry)
    elif differing:
        _say(f"With --table {differing[0].table}: the keys of its rows that differ.")


def tell_feed(feed: Feed) -> None:
    """Print how many rows a change feed has."""
    rows = [(t.table, t.insert_count, t.delete_count, t.update_count) for t in feed.tables]
    out.print(table(["table", "inserts", "deletes", "updates"], [row for row in rows if any(row[1:])]))
    _say(f"{feed.before} → {feed.after}: {counted(len(feed.tables), 'file')} in {feed.folder}")


def _schema(differing: Sequence[TableDiff]) -> None:
    lines = [
        f"  {'.'.join(filter(None, (entry.table, change.column)))}: {change.before or 'new'} → {change.after or 'gone'}"
        for entry in differing
        for change in entry.schema
    ]
    _section("Schema", lines)


def _documents(news: DocumentNews) -> None:
    counts = {"new": news.added_count, "gone": news.removed_count, "changed": news.changed_count}
    lines = [
        *_listed("+", map(_named, news.added), news.added_count),
        *_listed("-", map(_named, news.removed), news.removed_count),
        *_listed("~", map(_named, news.changed), news.changed_count),
        *_listed("≈", map(_named, news.recleaned), news.recleaned_count),
    ]
    _news("Documents", {**counts, "the same but read otherwise (≈)": news.recleaned_count}, lines)


def _events(news: EventNews) -> None:
    moved = sum(transition.count for transition in news.transitions)
    counts = {"new": news.added_count, "gone": news.removed_count, "with another status": moved}
    lines = [f"  {transition.count} × {transition.before} → {transition.after}" for transition in news.transitions]
    lines += _listed("~", (f"{event.label}: {event.before} → {event.after}" for event in news.moved), moved)
    lines += _listed("+", (f"{event.label} ({event.after})" for event in news.added), news.added_count)
    _news("Events", counts, lines)


def _entities(news: EntityNews) -> None:
    counts = {"new": news.added_count, "gone": news.removed_count, "of these taken over by others": news.replaced_count}
    taken = (
        f"{entity.old_name} ({entity.old_id}) → {entity.new_name or '?'} ({entity.new_id}), {entity.reason}"
        for entity in news.replaced
    )
    lines = [
        *_listed("+", (f"{entity.name} ({entity.label})" for entity in news.added), news.added_count),
        *_listed("~", taken, news.replaced_count),
    ]
    _news("Entities", counts, lines)


def _figures(news: FigureNews) -> None:
    stated = (
        f"{figure.surface}{f', {figure.subject_surface}' if figure.subject_surface else ''} — {_named(figure.document)}"
        for figure in news.contested
    )
    _news("Figures", {"newly contested": news.contested_count}, _listed("!", stated, news.contested_count))


def _keys(entry: TableDiff) -> None:
    """Print the first keys of a table that came, went or differ."""
    changed = (f"{_key(row.key)}: {', '.join(row.columns)}" for row in entry.changed)
    lines = [
        *_listed("+", map(_key, entry.added), entry.added_count),
        *_listed("-", map(_key, entry.removed), entry.removed_count),
        *_listed("~", changed, entry.changed_count),
    ]
    _section(entry.table, lines)


def _tables(found: Summary, differing: Sequence[TableDiff]) -> None:
    rows = [
        (
            entry.table,
            entry.rows_before,
            entry.rows_after,
            entry.added_count,
            entry.removed_count,
            entry.changed_count,
            ", ".join(f"{column.column} {column.count}" for column in entry.changed_columns),
        )
        for entry in differing
    ]
    out.print()
    out.print(table(["table", found.before, found.after, "added", "removed", "changed", "in columns"], rows))


def _news(what: str, counts: dict[str, int], lines: Sequence[str]) -> None:
    """Print such as "Events: 3 new, 1 gone" and some lines; nothing where all is as before."""
    told = ", ".join(f"{count} {kind}" for kind, count in counts.items() if count)
    if told:
        _titled(f"{what}: {told}", lines)


def _section(title: str, lines: Sequence[str]) -> None:
    """Print some lines under a title; nothing where there are none."""
    if lines:
        _titled(title, lines)


def _titled(title: str, lines: Sequence[str]) -> None:
    out.print(visible(title), style="bold", markup=False)
    for line in lines:
        _say(line)


def _listed(sign: str, shown: Iterable[str], count: int) -> list[str]:
    """Return one line for each example, and one that says how many are not shown."""
    lines = [f"  {sign} {' '.join(text.split())}" for text in shown]
    more = count - len(lines)
    return [*lines, f"    … {more} more"] if lines and more else lines


def _named(document: DocumentRef) -> str:
    title = f"  {document.title}" if document.title else ""
    columns = f"  ({', '.join(document.columns)})" if document.columns else ""
    return f"{document.source_uri or document.document_id}{title}{columns}"


def _key(key: Sequence[str | int]) -> str:
    return " ".join(map(str, key))


def _say(line: str) -> None:
    out.print(visible(line), markup=False)
