"""What a new release means to readers: documents, events, entities, figures."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest

from depeche.contract import to_table
from depeche.errors import UsageError
from depeche.store import Store, Summary, summarise

Rows = list[dict[str, Any]]
Change = Callable[[Rows], Rows]
Compare = Callable[..., Summary]


@pytest.fixture
def compare(store: Store, sample: ModuleType) -> Compare:
    """Publish a release and a second one with some tables changed, and summarise."""

    def _compare(*, examples: int = 5, only: list[str] | None = None, **changes: Change) -> Summary:
        tables = sample.sample_tables(1)
        later = {
            name: to_table(name, change(table.to_pylist())) if (change := changes.get(name)) else table
            for name, table in tables.items()
        }
        for version, published in enumerate((tables, later), start=1):
            with store.writer() as writer:
                writer.publish(published, sample.facts(version))
        return summarise(*store.releases(), examples=examples, tables=only)

    return _compare


def first(**values: Any) -> Change:
    """Give the first row other values."""
    return lambda rows: [{**rows[0], **values}, *rows[1:]]


def another(**values: Any) -> Change:
    """Add a row like the first one with other values."""
    return lambda rows: [*rows, {**rows[0], **values}]


def test_a_new_document_is_told_by_address_and_title(compare: Compare) -> None:
    news = compare(
        documents=another(document_id="doc-n", source_uri="gazette/neuf.txt"),
        articles=another(document_id="doc-n", title="Un port rouvre"),
    ).documents
    assert news is not None
    assert (news.added_count, news.removed_count, news.changed_count, news.recleaned_count) == (1, 0, 0, 0)
    assert [(document.source_uri, document.title) for document in news.added] == [
        ("gazette/neuf.txt", "Un port rouvre")
    ]


def test_a_document_that_is_gone_is_told_as_it_was(compare: Compare) -> None:
    news = compare(documents=lambda rows: rows[1:], articles=lambda rows: rows[1:]).documents
    assert news is not None
    assert [document.title for document in news.removed] == ["title à l’œuvre 0"]
    assert news.removed[0].source_uri == "source_uri à l’œuvre 0"


def test_a_changed_document_has_its_title_though_its_article_is_the_same(compare: Compare) -> None:
    news = compare(documents=first(raw_text="Autre chose")).documents
    assert news is not None
    assert [(d.title, d.columns) for d in news.changed] == [("title à l’œuvre 0", ("raw_text",))]


def test_an_article_that_reads_otherwise_is_told_apart_from_a_changed_document(compare: Compare) -> None:
    def change(rows: Rows) -> Rows:
        return [{**rows[0], "text": "Lu"}, {**rows[1], "text": "Relu"}, *rows[2:]]

    news = compare(documents=first(raw_text="Autre chose"), articles=change).documents
    assert news is not None
    assert news.recleaned_count == 1
    assert [(d.source_uri, d.columns) for d in news.recleaned] == [("source_uri à l’œuvre 1", ("text",))]


def test_a_story_that_changed_does_not_make_an_article_read_otherwise(compare: Compare) -> None:
    news = compare(articles=first(story_id="sto-autre")).documents
    assert news is not None
    assert news.recleaned_count == 0


def test_an_event_that_is_denied_now(compare: Compare) -> None:
    news = compare(events=first(label="Orvane limoge Paul Amiot", status="denied")).events
    assert news is not None
    assert [(t.before, t.after, t.count) for t in news.transitions] == [("confirmed", "denied", 1)]
    assert [(e.label, e.before, e.after) for e in news.moved] == [("Orvane limoge Paul Amiot", "confirmed", "denied")]


def test_an_event_that_only_has_more_mentions_did_not_move(compare: Compare) -> None:
    news = compare(events=first(mention_count=99)).events
    assert news is not None
    assert (news.transitions, news.moved) == ((), ())


def test_a_new_entity(compare: Compare) -> None:
    news = compare(entities=another(entity_id="ent-n", name="Lumora", label="ORG")).entities
    assert news is not None
    assert [(entity.name, entity.label) for entity in news.added] == [("Lumora", "ORG")]


def test_an_entity_that_was_merged_into_another_one(compare: Compare) -> None:
    def change(rows: Rows) -> Rows:
        told = {"kind": "entity", "successor_index": 0, "shared_count": 2}
        merged = {"old_id": "entity_id à l’œuvre 0", "new_id": "entity_id à l’œuvre 1", "reason": "merged"}
        removed = {"old_id": "entity_id à l’œuvre 2", "new_id": None, "reason": "removed"}
        return [{**told, **merged}, {**told, **removed}]

    news = compare(entities=lambda rows: rows[1:2], id_changes=change).entities
    assert news is not None
    assert (news.removed_count, news.replaced_count) == (2, 1)
    (entity,) = news.replaced
    assert (entity.old_name, entity.new_name, entity.reason) == ("name à l’œuvre 0", "name à l’œuvre 1", "merged")


@pytest.mark.parametrize(
    ("row", "values", "count"),
    [(1, {"is_contested": True}, 1), (0, {"value": 7.0}, 0), (0, {"is_contested": False}, 0)],
    ids=["now and not before", "before already", "no longer"],
)
def test_a_figure_is_newly_contested(compare: Compare, row: int, values: dict[str, Any], count: int) -> None:
    news = compare(claims=lambda rows: [{**r, **values} if n == row else r for n, r in enumerate(rows)]).figures
    assert news is not None
    assert news.contested_count == count


def test_a_new_figure_that_is_contested(compare: Compare) -> None:
    news = compare(claims=another(claim_id="clm-n", surface="300", document_id="document_id à l’œuvre 2")).figures
    assert news is not None
    assert [(f.surface, f.document.title) for f in news.contested] == [("300", "title à l’œuvre 2")]


def test_lists_are_bounded_and_counts_are_not(compare: Compare) -> None:
    news = compare(
        examples=2, events=lambda rows: [{**rows[0], "event_id": f"eve-{n}"} for n in range(9)] + rows
    ).events
    assert news is not None
    assert (news.added_count, [event.event_id for event in news.added]) == (9, ["eve-0", "eve-1"])


def test_what_was_not_asked_for_is_not_told(compare: Compare) -> None:
    found = compare(only=["events"], events=first(label="Autre"))
    assert [table.table for table in found.tables] == ["events"]
    assert (found.documents, found.entities, found.figures) == (None, None, None)


def test_a_table_that_does_not_exist_is_refused(compare: Compare) -> None:
    with pytest.raises(UsageError, match="evenements"):
        compare(only=["evenements"])


def test_nothing_changed(compare: Compare) -> None:
    assert compare().is_same
