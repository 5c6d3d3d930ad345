"""Tells bars: several short entries side by side on one line, as menus, breadcrumbs and tickers become flat text.

Here: the entries of a bar and its shape. Not here: what single entries say (`rules`).
"""

from __future__ import annotations

import re

from depeche.clean.prose import final_mark, has_finite_verb

_DIVIDER = re.compile(r" ?[|•·] ?| {2,}|\t+")
_STEP = re.compile(r" ?[|•·] ?| {2,}|\t+| [>›»/→] ")
_PATH = re.compile(r" [>›] ")
_WORD = re.compile(r"[^\W\d_]+")
_MANY = 6  # entries among which one or two may look like verbs: 'Sports   Sorties   Mon compte'
_LONG_PATH = 2  # steps behind which the name of a column may hold a verb: 'Idées › Billets › La ville qui dort'
_MOST_WORDS, _LONGEST = 5, 45  # of one entry


def entries(text: str) -> tuple[str, ...]:
    """Return the entries of a line that dividers or wide gaps part; one entry where it has none."""
    return _split(_DIVIDER, text)


def _split(divider: re.Pattern[str], text: str) -> tuple[str, ...]:
    if not divider.search(text):
        return (text,)
    return tuple(part.strip() for part in divider.split(text) if part.strip())


def is_bar(text: str) -> bool:
    """Tell whether a normalised line is a menu, a breadcrumb or a ticker: three short entries, or two of a path."""
    parts = _split(_STEP, text)
    steps = len(_PATH.findall(text))
    if len(parts) < (2 if steps else 3) or final_mark(text):
        return False
    if len(parts) < _MANY and steps < _LONG_PATH and has_finite_verb(text):
        return False
    return all(_is_entry(part) for part in parts)


def _is_entry(part: str) -> bool:
    first = next((char for char in part if char.isalnum()), "")
    return len(part) <= _LONGEST and len(_WORD.findall(part)) <= _MOST_WORDS and not first.islower()
