"""Writes the partition of the raw text: kept segments, cut stretches, and nothing but white space between them.

Here: offsets and the article's text. Not here: any decision about what is kept.
Between two segments stands a line break, also for paragraphs that a scraper had glued; or a space where both are parts
of one paragraph (hard-wrapped, or with a cut in its middle).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import NamedTuple

from depeche.clean.spans import Cut
from depeche.model import RemovedSpan, Segment, SegmentKind


class Kept(NamedTuple):
    """A stretch that stays; `continues` says that it goes on in the paragraph of the stretch before."""

    start: int
    end: int
    kind: SegmentKind
    continues: bool = False


@dataclass(frozen=True, slots=True)
class Partition:
    """The whole raw text, divided."""

    text: str
    segments: tuple[Segment, ...]
    removed: tuple[RemovedSpan, ...]


def write_partition(raw: str, kept: Sequence[Kept], cuts: Sequence[Cut]) -> Partition:
    """Return the article's text with its segments, and the cut stretches; what nobody decided about is `other`."""
    pieces = [piece for item in kept for piece in _split_breaks(raw, item)]
    parts: list[str] = []
    segments: list[Segment] = []
    at = 0
    for piece in pieces:
        if parts:
            parts.append(" " if piece.continues else "\n")
            at += 1
        copy = raw[piece.start : piece.end]
        segments.append(Segment(len(segments), piece.kind, piece.start, piece.end, at, at + len(copy)))
        parts.append(copy)
        at += len(copy)
    return Partition("".join(parts), tuple(segments), _write_removed(raw, pieces, cuts))


def _split_breaks(raw: str, item: Kept) -> list[Kept]:
    """Divide a kept stretch at its line breaks, which were hard wrapping."""
    pieces: list[Kept] = []
    at = item.start
    lines = raw[item.start : item.end].splitlines(keepends=True)
    if len(lines) == 1 and not (lines[0][0].isspace() or lines[0][-1].isspace()):
        return [item]  # as nearly always
    for line in lines:
        bare = line.strip()
        if bare:
            start = at + line.index(bare[0])
            pieces.append(Kept(start, start + len(bare), item.kind, item.continues or bool(pieces)))
        at += len(line)
    return pieces


def _write_removed(raw: str, kept: Sequence[Kept], cuts: Sequence[Cut]) -> tuple[RemovedSpan, ...]:
    named = [cut for cut in map(partial(_trimmed, raw), cuts) if cut is not None]
    filled: list[Cut] = []
    at = 0
    taken = [(item.start, item.end) for item in kept] + [(cut.start, cut.end) for cut in named]
    for start, end in sorted([*taken, (len(raw), len(raw))]):
        if start > at and raw[at:start].strip():
            unclaimed = _trimmed(raw, Cut(at, start, "other", "structure.unclaimed"))
            filled.extend([unclaimed] if unclaimed is not None else [])
        at = max(at, end)
    return tuple(
        RemovedSpan(start, end, raw[start:end], category, rule)
        for start, end, category, rule in _merged(raw, sorted([*named, *filled]))
    )


def _merged(raw: str, cuts: Sequence[Cut]) -> Iterator[Cut]:
    """Yield the cuts with those joined that one rule made and only white space parts."""
    if not cuts:
        return
    start, end, category, rule = cuts[0]
    for cut in islice(cuts, 1, None):
        if cut.rule == rule and cut.category == category and not raw[end : cut.start].strip():
            end = cut.end
        else:
            yield Cut(start, end, category, rule)
            start, end, category, rule = cut
    yield Cut(start, end, category, rule)


def _trimmed(raw: str, cut: Cut) -> Cut | None:
    """Return a cut without the white space at its ends; nothing where it holds nothing else."""
    stretch = raw[cut.start : cut.end]
    bare = stretch.strip()
    if not bare:
        return None
    if len(bare) == len(stretch):
        return cut
    start = cut.start + stretch.index(bare[0])
    return Cut(start, start + len(bare), cut.category, cut.rule)
