"""What is wrong with a store as a whole, and the way back: pointer, damaged parts, tags that lead nowhere.

A damaged part is mended only by a sound part with the same SHA-256, so that a repair can change no row. What has no
sound twin is rebuilt by the next `depeche run --fresh`, from the raw files. Not here: the look at a single release
(see `integrity`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from depeche.errors import StoreError
from depeche.store import disk
from depeche.store.integrity import Intactness, Problem
from depeche.store.manifest import Part
from depeche.store.place import Place
from depeche.store.releases import POINTER, Release, Store
from depeche.store.tags import save_tags
from depeche.store.writer import Writer


@dataclass(frozen=True, slots=True)
class Damage:
    """Everything wrong with a store; empty when it is sound."""

    pointer: str | None = None  # what is wrong with LATEST
    manifests: tuple[str, ...] = ()  # releases whose manifest cannot be read
    parts: tuple[tuple[str, Problem], ...] = ()  # release, what is wrong with one of its parts
    tags: tuple[str, ...] = ()  # tags of releases that are not there

    def __str__(self) -> str:
        told = [self.pointer] if self.pointer else []
        told += [f"{release}: the manifest cannot be read" for release in self.manifests]
        told += [str(problem) for _, problem in self.parts]
        told += [f"the tag {tag!r} names a release that is not there" for tag in self.tags]
        return "; ".join(told)

    @property
    def is_none(self) -> bool:
        """Whether the store is sound."""
        return self == Damage()


@dataclass(slots=True)
class Repair:
    """What a repair did, and what it could not do."""

    done: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)


def examine(store: Store, *, deep: bool) -> Damage:
    """Look at pointer, manifests, parts and tags of all releases; when `deep`, read every byte of every part once."""
    look = _Look(store.place, deep=deep)
    releases = store.releases()
    known = {release.id for release in releases}
    return Damage(
        pointer=_pointer_problem(store, known),
        manifests=tuple(release for release in store.ids() if release not in known),
        parts=tuple((release.id, problem) for release in releases for _, problem in look.problems(release)),
        tags=tuple(tag for tag, release in sorted(store.tags().items()) if release not in known),
    )


def repair(writer: Writer) -> Repair:
    """Mend what can be mended without changing a row; the pointer moves only from what cannot be read."""
    made = Repair()
    _mend_parts(writer.store, made)
    _mend_pointer(writer, made)
    _mend_tags(writer, made)
    return made


class _Look:
    """Looks at parts, each file of the disk once however many releases share it."""

    def __init__(self, place: Place, *, deep: bool) -> None:
        self._place, self._deep, self._parts = place, deep, Intactness(place)
        self._seen: dict[object, Problem | None] = {}

    def problems(self, release: Release) -> Iterator[tuple[Part, Problem]]:
        """Yield the damaged parts of a release."""
        for _, entry in sorted(release.manifest.tables.items()):
            for part in entry.parts:
                problem = self._problem(part, entry.schema)
                if problem is not None:
                    yield part, Problem(part.path, problem.kind, problem.detail)

    def _problem(self, part: Part, schema: str) -> Problem | None:
        identity = (self._identity(part), part.sha256)
        if identity not in self._seen:
            self._seen[identity] = self._parts.problem(part, schema, deep=self._deep)
        return self._seen[identity]

    def _identity(self, part: Part) -> object:
        if not self._place.is_local:
            return part.path
        try:
            status = Path(self._place.path(part.path)).stat()
        except OSError:
            return part.path
        return status.st_dev, status.st_ino


def _pointer_problem(store: Store, known: set[str]) -> str | None:
    try:
        current = store.latest_id()
    except StoreError as problem:
        return problem.message
    if current is None:
        return f"{store.place.uri(POINTER)} is missing, although there are releases" if known else None
    return None if current in known else f"{POINTER} names {current}, which is not there or cannot be read"


def _mend_parts(store: Store, made: Repair) -> None:
    """Replace damaged parts by sound ones with the same checksum, wherever a release has one."""
    look = _Look(store.place, deep=True)
    damaged: list[tuple[Part, Problem]] = []
    sound: dict[str, Part] = {}
    for release in store.releases():
        wrong = dict(look.problems(release))
        damaged += wrong.items()
        for entry in release.manifest.tables.values():
            sound.update((part.sha256, part) for part in entry.parts if part not in wrong)
    for part, problem in damaged:
        twin = sound.get(part.sha256)
        if twin is None:
            made.left.append(f"{problem}; no other release has this part: `depeche run --fresh` makes a sound release")
            continue
        _replace(store.place, part, twin)
        made.done.append(f"{part.path}: replaced by its sound twin {twin.path}")


def _replace(place: Place, part: Part, twin: Part) -> None:
    """Give a part the bytes of its twin."""
    data = place.read(twin.path)
    if data is None:
        raise StoreError(f"{place.uri(twin.path)} vanished during the repair.", hint="Run it again.")
    place.write(part.path, data)
    if place.is_local:
        disk.freeze(Path(place.path(part.path)))


def _mend_pointer(writer: Writer, made: Repair) -> None:
    """Step to the newest sound release when the current one is not there or cannot be read."""
    store = writer.store
    look = _Look(store.place, deep=True)
    releases = store.releases()
    known = {release.id for release in releases}
    problem = _pointer_problem(store, known)
    if problem is None and writer.parent is not None and next(look.problems(writer.parent), None) is not None:
        problem = f"{writer.parent.id} is damaged"
    if problem is None:
        return
    whole = next((release for release in reversed(releases) if next(look.problems(release), None) is None), None)
    if whole is None:
        if releases:
            made.left.append(f"{problem}; no release is sound: `depeche run --fresh` makes one from the raw files")
        elif store.place.read(POINTER) is not None:
            store.place.delete([POINTER])
            made.done.append(f"{problem}; the store has no release, the pointer was removed")
        return
    writer.point_to(whole, "rollback")
    made.done.append(f"{problem}: {whole.id}, the newest sound release, is current now")


def _mend_tags(writer: Writer, made: Repair) -> None:
    """Drop tags of releases that are not there."""
    tags, known = writer.store.tags(), set(writer.store.ids())
    kept = {tag: release for tag, release in tags.items() if release in known}
    if kept == tags:
        return
    save_tags(writer, kept)
    made.done += [
        f"the tag {tag!r} named {tags[tag]}, which is not there, and was dropped" for tag in tags.keys() - kept
    ]
