"""Same-length views of a text, so that every offset found in a view is an offset into the raw text.

Here: the folded view (case and accents away) and its words.
Not here: the milder view of `depeche.language.view`, used where case counts.
"""

from __future__ import annotations

import re
import unicodedata

_WORD = re.compile(r"[^\W_]+")
_LETTER = re.compile(r"[^\W\d_]+")


class _Folding(dict[int, int]):
    """A translation table that fills itself: each character becomes its base letter in lower case."""

    def __missing__(self, code: int) -> int:
        lower = chr(code).lower()
        base = unicodedata.normalize("NFD", lower)[:1] if len(lower) == 1 else ""
        folded = ord(base) if base and not unicodedata.combining(base) else code
        self[code] = folded
        return folded


_TABLE = _Folding()
# Most lines keep to Latin-1, of which bytes can be translated, many times as fast as characters.
_FOLDED = bytes(_TABLE[code] for code in range(256))
_WORDS = bytes(code if _WORD.match(chr(code)) else 32 for code in range(256))
_LETTERS = bytes(code if _LETTER.match(chr(code)) else 32 for code in range(256))


def fold(text: str) -> str:
    """Return `text` in lower case without accents; same length."""
    if text.isascii():
        return text.lower()
    try:
        return text.encode("latin-1").translate(_FOLDED).decode("latin-1")
    except UnicodeEncodeError:
        return text.translate(_TABLE)


def fold_with_keys(text: str) -> tuple[str, tuple[str, ...]]:
    """Return what `fold` makes of a text and what `find_keys` makes of that, with one look at the characters."""
    try:
        octets = text.encode("latin-1")
    except UnicodeEncodeError:
        folded = text.translate(_TABLE)
        return folded, tuple(_WORD.findall(folded))
    octets = octets.translate(_FOLDED)
    return octets.decode("latin-1"), tuple(octets.translate(_WORDS).decode("latin-1").split())


def find_spans(folded: str) -> tuple[tuple[int, int], ...]:
    """Return where the runs of letters and digits of a folded view stand."""
    return tuple([match.span() for match in _WORD.finditer(folded)])


def find_keys(folded: str) -> tuple[str, ...]:
    """Return the runs themselves."""
    try:
        return tuple(folded.encode("latin-1").translate(_WORDS).decode("latin-1").split())
    except UnicodeEncodeError:
        return tuple(_WORD.findall(folded))


def find_letters(text: str) -> list[str]:
    """Return the runs of letters of a text, as they are written."""
    try:
        return text.encode("latin-1").translate(_LETTERS).decode("latin-1").split()
    except UnicodeEncodeError:
        return _LETTER.findall(text)


def key(text: str) -> tuple[str, ...]:
    """Return the words of a text as one comparable value: case, accents, punctuation and spacing aside."""
    return find_keys(fold(text))
