"""All checks with Great Expectations: every expectation can fail and names the row; run errors are no bad data."""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from datetime import UTC, date, datetime
from types import ModuleType
from typing import Any

import pytest

from depeche import paths
from depeche.contract import TABLE_NAMES, load_contract, to_table
from depeche.errors import ContractError
from depeche.quality import Expectation, Suite, evaluate, load_suites
from depeche.quality.engine import Engine
from depeche.quality.results import Outcome, row_key

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def sample(sample_corpus: ModuleType) -> ModuleType:
    return sample_corpus


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine()


def _healthy(sample: ModuleType, table: str) -> dict[str, Any]:
    """Return one row of a table that meets every expectation."""
    if table == "quality_results":
        counts = {"evaluated_count": 4, "unexpected_count": 0, "example_keys": []}
        told = {"why": "Because it matters to readers.", "detail": None, "is_run_error": False}
        key = {"release_id": "r1", "table": "articles", "check": "a_check"}
        return {**key, "severity": "critical", "success": True, **counts, **told}
    row: dict[str, Any] = dict(sample.corpus()[table][0])
    if table == "sentences":
        row["end"] = 80
    return row


def _run(engine: Engine, table: str, rows: list[dict[str, Any]]) -> list[Outcome]:
    return engine.run(load_suites()[table], load_contract().tables[table], to_table(table, rows))


def _copies(table: str, row: dict[str, Any], number: int) -> Iterator[dict[str, Any]]:
    """Yield the row under different keys."""
    for copy in range(number):
        key = load_contract().tables[table].primary_key[-1]
        made = dict(row)
        made[key] = copy if isinstance(row[key], int) else f"{row[key]}-{copy}"
        for column in ("source_uri", "left_id"):
            if column in row:
                made[column] = f"{row[column]}-{copy}"
        if table == "removed_spans":
            made["raw_end"] = copy + row["raw_end"] - row["raw_start"]
        yield made


