"""What stands around a number: comparator, currency, per cent, the noun that it counts.

Pure functions over the folded text. Which of them make a claim is decided in `claims`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from depeche.language.figures.lexicon import comparators, currencies, members, singular
from depeche.language.figures.numerals import Number
from depeche.language.figures.wordings import pattern, words
from depeche.model import Comparator

_NEXT_NOUN = re.compile(r" {1,2}(?P<noun>[a-z]+(?:-[a-z]+)*)")
_WINDOW = 40


class Words(NamedTuple):
    """A stretch of the text and what it says."""

    start: int
    end: int
    meaning: str | None


class Counted(NamedTuple):
    """The noun that a number counts; `noun` is its folded singular, `link` the 'de' before it, if any."""

    start: int
    end: int
    noun: str
    link: str


def comparator_before(text: str, start: int) -> Words | None:
    """Return the comparator that ends where a figure begins."""
    match = pattern("comparator_before").search(text, max(0, start - _WINDOW), start)
    if match is None:
        return None
    return Words(match.start(), start, comparators("comparators")[re.sub(" +", " ", match["words"])])


def comparator_after(text: str, end: int) -> Words | None:
    """Return the comparator that follows a figure: '500 personnes au moins'."""
    match = pattern("comparator_after").match(text, end)
    if match is None:
        return None
    return Words(match.start(), match.end(), comparators("comparators_after")[re.sub(" +", " ", match["words"])])


def as_comparator(meaning: str | None) -> Comparator:
    """Return a comparator of the contract."""
    return meaning if meaning is not None else "exact"  # type: ignore[return-value]


def percent(text: str, number: Number) -> Words | None:
    """Return the sign or words for per cent after (in translated text also before) a number."""
    match = pattern("percent").match(text, number.end)
    if match:
        return Words(number.end, match.end(), "percent")
    before = pattern("percent_before").search(text, max(0, number.start - 20), number.start)
    return Words(before.start(), number.start, "percent") if before else None


def currency(text: str, number: Number, homes: Mapping[str, str]) -> Words | None:
    """Return the currency beside a number: 'milliards de dollars', '$10', '10 $'; meaning None for hundredths.

    `homes` says whose money a plain word means in this text.
    """
    match = pattern("currency_after").match(text, number.end)
    wording = re.sub(" +", " ", match["symbol"] or match["word"]) if match else ""
    is_thing = homes.get(wording) == words("no_money")[0] or (
        wording in words("pounds") and match is not None and text.startswith(words("no_pounds"), match.end())
    )
    if match and not is_thing:
        return Words(number.end, match.end(), homes.get(wording, currencies()[wording]))
    before = pattern("currency_before").search(text, max(0, number.start - 6), number.start)
    if before and not (before["symbol"] or "").isalpha():
        wording = before["symbol"] or before["word"]
        return Words(before.start(), number.start, currencies()[wording])
    return None


def counted(text: str, end: int, needs_link: bool) -> Counted | None:
    """Return the noun after a number, adjectives before it skipped; None where no noun follows."""
    first = pattern("noun").match(text, end)
    if first is None:
        return None
    if needs_link != bool(first["link"]):
        return None
    link = (first["link"] or "").strip()
    at, noun = first.start("noun"), first["noun"]
    for _ in range(3):
        if singular(noun) not in members("before_noun"):
            break
        following = _NEXT_NOUN.match(text, at + len(noun))
        if following is None or following["noun"] in members("not_counted"):
            break
        at, noun = following.start("noun"), following["noun"]
    for tail in words("tails"):
        noun = noun.removesuffix(tail)
    if "'" in noun or noun in members("not_counted") or len(noun) < 2:
        return None
    return Counted(at, at + len(noun), singular(noun), link)


def measuring_unit(text: str, end: int) -> Words | None:
    """Return the sign of a unit of measure after a number: '30 km', '12 m²'."""
    match = pattern("measuring_unit").match(text, end)
    return Words(match.start() + len(match.group()) - len(match.group().lstrip()), match.end(), None) if match else None


def names_before(text: str, start: int) -> bool:
    """Whether the word before a number makes it a label: 'article 49', 'Formule 1'."""
    match = re.search(r"([a-z°]+) {1,2}$", text[max(0, start - 20) : start])
    return bool(match and match[1] in members("names_before") and match[1] not in words("no_label"))


def definite_before(text: str, start: int) -> bool:
    """Whether a definite or possessive word stands before a number."""
    match = re.search(r"([a-z]+) {1,2}$", text[max(0, start - 20) : start])
    return bool(match and match[1] in members("definite"))


def possessive_before(text: str, start: int) -> bool:
    """Whether a possessive word stands before a number: 'ses deux adjoints'."""
    return pattern("possessive_before").search(text[max(0, start - 8) : start]) is not None


def has_word(text: str, name: str) -> bool:
    """Whether a stretch of folded text holds a word of a list of the file."""
    return any(re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", text) for word in sorted(members(name)))
