"""Closed classes of words that the rules share, read from grammar.yml."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from depeche.language.events.forms import ROOM
from depeche.model import Realis
from depeche.words import read_words


@cache
def _lists() -> Mapping[str, Any]:
    lists: dict[str, Any] = read_words(ROOM, "grammar")
    return lists


@cache
def word_set(name: str) -> frozenset[str]:
    """Return a list of words by its name."""
    return frozenset(_lists()[name])


@cache
def places() -> Mapping[str, str]:
    """Return the place that each preposition gives to the group after it."""
    return {word: place for place, listed in _lists()["places"].items() for word in listed}


def steps(event_type: str) -> Mapping[str, Sequence[str]]:
    """Return the beginnings of words that tell apart what is never one event within a type."""
    found: Mapping[str, Sequence[str]] = _lists()["steps"].get(event_type, {})
    return found


@cache
def governing_adjectives() -> Mapping[str, Realis | None]:
    """Return what an adjective makes of the infinitive that it governs, by form; None: nothing."""
    listed = _lists()["governing_adjectives"]
    return {word: None if realis == "none" else realis for realis, forms in listed.items() for word in forms}
