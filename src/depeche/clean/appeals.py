"""Recognises lines in which the site speaks, of itself or to its readers, whatever the wording of the whole line.

Here: wordings anywhere in a line (appeals.yml), and which category they tell. Not here: wordings at the start of a line
(rules/*.yml), where a line may be cut (`verdicts`). What stands in quotation marks is somebody else's.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache, lru_cache
from typing import Any, NamedTuple

from depeche.clean.folding import fold
from depeche.clean.looks import Look
from depeche.clean.shapes import compiled, make_finder
from depeche.words import read_words

_SURE, _STRONG = 4, 2
_WEIGHTS = {"sure": _SURE, "strong": _STRONG, "weak": 1}
_LONGEST = 36  # words of a line that is looked at
_QUOTED = re.compile('«[^»]*»|“[^”]*”|"[^"]*"')
_MARK = re.compile('[«»“”"]')
_REMEMBERED = 1 << 10


class _Wordings(NamedTuple):
    weighed: tuple[tuple[str, int, str], ...]  # category, weight, pattern of its wordings
    stems: Any  # finds what a line must hold to hold any of them, with their numbers among the weighed
    address: str


@cache
def _wordings() -> _Wordings:
    stored = read_words("clean", "appeals")
    address = _pattern(stored.pop("address"))
    weighed = tuple(
        (category, _WEIGHTS[name], _pattern(listed))
        for category, lists in stored.items()
        for name, listed in lists.items()
    )
    stems: dict[str, list[int]] = defaultdict(list)
    for number, listed in enumerate(words for lists in stored.values() for words in lists.values()):
        for word in listed:
            stems[fold(word).split("*", 1)[0]].append(number)
    return _Wordings(weighed, make_finder(stems), address)


def _pattern(wordings: list[str]) -> str:
    """Return the pattern of any of these wordings as whole words of a folded text."""
    parts = [re.escape(fold(wording)).replace(r"\*", "[a-z0-9]*") for wording in sorted(wordings)]
    return "(?:^|[^a-z0-9])(?:" + "|".join(parts) + ")(?:[^a-z0-9]|$)"


def _votes(look: Look) -> tuple[tuple[str, int], ...]:
    """Return how much each category is told by a line, the most first; most lines tell none."""
    if look.count > _LONGEST or next(_wordings().stems.iter(look.folded), None) is None:
        return ()
    return _counted(look.folded)


@lru_cache(_REMEMBERED)
def _counted(folded: str) -> tuple[tuple[str, int], ...]:
    """Return how much each category is told by a folded line that may hold a wording."""
    wordings = _wordings()
    own = _QUOTED.sub(" ", folded)
    if _MARK.search(own):
        return ()  # part of a quotation that goes on in another line
    text = own.encode()
    votes: dict[str, int] = {}
    for number in {number for _, numbers in wordings.stems.iter(own) for number in numbers}:
        category, weight, pattern = wordings.weighed[number]
        if count := len(compiled(pattern).findall(text)):
            votes[category] = votes.get(category, 0) + weight * count
    return tuple(sorted(votes.items(), key=lambda pair: (-pair[1], pair[0])))


def told_category(look: Look) -> str | None:
    """Return the category that a line tells which was cut for another reason; None where it tells none."""
    votes = _votes(look)
    return votes[0][0] if votes else None


def find_appeal(look: Look) -> str | None:
    """Return the category of a line in which the site speaks; None for every other line."""
    votes = _votes(look)
    if not votes or votes[0][1] < _STRONG:
        return None
    speaks = votes[0][1] >= _SURE or compiled(_wordings().address).search(_QUOTED.sub(" ", look.folded)) is not None
    return votes[0][0] if speaks else None
