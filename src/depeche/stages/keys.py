"""Under which key an answer is kept: a digest of what it was made from and of the version of the stage that made it.

    file        address, content token, problem; version of `ingest`      ->  the keys of its documents
    scrape      the document itself                                        ->  Scrape
    lines       the key of the scrape; version of `clean`                  ->  what its lines are known by
    article     the key of the scrape, the learned lines that are cut
                from it; version of `clean`                                ->  Article
    annotation  the text, its reference date; version of `language`        ->  Annotation, or why the text is not read
    answer      what resolve asked its memory; version of `resolve`        ->  what it had worked out

The first byte of a key says which of these it is. Not here: where entries lie (see `packs`, `shelf`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date
from typing import Literal

from depeche.model import LearnedLine
from depeche.stages.packs import KEY_BYTES
from depeche.versions import stage_version

Kind = Literal["file", "lines", "scrape", "article", "annotation", "answer"]

_FIRST: dict[Kind, bytes] = {
    "file": b"f",
    "lines": b"l",
    "scrape": b"s",
    "article": b"t",
    "annotation": b"u",
    "answer": b"v",
}
KINDS = tuple(_FIRST.values())  # in the order in which they are read


def file_key(source_uri: str, token: str | None, problem: str | None) -> bytes:
    """Return where the keys of the documents of a source file are kept."""
    return _key("file", stage_version("ingest"), source_uri, token or "", problem or "")


def rebuilt_key(source_uri: str, documents: tuple[bytes, ...]) -> bytes:
    """Return where the keys of documents are kept that were rebuilt from a release because their file is gone."""
    return _key("file", "rebuilt", source_uri, *documents)


def scrape_key(encoded: bytes) -> bytes:
    """Return where an encoded scrape is kept."""
    return _key("scrape", encoded)


def lines_key(scrape: bytes) -> bytes:
    """Return where the marks of the lines of the scrape with a key are kept."""
    return _key("lines", stage_version("clean"), scrape)


def article_key(scrape: bytes, learned: Sequence[LearnedLine] = ()) -> bytes:
    """Return where the article of the scrape with a key is kept, less the learned lines that are cut from it."""
    facts = (f"{line.digest:016x} {line.support}" for line in sorted(learned))
    return _key("article", stage_version("clean"), scrape, *facts)


def annotation_key(text: str, on: date | None, granularity: str | None) -> bytes:
    """Return where the annotation of a text is kept, which depends on the day that its relative dates refer to."""
    return _key("annotation", stage_version("language"), text, on.isoformat() if on else "", granularity or "")


def answer_key(question: bytes) -> bytes:
    """Return where resolve's answer to a question is kept; the question is a digest of all that it is about."""
    return _key("answer", stage_version("resolve"), question)


def is_answer(key: bytes) -> bool:
    """Tell whether a key is one of resolve's answers."""
    return key[:1] == _FIRST["answer"]


def _key(kind: Kind, *facts: str | bytes) -> bytes:
    """Return a digest over facts; their lengths keep them apart."""
    digest = hashlib.sha256()
    for fact in facts:
        raw = fact.encode("utf-8", "surrogatepass") if isinstance(fact, str) else fact
        digest.update(b"%d:" % len(raw))
        digest.update(raw)
    return _FIRST[kind] + digest.digest()[: KEY_BYTES - 1]
