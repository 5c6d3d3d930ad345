"""The wordings of this room, from wordings.yml, and what its templates take from units.yml."""

from __future__ import annotations

from collections.abc import Mapping

from depeche.language.figures.lexicon import any_of, comparators, currencies, members
from depeche.language.wordings import Wordings

_LISTS = (
    "changing",
    "approving",
    "changing_after",
    "changing_directly",
    "cutting",
    "died_at",
    "elections",
    "lasting",
    "lasting_after",
    "measured_subjects",
    "measuring_units",
    "money_nouns",
    "rates",
    "rates_after",
    "shifting",
    "vote_shares",
    "winning",
)


def _parts() -> Mapping[str, str]:
    """Return the lists of units.yml as alternatives."""
    symbols = [folded for folded in currencies() if not folded[0].isalpha() or "$" in folded]
    return {
        **{name: any_of(members(name)) for name in _LISTS},
        "comparators": any_of(comparators("comparators")),
        "comparators_after": any_of(comparators("comparators_after")),
        "currency_symbols": any_of(symbols),
        "currency_words": any_of(currencies().keys() - symbols),
    }


_WORDINGS = Wordings("language/figures", _parts)
pattern, words, glued = _WORDINGS.pattern, _WORDINGS.words, _WORDINGS.glued
