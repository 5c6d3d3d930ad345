"""What a stretch of text looks like by itself, wherever it stands: its words, its last mark, whether it reads as prose.

Here: one record per wording, kept for the lines that come back (menus, buttons and heads return on every page of an
outlet). Not here: where a line stands (`lines`), which rule it meets (`lookup`).
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from depeche.clean import prose
from depeche.clean.folding import find_spans, fold_with_keys

_CAMEL = re.compile("[A-ZÀ-ÖØ-ÞŒ](?<=[a-zà-öø-ÿœ].)")
_DIVIDER = re.compile("[|•·>›»/→]|  ")
_REMEMBERED = 1 << 14  # wordings
_LONGEST = 240  # characters of a wording that is remembered: longer ones hardly ever return
_LONGER_WORD = 5  # letters of a word that tells a subject


class Look:
    """A normalised, trimmed text with what later steps ask about it. Never changed once made, but for kept answers."""

    __slots__ = (
        "_has_verb", "_is_headline", "_longer_words", "_spans", "count", "folded", "is_bare", "is_camel",
        "is_divided", "is_prose", "key", "mark", "met", "text",
    )  # fmt: skip

    def __init__(self, text: str) -> None:
        """Read a text."""
        # A book of rules, and what the text meets of it (see `lookup`).
        self.met: tuple[Any, tuple[Any, ...]] | None = None
        # Kept answers; the library's own way to keep them takes a lock each time.
        self._spans: tuple[tuple[int, int], ...] | None = None
        self._longer_words: frozenset[str] | None = None
        self._has_verb: bool | None = None
        self._is_headline: bool | None = None
        self.text = text
        self.folded, self.key = fold_with_keys(text)
        self.count = len(self.key)
        self.mark = prose.final_mark(text)
        self.is_prose = prose.is_prose(text, self.count, self.mark)
        self.is_bare = prose.is_bare(text, self.count, self.mark)
        self.is_camel = _CAMEL.search(text) is not None  # a capital follows a small letter: 'PartagerTweet'
        self.is_divided = _DIVIDER.search(text) is not None  # something parts it into entries: 'Sport | Météo'

    @property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """Where the words stand in the text."""
        if self._spans is None:
            self._spans = find_spans(self.folded)
        return self._spans

    @property
    def longer_words(self) -> frozenset[str]:
        """The words that tell a subject."""
        if self._longer_words is None:
            self._longer_words = frozenset([word for word in self.key if len(word) >= _LONGER_WORD])
        return self._longer_words

    @property
    def has_verb(self) -> bool:
        """Whether the text holds a finite verb."""
        if self._has_verb is None:
            self._has_verb = prose.has_finite_verb(self.text)
        return self._has_verb

    @property
    def is_headline(self) -> bool:
        """Whether the text has a press headline's shape."""
        if self._is_headline is None:
            self._is_headline = self.is_bare and prose.is_headline(self.text, self.count)
        return self._is_headline


def look_at(text: str) -> Look:
    """Return the look of a normalised, trimmed text."""
    return _remembered(text) if len(text) <= _LONGEST else Look(text)


_remembered = lru_cache(_REMEMBERED)(Look)
