"""Checks compiled from the declarations: each can fail, alone, and names the row."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import pyarrow as pa
import pytest

from depeche.contract import TABLE_NAMES, Finding, check_structure, load_contract, to_table


def _failed(tables: dict[str, pa.Table]) -> list[Finding]:
    return [one for one in check_structure(tables) if not one.success]


def _first_key(tables: dict[str, pa.Table], one: Finding) -> list[object]:
    key = load_contract().tables[one.table].primary_key
    return [tables[one.table].column(name)[one.rows[0]].as_py() for name in key]


def test_the_sample_corpus_passes(sample: ModuleType) -> None:
    assert _failed(sample.tables(sample.corpus())) == []


def test_empty_tables_pass() -> None:
    assert _failed({name: to_table(name, []) for name in TABLE_NAMES}) == []


_SPOILT: list[tuple[str, int, dict[str, Any], str, list[object]]] = [
    ("articles", 0, {"title": ""}, "contract.no_empty_string", ["doc-1"]),
    ("articles", 1, {"quality_flags": ["tronqué", ""]}, "contract.no_empty_string", ["doc-2"]),
    ("articles", 0, {"text": None}, "contract.not_null", ["doc-1"]),
    ("articles", 0, {"kept_ratio": float("nan")}, "contract.finite", ["doc-1"]),
    ("articles", 0, {"language": "Français"}, "contract.pattern.language", ["doc-1"]),
    ("articles", 0, {"near_duplicate_of": "doc-9"}, "contract.reference.near_duplicate_of", ["doc-1"]),
    ("documents", 0, {"content_sha256": "ABC"}, "contract.pattern.content_sha256", ["doc-1"]),
    ("segments", 1, {"kind": "footer"}, "contract.vocabulary.kind", ["doc-1", 1]),
    ("mentions", 2, {"entity_id": "ent-unknown"}, "contract.reference.entity_id", ["men-2"]),
    ("mentions", 0, {"sentence_index": 77}, "contract.reference.document_id+sentence_index", ["men-0"]),
    ("event_mentions", 0, {"realis": "CERTAIN"}, "contract.vocabulary.realis", ["evm-0"]),
    ("event_arguments", 0, {"role": "victim"}, "contract.vocabulary.role", ["evm-0", 0]),
    ("events", 0, {"participant_ids": ["ent-unknown"]}, "contract.reference.participant_ids", ["evt-1"]),
    ("events", 0, {"participant_ids": [None]}, "contract.not_null", ["evt-1"]),
    ("claims", 0, {"unit": "euros"}, "contract.pattern.unit", ["clm-0"]),
    ("claims", 1, {"value": float("inf")}, "contract.finite", ["clm-1"]),
    ("removed_spans", 0, {"category": "junk"}, "contract.vocabulary.category", ["doc-1", 0]),
]


@pytest.mark.parametrize(("table", "row", "change", "check", "key"), _SPOILT)
def test_a_planted_error_fails_its_check_alone(
    sample: ModuleType, table: str, row: int, change: dict[str, Any], check: str, key: list[object]
) -> None:
    rows = sample.corpus()
    rows[table][row] |= change
    tables = sample.tables(rows)
    (one,) = _failed(tables)
    assert (one.table, one.check, one.unexpected_count) == (table, check, 1)
    if table == "removed_spans":
        key = [key[0], rows[table][row]["raw_start"]]
    assert _first_key(tables, one) == key


def test_a_null_inside_a_structure_is_found(sample: ModuleType) -> None:
    rows = sample.corpus()
    rows["event_mentions"][0]["cues"][0]["rule"] = None
    (one,) = _failed(sample.tables(rows))
    assert (one.check, one.detail) == ("contract.not_null", "cues[].rule")


def test_a_repeated_key_fails_on_every_row_that_has_it(sample: ModuleType) -> None:
    rows = sample.corpus()
    rows["quotes"].append(dict(rows["quotes"][0]))
    (one,) = _failed(sample.tables(rows))
    assert (one.check, one.rows) == ("contract.key_is_unique", (0, 1))


def test_a_missing_table_is_one_finding(sample: ModuleType) -> None:
    tables = sample.tables(sample.corpus())
    del tables["quotes"]
    (one,) = _failed(tables)
    assert (one.table, one.check, one.detail) == ("quotes", "contract.schema", "the table is missing")


def test_tables_that_are_made_later_may_be_missing(sample: ModuleType) -> None:
    tables = sample.tables(sample.corpus())
    del tables["releases"]
    assert all(one.success for one in check_structure(tables, absent=frozenset({"releases"})))


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda t: t.drop_columns(["end"]), "missing: end"),
        (lambda t: t.append_column("colour", pa.nulls(len(t), pa.string())), "not declared: colour"),
        (lambda t: t.set_column(2, "start", t.column("start").cast(pa.int32())), "start is int32, not int64 not null"),
        (lambda t: t.select(["sentence_index", "document_id", "start", "end"]), "another order"),
    ],
)
def test_another_schema_is_one_finding_that_says_how(sample: ModuleType, change: Any, told: str) -> None:
    tables = sample.tables(sample.corpus())
    tables["sentences"] = change(tables["sentences"])
    found = [one for one in _failed(tables) if one.table == "sentences"]
    assert [one.check for one in found] == ["contract.schema"]
    assert told in str(found[0].detail)


def test_rows_are_bounded_and_counted_in_full(sample: ModuleType) -> None:
    rows = sample.corpus()
    template = rows["removed_spans"][0]
    rows["removed_spans"] = [template | {"raw_start": start, "rule": ""} for start in range(1_500)]
    (one,) = [found for found in _failed(sample.tables(rows)) if found.check == "contract.no_empty_string"]
    assert (one.unexpected_count, len(one.rows)) == (1_500, 1_000)
