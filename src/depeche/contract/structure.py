"""Checks compiled from the declarations: schema, key, nulls, empty strings, vocabularies, patterns, references.

A check never stops at the first bad row: it says which rows fail, so that each can be shown and kept as a rejection.
Not here: what must hold between texts and offsets (`invariants`), and what is plausible (`quality`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from depeche.contract.columns import Mask, Rows, dangling, flat, repeated, true
from depeche.contract.declaration import Column, Reference, Table
from depeche.contract.findings import Finding, finding, whole
from depeche.contract.reading import load_contract

_WHY = {
    "schema": "Programs that read the table rely on its columns, their types and their order.",
    "key_is_unique": "A key that two rows share makes joins count twice.",
    "not_null": "The contract promises a value in these columns.",
    "no_empty_string": "Unknown is null, never an empty string: otherwise counts and joins treat it as a value.",
    "finite": "NaN and infinity spread through every sum.",
    "vocabulary": "Filters and dashboards list these values; one that is not declared is silently left out.",
    "pattern": "The declaration promises values of this form.",
    "reference": "A reference that leads nowhere loses the row in every join.",
}


class _Leaf(NamedTuple):
    """Scalar values of a column or of the elements of a list column, with the row that each stands in."""

    name: str
    nullable: bool
    values: pa.Array
    rows: Rows


def conforms(table: Table, data: pa.Table) -> bool:
    """Say whether names, types, order and nullability of the columns are as declared (metadata aside)."""
    return bool(data.schema.equals(table.arrow_schema, check_metadata=False))


def check_structure(tables: Mapping[str, pa.Table], *, absent: frozenset[str] = frozenset()) -> list[Finding]:
    """Check every declared table; a table in `absent` may be missing, as it is only made after the checks.

    A table with another schema gets that one finding and no other: its columns cannot be trusted.
    """
    findings = []
    for table in load_contract().tables.values():
        if table.name not in tables and table.name in absent:
            continue
        problem = _schema_problem(table, tables.get(table.name))
        findings.append(whole(table.name, "contract.schema", _WHY["schema"], problem))
        if problem is None:
            findings.extend(_check_rows(table, tables[table.name].combine_chunks(), tables))
    return findings


def _schema_problem(table: Table, data: pa.Table | None) -> str | None:
    """Say how the schema differs from the declared one, or return None."""
    if data is None:
        return "the table is missing"
    if conforms(table, data):
        return None
    declared = {field.name: field for field in table.arrow_schema}
    found = {field.name: field for field in data.schema}
    parts = [f"missing: {name}" for name in declared if name not in found]
    parts += [f"not declared: {name}" for name in found if name not in declared]
    parts += [
        f"{name} is {_typed(found[name])}, not {_typed(field)}"
        for name, field in declared.items()
        if name in found and not found[name].equals(field, check_metadata=False)
    ]
    return "; ".join(parts) or "the columns stand in another order or are repeated"


def _typed(field: pa.Field) -> str:
    return f"{field.type}{'' if field.nullable else ' not null'}"


def _check_rows(table: Table, data: pa.Table, tables: Mapping[str, pa.Table]) -> Iterator[Finding]:
    """Yield the findings of one table whose schema is right."""
    leaves = {column.name: list(_leaves(column, data)) for column in table.columns}
    every = [leaf for name in leaves for leaf in leaves[name]]
    size = data.num_rows
    twice = repeated(data, table.primary_key)
    yield finding(table.name, "contract.key_is_unique", _WHY["key_is_unique"], evaluated=size, rows=twice)
    yield _columns_finding(
        table, "not_null", size, every, lambda leaf: None if leaf.nullable else pc.is_null(leaf.values)
    )
    yield _columns_finding(table, "no_empty_string", size, every, _is_empty)
    yield _columns_finding(table, "finite", size, every, _is_not_finite)
    for column in table.columns:
        values, rows = _last_leaf(leaves[column.name])
        if column.vocabulary is not None:
            odd = pc.invert(pc.is_in(values, value_set=pa.array([*column.vocabulary, None], type=pa.string())))
            yield _values_finding(table, "vocabulary", column.name, size, values, rows, true(odd))
        if column.pattern is not None:
            yield _values_finding(table, "pattern", column.name, size, values, rows, _departs(values, column.pattern))
    for reference in table.references:
        if reference.target_table in tables:
            yield _reference_finding(table, reference, leaves, data, tables[reference.target_table])


def _leaves(column: Column, data: pa.Table) -> Iterator[_Leaf]:
    """Yield the column itself, then, for a list, its elements or the fields of its elements."""
    values = flat(data.column(column.name))
    yield _Leaf(column.name, column.nullable, values, np.arange(len(values)))
    if not column.is_list:
        return
    parents = pc.list_parent_indices(values).to_numpy(zero_copy_only=False)
    elements = pc.list_flatten(values)
    yield _Leaf(f"{column.name}[]", False, elements, parents)
    for position, field in enumerate(column.fields):
        yield _Leaf(f"{column.name}[].{field.name}", field.nullable, pc.struct_field(elements, [position]), parents)


def _last_leaf(leaves: list[_Leaf]) -> tuple[pa.Array, Rows]:
    """Return the values that vocabularies and references speak of: of a list of strings its elements."""
    return leaves[-1].values, leaves[-1].rows


def _departs(values: pa.Array, pattern: str) -> Mask:
    """Say which values a pattern does not match as a whole; each distinct value is looked at once."""
    form = re.compile(pattern)
    encoded = values.dictionary_encode()
    odd = pa.array([not form.fullmatch(value) for value in encoded.dictionary.to_pylist()], type=pa.bool_())
    return true(odd.take(encoded.indices))


def _is_empty(leaf: _Leaf) -> pa.Array | None:
    return pc.equal(leaf.values, "") if pa.types.is_string(leaf.values.type) else None


def _is_not_finite(leaf: _Leaf) -> pa.Array | None:
    return pc.invert(pc.is_finite(leaf.values)) if pa.types.is_floating(leaf.values.type) else None


def _columns_finding(
    table: Table, kind: str, size: int, leaves: list[_Leaf], bad: Callable[[_Leaf], pa.Array | None]
) -> Finding:
    """Run one kind of check over all columns of a table; the detail names the columns at fault."""
    masks = ((leaf, bad(leaf)) for leaf in leaves)
    found = {leaf.name: leaf.rows[true(mask)] for leaf, mask in masks if mask is not None}
    detail = ", ".join(name for name, rows in found.items() if len(rows))
    rows = np.concatenate(list(found.values())) if found else np.array([], dtype=np.int64)
    return finding(table.name, f"contract.{kind}", _WHY[kind], evaluated=size, rows=rows, detail=detail)


def _values_finding(
    table: Table, kind: str, column: str, size: int, values: pa.Array, rows: Rows, odd: Mask
) -> Finding:
    """Report rows with values outside a vocabulary or a form; the detail shows the first such values."""
    shown = sorted(repr(value) for value in values.filter(pa.array(odd)).unique().to_pylist())[:5]
    return finding(
        table.name, f"contract.{kind}.{column}", _WHY[kind], evaluated=size, rows=rows[odd], detail=", ".join(shown)
    )


def _reference_finding(
    table: Table, reference: Reference, leaves: dict[str, list[_Leaf]], data: pa.Table, target: pa.Table
) -> Finding:
    """Report rows whose reference is set and leads to no row of the target."""
    name = f"contract.reference.{'+'.join(reference.columns)}"
    detail = f"not in {reference.target_table}.{'+'.join(reference.target_columns)}"
    if len(reference.columns) == 1:
        values, rows = _last_leaf(leaves[reference.columns[0]])
        keys = pa.table({reference.columns[0]: values})
    else:
        keys, rows = data.select(list(reference.columns)), np.arange(data.num_rows)
    failing = rows[dangling(keys, _known(reference, keys, target))]
    return finding(table.name, name, _WHY["reference"], evaluated=data.num_rows, rows=failing, detail=detail)


def _known(reference: Reference, keys: pa.Table, target: pa.Table) -> pa.Table:
    """Return the keys of a target, typed like what refers to them; a target without such columns has no keys."""
    schema = pa.schema([(field.name, field.type) for field in keys.schema])
    try:
        return target.select(list(reference.target_columns)).rename_columns(schema.names).cast(schema)
    except (KeyError, ValueError):  # Arrow's errors are ValueErrors
        return schema.empty_table()
