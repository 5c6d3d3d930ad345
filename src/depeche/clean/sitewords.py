"""Recognises short lines that hold nothing but the words of which sites make buttons and heads.

Here: the words (sitewords.yml) and what a line of them tells. Not here: whole wordings (rules/*.yml), sentences of the
site (`appeals`).
"""

from __future__ import annotations

from collections import Counter
from functools import cache, lru_cache
from itertools import chain
from typing import NamedTuple

from depeche.clean.folding import fold
from depeche.clean.looks import Look
from depeche.words import read_words

_MOST_WORDS = 9
_LEAST_TELLING = 2  # words of a line that are the site's
_ANY = "any"
_REMEMBERED = 1 << 14  # words


class _Words(NamedTuple):
    small: frozenset[str]
    whole: dict[str, tuple[str, ...]]  # word -> the categories it tells
    begun: dict[str, tuple[str, ...]]  # the same of words whose ends are open
    order: tuple[str, ...]


@cache
def _words() -> _Words:
    stored = read_words("clean", "sitewords")
    small = frozenset(stored.pop("small"))
    whole: dict[str, tuple[str, ...]] = {}
    begun: dict[str, tuple[str, ...]] = {}
    for category, listed in stored.items():
        for word in map(fold, listed):
            known, name = (begun, word[:-1]) if word.endswith("*") else (whole, word)
            known[name] = (*known.get(name, ()), category)
    return _Words(small, whole, begun, tuple(stored))


@lru_cache(_REMEMBERED)
def _told_by(word: str) -> tuple[str, ...] | None:
    """Return the categories that a folded word tells; none for a small one, None for any other word."""
    listed = _words()
    if word.isdigit() or word in listed.small:
        return ()
    found = [*listed.whole.get(word, ())]
    for stop in range(3, len(word) + 1):
        found.extend(listed.begun.get(word[:stop], ()))
    return tuple(found) or None


def find_site_words(look: Look) -> str | None:
    """Return the category of a line that holds nothing but the site's words; None for every other line."""
    if not _LEAST_TELLING <= look.count <= _MOST_WORDS or look.mark == ".":
        return None
    found: list[tuple[str, ...]] = []
    for word in look.key:
        told = _told_by(word)
        if told is None:
            return None
        if told:
            found.append(told)
    votes = Counter(chain.from_iterable(found))
    del votes[_ANY]
    if len(found) < _LEAST_TELLING or not votes:
        return None
    order = _words().order
    return max(votes, key=lambda category: (votes[category], -order.index(category)))
