"""From a source file to documents. Whatever is wrong with the data ends as a rejected document, never as an exception.

Here: bounds, bytes, and which reader a file needs. Not here: what is worth keeping of a text (that is `clean`).
"""

from __future__ import annotations

import hashlib
import logging
from collections import Counter
from collections.abc import Generator
from dataclasses import dataclass, replace

from depeche import ids
from depeche.errors import DepecheError
from depeche.ingest.decode import Decoded, decode
from depeche.ingest.limits import DEFAULT_LIMITS, Limits
from depeche.ingest.lines import bounded_lines
from depeche.ingest.opening import SourceStream, content_token, open_source
from depeche.ingest.page import read_page
from depeche.ingest.page_metadata import read_metadata
from depeche.ingest.reasons import Reason
from depeche.ingest.records import Record, read_record
from depeche.ingest.sources import HEAD_BYTES, HTML, READABLE, RECORDS, SourceFile, sniff
from depeche.model import Declared, Document, Scrape

_NOTHING = hashlib.sha256(b"").hexdigest()
_WIDE_BOMS = (b"\xff\xfe", b"\xfe\xff")
_logger = logging.getLogger("depeche.ingest")


@dataclass(frozen=True, slots=True)
class Reading:
    """The documents of a source, and the token of the bytes that they were read from (see `opening`)."""

    scrapes: tuple[Scrape, ...]
    token: str | None


@dataclass(frozen=True, slots=True)
class _Origin:
    """Where a document comes from: what is known of it before a word is read."""

    source_uri: str
    media_type: str
    size_bytes: int
    content_sha256: str = _NOTHING


def read_source(source: SourceFile, *, limits: Limits = DEFAULT_LIMITS) -> Reading:
    """Return the documents of a source: one, or for .jsonl one for each line that is not blank."""
    scrapes: list[Scrape] = []
    documents = iter_source(source, limits=limits)
    while True:
        try:
            scrapes.append(next(documents))
        except StopIteration as end:
            return Reading(tuple(scrapes), end.value)


def iter_source(source: SourceFile, *, limits: Limits = DEFAULT_LIMITS) -> Generator[Scrape, None, str | None]:
    """Give the documents of a source one by one, so that a large .jsonl file never stands in memory as a whole.

    Returns the token of the bytes read. Raises InputError when the object store as a whole cannot be read.
    """
    origin = _Origin(source.source_uri, source.media_type, source.size_bytes)
    if source.problem is not None:
        token = content_token(source)
        known = None if source.is_object else token
        yield _rejected(replace(origin, content_sha256=known or _NOTHING), source.problem)
        return token
    try:
        with open_source(source) as stream:
            yield from _documents(source, stream, limits)
            return stream.token()
    except FileNotFoundError:
        yield _rejected(origin, Reason.VANISHED)
    except OSError as error:
        yield _rejected(origin, Reason.UNREADABLE, error.strerror)
    except (DepecheError, MemoryError):
        raise  # of the object store or the machine, not of this source
    except Exception as error:  # noqa: BLE001 - the edge of a source: whatever one does must not lose the others
        yield _rejected(origin, Reason.INTERNAL_ERROR, f"{type(error).__name__}: {error}"[:300])
    return None


def _documents(source: SourceFile, stream: SourceStream, limits: Limits) -> Generator[Scrape, None, None]:
    """Give the documents of an open source; the first bytes of an object settle what it is."""
    media_type = sniff(source.suffix, stream.head(HEAD_BYTES)) if source.is_object else source.media_type
    origin = _Origin(source.source_uri, media_type, stream.size())
    if media_type not in READABLE:
        yield _rejected(origin, Reason.UNSUPPORTED_TYPE)
    elif media_type == RECORDS:
        yield from _records(origin, stream, limits)
    else:
        yield _whole(origin, stream, limits)


def _hashed(origin: _Origin, stream: SourceStream) -> _Origin:
    """Return the origin with the hash of the whole source; an object is not downloaded for that."""
    return replace(origin, content_sha256=stream.sha256() or _NOTHING)


def _whole(origin: _Origin, stream: SourceStream, limits: Limits) -> Scrape:
    """Return the one document of a text or page."""
    most = limits.page_bytes if origin.media_type == HTML else limits.file_bytes
    raw = stream.read(most + 1) if origin.size_bytes <= most else b""
    size = max(origin.size_bytes, len(raw))
    if size > most:
        return _rejected(_hashed(replace(origin, size_bytes=size), stream), Reason.TOO_LARGE, _sizes(size, most))
    origin = replace(origin, size_bytes=len(raw), content_sha256=hashlib.sha256(raw).hexdigest())
    decoded = decode(raw, is_page=origin.media_type == HTML)
    if isinstance(decoded, Reason):
        return _rejected(origin, decoded)
    return (_page if origin.media_type == HTML else _text)(origin, decoded, limits)


