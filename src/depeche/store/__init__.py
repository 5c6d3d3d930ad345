"""The store: immutable releases of the dataset on a local disk or an object store, and all that is done with them.

Here: publishing, reading, stepping back, comparing, exporting, querying and verifying releases. Not here: what the
tables mean (`contract`), whether the data is good (`quality`), the pages for people (`report`).
"""

from depeche.store.diff import ChangedColumn, ChangedRow, Diff, SchemaChange, TableDiff, diff
from depeche.store.export import export
from depeche.store.feed import Feed, TableFeed, write_feed
from depeche.store.history import Move, moves
from depeche.store.integrity import Problem, verify
from depeche.store.manifest import Manifest, Part, ReleaseFacts, TableEntry
from depeche.store.pieces import KeptPart, Piece, StagedPart
from depeche.store.place import Place
from depeche.store.query import query
from depeche.store.releases import Release, Store
from depeche.store.repair import Damage, Repair, examine, repair
from depeche.store.summary import Summary, summarise
from depeche.store.writer import Writer, rollback, unchanged

__all__ = [
    "ChangedColumn",
    "ChangedRow",
    "Damage",
    "Diff",
    "Feed",
    "KeptPart",
    "Manifest",
    "Move",
    "Part",
    "Piece",
    "Place",
    "Problem",
    "Release",
    "ReleaseFacts",
    "Repair",
    "SchemaChange",
    "StagedPart",
    "Store",
    "Summary",
    "TableDiff",
    "TableEntry",
    "TableFeed",
    "Writer",
    "diff",
    "examine",
    "export",
    "moves",
    "query",
    "repair",
    "rollback",
    "summarise",
    "unchanged",
    "verify",
    "write_feed",
]
