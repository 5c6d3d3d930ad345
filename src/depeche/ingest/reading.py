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
from depeche.ingest.limits import DEFAULT_LIMITS, Limits, sizes
from depeche.ingest.mapping import Mapping
from depeche.ingest.opening import SourceStream, content_token, open_source, whole_token
from depeche.ingest.reasons import Reason
from depeche.ingest.records import Numbered, Record
from depeche.ingest.sources import HEAD_BYTES, HTML, READABLE, UNKNOWN, WHOLE, SourceFile, packing_of, sniff
from depeche.ingest.unpacking import BrokenOff, Content, Unpacked
from depeche.model import Declared, Document, Scrape

_NOTHING = hashlib.sha256(b"").hexdigest()
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
    """Return the documents of a source: one, or one for each record that it holds."""
    scrapes: list[Scrape] = []
    documents = iter_source(source, limits=limits)
    while True:
        try:
            scrapes.append(next(documents))
        except StopIteration as end:
            return Reading(tuple(scrapes), end.value)


def iter_source(source: SourceFile, *, limits: Limits = DEFAULT_LIMITS) -> Generator[Scrape, None, str | None]:
    """Give the documents of a source one by one, so that a large file of records never stands in memory as a whole.

    Returns the token of the bytes read. Raises InputError when the object store as a whole cannot be read.
    """
    origin = _Origin(source.source_uri, source.media_type, source.size_bytes)
    if source.problem is not None:
        known = None if source.is_object else whole_token(source)
        yield _rejected(replace(origin, content_sha256=known or _NOTHING), source.problem)
        return content_token(source)
    try:
        with open_source(source) as stream:
            for scrape in _documents(source, stream, limits):
                yield _declaring(scrape, source.mapping)
            return source.mapped(stream.token())
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
    """Give the documents of an open source; the first bytes of an object or of what is packed settle what it is."""
    packing = packing_of(stream.head(HEAD_BYTES)) if source.media_type in (*READABLE, UNKNOWN) else None
    content: Content = Unpacked(stream, packing, limits) if packing else stream
    origin = _Origin(source.source_uri, source.media_type, stream.size())
    try:
        if (source.is_object or packing) and source.media_type in (*WHOLE, UNKNOWN):
            origin = replace(origin, media_type=sniff(source.suffix, content.head(HEAD_BYTES)))
        if origin.media_type not in READABLE:
            yield _rejected(origin, Reason.UNSUPPORTED_TYPE)
        elif origin.media_type in WHOLE:
            yield _whole(origin, stream, content, limits)
        else:
            yield from _records(origin, stream, content, source.mapping, limits)
    except BrokenOff as end:
        yield _rejected(_hashed(origin, stream), end.reason, end.detail)


def _hashed(origin: _Origin, stream: SourceStream) -> _Origin:
    """Return the origin with the hash of the whole source; an object is not downloaded for that."""
    return replace(origin, content_sha256=stream.sha256() or _NOTHING)


def _whole(origin: _Origin, stream: SourceStream, content: Content, limits: Limits) -> Scrape:
    """Return the one document of a text or page; its size and hash are those of the file, packed or not."""
    most = limits.page_bytes if origin.media_type == HTML else limits.file_bytes
    raw = content.read(most + 1) if origin.size_bytes <= most else b""
    size = max(origin.size_bytes, len(raw))
    if size > most or content.read(1):
        return _rejected(_hashed(replace(origin, size_bytes=size), stream), Reason.TOO_LARGE, sizes(size, most))
    if content is stream:
        origin = replace(origin, size_bytes=len(raw))
    origin = _hashed(origin, stream)
    decoded = decode(raw, is_page=origin.media_type == HTML)
    if isinstance(decoded, Reason):
        return _rejected(origin, decoded)
    return (_page if origin.media_type == HTML else _text)(origin, decoded, limits)


def _records(
    whole: _Origin, stream: SourceStream, content: Content, mapping: Mapping | None, limits: Limits
) -> Generator[Scrape, None, None]:
    """Give one document a record; where reading breaks off, what follows there is one rejected document."""
    from depeche.ingest.holdings import reader_of  # pages and texts need none of it

    audit = _Audit()
    last = 0
    try:
        for item in reader_of(whole.media_type)(content, limits, mapping):
            last = item.number
            if audit.counts(item):
                origin = _Origin(
                    f"{whole.source_uri}#{item.number}", whole.media_type, item.size_bytes, item.content_sha256
                )
                yield _numbered(origin, item, limits)
        if not audit.documents:
            yield _rejected(_hashed(whole, stream), Reason.EMPTY_FILE if not last else Reason.NO_PAGE)
    except BrokenOff as end:
        if not last:
            raise
        yield _rejected(replace(whole, source_uri=f"{whole.source_uri}#{last + 1}"), end.reason, end.detail)
    audit.tell(whole.source_uri)


class _Audit:
    """Counts what of a file of records nothing was made of, so that it is told and not silently dropped."""

    def __init__(self) -> None:
        self.documents = 0
        self._fields: Counter[str] = Counter()
        self._others: Counter[str] = Counter()

    def counts(self, item: Numbered) -> bool:
        """Count what is left over of an item and tell whether it is a document."""
        if item.record is None:
            self._others[item.detail or "other"] += 1
            return False
        self.documents += 1
        if isinstance(item.record, Record):
            self._fields.update(item.record.leftovers)
        return True

    def tell(self, source_uri: str) -> None:
        """Report what was counted."""
        for what, counter in (
            ("fields that nothing was made of, with their number of records", self._fields),
            ("records that are no documents, with their number", self._others),
        ):
            if counter:
                told = ", ".join(f"{name} ({counter[name]})" for name in sorted(counter))
                _logger.info("%s: %s: %s", source_uri, what, told)


def _numbered(origin: _Origin, item: Numbered, limits: Limits) -> Scrape:
    """Return the document of an item that is one."""
    if isinstance(item.record, Record):
        return _record(origin, item.record, limits)
    assert item.record is not None
    return _rejected(origin, item.record, item.detail)


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


def _declaring(scrape: Scrape, mapping: Mapping | None) -> Scrape:
    """Return a document with what a mapping file declares of all, where it does not say so itself."""
    if mapping is None or not mapping.declared or scrape.document.disposition == "rejected":
        return scrape
    said = mapping.declared
    general = Declared(outlet=said.get("outlet"), byline=said.get("byline"), language=said.get("language"))
    return replace(scrape, declared=_merged(scrape.declared, general))


def _page(origin: _Origin, decoded: Decoded, limits: Limits) -> Scrape:
    """Return the document of an HTML page."""
    from depeche.ingest.page import read_page  # texts need none of what reads pages
    from depeche.ingest.page_metadata import read_metadata

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
