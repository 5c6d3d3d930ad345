"""Comparable forms of French names and words: no case, no accents, no punctuation; and the contractions of de, à, le.

Here: plain string functions. What is made of the forms belongs to the callers.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Sequence
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+")
_MARKS = re.compile(r"[\u0300-\u036f]+")
_CONTRACTED = (
    (re.compile(r"\bde [Ll]es (?=\w)"), "des "),
    (re.compile(r"\bde des (?=\w)"), "de "),
    (re.compile(r"\bde [Ll]e (?=\w)"), "du "),
    (re.compile(r"\bà [Ll]es (?=\w)"), "aux "),
    (re.compile(r"\bà [Ll]e (?=\w)"), "au "),
    (re.compile(r"\bde (?=[AEIOUÀÂÉÈÊËÎÏÔÙÛaeiouàâéèêëîïôùû])"), "d'"),
)

_CONTRACTIBLE = re.compile("|".join(pattern.pattern for pattern, _ in _CONTRACTED))


@lru_cache(maxsize=100_000)
def folded(text: str) -> str:
    """Return the words of a text without case, accents and punctuation, one space between them."""
    plain = _MARKS.sub("", unicodedata.normalize("NFKD", text.casefold()))
    return " ".join(_WORD.findall(plain.replace("œ", "oe").replace("æ", "ae").casefold()))


def words_of(text: str) -> list[str]:
    """Return the folded words of a text."""
    return folded(text).split()


def singular(word: str) -> str:
    """Return a folded word without a plural mark; good enough to compare two nouns."""
    if len(word) > 4 and word.endswith("aux"):
        return word[:-3] + "al"
    return word[:-1] if len(word) > 3 and word[-1] in "sx" else word


def contracted(phrase: str) -> str:
    """Return a phrase with 'de Altman' as "d'Altman", 'de Le Monde' as 'du Monde', 'à Les Échos' as 'aux Échos'."""
    if _CONTRACTIBLE.search(phrase) is None:
        return phrase
    for pattern, replacement in _CONTRACTED:
        phrase = pattern.sub(replacement, phrase)
    return phrase


def lowered(wording: str, openers: Collection[str]) -> str:
    """Return a wording whose first word has no capital where it is among some folded words; names keep theirs."""
    first = _WORD.match(wording)
    if first is None or folded(first.group()) not in openers:
        return wording
    return first.group().lower() + wording[first.end() :]


def listed(names: Sequence[str]) -> str:
    """Return names as a French enumeration; more than three are counted, not listed."""
    if len(names) <= 1:
        return "".join(names)
    if len(names) <= 3:
        return ", ".join(names[:-1]) + f" et {names[-1]}"
    return f"{names[0]}, {names[1]} et {len(names) - 2} autres"