def _records(whole: _Origin, stream: SourceStream, limits: Limits) -> Generator[Scrape, None, None]:
    """Give one document a line; blank lines count as lines but are no records."""
    leftovers: Counter[str] = Counter()
    count = 0
    for line in bounded_lines(stream, most_bytes=limits.record_bytes):
        if line.number == 1 and line.data is not None and line.data.startswith(_WIDE_BOMS):
            yield _rejected(_hashed(whole, stream), Reason.UNDECODABLE, "a .jsonl file must be UTF-8")
            return
        if line.data is not None and not line.data.strip():
            continue
        count += 1
        uri = f"{whole.source_uri}#{line.number}"
        origin = _Origin(uri, whole.media_type, line.size_bytes, line.content_sha256)
        record = read_record(line.data) if line.data is not None else Reason.TOO_LARGE
        if isinstance(record, Reason):
            detail = _sizes(line.size_bytes, limits.record_bytes) if line.data is None else None
            yield _rejected(origin, record, detail)
        else:
            leftovers.update(record.leftovers)
            yield _record(origin, record, limits)
    if count == 0:
        yield _rejected(_hashed(whole, stream), Reason.EMPTY_FILE)
    if leftovers:
        told = ", ".join(f"{name} ({leftovers[name]})" for name in sorted(leftovers))
        _logger.info("%s: fields that nothing was made of, with their number of records: %s", whole.source_uri, told)


def _record(origin: _Origin, record: Record, limits: Limits) -> Scrape:
    """Return the document of a record; what the record declares comes before what a page in it does."""
    decoded = Decoded(record.text, record.encoding)
    scrape = (_page if record.is_page else _text)(origin, decoded, limits)
    if scrape.document.disposition == "rejected":
        return scrape
    url = record.url or scrape.document.url
    document = replace(scrape.document, url=url, collected_at=record.collected_at)
    return replace(scrape, document=document, declared=_merged(record.declared, scrape.declared))


def _merged(first: Declared, second: Declared) -> Declared:
    """Return what either declares, `first` where both do; a date keeps its own granularity."""
    dated = first if first.published_on is not None else second
    return Declared(
        title=first.title or second.title,
        outlet=first.outlet or second.outlet,
        byline=first.byline or second.byline,
        published_on=dated.published_on,
        published_granularity=dated.published_granularity,
        language=first.language or second.language,
        description=first.description or second.description,
    )


def _page(origin: _Origin, decoded: Decoded, limits: Limits) -> Scrape:
    """Return the document of an HTML page."""
    if decoded.text.count("<") > limits.page_tags:
        return _rejected(origin, Reason.TOO_LARGE, f"more than {limits.page_tags:,} tags")
    page = read_page(decoded.text)
    if isinstance(page, Reason):
        return _rejected(origin, page)
    declared, url = read_metadata(page.root, visible=page.text)
    scrape = _text(origin, Decoded(page.text, decoded.encoding), limits)
    if scrape.document.disposition == "rejected":
        return scrape
    return Scrape(replace(scrape.document, url=url), declared, page.blocks)


def _text(origin: _Origin, decoded: Decoded, limits: Limits) -> Scrape:
    """Return a document with its text, rejected when the text is too long or blank."""
    if len(decoded.text) > limits.text_chars:
        detail = f"{len(decoded.text):,} characters, at most {limits.text_chars:,}"
        return _rejected(origin, Reason.TOO_LARGE, detail)
    reason = None if decoded.text.strip() else Reason.EMPTY_TEXT.told()
    return Scrape(_document(origin, reason, encoding=decoded.encoding, raw_text=decoded.text or None))


def _rejected(origin: _Origin, reason: Reason, detail: str | None = None) -> Scrape:
    """Return a document without a text."""
    return Scrape(_document(origin, reason.told(detail)))


def _document(
    origin: _Origin, rejection: str | None, *, encoding: str | None = None, raw_text: str | None = None
) -> Document:
    return Document(
        document_id=ids.document_id(origin.source_uri),
        source_uri=origin.source_uri,
        url=None,
        media_type=origin.media_type,
        encoding=encoding,
        size_bytes=origin.size_bytes,
        content_sha256=origin.content_sha256,
        raw_text=raw_text,
        collected_at=None,
        disposition="article" if rejection is None else "rejected",
        disposition_reason=rejection,
    )


def _sizes(size: int, most: int) -> str:
    return f"{size / (1 << 20):,.1f} MiB, at most {most / (1 << 20):,.1f} MiB"
