"""What a declared table is: frozen records of tables, columns and references, and the Arrow schema they make.

Not here: the YAML form (`reading`) and any check (`structure`, `invariants`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import pyarrow as pa

SCHEMA_VERSION = "1.1.0"  # every file of schemas/ states the same; what may change in which version: `evolution`

TABLE_NAMES = (
    "documents",
    "articles",
    "segments",
    "removed_spans",
    "sentences",
    "mentions",
    "entities",
    "affiliations",
    "quotes",
    "event_mentions",
    "event_arguments",
    "events",
    "event_relations",
    "claims",
    "id_changes",
    "rejections",
    "quality_results",
    "releases",
)


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its Arrow type, whether it may be null, its meaning, and what its values are bound to."""

    name: str
    type: pa.DataType
    nullable: bool
    description: str
    unit: str | None = None
    vocabulary: tuple[str, ...] | None = None  # closed list of values
    pattern: str | None = None  # regular expression that every value matches as a whole
    references: str | None = None  # table.column that holds every value (for a list, every element)
    fields: tuple[Column, ...] = ()  # of the elements, when the column is a list of structures

    @property
    def is_list(self) -> bool:
        """Say whether each value is a list."""
        return bool(pa.types.is_list(self.type))

    @property
    def field(self) -> pa.Field:
        """Return the Arrow field, with meaning and unit as metadata."""
        metadata = {"description": self.description}
        if self.unit is not None:
            metadata["unit"] = self.unit
        return pa.field(self.name, self.type, nullable=self.nullable, metadata=metadata)


@dataclass(frozen=True, slots=True)
class Reference:
    """A foreign key: the values of `columns` are null or stand in `target_columns` of `target_table`."""

    columns: tuple[str, ...]
    target_table: str
    target_columns: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """One table: its columns in order, its key, and what it refers to."""

    name: str
    purpose: str
    grain: str
    description: str
    columns: tuple[Column, ...]
    primary_key: tuple[str, ...]
    references: tuple[Reference, ...]

    @cached_property
    def column(self) -> Mapping[str, Column]:
        """Map the name of each column to the column."""
        return {column.name: column for column in self.columns}

    @cached_property
    def arrow_schema(self) -> pa.Schema:
        """Return the Arrow schema, with the table's meaning and the schema version as metadata."""
        metadata = {"table": self.name, "description": self.description, "schema_version": SCHEMA_VERSION}
        return pa.schema([column.field for column in self.columns], metadata=metadata)


@dataclass(frozen=True)
class Contract:
    """All tables, in the order of TABLE_NAMES."""

    tables: Mapping[str, Table]
    schema_version: str = SCHEMA_VERSION