# table, check, what is changed in a healthy row, how many copies of the row there are, checks that must fail with it
_Case = tuple[str, str, dict[str, Any], int, set[str]]
_LONG = "mot " * 200
_CASES: list[_Case] = [
    ("documents", "source_uri_has_forward_slashes", {"source_uri": "lot\\page.txt"}, 1, set()),
    ("documents", "size_is_plausible", {"size_bytes": 30_000_000}, 1, set()),
    ("documents", "raw_text_length_is_plausible", {"raw_text": "a" * 2_000_001}, 1, set()),
    ("documents", "text_and_pages_prevail", {"media_type": "application/pdf"}, 20, set()),
    ("documents", "encoding_is_known", {"encoding": None}, 1, set()),
    ("documents", "collected_at_is_plausible", {"collected_at": datetime(1970, 1, 1, tzinfo=UTC)}, 1, set()),
    ("documents", "articles_need_no_reason", {"disposition_reason": "error_page"}, 1, set()),
    ("documents", "reason_is_short", {"disposition": "duplicate", "disposition_reason": _LONG}, 1, set()),
    ("documents", "duplicates_are_few", {"disposition": "duplicate"}, 20, {"articles_prevail"}),
    ("documents", "rejected_are_few", {"disposition": "rejected"}, 20, {"articles_prevail"}),
    ("documents", "articles_prevail", {"disposition": "rejected"}, 20, {"rejected_are_few"}),
    ("articles", "kept_ratio_is_a_share", {"kept_ratio": 1.5}, 1, {"kept_ratio_is_plausible"}),
    ("articles", "kept_ratio_is_plausible", {"kept_ratio": 0.05}, 1, set()),
    ("articles", "there_are_words", {"word_count": 0}, 1, {"word_count_is_plausible", "mean_word_count_is_plausible"}),
    ("articles", "word_count_is_plausible", {"word_count": 20_000}, 1, {"mean_word_count_is_plausible"}),
    ("articles", "mean_word_count_is_plausible", {"word_count": 40}, 1, set()),
    ("articles", "there_are_sentences", {"sentence_count": 0}, 1, set()),
    ("articles", "text_length_is_plausible", {"text": "a" * 200_001}, 1, set()),
    ("articles", "title_is_known", {"title": None}, 1, set()),
    ("articles", "title_length_is_plausible", {"title": "Un"}, 1, set()),
    ("articles", "language_confidence_is_a_share", {"language_confidence": 99.0}, 1, set()),
    ("articles", "articles_are_french", {"language": "en"}, 20, set()),
    ("articles", "language_is_known", {"language": None}, 1, set()),
    ("articles", "published_on_is_plausible", {"published_on": date(1910, 1, 1)}, 1, set()),
    ("articles", "dated_articles_have_a_granularity", {"published_granularity": None}, 1, set()),
    ("articles", "undated_articles_have_no_granularity", {"published_on": None}, 1, {"published_on_is_known"}),
    (
        "articles",
        "published_on_is_known",
        {"published_on": None, "published_granularity": None, "published_basis": None},
        1,
        set(),
    ),
    ("articles", "dated_articles_say_why", {"published_basis": None}, 1, set()),
    ("articles", "outlet_is_a_name", {"outlet": _LONG}, 1, set()),
    ("articles", "byline_is_names", {"byline": _LONG}, 1, set()),
    ("articles", "near_duplicates_are_few", {"near_duplicate_of": "doc-1"}, 1, set()),
    ("articles", "quality_flags_are_few", {"quality_flags": ["a", "b", "c", "d", "e"]}, 1, set()),
    ("segments", "segment_index_is_not_negative", {"segment_index": -1}, 1, set()),
    (
        "segments",
        "segment_is_not_empty",
        {"start": 5, "end": 5, "raw_start": 5, "raw_end": 5},
        1,
        {"segment_length_is_plausible"},
    ),
    ("segments", "copy_has_the_length_of_the_original", {"raw_end": 99}, 1, set()),
    ("segments", "segment_length_is_plausible", {"start": 0, "end": 7_000, "raw_start": 0, "raw_end": 7_000}, 1, set()),
    ("segments", "paragraphs_prevail", {"kind": "title"}, 50, set()),
    ("segments", "list_items_are_few", {"kind": "list_item"}, 50, {"paragraphs_prevail"}),
    ("removed_spans", "cut_is_not_empty", {"raw_start": 5, "raw_end": 5, "text": ""}, 1, {"cut_length_is_plausible"}),
    ("removed_spans", "ledger_has_the_length_of_the_cut", {"text": "Partager"}, 1, set()),
    ("removed_spans", "cut_length_is_plausible", {"raw_start": 0, "raw_end": 6_000, "text": "a" * 6_000}, 1, set()),
    ("removed_spans", "other_is_rare", {"category": "other"}, 50, set()),
    ("removed_spans", "rule_is_a_name", {"rule": _LONG}, 1, set()),
    (
        "sentences",
        "sentence_is_not_empty",
        {"start": 5, "end": 5},
        1,
        {"sentence_length_is_plausible", "mean_sentence_length_is_plausible"},
    ),
    ("sentences", "sentence_index_is_not_negative", {"sentence_index": -1, "end": 80}, 1, set()),
    ("sentences", "sentence_length_is_plausible", {"end": 900}, 1, {"mean_sentence_length_is_plausible"}),
    ("sentences", "mean_sentence_length_is_plausible", {"end": 400}, 1, set()),
    ("mentions", "confidence_is_a_share", {"confidence": 1.1}, 1, set()),
    ("mentions", "sentence_index_is_not_negative", {"sentence_index": -1}, 1, set()),
    ("mentions", "surface_length_is_plausible", {"surface": "A"}, 1, set()),
    ("mentions", "surface_is_on_one_line", {"surface": "Lise\nArnoux"}, 1, set()),
    ("mentions", "surface_holds_a_letter_or_figure", {"surface": "…!"}, 1, set()),
    ("mentions", "mentions_are_linked", {"entity_id": None}, 1, set()),
    ("mentions", "misc_is_rare", {"label": "MISC"}, 50, {"people_and_organisations_are_named"}),
    ("mentions", "people_and_organisations_are_named", {"label": "LOC"}, 50, set()),
    ("mentions", "coreference_is_not_the_rule", {"method": "coreference"}, 50, set()),
    ("entities", "mentions_are_no_fewer_than_articles", {"document_count": 3}, 1, set()),
    ("entities", "counts_are_not_negative", {"document_count": -1}, 1, set()),
    ("entities", "wikidata_id_is_unique", {}, 2, {"wikidata_id_is_the_entity_id"}),
    ("entities", "wikidata_id_is_the_entity_id", {"wikidata_id": "Q900000002"}, 1, set()),
    ("entities", "last_is_not_before_first", {"last_published_on": date(2024, 3, 1)}, 1, set()),
    ("entities", "name_length_is_plausible", {"name": "A"}, 1, set()),
    ("entities", "entities_are_known_to_wikidata", {"wikidata_id": None}, 1, set()),
    ("entities", "aliases_are_bounded", {"aliases": [f"Nom {number}" for number in range(61)]}, 1, set()),
    ("affiliations", "sentence_index_is_not_negative", {"sentence_index": -1}, 1, set()),
    ("affiliations", "statement_is_short", {"end": 900}, 1, set()),
    ("affiliations", "person_is_named", {"person_start": None}, 1, set()),
    ("affiliations", "organization_is_linked", {"organization_id": None}, 1, set()),
    ("affiliations", "other_role_is_rare", {"role": "other"}, 20, set()),
    ("affiliations", "current_prevails", {"status": "former"}, 20, set()),
    ("affiliations", "role_wording_is_short", {"role_surface": _LONG}, 1, set()),
    ("quotes", "quote_length_is_plausible", {"text": "Ah"}, 1, set()),
    ("quotes", "speaker_is_named", {"speaker_surface": None}, 1, set()),
    ("quotes", "direct_speech_is_there", {"kind": "indirect"}, 20, set()),
    ("quotes", "unconfirmed_is_rare", {"is_unconfirmed": True}, 20, set()),
    ("quotes", "continuations_are_few", {"is_continuation": True}, 20, set()),
    ("quotes", "cue_is_short", {"cue": _LONG}, 1, set()),
    ("event_mentions", "confidence_is_a_share", {"confidence": -0.1}, 1, set()),
    ("event_mentions", "sentence_index_is_not_negative", {"sentence_index": -1}, 1, set()),
    ("event_mentions", "date_end_is_not_before_start", {"date_end": date(2024, 3, 1)}, 1, set()),
    ("event_mentions", "dated_events_have_a_granularity", {"date_granularity": None}, 1, set()),
    ("event_mentions", "no_basis_means_no_date", {"date_basis": "none"}, 1, set()),
    ("event_mentions", "date_is_plausible", {"date_start": date(1515, 9, 13)}, 1, set()),
    ("event_mentions", "actual_events_are_the_rule_not_all", {"realis": "PLANNED"}, 50, set()),
    ("event_mentions", "actual_events_are_the_rule_not_all", {"realis": "ACTUAL"}, 50, set()),
    ("event_mentions", "unconfirmed_is_rare", {"realis": "UNCONFIRMED"}, 50, {"actual_events_are_the_rule_not_all"}),
    ("event_mentions", "negation_is_rare", {"polarity": "negative"}, 50, {"actual_events_are_the_rule_not_all"}),
    (
        "event_mentions",
        "statements_do_not_prevail",
        {"type": "CONTACT.STATEMENT"},
        50,
        {"actual_events_are_the_rule_not_all"},
    ),
    ("event_mentions", "what_is_not_actual_has_a_cue", {"realis": "PLANNED", "cues": []}, 1, set()),
    ("event_mentions", "trigger_is_short", {"trigger": _LONG}, 1, set()),
    ("event_mentions", "events_are_dated", {"date_start": None, "date_end": None, "date_basis": "none"}, 1, set()),
    ("event_arguments", "argument_index_is_not_negative", {"argument_index": -1}, 1, {"arguments_are_few"}),
    ("event_arguments", "arguments_are_few", {"argument_index": 31}, 1, set()),
    ("event_arguments", "surface_is_short", {"surface": _LONG}, 1, set()),
    ("event_arguments", "arguments_are_linked", {"entity_id": None}, 1, set()),
    ("events", "events_are_mentioned", {"mention_count": 0}, 1, {"mentions_are_no_fewer_than_articles"}),
    ("events", "events_have_an_article", {"document_count": 0}, 1, {"sources_are_no_more_than_articles"}),
    ("events", "events_have_a_source", {"independent_source_count": 0}, 1, set()),
    ("events", "mentions_are_no_fewer_than_articles", {"document_count": 5}, 1, set()),
    ("events", "sources_are_no_more_than_articles", {"independent_source_count": 5}, 1, set()),
    ("events", "date_end_is_not_before_start", {"date_end": date(2024, 3, 1)}, 1, set()),
    ("events", "dated_events_have_a_granularity", {"date_granularity": None}, 1, set()),
    ("events", "date_is_plausible", {"date_start": date(1515, 9, 13)}, 1, set()),
    ("events", "label_is_a_line", {"label": _LONG}, 1, set()),
    ("events", "events_have_participants", {"participant_ids": []}, 1, set()),
    ("events", "participants_are_few", {"participant_ids": [f"ent-{number}" for number in range(41)]}, 1, set()),
    ("events", "statuses_differ", {"status": "planned"}, 50, set()),
    ("events", "contested_is_rare", {"status": "contested"}, 50, {"statuses_differ"}),
    ("event_relations", "reason_is_told", {"reason": "?"}, 1, set()),
    ("claims", "sentence_index_is_not_negative", {"sentence_index": -1}, 1, set()),
    ("claims", "value_is_plausible", {"value": 1e18, "measure": "money", "unit": "EUR"}, 1, set()),
    ("claims", "upper_bound_is_not_below_lower", {"value_max": 200.0, "comparator": "range"}, 1, set()),
    ("claims", "ranges_have_an_upper_bound", {"comparator": "range"}, 1, set()),
    ("claims", "only_ranges_have_an_upper_bound", {"value_max": 400.0}, 1, set()),
    ("claims", "headcount_is_not_negative", {"value": -3.0}, 1, set()),
    ("claims", "age_is_plausible", {"value": 131.0, "measure": "age", "unit": "year"}, 1, set()),
    ("claims", "percentage_is_plausible", {"value": 5_000.0, "measure": "share", "unit": "percent"}, 1, set()),
    ("claims", "money_has_a_currency", {"measure": "money"}, 1, set()),
    ("claims", "surface_is_short", {"surface": _LONG}, 1, set()),
    ("id_changes", "successor_index_is_not_negative", {"successor_index": -1}, 1, {"successors_are_few"}),
    ("id_changes", "successors_are_few", {"successor_index": 51}, 1, set()),
    ("id_changes", "removed_ids_have_no_successor", {"reason": "removed"}, 1, set()),
    ("id_changes", "ids_that_were_taken_over_have_a_successor", {"new_id": None}, 1, set()),
    ("id_changes", "successors_share_something", {"shared_count": 0}, 1, set()),
    ("rejections", "reason_is_a_name", {"reason": "?"}, 1, set()),
    ("rejections", "row_key_is_bounded", {"row_key": _LONG}, 1, set()),
    ("rejections", "row_is_bounded", {"row_json": "a" * 60_000}, 1, set()),
    ("rejections", "checks_reject_less_than_stages", {"stage": "validate"}, 50, set()),
    ("quality_results", "examples_are_few", {"example_keys": list("abcdef")}, 1, set()),
    ("quality_results", "counts_are_not_negative", {"unexpected_count": -1}, 1, set()),
    ("quality_results", "every_check_could_run", {"is_run_error": True}, 1, set()),
    ("quality_results", "no_critical_check_failed", {"success": False}, 1, set()),
    ("quality_results", "why_is_a_sentence", {"why": "Voilà."}, 1, set()),
    ("releases", "row_counts_are_json", {"row_counts": "{"}, 1, set()),
    ("releases", "model_versions_are_json", {"model_versions": "parser 3.8"}, 1, set()),
    ("releases", "code_version_is_short", {"code_version": _LONG}, 1, set()),
    ("releases", "fingerprint_is_a_hash", {"input_fingerprint": "abc"}, 1, set()),
    ("releases", "created_at_is_plausible", {"created_at": datetime(1970, 1, 1, tzinfo=UTC)}, 1, set()),
]
_OWN_TESTS = {
    ("documents", "there_are_documents"),
    ("documents", "source_uri_is_unique"),
    ("event_relations", "pair_stands_once"),
}


