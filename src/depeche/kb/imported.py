"""An imported part of the knowledge base: hundreds of thousands of entities in files that are mapped into memory.

Here: opening such a folder, and finding names and entities in it. Not here: how it is made (see `importing`), which of
several bearers a name means in a text (`language.entities`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pyarrow as pa

from depeche.errors import EnvironmentProblem
from depeche.kb.records import KbEntity, NameFound
from depeche.model import Label

FORMAT = 1
ABOUT, ENTITIES, NAMES, FOLDED = "about.json", "entities.arrow", "names.marisa", "folded.marisa"
RECORD = "<I"  # of both indexes: the row of an entity
LONGEST_NAME = 80  # characters

# Names begin with a capital or a figure: what begins otherwise is found in no text.
_BEGINNING = re.compile(r"(?<![^\W_])[^\W_a-zà-öø-ÿ]")
_ARTICLES = frozenset({"le", "la", "les", "l", "the"})
_REMEMBERED = 20_000


class About(msgspec.Struct, frozen=True):
    """What an imported folder says of itself."""

    format: int
    source: str
    entities: int
    names: int
    sha256: str  # of all that was imported


class Record(msgspec.Struct, array_like=True, frozen=True):
    """What the folder keeps of an entity beside its number and renown."""

    name: str
    label: Label
    aliases: tuple[str, ...]
    description: str | None


class Imported:
    """The entities of an imported folder, found by name, by folded name and by Wikidata id."""

    def __init__(self, folder: Path) -> None:
        """Raise EnvironmentProblem when the folder is not one that `depeche kb import` made, or of another version."""
        import marisa_trie

        self.about = _about(folder)
        try:
            self._table = pa.ipc.open_file(pa.memory_map(str(folder / ENTITIES))).read_all()
            self._names = marisa_trie.RecordTrie(RECORD).mmap(str(folder / NAMES))
            self._folded = marisa_trie.RecordTrie(RECORD).mmap(str(folder / FOLDED))
        except (OSError, RuntimeError, pa.ArrowInvalid) as error:
            raise _unusable(folder) from error
        self._ids = _mapped(self._table["number"].chunk(0), np.int64)
        self._fame = _mapped(self._table["sitelinks"].chunk(0), np.int32)
        records = self._table["record"].chunk(0)
        self._ends = np.frombuffer(records.buffers()[1], dtype=np.int64, count=len(records) + 1)
        self._records = memoryview(records.buffers()[2])
        self._decoder = msgspec.msgpack.Decoder(Record)
        self._entity = lru_cache(_REMEMBERED)(self._read)
        self._borne = lru_cache(_REMEMBERED)(self._of_name)

    def find(self, view: str) -> Iterator[NameFound]:
        """Yield the names in a normalised text; they may overlap. Parts of a word are left out early: most are that."""
        for match in _BEGINNING.finditer(view):
            start = match.start()
            for name in self._names.prefixes(view[start : start + LONGEST_NAME]):
                if view[start + len(name) : start + len(name) + 1].isalnum():
                    continue
                yield NameFound(start, start + len(name), *self._borne(name))

    def bearers(self, name: str) -> tuple[str, ...]:
        """Return the keys of those who bear a folded name, the best known first."""
        return self._keys(self._folded.get(name, ()))

    def _of_name(self, name: str) -> tuple[tuple[str, ...], bool]:
        """Return the keys of those who bear a name as it stands, and whether it needs no other sign to be one."""
        return self._keys(self._names[name]), _is_sure(name)

    def _keys(self, records: Iterable[tuple[int]]) -> tuple[str, ...]:
        """Return the keys of entities, the best known first."""
        rows = sorted((row for (row,) in records), key=lambda row: (-int(self._fame[row]), row))
        return tuple(self.key(row) for row in rows)

    def key(self, row: int) -> str:
        """Return the key of an entity, which is its Wikidata id."""
        return f"Q{self._ids[row]}"

    def fame(self, key: str) -> int:
        """Return in how many Wikipedias and sister projects an entity has a page."""
        return int(self._fame[self._row(key)])

    def __getitem__(self, key: str) -> KbEntity:
        return self._entity(self._row(key))

    def _row(self, key: str) -> int:
        if key[:1] == "Q" and key[1:].isdecimal():
            number = int(key[1:])
            row = int(np.searchsorted(self._ids, number))
            if row < len(self._ids) and int(self._ids[row]) == number:
                return row
        raise KeyError(key)

    def _read(self, row: int) -> KbEntity:
        record = self._decoder.decode(self._records[self._ends[row] : self._ends[row + 1]])
        return KbEntity(
            key=self.key(row),
            name=record.name,
            label=record.label,
            wikidata=self.key(row),
            aliases=record.aliases,
            description=record.description,
        )


def _mapped(column: pa.Array, kind: type[np.generic]) -> Any:
    """Return a column without nulls where it lies (`Array.to_numpy` would load pandas, which takes a second)."""
    return np.frombuffer(column.buffers()[1], dtype=kind, count=len(column))


def _is_sure(name: str) -> bool:
    """Tell whether a name needs no other sign to be one: it has several capitalised words, articles aside."""
    parts = name.replace("'", " ").replace("-", " ").split()
    return sum(part[0].isupper() for part in parts if part.casefold() not in _ARTICLES) > 1


def _about(folder: Path) -> About:
    try:
        about = msgspec.json.decode((folder / ABOUT).read_bytes(), type=About)
    except (OSError, msgspec.MsgspecError) as error:
        raise _unusable(folder) from error
    if about.format != FORMAT:
        raise _unusable(folder)
    return about


def _unusable(folder: Path) -> EnvironmentProblem:
    return EnvironmentProblem(
        f"{folder} holds no imported knowledge base that this version of depeche can read",
        hint="make it again with: depeche kb import",
    )
