"""Says of each line of a raw text what was kept or cut, and by which rule.

Here: a partition read line by line, for people who mend rules.
Not here: any decision (`article`), how it is shown (`cli`).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from depeche.clean.ledger import Partition

# A rule that was learned says how sure it was, or in how many documents the line stands, behind its name.
_SCORED = re.compile(r"(learned\.[a-z_]+)[:.](\d+(?:\.\d+)?)")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A line of a raw text, or the part of a line of which the same was decided."""

    line: int  # from 1
    start: int  # raw offsets
    end: int
    decision: Literal["kept", "cut"]
    kind: str | None  # of the segment that keeps it
    category: str | None
    rule: str | None
    score: float | None  # of a rule that was learned: its probability, or the documents that the line returns in
    text: str


def explain(raw: str, partition: Partition) -> tuple[Stretch, ...]:
    """Return what became of every stretch of a raw text, in order; white space between them is left out."""
    breaks = [found.start() for found in re.finditer("\n", raw)]
    found = [*_kept(raw, breaks, partition), *_cut(raw, breaks, partition)]
    return tuple(sorted(found, key=lambda stretch: stretch.start))


def _kept(raw: str, breaks: Sequence[int], partition: Partition) -> Iterator[Stretch]:
    for segment in partition.segments:
        for line, start, end in _lines(raw, breaks, segment.raw_start, segment.raw_end):
            yield Stretch(line, start, end, "kept", segment.kind, None, None, None, raw[start:end])


def _cut(raw: str, breaks: Sequence[int], partition: Partition) -> Iterator[Stretch]:
    for span in partition.removed:
        scored = _SCORED.fullmatch(span.rule)
        rule, score = (scored[1], float(scored[2])) if scored else (span.rule, None)
        for line, start, end in _lines(raw, breaks, span.raw_start, span.raw_end):
            yield Stretch(line, start, end, "cut", None, span.category, rule, score, raw[start:end])


def _lines(raw: str, breaks: Sequence[int], start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """Yield the number and the offsets of each line of a stretch that is not blank."""
    number = bisect_right(breaks, start - 1) + 1
    at = start
    for line in raw[start:end].split("\n"):
        bare = line.strip()
        if bare:
            first = at + line.index(bare[0])
            yield number, first, first + len(bare)
        at += len(line) + 1
        number += 1
