"""Closed classes of words that the rules share, read from grammar.yml, function_words.yml and borders.yml."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from depeche.model import Realis
from depeche.words import read_words


@cache
def _lists() -> Mapping[str, Any]:
    lists: dict[str, Any] = {
        **read_words("language/events", "grammar"),
        **read_words("language/events", "function_words"),
    }
    return lists


@cache
def _borders() -> Mapping[str, Sequence[str]]:
    lists: dict[str, Any] = read_words("language/events", "borders")
    return lists


@cache
def word_set(name: str) -> frozenset[str]:
    """Return a list of words by its name."""
    return frozenset(_lists()[name])


@cache
def wordings(name: str) -> tuple[str, ...]:
    """Return a list in its order: beginnings, endings, and words of which the first counts."""
    return tuple(_lists()[name])


@cache
def borders(name: str) -> frozenset[str]:
    """Return the words and marks that end a look around, by the name of the look."""
    return frozenset(_borders()[name])


def looks_infinitive(word: str) -> bool:
    """Tell whether a word ends as an infinitive does."""
    return word.endswith(wordings("infinitive_endings"))


@cache
def places() -> Mapping[str, str]:
    """Return the place that each preposition gives to the group after it."""
    return _by_word("places")


@cache
def compound_places() -> Mapping[str, str]:
    """Return the place that a word gives to the group after its 'de' or 'à' ('au sein de X')."""
    return _by_word("compound_places")


def _by_word(name: str) -> Mapping[str, str]:
    return {word: place for place, listed in _lists()[name].items() for word in listed}


def steps(event_type: str) -> Mapping[str, Sequence[str]]:
    """Return the beginnings of words that tell apart what is never one event within a type."""
    found: Mapping[str, Sequence[str]] = _lists()["steps"].get(event_type, {})
    return found


@cache
def governing_adjectives() -> Mapping[str, Realis | None]:
    """Return what an adjective makes of the infinitive that it governs, by form; None: nothing."""
    listed = _lists()["governing_adjectives"]
    return {word: None if realis == "none" else realis for realis, forms in listed.items() for word in forms}
