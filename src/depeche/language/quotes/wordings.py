"""The wordings of this room, from wordings.yml, and what its templates take from cues.yml."""

from __future__ import annotations

from collections.abc import Mapping

from depeche.language.wordings import Wordings, any_of
from depeche.words import read_words

_ROOM = "language/quotes"


def _parts() -> Mapping[str, str]:
    cues = read_words(_ROOM, "cues")
    return {name: any_of(map(str.lower, cues[name])) for name in ("asides", "judged", "prepositions")}


_WORDINGS = Wordings(_ROOM, _parts)
pattern, words, glued, table = _WORDINGS.pattern, _WORDINGS.words, _WORDINGS.glued, _WORDINGS.table
