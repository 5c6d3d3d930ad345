"""Which source files a release was made from: their addresses and the tokens of their bytes.

The fingerprint over them stands in the manifest; the list itself is kept beside the packs, under that fingerprint, so
that a list that does not belong to the release is known for what it is. Without it, what the table `documents` says of
the files has to do. Not here: which files there are now (see `planning`).
"""

from __future__ import annotations

import hashlib
import logging
import zlib
from collections.abc import Collection, Iterable

import msgspec

from depeche.errors import StoreError
from depeche.stages.handover import Source
from depeche.stages.shelf import Bytes
from depeche.store.releases import Release

FOLDER = "cache/sources"

_RECORDS = "application/x-ndjson"
_NO_BYTES = hashlib.sha256(b"").hexdigest()
# Reasons that ingest gives before it has read a byte; the first two say nothing that is worth keeping.
_UNREAD = ("vanished", "unreadable", "unreadable_name", "not_a_file", "link_outside", "link_to_folder")
_logger = logging.getLogger("depeche.stages")


def fingerprint(sources: Iterable[Source]) -> str:
    """Return a SHA-256 over what sources are and hold, whatever their order and where they were read from."""
    digest = hashlib.sha256()
    for source in sorted(sources, key=lambda source: source.uri):
        for fact in (source.uri, source.problem or "", source.token or "gone"):
            encoded = fact.encode("utf-8")
            digest.update(f"{len(encoded)}:".encode("ascii") + encoded)
    return digest.hexdigest()


def save_sources(place: Bytes, sources: tuple[Source, ...]) -> None:
    """Keep the list of sources that a release is being made from."""
    try:
        place.write(_key(fingerprint(sources)), zlib.compress(msgspec.msgpack.encode(sources), 1))
    except StoreError as problem:
        _logger.warning("the list of source files could not be kept: %s", problem.message)


def drop_sources(place: Bytes, *, keep: Collection[str]) -> None:
    """Delete the lists of all releases but those with the fingerprints to keep."""
    kept = {_key(wanted) for wanted in keep}
    try:
        place.delete([stored.key for stored in place.list(FOLDER) if stored.key not in kept])
    except StoreError as problem:
        _logger.warning("old lists of source files could not be deleted: %s", problem.message)


def known_sources(release: Release | None) -> tuple[Source, ...]:
    """Return the source files that a release was made from, those of documents that it carried over included."""
    if release is None:
        return ()
    wanted = release.manifest.input_fingerprint
    data = release.place.read(_key(wanted))
    if data is None:
        return _told_by_documents(release)
    try:
        found = msgspec.msgpack.decode(zlib.decompress(data), type=tuple[Source, ...])
    except (zlib.error, msgspec.MsgspecError):
        found = ()
    if fingerprint(found) != wanted:
        _logger.warning("%s in the cache is damaged; the table documents is asked instead", _key(wanted))
        return _told_by_documents(release)
    return tuple(source for source in found if source.token is not None or source.problem is not None)


def _key(wanted: str) -> str:
    """Return where the list with a fingerprint is kept."""
    return f"{FOLDER}/{wanted}.list"


def _told_by_documents(release: Release) -> tuple[Source, ...]:
    """Return the source files that the documents of a release name. Of a file of records only the records are known,
    of an object store not the tokens: such files are taken for changed, which costs one publication.
    """
    columns = ["source_uri", "media_type", "content_sha256", "disposition_reason"]
    rows = release.read("documents", columns=columns).sort_by("source_uri")
    found: dict[str, Source] = {}
    for row in rows.to_pylist():
        uri, _, record = row["source_uri"].partition("#")
        reason = (row["disposition_reason"] or "").partition(":")[0]
        token, problem = row["content_sha256"], None
        if record or row["media_type"] == _RECORDS:
            before = found[uri].token if uri in found else ""
            token = hashlib.sha256(f"{before} {record} {token}".encode()).hexdigest()
        elif reason in _UNREAD:
            token, problem = None, reason
        elif reason == "unsupported_type":
            problem = reason
        found[uri] = Source(uri, token, problem)
    return tuple(source for source in found.values() if source.problem not in _UNREAD[:2])
