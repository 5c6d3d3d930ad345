"""Exact duplicates: documents with the bytes, or to the letter the text, of an earlier one.

Not here: near-duplicates, which take a reading of the cleaned articles (`resolve`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace

from depeche.ingest.reasons import Reason
from depeche.model import Scrape


def mark_duplicates(scrapes: Sequence[Scrape]) -> tuple[Scrape, ...]:
    """Return the scrapes in the order given; of equal ones the first by `source_uri` stays, the others point to it."""
    first_by_content: dict[str, str] = {}
    first_by_text: dict[bytes, str] = {}
    marked: dict[int, Scrape] = {}
    for index in sorted(range(len(scrapes)), key=lambda index: scrapes[index].document.source_uri):
        scrape = scrapes[index]
        document = scrape.document
        marked[index] = scrape
        if document.disposition != "article" or document.raw_text is None:
            continue
        by_text = hashlib.sha256(document.raw_text.encode("utf-8")).digest()
        earlier, reason = first_by_content.get(document.content_sha256), Reason.SAME_CONTENT
        if earlier is None:
            earlier, reason = first_by_text.get(by_text), Reason.SAME_TEXT
        if earlier is not None:
            duplicate = replace(
                document, disposition="duplicate", disposition_reason=reason.told(), duplicate_of=earlier
            )
            marked[index] = replace(scrape, document=duplicate)
            continue
        first_by_content[document.content_sha256] = document.document_id
        first_by_text[by_text] = document.document_id
    return tuple(marked[index] for index in range(len(scrapes)))
