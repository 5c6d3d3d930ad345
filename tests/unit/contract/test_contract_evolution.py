"""Additive and breaking changes, and reading tables of other schema versions."""

from __future__ import annotations

from dataclasses import replace
from types import MappingProxyType, ModuleType

import msgspec
import pyarrow as pa
import pytest

from depeche.contract import SCHEMA_VERSION, Column, Table, evolution, lift, load_contract, to_table
from depeche.contract.evolution import breaking_changes, check_readable, is_additive
from depeche.contract.record import (
    Record,
    RecordedColumn,
    RecordedTable,
    Version,
    describe,
    load_history,
    parse_version,
)
from depeche.errors import ContractError

_COLUMNS = {
    "claim_id": RecordedColumn("string"),
    "value": RecordedColumn("double", unit="person"),
    "kind": RecordedColumn("string", one_of=("a", "b")),
    "note": RecordedColumn("string", nullable=True),
}
_OLD = Record("1.0.0", {"claims": RecordedTable(("claim_id",), _COLUMNS)})


def _new(**changes: RecordedColumn | None) -> Record:
    """Return the record with columns changed, added, or left out (None)."""
    columns = {name: column for name, column in (_COLUMNS | changes).items() if column is not None}
    return Record("1.1.0", {"claims": RecordedTable(("claim_id",), columns)})


_ADDITIVE = {
    "nothing": _new(),
    "a column that may be null": _new(colour=RecordedColumn("string", nullable=True)),
    "a table": Record("1.1.0", {**_OLD.tables, "colours": RecordedTable(("id",), {"id": RecordedColumn("string")})}),
    "a value": _new(kind=RecordedColumn("string", one_of=("a", "c", "b"))),
    "no closed list any more": _new(kind=RecordedColumn("string")),
}


@pytest.mark.parametrize("new", _ADDITIVE.values(), ids=_ADDITIVE)
def test_what_adds_is_additive(new: Record) -> None:
    assert breaking_changes(_OLD, new) == ()
    assert is_additive(_OLD, new)


_FIRST = {"colour": RecordedColumn("string", nullable=True), **_COLUMNS}
_BREAKING = [
    (Record("1.1.0", {}), "The table claims is gone."),
    (_new(note=None), "claims.note is gone."),
    (_new(value=RecordedColumn("int64", unit="person")), "claims.value was of type double and is of type int64."),
    (_new(value=RecordedColumn("double", unit="percent")), "claims.value was measured in person and is in percent."),
    (_new(value=RecordedColumn("double", nullable=True, unit="person")), "claims.value may now be null."),
    (_new(note=RecordedColumn("string")), "claims.note may no longer be null."),
    (_new(kind=RecordedColumn("string", one_of=("a",))), "claims.kind can no longer be b."),
    (
        _new(note=RecordedColumn("string", nullable=True, one_of=("a",))),
        "claims.note had no closed list of values and has one.",
    ),
    (
        _new(colour=RecordedColumn("string")),
        "claims.colour is new and must not be null, but earlier releases do not have it.",
    ),
    (
        Record("1.1.0", {"claims": RecordedTable(("claim_id", "kind"), _COLUMNS)}),
        "The key of claims was claim_id and is claim_id, kind.",
    ),
    (
        Record("1.1.0", {"claims": RecordedTable(("claim_id",), _FIRST)}),
        "The columns of claims stand in another order; new ones go after the others.",
    ),
]


@pytest.mark.parametrize(("new", "told"), _BREAKING)
def test_what_takes_away_is_breaking_and_said_in_a_sentence(new: Record, told: str) -> None:
    assert breaking_changes(_OLD, new) == (told,)
    assert not is_additive(_OLD, new)


def test_a_changed_declaration_of_today_is_seen() -> None:
    table = load_contract().tables["claims"]
    columns = tuple(replace(column, type=pa.string()) if column.name == "value" else column for column in table.columns)
    contract = replace(load_contract(), tables={**load_contract().tables, "claims": replace(table, columns=columns)})
    assert breaking_changes(load_history()[Version(1, 0, 0)], describe(contract)) == (
        "claims.value was of type double and is of type string.",
    )


@pytest.mark.parametrize("text", ["1.0", "1.0.0.0", "v1.0.0", "1.0.x", "", "1.0.-1", "١.٠.٠"])
def test_what_is_no_version_is_refused(text: str) -> None:
    with pytest.raises(ContractError, match="no schema version"):
        parse_version(text)


def test_versions_are_numbers_not_texts() -> None:
    assert parse_version("1.10.0") > parse_version("1.9.3")


