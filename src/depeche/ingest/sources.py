"""What a source is: a file or an object of the raw zone, its address and its media type.

Here: names and types. Not here: which sources there are (see `discover`, `objects`), their bytes (see `opening`).
"""

from __future__ import annotations

import os
import re
import unicodedata
from dataclasses import dataclass
from pathlib import PurePosixPath

from depeche.ingest.reasons import Reason

TEXT, HTML, RECORDS, UNKNOWN = "text/plain", "text/html", "application/x-ndjson", "application/octet-stream"
READABLE = (TEXT, HTML, RECORDS)
HEAD_BYTES = 4096  # what `sniff` wants to see
OBJECT = "s3://"

_TYPES = {
    ".txt": TEXT, ".text": TEXT,
    ".html": HTML, ".htm": HTML, ".xhtml": HTML,
    ".jsonl": RECORDS, ".ndjson": RECORDS,
    ".csv": "text/csv", ".tsv": "text/tab-separated-values", ".json": "application/json", ".xml": "application/xml",
    ".md": "text/markdown", ".pdf": "application/pdf", ".doc": "application/msword", ".rtf": "application/rtf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif", ".webp": "image/webp",
    ".zip": "application/zip", ".gz": "application/gzip", ".warc": "application/warc",
    ".parquet": "application/vnd.apache.parquet",
}  # fmt: skip
_PAGE_START = re.compile(
    rb"(?:\xef\xbb\xbf)?\s{0,200}(?:<\?xml[^>]{0,200}>\s{0,200})?(?:<!doctype html|<html[\s>])", re.IGNORECASE
)
_TAG = re.compile(rb"<[!?a-z/]", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file or object of the raw zone. `problem`: why it cannot be read at all, known without opening it.

    The media type of an object is what its name says, until its first bytes are seen when it is read.
    """

    path: str  # absolute; of an object its whole address
    source_uri: str  # path relative to the raw zone, POSIX, NFC; '#' is written '%23' because it counts records
    size_bytes: int
    media_type: str
    problem: Reason | None = None
    version: str | None = None  # of an object: what the listing said of its content, its ETag and size

    @property
    def is_object(self) -> bool:
        """Tell whether the source lies in an object store."""
        return self.path.startswith(OBJECT)

    @property
    def suffix(self) -> str:
        """Return the end of the name from its last dot on, in lower case."""
        return PurePosixPath(self.path).suffix.lower()


def named_type(suffix: str) -> str:
    """Return the media type that a suffix stands for."""
    return _TYPES.get(suffix, UNKNOWN)


def sniff(suffix: str, head: bytes) -> str:
    """Return the media type that a suffix and the first bytes agree on; the bytes win between text and HTML."""
    media_type = named_type(suffix)
    is_page = _PAGE_START.match(head) is not None
    if media_type in (TEXT, UNKNOWN) and is_page:
        return HTML
    if media_type == HTML and head.strip() and b"\x00" not in head and not _TAG.search(head):
        return TEXT
    if not suffix:
        return TEXT
    return media_type


def source_address(relative: str) -> str:
    """Return the `source_uri` of a path: valid Unicode in NFC, forward slashes, no control characters, no '#'."""
    readable = os.fsencode(relative.replace(os.sep, "/")).decode("utf-8", "backslashreplace")
    plain = _CONTROL.sub(lambda match: f"\\x{ord(match.group()):02x}", readable)
    return unicodedata.normalize("NFC", plain).replace("#", "%23")


def unique_address(address: str, taken: set[str]) -> str:
    """Return `address`, counted on where another source has it already (names that differ in Unicode form only)."""
    unique, count = address, 1
    while unique in taken:
        count += 1
        unique = f"{address}~{count}"
    taken.add(unique)
    return unique
