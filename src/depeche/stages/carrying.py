"""Documents whose source file is gone and of which the cache knows nothing either: rebuilt from the current release.

The release holds a document's row, its article and the ledger of what was cut, but neither the HTML blocks nor all that
the scrape declared. So an article is taken as the release has it while the code is the same, and cleaned again from
the raw text alone when it is not. Not here: which documents these are (see `planning`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from typing import Any, NamedTuple

import pyarrow as pa
import pyarrow.dataset as ds

from depeche.ingest import Reason
from depeche.model import Article, Declared, Document, RemovedSpan, Scrape, Segment
from depeche.store.releases import Release
from depeche.versions import code_version

_INGEST_REASONS = frozenset(Reason) - {Reason.SAME_CONTENT, Reason.SAME_TEXT}


class Rebuilt(NamedTuple):
    """A document of a release, and its article where that need not be made again."""

    scrape: Scrape
    article: Article | None


def rebuild(release: Release, files: Collection[str]) -> dict[str, tuple[Rebuilt, ...]]:
    """Return the documents of source files from a release, by the address of the file."""
    addresses = release.read("documents", columns=["document_id", "source_uri"]).to_pylist()
    wanted = [row["document_id"] for row in addresses if row["source_uri"].partition("#")[0] in files]
    articles = {row["document_id"]: row for row in _rows(release, "articles", wanted)}
    segments = _by_document(_rows(release, "segments", wanted))
    removed = _by_document(_rows(release, "removed_spans", wanted))
    is_current = release.manifest.code_version == code_version()
    found: dict[str, list[Rebuilt]] = defaultdict(list)
    for row in _rows(release, "documents", wanted):
        key, article = row["document_id"], None
        scrape = _scrape(row, articles.get(key))
        if is_current and key in articles:
            article = _article(articles[key], segments[key], removed[key])
        elif is_current and row["disposition"] == "rejected" and removed[key]:
            article = _refused(row, removed[key])
        found[row["source_uri"].partition("#")[0]].append(Rebuilt(scrape, article))
    return {file: tuple(documents) for file, documents in found.items()}


def _rows(release: Release, table: str, documents: list[str]) -> list[dict[str, Any]]:
    """Return the rows of documents, by document and then by where they stand."""
    rows = release.dataset(table).to_table(filter=ds.field("document_id").isin(pa.array(documents, pa.string())))
    order = ["document_id", *(name for name in ("segment_index", "raw_start", "raw_end") if name in rows.column_names)]
    found: list[dict[str, Any]] = rows.sort_by([(name, "ascending") for name in order]).to_pylist()
    return found


def _by_document(rows: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        found[row.pop("document_id")].append(row)
    return found


def _scrape(row: dict[str, Any], article: dict[str, Any] | None) -> Scrape:
    """Return a document as ingest handed it on, as far as the release tells; whether it is a duplicate is open."""
    reason = (row["disposition_reason"] or "").partition(":")[0]
    is_refused = row["disposition"] == "rejected" and reason in _INGEST_REASONS and not (row["raw_text"] or "").strip()
    facts = row | {
        "disposition": "rejected" if is_refused else "article",
        "disposition_reason": row["disposition_reason"] if is_refused else None,
        "duplicate_of": None,
    }
    document = Document(**{name: facts[name] for name in Document.__dataclass_fields__})
    return Scrape(document, _declared(article) if article else Declared())


def _declared(article: dict[str, Any]) -> Declared:
    """Return what cleaning cannot find again without the page that declared it."""
    is_declared = article["published_basis"] == "declared"
    return Declared(
        title=article["title"],
        outlet=article["outlet"],
        byline=article["byline"],
        published_on=article["published_on"] if is_declared else None,
        published_granularity=article["published_granularity"] if is_declared else None,
    )


def _article(row: dict[str, Any], segments: list[dict[str, Any]], removed: list[dict[str, Any]]) -> Article:
    lists = {
        "quality_flags": tuple(row["quality_flags"]),
        "segments": tuple(Segment(**segment) for segment in segments),
        "removed": tuple(RemovedSpan(**span) for span in removed),
        "rejection": None,
    }
    return Article(**{name: (row | lists)[name] for name in Article.__dataclass_fields__})


def _refused(document: dict[str, Any], removed: list[dict[str, Any]]) -> Article:
    """Return the article of a document that was none: of it only what was cut and the reason are known."""
    unknown: dict[str, Any] = dict.fromkeys(Article.__dataclass_fields__)
    facts = {
        "document_id": document["document_id"],
        "text": "",
        "kept_ratio": 0.0,
        "quality_flags": (),
        "segments": (),
        "removed": tuple(RemovedSpan(**span) for span in removed),
        "rejection": document["disposition_reason"],
    }
    return Article(**(unknown | facts))
