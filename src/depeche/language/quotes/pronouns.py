"""Whom a pronoun means beside a reporting verb: 'a-t-il dit', 'elle ajoute', 'celui-ci', 'ce dernier'.

The walk goes back sentence by sentence: the subject of the sentence before is what a text goes on about.
"""

from __future__ import annotations

from typing import Any

from depeche.language.quotes.cast import Hearing, holder
from depeche.language.quotes.genders import Gender, stem
from depeche.language.quotes.near import (
    BACK,
    agrees,
    in_marks,
    is_somebody,
    last_named,
    mention_at,
    people,
    protagonist,
    sentence_beside,
)
from depeche.language.quotes.phrases import Phrase, is_person_noun, kinds, phrase_at
from depeche.language.quotes.takeup import taken_up
from depeche.language.quotes.wordings import pattern, table, words
from depeche.model import Mention, Sentence, Span


def meant_by(reading: Hearing, pronoun: str, offset: int) -> str | None:
    """Return the entity that a pronoun in the third person singular at an offset means; None where nobody agrees."""
    wanted: Gender | None = table("genders").get(pronoun)
    if wanted is None:
        return None
    return last_named(reading, wanted, offset) if pronoun in words("nearest") else _spoken_of(reading, wanted, offset)


def counterpart(reading: Hearing, phrase: Phrase, offset: int) -> str | None:
    """Return the other of two people whom 'son hôte' or 'son homologue' means: not the one spoken of just before."""
    if phrase.article not in words("possessive") or stem(phrase.noun) not in words("counterparts"):
        return None
    sentence = reading.sentence_at(offset)
    if sentence is None:
        return None
    before, earliest = sentence_beside(reading, sentence, -1), sentence_beside(reading, sentence, -BACK).start
    subjects = [_subject(reading, before, before.end, gender)[1] for gender in ("feminine", "masculine")]
    speaking = next((entity for entity in subjects if entity is not None), None)
    others = {m.entity_id for m in people(reading, earliest, offset)} - {speaking, None}
    return next(iter(others)) if len(others) == 1 and speaking is not None else None


def _spoken_of(reading: Hearing, wanted: Gender, offset: int) -> str | None:
    sentence = reading.sentence_at(offset)
    if sentence is None:
        return None
    is_spoken_for = pattern("by_voice").match(reading.view, sentence.start) is not None
    for index in range(sentence.sentence_index, max(-1, sentence.sentence_index - BACK), -1):
        here = reading.sentences[index]
        end = min(here.end, offset)
        is_answered, entity_id = _subject(reading, here, end, wanted)
        if not is_answered and index == sentence.sentence_index - 1 and is_spoken_for:
            entity_id = _organisation_phrase(reading, here, end, is_near=True)
            is_answered = entity_id is not None
        if is_answered:
            return entity_id
        turned_to = _turned_to(reading, here, end, wanted)
        if turned_to is not None:
            return turned_to
        if index == sentence.sentence_index or _goes_on(reading, here, wanted):
            continue
        agreeing = [m for m in people(reading, here.start, end) if agrees(reading, m, wanted)]
        if agreeing:
            return agreeing[-1].entity_id
    return protagonist(reading, wanted, offset, known=True) or _subject_organisation(reading, sentence, offset)


def _turned_to(reading: Hearing, sentence: Sentence, end: int, wanted: Gender) -> str | None:
    """Return whom a sentence turns to: 'Quant à Anne Roy, elle se tait', 'Anne Roy, elle, se tait'."""
    agreeing = [m for m in people(reading, sentence.start, end) if agrees(reading, m, wanted)]
    for mention in agreeing:
        if pattern("set_off").match(reading.view, mention.end):
            return mention.entity_id
    if pattern("turning_to").match(reading.view, sentence.start, end) is None:
        return None
    is_taken_up = agreeing and pattern("taken_up_after").match(reading.view, agreeing[0].end, sentence.end)
    return agreeing[0].entity_id if is_taken_up else None


def _goes_on(reading: Hearing, sentence: Sentence, wanted: Gender) -> bool:
    """Whether a sentence goes on with the same pronoun: whom else it names is not spoken of."""
    parse = reading.parses.get(sentence.sentence_index)
    tokens = [t for t in parse if t.dep_ == "nsubj"] if parse is not None else []
    return any(
        table("genders").get(t.lower_) == wanted and not in_marks(reading, sentence.start + t.idx) for t in tokens
    )


