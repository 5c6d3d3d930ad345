"""What must hold between texts, ledger and all that points into them: nothing is lost, everything is verbatim.

Not here: what a single declaration says (`structure`). Both expect tables whose schema is right; a table that is
missing is left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

import pyarrow as pa

from depeche.contract.findings import Finding, finding

Row = dict[str, Any]


class _Pointer(NamedTuple):
    """A pair of offset columns, and the column that repeats what stands there (None: nothing does)."""

    start: str
    end: str
    surface: str | None
    optional: bool = False


_POINTERS: Mapping[str, tuple[_Pointer, ...]] = {
    "segments": (_Pointer("start", "end", None),),
    "sentences": (_Pointer("start", "end", None),),
    "mentions": (_Pointer("start", "end", "surface"),),
    "affiliations": (
        _Pointer("start", "end", None),
        _Pointer("person_start", "person_end", None, optional=True),
        _Pointer("role_start", "role_end", "role_surface", optional=True),
        _Pointer("organization_start", "organization_end", None, optional=True),
    ),
    "quotes": (
        _Pointer("start", "end", "text"),
        _Pointer("speaker_start", "speaker_end", "speaker_surface", optional=True),
    ),
    "event_mentions": (
        _Pointer("start", "end", "trigger"),
        _Pointer("source_start", "source_end", "source_surface", optional=True),
    ),
    "event_arguments": (_Pointer("start", "end", "surface"),),
    "claims": (_Pointer("start", "end", "surface"),),
}


def check_invariants(tables: Mapping[str, pa.Table]) -> list[Finding]:
    """Check the invariants between the tables that are there; all are critical."""
    corpus = _Corpus(tables)
    findings: list[Finding] = []
    for needed, check in _CHECKS:
        if all(name in tables for name in needed):
            findings.extend(check(corpus))
    return findings


class _Corpus:
    """The rows of the tables, and the texts by document."""

    def __init__(self, tables: Mapping[str, pa.Table]) -> None:
        self._tables = tables
        self._rows: dict[str, list[Row]] = {}
        self.raw_texts: dict[str, str | None] = self._texts("documents", "raw_text")
        self.texts: dict[str, str | None] = self._texts("articles", "text")

    def _texts(self, table: str, column: str) -> dict[str, str | None]:
        if table not in self._tables:
            return {}
        data = self._tables[table]
        return dict(zip(data.column("document_id").to_pylist(), data.column(column).to_pylist(), strict=True))

    def has(self, table: str) -> bool:
        return table in self._tables

    def rows(self, table: str) -> list[Row]:
        """Return the rows of a table as mappings, read once."""
        if table not in self._rows:
            self._rows[table] = self._tables[table].to_pylist()
        return self._rows[table]

    def select(
        self, table: str, check: str, why: str, bad: Callable[[Row], bool], detail: str | None = None
    ) -> Finding:
        """Make the finding of the rows of a table for which `bad` holds."""
        rows = self.rows(table)
        failing = (position for position, row in enumerate(rows) if bad(row))
        return finding(table, f"invariant.{check}", why, evaluated=len(rows), rows=failing, detail=detail)


def _dispositions(corpus: _Corpus) -> Iterator[Finding]:
    """Check that every document ended in exactly one way, and says why when it is no article."""
    yield corpus.select(
        "documents",
        "disposition_agrees_with_articles",
        "documents = articles + duplicates + rejected: no document may vanish or count twice.",
        lambda row: (row["disposition"] == "article") != (row["document_id"] in corpus.texts),
    )
    yield corpus.select(
        "documents",
        "disposition_has_a_reason",
        "A document that is left out without a reason cannot be argued with.",
        lambda row: row["disposition"] != "article" and row["disposition_reason"] is None,
    )
    yield corpus.select(
        "documents",
        "duplicate_names_its_original",
        "Only a duplicate has an original, and it is another document: otherwise its text is lost.",
        lambda row: (
            (row["disposition"] == "duplicate") != (row["duplicate_of"] is not None)
            or row["duplicate_of"] == row["document_id"]
        ),
    )


def _segments(corpus: _Corpus) -> Iterator[Finding]:
    def differs(row: Row) -> bool:
        raw, text = corpus.raw_texts.get(row["document_id"]), corpus.texts.get(row["document_id"])
        there = _cut(raw, row["raw_start"], row["raw_end"])
        return there is None or there != _cut(text, row["start"], row["end"])

    why = "A segment is a verbatim copy: whoever reads the article reads what was published."
    yield corpus.select("segments", "is_verbatim", why, differs)


def _removed_spans(corpus: _Corpus) -> Iterator[Finding]:
    def differs(row: Row) -> bool:
        there = _cut(corpus.raw_texts.get(row["document_id"]), row["raw_start"], row["raw_end"])
        return there is None or there != row["text"]

    yield corpus.select(
        "removed_spans", "is_verbatim", "The ledger of cuts must show exactly what was cut, where it was cut.", differs
    )


def _partition(corpus: _Corpus) -> Iterator[Finding]:
    """Check that segments and cuts cover the raw text once, white space aside, and that segments make the article."""
    covered: dict[str, list[tuple[int, int]]] = defaultdict(list)
    made: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for row in corpus.rows("segments"):
        covered[row["document_id"]].append((row["raw_start"], row["raw_end"]))
        made[row["document_id"]].append((row["start"], row["end"]))
    for row in corpus.rows("removed_spans"):
        covered[row["document_id"]].append((row["raw_start"], row["raw_end"]))
    yield corpus.select(
        "articles",
        "raw_text_is_partitioned",
        "Nothing is lost: every character of the raw text is kept once or cut once, by a rule that has a name.",
        lambda row: not _partitions(corpus.raw_texts.get(row["document_id"]), covered[row["document_id"]]),
    )
    yield corpus.select(
        "articles",
        "text_is_made_of_segments",
        "Nothing is invented: only white space stands between the segments of a text.",
        lambda row: not _partitions(row["text"], made[row["document_id"]]),
    )


def _partitions(text: str | None, spans: list[tuple[int, int]]) -> bool:
    """Say whether the spans lie in the text without overlap and leave only white space."""
    if text is None or any(None in span for span in spans):
        return False
    at = 0
    for start, end in sorted(spans):
        if start < at or end <= start or text[at:start].strip():
            return False
        at = end
    return at <= len(text) and not text[at:].strip()


def _pointers(corpus: _Corpus) -> Iterator[Finding]:
    """Check every pair of offsets of every table that has some."""
    by_mention: dict[str, str] = {}
    if corpus.has("event_mentions"):
        by_mention = {row["event_mention_id"]: row["document_id"] for row in corpus.rows("event_mentions")}

    def text_of(row: Row) -> str | None:
        document = row["document_id"] if "document_id" in row else by_mention.get(row["event_mention_id"], "")
        return corpus.texts.get(document)

    for table, pointers in _POINTERS.items():
        if corpus.has(table):
            yield from _pointer_findings(corpus, table, pointers, text_of)


def _pointer_findings(
    corpus: _Corpus, table: str, pointers: tuple[_Pointer, ...], text_of: Callable[[Row], str | None]
) -> Iterator[Finding]:
    rows = corpus.rows(table)
    outside: list[int] = []
    changed: list[int] = []
    for position, row in enumerate(rows):
        text = text_of(row)
        for pointer in pointers:
            if pointer.optional and row[pointer.start] is None and row[pointer.end] is None:
                continue
            there = _cut(text, row[pointer.start], row[pointer.end])
            if there is None:
                outside.append(position)
            elif pointer.surface is not None and there != row[pointer.surface]:
                changed.append(position)
        for cue in row.get("cues") or ():
            if _cut(text, cue["start"], cue["end"]) != cue["surface"]:
                changed.append(position)
    why = "0 ≤ start < end ≤ length of the text: anything else points nowhere."
    yield finding(table, "invariant.offsets_are_in_the_text", why, evaluated=len(rows), rows=outside)
    if any(pointer.surface for pointer in pointers):
        why = "A wording that is not in the article at its offsets cannot be checked by a reader."
        yield finding(table, "invariant.surface_is_verbatim", why, evaluated=len(rows), rows=changed)


def _relations(corpus: _Corpus) -> Iterator[Finding]:
    events = {row["event_mention_id"] for row in corpus.rows("event_mentions")}
    claims = {row["claim_id"] for row in corpus.rows("claims")}

    def loose(row: Row) -> bool:
        ends = {row["left_id"], row["right_id"]}
        return len(ends) < 2 or not (ends <= events or ends <= claims)

    why = "A relation holds between two event mentions or two claims that are there."
    yield corpus.select("event_relations", "ends_are_known", why, loose)


def _cut(text: str | None, start: int | None, end: int | None) -> str | None:
    """Return text[start:end], or None when the offsets do not lie in the text in this order."""
    if text is None or start is None or end is None or not 0 <= start < end <= len(text):
        return None
    return text[start:end]


_CHECKS: tuple[tuple[tuple[str, ...], Callable[[_Corpus], Iterator[Finding]]], ...] = (
    (("documents", "articles"), _dispositions),
    (("documents", "articles", "segments"), _segments),
    (("documents", "removed_spans"), _removed_spans),
    (("documents", "articles", "segments", "removed_spans"), _partition),
    (("articles",), _pointers),
    (("event_relations", "event_mentions", "claims"), _relations),
)
