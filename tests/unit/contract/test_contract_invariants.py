"""The invariants between texts, ledger and offsets: each can fail, and names the row."""

from __future__ import annotations

from itertools import pairwise
from types import ModuleType
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from depeche.contract import Finding, check_invariants, to_table
from depeche.contract.invariants import _partitions


def _failed(tables: dict[str, pa.Table]) -> list[Finding]:
    return [one for one in check_invariants(tables) if not one.success]


def test_the_sample_corpus_passes(sample: ModuleType) -> None:
    assert _failed(sample.tables(sample.corpus())) == []


def test_empty_tables_pass(sample: ModuleType) -> None:
    assert _failed({name: to_table(name, []) for name in sample.corpus()}) == []


def test_missing_tables_leave_their_checks_out(sample: ModuleType) -> None:
    assert check_invariants({"entities": to_table("entities", [])}) == []


_SPOILT: list[tuple[str, int, dict[str, Any], str]] = [
    ("documents", 2, {"disposition_reason": None}, "disposition_has_a_reason"),
    ("documents", 2, {"duplicate_of": None}, "duplicate_names_its_original"),
    ("documents", 2, {"duplicate_of": "doc-3"}, "duplicate_names_its_original"),
    ("documents", 0, {"duplicate_of": "doc-2"}, "duplicate_names_its_original"),
    ("documents", 3, {"disposition": "article"}, "disposition_agrees_with_articles"),
    ("mentions", 0, {"surface": "Lise Arnaud"}, "surface_is_verbatim"),
    ("mentions", 0, {"end": 9_999}, "offsets_are_in_the_text"),
    ("mentions", 0, {"start": -1}, "offsets_are_in_the_text"),
    ("affiliations", 0, {"role_surface": "directeur"}, "surface_is_verbatim"),
    ("affiliations", 0, {"person_end": None}, "offsets_are_in_the_text"),
    ("quotes", 0, {"text": "Je pars tranquille"}, "surface_is_verbatim"),
    ("quotes", 0, {"speaker_surface": "il"}, "surface_is_verbatim"),
    ("event_mentions", 0, {"trigger": "partie"}, "surface_is_verbatim"),
    ("event_mentions", 0, {"source_surface": "L'Écho"}, "surface_is_verbatim"),
    ("event_arguments", 0, {"surface": "la directrice"}, "surface_is_verbatim"),
    ("claims", 0, {"surface": "300 personnes"}, "surface_is_verbatim"),
    ("sentences", 0, {"end": 0}, "offsets_are_in_the_text"),
    ("event_relations", 0, {"left_id": "evm-9"}, "ends_are_known"),
    ("event_relations", 0, {"left_id": "clm-0"}, "ends_are_known"),
    ("event_relations", 0, {"left_id": "evm-0"}, "ends_are_known"),
]


@pytest.mark.parametrize(("table", "row", "change", "check"), _SPOILT)
def test_a_planted_error_fails_its_check_alone(
    sample: ModuleType, table: str, row: int, change: dict[str, Any], check: str
) -> None:
    rows = sample.corpus()
    rows[table][row] |= change
    (one,) = _failed(sample.tables(rows))
    assert (one.table, one.check) == (table, f"invariant.{check}")
    assert one.rows == (row,)


def test_a_cue_that_is_not_at_its_place_is_found(sample: ModuleType) -> None:
    rows = sample.corpus()
    rows["event_mentions"][0]["cues"][0]["surface"] = "d'après"
    assert [one.check for one in _failed(sample.tables(rows))] == ["invariant.surface_is_verbatim"]


def test_a_lost_paragraph_is_found(sample: ModuleType) -> None:
    rows = sample.corpus()
    rows["removed_spans"] = rows["removed_spans"][1:]
    (one,) = _failed(sample.tables(rows))
    assert (one.table, one.check, one.rows) == ("articles", "invariant.raw_text_is_partitioned", (0,))


def test_a_stretch_that_is_kept_and_cut_is_found(sample: ModuleType) -> None:
    rows = sample.corpus()
    kept = rows["segments"][0]
    title = rows["articles"][0]["title"]
    cut = {"raw_start": kept["raw_start"], "raw_end": kept["raw_end"], "text": title}
    rows["removed_spans"].append(rows["removed_spans"][0] | cut)
    assert [one.check for one in _failed(sample.tables(rows))] == ["invariant.raw_text_is_partitioned"]


def test_an_invented_sentence_is_found(sample: ModuleType) -> None:
    rows = sample.corpus()
    rows["articles"][0]["text"] += " Cette phrase n'a jamais été publiée."
    assert [one.check for one in _failed(sample.tables(rows))] == ["invariant.text_is_made_of_segments"]


def test_a_copy_that_is_not_verbatim_is_found(sample: ModuleType) -> None:
    rows = sample.corpus()
    rows["documents"][1]["raw_text"] = rows["documents"][1]["raw_text"].replace("300", "400")
    assert [(one.table, one.check) for one in _failed(sample.tables(rows))] == [("segments", "invariant.is_verbatim")]


def test_a_ledger_that_differs_from_the_raw_text_is_found(sample: ModuleType) -> None:
    rows = sample.corpus()
    rows["removed_spans"][0]["text"] = "Partager sur les RÉSEAUX"
    assert [(one.table, one.check) for one in _failed(sample.tables(rows))] == [
        ("removed_spans", "invariant.is_verbatim")
    ]


@given(st.text(alphabet="aé\n «😀", max_size=40), st.lists(st.integers(0, 40), max_size=8))
def test_cutting_a_text_anywhere_partitions_it(text: str, cuts: list[int]) -> None:
    at = sorted({0, len(text), *(cut for cut in cuts if cut < len(text))})
    spans = [(start, end) for start, end in pairwise(at) if text[start:end].strip()]
    assert _partitions(text, spans)


@given(st.text(alphabet="aé\n «😀", min_size=1, max_size=40), st.data())
def test_a_lost_character_is_always_seen(text: str, data: st.DataObject) -> None:
    lost = data.draw(st.integers(0, len(text) - 1))
    spans = [(index, index + 1) for index in range(len(text)) if index != lost]
    assert _partitions(text, spans) == (not text[lost].strip())


def test_an_argument_of_an_unknown_mention_points_nowhere(sample: ModuleType) -> None:
    rows = sample.corpus()
    rows["event_arguments"][0]["event_mention_id"] = "evm-9"
    (one,) = _failed(sample.tables(rows))
    assert (one.table, one.check) == ("event_arguments", "invariant.offsets_are_in_the_text")


@pytest.mark.parametrize("column", ["raw_start", "raw_end"])
def test_a_stretch_without_offset_is_no_partition(sample: ModuleType, column: str) -> None:
    rows = sample.corpus()
    rows["removed_spans"][0][column] = None
    checks = {one.check for one in _failed(sample.tables(rows))}
    assert checks == {"invariant.is_verbatim", "invariant.raw_text_is_partitioned"}


def test_rows_of_a_document_are_found_in_any_order(sample: ModuleType) -> None:
    tables = sample.tables(sample.corpus())
    backwards = {
        name: data.take(pa.array(range(data.num_rows - 1, -1, -1), type=pa.int64())) for name, data in tables.items()
    }
    assert _failed(backwards) == []