@pytest.mark.parametrize(
    ("table", "check", "change", "copies", "also"), _CASES, ids=[f"{table}.{check}" for table, check, *_ in _CASES]
)
def test_a_planted_error_fails_its_expectation_alone(
    engine: Engine, sample: ModuleType, table: str, check: str, change: dict[str, Any], copies: int, also: set[str]
) -> None:
    row = _healthy(sample, table) | change
    rows = [row] if copies == 1 else list(_copies(table, row, copies))
    outcomes = _run(engine, table, rows)
    failed = {one.check: one for one in outcomes if not one.success}
    assert set(failed) == {check} | also
    assert not any(one.is_run_error for one in outcomes)
    if failed[check].rows:
        assert failed[check].unexpected_count == copies
        assert failed[check].rows == list(range(copies))
    else:
        assert "observed" in str(failed[check].detail)


def test_every_expectation_has_a_case_that_makes_it_fail() -> None:
    declared = {(table, one.check) for table, suite in load_suites().items() for one in suite.expectations}
    assert {(table, check) for table, check, *_ in _CASES} | _OWN_TESTS == declared


@pytest.mark.parametrize("table", TABLE_NAMES)
def test_a_healthy_row_meets_every_expectation(engine: Engine, sample: ModuleType, table: str) -> None:
    assert [one for one in _run(engine, table, [_healthy(sample, table)]) if not one.success] == []


