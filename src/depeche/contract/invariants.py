"""What must hold between texts, ledger and all that points into them: nothing is lost, everything is verbatim.

Not here: what a single declaration says (`structure`). Both expect tables whose schema is right; a table that is
missing is left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from itertools import pairwise
from typing import Literal, NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from depeche.contract.columns import NOWHERE, Mask, Rows, flat, numbers, positions, true, where
from depeche.contract.findings import Finding, finding

Scope = Literal["document", "corpus"]


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


def check_invariants(tables: Mapping[str, pa.Table], *, scope: Scope | None = None) -> list[Finding]:
    """Check the invariants between the tables that are there; all are critical. `scope`: only those of one scope."""
    corpus = _Corpus(tables)
    findings: list[Finding] = []
    for kind, needed, check in _CHECKS:
        if scope in (None, kind) and all(name in tables for name in needed):
            findings.extend(check(corpus))
    return findings


class _Texts:
    """The texts of a table by document, and the stretches of them that other tables point to."""

    def __init__(self, data: pa.Table, column: str) -> None:
        self._documents = flat(data.column("document_id"))
        texts = flat(data.column(column))
        self.values: list[str | None] = texts.to_pylist()
        self._lengths: Rows = pc.fill_null(pc.utf8_length(texts), NOWHERE).to_numpy(zero_copy_only=False)

    def of(self, documents: pa.Array) -> Rows:
        """Return for each document the position of its text, or NOWHERE."""
        return positions(documents, self._documents)

    def holds(self, places: Rows, data: pa.Table, start: str, end: str) -> Mask:
        """Say where the offsets of a row lie in its text, in this order, and enclose something."""
        starts, ends = numbers(flat(data.column(start))), numbers(flat(data.column(end)))
        lengths = np.append(self._lengths, NOWHERE)[places]  # the last is what NOWHERE has
        ordered = (starts.value >= 0) & (starts.value < ends.value) & (ends.value <= lengths)
        return np.asarray(starts.is_known & ends.is_known & ordered)

    def cut(self, places: Rows, data: pa.Table, start: str, end: str, rows: Rows) -> list[str]:
        """Return what stands at the offsets of the given rows, all of which the text holds."""
        offsets = (numbers(flat(data.column(name))).value[rows].tolist() for name in (start, end))
        values = self.values
        return [values[at][a:b] for at, a, b in zip(places[rows].tolist(), *offsets, strict=True)]


class _Corpus:
    """The tables, and the texts by document."""

    def __init__(self, tables: Mapping[str, pa.Table]) -> None:
        self._tables = tables

    def has(self, table: str) -> bool:
        return table in self._tables

    def size(self, table: str) -> int:
        return int(self._tables[table].num_rows)

    def data(self, table: str) -> pa.Table:
        return self._tables[table]

    def column(self, table: str, name: str) -> pa.Array:
        return flat(self._tables[table].column(name))

    @cached_property
    def raw_texts(self) -> _Texts:
        return _Texts(self._tables["documents"], "raw_text")

    @cached_property
    def texts(self) -> _Texts:
        return _Texts(self._tables["articles"], "text")

    def finding(self, table: str, check: str, why: str, failing: Mask) -> Finding:
        """Make the finding of the rows of a table for which `failing` holds."""
        return finding(table, f"invariant.{check}", why, evaluated=self.size(table), rows=where(failing))


def _dispositions(corpus: _Corpus) -> Iterator[Finding]:
    """Check that every document ended in exactly one way, and says why when it is no article."""
    document, disposition = corpus.column("documents", "document_id"), corpus.column("documents", "disposition")
    original = corpus.column("documents", "duplicate_of")
    is_article, is_duplicate = (true(pc.equal(disposition, one)) for one in ("article", "duplicate"))
    yield corpus.finding(
        "documents",
        "disposition_agrees_with_articles",
        "documents = articles + duplicates + rejected: no document may vanish or count twice.",
        is_article != (corpus.texts.of(document) != NOWHERE),
    )
    yield corpus.finding(
        "documents",
        "disposition_has_a_reason",
        "A document that is left out without a reason cannot be argued with.",
        ~is_article & true(pc.is_null(corpus.column("documents", "disposition_reason"))),
    )
    yield corpus.finding(
        "documents",
        "duplicate_names_its_original",
        "Only a duplicate has an original, and it is another document: otherwise its text is lost.",
        (is_duplicate != true(pc.is_valid(original))) | _same(original, document),
    )


def _segments(corpus: _Corpus) -> Iterator[Finding]:
    data = corpus.data("segments")
    documents = corpus.column("segments", "document_id")
    raw, kept = corpus.raw_texts.of(documents), corpus.texts.of(documents)
    differs = ~(
        corpus.raw_texts.holds(raw, data, "raw_start", "raw_end") & corpus.texts.holds(kept, data, "start", "end")
    )
    rows = where(~differs)
    there = corpus.raw_texts.cut(raw, data, "raw_start", "raw_end", rows)
    here = corpus.texts.cut(kept, data, "start", "end", rows)
    differs[rows] = [one != other for one, other in zip(there, here, strict=True)]
    why = "A segment is a verbatim copy: whoever reads the article reads what was published."
    yield corpus.finding("segments", "is_verbatim", why, differs)


def _removed_spans(corpus: _Corpus) -> Iterator[Finding]:
    data = corpus.data("removed_spans")
    raw = corpus.raw_texts.of(corpus.column("removed_spans", "document_id"))
    there = corpus.raw_texts.holds(raw, data, "raw_start", "raw_end")
    differs = ~there | _changed(corpus.raw_texts, raw, data, ("raw_start", "raw_end", "text"), there)
    why = "The ledger of cuts must show exactly what was cut, where it was cut."
    yield corpus.finding("removed_spans", "is_verbatim", why, differs)


def _changed(texts: _Texts, places: Rows, data: pa.Table, columns: tuple[str, str, str], held: Mask) -> Mask:
    """Say which of the held rows repeat other words (the third column) than stand at their offsets (the others)."""
    start, end, surface = columns
    rows = where(held)
    told = flat(data.column(surface)).take(pa.array(rows)).to_pylist()
    changed = np.zeros(len(held), dtype=bool)
    changed[rows] = [one != other for one, other in zip(texts.cut(places, data, start, end, rows), told, strict=True)]
    return changed


def _partition(corpus: _Corpus) -> Iterator[Finding]:
    """Check that segments and cuts cover the raw text once, white space aside, and that segments make the article."""
    documents = corpus.column("articles", "document_id")
    own = corpus.texts.of(documents)  # the rows of one document have one place, even if there are two
    raw = [None if at == NOWHERE else corpus.raw_texts.values[at] for at in corpus.raw_texts.of(documents).tolist()]
    covered = _spans(corpus, ("segments", "removed_spans"), "raw_start", "raw_end")
    made = _spans(corpus, ("segments",), "start", "end")
    yield corpus.finding(
        "articles",
        "raw_text_is_partitioned",
        "Nothing is lost: every character of the raw text is kept once or cut once, by a rule that has a name.",
        np.array([not _partitions(text, covered[at]) for text, at in zip(raw, own, strict=True)], dtype=bool),
    )
    yield corpus.finding(
        "articles",
        "text_is_made_of_segments",
        "Nothing is invented: only white space stands between the segments of a text.",
        np.array(
            [not _partitions(text, made[at]) for text, at in zip(corpus.texts.values, own, strict=True)], dtype=bool
        ),
    )


def _spans(corpus: _Corpus, tables: tuple[str, ...], start: str, end: str) -> list[list[tuple[int, int]]]:
    """Return the spans in each article, ascending; an unknown offset is below every text."""
    documents, starts, ends = (
        pa.concat_arrays([corpus.column(table, name) for table in tables]) for name in ("document_id", start, end)
    )
    places = corpus.texts.of(documents)
    first, last = (pc.fill_null(one, NOWHERE).to_numpy(zero_copy_only=False) for one in (starts, ends))
    order = np.lexsort((last, first, places))
    spans = list(zip(first[order].tolist(), last[order].tolist(), strict=True))
    bounds = np.searchsorted(places[order], np.arange(corpus.size("articles") + 1)).tolist()
    return [spans[low:high] for low, high in pairwise(bounds)]


def _partitions(text: str | None, spans: list[tuple[int, int]]) -> bool:
    """Say whether the spans, ascending, lie in the text without overlap and leave only white space."""
    if text is None:
        return False
    at = 0
    for start, end in spans:
        if start < at or end <= start or (start > at and text[at:start].strip()):
            return False
        at = end
    return at <= len(text) and not text[at:].strip()


def _pointers(corpus: _Corpus) -> Iterator[Finding]:
    """Check every pair of offsets of every table that has some."""
    for table, pointers in _POINTERS.items():
        if corpus.has(table):
            yield from _pointer_findings(corpus, table, pointers, _places(corpus, table))


def _places(corpus: _Corpus, table: str) -> Rows:
    """Return the position of the text that each row of a table speaks of; an argument's is that of its mention."""
    if table != "event_arguments":
        return corpus.texts.of(corpus.column(table, "document_id"))
    if not corpus.has("event_mentions"):
        return np.full(corpus.size(table), NOWHERE)
    places = corpus.texts.of(corpus.column("event_mentions", "document_id"))
    mentions = corpus.column("event_mentions", "event_mention_id")
    return np.append(places, NOWHERE)[positions(corpus.column(table, "event_mention_id"), mentions)]


