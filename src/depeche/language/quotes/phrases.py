"""Noun phrases for persons and organisations: 'la procureure de Pau', 'ce dernier', 'le groupe'.

Here: what a phrase says by itself. Whom it means in its text belongs to `cast`.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from typing import Any, NamedTuple

from depeche.language.quotes.genders import Gender, gender_of_noun, stem
from depeche.language.quotes.wordings import pattern, table, words
from depeche.language.reading import Reading
from depeche.model import Span
from depeche.words import read_words

WORD = re.compile(r"(?:[A-Z]\.-?){2,}|[\w-]+'?")


class Phrase(NamedTuple):
    """A noun phrase of a text: its article and head noun, the gender they tell, the noun and names that complete it."""

    article: str
    noun: str
    gender: Gender | None
    complement: str  # stem of 'club' in 'la présidente du club', else empty
    entities: frozenset[tuple[str, str]]  # label and entity_id
    is_capital: bool  # 'la Lyonnaise'
    is_bare: bool  # no complement: 'la présidente', not 'la présidente de Vortane'
    origin: str = ""  # stem of 'sénégalais' in 'le chef de l'État sénégalais'


@cache
def _lists() -> dict[str, Any]:
    lists: dict[str, Any] = read_words("language/quotes", "roles")
    return lists


@cache
def borne_out() -> dict[str, frozenset[str]]:
    """Return the posts, as stems, that bear out a noun for a person."""
    return {stem(noun): frozenset(map(stem, posts)) for noun, posts in _lists()["people"].items()}


@cache
def _offices() -> dict[tuple[str, str], frozenset[str]]:
    offices = {tuple(map(stem, key.split(" "))): nouns for key, nouns in _lists()["offices"].items()}
    return {(key[0], key[1]): frozenset(map(stem, nouns)) for key, nouns in offices.items()}


def also_called(phrase: Phrase) -> frozenset[str]:
    """Return the nouns, as stems, that the office of a phrase bears out: 'le chef du gouvernement' is a minister."""
    return _offices().get((stem(phrase.noun), phrase.complement), frozenset())


@cache
def _stems(name: str) -> frozenset[str]:
    return frozenset(stem(word) for word in _lists()[name])


@cache
def _people_nouns() -> frozenset[str]:
    return frozenset(borne_out()) | frozenset().union(*borne_out().values()) | _stems("anybody")


@cache
def kinds() -> dict[str, frozenset[str]]:
    """Return the kinds of organisation that a noun's stem can mean."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for kind, nouns in _lists()["organisations"].items():
        for noun in nouns:
            found[stem(noun)].add(kind)
    return {noun: frozenset(its) for noun, its in found.items()}


def is_person_noun(noun: str) -> bool:
    """Whether a noun means a person, as far as the lists and the usual endings tell."""
    return stem(noun) in _people_nouns() or noun.lower().endswith(words("person_endings"))


def phrase_at(reading: Reading, span: Span) -> Phrase | None:
    """Read a noun phrase; None where it begins with no article and no noun."""
    article, noun, at, told = "", "", span.start, ""
    for token in WORD.finditer(reading.view, span.start, span.end):
        word = token.group()
        lower = word.lower()
        if not article and not noun and lower in _articles():
            article = table("uncontracted").get(lower, lower)
        elif lower in _lists()["adjectives"] and token.end() < span.end and not _ends(reading.view, token.end(), span):
            told = lower if lower in words("feminine_adjectives") else told
        else:
            noun, at = _without_prefixes(lower.replace(".", "")), token.start()
            break
    if not noun:
        return None
    inner = reading.mentions_in(span.start, span.end)
    entities = frozenset((m.label, m.entity_id) for m in inner if m.entity_id is not None and m.label in ("ORG", "LOC"))
    rest = pattern("complement").match(reading.view, at, span.end)
    complement = stem(rest["noun"]) if rest is not None and rest["noun"].islower() else ""
    gender, is_capital = "feminine" if told else gender_of_noun(article, noun), reading.view[at].isupper()
    origin = next((stem(w) for w in WORD.findall(reading.view[at : span.end])[1:] if w.lower() in _origins()), "")
    return Phrase(article, noun, gender, complement, entities, is_capital, rest is None and not entities, origin)


@cache
def _origins() -> frozenset[str]:
    """Return the words of nationality, in small letters, masculine and feminine."""
    masculine = [word.lower() for word in read_words("language/entities", "filters")["demonyms"]]
    doubled = [word + "ne" for word in masculine if word.endswith("en")]
    return frozenset((*masculine, *(word + "e" for word in masculine), *doubled))


@cache
def _articles() -> frozenset[str]:
    names = ("definite", "possessive", "indefinite", "contracted", "plural_articles")
    return frozenset(word for name in names for word in words(name))


def _without_prefixes(noun: str) -> str:
    for prefix in words("post_prefixes"):
        noun = noun.removeprefix(prefix)
    return noun


def _ends(view: str, offset: int, span: Span) -> bool:
    """Whether a phrase is over: what looks like an adjective is then its noun ('le jeune', 'l'ancien')."""
    return not view[offset : span.end].strip(" ") or view[offset] in ",.;:"


def is_concerned(phrase: Phrase) -> bool:
    """Whether a phrase means the person that a text is about: 'l'intéressé', 'la principale intéressée'."""
    return phrase.article in words("definite_articles") and stem(phrase.noun) in words("concerned")


def is_anybody(phrase: Phrase) -> bool:
    """Whether a phrase takes up whoever was spoken of last: 'ce dernier', 'l'intéressée', 'la Lyonnaise'."""
    is_demonstrative = phrase.article.startswith(words("demonstrative_letter"))
    if phrase.article not in words("definite"):
        return False
    if (phrase.entities or phrase.complement) and not is_demonstrative:
        return False
    if is_demonstrative and is_person_noun(phrase.noun):
        return True
    return phrase.is_capital or stem(phrase.noun) in _stems("anybody") or phrase.noun.endswith(words("age_endings"))
