"""Patterns for what stands right before a name, tried only where one of their words stands.

Nearly every capitalised word of a text is asked for a dozen cues before it, and nearly always none of their words is
there. Here: the quick look. Not here: the words (see `lexicon`) and what they announce (see `cues`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from depeche.language.wordings import WORD, either_case


class Announcement:
    """A pattern of one of some entries, whose first letter may be a capital, and of what may follow it.

    Before the entry it takes the beginning of the text, one character that is no letter, or "ex-". Of each entry its
    longest word is looked for first: the small ones stand nearly everywhere.
    """

    __slots__ = ("_first_words", "_pattern", "_telling_words")

    def __init__(self, pattern: re.Pattern[str], entries: Iterable[str]) -> None:
        self._pattern = pattern
        words = [WORD.findall(entry) for entry in entries]
        self._first_words = frozenset(form for found in words for form in either_case(found[0]))
        self._telling_words = frozenset(form for found in words for form in either_case(max(found, key=len)))

    def search(self, before: str) -> re.Match[str] | None:
        """Return where the pattern stands in the text before a name, or None."""
        if self._telling_words.isdisjoint(_words(before)):
            return None
        for word, start in _places(before):
            if word in self._first_words:
                found = self._pattern.match(before, _opening(before, start))
                if found:
                    return found
        return None


@lru_cache(maxsize=64)
def _words(before: str) -> frozenset[str]:
    return frozenset(WORD.findall(before))


@lru_cache(maxsize=64)
def _places(before: str) -> tuple[tuple[str, int], ...]:
    return tuple((word.group(), word.start()) for word in WORD.finditer(before))


def _opening(before: str, entry: int) -> int:
    """Return where a pattern begins whose entry stands at a place."""
    return max(0, entry - (len("ex-") if before[entry - 1 : entry] == "-" else 1))
