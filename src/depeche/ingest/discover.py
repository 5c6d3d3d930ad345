"""Which files a raw folder holds, of which type, and a fingerprint of them all.

Here: names, types and bytes as a whole. Not here: what the bytes say (see `decode`, `page`, `records`).
"""

from __future__ import annotations

import hashlib
import os
import re
import stat
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from depeche.errors import InputError
from depeche.ingest.reasons import Reason

TEXT, HTML, RECORDS, UNKNOWN = "text/plain", "text/html", "application/x-ndjson", "application/octet-stream"
READABLE = (TEXT, HTML, RECORDS)

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
_HEAD_BYTES = 4096
_CHUNK_BYTES = 1 << 20
_PAGE_START = re.compile(
    rb"(?:\xef\xbb\xbf)?\s{0,200}(?:<\?xml[^>]{0,200}>\s{0,200})?(?:<!doctype html|<html[\s>])", re.IGNORECASE
)
_TAG = re.compile(rb"<[!?a-z/]", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file of the raw folder. `problem`: why it cannot be read at all, known without opening it as a document."""

    path: str  # absolute
    source_uri: str  # path relative to the raw folder, POSIX, NFC; '#' is written '%23' because it counts records
    size_bytes: int
    media_type: str
    problem: Reason | None = None


def discover(raw: Path) -> tuple[SourceFile, ...]:
    """Return every file under `raw`, in the order of their addresses; whatever starts with a dot is left out.

    Raises InputError when `raw` is no folder. Files that cannot be read as documents are returned with their problem.
    """
    if not raw.exists():
        raise InputError(f"the raw folder {raw} does not exist", hint="create it, or name another one with --raw")
    if not raw.is_dir():
        raise InputError(f"{raw} is a file, not a folder", hint="put the scrapes into a folder and name it with --raw")
    root = os.path.realpath(raw)
    taken: set[str] = set()
    files = []
    for relative in sorted(_entries(root), key=os.fsencode):
        address = _unique(_address(relative), taken)
        files.append(_source_file(root, relative, address))
    return tuple(sorted(files, key=lambda file: file.source_uri))


def fingerprint(files: Iterable[SourceFile]) -> str:
    """Return a SHA-256 over the addresses of the files and the SHA-256 of their bytes, whatever their order."""
    digest = hashlib.sha256()
    for file in sorted(files, key=lambda file: file.source_uri):
        for fact in (file.source_uri, file.problem or "", content_sha256(file) or "gone"):
            encoded = fact.encode("utf-8")
            digest.update(f"{len(encoded)}:".encode("ascii") + encoded)
    return digest.hexdigest()


def content_sha256(file: SourceFile) -> str | None:
    """Return the SHA-256 of a file's bytes, read in chunks; None when they cannot be read."""
    if file.problem is not None and file.problem is not Reason.UNSUPPORTED_TYPE:
        return None
    digest = hashlib.sha256()
    try:
        with Path(file.path).open("rb") as stream:
            while chunk := stream.read(_CHUNK_BYTES):
                digest.update(chunk)
    except OSError:
        return None
    return digest.hexdigest()


def _entries(root: str) -> Iterator[str]:
    """Give the relative paths of all that is no folder; symbolic links to folders are given, not entered."""
    for folder, names, others in os.walk(root, followlinks=False, onerror=_refuse):
        names[:] = sorted(name for name in names if not name.startswith("."))
        links = [name for name in names if os.path.islink(os.path.join(folder, name))]  # noqa: PTH114, PTH118 - str is fast
        for name in [*links, *others]:
            if not name.startswith("."):
                yield os.path.relpath(os.path.join(folder, name), root)  # noqa: PTH118


def _refuse(error: OSError) -> None:
    """Stop when a folder cannot be listed: nobody could tell how many documents would be missing."""
    raise InputError(
        f"the folder {error.filename} cannot be listed: {error.strerror}", hint="mend its permissions, or move it away"
    ) from error


def _address(relative: str) -> str:
    """Return the `source_uri` of a path: valid Unicode in NFC, forward slashes, no control characters, no '#'."""
    readable = os.fsencode(relative.replace(os.sep, "/")).decode("utf-8", "backslashreplace")
    plain = _CONTROL.sub(lambda match: f"\\x{ord(match.group()):02x}", readable)
    return unicodedata.normalize("NFC", plain).replace("#", "%23")


def _unique(address: str, taken: set[str]) -> str:
    """Return `address`, counted on where another file has it already (names that differ in Unicode form only)."""
    unique, count = address, 1
    while unique in taken:
        count += 1
        unique = f"{address}~{count}"
    taken.add(unique)
    return unique


def _source_file(root: str, relative: str, address: str) -> SourceFile:
    path = Path(root, relative)
    suffix_type = _TYPES.get(path.suffix.lower(), UNKNOWN)
    try:
        relative.encode("utf-8")
    except UnicodeEncodeError:
        return SourceFile(str(Path(root, address)), address, 0, suffix_type, Reason.UNREADABLE_NAME)
    try:
        if path.is_symlink():
            target = path.resolve(strict=True)
            if not target.is_relative_to(root):
                return SourceFile(str(path), address, 0, suffix_type, Reason.LINK_OUTSIDE)
            if target.is_dir():
                return SourceFile(str(path), address, 0, suffix_type, Reason.LINK_TO_FOLDER)
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            return SourceFile(str(path), address, 0, suffix_type, Reason.NOT_A_FILE)
        with path.open("rb") as stream:
            head = stream.read(_HEAD_BYTES)
    except FileNotFoundError:
        return SourceFile(str(path), address, 0, suffix_type, Reason.VANISHED)
    except (OSError, RuntimeError):  # RuntimeError: a link that leads to itself
        return SourceFile(str(path), address, 0, suffix_type, Reason.UNREADABLE)
    media_type = sniff(path.suffix.lower(), head)
    problem = None if media_type in READABLE else Reason.UNSUPPORTED_TYPE
    return SourceFile(str(path), address, status.st_size, media_type, problem)


def sniff(suffix: str, head: bytes) -> str:
    """Return the media type that a suffix and the first bytes agree on; the bytes win between text and HTML."""
    media_type = _TYPES.get(suffix, UNKNOWN)
    is_page = _PAGE_START.match(head) is not None
    if media_type in (TEXT, UNKNOWN) and is_page:
        return HTML
    if media_type == HTML and head.strip() and b"\x00" not in head and not _TAG.search(head):
        return TEXT
    if not suffix:
        return TEXT
    return media_type
