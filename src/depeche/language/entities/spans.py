"""The working record of this room, a stretch that may be a mention, and small questions about a text around it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from typing import NamedTuple

from depeche.model import Label, MentionMethod, Sentence

CAPITAL = "A-ZÀ-ÖØ-ÞŒŠŽĐŁČĆÇİ"
WORD = re.compile(r"[^\W_]+(?:[-.&][^\W_]+)*|&")
NAME_WORD = rf"[{CAPITAL}][\w&]*(?:[-.'][\w&]+)*"


class Candidate(NamedTuple):
    """A stretch that may be a mention. `weight` ranks the evidence; `kb_key`: the knowledge base is the evidence."""

    start: int
    end: int
    label: Label
    method: MentionMethod
    weight: float
    kb_key: str | None = None


def overlaps(start: int, end: int, taken: list[Candidate]) -> bool:
    """Say whether a stretch touches one of the candidates, which are sorted and disjoint."""
    place = bisect_right(taken, start, key=lambda c: c.start)
    return (place > 0 and taken[place - 1].end > start) or (place < len(taken) and taken[place].start < end)


def disjoint(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Return the candidates that win where several touch: more weight, then longer, then first; sorted by place."""
    kept: list[Candidate] = []
    for candidate in sorted(candidates, key=lambda c: (-c.weight, c.start - c.end, c.start, c.label)):
        if not overlaps(candidate.start, candidate.end, kept):
            kept.insert(bisect_right(kept, candidate.start, key=lambda c: c.start), candidate)
    return kept


def is_whole(view: str, start: int, end: int) -> bool:
    """Say whether a stretch is bounded as a name is: by no letter, digit, handle or compound."""
    before, after = view[start - 1 : start], view[end : end + 1]
    if before and (before.isalnum() or before in "@#_-"):
        return False
    if after and (after.isalnum() or after in "_@"):
        return False
    return not (after == "-" and view[end + 1 : end + 2].isalnum())


def occurrences(view: str, surface: str) -> Iterable[int]:
    """Yield where a surface stands as a whole name."""
    at = view.find(surface)
    while at != -1:
        if is_whole(view, at, at + len(surface)):
            yield at
        at = view.find(surface, at + 1)


def starts_sentence(view: str, start: int, sentence: Sentence | None) -> bool:
    """Say whether nothing but marks stands between the beginning of a sentence, line or quotation and a place."""
    first = sentence.start if sentence else 0
    before = view[first:start].rstrip(" \"«“‹([–—-•*'")
    return not before or before[-1] in "\n:" or (view[start - 1 : start] in '"«“' and before[-1] in ".!?:,")
