"""Ingest: bytes to raw text, one document a file or record, and nothing is ever dropped in silence.

Here: which files or objects there are, what encoding and type they have, what they declare about themselves, exact
duplicates. Not here: what of a text is the article (`clean`), near-duplicates (`resolve`), the web.

To tell whether the bytes read were those planned for: `read_source(file).token == content_token(file)` (see `opening`).
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from depeche.ingest.discover import discover, discover_file
from depeche.ingest.duplicates import mark_duplicates
from depeche.ingest.limits import Limits
from depeche.ingest.opening import SourceStream, content_token, open_source
from depeche.ingest.reasons import Reason
from depeche.ingest.sources import SourceFile

if TYPE_CHECKING:
    from depeche.ingest.reading import Reading, iter_source, read_source

__all__ = [
    "Limits",
    "Reading",
    "Reason",
    "SourceFile",
    "SourceStream",
    "content_token",
    "discover",
    "discover_file",
    "iter_source",
    "mark_duplicates",
    "open_source",
    "read_source",
]

_OF_READING = ("Reading", "iter_source", "read_source")


def __getattr__(name: str) -> Any:
    """Load what reads files when it is asked for: who only lists them need not wait for the readers of pages."""
    if name not in _OF_READING:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module("depeche.ingest.reading"), name)
