"""The wordings of this room, from wordings.yml, and what its templates take from words.yml."""

from __future__ import annotations

from collections.abc import Mapping

from depeche.language.dates.lexicon import any_of, table
from depeche.language.wordings import Wordings


def _parts() -> Mapping[str, str]:
    return {name: any_of(table(name)) for name in ("year_cues", "future_before", "past_before", "future_cues")}


_WORDINGS = Wordings("language/dates", _parts)
pattern, words, glued, table_of = _WORDINGS.pattern, _WORDINGS.words, _WORDINGS.glued, _WORDINGS.table
