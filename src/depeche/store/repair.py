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
from depeche.store.history import moves
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
    list_of_tags: str | None = None  # why it cannot be read

    def __str__(self) -> str:
        told = [self.pointer] if self.pointer else []
        told += [f"{release}: the manifest cannot be read" for release in self.manifests]
        told += dict.fromkeys(str(problem) for _, problem in self.parts)  # releases may share one
        told += [f"the tag {tag!r} names a release that is not there" for tag in self.tags]
        told += [self.list_of_tags] if self.list_of_tags else []
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
    tags, trouble = _tags(store)
    return Damage(
        pointer=_pointer_problem(store, known),
        manifests=tuple(release for release in store.ids() if release not in known),
        parts=tuple((release.id, problem) for release in releases for _, problem in look.problems(release)),
        tags=tuple(tag for tag, release in sorted(tags.items()) if release not in known),
        list_of_tags=trouble,
    )


def repair(writer: Writer) -> Repair:
    """Mend what can be mended without changing a row; the pointer moves only from what is damaged."""
    made = Repair()
    _mend_parts(writer, made)
    _name_manifests(writer.store, made)
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
        return problem.message.rstrip(".")
    if current is None:
        return f"{store.place.uri(POINTER)} is missing, although there are releases" if known else None
    return None if current in known else f"{POINTER} names {current}, which is not there or cannot be read"


def _tags(store: Store) -> tuple[dict[str, str], str | None]:
    """Return the names of releases, or why they cannot be read."""
    try:
        return store.tags(), None
    except StoreError as problem:
        return {}, f"{problem.message} {problem.hint}"


def _mend_parts(writer: Writer, made: Repair) -> None:
    """Replace damaged parts by sound ones with the same checksum, wherever a release has one."""
    store = writer.store
    look = _Look(store.place, deep=True)
    damaged: dict[str, tuple[Part, Problem]] = {}  # by path: releases may share a part
    sound: dict[str, Part] = {}
    for release in store.releases():
        wrong = dict(look.problems(release))
        damaged |= {part.path: (part, problem) for part, problem in wrong.items()}
        for entry in release.manifest.tables.values():
            sound.update((part.sha256, part) for part in entry.parts if part not in wrong)
    for part, problem in damaged.values():
        twin = sound.get(part.sha256)
        if twin is None:
            made.left.append(f"{problem}; no other release has this part: `depeche run --fresh` makes a sound release")
            continue
        _replace(writer, part, twin)
        made.done.append(f"{part.path}: replaced by its sound twin {twin.path}")


def _replace(writer: Writer, part: Part, twin: Part) -> None:
    """Give a part the bytes of its twin, at once and leaving nothing beside it."""
    place = writer.place
    data = place.read(twin.path)
    if data is None:
        raise StoreError(f"{place.uri(twin.path)} vanished during the repair.", hint="Run it again.")
    writer.lease.confirm()
    if not place.is_local:
        place.write(part.path, data)
        return
    staged, target = writer.staging / "mended.parquet", Path(place.path(part.path))
    with disk.explained("write", staged):
        staged.write_bytes(data)
    disk.make_folder(target.parent)
    disk.take_over(staged, target)
    with disk.explained("write", target.parent):
        disk.flush(target.parent)


def _name_manifests(store: Store, made: Repair) -> None:
    """Say what to do about manifests that cannot be read: nobody else knows what they said."""
    for release in store.damaged_ids():
        key = store.place.manifest_key(release)
        whole = f"releases/{release}" if store.place.is_local else key
        made.left.append(
            f"{release}: the manifest cannot be read; put {store.place.uri(key)} back from a backup, or delete"
            f" {store.place.uri(whole)} by hand"
        )


def _mend_pointer(writer: Writer, made: Repair) -> None:
    """Step to the last sound release when the current one is not there, cannot be read or is damaged.

    Where none is sound, a damaged one that can be read is better than none: the next run keeps what is sound in it.
    """
    store = writer.store
    look = _Look(store.place, deep=True)
    releases = _last_ones_first(writer)
    problem = lost = _pointer_problem(store, {release.id for release in releases})
    if problem is None and writer.parent is not None and next(look.problems(writer.parent), None) is not None:
        problem = f"{writer.parent.id} is damaged"
    if problem is None:
        return
    whole = next((release for release in releases if next(look.problems(release), None) is None), None)
    if whole is None and releases:
        made.left.append(f"{problem}; no release is sound: `depeche run --fresh` makes one from the raw files")
    elif not releases and store.place.read(POINTER) is not None:
        store.place.delete([POINTER])
        made.done.append(f"{problem}; the store has no release, the pointer was removed")
    if whole is not None:
        _step_to(writer, whole, f"{problem}: {whole.id}, the last sound release, is current now", made)
    elif lost and releases:
        _step_to(writer, releases[0], f"{releases[0].id}, which can be read, is current now", made)


def _step_to(writer: Writer, release: Release, told: str, made: Repair) -> None:
    """Make a release current in place of one that is damaged, and note it."""
    trouble = writer.leave_damaged(release)
    made.done.append(told)
    made.left += [trouble] if trouble else []


def _last_ones_first(writer: Writer) -> list[Release]:
    """Return the readable releases: the one that was current last, those it came after, then the others from the end.

    One that was stepped back from is newer than the current one, but somebody did not want it.
    """
    store = writer.store
    known = {release.id: release for release in store.releases()}
    log = moves(store)
    parents = {move.after: move.before for move in log if move.action == "publish"}  # also of those nobody can read
    last = [writer.parent_id, *(move.after for move in reversed(log))]
    release = next((name for name in last if name in known or name in parents), None)
    chain: list[str] = []
    while release is not None and release not in chain:
        chain.append(release)
        release = known[release].manifest.parent if release in known else parents.get(release)
    return [known[name] for name in dict.fromkeys([*chain, *reversed(known)]) if name in known]


def _mend_tags(writer: Writer, made: Repair) -> None:
    """Drop tags of releases that are not there."""
    known, (tags, trouble) = set(writer.store.ids()), _tags(writer.store)
    made.left += [trouble] if trouble else []
    kept = {tag: release for tag, release in tags.items() if release in known}
    if kept == tags:
        return  # nothing to drop, or nothing that could be read
    save_tags(writer, kept)
    made.done += [
        f"the tag {tag!r} named {tags[tag]}, which is not there, and was dropped" for tag in tags.keys() - kept
    ]
