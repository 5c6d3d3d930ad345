"""Whose money a plain currency word means in a text: 'dollars' are Canadian where the text speaks of Canada.

Here: the countries that a text names. Where an amount stands belongs to `context`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from depeche.language.figures.folding import folded
from depeche.language.figures.lexicon import any_of, lists

Homes = Mapping[str, str]


class _Currency(NamedTuple):
    """The currencies that share one plain word, with the words for their countries."""

    least: int
    own: re.Pattern[str] | None
    others: Mapping[str, re.Pattern[str]]


def homes_of(text: str) -> Homes:
    """Return, for each currency word (folded) that means another country's money in this text, the code of that."""
    found: dict[str, str] = {}
    for wordings, shared in _shared():
        if not any(word in text for word in wordings):
            continue
        counts = {code: len(pattern.findall(text)) for code, pattern in shared.others.items()}
        own = len(shared.own.findall(text)) if shared.own else 0
        code, most = max(counts.items(), key=lambda item: item[1])
        if most >= shared.least and most > own and list(counts.values()).count(most) == 1:
            found |= dict.fromkeys(wordings, code)
    return found


@cache
def _shared() -> tuple[tuple[tuple[str, ...], _Currency], ...]:
    result = []
    for entry in lists()["currency_homes"].values():
        others = {code: _places(words) for code, words in entry.items() if code not in ("words", "least", "own")}
        own = _places(entry["own"]) if entry["own"] else None
        wordings = tuple(folded(word) for word in entry["words"])
        result.append((wordings, _Currency(entry["least"], own, others)))
    return tuple(result)


def _places(words: list[str]) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{any_of(folded(word) for word in words)})(?!\w)")
