"""Cuts what is written in another language than the French page it stands on: an English version of the text, notices
of the site's software, a translated box.

Only whole lines that are sentences, and only where the line itself leaves no doubt: hardly any word that is French and
nothing else, and the detector sure. What stands in quotation marks is somebody's words and stays. A page that is
foreign for the greater part is left to `rejection`. Not here: the language of the text as a whole (`tongue`).
"""

from __future__ import annotations

from functools import cache

from depeche.clean.folding import fold
from depeche.clean.lines import Line
from depeche.clean.prose import vocabulary
from depeche.clean.reading import Reading, Verdict
from depeche.clean.tongue import find_tongue
from depeche.words import read_words

_LEAST = 12  # words
_FRENCH, _NOT_FRENCH = 0.1, 0.06  # share of words that are only French from which, and below which, a line is told
_MOST_NAMES = 0.5  # share of words in capitals: names are of no language
_SURE = 0.95
_OPENING = "«“‹„\"'"


def cut_foreign(reading: Reading) -> None:
    """Cut the foreign lines of a French text among those that nothing was decided about."""
    free = [n for n in range(len(reading.lines)) if reading.is_free(n) and reading.lines[n].count >= _LEAST]
    shares = {number: _french_share(reading.lines[number]) for number in free}
    doubtful = [n for n in free if shares[n] < _NOT_FRENCH and _is_sentence(reading.lines[n])]
    if not doubtful:
        return
    french = sum(reading.lines[number].count for number in free if shares[number] >= _FRENCH)
    foreign = {number: found for number in doubtful if (found := _foreign_language(reading.lines[number]))}
    if french <= sum(reading.lines[number].count for number in foreign):
        return
    for number, language in foreign.items():
        reading.verdicts[number] = Verdict("other", f"language.{language}")


@cache
def _french_words() -> frozenset[str]:
    """Return the French function words, folded, that no other language of the press writes alike."""
    shared = read_words("clean", "language")["shared_words"]
    return frozenset(fold(word) for word in vocabulary().function_words if isinstance(word, str) and word not in shared)


def _french_share(line: Line) -> float:
    return sum(map(_french_words().__contains__, line.key)) / len(line.key) if line.key else 1.0


def _is_sentence(line: Line) -> bool:
    found = line.text.split()
    capitals = sum(word[0].isupper() for word in found)
    return bool(line.mark) and line.text[0] not in _OPENING and capitals <= _MOST_NAMES * len(found)


def _foreign_language(line: Line) -> str | None:
    """Return the language of a line that is surely not French."""
    tongue = find_tongue(line.text)
    if tongue is None or tongue.language == "fr" or tongue.confidence < _SURE:
        return None
    return tongue.language
