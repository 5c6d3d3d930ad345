"""Find the names of the knowledge base in a normalised text, in one pass, however many names there are.

Here: where a name stands as a whole word. Not here: whether it means the entity there.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

import ahocorasick

from depeche.kb.records import KnowledgeBase, NameKind, Outside

_PREFIXES = ("ex-", "pro-", "anti-", "non-", "post-", "Ex-", "Anti-", "Pro-")


class Hit(NamedTuple):
    """A name of the knowledge base at a place; several entities may bear it."""

    start: int
    end: int
    keys: tuple[str, ...]
    kind: NameKind


@lru_cache(maxsize=4)
def _automaton(kb: _ByIdentity) -> Any:
    surfaces: dict[str, dict[NameKind, list[str]]] = {}
    for entity in kb.kb.entities.values():
        kinds: tuple[tuple[NameKind, tuple[str, ...]], ...] = (
            ("name", entity.full_names),
            ("short", entity.short),
            ("mistranslation", entity.mistranslations),
        )
        for kind, names in kinds:
            for name in dict.fromkeys(names):
                surfaces.setdefault(name, {}).setdefault(kind, []).append(entity.key)
    automaton = ahocorasick.Automaton()
    for surface, by_kind in surfaces.items():
        automaton.add_word(surface, (len(surface), tuple((kind, tuple(keys)) for kind, keys in by_kind.items())))
    automaton.make_automaton()
    return automaton


class _ByIdentity:
    """A knowledge base as a cache key: the same object is the same key."""

    __slots__ = ("kb",)

    def __init__(self, kb: KnowledgeBase) -> None:
        self.kb = kb

    def __hash__(self) -> int:
        return id(self.kb)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _ByIdentity) and self.kb is other.kb


def find_names(kb: KnowledgeBase, view: str) -> tuple[Hit, ...]:
    """Return every name that stands as a whole word, case-sensitively, in order, longest first; they may overlap."""
    hits: list[Hit] = []
    for last, (length, kinds) in _automaton(_ByIdentity(kb)).iter(view):
        start, end = last + 1 - length, last + 1
        if _is_whole(view, start, end):
            hits.extend(Hit(start, end, keys, kind) for kind, keys in kinds)
    if kb.imported is not None:
        hits.extend(_imported(kb, kb.imported, view, {(hit.start, hit.end) for hit in hits}))
    return tuple(sorted(hits, key=lambda hit: (hit.start, -hit.end, hit.kind, hit.keys)))


def _imported(kb: KnowledgeBase, imported: Outside, view: str, taken: set[tuple[int, int]]) -> Iterator[Hit]:
    """Yield the names that only imported entities bear."""
    for found in imported.find(view):
        if (found.start, found.end) in taken or not _is_whole(view, found.start, found.end):
            continue
        keys = tuple(key for key in found.keys if key not in kb.wikidata_ids)
        if keys:
            yield Hit(found.start, found.end, keys, "name" if found.is_sure else "unsure")


def _is_whole(view: str, start: int, end: int) -> bool:
    """Say whether a stretch is bounded as a French name is; an elision ("d'", "qu'") bounds it, a handle does not."""
    before, after = view[start - 1 : start], view[end : end + 1]
    if before and (before.isalnum() or before in "@#_"):
        return False
    if before == "-" and not view[max(0, start - 5) : start].endswith(_PREFIXES):
        return False
    if before == "." and view[start - 2 : start - 1].isalnum() and not view[start].isupper():
        return False
    if after and (after.isalnum() or after in "_-@"):
        return False
    return not (after == "." and view[end + 1 : end + 2].islower())