def _pointer_findings(corpus: _Corpus, table: str, pointers: tuple[_Pointer, ...], places: Rows) -> Iterator[Finding]:
    data, texts = corpus.data(table), corpus.texts
    outside, changed = np.zeros(data.num_rows, dtype=bool), np.zeros(data.num_rows, dtype=bool)
    for start, end, surface, optional in pointers:
        held = texts.holds(places, data, start, end)
        nothing = true(pc.and_(*(pc.is_null(corpus.column(table, name)) for name in (start, end))))
        outside |= ~held & ~nothing if optional else ~held
        if surface is not None:
            changed |= _changed(texts, places, data, (start, end, surface), held)
    if "cues" in data.column_names:
        changed[_changed_cues(texts, places, corpus.column(table, "cues"))] = True
    why = "0 ≤ start < end ≤ length of the text: anything else points nowhere."
    yield corpus.finding(table, "offsets_are_in_the_text", why, outside)
    if any(pointer.surface for pointer in pointers):
        why = "A wording that is not in the article at its offsets cannot be checked by a reader."
        yield corpus.finding(table, "surface_is_verbatim", why, changed)


def _changed_cues(texts: _Texts, places: Rows, cues: pa.Array) -> Rows:
    """Return the rows with a cue whose words do not stand at its offsets."""
    parents: Rows = pc.list_parent_indices(cues).to_numpy(zero_copy_only=False)
    elements = pc.list_flatten(cues)
    data = pa.table({name: pc.struct_field(elements, name) for name in ("start", "end", "surface")})
    held = texts.holds(places[parents], data, "start", "end")
    lost = ~held & true(pc.is_valid(data.column("surface")))
    return parents[lost | _changed(texts, places[parents], data, ("start", "end", "surface"), held)]


