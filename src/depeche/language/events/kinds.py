"""What kind of thing a common noun names, read from kinds.yml.

Here: nouns by themselves. Not here: groups in a sentence (scene).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from depeche.language.inflection import inflect_noun
from depeche.words import read_words

_NAMING = ("person", "people", "body", "org", "product", "post", "jobs", "money", "measure", "time")


@cache
def kinds() -> Mapping[str, frozenset[str]]:
    """Return the common nouns of each kind."""
    raw = read_words("language/events", "kinds")
    return {kind: frozenset(nouns) for kind, nouns in raw.items()}


@cache
def kinds_by_form() -> Mapping[str, tuple[tuple[str, str], ...]]:
    """Return (kind, singular) readings by noun form."""
    found: dict[str, list[tuple[str, str]]] = {}
    for kind, nouns in kinds().items():
        if kind not in _NAMING:
            continue
        for noun in sorted(nouns):
            for form in inflect_noun(noun):
                is_plural = form != noun
                found.setdefault(form, []).append(("people" if kind == "person" and is_plural else kind, noun))
    return {form: tuple(readings) for form, readings in found.items()}