def _subject(reading: Hearing, sentence: Sentence, end: int, wanted: Gender) -> tuple[bool, str | None]:
    """Return whether a subject of a sentence answers the pronoun, and its entity; one without a name has none."""
    parse = reading.parses.get(sentence.sentence_index)
    tokens = [t for t in parse if t.dep_.startswith("nsubj")] if parse is not None else []
    tokens = [t for t in tokens if sentence.start + t.idx < end and not in_marks(reading, sentence.start + t.idx)]
    for token in sorted(tokens, key=lambda t: (t.head.dep_ not in ("ROOT", "conj", "parataxis"), t.i)):
        mention = mention_at(reading, sentence.start + token.idx)
        if mention is not None:
            if is_somebody(reading, mention) and agrees(reading, mention, wanted):
                return True, mention.entity_id
            continue
        if token.lower_ in words("parted_demonstratives") and table("genders").get(f"{token.lower_}-ci") == wanted:
            return True, last_named(reading, wanted, sentence.start + token.idx)
        stretch = _stretch(token, sentence.start)
        phrase = _person_phrase(reading, token, stretch)
        if phrase is None or phrase.gender not in (None, wanted):
            continue
        entity_id = _apposed(reading, token, sentence.start) or taken_up(reading, phrase, stretch)
        takes_up = phrase.is_bare and phrase.article in words("definite")
        if entity_id is not None or (token.head.dep_ == "ROOT" and not takes_up):
            return True, entity_id
    return _opening(reading, sentence, end, wanted)


def _opening(reading: Hearing, sentence: Sentence, end: int, wanted: Gender) -> tuple[bool, str | None]:
    """Read the person with whom a sentence begins, where the parse found no subject: 'Un voisin raconte'."""
    match = pattern("determined").match(reading.view, sentence.start, end)
    stretch = Span(sentence.start, match.end()) if match is not None else Span(sentence.start, sentence.start)
    phrase = phrase_at(reading, stretch)
    if phrase is None or not is_person_noun(phrase.noun) or phrase.gender not in (None, wanted):
        return False, None
    entity_id = taken_up(reading, phrase, stretch)
    return entity_id is not None or phrase.article in words("indefinite"), entity_id


def _stretch(token: Any, offset: int) -> Span:
    """Return the stretch of a noun and what belongs to it."""
    first = min(t.idx for t in token.subtree)
    last = max((t.idx + len(t) for t in token.subtree if t.dep_ not in ("acl:relcl", "appos")), default=token.idx)
    return Span(offset + first, offset + max(last, token.idx + len(token)))


def _person_phrase(reading: Hearing, token: Any, stretch: Span) -> Phrase | None:
    """Return the phrase of a subject that means one person."""
    if token.pos_ not in ("NOUN", "PROPN", "ADJ") or "Plur" in token.morph.get("Number"):
        return None
    phrase = phrase_at(reading, stretch)
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


def _subject_organisation(reading: Hearing, sentence: Sentence, offset: int) -> str | None:
    """Return the organisation that is the subject just before, where no person can be meant."""
    for index in range(sentence.sentence_index, max(-1, sentence.sentence_index - 3), -1):
        here = reading.sentences[index]
        end = min(here.end, offset)
        taken_up = _organisation_phrase(reading, here, end, is_near=index == sentence.sentence_index)
        if index == sentence.sentence_index and taken_up is None:
            continue
        for mention in reading.mentions_in(here.start, end):
            if mention.label == "ORG" and is_subject(reading, mention) and not in_marks(reading, mention.start):
                return mention.entity_id
        first = next(iter(reading.mentions_in(here.start, here.start + 40)), None)
        if first is not None and first.label == "ORG" and first.start == here.start:
            return first.entity_id
        if taken_up is not None:
            return taken_up
    return None


def _organisation_phrase(reading: Hearing, sentence: Sentence, end: int, *, is_near: bool) -> str | None:
    """Return the organisation of a subject like 'le groupe Novaris'; one without its name only from nearby."""
    parse = reading.parses.get(sentence.sentence_index)
    for token in parse if parse is not None else ():
        place = sentence.start + token.idx
        if (
            not token.dep_.startswith("nsubj")
            or place >= end
            or in_marks(reading, place)
            or stem(token.text) not in kinds()
        ):
            continue
        named = mention_at(reading, place + len(token) + 1)
        if named is not None and named.label == "ORG":
            return named.entity_id
        phrase = phrase_at(reading, Span(sentence.start + min(t.idx for t in token.subtree), place + len(token)))
        if is_near and phrase is not None and phrase.article in words("definite"):
            return holder(reading, phrase, place)
    first = pattern("determined").match(reading.view, sentence.start, end) if is_near else None
    phrase = phrase_at(reading, Span(sentence.start, first.end())) if first is not None else None
    if phrase is None or stem(phrase.noun) not in kinds() or in_marks(reading, sentence.start):
        return None
    return holder(reading, phrase, sentence.start)


def is_subject(reading: Hearing, mention: Mention) -> bool:
    """Whether a name is the subject of a verb, as far as the parse knows."""
    sentence = reading.sentence_at(mention.start)
    parse = reading.parses.get(sentence.sentence_index) if sentence else None
    if sentence is None or parse is None:
        return False
    first, last = mention.start - sentence.start, mention.end - sentence.start
    return any(token.dep_.startswith("nsubj") for token in parse if first <= token.idx < last)
