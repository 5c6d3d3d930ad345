"""Whom a noun phrase takes up: 'la procureure', 'cet ancien échevin', 'l'intéressé', 'contacté, le groupe'.

Here: one phrase and who was named before it. What a phrase says by itself belongs to `phrases`, who holds a post to
`cast`, pronouns to `pronouns`.
"""

from __future__ import annotations

from depeche.language.quotes.cast import Figure, Hearing, holder, may_be
from depeche.language.quotes.genders import stem
from depeche.language.quotes.near import agrees, in_marks, last_named, people, protagonist, sentence_beside
from depeche.language.quotes.phrases import Phrase, is_anybody, is_concerned, is_person_noun, kinds
from depeche.language.quotes.verbs import find_said
from depeche.language.quotes.wordings import pattern, words
from depeche.model import Mention, Span

_MEMORY = 600  # characters
_CREDIT = 24  # characters beside a name in which a word of telling is looked for
_DOER = 60  # characters before a name in which 'par' is looked for
_AUTHOR_BACK = 4  # sentences
_BESIDE = 4  # ' L'' between a verb and a name


def taken_up(reading: Hearing, phrase: Phrase, span: Span) -> str | None:
    """Return the entity that a phrase takes up; None where it brings somebody in, or nobody agrees."""
    if phrase.noun in words("heads_of_house"):
        return next((key for label, key in sorted(phrase.entities) if label == "ORG"), None)
    asked = _asked(reading, phrase, span.start)
    if asked is not None:
        return asked
    entity_id = holder(reading, phrase, span.start)
    if entity_id is None and is_concerned(phrase):
        entity_id = _just_named(reading, phrase, span.start) or protagonist(reading, phrase.gender, span.start)
    if entity_id is None and is_anybody(phrase) and not _introduced(reading, phrase.noun, span.start):
        entity_id = last_named(reading, phrase.gender, span.start)
    if entity_id is None and _is_plain(phrase) and not _introduced(reading, phrase.noun, span.start):
        nearest = last_named(reading, phrase.gender, span.start)
        figure = reading.figures.get(nearest or "")
        if figure is not None and _agrees(phrase, figure) and not any(map(is_person_noun, figure.nouns)):
            entity_id = nearest
    if entity_id is None and _is_document(phrase):
        entity_id = _author(reading, span.start)
    if entity_id is None and pattern("former").match(reading.view, span.start, span.end):
        former = last_named(reading, phrase.gender, span.start)
        figure = reading.figures.get(former or "")
        entity_id = former if figure is not None and _agrees(phrase, figure) else None
    return entity_id


def _asked(reading: Hearing, phrase: Phrase, offset: int) -> str | None:
    """Return whom the sentence before is about where a phrase is asked for an answer: 'Contacté, le groupe dément'."""
    sentence = reading.sentence_at(offset)
    if sentence is None or not sentence.sentence_index:
        return None
    if pattern("asked").fullmatch(reading.view, sentence.start, offset) is None:
        return None
    before = sentence_beside(reading, sentence, -1)
    if is_concerned(phrase):
        people_there = [m for m in people(reading, before.start, before.end) if agrees(reading, m, phrase.gender)]
        return people_there[-1].entity_id if people_there else None
    if phrase.article not in words("definite_articles") or phrase.entities or stem(phrase.noun) not in kinds():
        return None
    houses = [m for m in reading.mentions_in(before.start, before.end) if _may_answer(reading, m, phrase)]
    return houses[0].entity_id if houses else None


def _just_named(reading: Hearing, phrase: Phrase, offset: int) -> str | None:
    """Return the only person whom the last sentence outside marks names who agrees: 'l'intéressé' is that one.

    Who did something to another ('écarté par le président X') is not the one concerned.
    """
    sentence = reading.sentence_at(offset)
    if sentence is None:
        return None
    for index in range(sentence.sentence_index - 1, -1, -1):
        here = reading.sentences[index]
        if in_marks(reading, here.start) or in_marks(reading, here.end - 1):
            continue
        named = {
            m.entity_id
            for m in people(reading, here.start, here.end)
            if agrees(reading, m, phrase.gender) and not _is_doer(reading, m)
        }
        return named.pop() if len(named) == 1 else None
    return None


def _is_doer(reading: Hearing, mention: Mention) -> bool:
    return pattern("doer_before").search(reading.view, max(0, mention.start - _DOER), mention.start) is not None


def _may_answer(reading: Hearing, mention: Mention, phrase: Phrase) -> bool:
    """Whether a house named in a sentence can be asked as 'le groupe': one that tells the news there is not."""
    figure = reading.figures.get(mention.entity_id or "")
    if mention.label != "ORG" or in_marks(reading, mention.start) or figure is None or not may_be(figure, phrase.noun):
        return False
    before = reading.view[max(0, mention.start - _CREDIT) : mention.start]
    tells = find_said(reading, max(0, mention.start - _CREDIT), min(len(reading.view), mention.end + _CREDIT))
    is_credited = pattern("credit").search(before + " ") is not None
    return not is_credited and not any(
        0 <= mention.start - said.end <= _BESIDE or 0 <= said.start - mention.end <= _BESIDE for said in tells
    )


def _is_document(phrase: Phrase) -> bool:
    """Whether a phrase takes up a document by a noun alone: 'le texte', 'ce courrier'."""
    return phrase.article in words("definite") and phrase.is_bare and phrase.noun.lower() in words("documents")


def _author(reading: Hearing, offset: int) -> str | None:
    """Return who wrote the document named just before: 'Dans un courrier, la banque explique … Le courrier ajoute'."""
    sentence = reading.sentence_at(offset)
    if sentence is None:
        return None
    for step in range(_AUTHOR_BACK):
        here = sentence_beside(reading, sentence, -step)
        told = pattern("in_document").search(reading.view, here.start, min(here.end, offset))
        if told is None:
            continue
        for mention in reading.mentions_in(told.end(), min(here.end, offset)):
            lead = reading.view[told.end() : mention.start]
            if mention.label in ("PER", "ORG") and pattern("author_lead").fullmatch(lead):
                return mention.entity_id
        return None
    return None


def _agrees(phrase: Phrase, figure: Figure) -> bool:
    return figure.gender is not None and phrase.gender in (None, figure.gender)


def _is_plain(phrase: Phrase) -> bool:
    """Whether a phrase is an article and a noun for a person, without complement: it takes somebody up."""
    return (
        phrase.article in words("definite_articles")
        and is_person_noun(phrase.noun)
        and (phrase.is_bare or (bool(phrase.entities) and all(label == "LOC" for label, _ in phrase.entities)))
    )


def _introduced(reading: Hearing, noun: str, offset: int) -> bool:
    """Whether somebody without a name was brought in by the same noun: 'un voisin … le voisin'."""
    before = reading.view[max(0, offset - _MEMORY) : offset].lower()
    return any(stem(word) == stem(noun) for word in pattern("brought_in").findall(before))
