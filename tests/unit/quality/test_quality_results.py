"""From outcomes to rows: examples, rejections, and the row as JSON."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from types import ModuleType

from depeche.contract import load_contract
from depeche.quality.results import Outcome, rejections, result, row_json


def _outcome(**changes: object) -> Outcome:
    given = {"table": "sentences", "check": "a_check", "severity": "warning", "why": "For a reason.", "success": False}
    return Outcome(**{**given, "evaluated_count": 8, "unexpected_count": 7, "rows": range(7), **changes})  # type: ignore[arg-type]


def test_examples_are_the_first_five_keys(sample: ModuleType) -> None:
    data = sample.tables(sample.corpus())["sentences"]
    found = result(_outcome(), data, load_contract().tables["sentences"].primary_key, release_id="r1")
    assert found.example_keys == ("doc-1|0", "doc-1|1", "doc-1|2", "doc-1|3", "doc-2|0")
    assert found.release_id == "r1"


def test_a_failed_check_rejects_each_row_with_its_reason(sample: ModuleType) -> None:
    data = sample.tables(sample.corpus())["sentences"]
    found = rejections(_outcome(rows=[1], detail="values: 3"), data, ("document_id", "sentence_index"))
    (one,) = found
    assert (one.stage, one.table, one.row_key, one.reason) == ("validate", "sentences", "doc-1|1", "a_check")
    assert one.detail == "warning: values: 3"
    assert json.loads(one.row_json or "")["sentence_index"] == 1


def test_a_check_that_passes_by_its_tolerance_rejects_nothing(sample: ModuleType) -> None:
    data = sample.tables(sample.corpus())["sentences"]
    assert rejections(_outcome(success=True), data, ("document_id",)) == []


def test_a_measurement_rejects_nothing(sample: ModuleType) -> None:
    data = sample.tables(sample.corpus())["sentences"]
    assert rejections(_outcome(severity="info", rows=[1]), data, ("document_id",)) == []


def test_a_row_becomes_json_with_long_texts_shortened() -> None:
    row = {"text": "é" * 500, "at": datetime(2024, 3, 1, tzinfo=UTC), "on": date(2024, 3, 1), "x": float("nan")}
    told = json.loads(row_json({**row, "cues": [{"surface": "selon"}], "none": None}))
    assert told["text"] == "é" * 200 + "…"
    assert (told["at"], told["on"], told["x"]) == ("2024-03-01T00:00:00+00:00", "2024-03-01", "nan")
    assert (told["cues"], told["none"]) == ([{"surface": "selon"}], None)
