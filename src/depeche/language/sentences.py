"""Where sentences begin and end, and which stretches stand between quotation marks (found first: a quotation never
breaks one).

Here: boundaries. What a quotation is, and who says it, belongs to `quotes`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from depeche.model import Sentence, Span
from depeche.words import read_words

_PAIRS = {"«": "»", "“": "”", "„": "”", "‹": "›", '"': '"'}
_OPENING = re.compile(f"[{''.join(_PAIRS)}]")
_BREAK = re.compile(r"[.!?…][\"”»›'\)\]]?(?P<gap> ?)(?=[\"“«‹\(\[—–-]? ?[A-ZÀ-ÖØ-ÞŒ0-9])")
_LAST_WORD = re.compile(r"[\w'.&-]*$")
_OPENING_WORD = re.compile(r" ?\w+'?")
_LONGEST_QUOTATION = 2000  # characters; a mark left open closes at the end of its paragraph


@cache
def _words() -> Mapping[str, Any]:
    words: dict[str, Any] = read_words("language", "abbreviations")
    return words


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(_words()["abbreviations"])


def find_marked(view: str) -> tuple[Span, ...]:
    """Return the stretches between quotation marks, marks excluded, in order and never nested (the outermost wins)."""
    spans: list[Span] = []
    for paragraph in find_paragraphs(view):
        at = paragraph.start
        while opening := _OPENING.search(view, at, paragraph.end):
            at = opening.start()
            end = _closing(view, at, _PAIRS[view[at]], paragraph.end)
            if end is None:
                at += 1
                continue
            if view[at + 1 : end].strip():
                spans.append(Span(at + 1, end))
            at = end + 1
    return tuple(spans)


def _closing(view: str, opening: int, closing: str, limit: int) -> int | None:
    """Return where a quotation closes; None where nothing closes it within its paragraph."""
    depth = 0
    for at in range(opening + 1, min(limit, opening + _LONGEST_QUOTATION)):
        if view[at] == view[opening] and closing != view[opening]:
            depth += 1
        elif view[at] == closing:
            if depth == 0:
                return at
            depth -= 1
    return None


def find_paragraphs(view: str) -> tuple[Span, ...]:
    """Return the lines of a text that hold more than white space, trimmed."""
    spans = []
    start = 0
    for line in view.split("\n"):
        stripped = line.strip()
        if stripped:
            first = start + line.index(stripped[0])
            spans.append(Span(first, first + len(stripped)))
        start += len(line) + 1
    return tuple(spans)


def find_sentences(view: str, marked: tuple[Span, ...]) -> tuple[Sentence, ...]:
    """Return the sentences of a normalised text, trimmed, covering all but white space."""
    cuts: list[Span] = []
    opened = {span.start for span in marked}
    for paragraph in find_paragraphs(view):
        start = paragraph.start
        for match in _BREAK.finditer(view, paragraph.start, paragraph.end):
            boundary = match.start("gap")
            if not _is_boundary(view, paragraph, match.start(), len(match["gap"]), boundary, marked):
                continue
            if boundary in opened and boundary > match.start() + 1:  # 'la nuit."Nous partons"
                cuts.append(Span(start, boundary - 1))
                start = boundary - 1
                continue
            cuts.append(Span(start, boundary))
            start = match.end("gap")
        if start < paragraph.end:
            cuts.append(Span(start, paragraph.end))
    return tuple(Sentence(index, span.start, span.end) for index, span in enumerate(cuts) if span.end > span.start)


def _is_letter_alone(before: str, letter: str, after: str) -> bool:
    """Tell whether a letter is a name of its own, after which another sentence begins: 'écrit-il sur X. Le groupe'.

    Not in 'un livre sur X. Dumont', 'la lettre de J. Le Goff'.
    """
    named = _words()["letters_as_names"]
    opening = _OPENING_WORD.match(after)
    last = _LAST_WORD.search(before.rstrip())
    return (
        letter in named["letters"]
        and last is not None
        and last.group().lower() in named["after"]
        and opening is not None
        and opening.group().strip().lower() in named["openings"]
    )


def _is_boundary(view: str, paragraph: Span, stop: int, gap: int, boundary: int, marked: tuple[Span, ...]) -> bool:
    if any(span.start <= stop and boundary <= span.end for span in marked):
        return False  # inside a quotation
    last = _LAST_WORD.search(view[max(paragraph.start, stop - 40) : stop])
    word = last.group() if last else ""
    if view[stop] != ".":
        return gap > 0 or view[boundary].isupper()
    if (
        len(word) == 1
        and word.isupper()
        and not _is_letter_alone(view[max(0, stop - 40) : stop - 1], word, view[boundary : boundary + 20])
    ):
        return False  # an initial
    if word.lower().rstrip(".") in _abbreviations():
        return False
    if gap == 0:  # glued sentences: 'la lettre.Les employés', but not 'Actu.fr', 'P.-D.G.' or '3.5'
        begins = view[boundary].isupper() and view[boundary + 1 : boundary + 2].islower()
        return len(word) > 1 and (
            (view[boundary].isupper() and word[-1].islower()) or (begins and word[-1].isupper() and "." not in word)
        )
    return True
