"""Read `expectations/<table>.json`, Great Expectations' own form, and refuse what Great Expectations would only log.

Great Expectations skips a misspelt expectation with a log line, and an empty suite passes. Here every file must be
understood as a whole; that the types exist and that as many expectations run as are declared is checked by `engine`,
which knows the library.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

import msgspec

from depeche import paths
from depeche.contract import Table, load_contract
from depeche.errors import ContractError
from depeche.quality.frames import flat_columns
from depeche.quality.results import Severity

_COLUMN_KEYS = ("column", "column_A", "column_B", "column_list", "column_set", "sum_total_column")


class _Meta(msgspec.Struct, forbid_unknown_fields=True):
    check: str
    why: str


class _Declared(msgspec.Struct, forbid_unknown_fields=True):
    type: str
    kwargs: dict[str, Any]
    meta: _Meta
    severity: Literal["critical", "warning", "info"]
    notes: str | None = None
    id: str | None = None


class _File(msgspec.Struct, forbid_unknown_fields=True):
    name: str
    expectations: list[_Declared]
    meta: dict[str, Any]
    notes: str | None = None
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Expectation:
    """One expectation: Great Expectations' type and arguments, our name for it, and why it is there."""

    type: str
    kwargs: Mapping[str, Any]
    check: str
    why: str
    severity: Severity

    @property
    def columns(self) -> frozenset[str]:
        """Name the columns of the flat frame that it reads."""
        named = (self.kwargs.get(key, []) for key in _COLUMN_KEYS)
        given = (column for one in named for column in ([one] if isinstance(one, str) else one))
        return frozenset((*given, *_condition_columns(self.kwargs.get("row_condition"))))


@dataclass(frozen=True, slots=True)
class Suite:
    """The expectations on one table, in the order of the file."""

    table: str
    expectations: tuple[Expectation, ...]


@cache
def load_suites() -> Mapping[str, Suite]:
    """Return the suite of every table of this installation; read once."""
    return read_suites(paths.EXPECTATIONS)


def read_suites(folder: Path) -> Mapping[str, Suite]:
    """Read one suite per table of the contract; a table without one, or one without a table, is a ContractError."""
    tables = load_contract().tables
    found = {path.stem for path in folder.glob("*.json")}
    odd = sorted(found ^ set(tables))
    if odd:
        raise ContractError(
            f"Every table needs one suite in {folder.name}/ and every suite a table; this fails for {', '.join(odd)}.",
            table=odd[0],
            hint="See docs/add-an-expectation.md.",
        )
    return MappingProxyType({name: read_suite(folder / f"{name}.json", table) for name, table in tables.items()})


def read_suite(path: Path, table: Table) -> Suite:
    """Read one suite; it must not be empty, and each expectation needs a severity, a name of its own and a reason."""
    try:
        file = msgspec.convert(json.loads(path.read_text("utf-8")), _File)
    except (msgspec.ValidationError, ValueError) as error:
        raise ContractError(f"{path.name} is no suite of expectations: {error}.", table=table.name) from error
    if file.name != table.name:
        raise ContractError(f"The suite in {path.name} is named {file.name!r}, not {table.name!r}.", table=table.name)
    if not file.expectations:
        raise ContractError(f"The suite in {path.name} is empty and would pass whatever the data.", table=table.name)
    names = [declared.meta.check for declared in file.expectations]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise ContractError(
            f"{path.name} uses the name {twice[0]!r} twice.",
            table=table.name,
            hint="Choose another meta.check for one of the two: see docs/add-an-expectation.md.",
        )
    return Suite(table.name, tuple(_expectation(table, declared) for declared in file.expectations))


def _expectation(table: Table, declared: _Declared) -> Expectation:
    """Check one expectation as far as that goes without Great Expectations."""
    name = f"{table.name}.{declared.meta.check}"
    if not declared.meta.check.replace("_", "").isalnum() or not declared.meta.why.strip().endswith("."):
        raise ContractError(
            f"{name}: `check` is a name of letters and underscores, `why` a sentence.", table=table.name
        )
    expectation = Expectation(declared.type, declared.kwargs, declared.meta.check, declared.meta.why, declared.severity)
    for column in sorted(expectation.columns - set(flat_columns(table))):
        raise ContractError(f"{name}: there is no column {column!r}.", table=table.name, column=column)
    if isinstance(declared.kwargs.get("row_condition"), str):
        raise ContractError(f"{name}: write row_condition as a structure, not as a text to be run.", table=table.name)
    return expectation


def _condition_columns(condition: object) -> Iterator[str]:
    """Yield the columns that a row_condition looks at, at any depth."""
    if isinstance(condition, list):
        for part in condition:
            yield from _condition_columns(part)
    elif isinstance(condition, dict):
        column = condition.get("column")
        if isinstance(column, dict):
            yield str(column.get("name"))
        yield from _condition_columns(condition.get("conditions"))
