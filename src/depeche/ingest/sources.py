"""What a source is: a file or an object of the raw zone, its address and its media type.

Here: names and types. Not here: which sources there are (see `discover`, `objects`), their bytes (see `opening`).
"""

from __future__ import annotations

import os
import re
import unicodedata
from dataclasses import dataclass
from pathlib import PurePosixPath

from depeche.ingest.mapping import Mapping
from depeche.ingest.reasons import Reason

TEXT, HTML, RECORDS, UNKNOWN = "text/plain", "text/html", "application/x-ndjson", "application/octet-stream"
CSV, TSV, PARQUET, WARC = (
    "text/csv",
    "text/tab-separated-values",
    "application/vnd.apache.parquet",
    "application/warc",
)
READABLE = (TEXT, HTML, RECORDS, CSV, TSV, PARQUET, WARC)
WHOLE = (TEXT, HTML)  # one document a file; the others hold records
HEAD_BYTES = 4096  # what `sniff` wants to see
OBJECT = "s3://"

_TYPES = {
    ".txt": TEXT, ".text": TEXT,
    ".html": HTML, ".htm": HTML, ".xhtml": HTML,
    ".jsonl": RECORDS, ".ndjson": RECORDS,
    ".csv": CSV, ".tsv": TSV, ".tab": TSV, ".parquet": PARQUET, ".warc": WARC,
    ".json": "application/json", ".xml": "application/xml",
    ".md": "text/markdown", ".pdf": "application/pdf", ".doc": "application/msword", ".rtf": "application/rtf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif", ".webp": "image/webp",
    ".zip": "application/zip", ".gz": "application/gzip", ".zst": "application/zstd",
    ".tar": "application/x-tar", ".bz2": "application/x-bzip2", ".xz": "application/x-xz",
}  # fmt: skip
_PACKED = (".gz", ".zst")  # around any of these
_MAGIC = {b"\x1f\x8b\x08": "gzip", b"\x28\xb5\x2f\xfd": "zstd"}
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
    mapping: Mapping | None = None  # what the nearest fields.yml of the raw zone says of its records

    @property
    def is_object(self) -> bool:
        """Tell whether the source lies in an object store."""
        return self.path.startswith(OBJECT)

    @property
    def suffix(self) -> str:
        """Return the end of the name that tells the type."""
        return telling_suffix(self.path)

    def mapped(self, token: str | None) -> str | None:
        """Return a token of the content that also changes with the mapping file that it is read by."""
        return token if token is None or self.mapping is None else f"{token}+{self.mapping.digest}"


def telling_suffix(name: str) -> str:
    """Return the end of a name from its last dot on, in lower case: `.csv` of both `a.csv` and `a.csv.gz`."""
    suffixes = [suffix.lower() for suffix in PurePosixPath(name).suffixes[-2:]]
    if len(suffixes) == 2 and suffixes[1] in _PACKED:
        return suffixes[0]
    return suffixes[-1] if suffixes else ""


def named_type(suffix: str) -> str:
    """Return the media type that a suffix stands for."""
    return _TYPES.get(suffix, UNKNOWN)


def packing_of(head: bytes) -> str | None:
    """Return what the first bytes of a source say it is packed with, whatever its name: some clients unpack on the way
    and keep the name.
    """
    return next((packing for magic, packing in _MAGIC.items() if head.startswith(magic)), None)


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
