"""What a stretch of text looks like by itself, wherever it stands: its words, its last mark, whether it reads as prose.

Here: one record per wording, kept for the lines that come back (menus, buttons and heads return on every page of an
outlet). Not here: where a line stands (`lines`), which rule it meets (`lookup`).
"""

from __future__ import annotations

import re
from functools import cached_property, lru_cache
from typing import Any

from depeche.clean import prose
from depeche.clean.folding import find_keys, find_spans, fold

_CAMEL = re.compile("[A-ZÀ-ÖØ-ÞŒ](?<=[a-zà-öø-ÿœ].)")
_DIVIDER = re.compile("[|•·>›»/→]|  ")
_REMEMBERED = 1 << 14  # wordings
_LONGEST = 240  # characters of a wording that is remembered: longer ones hardly ever return
_LONGER_WORD = 5  # letters of a word that tells a subject


class Look:
    """A normalised, trimmed text with what later steps ask about it. Never changed once made, but for kept answers."""

    met: tuple[Any, tuple[Any, ...]] | None = None  # a book of rules, and what the text meets of it (see `lookup`)

    def __init__(self, text: str) -> None:
        """Read a text."""
        self.text = text
        self.folded = fold(text)
        self.key = find_keys(self.folded)
        self.count = len(self.key)
        self.mark = prose.final_mark(text)
        self.is_prose = prose.is_prose(text, self.count, self.mark)
        self.is_bare = prose.is_bare(text, self.count, self.mark)
        self.is_camel = _CAMEL.search(text) is not None  # a capital follows a small letter: 'PartagerTweet'
        self.is_divided = _DIVIDER.search(text) is not None  # something parts it into entries: 'Sport | Météo'

    @cached_property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """Where the words stand in the text."""
        return find_spans(self.folded)

    @cached_property
    def longer_words(self) -> frozenset[str]:
        """The words that tell a subject."""
        return frozenset([word for word in self.key if len(word) >= _LONGER_WORD])

    @cached_property
    def has_verb(self) -> bool:
        """Whether the text holds a finite verb."""
        return prose.has_finite_verb(self.text)

    @cached_property
    def is_headline(self) -> bool:
        """Whether the text has a press headline's shape."""
        return self.is_bare and prose.is_headline(self.text, self.count)


def look_at(text: str) -> Look:
    """Return the look of a normalised, trimmed text."""
    return _remembered(text) if len(text) <= _LONGEST else Look(text)


_remembered = lru_cache(_REMEMBERED)(Look)
