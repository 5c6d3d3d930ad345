"""The words of French dates, loaded once, folded (no accents, lower case), and as alternations for patterns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from depeche.language.figures.folding import folded
from depeche.language.figures.numerals import value_of
from depeche.language.wordings import longest_first
from depeche.words import read_words


@cache
def lists() -> dict[str, Any]:
    """Return the word lists as they stand in the file."""
    loaded: dict[str, Any] = read_words("language/dates", "words")
    return loaded


@cache
def table(*names: str) -> Mapping[str, Any]:
    """Return one or several lists of the file as one table from folded word to meaning."""
    found: dict[str, Any] = {}
    for name in names:
        entries = lists()[name]
        found |= {
            folded(str(word)): value
            for word, value in (entries.items() if isinstance(entries, dict) else ((w, w) for w in entries))
        }
    return found


def any_of(words_: Iterable[str]) -> str:
    """Return a pattern for any of some words, the longest first."""
    return "|".join(map(re.escape, longest_first(words_)))


@cache
def number_words() -> str:
    """Return a pattern for numbers in words up to a hundred; 'et' may be spaced."""
    return any_of(table("number_words")).replace(r"\-", "(?:-| )")


def number(wording: str) -> int | None:
    """Return the value of a number in digits or words."""
    if wording.isdigit():
        return int(wording)
    value = value_of(wording.replace("-", " "))
    return int(value) if value is not None else None
