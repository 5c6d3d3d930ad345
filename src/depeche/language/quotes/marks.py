"""Stretches between quotation marks of all styles, also with two kinds in one pair or with a mark never closed.

Here: where words in marks begin and end. Whether they are somebody's words belongs to `quotes.direct`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from depeche.language.sentences import find_paragraphs
from depeche.model import Span
from depeche.words import read_words

_PAIRS = {"«": "»", "“": "”", "„": "“", "‹": "›"}
_CLOSERS = "»”›"
_LONGEST = 4000
_SENTENCE_END = re.compile(r"[.!?…](?= |$)")
_SINGLE = re.compile(r"(?:(?<=[\s(:])|^)'(?=\w)")
_SINGLE_END = re.compile(r"(?<=[\w.!?…])'(?=[\s,.;:!?)]|$)")


@dataclass(frozen=True, slots=True)
class Marked:
    """Words between marks, trimmed; `opening` is where the marks begin, `closing` where they end."""

    start: int
    end: int
    opening: int
    closing: int
    is_closed: bool
    is_continued: bool = False  # begins with a repeated opening mark, as the paragraph before did


@cache
def _speaking() -> frozenset[str]:
    lists = read_words("language/quotes", "cues")
    return frozenset(lists["speaking"])


def find_marks(view: str) -> tuple[Marked, ...]:
    """Return the outermost stretches between quotation marks in order."""
    found: list[Marked] = []
    paragraphs = find_paragraphs(view)
    for index, paragraph in enumerate(paragraphs):
        following = paragraphs[index + 1] if index + 1 < len(paragraphs) else None
        continues = bool(
            found
            and not found[-1].is_closed
            and found[-1].closing == paragraphs[index - 1].end
            and (view[paragraph.start] in _PAIRS or view[paragraph.start] == '"')
        )
        found += _in_paragraph(view, paragraph, following, continues)
    return tuple(found)


def _in_paragraph(view: str, paragraph: Span, following: Span | None, continues: bool) -> list[Marked]:
    found = []
    at = paragraph.start
    while at < paragraph.end:
        opening = _opening(view, at, paragraph)
        if opening is None:
            break
        closing = _closing(view, opening, paragraph)
        if closing is not None:
            marked = _trimmed(view, opening, closing, closing + 1, is_closed=True)
            at = closing + 1
        else:
            end = _unclosed_end(view, opening, paragraph, following)
            marked = _trimmed(view, opening, end, end, is_closed=False) if end is not None else None
            at = end if end is not None else opening + 1
        if marked is not None:
            is_continued = continues and opening == paragraph.start
            found.append(
                Marked(marked.start, marked.end, marked.opening, marked.closing, marked.is_closed, is_continued)
            )
    return found


def _opening(view: str, at: int, paragraph: Span) -> int | None:
    """Return the next opening mark; a closing mark that stands before a word counts as one, if another follows."""
    for place in range(at, paragraph.end):
        mark = view[place]
        if mark in _PAIRS or mark == '"':
            return place
        before = view[place - 1] if place > paragraph.start else " "
        if (
            mark in "”»"
            and before in " '(:"
            and view[place + 1 : place + 3].strip()
            and mark in view[place + 1 : paragraph.end]
        ):
            return place
        if mark == "'" and _SINGLE.match(view, place) and _single_closing(view, place, paragraph) is not None:
            return place
    return None


def _single_closing(view: str, opening: int, paragraph: Span) -> int | None:
    """Return where a simple quote closes, for three words or more; a mark of another kind may close it."""
    limit = min(paragraph.end, opening + 400)
    match = _SINGLE_END.search(view, opening + 1, limit)
    if match is None or any(mark in view[opening : match.start()] for mark in '«»“”"'):
        return None
    return match.start() if len(view[opening + 1 : match.start()].split()) >= 3 else None


def _closing(view: str, opening: int, paragraph: Span) -> int | None:
    """Return the mark that closes, nested marks passed over; one of another kind where the right one is missing."""
    mark = view[opening]
    limit = min(paragraph.end, opening + _LONGEST)
    if mark == "'":
        return _single_closing(view, opening, paragraph)
    if mark in "”»" or mark == '"':
        end = view.find(mark, opening + 1, limit)
        return end if end >= 0 else None
    closer = _PAIRS[mark]
    depth = 0
    for at in range(opening + 1, limit):
        if view[at] == mark and mark != closer:
            depth += 1
        elif view[at] == closer or (mark == "„" and view[at] == "”"):
            if depth == 0:
                return at
            depth -= 1
    return _other_closing(view, opening, limit)


def _other_closing(view: str, opening: int, limit: int) -> int | None:
    """Return a closing mark of another kind before the next opening one: « … ”."""
    for at in range(opening + 1, limit):
        if view[at] in _PAIRS:
            return None
        if view[at] in _CLOSERS or (
            view[at] == '"' and view[at - 1] != " " and view[at + 1 : at + 2] in ("", " ", ",", ".")
        ):
            return at
    return None


def _unclosed_end(view: str, opening: int, paragraph: Span, following: Span | None) -> int | None:
    """Return where words end whose closing mark is lost: with their last sentence in the first or second person.

    The whole paragraph counts when the next one goes on with an opening mark, as long quotations do.
    """
    rest = view[opening + 1 : paragraph.end]
    if not rest.strip() or (view[opening] == '"' and not re.match(r" ?[A-ZÀ-Ö]", rest)):
        return None
    if following is not None and view[following.start] == view[opening]:
        return paragraph.end
    ends = [match.end() for match in _SENTENCE_END.finditer(rest)] or [len(rest)]
    if ends[-1] < len(rest.rstrip()):
        ends.append(len(rest))
    end = ends[0]
    for begin, stop in pairwise(ends):
        if not _speaks(rest[begin:stop]):
            break
        end = stop
    return opening + 1 + end


def _speaks(sentence: str) -> bool:
    found = re.findall(r"[a-zà-ÿœ]+'?", sentence.lower())
    return any(word in _speaking() for word in found)


def _trimmed(view: str, opening: int, end: int, closing: int, *, is_closed: bool) -> Marked | None:
    inner = view[opening + 1 : end]
    if not inner.strip():
        return None
    start = opening + 1 + len(inner) - len(inner.lstrip())
    return Marked(start, start + len(inner.strip()), opening, closing, is_closed)
