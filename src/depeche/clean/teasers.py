"""Pointers to other articles in the middle of a line: marker, teaser's title, and then the article goes on.

Here: where such a pointer ends, for which a line without breaks gives hardly any sign.
Not here: pointers that fill a line (`rules`).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from typing import Any

from depeche.clean import prose
from depeche.clean.shapes import make_finder
from depeche.clean.spans import Cut
from depeche.language.sentences import find_paragraphs
from depeche.model import Span
from depeche.words import read_words

_LONGEST_TITLE = 30  # words
_SHORTEST_TITLE = 3
_WORD = re.compile(r"[^\s]+")
_RULE = "structure.pointer_in_line"


@cache
def _markers() -> tuple[str, ...]:
    return tuple(read_words("clean", "teasers")["markers"])


@cache
def _finder() -> Any:
    return make_finder(dict.fromkeys(_markers(), True))


@cache
def _marker() -> re.Pattern[str]:
    alternatives = "|".join(re.escape(name) for name in _markers())
    opening = r"(?<=[.!?…»”\"]) ?(?P<marker>(?:>> ?|► ?|\[|\()?"
    return re.compile(opening + rf"(?:{alternatives}))(?: ?[:>»–|-]+ ?| {{1,2}}(?=[A-ZÀ-Ý«“]))")


def find_pointers(view: str) -> tuple[Cut, ...]:
    """Return the pointers that stand behind a sentence on the same line, each with the title that belongs to it."""
    cuts: list[Cut] = []
    for paragraph in _with_marker(view):
        for found in _marker().finditer(view, paragraph.start, paragraph.end):
            end = _title_end(view, found.end(), paragraph.end)
            if end is not None and (not cuts or cuts[-1].end <= found.start("marker")):
                cuts.append(Cut(found.start("marker"), end, "read_also", _RULE))
    return tuple(cuts)


def _with_marker(view: str) -> Iterator[Span]:
    """Yield the lines of a text that hold a marker anywhere."""
    markers = [last for last, _ in _finder().iter(view)]
    for line in find_paragraphs(view) if markers else ():
        if bisect_left(markers, line.start) < bisect_left(markers, line.end):
            yield line


def _title_end(view: str, start: int, limit: int) -> int | None:
    """Return where a title ends: at its own question or exclamation mark, at a new sentence, or with the line."""
    previous = ""
    count = 0
    for match in _WORD.finditer(view, start, limit):
        word = match.group()
        count += 1
        if count > _LONGEST_TITLE:
            return None
        if count > _SHORTEST_TITLE and _opens_sentence(word, previous):
            return match.start() - 1
        if word[-1] in "?!…" and count >= _SHORTEST_TITLE:
            return match.end()
        if word[-1] in ".)]" and len(word) > 2 and word[-2].islower() and count >= _SHORTEST_TITLE:
            return match.end()
        previous = word
    return limit if count else None


def _opens_sentence(word: str, previous: str) -> bool:
    """Tell whether a capital restarts: a word that opens sentences, behind a word in lower case without a mark."""
    stem = re.split("['-]", word.lower())[0]
    if not word[0].isupper() or not previous[-1:].isalnum() or not previous[:1].islower():
        return False
    lists = prose.vocabulary()
    return stem in lists.openers and previous.lower() not in lists.function_words
