"""Read `schemas/*.yaml` (Open Data Contract Standard 3.1, one table a file) and refuse whatever is not understood.

Only the part of the standard that this project uses is accepted: an unknown key, a missing one or an unknown type is
an error, so that nothing that a file says is silently without effect.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

import msgspec
import pyarrow as pa
import yaml

from depeche import paths
from depeche.contract.declaration import SCHEMA_VERSION, TABLE_NAMES, Column, Contract, Reference, Table
from depeche.errors import ContractError

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the same documents, ten times as fast where there is libyaml

_ARROW_TYPES = {
    ("string", "string"): pa.string(),
    ("integer", "bigint"): pa.int64(),
    ("number", "double"): pa.float64(),
    ("boolean", "boolean"): pa.bool_(),
    ("date", "date"): pa.date32(),
    ("timestamp", "timestamp_tz"): pa.timestamp("us", tz="UTC"),
}


class _Strict(msgspec.Struct, forbid_unknown_fields=True, rename="camel"):
    """A part of the file; keys that are not listed are refused."""


class _Values(_Strict):
    valid_values: list[str]


class _Rule(_Strict):
    type: Literal["library"]
    metric: Literal["invalidValues"]
    must_be: Literal[0]
    arguments: _Values


class _Custom(_Strict):
    property: Literal["unit"]
    value: str


class _ColumnReference(_Strict):
    type: Literal["foreignKey"]
    to: str


class _TableReference(_Strict):
    type: Literal["foreignKey"]
    to: list[str]
    from_: list[str] = msgspec.field(name="from")


class _Options(_Strict):
    pattern: str | None = None
    timezone: Literal[True] | None = None
    default_timezone: Literal["Etc/UTC"] | None = None


class _Items(_Strict):
    logical_type: Literal["string", "object"]
    physical_type: Literal["string", "struct"]
    properties: list[_Property] = []
    quality: list[_Rule] = []


class _Property(_Strict):
    name: str
    logical_type: str
    physical_type: str
    required: bool
    description: str
    primary_key: bool = False
    primary_key_position: int | None = None
    logical_type_options: _Options = msgspec.field(default_factory=_Options)
    custom_properties: list[_Custom] = []
    relationships: list[_ColumnReference] = []
    quality: list[_Rule] = []
    items: _Items | None = None


class _Object(_Strict):
    name: str
    logical_type: Literal["object"]
    physical_type: Literal["table"]
    data_granularity_description: str
    description: str
    properties: list[_Property]
    relationships: list[_TableReference] = []


class _Purpose(_Strict):
    purpose: str


class _Document(_Strict):
    api_version: Literal["v3.1.0"]
    kind: Literal["DataContract"]
    id: str
    name: str
    version: str
    status: Literal["active"]
    description: _Purpose
    schema_: list[_Object] = msgspec.field(name="schema")


@cache
def load_contract() -> Contract:
    """Return the contract of this installation; read once."""
    return read_contract(paths.SCHEMAS)


def read_contract(folder: Path) -> Contract:
    """Read all tables of a folder, which must declare exactly TABLE_NAMES; references must lead somewhere."""
    found = {path.stem for path in folder.glob("*.yaml")}
    if found != set(TABLE_NAMES):
        odd = ", ".join(sorted(found ^ set(TABLE_NAMES)))
        raise ContractError(
            f"The folder {folder.name} must declare exactly the tables of the contract; missing or too many: {odd}."
        )
    tables = {name: read_table(folder / f"{name}.yaml") for name in TABLE_NAMES}
    for table in tables.values():
        for reference in table.references:
            _check_target(table, reference, tables)
    return Contract(MappingProxyType(tables))


def read_table(path: Path) -> Table:
    """Read one declaration. ContractError names the place when something is missing, unknown or out of bounds."""
    try:
        text = path.read_text("utf-8")
        document = msgspec.convert(yaml.load(text, Loader=_LOADER), _Document)  # noqa: S506 - safe either way
    except (msgspec.ValidationError, yaml.YAMLError) as error:
        raise ContractError(f"{path.name} is no table declaration: {error}.", table=path.stem) from error
    if document.version != SCHEMA_VERSION:
        raise ContractError(
            f"{path.name} has version {document.version}, the code {SCHEMA_VERSION}: raise both.", table=path.stem
        )
    if len(document.schema_) != 1 or not path.stem == document.name == document.schema_[0].name:
        raise ContractError(f"{path.name} must declare one table, of the file's name.", table=path.stem)
    return _table(document, document.schema_[0])


def _table(document: _Document, body: _Object) -> Table:
    """Build the table and check what concerns it alone."""
    name = body.name
    if not body.description.startswith("One row per "):
        raise ContractError(f'The description of {name} must start with "One row per".', table=name)
    columns = tuple(_column(name, declared) for declared in body.properties)
    if len({column.name for column in columns}) != len(columns):
        raise ContractError(f"{name} declares a column twice.", table=name)
    keyed = sorted(
        (declared.primary_key_position or 0, declared.name) for declared in body.properties if declared.primary_key
    )
    if not keyed or [position for position, _ in keyed] != list(range(1, len(keyed) + 1)):
        raise ContractError(f"{name} needs a primary key with positions 1, 2 …", table=name)
    single = [_reference(name, [column.name], [column.references]) for column in columns if column.references]
    several = [_reference(name, [_last(name, part) for part in whole.from_], whole.to) for whole in body.relationships]
    return Table(
        name=name,
        purpose=document.description.purpose,
        grain=body.data_granularity_description,
        description=body.description,
        columns=columns,
        primary_key=tuple(key for _, key in keyed),
        references=(*single, *several),
    )


def _column(table: str, declared: _Property) -> Column:
    """Build one column with its Arrow type."""

    def refuse(what: str) -> ContractError:
        return ContractError(f"{table}.{declared.name}: {what}.", table=table, column=declared.name)

    if not declared.description.strip():
        raise refuse("the description is empty")
    if declared.primary_key and not declared.required:
        raise refuse("a key column must be required")
    if max(len(declared.quality), len(declared.relationships), len(declared.custom_properties)) > 1:
        raise refuse("more than one rule, reference or unit")
    fields: tuple[Column, ...] = ()
    if declared.items is not None:
        fields = tuple(_column(table, field) for field in declared.items.properties)
    rules = declared.quality or (declared.items.quality if declared.items else [])
    pattern = declared.logical_type_options.pattern
    if pattern is not None:
        _compile(pattern, refuse)
    return Column(
        name=declared.name,
        type=_arrow_type(declared, fields, refuse),
        nullable=not declared.required,
        description=declared.description,
        unit=declared.custom_properties[0].value if declared.custom_properties else None,
        vocabulary=tuple(rules[0].arguments.valid_values) if rules else None,
        pattern=pattern,
        references=declared.relationships[0].to if declared.relationships else None,
        fields=fields,
    )


def _compile(pattern: str, refuse: Any) -> None:
    try:
        re.compile(pattern)
    except re.error as error:
        raise refuse(f"the pattern is no regular expression ({error})") from error


def _arrow_type(declared: _Property, fields: tuple[Column, ...], refuse: Any) -> pa.DataType:
    """Return the Arrow type that the pair of logical and physical type stands for."""
    if declared.items is not None:
        kinds = (
            declared.logical_type,
            declared.physical_type,
            declared.items.logical_type,
            declared.items.physical_type,
        )
        if kinds == ("array", "array", "string", "string") and not fields:
            return pa.list_(pa.field("element", pa.string(), nullable=False))
        if kinds == ("array", "array", "object", "struct") and fields:
            struct = pa.struct([pa.field(field.name, field.type, nullable=field.nullable) for field in fields])
            return pa.list_(pa.field("element", struct, nullable=False))
        raise refuse("a list must hold strings or structures with properties")
    known = _ARROW_TYPES.get((declared.logical_type, declared.physical_type))
    if known is None:
        raise refuse(f"unknown pair of types {declared.logical_type}, {declared.physical_type}")
    return known


def _reference(table: str, columns: list[str], targets: list[str]) -> Reference:
    """Build a reference; `targets` are written table.column and must name one table."""
    split = [target.partition(".") for target in targets]
    if len({target_table for target_table, _, _ in split}) != 1 or len(columns) != len(targets):
        raise ContractError(f"{table}: a reference must lead from some columns to as many of one table.", table=table)
    return Reference(tuple(columns), split[0][0], tuple(column for _, _, column in split))


def _last(table: str, part: str) -> str:
    """Return the column of `table.column`, which must be of this table."""
    prefix, _, column = part.partition(".")
    if prefix != table or not column:
        raise ContractError(f"{table}: {part} must be written {table}.column.", table=table)
    return column


def _check_target(table: Table, reference: Reference, tables: dict[str, Table]) -> None:
    """Refuse a reference from or to something that is not declared."""
    target = tables.get(reference.target_table)
    if (
        target is None
        or not set(reference.target_columns) <= set(target.column)
        or not set(reference.columns) <= set(table.column)
    ):
        to = ", ".join(reference.target_columns)
        raise ContractError(
            f"{table.name}: the reference to {reference.target_table} ({to}) leads nowhere.", table=table.name
        )
