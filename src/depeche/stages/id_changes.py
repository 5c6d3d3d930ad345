"""What became of the ids of the release before: the rows of the table `id_changes`.

An id stands for members: an entity or an event for its mentions, a story for its articles, a claim group for its
claims, a document for its content. Members have ids that hash where they stand, so that they are the same in two
releases as long as the article is. Where the old members of an id are found in the new release says what took it over.
Not here: reading releases.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import duckdb
import pyarrow as pa

from depeche.contract import load_contract

TABLE = "id_changes"

# What `find_id_changes` reads of a release.
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "documents": ("document_id", "content_sha256", "disposition"),
    "articles": ("document_id", "story_id"),
    "mentions": ("mention_id", "entity_id"),
    "event_mentions": ("event_mention_id", "event_id"),
    "claims": ("claim_id", "claim_group"),
}


class _Kind(NamedTuple):
    """A kind of id, and the table and column of its members."""

    name: str
    table: str
    member: str
    id: str


_GROUPS = (
    _Kind("entity", "mentions", "mention_id", "entity_id"),
    _Kind("event", "event_mentions", "event_mention_id", "event_id"),
    _Kind("story", "articles", "document_id", "story_id"),
    _Kind("claim_group", "claims", "claim_id", "claim_group"),
)

# How many members each old id shares with each new one, for ids that stand for several members.
_SHARED_BY_GROUPS = """
SELECT b."{id}" AS old_id, a."{id}" AS new_id, count(*) AS shared
FROM before_{table} b JOIN after_{table} a USING ("{member}")
WHERE b."{id}" IS NOT NULL AND a."{id}" IS NOT NULL GROUP BY ALL"""

# The same for documents. An address that is still there is taken over by nothing else, whatever stands there now; of
# several documents with one content the original takes over.
_SHARED_BY_DOCUMENTS = """
SELECT document_id AS old_id, document_id AS new_id, 1 AS shared
FROM before_documents SEMI JOIN after_documents USING (document_id)
UNION ALL
SELECT b.document_id, min_by(a.document_id, (a.disposition = 'duplicate', a.document_id)), 1
FROM before_documents b JOIN after_documents a USING (content_sha256)
WHERE b.document_id NOT IN (SELECT document_id FROM after_documents) GROUP BY b.document_id"""

# An old id changed if it is gone, or if another one has more of its members (of equals it stays the first itself).
_CHANGES = """
WITH shared AS ({shared}),
ranked AS (
  SELECT *, row_number() OVER (PARTITION BY old_id ORDER BY shared DESC, new_id <> old_id, new_id) - 1 AS rank,
    count(*) OVER (PARTITION BY old_id) AS successors
  FROM shared),
heirs AS (SELECT new_id, count(*) AS predecessors FROM ranked WHERE rank = 0 GROUP BY new_id),
changed AS (
  SELECT DISTINCT "{id}" AS old_id FROM before_{table} WHERE "{id}" IS NOT NULL
    AND "{id}" NOT IN (SELECT "{id}" FROM after_{table} WHERE "{id}" IS NOT NULL)
  UNION SELECT old_id FROM ranked WHERE rank = 0 AND new_id <> old_id)
SELECT '{kind}' AS kind, old_id, coalesce(rank, 0) AS successor_index, new_id,
  CASE WHEN new_id IS NULL THEN 'removed' WHEN successors > 1 THEN 'split' WHEN predecessors > 1 THEN 'merged'
    ELSE 'replaced' END AS reason,
  coalesce(shared, 0) AS shared_count
FROM changed LEFT JOIN ranked USING (old_id) LEFT JOIN heirs USING (new_id)"""


def find_id_changes(before: Mapping[str, pa.Table], after: Mapping[str, pa.Table]) -> pa.Table:
    """Return the table `id_changes` of a release; `before` has the tables of its parent, none if it has no parent.

    Of both only COLUMNS are read.
    """
    declared = load_contract().tables[TABLE]
    if not before:
        return declared.arrow_schema.empty_table()
    queries = [_CHANGES.format(shared=_SHARED_BY_DOCUMENTS, kind="document", table="documents", id="document_id")]
    for kind in _GROUPS:
        shared = _SHARED_BY_GROUPS.format(table=kind.table, member=kind.member, id=kind.id)
        queries.append(_CHANGES.format(shared=shared, kind=kind.name, table=kind.table, id=kind.id))
    order, union = ", ".join(declared.primary_key), " UNION ALL ".join(f"({query})" for query in queries)
    with duckdb.connect(":memory:", config={"enable_external_access": "false", "threads": "1"}) as connection:
        for side, tables in (("before", before), ("after", after)):
            for table, columns in COLUMNS.items():
                connection.register(f"{side}_{table}", tables[table].select(list(columns)))
        found = connection.execute(f"FROM ({union}) ORDER BY {order}").to_arrow_table()
    return found.cast(pa.schema([(field.name, field.type) for field in declared.arrow_schema])).cast(
        declared.arrow_schema
    )
