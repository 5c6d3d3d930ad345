"""Which source files a release was made from: their addresses and the tokens of their bytes.

The fingerprint over them stands in the manifest; the list itself is kept beside the packs, under that fingerprint, so
that a list that does not belong to the release is known for what it is. Where little changed, only what differs from a
list that is there already is kept. Without it, what the table `documents` says of the files has to do. Not here: which
files there are now (see `planning`).
"""

from __future__ import annotations

import hashlib
import logging
import zlib
from collections.abc import Collection, Iterable
from typing import TypeVar

import msgspec

from depeche.errors import StoreError
from depeche.stages.handover import Source
from depeche.stages.shelf import Bytes
from depeche.store.releases import Release

FOLDER = "cache/sources"

_WHOLE, _CHANGES = ".list", ".changes"
_FEW = 4  # a list is kept as changes while they are at most one in so many of its files
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


class _Changes(msgspec.Struct, frozen=True, array_like=True):
    """What a list has that the whole list `base` has not, and the addresses that only the latter has."""

    base: str  # the fingerprint of the whole list
    changed: tuple[Source, ...]
    gone: tuple[str, ...]


T = TypeVar("T")


def save_sources(place: Bytes, sources: tuple[Source, ...]) -> None:
    """Keep the list of sources that a release is being made from."""
    wanted = fingerprint(sources)
    try:
        whole = [_name(stored.key) for stored in place.list(FOLDER) if stored.key.endswith(_WHOLE)]
        bases = whole if wanted not in whole else ()  # others may rest on it
        changes = next(filter(None, (_changes(place, base, sources) for base in bases)), None)
        if changes is not None:
            place.write(_key(wanted, _CHANGES), _encoded(changes))
        else:
            place.write(_key(wanted, _WHOLE), _encoded(sources))
            place.delete([_key(wanted, _CHANGES)])
    except StoreError as problem:
        _logger.warning("the list of source files could not be kept: %s", problem.message)


def _changes(place: Bytes, base: str, sources: tuple[Source, ...]) -> _Changes | None:
    """Return a list as what differs from a whole list that is kept, None where that is damaged or much differs."""
    before = {source.uri: source for source in _decoded(place, base, _WHOLE, tuple[Source, ...]) or ()}
    changed = tuple(source for source in sources if before.pop(source.uri, None) != source)
    is_worth_it = _FEW * (len(changed) + len(before)) <= len(sources)
    return _Changes(base, changed, tuple(before)) if is_worth_it else None


def drop_sources(place: Bytes, *, keep: Collection[str]) -> None:
    """Delete the lists of all releases but those with the fingerprints to keep, and the whole lists these rest on."""
    found = (_decoded(place, wanted, _CHANGES, _Changes) for wanted in keep)
    kept = {*keep, *(changes.base for changes in found if changes is not None)}
    try:
        place.delete([stored.key for stored in place.list(FOLDER) if _name(stored.key) not in kept])
    except StoreError as problem:
        _logger.warning("old lists of source files could not be deleted: %s", problem.message)


def known_sources(release: Release | None) -> tuple[Source, ...]:
    """Return the source files that a release was made from, those of documents that it carried over included."""
    if release is None:
        return ()
    wanted = release.manifest.input_fingerprint
    found = _kept(release.place, wanted)
    if found is None:
        return _told_by_documents(release)
    if fingerprint(found) != wanted:
        _logger.warning("%s in the cache is damaged; the table documents is asked instead", f"{FOLDER}/{wanted}")
        return _told_by_documents(release)
    return tuple(source for source in found if source.token is not None or source.problem is not None)


def _kept(place: Bytes, wanted: str) -> tuple[Source, ...] | None:
    """Return the list with a fingerprint as far as it can be read, None where there is none."""
    whole = tuple[Source, ...]
    if all(place.read(_key(wanted, kind)) is None for kind in (_WHOLE, _CHANGES)):
        return None
    changes = _decoded(place, wanted, _CHANGES, _Changes)
    if changes is None:
        return _decoded(place, wanted, _WHOLE, whole) or ()
    found = {source.uri: source for source in _decoded(place, changes.base, _WHOLE, whole) or ()}
    for uri in changes.gone:
        found.pop(uri, None)
    return tuple((found | {source.uri: source for source in changes.changed}).values())


def _encoded(kept: object) -> bytes:
    return zlib.compress(msgspec.msgpack.encode(kept), 1)


def _decoded(place: Bytes, wanted: str, kind: str, form: type[T]) -> T | None:
    """Return what is kept of a list as a kind, None where that is not there or no longer whole."""
    data = place.read(_key(wanted, kind))
    try:
        return None if data is None else msgspec.msgpack.decode(zlib.decompress(data), type=form)
    except (zlib.error, msgspec.MsgspecError):
        return None


def _key(wanted: str, kind: str) -> str:
    """Return where the list with a fingerprint is kept."""
    return f"{FOLDER}/{wanted}{kind}"


def _name(key: str) -> str:
    """Return the fingerprint of the list that is kept under a key."""
    return key.rpartition("/")[2].partition(".")[0]


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
