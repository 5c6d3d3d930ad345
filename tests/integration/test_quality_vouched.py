"""Checks that look at new rows only find what they would find in all rows, and nothing is vouched for that changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import ModuleType
from typing import Any

import pyarrow as pa
import pytest

from depeche.contract import load_contract, to_table
from depeche.quality import QualityReport, Vouched, evaluate

pytestmark = pytest.mark.slow

_OF_DOCUMENTS = {  # and the column that leads to a document
    name: "document_id"
    for name, table in load_contract().tables.items()
    if "document_id" in table.column and name != "rejections"
}
Rows = dict[str, list[dict[str, Any]]]


@pytest.fixture(scope="module")
def sample(sample_corpus: ModuleType) -> ModuleType:
    return sample_corpus


def tables(rows: Mapping[str, list[dict[str, Any]]]) -> dict[str, pa.Table]:
    return {name: to_table(name, rows.get(name, [])) for name in load_contract().tables}


def both(rows: Rows, new: Callable[[str, dict[str, Any]], bool]) -> tuple[QualityReport, QualityReport]:
    """Check rows as a whole, and again with what the rows that are not `new` passed when they stood alone."""
    old = {name: [row for row in found if not new(name, row)] for name, found in rows.items()}
    first = evaluate(tables(old), release_id="r1")
    passed = frozenset((r.table, r.check) for r in first.results if r.success and not r.unexpected_count)
    fresh = tables({name: [row for row in found if new(name, row)] for name, found in rows.items()})
    documents = {name: fresh[name] for name in (*_OF_DOCUMENTS, "event_arguments")}
    vouched = Vouched(passed, {name: fresh[name] for name in rows}, documents)
    return evaluate(tables(rows), release_id="r2", vouched=vouched), evaluate(tables(rows), release_id="r2")


def second_document(sample: ModuleType) -> tuple[Rows, Callable[[str, dict[str, Any]], bool]]:
    """Return the sample corpus, and which of its rows belong to all documents but the first."""
    rows: Rows = {name: [dict(row) for row in found] for name, found in sample.corpus().items()}
    first = rows["documents"][0]["document_id"]
    mentions = {row["event_mention_id"] for row in rows["event_mentions"] if row["document_id"] == first}

    def new(name: str, row: dict[str, Any]) -> bool:
        if name == "event_arguments":
            return row["event_mention_id"] not in mentions
        return name not in _OF_DOCUMENTS or row["document_id"] != first

    return rows, new


def test_nothing_else_is_found_where_all_is_well(sample: ModuleType) -> None:
    some, every = both(*second_document(sample))
    assert some == every


FAULTS: list[tuple[str, dict[str, Any]]] = [
    ("documents", {"source_uri": "lot\\page.txt"}),
    ("documents", {"size_bytes": 30_000_000}),
    ("articles", {"word_count": -1}),
    ("mentions", {"surface": "Autre chose"}),
]


@pytest.mark.parametrize("place", [0, -1], ids=["in old rows", "in new rows"])
def test_faults_are_found_wherever_they_stand(sample: ModuleType, place: int) -> None:
    rows, new = second_document(sample)
    for table, change in FAULTS:
        rows[table].sort(key=lambda row, table=table: new(table, row))
        assert new(table, rows[table][-1])
        rows[table][place] |= change
    some, every = both(rows, new)
    assert some == every
    failed = {result.table for result in every.results if not result.success}
    assert failed >= {table for table, _ in FAULTS}


def test_a_check_that_old_rows_did_not_pass_sees_them_again(sample: ModuleType) -> None:
    rows, _ = second_document(sample)
    rows["documents"][0]["source_uri"] = "lot\\page.txt"
    fresh = tables({})
    vouched = Vouched(frozenset(), {name: fresh[name] for name in rows}, {})
    some = evaluate(tables(rows), release_id="r2", vouched=vouched)
    assert some.results == evaluate(tables(rows), release_id="r2").results
