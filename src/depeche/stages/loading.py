"""The documents of a run in memory, with all that was read in them, from the packs that hold them.

Not here: which documents these are (see `listing`), and what is made of them (see `assembling`).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import msgspec

from depeche.errors import StoreError
from depeche.garbage import without_collection
from depeche.model import Annotation, Article, Scrape
from depeche.stages.handover import Corpus, ListedDocument, ReadDocument, ReadScrape, load
from depeche.stages.listing import ScrapeFacts
from depeche.stages.packs import read_entries

_KINDS: dict[bytes, Any] = {b"s": ScrapeFacts, b"t": Article, b"u": Annotation | str}


@dataclass(frozen=True, slots=True)
class _Answer:
    """A decoded entry and the digest of its bytes."""

    value: Any
    digest: bytes


def load_documents(corpus: Path) -> list[ReadDocument]:
    """Return all documents of a run, sorted by their addresses; blocks of pages are left out."""
    listed = load(corpus, Corpus)
    with without_collection():
        answers = _answers(listed)
        return [_read(document, answers) for document in listed.documents]


def _answers(corpus: Corpus) -> dict[bytes, _Answer]:
    """Return the entries that the documents of a run consist of."""
    decoders = {kind: msgspec.msgpack.Decoder(record) for kind, record in _KINDS.items()}
    wanted = {key for d in corpus.documents for key in (d.scrape, d.article, d.annotation) if key is not None}
    found = {
        key: _Answer(decoders[key[:1]].decode(value), hashlib.sha256(value).digest())
        for key, value in read_entries(map(Path, corpus.packs), wanted)
    }
    if len(found) < len(wanted):
        raise StoreError(
            f"{len(wanted) - len(found)} entries of the cache are gone that were there when this run began.",
            hint="Was the folder cache/ of the store changed by hand? Run again.",
        )
    return found


def _read(document: ListedDocument, answers: dict[bytes, _Answer]) -> ReadDocument:
    """Return a document with its final disposition, and a digest of all it says."""
    facts: ScrapeFacts = answers[document.scrape].value
    marked = replace(
        facts.document,
        disposition=document.disposition,
        disposition_reason=document.disposition_reason,
        duplicate_of=document.duplicate_of,
    )
    article = answers[document.article].value if document.article is not None else None
    annotation = answers[document.annotation].value if document.annotation is not None else None
    if article is not None and article.rejection is not None:
        marked = replace(marked, disposition="rejected", disposition_reason=article.rejection)
    elif isinstance(annotation, str):
        marked = replace(marked, disposition="rejected", disposition_reason=annotation)
        article = annotation = None
    digest = hashlib.sha256(msgspec.msgpack.encode(marked))
    for part in (document.article, document.annotation):
        digest.update(answers[part].digest if part is not None else b"-")
    return ReadDocument(digest.hexdigest(), ReadScrape(Scrape(marked, facts.declared), article, annotation))
