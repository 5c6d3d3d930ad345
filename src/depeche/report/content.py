"""What the page shows, read from a release by SQL: bounded lists, each with the full count beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from depeche.store import Release, query

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
    arg_max(left(text, 120), length(text) * (length(text) < 120)::INT) AS example
  FROM removed_spans GROUP BY category ORDER BY characters DESC, category"""
_OUTLETS = """SELECT outlet, count(*) AS articles, min(published_on) AS first, max(published_on) AS last
  FROM articles GROUP BY outlet ORDER BY articles DESC, outlet NULLS LAST LIMIT 25"""
_ENTITIES = """SELECT name, label, wikidata_id, mention_count, document_count, first_published_on, last_published_on
  FROM entities ORDER BY document_count DESC, mention_count DESC, name, entity_id"""
_STATUSES = "SELECT status, count(*) AS events FROM events GROUP BY ALL ORDER BY events DESC, status"
_REALIS = """SELECT realis, polarity, count(*) AS mentions FROM event_mentions
  GROUP BY ALL ORDER BY mentions DESC, realis, polarity"""
_EVENTS = """SELECT label, type, status, date_start, date_end, date_granularity, mention_count, document_count,
    independent_source_count, event_id
  FROM events ORDER BY independent_source_count DESC, mention_count DESC, event_id"""
# What the articles recall from long before, or foresee for long after, would squeeze the rest to a line.
_DATED = """WITH dated AS (
    SELECT *, coalesce(date_start, first_published_on) AS day, date_start IS NOT NULL AS is_dated FROM events),
  drawn AS (SELECT
      coalesce((SELECT min(published_on) FROM articles) - INTERVAL 90 DAY, (SELECT min(day) FROM dated)) AS first,
      coalesce((SELECT max(published_on) FROM articles) + INTERVAL 365 DAY, (SELECT max(day) FROM dated)) AS last) """
_TIMELINE = """SELECT day, is_dated, type, status, sum(mention_count)::BIGINT AS mentions
  FROM dated, drawn WHERE day BETWEEN first AND last GROUP BY ALL ORDER BY ALL"""
_OUTSIDE = "SELECT count(*) AS events FROM dated, drawn WHERE day NOT BETWEEN first AND last"
_CONTRADICTIONS = """SELECT r.kind, r.reason, l.source_uri AS left_document, l.words AS left_words,
    x.source_uri AS right_document, x.words AS right_words
  FROM event_relations r
  LEFT JOIN sides l ON l.id = r.left_id LEFT JOIN sides x ON x.id = r.right_id
  WHERE r.kind IN ('contradicts', 'denies') ORDER BY r.kind, r.reason, r.relation_id"""
_SIDES = """WITH sides AS (
    SELECT m.event_mention_id AS id, d.source_uri, substr(a.text, s.start + 1, s."end" - s.start) AS words
      FROM event_mentions m JOIN documents d USING (document_id) JOIN articles a USING (document_id)
      JOIN sentences s ON s.document_id = m.document_id AND s.sentence_index = m.sentence_index
    UNION ALL
    SELECT c.claim_id, d.source_uri, c.surface FROM claims c JOIN documents d USING (document_id)) """
_CLAIMS = """SELECT c.surface, c.measure, c.comparator, c.value, c.value_max, c.unit, e.name AS about, c.is_contested,
    d.source_uri
  FROM claims c JOIN documents d USING (document_id) LEFT JOIN entities e USING (entity_id)
  ORDER BY c.is_contested DESC, d.source_uri, c.start"""
_CHECKS = """SELECT "table", "check", severity, success, evaluated_count, unexpected_count, example_keys, why
  FROM quality_results ORDER BY success, CASE severity WHEN 'critical' THEN 0 WHEN 'warning' THEN 1 ELSE 2 END, 1, 2"""

_SHOWN = 300  # rows of a list; the whole is a query away


def gather(release: Release) -> Content:
    """Read what the page shows from a release."""

    def rows(sql: str) -> Rows:
        return tuple(query(release, sql).to_pylist())

    def listing(sql: str, limit: int = _SHOWN) -> Listing:
        found = query(release, sql)
        return Listing(tuple(found.slice(0, limit).to_pylist()), found.num_rows)

    checks = rows(_CHECKS)
    return Content(
        dispositions=rows(_DISPOSITIONS),
        reasons=rows(_REASONS),
        documents=listing(_DOCUMENTS),
        removed=rows(_REMOVED),
        outlets=rows(_OUTLETS),
        entities=listing(_ENTITIES, 60),
        statuses=rows(_STATUSES),
        realis=rows(_REALIS),
        events=listing(_EVENTS, 150),
        timeline=rows(_DATED + _TIMELINE),
        outside_timeline=rows(_DATED + _OUTSIDE)[0]["events"],
        contradictions=listing(_SIDES + _CONTRADICTIONS, 100),
        claims=listing(_CLAIMS, 150),
        checks=checks,
        failed_checks=tuple(check for check in checks if not check["success"]),
    )