def test_an_address_that_stands_twice_is_found(engine: Engine, sample: ModuleType) -> None:
    row = _healthy(sample, "documents")
    outcomes = _run(engine, "documents", [row, row | {"document_id": "doc-9"}])
    assert [(one.check, one.rows) for one in outcomes if not one.success] == [("source_uri_is_unique", [0, 1])]


def test_a_pair_that_stands_twice_is_found(engine: Engine, sample: ModuleType) -> None:
    row = _healthy(sample, "event_relations")
    outcomes = _run(engine, "event_relations", [row, row | {"relation_id": "rel-9"}])
    assert [(one.check, one.rows) for one in outcomes if not one.success] == [("pair_stands_once", [0, 1])]


def test_a_tolerance_lets_few_rows_pass_and_counts_them(engine: Engine, sample: ModuleType) -> None:
    rows = list(_copies("mentions", _healthy(sample, "mentions"), 60))
    rows[7]["surface"] = "A"
    outcome = next(one for one in _run(engine, "mentions", rows) if one.check == "surface_length_is_plausible")
    assert (outcome.success, outcome.unexpected_count) == (True, 1)


def test_a_row_behind_a_condition_is_named_by_its_place_in_the_table(engine: Engine, sample: ModuleType) -> None:
    rows = list(_copies("claims", _healthy(sample, "claims"), 9))
    for row in rows[3:]:
        row |= {"measure": "age", "unit": "year", "value": 40.0}
    rows[6]["value"] = 400.0
    found = {one.check: list(one.rows) for one in _run(engine, "claims", rows) if not one.success}
    assert found == {"age_is_plausible": [6]}


