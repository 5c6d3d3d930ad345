"""Checks across tables: each query can fail, alone, and names the row."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from depeche.errors import ContractError
from depeche.quality.across import Query, check_across, load_queries, read_queries
from depeche.quality.results import Outcome


def _failed(sample: ModuleType, rows: dict[str, list[dict[str, Any]]]) -> list[Outcome]:
    return [one for one in check_across(sample.tables(rows), load_queries()) if not one.success]


def test_the_sample_corpus_passes(sample: ModuleType) -> None:
    assert _failed(sample, sample.corpus()) == []


_SPOILT: list[tuple[str, int, dict[str, Any], str, int]] = [
    ("articles", 0, {"sentence_count": 9}, "articles.sentence_count_agrees", 0),
    ("articles", 1, {"published_on": date(2024, 3, 16)}, "articles.published_not_after_collected", 1),
    ("articles", 0, {"near_duplicate_of": "doc-1"}, "articles.near_duplicates_lead_to_the_earliest", 0),
    ("mentions", 0, {"sentence_index": 0}, "mentions.mention_lies_in_its_sentence", 0),
    ("event_mentions", 0, {"sentence_index": 0}, "event_mentions.trigger_lies_in_its_sentence", 0),
    ("sentences", 1, {"start": 3}, "sentences.sentences_do_not_overlap", 1),
    ("entities", 0, {"mention_count": 3}, "entities.entity_counts_agree", 0),
    ("entities", 0, {"document_count": 1}, "entities.entity_counts_agree", 0),
    ("mentions", 0, {"label": "ORG"}, "mentions.labels_mostly_agree", 0),
    ("events", 0, {"mention_count": 1}, "events.event_counts_agree", 0),
    ("event_mentions", 1, {"type": "PERSONNEL.DISMISS"}, "event_mentions.event_has_the_type_of_its_mentions", 1),
    ("id_changes", 0, {"new_id": "evt-9"}, "id_changes.new_ids_are_known", 0),
    ("claims", 0, {"is_contested": True, "claim_group": "clg-9"}, "claims.contested_claims_have_a_rival", 0),
    (
        "event_mentions",
        0,
        {"date_start": date(2024, 3, 14), "date_end": date(2024, 3, 14)},
        "event_mentions.actual_events_are_not_after_publication",
        0,
    ),
]


@pytest.mark.parametrize(("table", "row", "change", "check", "failing"), _SPOILT)
def test_a_planted_error_fails_its_check_alone(
    sample: ModuleType, table: str, row: int, change: dict[str, Any], check: str, failing: int
) -> None:
    rows = sample.corpus()
    key = {"entities": "Q900000001"}.get(table)
    target = next(r for r in rows[table] if r["entity_id"] == key) if key else rows[table][row]
    target |= change
    (one,) = _failed(sample, rows)
    assert f"{one.table}.{one.check}" == check.replace(".", ".across.")
    assert list(one.rows) == [failing]


def test_a_chain_of_copies_and_a_split_story_are_found(sample: ModuleType) -> None:
    rows = sample.corpus()
    rows["articles"][1] |= {"near_duplicate_of": "doc-1", "story_id": "sty-2"}
    assert [one.check for one in _failed(sample, rows)] == ["across.near_duplicates_share_their_story"]


def test_an_event_that_nobody_states_is_not_confirmed(sample: ModuleType) -> None:
    rows = sample.corpus()
    for mention in rows["event_mentions"]:
        mention["realis"] = "UNCONFIRMED"
    (one,) = _failed(sample, rows)
    assert (one.check, one.severity) == ("across.confirmed_events_are_stated", "critical")
    assert "confirmed" in str(one.detail)


def test_an_entity_that_nothing_refers_to_is_found(sample: ModuleType) -> None:
    rows = sample.corpus()
    rows["entities"].append(rows["entities"][0] | {"entity_id": "ent-x", "mention_count": 0, "document_count": 0})
    assert [one.check for one in _failed(sample, rows)] == ["across.entities_are_referred_to"]


def test_every_query_has_a_test_that_makes_it_fail() -> None:
    tried = {check for *_, check, _ in _SPOILT}
    tried |= {"articles.near_duplicates_share_their_story", "events.confirmed_events_are_stated"}
    tried |= {"entities.entities_are_referred_to"}
    assert tried == {f"{query.table}.{query.check}" for query in load_queries()}


def test_a_query_that_cannot_run_stops_the_release_and_blames_no_row(sample: ModuleType) -> None:
    query = Query("wrong", "articles", [], "info", "For a reason.", "SELECT colour FROM articles")
    (one,) = check_across(sample.tables(sample.corpus()), (query,))
    assert (one.severity, one.success, one.is_run_error, one.unexpected_count) == ("critical", False, True, 0)


def test_a_query_cannot_read_files(sample: ModuleType, tmp_path: Path) -> None:
    (tmp_path / "secret.csv").write_text("document_id\ndoc-1\n")
    query = Query("read", "articles", [], "info", "For a reason.", f"SELECT * FROM read_csv('{tmp_path}/secret.csv')")
    (one,) = check_across(sample.tables(sample.corpus()), (query,))
    assert one.is_run_error


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[]", "is empty"),
        ("- {check: a, table: phrases, needs: [], severity: info, why: W., failing: SELECT 1}", "unknown table"),
        ("- {check: a, table: claims, severity: info, why: W., failing: SELECT 1}", "missing required field `needs`"),
        ("- {check: a, table: claims, needs: [], severity: bad, why: W., failing: SELECT 1}", "Invalid enum value"),
    ],
)
def test_a_file_that_is_not_understood_is_refused(tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / "across-tables.yaml").write_text(text, "utf-8")
    with pytest.raises(ContractError, match=told):
        read_queries(tmp_path / "across-tables.yaml")


def test_rows_that_share_part_of_a_key_are_told_apart(sample: ModuleType) -> None:
    failing = "SELECT document_id, sentence_index FROM sentences WHERE sentence_index = 2"
    query = Query("third", "sentences", [], "info", "For a reason.", failing)
    tables = sample.tables(sample.corpus())
    (one,) = check_across(tables, (query,))
    shown = tables["sentences"].column("sentence_index").to_pylist()
    assert list(one.rows) == [row for row, index in enumerate(shown) if index == 2]
    assert one.unexpected_count == len(one.rows) > 0
