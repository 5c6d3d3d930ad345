"""Patterns for what stands right before a name, tried only where one of their words stands.

Nearly every capitalised word of a text is asked for a dozen cues before it, and nearly always none of their words is
there. Here: the quick look. Not here: the words (see `lexicon`) and what they announce (see `cues`).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

_WORD = re.compile(r"\w+")


class Announcement:
    """A pattern that begins with one of some entries, whose first letter may be a capital."""

    __slots__ = ("_first_words", "_pattern")

    def __init__(self, pattern: re.Pattern[str], entries: Iterable[str]) -> None:
        self._pattern = pattern
        self._first_words = frozenset(
            form
            for entry in entries
            for word in _WORD.findall(entry)[:1]
            for form in (word, word[0].upper() + word[1:])
        )

    def search(self, before: str) -> re.Match[str] | None:
        """Return where the pattern stands in the text before a name, or None."""
        return None if self._first_words.isdisjoint(_words(before)) else self._pattern.search(before)


@lru_cache(maxsize=64)
def _words(before: str) -> frozenset[str]:
    return frozenset(_WORD.findall(before))
