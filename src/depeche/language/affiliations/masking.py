"""A sentence with its names masked, of the same length, so that patterns speak of people and organisations."""

from __future__ import annotations

from typing import NamedTuple

from depeche.language.reading import Reading
from depeche.model import Mention, Sentence

PER, ORG, LOC, OTHER = "\ue000", "\ue001", "\ue002", "\ue003"
_MASKS = {"PER": PER, "ORG": ORG, "LOC": LOC}
# a whole name: no pattern may end in the middle of one
PERSON = f"{PER}+(?!{PER})"
ORGANISATION = f"{ORG}+(?!{ORG})"
PLACE = f"{LOC}+(?!{LOC})"


class Masked(NamedTuple):
    """A sentence: `text[i]` stands at `offset + i` of the article; names by their first position in `text`.

    `year`: the one in which the article appeared, where that is known.
    """

    text: str
    offset: int
    sentence_index: int
    by_start: dict[int, Mention]
    by_end: dict[int, Mention]
    year: int | None = None


def masked(reading: Reading, sentence: Sentence) -> Masked:
    """Return a sentence whose names are runs of mask characters."""
    text = list(reading.sentence_text(sentence))
    by_start, by_end = {}, {}
    for mention in reading.mentions_in(sentence.start, sentence.end):
        start, end = mention.start - sentence.start, mention.end - sentence.start
        text[start:end] = _MASKS.get(mention.label, OTHER) * (end - start)
        by_start[start], by_end[end] = mention, mention
    year = reading.reference.on.year if reading.reference.on else None
    return Masked("".join(text), sentence.start, sentence.sentence_index, by_start, by_end, year)