def test_a_row_beside_missing_values_is_named_by_its_place_in_the_table(engine: Engine, sample: ModuleType) -> None:
    rows = list(_copies("events", _healthy(sample, "events"), 5))
    rows[0] |= {"date_start": None, "date_end": None, "date_granularity": None}
    rows[3]["date_end"] = date(2024, 3, 1)
    found = {one.check: list(one.rows) for one in _run(engine, "events", rows) if not one.success}
    assert found == {"date_end_is_not_before_start": [3]}


def test_a_misspelt_expectation_is_refused(engine: Engine) -> None:
    wrong = Expectation("expect_column_value_to_be_betwen", {"column": "value"}, "a_check", "Why.", "info")
    with pytest.raises(ContractError, match="there is no expect_column_value_to_be_betwen"):
        engine.compile(Suite("claims", (wrong,)))


def test_a_misspelt_argument_is_refused(engine: Engine) -> None:
    kwargs = {"column": "value", "minimum": 0}
    wrong = Expectation("expect_column_values_to_be_between", kwargs, "a_check", "Why.", "info")
    with pytest.raises(ContractError, match="wrong arguments"):
        engine.compile(Suite("claims", (wrong,)))


def test_as_many_expectations_are_loaded_as_are_declared(engine: Engine) -> None:
    for table, suite in load_suites().items():
        declared = json.loads((paths.EXPECTATIONS / f"{table}.json").read_text("utf-8"))["expectations"]
        assert len(engine.compile(suite).expectations) == len(declared)


def test_the_files_are_suites_of_great_expectations_itself(engine: Engine) -> None:
    import great_expectations as gx

    for table in TABLE_NAMES:
        file = json.loads((paths.EXPECTATIONS / f"{table}.json").read_text("utf-8"))
        assert len(gx.ExpectationSuite(**file).expectations) == len(file["expectations"])


