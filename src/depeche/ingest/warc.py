"""The pages of a web archive (.warc, as crawlers and browsers write it): one document for each page it holds.

A page is a successful answer of a server, or a stored resource, whose type is text or HTML. All other records
(requests, pictures, redirections …) are no documents; their kinds are reported with their numbers. Records are counted
from 1, whatever they are. Not here: pages themselves (`page`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any, NamedTuple

from warcio.archiveiterator import ArchiveIterator
from warcio.bufferedreaders import BufferedReader, ChunkedDataReader
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeadersParser, StatusAndHeadersParserException

from depeche.ingest.declared_values import parse_instant, parse_url
from depeche.ingest.decode import Decoded, decode
from depeche.ingest.limits import Limits, sizes
from depeche.ingest.lines import Readable
from depeche.ingest.mapping import Mapping
from depeche.ingest.reasons import Reason
from depeche.ingest.records import Numbered, Record, looks_like_page
from depeche.ingest.unpacking import BrokenOff, Content
from depeche.model import Declared

_UNREADABLE = (ArchiveLoadFailed, StatusAndHeadersParserException, UnicodeError, ValueError)
_HEADER_BYTES = 1 << 20  # of one record, its type line and the blank lines before it included
_PIECE_BYTES = 1 << 16
_PAGES = {"text/html": True, "application/xhtml+xml": True, "text/plain": False}
_SENT = ("response", "resource", "conversion")  # records that hold what a server sent, or was made of that


class _Sent(NamedTuple):
    """What a record holds: a page or text as bytes, or in words what else."""

    body: bytes
    is_page: bool
    charset: str | None
    other: str | None = None


def read_archive(content: Content, limits: Limits, mapping: Mapping | None) -> Iterator[Numbered]:
    """Give what each record of an archive holds."""
    if not content.head(1):
        raise BrokenOff(Reason.EMPTY_FILE)
    guarded = _Guarded(content)
    records = ArchiveIterator(guarded, no_record_parse=True)
    number = 0
    while True:
        guarded.allowance = _HEADER_BYTES
        try:
            record = next(records, None)
        except (*_UNREADABLE, AttributeError) as problem:  # AttributeError: a record without a type or an address
            raise BrokenOff(Reason.DAMAGED, str(problem).strip()[:200] or None) from problem
        if record is None:
            return
        number += 1
        guarded.allowance = None
        yield _numbered(number, record, limits)
        while record.raw_stream.read(_PIECE_BYTES):
            pass


def _numbered(number: int, record: Any, limits: Limits) -> Numbered:
    kind = record.rec_type or "unknown"
    if kind not in _SENT:
        return Numbered(number, 0, "", None, f"{kind} records")
    most = limits.page_bytes + _HEADER_BYTES
    raw = record.raw_stream.read(most + 1)
    size, sha = len(raw), hashlib.sha256(raw).hexdigest()
    if record.length and size < min(record.length, most + 1):
        return Numbered(number, size, sha, Reason.DAMAGED, "the record breaks off")
    sent = _sent(raw, record, limits)
    if isinstance(sent, Reason):
        return Numbered(number, size, sha, sent)
    if sent.other is not None:
        return Numbered(number, size, sha, None, sent.other)
    if size > most or len(sent.body) > limits.page_bytes:
        return Numbered(number, size, sha, Reason.TOO_LARGE, sizes(max(size, len(sent.body)), limits.page_bytes))
    decoded = decode(sent.body, is_page=sent.is_page, declared=sent.charset)
    if isinstance(decoded, Reason):
        return Numbered(number, size, sha, decoded)
    return Numbered(number, size, sha, _record(decoded, record, is_page=sent.is_page))


def _record(decoded: Decoded, record: Any, *, is_page: bool) -> Record:
    headers = record.rec_headers
    return Record(
        text=decoded.text,
        is_page=is_page or looks_like_page(decoded.text),
        encoding=decoded.encoding,
        url=parse_url(headers.get_header("WARC-Target-URI")),
        collected_at=parse_instant(headers.get_header("WARC-Date")),
        declared=Declared(),
        leftovers=(),
    )


def _sent(raw: bytes, record: Any, limits: Limits) -> _Sent | Reason:
    """Return what a record holds, without what was only needed to send it."""
    body, content_type, packed, chunked = raw, record.content_type or "", None, False
    if record.rec_type == "response" and content_type.lower().startswith("application/http"):
        stream = BytesIO(raw)
        try:
            headers = StatusAndHeadersParser(("HTTP/",), verify=False).parse(stream)
        except (EOFError, *_UNREADABLE):
            return Reason.DAMAGED
        status = headers.get_statuscode()
        if not status.startswith("2"):
            return _Sent(b"", False, None, f"answers with status {status[:3]}")
        body, content_type = raw[stream.tell() :], headers.get_header("Content-Type") or ""
        packed = (headers.get_header("Content-Encoding") or "identity").strip().lower()
        chunked = (headers.get_header("Transfer-Encoding") or "").strip().lower() == "chunked"
    media_type, _, parameters = content_type.partition(";")
    media_type = media_type.strip().lower()
    if media_type not in _PAGES:
        return _Sent(b"", False, None, f"of type {media_type[:80] or 'unknown'}")
    unpacked = _unpacked(body, packed, limits, is_chunked=chunked)
    if isinstance(unpacked, Reason):
        return unpacked
    return _Sent(unpacked, _PAGES[media_type], _charset(parameters))


def _unpacked(body: bytes, packed: str | None, limits: Limits, *, is_chunked: bool) -> bytes | Reason:
    """Return a body as the server meant it, at most a byte more than a page may have."""
    packing = None if packed in (None, "", "identity") else "gzip" if packed == "x-gzip" else packed
    if packing is not None and packing not in BufferedReader.get_supported_decompressors():
        return Reason.UNKNOWN_PACKING
    if packing is None and not is_chunked:
        return body
    reader = (ChunkedDataReader if is_chunked else BufferedReader)(BytesIO(body), decomp_type=packing)
    pieces: list[bytes] = []
    size = 0
    try:
        while size <= limits.page_bytes and (piece := reader.read(_PIECE_BYTES)):
            pieces.append(piece)
            size += len(piece)
    except Exception:  # noqa: BLE001 - every packing has errors of its own
        return Reason.DAMAGED
    return b"".join(pieces)


def _charset(parameters: str) -> str | None:
    """Return the encoding that a Content-Type names."""
    for parameter in parameters.split(";"):
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset":
            return value.strip().strip("\"'") or None
    return None


class _Guarded:
    """The file object that warcio reads from; while headers are read it ends a record whose headers do not end."""

    def __init__(self, stream: Readable) -> None:
        self._stream = stream
        self._at = 0
        self.allowance: int | None = None

    def tell(self) -> int:
        return self._at

    def read(self, most: int) -> bytes:
        if self.allowance is not None:
            if self.allowance <= 0:
                raise BrokenOff(Reason.DAMAGED, "the headers of a record do not end")
            self.allowance -= most
        piece = self._stream.read(most)
        self._at += len(piece)
        return piece
