"""Splits a raw text into lines: the units that are kept or cut as a whole.

Here: line breaks, hard wrapping undone, glued sentences divided. Not here: what a line is worth (`zones`, `verdicts`).
A line is a stretch of raw text; a hard-wrapped paragraph is one line that holds line breaks.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from depeche.clean import prose
from depeche.clean.looks import Look, look_at
from depeche.clean.spans import Cut
from depeche.model import Block, Span

_GLUE = re.compile(r"[.!?…][»”\"]?(?=[A-ZÀ-ÖØ-ÞŒ«“])")  # 'la lettre.Les employés', 'la fin ?Partagez'
_QUOTE_GLUE = re.compile(r"[»”\"](?=[A-ZÀ-ÖØ-ÞŒ])")  # 'nos salariés. »Les rapports'
_CAMEL = re.compile(r"[A-ZÀ-ÖØ-ÞŒ](?<=[a-zà-öø-ÿœ]{3}.)")  # 'la lettreVers la fin'
_MARKER = re.compile(r"À lire aussi|Lire aussi|À LIRE AUSSI|Sources? : ")
_AFTER_SENTENCE = tuple(mark + gap for mark in ".!?…" for gap in ("", " "))
_BEFORE_MARKER = frozenset("«“\"'(")
_WRAP_LEAST, _WRAP_MOST = 50, 100  # widths at which terminals and mail programs wrap


class Line:
    """A unit of text: where it stands, and its look. Offsets are raw offsets, trimmed of white space."""

    __slots__ = (
        "block", "count", "end", "is_bare", "is_glued", "is_prose", "key", "link_share", "look", "mark", "start",
        "text",
    )  # fmt: skip

    def __init__(self, start: int, end: int, look: Look, *, is_glued: bool = False, block: Block | None = None) -> None:
        """Place a look; `is_glued`: it stands without any white space after the line before."""
        self.start = start
        self.end = end
        self.look = look
        self.is_glued = is_glued
        self.block = block
        self.text = look.text  # normalised view, line breaks as spaces
        self.key = look.key
        self.count = look.count
        self.mark = look.mark
        self.is_prose = look.is_prose
        self.is_bare = look.is_bare
        # Share of the block's characters that stand inside a link; 0 for plain text.
        self.link_share = _link_share(block) if block is not None else 0.0

    @property
    def is_headline(self) -> bool:
        """Whether the line has a press headline's shape."""
        return self.look.is_headline

    @property
    def has_verb(self) -> bool:
        """Whether the line holds a finite verb."""
        return self.look.has_verb


def _link_share(block: Block) -> float:
    return min(1.0, block.link_chars / (block.end - block.start)) if block.end > block.start else 0.0


def split_lines(view: str, cuts: Sequence[Cut], blocks: Sequence[Block]) -> list[Line]:
    """Return the lines of a normalised text outside the stretches already cut."""
    stretches = list(_uncut(view, cuts))
    if not blocks:
        stretches = list(_unwrapped(view, stretches))
    owners = _Owners(blocks) if blocks else None
    bounds = [*_glued(view), len(view)]
    lines: list[Line] = []
    passed = 0
    for start, end in stretches:
        text = view[start:end]
        block = owners.innermost(start) if owners else None
        if "\n" in text:
            text = text.replace("\n", " ")
            inside = _glued(text)
        elif bounds[passed] >= end:
            inside = []
        else:
            passed = bisect_right(bounds, start, passed)
            inside = [at - start for at in bounds[passed : bisect_left(bounds, end, passed)]]
        if inside:
            lines.extend(_divided(text, start, inside, block))
        else:
            lines.append(Line(start, end, look_at(text), block=block))
    return lines


def _divided(text: str, start: int, bounds: Sequence[int], block: Block | None) -> Iterator[Line]:
    """Yield the lines of a stretch into which glue divides it."""
    begin = 0
    for boundary in (*bounds, len(text)):
        bare = text[begin:boundary].strip()
        if bare:
            at = start + text.index(bare[0], begin)
            yield Line(at, at + len(bare), look_at(bare), is_glued=begin > 0, block=block)
        begin = boundary


def _uncut(view: str, cuts: Sequence[Cut]) -> Iterator[Span]:
    """Yield the trimmed physical lines, less the stretches already cut."""
    at = 0
    for cut in (*cuts, None):
        stop = cut.start if cut else len(view)
        start = at
        for part in view[at:stop].split("\n"):
            bare = part.strip()
            if bare:
                first = start + part.index(bare[0])
                yield Span(first, first + len(bare))
            start += len(part) + 1
        at = cut.end if cut else stop


