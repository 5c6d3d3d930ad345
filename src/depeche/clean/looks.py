"""What a stretch of text looks like by itself, wherever it stands: its words, its last mark, whether it reads as prose.

Here: one record per wording, kept for the lines that come back (menus, buttons and heads return on every page of an
outlet). Not here: where a line stands (`lines`), which rule it meets (`lookup`).
"""

from __future__ import annotations

import re
from functools import lru_cache

from depeche.clean import prose
from depeche.clean.folding import Word, find_keys, find_words, fold

_CAMEL = re.compile("[A-ZÀ-ÖØ-ÞŒ](?<=[a-zà-öø-ÿœ].)")
_DIVIDER = re.compile("[|•·>›»/→]|  ")
_REMEMBERED = 1 << 14  # wordings
_LONGEST = 240  # characters of a wording that is remembered: longer ones hardly ever return


class Look:
    """A normalised text with what later steps ask about it. Never changed once made, but for answers put off."""

    __slots__ = (
        "_has_verb",
        "_is_headline",
        "_words",
        "count",
        "folded",
        "is_bare",
        "is_camel",
        "is_divided",
        "is_prose",
        "key",
        "mark",
        "text",
    )

    def __init__(self, text: str, folded: str) -> None:
        """Read a text that is trimmed of white space, with its folded view."""
        self.text = text
        self.folded = folded
        self.key = find_keys(self.folded)
        self.count = len(self.key)
        self.mark = prose.final_mark(text)
        self.is_prose = prose.is_prose(text, self.count)
        self.is_bare = prose.is_bare(text, self.count)
        self.is_camel = _CAMEL.search(text) is not None  # a capital follows a small letter: 'PartagerTweet'
        self.is_divided = _DIVIDER.search(text) is not None  # something parts it into entries: 'Sport | Météo'
        self._words: tuple[Word, ...] | None = None
        self._has_verb: bool | None = None
        self._is_headline: bool | None = None

    @property
    def words(self) -> tuple[Word, ...]:
        """The words with their offsets in the text."""
        if self._words is None:
            self._words = find_words(self.folded)
        return self._words

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


def look_at(text: str, folded: str | None = None) -> Look:
    """Return the look of a normalised, trimmed text; `folded` is its folded view where that is known."""
    make = _remembered if len(text) <= _LONGEST else Look
    return make(text, fold(text) if folded is None else folded)


_remembered = lru_cache(_REMEMBERED)(Look)
