"""What of a run's source files the cache knows already, and what has to be ingested.

A file is known when the packs hold its documents as this version of ingest reads these bytes. Documents whose file is
gone are taken as they were read last, whatever the version, or rebuilt from the current release: they are never lost.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from depeche.errors import StoreError
from depeche.ingest import SourceFile
from depeche.model import Scrape
from depeche.stages.carrying import Rebuilt, rebuild
from depeche.stages.handover import Source, load, save
from depeche.stages.keys import article_key, file_key, rebuilt_key, scrape_key
from depeche.stages.packs import Entry, Pack, read_entries, save_pack
from depeche.stages.planning import Plan, load_plan, split
from depeche.stages.shelf import Bytes, put, take_down
from depeche.store.releases import Release


@dataclass(frozen=True, slots=True)
class Recalled:
    """What is known, and the files that are not, split into shards."""

    packs: tuple[str, ...]  # of the cache, as local paths
    rebuilt: str | None  # a new pack of documents that were rebuilt
    present: tuple[Source, ...]  # known files that are there
    carried: tuple[Source, ...]  # files that are gone
    shards: tuple[tuple[SourceFile, ...], ...]
    anew: bool  # nothing of the files that are there may come from the cache


def recall(plan: Path, place: Bytes, *, release: Release | None, anew: bool = False) -> Path:
    """Look up what the cache of a store knows of the files of a plan; return the path of a `Recalled`."""
    planned, work = load_plan(plan), plan.parent
    packs = take_down(place, work)
    contents = file_contents(packs)
    carried, entries = _carried(planned.carried, packs, contents, release)
    rebuilt = save_pack(work, entries)
    if rebuilt is not None:
        put(place, Path(rebuilt).read_bytes())
    present = [] if anew else list(_known(planned, contents))
    known = {source.uri for source in present}
    missing = [file.file for file in planned.files if file.file.source_uri not in known]
    shards = split(missing, lambda file: file.size_bytes, workers=planned.workers)
    found = Recalled(tuple(map(str, packs)), rebuilt, tuple(present), carried, shards, anew)
    return save(work / "recalled.msgpack", found)


def load_recalled(path: Path) -> Recalled:
    """Read what `recall` wrote."""
    return load(path, Recalled)


def file_contents(packs: Iterable[Path]) -> dict[bytes, tuple[bytes, ...]]:
    """Return the keys of the documents of each file whose documents are all in some pack, by the key of the file."""
    opened = [Pack(path) for path in packs]
    keys = {key for pack in opened for key in pack.keys}
    decoder = msgspec.msgpack.Decoder(tuple[bytes, ...])
    files = {e.key: decoder.decode(e.value) for pack in opened for e in pack.entries(lambda key: key[:1] == b"f")}
    return {key: documents for key, documents in files.items() if keys.issuperset(documents)}


def file_entry(key: bytes, documents: tuple[bytes, ...]) -> Entry:
    """Return the entry that says which documents a file holds."""
    return Entry(key, msgspec.msgpack.encode(documents))


def _known(plan: Plan, contents: Collection[bytes]) -> Iterable[Source]:
    """Give the files of a plan whose documents are in the packs."""
    for planned in plan.files:
        source = planned.source
        entry = file_key(source.uri, source.token, source.problem)
        if source.token is not None and entry in contents:
            yield replace(source, entry=entry)


def _carried(
    sources: tuple[Source, ...],
    packs: Iterable[Path],
    contents: dict[bytes, tuple[bytes, ...]],
    release: Release | None,
) -> tuple[tuple[Source, ...], list[Entry]]:
    """Return files that are gone, each with the key of its documents, and the entries that had to be rebuilt."""
    keyed = [replace(s, entry=s.entry or file_key(s.uri, s.token, s.problem)) for s in sources]
    readable = _readable(packs, {key for source in keyed for key in contents.get(source.entry, ())})
    lost = {s.uri for s in keyed if s.entry not in contents or not readable.issuperset(contents[s.entry])}
    if not lost or release is None:
        return tuple(keyed), []
    entries: list[Entry] = []
    again = rebuild(release, lost)
    if missing := sorted(lost - set(again)):
        raise StoreError(
            f"The release {release.id} has no document of {missing[0]}, whose source file is gone.",
            hint="Put the file back, or leave it out for good with --prune.",
        )
    rebuilt = {uri: _rebuilt(uri, again[uri], entries) for uri in sorted(lost)}
    return tuple(replace(s, entry=rebuilt.get(s.uri, s.entry)) for s in keyed), entries


def _readable(packs: Iterable[Path], keys: Collection[bytes]) -> set[bytes]:
    """Return the keys of those scrapes that still have the form that this version knows."""
    decoder = msgspec.msgpack.Decoder(Scrape)
    found = set()
    for entry in read_entries(packs, keys):
        try:
            decoder.decode(entry.value)
        except msgspec.MsgspecError:
            continue
        found.add(entry.key)
    return found


def _rebuilt(uri: str, documents: tuple[Rebuilt, ...], entries: list[Entry]) -> bytes:
    """Add the entries of a rebuilt file to `entries` and return the key of the file."""
    keys = []
    for document in documents:
        encoded = msgspec.msgpack.encode(document.scrape)
        keys.append(scrape_key(encoded))
        entries.append(Entry(keys[-1], encoded))
        if document.article is not None:
            entries.append(Entry(article_key(keys[-1]), msgspec.msgpack.encode(document.article)))
    key = rebuilt_key(uri, tuple(keys))
    entries.append(file_entry(key, tuple(keys)))
    return key
