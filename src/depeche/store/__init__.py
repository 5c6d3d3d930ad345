"""The store: immutable releases of the dataset on a local disk, and everything that is done with them as a whole.

Here: publishing, reading, stepping back, comparing, exporting, querying and verifying releases. Not here: what the
tables mean (`contract`), whether the data is good (`quality`), the pages for people (`report`).
"""

from depeche.store.diff import ChangedColumn, ChangedRow, Diff, SchemaChange, TableDiff, diff
from depeche.store.export import export
from depeche.store.history import Move, moves
from depeche.store.integrity import Problem, verify
from depeche.store.manifest import Manifest, Part, ReleaseFacts, TableEntry
from depeche.store.query import query
from depeche.store.releases import Release, Store
from depeche.store.writer import Writer, rollback, unchanged

__all__ = [
    "ChangedColumn",
    "ChangedRow",
    "Diff",
    "Manifest",
    "Move",
    "Part",
    "Problem",
    "Release",
    "ReleaseFacts",
    "SchemaChange",
    "Store",
    "TableDiff",
    "TableEntry",
    "Writer",
    "diff",
    "export",
    "moves",
    "query",
    "rollback",
    "unchanged",
    "verify",
]
