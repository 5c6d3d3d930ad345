"""Figures: numbers in French, and the figures that a text states with them.

Here: reading numbers, units and comparators. Which figures speak of the same thing belongs to `resolve`.
"""

from __future__ import annotations

from depeche.language.figures.claims import find_claims
from depeche.language.figures.numerals import Number, find_numerals, value_of

__all__ = ["Number", "find_claims", "find_numbers", "find_numerals", "value_of"]


def find_numbers(view: str) -> tuple[Number, ...]:
    """Return the cardinals and fractions of a normalised text, the articles 'un' and 'une' aside."""
    return tuple(number for number in find_numerals(view) if not number.is_article)