def test_an_expectation_that_raises_is_a_run_error_and_blames_no_row(engine: Engine, sample: ModuleType) -> None:
    kwargs = {"column": "surface", "min_value": 0, "max_value": 1}
    wrong = Expectation("expect_column_mean_to_be_between", kwargs, "a_check", "Why.", "info")
    data = to_table("claims", [_healthy(sample, "claims")])
    (one,) = engine.run(Suite("claims", (wrong,)), load_contract().tables["claims"], data)
    assert (one.severity, one.success, one.is_run_error, one.unexpected_count) == ("critical", False, True, 0)
    assert "could not run" in str(one.detail)


def test_the_sample_corpus_passes_every_check_twice_alike(
    sample: ModuleType, capfd: pytest.CaptureFixture[str]
) -> None:
    tables = sample.tables(sample.corpus())
    report = evaluate(tables, release_id="r0001-aaaaaaaaaa")
    assert [one for one in report.results if not one.success] == []
    assert report.rejections == ()
    assert report.failed_critical == ()
    assert evaluate(tables, release_id="r0001-aaaaaaaaaa") == report
    assert capfd.readouterr() == ("", "")


def test_results_are_rows_of_the_contract(sample: ModuleType) -> None:
    report = evaluate(sample.tables(sample.corpus()), release_id="r0001-aaaaaaaaaa")
    names = list(load_contract().tables["quality_results"].column)
    rows = [{name: getattr(one, name) for name in names} for one in report.results]
    made = to_table("quality_results", rows)
    keys = [row_key(row, ("release_id", "table", "check")) for row in made.to_pylist()]
    assert len(set(keys)) == len(keys) == len(report.results)


def test_a_bad_row_is_reported_by_every_kind_of_check(sample: ModuleType) -> None:
    rows = sample.corpus()
    rows["articles"][0]["kept_ratio"] = 1.5
    rows["quotes"][0]["speaker_id"] = "ent-unknown"
    rows["claims"][0]["surface"] = "400 personnes"
    rows["articles"][1]["sentence_count"] = 7
    report = evaluate(sample.tables(rows), release_id="r1")
    assert report.failed_critical == (
        "articles.kept_ratio_is_a_share",
        "articles.across.sentence_count_agrees",
        "quotes.contract.reference.speaker_id",
        "claims.invariant.surface_is_verbatim",
    )
    found = {(one.table, one.row_key, one.reason) for one in report.rejections}
    assert ("articles", "doc-1", "kept_ratio_is_a_share") in found
    assert ("articles", "doc-2", "across.sentence_count_agrees") in found
    assert ("quotes", "quo-1", "contract.reference.speaker_id") in found
    assert ("claims", "clm-0", "invariant.surface_is_verbatim") in found


def test_warnings_do_not_forbid_publishing(sample: ModuleType) -> None:
    rows = sample.corpus()
    rows["articles"][0]["outlet"] = _LONG
    report = evaluate(sample.tables(rows), release_id="r1")
    assert [one.check for one in report.results if not one.success] == ["outlet_is_a_name"]
    assert report.failed_critical == ()


def test_empty_tables_fail_only_where_rows_are_asked_for() -> None:
    report = evaluate({name: to_table(name, []) for name in TABLE_NAMES}, release_id="r1")
    assert [one.check for one in report.results if not one.success] == ["there_are_documents"]


def test_tables_that_are_made_afterwards_may_be_missing(sample: ModuleType) -> None:
    tables = sample.tables(sample.corpus())
    for name in ("rejections", "quality_results", "releases"):
        del tables[name]
    assert evaluate(tables, release_id="r1").failed_critical == ()


def test_another_schema_is_one_failure_and_no_crash(sample: ModuleType) -> None:
    tables = sample.tables(sample.corpus())
    tables["entities"] = tables["entities"].drop_columns(["label"])
    report = evaluate(tables, release_id="r1")
    assert [one.check for one in report.results if one.table == "entities"] == ["contract.schema"]
    assert "entities.contract.schema" in report.failed_critical


def test_the_log_level_of_the_library_is_as_before(sample: ModuleType) -> None:
    logger = logging.getLogger("great_expectations")
    before = logger.level
    evaluate(sample.tables(sample.corpus()), release_id="r1")
    assert logger.level == before
