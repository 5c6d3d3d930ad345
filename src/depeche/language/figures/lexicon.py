"""The words around figures, loaded once and folded."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from depeche.language.figures.folding import folded
from depeche.language.wordings import longest_first
from depeche.words import read_words


@cache
def lists() -> dict[str, Any]:
    """Return the word lists as they stand in the file."""
    loaded: dict[str, Any] = read_words("language/figures", "units")
    return loaded


@cache
def members(name: str) -> frozenset[str]:
    """Return a list of the file, folded."""
    return frozenset(folded(word) for word in lists()[name])


@cache
def measures() -> Mapping[str, str]:
    """Return the measure that each counted noun stands for; nouns in the singular."""
    return {folded(noun): measure for measure, nouns in lists()["nouns"].items() for noun in nouns}


@cache
def durations() -> Mapping[str, str]:
    """Return the unit of each noun of time."""
    return {folded(noun): unit for noun, unit in lists()["durations"].items()}


@cache
def comparators(name: str) -> Mapping[str, str]:
    """Return the comparator that each wording before ('comparators') or after ('comparators_after') a figure sets."""
    return {folded(word): comparator for comparator, words_ in lists()[name].items() for word in words_}


@cache
def currencies() -> Mapping[str, str | None]:
    """Return the code of each currency word and symbol, plurals included; None for hundredths."""
    found: dict[str, str | None] = {folded(symbol): code for symbol, code in lists()["currency_symbols"].items()}
    for wording, code in lists()["currency_words"].items():
        found[folded(wording)] = code
        found[" ".join(word + "s" for word in folded(wording).split(" "))] = code
        found[folded(wording) + "s"] = code
        found[re.sub(r"(?<=\w)(?=$| )", "s", folded(wording), count=1)] = code
    for wording in lists()["subunits"]:
        found[folded(wording)] = found[folded(wording) + "s"] = None
    return found


def any_of(words_: Iterable[str]) -> str:
    """Return a pattern for any of some words, the longest first; a space stands for one or two."""
    return "|".join(re.escape(word).replace(r"\ ", " {1,2}") for word in longest_first(words_))


def singular(noun: str) -> str:
    """Return the singular of a folded noun by spelling alone: 'journaux' stays, 'employes' becomes 'employe'."""
    if noun in measures() or noun in durations():
        return noun
    if noun.endswith(("s", "x")) and (len(noun) > 3 or noun[:-1] in measures() or noun[:-1] in durations()):
        return noun[:-1]
    return noun


@cache
def is_person(noun: str) -> bool:
    """Whether a folded singular is a noun for people: listed, a listed one with a prefix, or by its ending."""
    if noun in members("no_persons"):
        return False
    prefixes: list[str] = lists()["person_prefixes"]
    bare = next((noun.removeprefix(prefix).removeprefix("-") for prefix in prefixes if noun.startswith(prefix)), noun)
    if measures().get(noun) == "headcount" or measures().get(bare) == "headcount":
        return True
    first, _, last = noun.partition("-")
    if last and is_person(singular(first)) and is_person(singular(last)):  # 'sapeur-pompier'
        return True
    return len(noun) > 4 and noun.endswith(tuple(sorted(members("person_endings"))))
