"""The memory of resolve: what it worked out in earlier runs, in the packs of the cache beside what was read.

Only answers of this version of resolve are found. Those that a run asks for or adds are what its tidying keeps. Not
here: what is remembered (see `resolve.memory`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from depeche.stages.handover import load, save
from depeche.stages.keys import answer_key, is_answer
from depeche.stages.packs import Entry, Pack, save_pack
from depeche.stages.shelf import Bytes, put

_FILE = "answers.msgpack"


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers that a run used, and the pack with those that are new."""

    used: tuple[bytes, ...]
    pack: str | None


class PackMemory:
    """Answers out of packs; new ones become a pack by `store`."""

    def __init__(self, packs: Iterable[Path]) -> None:
        self._known = {entry.key: entry.value for path in packs for entry in Pack(path).entries(is_answer)}
        self._used: set[bytes] = set()
        self._new: dict[bytes, bytes] = {}

    def recall(self, key: bytes) -> bytes | memoryview | None:
        """Return the answer under a key, None where no pack holds it."""
        own = answer_key(key)
        self._used.add(own)
        return self._known.get(own)

    def keep(self, key: bytes, answer: bytes) -> None:
        """Keep an answer for later runs."""
        own = answer_key(key)
        self._used.add(own)
        self._new[own] = answer

    def store(self, work: Path, place: Bytes) -> None:
        """Put new answers into the cache, and leave in `work` what tidying wants to know."""
        pack = save_pack(work, (Entry(key, answer) for key, answer in self._new.items()))
        if pack is not None:
            put(place, Path(pack).read_bytes())
        save(work / _FILE, Answers(tuple(sorted(self._used)), pack))


def used_answers(work: Path) -> Answers:
    """Return what the memory of a run left in its folder; nothing where it had none."""
    path = work / _FILE
    return load(path, Answers) if path.exists() else Answers((), None)
