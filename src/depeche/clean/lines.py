"""Splits a raw text into lines: the units that are kept or cut as a whole.

Here: line breaks, hard wrapping undone, glued sentences divided. Not here: what a line is worth (`zones`, `verdicts`).
A line is a stretch of raw text; a hard-wrapped paragraph is one line that holds line breaks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from depeche.clean import prose
from depeche.clean.folding import Word, find_words, fold
from depeche.clean.spans import Cut
from depeche.model import Block, Span

_GLUE = re.compile(
    r"(?:(?<=[^\W_]|[»”\"')])\.|[!?…])[»”\"]?(?=[A-ZÀ-ÖØ-ÞŒ«“])"  # 'la lettre.Les employés', 'la fin ?Partagez'
    r"|(?<=[.!?…]) ?[»”\"](?=[A-ZÀ-ÖØ-ÞŒ])"  # 'nos salariés. »Les rapports'
)
_CAMEL = re.compile(r"(?<=[a-zà-öø-ÿœ]{3})(?=[A-ZÀ-ÖØ-ÞŒ][a-zà-öø-ÿœ']*)")
_WRAP_LEAST, _WRAP_MOST = 50, 100  # widths at which terminals and mail programs wrap
_MARKERS = re.compile(r"(?<=[^\s«“\"'(])(?=(?:À lire aussi|Lire aussi|À LIRE AUSSI|Sources? : ))")


@dataclass(frozen=True)
class Line:
    """A unit of text with what later steps ask about it. Offsets are raw offsets, trimmed of white space."""

    start: int
    end: int
    text: str  # normalised view, line breaks as spaces
    is_glued: bool = False  # stands without any white space after the line before
    block: Block | None = None

    @cached_property
    def words(self) -> tuple[Word, ...]:
        return find_words(fold(self.text))

    @property
    def count(self) -> int:
        return len(self.words)

    @cached_property
    def key(self) -> tuple[str, ...]:
        return tuple(word.folded for word in self.words)

    @cached_property
    def mark(self) -> str:
        return prose.final_mark(self.text)

    @cached_property
    def is_prose(self) -> bool:
        return prose.is_prose(self.text, self.count)

    @cached_property
    def is_bare(self) -> bool:
        return prose.is_bare(self.text, self.count)

    @cached_property
    def is_headline(self) -> bool:
        return prose.is_headline(self.text, self.count)

    @cached_property
    def has_verb(self) -> bool:
        return prose.has_finite_verb(self.text)

    @cached_property
    def link_share(self) -> float:
        """Share of the block's characters that stand inside a link; 0 for plain text."""
        if self.block is None or self.block.end <= self.block.start:
            return 0.0
        return min(1.0, self.block.link_chars / (self.block.end - self.block.start))


def split_lines(view: str, cuts: Sequence[Cut], blocks: Sequence[Block]) -> list[Line]:
    """Return the lines of a normalised text outside the stretches already cut."""
    stretches = list(_uncut(view, cuts))
    if not blocks:
        stretches = list(_unwrapped(view, stretches))
    owners = _Owners(blocks)
    lines: list[Line] = []
    for stretch in stretches:
        text = view[stretch.start : stretch.end].replace("\n", " ")
        block = owners.innermost(stretch)
        begin = 0
        for boundary in (*_glued(text), len(text)):
            piece = text[begin:boundary]
            bare = piece.strip()
            if bare:
                start = stretch.start + begin + piece.index(bare[0])
                lines.append(Line(start, start + len(bare), bare, is_glued=begin > 0, block=block))
            begin = boundary
    return lines


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


def _glued(text: str) -> list[int]:
    """Return where a scraper dropped a line break inside a line: 'la lettre.Les employés', 'la lettreVers la fin'."""
    bounds = set()
    for match in _GLUE.finditer(text):
        if _inside_host(text, match.end()) or (
            _is_initial(text, match.start()) and not _opens_paragraph(text, match.end())
        ):
            continue
        bounds.add(match.end())
    for match in _CAMEL.finditer(text):
        if _opens_paragraph(text, match.start()):
            bounds.add(match.start())
    bounds.update(match.start() for match in _MARKERS.finditer(text))
    return sorted(bounds)


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
        self._next = 0
        self._open: list[Block] = []

    def innermost(self, span: Span) -> Block | None:
        """Return the smallest block that holds the span's first character."""
        while self._next < len(self._blocks) and self._blocks[self._next].start <= span.start:
            self._open.append(self._blocks[self._next])
            self._next += 1
        self._open = [block for block in self._open if block.end > span.start]
        return min(self._open, key=lambda block: (block.end - block.start, -len(block.ancestors)), default=None)
