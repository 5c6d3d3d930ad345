"""Same-length views of a text, so that every offset found in a view is an offset into the raw text.

Here: the folded view (case and accents away) and its words.
Not here: the milder view of `depeche.language.view`, used where case counts.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

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
_BOUND = 0x2200  # Latin, Greek, Cyrillic, Arabic, general punctuation
_SHORT = 60  # characters below which the table is as quick as an array


@cache
def _codes() -> NDArray[np.uint32]:
    """Return the folded code point of every code point below a bound, as an array: the press hardly leaves it."""
    return np.array([_TABLE[code] for code in range(_BOUND)], dtype=np.uint32)


def fold(text: str) -> str:
    """Return `text` in lower case without accents; same length."""
    if text.isascii():
        return text.lower()
    if len(text) < _SHORT:
        return text.translate(_TABLE)
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    if codes.max() >= _BOUND:
        return text.translate(_TABLE)
    return _codes()[codes].tobytes().decode("utf-32-le", "surrogatepass")


def find_words(folded: str) -> tuple[Word, ...]:
    """Return the runs of letters and digits of a folded view."""
    return tuple(Word(match.group(), match.start(), match.end()) for match in _WORD.finditer(folded))


def find_keys(folded: str) -> tuple[str, ...]:
    """Return the words of a folded view without their offsets."""
    return tuple(_WORD.findall(folded))


def key(text: str) -> tuple[str, ...]:
    """Return the words of a text as one comparable value: case, accents, punctuation and spacing aside."""
    return find_keys(fold(text))
