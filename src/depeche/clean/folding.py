"""Same-length views of a text, so that every offset found in a view is an offset into the raw text.

Here: the folded view (case and accents away) and its words.
Not here: the milder view of `depeche.language.view`, used where case counts.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

_WORD = re.compile(r"[^\W_]+")


class Word(NamedTuple):
    """A word of a folded view with its offsets in that view."""

    folded: str
    start: int
    end: int


class _Folding(dict[int, int]):
    """A translation table that fills itself: each character becomes its base letter in lower case."""

    def __missing__(self, code: int) -> int:
        lower = chr(code).lower()
        base = unicodedata.normalize("NFD", lower)[:1] if len(lower) == 1 else ""
        folded = ord(base) if base and not unicodedata.combining(base) else code
        self[code] = folded
        return folded


_TABLE = _Folding()


def fold(text: str) -> str:
    """Return `text` in lower case without accents; same length."""
    return text.translate(_TABLE)


def find_words(folded: str) -> tuple[Word, ...]:
    """Return the runs of letters and digits of a folded view."""
    return tuple(Word(match.group(), match.start(), match.end()) for match in _WORD.finditer(folded))


def key(text: str) -> tuple[str, ...]:
    """Return the words of a text as one comparable value: case, accents, punctuation and spacing aside."""
    return tuple(_WORD.findall(fold(text)))
