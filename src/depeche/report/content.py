"""What the page shows, found by SQL in the columns of a release: bounded lists, each with the full count beside it.

A release has thousands of files, so that every table is read once, and of it what is shown only.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.dataset as ds

from depeche.store import Release

Rows = tuple[dict[str, Any], ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """Rows to show, and how many there are in all."""

    rows: Rows
    total: int

    @property
    def hidden(self) -> int:
        return self.total - len(self.rows)


@dataclass(frozen=True, slots=True)
class Content:
    """Everything on the page."""

    dispositions: Rows
    reasons: Rows
    documents: Listing
    removed: Rows
    outlets: Rows
    entities: Listing
    statuses: Rows
    realis: Rows
    events: Listing
    timeline: Rows
    outside_timeline: int
    contradictions: Listing
    claims: Listing
    checks: Rows
    failed_checks: Rows

    @property
    def counts(self) -> dict[str, int]:
        return {row["disposition"]: row["documents"] for row in self.dispositions}


_DISPOSITIONS = "SELECT disposition, count(*) AS documents FROM documents GROUP BY ALL ORDER BY disposition"
_REASONS = """SELECT disposition, split_part(disposition_reason, ':', 1) AS reason, count(*) AS documents
  FROM documents WHERE disposition <> 'article' GROUP BY ALL ORDER BY ALL"""
_DOCUMENTS = """SELECT d.source_uri, d.document_id, d.disposition, d.disposition_reason, o.source_uri AS original,
    a.title, a.outlet,
    a.published_on, a.published_granularity, a.word_count, a.kept_ratio, a.quality_flags, n.source_uri AS near_duplicate
  FROM documents d LEFT JOIN articles a USING (document_id) LEFT JOIN documents o ON o.document_id = d.duplicate_of
    LEFT JOIN documents n ON n.document_id = a.near_duplicate_of
  ORDER BY d.source_uri"""
_REMOVED = """SELECT category, count(*) AS spans, count(DISTINCT document_id) AS documents,
    sum(length(text)) AS characters,
    arg_max(left(text, 120), (length(text) * (length(text) < 120)::INT, text)) AS example
  FROM removed_spans SEMI JOIN articles USING (document_id) GROUP BY category ORDER BY characters DESC, category"""
_OUTLETS = """SELECT outlet, count(*) AS articles, min(published_on) AS first, max(published_on) AS last
  FROM articles GROUP BY outlet ORDER BY articles DESC, outlet NULLS LAST LIMIT 25"""
_ENTITIES = """SELECT name, label, wikidata_id, mention_count, document_count, first_published_on, last_published_on
  FROM entities ORDER BY document_count DESC, mention_count DESC, name, entity_id"""
_STATUSES = "SELECT status, count(*) AS events FROM events GROUP BY ALL ORDER BY events DESC, status"
_REALIS = """SELECT realis, polarity, count(*) AS mentions FROM event_mentions
  GROUP BY ALL ORDER BY mentions DESC, realis, polarity"""
_EVENTS = """SELECT label, type, status, date_start, date_end, date_granularity, mention_count, document_count,
    independent_source_count, event_id
  FROM events ORDER BY status = 'contested' DESC, independent_source_count DESC, mention_count DESC, event_id"""
# What the articles recall from long before, or foresee for long after, would squeeze the rest to a line.
_DRAWN = """CREATE TEMP TABLE drawn AS
  WITH dated AS (
    SELECT *, coalesce(date_start, first_published_on) AS day, date_start IS NOT NULL AS is_dated FROM events),
  bounds AS (SELECT
      coalesce((SELECT min(published_on) FROM articles) - INTERVAL 90 DAY, (SELECT min(day) FROM dated)) AS first,
      coalesce((SELECT max(published_on) FROM articles) + INTERVAL 365 DAY, (SELECT max(day) FROM dated)) AS last)
  SELECT day, is_dated, type, status, mention_count, day BETWEEN first AND last AS is_inside FROM dated, bounds"""
_TIMELINE = """SELECT date_trunc('{unit}', day)::DATE AS day, is_dated, type, status,
    sum(mention_count)::BIGINT AS mentions
  FROM drawn WHERE is_inside GROUP BY ALL ORDER BY ALL"""
_OUTSIDE = "SELECT count(*) AS events FROM drawn WHERE NOT is_inside"
_CONTRADICTIONS = """SELECT kind, reason, left_id, right_id FROM event_relations
  WHERE kind IN ('contradicts', 'denies') ORDER BY kind, reason, relation_id"""
# The sentence of an event mention, the wording of a figure; `clashes`, `passages` and `texts` hold the shown ones only.
_SIDES = """WITH sides AS (
    SELECT m.event_mention_id AS id, e.label, d.source_uri, a.outlet, a.published_on,
        substr(t.text, p.start + 1, p."end" - p.start) AS words
      FROM event_mentions m JOIN events e USING (event_id) JOIN documents d USING (document_id)
      JOIN articles a USING (document_id) JOIN texts t USING (document_id)
      JOIN passages p ON p.document_id = m.document_id AND p.sentence_index = m.sentence_index
    UNION ALL
    SELECT c.claim_id, e.name, d.source_uri, a.outlet, a.published_on, c.surface
      FROM claims c JOIN documents d USING (document_id) JOIN articles a USING (document_id)
      LEFT JOIN entities e USING (entity_id))
  SELECT r.kind, r.reason, l AS "left", x AS "right"
  FROM (SELECT *, row_number() OVER () AS place FROM clashes) r
  LEFT JOIN sides l ON l.id = r.left_id LEFT JOIN sides x ON x.id = r.right_id ORDER BY r.place"""
_TOLD_IN = """SELECT DISTINCT document_id FROM event_mentions
  WHERE event_mention_id IN (SELECT unnest([left_id, right_id]) FROM clashes)"""
_CLAIMS = """SELECT c.surface, c.measure, c.comparator, c.value, c.value_max, c.unit, e.name AS about, c.is_contested,
    d.source_uri
  FROM claims c JOIN documents d USING (document_id) LEFT JOIN entities e USING (entity_id)
  ORDER BY c.is_contested DESC, d.source_uri, c.start"""
_CHECKS = """SELECT "table", "check", severity, success, evaluated_count, unexpected_count, example_keys, why
  FROM quality_results ORDER BY success, CASE severity WHEN 'critical' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END, 1, 2"""

# What of each table is shown; every other column stays on the disk.
_COLUMNS = {
    "documents": ["document_id", "source_uri", "disposition", "disposition_reason", "duplicate_of"],
    "articles": [
        "document_id",
        "title",
        "outlet",
        "published_on",
        "published_granularity",
        "word_count",
        "kept_ratio",
        "quality_flags",
        "near_duplicate_of",
    ],
    "removed_spans": ["document_id", "text", "category"],
    "entities": [
        "entity_id",
        "name",
        "label",
        "wikidata_id",
        "mention_count",
        "document_count",
        "first_published_on",
        "last_published_on",
    ],
    "event_mentions": ["event_mention_id", "document_id", "event_id", "sentence_index", "polarity", "realis"],
    "events": [
        "event_id",
        "type",
        "label",
        "status",
        "date_start",
        "date_end",
        "date_granularity",
        "mention_count",
        "document_count",
        "independent_source_count",
        "first_published_on",
    ],
    "event_relations": ["relation_id", "kind", "left_id", "right_id", "reason"],
    "claims": [
        "claim_id",
        "document_id",
        "start",
        "surface",
        "measure",
        "value",
        "value_max",
        "unit",
        "comparator",
        "entity_id",
        "is_contested",
    ],
    "quality_results": [
        "table",
        "check",
        "severity",
        "success",
        "evaluated_count",
        "unexpected_count",
        "example_keys",
        "why",
    ],
}
_SHOWN = 300  # rows of a list; the whole is a query away
_CLASHES = 100
_POINTS = 1500  # of the timeline; more make a page of megabytes that shows no more


class _Shown:
    """The columns of a release that are shown, as tables of a database in memory that can read nothing else."""

    def __init__(self, release: Release, connection: duckdb.DuckDBPyConnection) -> None:
        self._release, self._connection = release, connection
        for table, columns in _COLUMNS.items():
            rows = release.dataset(table).to_table(columns=columns)
            connection.register(table, rows.combine_chunks())  # thousands of small chunks slow every query down
        connection.execute(_DRAWN)

    def found(self, sql: str) -> pa.Table:
        """Return the rows of a query."""
        return self._connection.execute(sql).to_arrow_table()

    def rows(self, sql: str) -> Rows:
        return tuple(self.found(sql).to_pylist())

    def listing(self, sql: str, limit: int = _SHOWN) -> Listing:
        found = self.found(sql)
        return Listing(tuple(found.slice(0, limit).to_pylist()), found.num_rows)

    def contradictions(self) -> Listing:
        """Return the first contradictions, with the sentences of both sides."""
        found = self.found(_CONTRADICTIONS)
        self._connection.register("clashes", found.slice(0, _CLASHES))
        told = ds.field("document_id").isin(self.found(_TOLD_IN).column(0).combine_chunks())
        for name, table, columns in (
            ("texts", "articles", ["document_id", "text"]),
            ("passages", "sentences", ["document_id", "sentence_index", "start", "end"]),
        ):
            rows = self._release.dataset(table).to_table(columns=columns, filter=told)
            self._connection.register(name, rows)
        return Listing(self.rows(_SIDES), found.num_rows)

    def timeline(self) -> Rows:
        """Return the events by day, or by as long a time as makes them few enough to be drawn."""
        for unit in ("day", "week", "month", "quarter"):
            found = self.rows(_TIMELINE.format(unit=unit))
            if len(found) <= _POINTS:
                return found
        return self.rows(_TIMELINE.format(unit="year"))


def gather(release: Release) -> Content:
    """Read what the page shows from a release."""
    shut: dict[str, str | bool | int | float | list[str]] = {"enable_external_access": False, "threads": 1}
    with duckdb.connect(":memory:", config=shut) as connection:
        shown = _Shown(release, connection)
        checks = shown.rows(_CHECKS)
        return Content(
            dispositions=shown.rows(_DISPOSITIONS),
            reasons=shown.rows(_REASONS),
            documents=shown.listing(_DOCUMENTS),
            removed=shown.rows(_REMOVED),
            outlets=shown.rows(_OUTLETS),
            entities=shown.listing(_ENTITIES, 60),
            statuses=shown.rows(_STATUSES),
            realis=shown.rows(_REALIS),
            events=shown.listing(_EVENTS, 150),
            timeline=shown.timeline(),
            outside_timeline=shown.rows(_OUTSIDE)[0]["events"],
            contradictions=shown.contradictions(),
            claims=shown.listing(_CLAIMS, 150),
            checks=checks,
            failed_checks=tuple(check for check in checks if not check["success"]),
        )
