"""The wordings of this room, from wordings.yml, and what its templates take from the lists of cues and filters."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from depeche.language.entities.spans import CAPITAL, NAME_WORD
from depeche.language.wordings import Wordings, any_of
from depeche.words import read_words

_ROOM = "language/entities"


@cache
def lists() -> dict[str, Any]:
    """Return the word lists of this room by name, those of first names aside."""
    return {**read_words(_ROOM, "cues"), **read_words(_ROOM, "filters"), **read_words(_ROOM, "places")}


def _parts() -> Mapping[str, str]:
    """Return the lists as alternatives, and the classes of letters that make a name."""
    capital = {f"any_{name}": any_of(lists()[name], is_capital=True) for name in _BEGINNING}
    glued = {name: any_of(lists()[name], is_glued=True) for name in ("links", "first_links")}
    return {**{name: any_of(words) for name, words in lists().items()}, **glued, **capital} | _LETTERS


_BEGINNING = ("press_before", "titles", "person_roles", "organisation_of", "press_after")  # may begin a sentence
_LETTERS = {"CAPITAL": CAPITAL, "NAME": NAME_WORD}
_WORDINGS = Wordings(_ROOM, _parts)
pattern, words, glued, made = _WORDINGS.pattern, _WORDINGS.words, _WORDINGS.glued, _WORDINGS.made
