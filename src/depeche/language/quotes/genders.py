"""Masculine or feminine: what first names, titles, articles and the endings of nouns tell.

Here: words alone. Whom a pronoun means belongs to `pronouns`.
"""

from __future__ import annotations

from functools import cache
from typing import Any, Literal

from depeche.language.quotes.wordings import pattern, words
from depeche.words import read_words

Gender = Literal["feminine", "masculine"]


@cache
def _endings() -> dict[str, Any]:
    endings: dict[str, Any] = read_words("language/quotes", "genders")
    return endings


def _ends(word: str, name: str) -> bool:
    return word.endswith(tuple(_endings()[name]))


def stem(noun: str) -> str:
    """Return what the masculine and the feminine of a noun have in common, in lower case."""
    lower = noun.lower()
    masculine_of: dict[str, str] = _endings()["masculine_of"]
    for feminine, masculine in masculine_of.items():
        if lower.endswith(feminine):
            return lower[: -len(feminine)] + masculine
    return lower.removesuffix("e")


def gender_of_noun(article: str, noun: str) -> Gender | None:
    """Return the gender that an article or else the ending of a noun tells."""
    if article in words("feminine_articles"):
        return "feminine"
    if article in words("masculine_articles"):
        return "masculine"
    lower = noun.lower()
    if _ends(lower, "shared"):
        return None
    if _ends(lower, "feminine"):
        return "feminine"
    return None if lower.endswith(("e", "s")) else "masculine"


@cache
def _first_names() -> dict[str, Gender]:
    lists = read_words("language/entities", "first_names")
    found: dict[str, Gender] = {name.lower(): "masculine" for name in lists["masculine"]}
    found |= {name.lower(): "feminine" for name in lists["feminine"]}
    return {name: gender for name, gender in found.items() if name not in _either()}


@cache
def _either() -> frozenset[str]:
    lists = read_words("language/entities", "first_names")
    return frozenset(name.lower() for name in [*lists["either"], *(set(lists["feminine"]) & set(lists["masculine"]))])


def gender_of_name(name: str) -> Gender | None:
    """Return the gender that a first name tells; one in -a or -ette is taken for feminine where no list has it."""
    first = name.split(" ")[0].lower()
    known = _first_names().get(first) or _first_names().get(first.split("-")[0])
    if known is not None or " " not in name:
        return known
    return "feminine" if _ends(first, "feminine_names") and first not in _either() else None


def gender_of_title(view: str, offset: int) -> Gender | None:
    """Return the gender that a title before a name tells: 'Mme', 'M.'."""
    before = view[max(0, offset - 9) : offset]
    if pattern("feminine_title_before").search(before):
        return "feminine"
    return "masculine" if pattern("masculine_title_before").search(before) else None
