"""Who was named before: last, most often, with the gender asked for; and what stands between quotation marks.

Here: names and places in a text. Phrases that take up a name belong to `takeup`, pronouns to `pronouns`.
"""

from __future__ import annotations

from depeche.language.quotes.cast import Hearing
from depeche.language.quotes.genders import Gender
from depeche.language.quotes.leaders import within
from depeche.model import Mention, Sentence

BACK = 8  # sentences


def last_named(reading: Hearing, wanted: Gender | None, offset: int) -> str | None:
    """Return the person named last before an offset who agrees: 'ce dernier', 'l'intéressée'."""
    sentence = reading.sentence_at(offset)
    earliest = sentence_beside(reading, sentence, -BACK).start if sentence is not None else 0
    agreeing = [
        m for m in reading.mentions_in(earliest, offset) if is_somebody(reading, m) and agrees(reading, m, wanted)
    ]
    before = sentence_beside(reading, sentence, -1).start if sentence is not None else 0
    near = [m for m in agreeing if m.start >= before]
    outside = [m for m in agreeing if not in_marks(reading, m.start)]
    if near and not any(m.start >= before for m in outside):  # named by nobody but in the words of others just before
        return near[-1].entity_id
    return outside[-1].entity_id if outside else None


def protagonist(reading: Hearing, wanted: Gender | None, offset: int, *, known: bool = False) -> str | None:
    """Return the person named most often before an offset who agrees, the first of equals; `known`: by gender told."""
    return reading.leaders.before(offset, wanted, known=known)


def people(reading: Hearing, start: int, end: int) -> list[Mention]:
    """Return the mentions of people in a stretch that stand outside quotation marks."""
    return [m for m in reading.mentions_in(start, end) if is_somebody(reading, m) and not in_marks(reading, m.start)]


def is_somebody(reading: Hearing, mention: Mention) -> bool:
    """Whether a mention is that of a person: 'le fonds Gray Harbour', taken for one, is not."""
    figure = reading.figures.get(mention.entity_id or "")
    return mention.label == "PER" and (figure is None or figure.is_person)


def agrees(reading: Hearing, mention: Mention, wanted: Gender | None) -> bool:
    """Whether nothing that a text says of a person speaks against a gender."""
    figure = reading.figures.get(mention.entity_id or "")
    return figure is None or wanted is None or figure.gender in (None, wanted)


def sentence_beside(reading: Hearing, sentence: Sentence, step: int) -> Sentence:
    """Return the sentence so many steps from another; the first where there is none so far before it."""
    return reading.sentences[max(0, sentence.sentence_index + step)]


def in_marks(reading: Hearing, offset: int) -> bool:
    """Whether an offset stands between quotation marks."""
    return within(reading.marked, offset)


def mention_at(reading: Hearing, offset: int) -> Mention | None:
    """Return the mention that holds an offset."""
    near = reading.mentions_in(max(0, offset - 80), offset + 80)
    return next((m for m in near if m.start <= offset < m.end), None)
