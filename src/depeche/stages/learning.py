"""What a run learns about the outlets of its documents before it cleans them: the lines that return in many of them.

All documents of the release to come count, those of earlier runs included, so that a run on new documents learns what a
fresh run on all would. The marks of a document's lines are kept in packs. An article is kept under the learned lines
that are cut from it, which are few, since rules come first: it is cleaned again when these change and only then. Not
here: from when on a line is learned (`clean.recurring`), which are cut (`clean.learned`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

import msgspec
import numpy as np

from depeche.clean.folding import key as folded
from depeche.clean.recurring import LineMarks, Marked, learn_lines, mark_lines
from depeche.model import Declared, Document, LearnedLine
from depeche.stages.keys import lines_key
from depeche.stages.packs import Entry, read_entries, save_pack


@dataclass(frozen=True, slots=True)
class Learned:
    """What was learned of outlets, where anything was, and which documents are theirs, by the keys of their scrapes."""

    outlets: dict[bytes, str]
    lines: dict[str, tuple[LearnedLine, ...]]

    def of(self, scrapes: Collection[bytes]) -> Learned:
        """Return what concerns some documents."""
        outlets = {key: self.outlets[key] for key in scrapes if key in self.outlets}
        return Learned(outlets, {outlet: self.lines[outlet] for outlet in sorted(set(outlets.values()))})


class Facts(Protocol):
    """What of a scrape is needed here."""

    @property
    def document(self) -> Document: ...
    @property
    def declared(self) -> Declared: ...


class _Kept(msgspec.Struct, array_like=True):
    """Marks as they are kept, in the byte order of the disk."""

    digests: bytes
    sizes: bytes


def learn(
    work: Path, packs: Iterable[Path], scrapes: Sequence[tuple[bytes, Facts]], *, left_alone: Collection[bytes]
) -> tuple[Learned, str | None]:
    """Return what documents given in the order of their addresses teach, and a new pack in `work` with the marks that
    no pack held. Documents `left_alone` count, but nothing is to be cut from them.
    """
    marks, new = _marks(packs, scrapes)
    outlets: dict[str, list[tuple[bytes, Facts]]] = defaultdict(list)
    for key, facts in scrapes:
        if (outlet := outlet_of(facts)) is not None:
            outlets[outlet].append((key, facts))
    learned = Learned({}, {})
    for outlet, members in outlets.items():
        lines = learn_lines([Marked(marks[key], facts.declared.title, facts.document.url) for key, facts in members])
        if lines:
            learned.lines[outlet] = lines
            learned.outlets.update((key, outlet) for key, _ in members if key not in left_alone)
    return learned, save_pack(work, new)


def outlet_of(facts: Facts) -> str | None:
    """Return what stands for the outlet of a document: its declared name, else the host of its address."""
    if facts.declared.outlet and (name := " ".join(folded(facts.declared.outlet))):
        return name
    host = urlsplit(facts.document.url).hostname if facts.document.url else None
    return host.removeprefix("www.") if host else None


def _marks(packs: Iterable[Path], scrapes: Sequence[tuple[bytes, Facts]]) -> tuple[dict[bytes, LineMarks], list[Entry]]:
    """Return the marks of the lines of documents by their keys, and entries for those that no pack held."""
    wanted = {lines_key(key): key for key, _ in scrapes}
    decoder = msgspec.msgpack.Decoder(_Kept)
    found = {}
    for entry in read_entries(packs, wanted):
        kept = decoder.decode(entry.value)
        found[wanted[entry.key]] = LineMarks(
            np.frombuffer(kept.digests, dtype="<u8").astype(np.uint64),
            np.frombuffer(kept.sizes, dtype="<i4").astype(np.int32),
        )
    new = []
    for key, facts in scrapes:
        if key not in found:
            found[key] = mark_lines(facts.document.raw_text or "")
            kept = _Kept(found[key].digests.astype("<u8").tobytes(), found[key].sizes.astype("<i4").tobytes())
            new.append(Entry(lines_key(key), msgspec.msgpack.encode(kept)))
    return found, new
