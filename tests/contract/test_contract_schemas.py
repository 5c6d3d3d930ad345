"""The declarations: they load, are valid ODCS, promise what they must, and agree with `depeche.model`."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import get_args, get_type_hints

import pytest
from datacontract.data_contract import DataContract

from depeche import model, paths
from depeche.contract import SCHEMA_VERSION, TABLE_NAMES, load_contract
from depeche.contract.dictionary import PAGE, render
from depeche.quality import CheckResult, load_suites
from depeche.resolve.vocabulary import event_types

# What dashboards and programs of others read. A name may be added here, never taken away without a new major version.
PROMISED = {
    "documents": "document_id source_uri url media_type encoding size_bytes content_sha256 raw_text collected_at "
    "disposition disposition_reason duplicate_of",
    "articles": "document_id title text language language_confidence published_on published_granularity "
    "published_basis outlet byline word_count sentence_count kept_ratio near_duplicate_of story_id "
    "quality_flags",
    "segments": "document_id segment_index kind raw_start raw_end start end",
    "removed_spans": "document_id raw_start raw_end text category rule",
    "sentences": "document_id sentence_index start end",
    "mentions": "mention_id document_id sentence_index start end surface label entity_id method confidence",
    "entities": "entity_id name label wikidata_id aliases description mention_count document_count first_published_on "
    "last_published_on",
    "affiliations": "affiliation_id document_id sentence_index start end person_id role role_surface organization_id "
    "status",
    "quotes": "quote_id document_id start end text kind speaker_id speaker_surface cue is_unconfirmed",
    "event_mentions": "event_mention_id event_id document_id sentence_index start end trigger type polarity realis "
    "source_id source_surface date_start date_end date_granularity date_basis date_surface confidence "
    "method",
    "event_arguments": "event_mention_id role entity_id surface start end",
    "events": "event_id type label status date_start date_end date_granularity participant_ids mention_count "
    "document_count independent_source_count first_published_on",
    "event_relations": "relation_id kind left_id right_id reason",
    "claims": "claim_id document_id sentence_index start end surface measure value value_max unit comparator "
    "subject_surface entity_id claim_group is_contested",
    "id_changes": "kind old_id successor_index new_id reason shared_count",
    "rejections": "rejection_id release_id stage table row_key reason detail row_json",
    "quality_results": "release_id table check severity success evaluated_count unexpected_count example_keys",
    "releases": "release_id created_at schema_version code_version model_versions input_fingerprint row_counts "
    "previous_release_id status",
}

_VOCABULARIES = [
    ("documents", "disposition", model.Disposition),
    ("segments", "kind", model.SegmentKind),
    ("mentions", "label", model.Label),
    ("mentions", "method", model.MentionMethod),
    ("entities", "label", model.Label),
    ("affiliations", "status", model.AffiliationStatus),
    ("quotes", "kind", model.QuoteKind),
    ("event_mentions", "polarity", model.Polarity),
    ("event_mentions", "realis", model.Realis),
    ("event_mentions", "date_basis", model.DateBasis),
    ("event_mentions", "date_granularity", model.Granularity),
    ("events", "date_granularity", model.Granularity),
    ("events", "status", get_type_hints(model.Event)["status"]),
    ("event_relations", "kind", get_type_hints(model.EventRelation)["kind"]),
    ("claims", "comparator", model.Comparator),
]


@pytest.mark.parametrize("table", TABLE_NAMES)
def test_every_promised_column_is_declared(table: str) -> None:
    assert set(PROMISED[table].split()) <= set(load_contract().tables[table].column)


@pytest.mark.parametrize(("table", "column", "literal"), _VOCABULARIES)
def test_a_vocabulary_equals_the_literal_of_the_records(table: str, column: str, literal: object) -> None:
    assert load_contract().tables[table].column[column].vocabulary == get_args(literal)


@pytest.mark.parametrize(
    ("table", "record"),
    [
        ("documents", model.Document),
        ("entities", model.Entity),
        ("events", model.Event),
        ("quality_results", CheckResult),
    ],
)
def test_a_record_that_is_a_row_has_the_columns_of_its_table(table: str, record: type) -> None:
    assert {field.name for field in dataclasses.fields(record)} == set(load_contract().tables[table].column)


def test_the_table_vocabulary_names_every_table() -> None:
    for table in ("rejections", "quality_results"):
        assert load_contract().tables[table].column["table"].vocabulary == TABLE_NAMES


def test_event_types_of_mentions_and_events_are_the_same() -> None:
    tables = load_contract().tables
    types = tables["event_mentions"].column["type"].vocabulary
    assert types is not None
    assert types == tables["events"].column["type"].vocabulary


def test_every_event_type_has_rules_of_how_it_is_put_together() -> None:
    assert set(event_types().types) == set(load_contract().tables["event_mentions"].column["type"].vocabulary or ())


def test_every_reference_leads_to_a_whole_key() -> None:
    tables = load_contract().tables
    for table in tables.values():
        for reference in table.references:
            assert set(reference.target_columns) == set(tables[reference.target_table].primary_key)


def test_names_carry_their_type() -> None:
    for table in load_contract().tables.values():
        for column in table.columns:
            if column.name.endswith("_on") or column.name in ("date_start", "date_end"):
                assert str(column.type) == "date32[day]"
            elif column.name.endswith("_at"):
                assert str(column.type) == "timestamp[us, tz=UTC]"
            elif column.name.endswith(("_count", "_index", "_start", "_end")) or column.name in ("start", "end"):
                assert str(column.type) == "int64"
            elif column.name.startswith("is_"):
                assert str(column.type) == "bool"


def test_every_nullable_column_says_what_null_means() -> None:
    silent = [
        f"{table.name}.{column.name}"
        for table in load_contract().tables.values()
        for column in table.columns
        if column.nullable and "Null " not in column.description
    ]
    assert silent == []


def test_every_table_has_a_suite() -> None:
    assert set(load_suites()) == set(TABLE_NAMES)


def test_the_data_dictionary_is_up_to_date() -> None:
    page = Path(__file__).parents[2] / PAGE
    assert page.read_text("utf-8") == render(), "run python -m depeche.contract.dictionary"


def test_the_arrow_schema_carries_meaning_and_version() -> None:
    schema = load_contract().tables["articles"].arrow_schema
    assert schema.metadata[b"schema_version"].decode() == SCHEMA_VERSION
    assert schema.field("kept_ratio").metadata[b"unit"] == b"share"
    assert schema.field("title").metadata[b"description"].startswith(b"Title")


def test_every_declaration_is_valid_odcs() -> None:
    for table in TABLE_NAMES:
        run = DataContract(data_contract_file=str(paths.SCHEMAS / f"{table}.yaml")).lint()
        assert run.result == "passed", (table, [check.reason for check in run.checks])