_TABLE = replace(load_contract().tables["event_relations"])


def _with_new_column() -> Table:
    new = Column("colour", pa.string(), nullable=True, description="Colour. Null where it has none.")
    return replace(_TABLE, columns=(*_TABLE.columns, new))


@pytest.fixture
def data(sample: ModuleType) -> pa.Table:
    return to_table("event_relations", sample.corpus()["event_relations"])


def test_a_table_of_this_version_stays_as_it_is(data: pa.Table) -> None:
    assert lift(_TABLE, data, from_version=SCHEMA_VERSION).equals(data, check_metadata=True)


def test_what_an_older_version_did_not_have_yet_is_null(data: pa.Table) -> None:
    lifted = lift(_with_new_column(), data, from_version="1.0.0")
    assert lifted.column("colour").to_pylist() == [None]
    assert lifted.select(data.column_names).equals(data)
    assert lifted.schema.metadata[b"schema_version"].decode() == SCHEMA_VERSION


def test_the_columns_asked_for_are_lifted_in_their_order(data: pa.Table) -> None:
    lifted = lift(_with_new_column(), data, from_version="1.0.0", columns=["colour", "kind"])
    assert lifted.column_names == ["colour", "kind"]


def test_what_an_older_version_had_may_not_be_missing(data: pa.Table) -> None:
    with pytest.raises(ContractError, match=r"event_relations\.reason is missing, which 1\.0\.0 has"):
        lift(_TABLE, data.drop_columns(["reason"]), from_version="1.0.0")


def test_what_this_version_has_may_not_be_missing(data: pa.Table) -> None:
    with pytest.raises(ContractError, match="colour is missing"):
        lift(_with_new_column(), data, from_version=SCHEMA_VERSION)


def test_a_table_that_an_older_version_did_not_have_yet_is_empty() -> None:
    table = load_contract().tables["id_changes"]
    assert lift(table, None, from_version="1.0.0").equals(table.arrow_schema.empty_table(), check_metadata=True)


@pytest.mark.parametrize(("table", "version"), [("claims", "1.0.0"), ("id_changes", SCHEMA_VERSION)])
def test_a_table_that_a_version_has_may_not_be_missing(table: str, version: str) -> None:
    with pytest.raises(ContractError, match=f"The table {table} is missing"):
        lift(load_contract().tables[table], None, from_version=version)


def test_what_only_a_newer_minor_version_has_is_left_out(data: pa.Table) -> None:
    newer = data.append_column("shape", pa.array(["round"]))
    assert lift(_TABLE, newer, from_version="1.99.0").equals(data, check_metadata=True)


@pytest.mark.parametrize("version", ["1.0.0", SCHEMA_VERSION])
def test_a_column_that_no_version_declared_is_not_dropped_silently(data: pa.Table, version: str) -> None:
    with pytest.raises(ContractError, match="does not: shape"):
        lift(_TABLE, data.append_column("shape", pa.array(["round"])), from_version=version)


def test_another_type_is_refused(data: pa.Table) -> None:
    odd = data.set_column(1, "kind", pa.array([1]))
    with pytest.raises(ContractError, match="kind is int64, not string"):
        lift(_TABLE, odd, from_version="1.0.0")


def test_an_older_major_version_without_migration_is_refused(data: pa.Table) -> None:
    with pytest.raises(ContractError, match=r"follows schema version 0\.9\.0") as caught:
        lift(_TABLE, data, from_version="0.9.0")
    assert "There is no migration from 0.9.0" in str(caught.value.hint)


def test_an_older_major_version_with_a_migration_is_refused_and_the_migration_named(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def tables_of_1(tables: object) -> object:
        return tables

    monkeypatch.setattr(evolution, "MIGRATIONS", MappingProxyType({0: tables_of_1}))
    with pytest.raises(ContractError) as caught:
        check_readable("0.9.0")
    assert "tables_of_1" in str(caught.value.hint)


def test_a_newer_major_version_asks_for_a_newer_program() -> None:
    with pytest.raises(ContractError) as caught:
        check_readable("99.0.0")
    assert caught.value.hint == "Install a newer version of Dépêche."


def test_a_record_says_what_programs_rely_on() -> None:
    record = describe(load_contract())
    assert record.version == SCHEMA_VERSION
    claims = record.tables["claims"]
    assert claims.key == ("claim_id",)
    assert claims.columns["value_max"] == RecordedColumn(
        "double", nullable=True, unit=load_contract().tables["claims"].column["value_max"].unit
    )
    assert msgspec.convert(msgspec.to_builtins(record), Record) == record
