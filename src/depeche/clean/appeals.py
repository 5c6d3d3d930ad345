"""Recognises lines in which the site speaks, of itself or to its readers, whatever the wording of the whole line.

Here: wordings anywhere in a line (appeals.yml), and which category they tell. Not here: wordings at the start of a line
(rules/*.yml), where a line may be cut (`verdicts`). What stands in quotation marks is somebody else's.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache
from typing import Any, NamedTuple

import re2

from depeche.clean.folding import fold
from depeche.clean.looks import Look
from depeche.words import read_words

_SURE, _STRONG = 4, 2
_LONGEST = 36  # words of a line that is looked at
_QUOTED = re.compile('«[^»]*»|“[^”]*”|"[^"]*"')
_MARK = re.compile('[«»“”"]')
_REMEMBERED = 1 << 10


class _Wordings(NamedTuple):
    any: Any  # whether a line has anything of all that follows
    weighed: Mapping[str, tuple[tuple[int, Any], ...]]  # by category
    address: Any


@cache
def _wordings() -> _Wordings:
    stored = read_words("clean", "appeals")
    address = _pattern(stored.pop("address"))
    return _Wordings(
        _pattern([wording for lists in stored.values() for listed in lists.values() for wording in listed]),
        {
            category: (
                (_SURE, _pattern(lists["sure"])),
                (_STRONG, _pattern(lists["strong"])),
                (1, _pattern(lists["weak"])),
            )
            for category, lists in stored.items()
        },
        address,
    )


def _pattern(wordings: list[str]) -> Any:
    """Return the pattern of any of these wordings as whole words of a folded text."""
    parts = [re.escape(fold(wording)).replace(r"\*", "[a-z0-9]*") for wording in sorted(wordings)]
    return re2.compile("(?:^|[^a-z0-9])(?:" + "|".join(parts) + ")(?:[^a-z0-9]|$)")


@lru_cache(_REMEMBERED)
def _votes(folded: str) -> tuple[tuple[str, int], ...]:
    """Return how much each category is told by a folded line, the most first."""
    wordings = _wordings()
    if not wordings.any.search(folded):
        return ()
    own = _QUOTED.sub(" ", folded)
    if _MARK.search(own):
        return ()  # part of a quotation that goes on in another line
    votes = {
        category: sum(weight * len(pattern.findall(own)) for weight, pattern in weighed)
        for category, weighed in wordings.weighed.items()
    }
    return tuple(sorted(((name, vote) for name, vote in votes.items() if vote), key=lambda pair: (-pair[1], pair[0])))


def told_category(look: Look) -> str | None:
    """Return the category that a line tells which was cut for another reason; None where it tells none."""
    votes = _votes(look.folded) if look.count <= _LONGEST else ()
    return votes[0][0] if votes else None


def find_appeal(look: Look) -> str | None:
    """Return the category of a line in which the site speaks; None for every other line."""
    votes = _votes(look.folded) if look.count <= _LONGEST else ()
    if not votes or votes[0][1] < _STRONG:
        return None
    speaks = votes[0][1] >= _SURE or _wordings().address.search(_QUOTED.sub(" ", look.folded)) is not None
    return votes[0][0] if speaks else None
