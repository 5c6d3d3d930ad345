"""Words that begin a sentence or a heading and bear a capital for that alone: "Gaz, pêche : …", "Baptisée Vireo, …".

Here: what the recogniser takes for a name, or for a part of one, although it stands in the dictionary and nowhere in
the text as a name. Not here: words that are never names (see `filters.yml`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence, Set
from functools import cache

from depeche.language.entities.aliases import last_name
from depeche.language.entities.cues import begins_with_first_name, evidence
from depeche.language.entities.lexicon import Lexicon
from depeche.language.entities.spans import Candidate, occurrences, starts_sentence
from depeche.language.entities.wordings import pattern, words
from depeche.language.reading import Reading

IsWord = Callable[[str], bool]
_SURE = 1.5  # what words beside a name weigh together that keep it a name


def past_openings(
    reading: Reading, candidates: Iterable[Candidate], lexicon: Lexicon, is_word: IsWord
) -> list[Candidate]:
    """Return names without the words that only open their sentences: "Vireo" of "Baptisée Vireo"."""
    stands_alone = cache(lambda first, rest: _stands_alone(reading.view, first, rest))
    return [_past_opening(reading, c, lexicon, is_word, stands_alone) for c in candidates]


def _past_opening(
    reading: Reading, candidate: Candidate, lexicon: Lexicon, is_word: IsWord, stands_alone: Callable[[str, str], bool]
) -> Candidate:
    view = reading.view
    first, _, rest = view[candidate.start : candidate.end].partition(" ")
    if not rest or not rest[0].isupper() or not first[1:].islower() or _is_kept(first, lexicon):
        return candidate
    if not is_word(first.lower()) or not _opens(reading, candidate):
        return candidate
    start = candidate.start + len(first) + 1
    if first in words("greetings"):
        return candidate._replace(start=start)
    if stands_alone(first, rest) or pattern("participle").fullmatch(first):
        return candidate._replace(start=start)
    return candidate


def _stands_alone(view: str, first: str, rest: str) -> bool:
    """Say whether a name stands somewhere without the word that opens its sentence elsewhere."""
    return any(not view.endswith(f"{first} ", 0, at) for at in occurrences(view, rest))


def without_openings(
    reading: Reading, candidates: Sequence[Candidate], lexicon: Lexicon, is_word: IsWord
) -> list[Candidate]:
    """Return the candidates but for single words of the dictionary that only ever open a sentence."""
    view = reading.view
    inside = {view[c.start : c.end] for c in candidates if not _opens(reading, c)}
    inside |= {last_name(view[c.start : c.end]) for c in candidates if c.label == "PER"}
    return [c for c in candidates if not _is_opening(reading, c, inside, lexicon, is_word)]


def _is_opening(reading: Reading, c: Candidate, inside: Set[str], lexicon: Lexicon, is_word: IsWord) -> bool:
    """Say whether a candidate is an ordinary word with the capital of its sentence."""
    surface = reading.view[c.start : c.end]
    if c.kb_key or " " in surface or surface in inside or not surface[1:].islower() or not _opens(reading, c):
        return False
    if surface in lexicon.first_names or not is_word(surface.lower()):
        return False
    return evidence(reading.view, c.start, c.end, lexicon, guess=c.label).get(c.label, 0.0) < _SURE


def _opens(reading: Reading, candidate: Candidate) -> bool:
    return starts_sentence(reading.view, candidate.start, reading.sentence_at(candidate.start))


def _is_kept(first: str, lexicon: Lexicon) -> bool:
    """Say whether a word may well be the first of a name."""
    return (
        first in lexicon.organisation_prefix
        or begins_with_first_name(first, lexicon)
        or lexicon.institution_head.fullmatch(first) is not None
    )
