"""A raw folder and a store that belong together, and what the store must hold before and after each command.

The expectation is kept apart from the code under test: documents by address with the SHA-256 of their bytes, releases
and tags by name. Not here: who runs the command and who kills it (see `victims`, `kill_everything`).
"""

from __future__ import annotations

import hashlib
import random
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, get_args

from checks import store_fault

from depeche.store import Store

Command = Literal["full run", "incremental run", "run --prune", "rollback", "gc", "tag"]
COMMANDS: tuple[Command, ...] = get_args(Command)
KEEP = 3

Documents = dict[str, str]  # address of each document, SHA-256 of its bytes

_NAMES = ["Orvane", "Lumora", "Solphora", "Trimora", "Belquanta", "Hexaria", "Jorlys", "Kalnexa"]
_TOWNS = ["Brest", "Limoges", "Nantes", "Metz", "Pau", "Dijon", "Caen", "Tours"]
_FRENCH = """{name} : le conseil se sépare de son directeur

Publié le {day} mars 2024 à 18h02

Le conseil d'administration de {name} a limogé lundi son directeur général, Paul Amiot, en poste depuis {n} ans.

« Nous avions perdu confiance », a déclaré à {town} la présidente de {name}, Hélène Drouet. {n2} salariés ont signé une
lettre ouverte.
"""
# Not French, so that it is rejected before the model is needed.
_ENGLISH = "The board of number {n} met on Monday for the {n2}th time and appointed a chief executive from {town}.\n"


@dataclass(frozen=True, slots=True)
class State:
    """What a reader finds in the store."""

    current: str | None
    releases: tuple[str, ...]
    tags: dict[str, str]
    documents: Documents


@dataclass(frozen=True, slots=True)
class Errand:
    """A command that is about to be run, with what it needs, and the two states that it may leave."""

    command: Command
    before: State
    target: str | None = None  # the release to roll back to
    tag: str | None = None
    documents: Documents | None = None  # of the release that a run publishes


class World:
    """One store that lives through all faults of its place."""

    def __init__(self, address: str, raw: Path, *, articles: int, chance: random.Random) -> None:
        self.store, self.raw, self.chance = Store(address), raw, chance
        self._articles = articles
        self._revisions = dict.fromkeys(range(max(articles, 8)), 0)  # of every document, there or not
        self._there = set(self._revisions)
        self._tags = 0
        self._write()

    def state(self) -> State:
        """Read the store as a user does."""
        current = self.store.latest()
        rows = current.read("documents", columns=["source_uri", "content_sha256"]).to_pylist() if current else []
        return State(
            current=current.id if current else None,
            releases=self.store.ids(),
            tags=self.store.tags(),
            documents={row["source_uri"]: row["content_sha256"] for row in rows},
        )

    def prepare(self, command: Command) -> Errand:
        """Make the change that gives the command something to do, and say what it must lead to."""
        before = self.state()
        if command == "rollback":
            others = [release for release in before.releases if release != before.current]
            return Errand(command, before, target=self.chance.choice(others)) if others else self.prepare("tag")
        if command == "tag":
            self._tags += 1
            return Errand(command, before, target=self.chance.choice(before.releases), tag=f"marque-{self._tags}")
        if command == "gc":
            return Errand(command, before)
        missing = sorted(self._revisions.keys() - self._there)
        if len(missing) > 2 or (missing and command == "incremental run"):
            self._there.add(self.chance.choice(missing))
        elif command != "full run":
            self._there.remove(self.chance.choice(sorted(self._there)))  # only `--prune` may take its document away
        self._change(len(self._there) if command == "full run" else 1)
        self._write()
        raw = self._raw_documents()
        kept = {} if command == "run --prune" else before.documents
        return Errand(command, before, documents=kept | raw)

    def faults(self, errand: Errand, *, finished: bool) -> list[str]:
        """Return what is wrong after the command was killed, or, `finished`, after it was run to its end."""
        if fault := store_fault(self.store):
            return [fault]
        now, before = self.state(), errand.before
        if errand.command == "gc":
            return _gc_faults(now, before, finished=finished)
        found = [f"lost the release {name}" for name in before.releases if name not in now.releases]
        if errand.documents is not None:
            if now.documents != errand.documents and (finished or now.documents != before.documents):
                found.append(f"{_difference(now.documents, errand.documents)}, compared with what was to be published")
            if now.documents == before.documents != errand.documents and now.current != before.current:
                found.append(f"{now.current} became current with the documents of {before.current}")
        elif errand.command == "rollback" and now.current not in {errand.target, None if finished else before.current}:
            found.append(f"{now.current} is current, neither {errand.target} nor {before.current}")
        elif errand.command == "tag":
            after = before.tags | {str(errand.tag): str(errand.target)}
            if now.tags != after and (finished or now.tags != before.tags):
                found.append(f"the tags are {now.tags} instead of {after}, before {before.tags}")
        if errand.command != "tag" and now.tags != before.tags:
            found.append(f"the tags are {now.tags} instead of {before.tags}")
        return found

    def is_done(self, errand: Errand) -> bool:
        """Tell whether the command has had its effect, as far as one can see."""
        now = self.state()
        if errand.command == "gc":
            return now.releases != errand.before.releases
        return (now.current, now.tags) != (errand.before.current, errand.before.tags)

    def flip(self) -> None:
        """Give every document its other revision."""
        self._change(len(self._there))
        self._write()

    def _change(self, count: int) -> None:
        for number in self.chance.sample(sorted(self._there), count):
            self._revisions[number] ^= 1

    def _write(self) -> None:
        """Make the raw folder what it should be."""
        self.raw.mkdir(parents=True, exist_ok=True)
        for number, revision in self._revisions.items():
            path = self.raw / f"document-{number:02d}.txt"
            if number in self._there:
                path.write_text(self._text(number, revision), encoding="utf-8")
            else:
                path.unlink(missing_ok=True)

    def _text(self, number: int, revision: int) -> str:
        values = {
            "name": _NAMES[number % len(_NAMES)],
            "town": _TOWNS[(number + 3 * revision) % len(_TOWNS)],
            "day": 1 + number % 28,
            "n": 2 + number,
            "n2": 40 + 7 * number + revision,
        }
        return _FRENCH.format(**values) if number < self._articles else _ENGLISH.format(**values) * 3

    def _raw_documents(self) -> Documents:
        return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(self.raw.iterdir())}


def _gc_faults(now: State, before: State, *, finished: bool) -> list[str]:
    """A collection may delete old releases only, and in the end must."""
    protected = {before.current, *before.releases[-KEEP:], *before.tags.values()} - {None}
    found = [f"gc took {name}" for name in sorted(map(str, protected)) if name not in now.releases]
    if (now.current, now.tags, now.documents) != (before.current, before.tags, before.documents):
        found.append("gc changed what is current, or a tag")
    if finished and set(now.releases) != protected:
        found.append(f"gc left {', '.join(sorted(set(now.releases) - protected))}")
    return found


def _difference(found: Documents, wanted: Documents) -> str:
    lost, strange = sorted(wanted.keys() - found.keys()), sorted(found.keys() - wanted.keys())
    other = sorted(name for name in found.keys() & wanted.keys() if found[name] != wanted[name])
    return f"documents lost: {lost}, not expected: {strange}, of another revision: {other}"
