"""Whom a pronoun means beside a reporting verb: 'a-t-il dit', 'elle ajoute', 'celui-ci', 'ce dernier'.

The walk goes back sentence by sentence: the subject of the sentence before is what a text goes on about.
"""

from __future__ import annotations

from typing import Any

from depeche.language.quotes.cast import Hearing, holder
from depeche.language.quotes.genders import Gender
from depeche.language.quotes.phrases import Phrase, is_person_noun, phrase_at
from depeche.language.quotes.wordings import pattern, table, words
from depeche.model import Mention, Sentence, Span

_BACK = 8  # sentences


def meant_by(reading: Hearing, pronoun: str, offset: int) -> str | None:
    """Return the entity that a pronoun in the third person singular at an offset means; None where nobody agrees."""
    wanted: Gender | None = table("genders").get(pronoun)
    if wanted is None:
        return None
    return last_named(reading, wanted, offset) if pronoun in words("nearest") else _spoken_of(reading, wanted, offset)


def last_named(reading: Hearing, wanted: Gender | None, offset: int) -> str | None:
    """Return the person named last before an offset who agrees: 'ce dernier', 'l'intéressée'."""
    sentence = reading.sentence_at(offset)
    earliest = _sentence(reading, sentence, -_BACK).start if sentence is not None else 0
    people = [m for m in reading.mentions_in(earliest, offset) if m.label == "PER" and _agrees(reading, m, wanted)]
    outside = [m for m in people if not in_marks(reading, m.start)]
    return outside[-1].entity_id if outside else None


def _sentence(reading: Hearing, sentence: Sentence, step: int) -> Sentence:
    return reading.sentences[max(0, sentence.sentence_index + step)]


def _spoken_of(reading: Hearing, wanted: Gender, offset: int) -> str | None:
    sentence = reading.sentence_at(offset)
    if sentence is None:
        return None
    for index in range(sentence.sentence_index, max(-1, sentence.sentence_index - _BACK), -1):
        here = reading.sentences[index]
        end = min(here.end, offset)
        is_answered, entity_id = _subject(reading, here, end, wanted)
        if is_answered:
            return entity_id
        people = [
            m
            for m in reading.mentions_in(here.start, end)
            if m.label == "PER" and _agrees(reading, m, wanted) and not in_marks(reading, m.start)
        ]
        if people and index < sentence.sentence_index:
            return people[-1].entity_id
    return _subject_organisation(reading, sentence)


def _subject(reading: Hearing, sentence: Sentence, end: int, wanted: Gender) -> tuple[bool, str | None]:
    """Return whether a subject of a sentence answers the pronoun, and its entity; one without a name has none."""
    parse = reading.parses.get(sentence.sentence_index)
    tokens = [t for t in parse if t.dep_.startswith("nsubj")] if parse is not None else []
    tokens = [t for t in tokens if sentence.start + t.idx < end and not in_marks(reading, sentence.start + t.idx)]
    for token in sorted(tokens, key=lambda t: (t.head.dep_ not in ("ROOT", "conj", "parataxis"), t.i)):
        mention = mention_at(reading, sentence.start + token.idx)
        if mention is not None:
            if mention.label == "PER" and _agrees(reading, mention, wanted):
                return True, mention.entity_id
            continue
        phrase = _person_phrase(reading, token, sentence.start)
        if phrase is None or phrase.gender not in (None, wanted):
            continue
        entity_id = _apposed(reading, token, sentence.start) or holder(reading, phrase, sentence.start + token.idx)
        takes_up = phrase.is_bare and phrase.article in words("definite")
        if entity_id is not None or (token.head.dep_ == "ROOT" and not takes_up):
            return True, entity_id
    return _opening(reading, sentence, end, wanted)


def _opening(reading: Hearing, sentence: Sentence, end: int, wanted: Gender) -> tuple[bool, str | None]:
    """Read the person with whom a sentence begins, where the parse found no subject: 'Un voisin raconte'."""
    match = pattern("determined").match(reading.view, sentence.start, end)
    phrase = phrase_at(reading, Span(sentence.start, match.end())) if match is not None else None
    if phrase is None or not is_person_noun(phrase.noun) or phrase.gender not in (None, wanted):
        return False, None
    entity_id = holder(reading, phrase, sentence.start)
    return entity_id is not None or phrase.article in words("indefinite"), entity_id


def _person_phrase(reading: Hearing, token: Any, offset: int) -> Phrase | None:
    """Return the phrase of a subject that means one person."""
    if token.pos_ not in ("NOUN", "PROPN", "ADJ") or "Plur" in token.morph.get("Number"):
        return None
    first = min(t.idx for t in token.subtree)
    last = max((t.idx + len(t) for t in token.subtree if t.dep_ not in ("acl:relcl", "appos")), default=token.idx)
    phrase = phrase_at(reading, Span(offset + first, offset + max(last, token.idx + len(token))))
    return phrase if phrase is not None and phrase.article and is_person_noun(phrase.noun) else None


def _apposed(reading: Hearing, token: Any, offset: int) -> str | None:
    """Return the person in apposition to a noun: 'la procureure, Anne Roy'."""
    last = max(token.head.idx, *(t.idx + len(t) for t in token.subtree))
    for mention in reading.mentions_in(offset + token.idx, offset + last):
        between = reading.view[offset + token.idx + len(token) : mention.start]
        if mention.label == "PER" and (between in (" ", ", ") or between.endswith(", ") or between.count(" ") < 8):
            is_complement = between.rstrip().endswith(tuple(f" {word}" for word in words("linking")))
            return mention.entity_id if not is_complement else None
    return None


def _subject_organisation(reading: Hearing, sentence: Sentence) -> str | None:
    """Return the organisation that is the subject just before, where no person can be meant."""
    for index in range(sentence.sentence_index - 1, max(-1, sentence.sentence_index - 3), -1):
        here = reading.sentences[index]
        for mention in reading.mentions_in(here.start, here.end):
            if mention.label == "ORG" and is_subject(reading, mention) and not in_marks(reading, mention.start):
                return mention.entity_id
        first = next(iter(reading.mentions_in(here.start, here.start + 40)), None)
        if first is not None and first.label == "ORG" and first.start == here.start:
            return first.entity_id
    return None


def _agrees(reading: Hearing, mention: Mention, wanted: Gender | None) -> bool:
    figure = reading.figures.get(mention.entity_id or "")
    return figure is None or wanted is None or figure.gender in (None, wanted)


def in_marks(reading: Hearing, offset: int) -> bool:
    """Whether an offset stands between quotation marks."""
    low, high = 0, len(reading.marked)
    while low < high:
        middle = (low + high) // 2
        if reading.marked[middle].end <= offset:
            low = middle + 1
        else:
            high = middle
    return low < len(reading.marked) and reading.marked[low].start <= offset


def mention_at(reading: Hearing, offset: int) -> Mention | None:
    """Return the mention that holds an offset."""
    near = reading.mentions_in(max(0, offset - 80), offset + 80)
    return next((m for m in near if m.start <= offset < m.end), None)


def is_subject(reading: Hearing, mention: Mention) -> bool:
    """Whether a name is the subject of a verb, as far as the parse knows."""
    sentence = reading.sentence_at(mention.start)
    parse = reading.parses.get(sentence.sentence_index) if sentence else None
    if sentence is None or parse is None:
        return False
    first, last = mention.start - sentence.start, mention.end - sentence.start
    return any(token.dep_.startswith("nsubj") for token in parse if first <= token.idx < last)