def _unwrapped(view: str, stretches: list[Span]) -> Iterator[Span]:
    """Yield the lines with hard wrapping undone, where the text as a whole is hard-wrapped."""
    if not _is_wrapped(view, stretches):
        yield from stretches
        return
    current: Span | None = None
    width = 0
    for stretch in stretches:
        gap = view[current.end : stretch.start] if current else ""
        if (
            current
            and width >= _WRAP_LEAST
            and gap.count("\n") == 1
            and not gap.strip()
            and not _opens_item(view, stretch)
        ):
            current = Span(current.start, stretch.end)
        else:
            if current:
                yield current
            current = stretch
        width = stretch.end - (view.rfind("\n", 0, stretch.start) + 1)
    if current:
        yield current


def _opens_item(view: str, stretch: Span) -> bool:
    return view[stretch.start] in "*•·-–—►>+" and view[stretch.start + 1 : stretch.start + 2] == " "


def _is_wrapped(view: str, stretches: list[Span]) -> bool:
    """Tell whether a terminal or mail program broke the lines: hardly any is longer, and many go on in lower case."""
    widths = [span.end - (view.rfind("\n", 0, span.start) + 1) for span in stretches]
    full = [number for number, width in enumerate(widths) if width >= _WRAP_LEAST]
    if len(full) < 5 or sum(width > _WRAP_MOST for width in widths) > 0.1 * len(full):
        return False
    going_on = sum(view[stretches[number + 1].start].islower() for number in full if number + 1 < len(stretches))
    return going_on >= 0.2 * len(full)


def _glued(view: str) -> list[int]:
    """Return where a scraper dropped a line break inside a line: 'la lettre.Les employés', 'la lettreVers la fin'."""
    bounds: set[int] = set()
    passed: set[int] = set()
    for match in _GLUE.finditer(view):
        start, end = match.span()
        if view[start] == "." and not _ends_word(view, start):
            continue
        passed.add(end)
        is_initial = _is_initial(view, start) and not _opens_paragraph(view, end)
        if not is_initial and not _inside_host(view, end):
            bounds.add(end)
    for match in _QUOTE_GLUE.finditer(view):
        start, end = match.span()
        if view[start] == '"' and view[start - 1 : start].isspace():
            continue  # it opens: 'lundi. "Les élus'
        if end not in passed and view.endswith(_AFTER_SENTENCE, 0, start) and not _inside_host(view, end):
            bounds.add(end)
    bounds.update(match.start() for match in _CAMEL.finditer(view) if _opens_paragraph(view, match.start()))
    for match in _MARKER.finditer(view):
        before = view[match.start() - 1 : match.start()]
        if before and not before.isspace() and before not in _BEFORE_MARKER:
            bounds.add(match.start())
    return sorted(bounds)


def _ends_word(view: str, stop: int) -> bool:
    before = view[stop - 1 : stop]
    return before.isalnum() or (before != "" and before in "»”\"')")


def _inside_host(text: str, at: int) -> bool:
    """Tell whether a full stop belongs to an address, an abbreviation or a figure: 'Actu.fr', 'P.-D.G.', 'J.K.'."""
    left = at
    while left > 0 and not text[left - 1].isspace() and at - left < 60:
        left -= 1
    token = text[left:at]
    return "@" in token or "/" in token or "www." in token.lower()


def _is_initial(text: str, stop: int) -> bool:
    """Tell whether the full stop follows a single letter or a capital abbreviation."""
    left = stop
    while left > 0 and text[left - 1].isalnum():
        left -= 1
    word = text[left:stop]
    return text[stop] == "." and (len(word) == 1 or (word.isupper() and word.isalpha()))


def _opens_paragraph(text: str, at: int) -> bool:
    """Tell whether the capital at this place begins a word that opens sentences, outside names and addresses."""
    right = at
    while right < len(text) and text[right].isalpha():
        right += 1
    word = text[at:right].lower()
    following = text[right : right + 1]
    if word not in prose.vocabulary().openers or following not in (" ", "'"):
        return False
    left = at
    while left > 0 and text[left - 1].isalpha():
        left -= 1
    return left in (0, at) or text[left - 1] not in "@#/._"


class _Owners:
    """Finds the block that holds a line; lines are asked for in order."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self._blocks = sorted(blocks, key=lambda block: (block.start, -block.end))
        self._are_apart = all(one.end <= other.start for one, other in pairwise(self._blocks))
        self._next = 0
        self._open: list[Block] = []

    def innermost(self, at: int) -> Block | None:
        """Return the smallest block that holds a character."""
        if self._are_apart:
            while self._next < len(self._blocks) and self._blocks[self._next].end <= at:
                self._next += 1
            is_inside = self._next < len(self._blocks) and self._blocks[self._next].start <= at
            return self._blocks[self._next] if is_inside else None
        while self._next < len(self._blocks) and self._blocks[self._next].start <= at:
            self._open.append(self._blocks[self._next])
            self._next += 1
        self._open = [block for block in self._open if block.end > at]
        return min(self._open, key=lambda block: (block.end - block.start, -len(block.ancestors)), default=None)