def _relations(corpus: _Corpus) -> Iterator[Finding]:
    left, right = (corpus.column("event_relations", name) for name in ("left_id", "right_id"))
    known = np.zeros(len(left), dtype=bool)
    for table, key in (("event_mentions", "event_mention_id"), ("claims", "claim_id")):
        ids = corpus.column(table, key)
        known |= (positions(left, ids) != NOWHERE) & (positions(right, ids) != NOWHERE)
    why = "A relation holds between two event mentions or two claims that are there."
    yield corpus.finding("event_relations", "ends_are_known", why, _same(left, right) | ~known)


def _same(left: pa.Array, right: pa.Array) -> Mask:
    """Say where two columns agree; two unknown values do."""
    return true(pc.equal(left, right)) | true(pc.and_(pc.is_null(left), pc.is_null(right)))


# The scope of an invariant ("document": it never looks from one document to another), the tables that it needs.
_CHECKS: tuple[tuple[Scope, tuple[str, ...], Callable[[_Corpus], Iterator[Finding]]], ...] = (
    ("document", ("documents", "articles"), _dispositions),
    ("document", ("documents", "articles", "segments"), _segments),
    ("document", ("documents", "removed_spans"), _removed_spans),
    ("document", ("documents", "articles", "segments", "removed_spans"), _partition),
    ("document", ("articles",), _pointers),
    ("corpus", ("event_relations", "event_mentions", "claims"), _relations),
)
