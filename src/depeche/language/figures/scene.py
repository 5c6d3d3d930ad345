"""What every finder of figures looks at: the reading, its folded text, and what makes a claim of a figure.

Here: the record and its subject. Which figure is a claim belongs to `claims`, `amounts`, `counts` and `durations`.
"""

from __future__ import annotations

from typing import NamedTuple

from depeche.language.figures import context
from depeche.language.figures.folding import folded
from depeche.language.figures.homes import Homes
from depeche.language.figures.lexicon import durations, measures
from depeche.language.figures.ranges import Figure
from depeche.language.figures.wordings import pattern
from depeche.language.parse import Token
from depeche.language.reading import Reading
from depeche.model import Claim, Comparator, Mention, Sentence


class Scene(NamedTuple):
    """A reading, its text without accents and capitals, and whose money its plain currency words mean."""

    reading: Reading
    text: str
    homes: Homes


class Kind(NamedTuple):
    """What a figure measures, in which unit, and the rule that says so."""

    measure: str
    unit: str
    rule: str


def make(
    scene: Scene,
    figure: Figure,
    bounds: tuple[int, int, Comparator],
    kind: Kind,
    *,
    noun: tuple[int, int] | None = None,
) -> Claim | None:
    """Return the claim of a figure; `noun` is the stretch of what it counts. None outside any sentence."""
    reading = scene.reading
    sentence = reading.sentence_at(figure.first.start)
    if sentence is None:
        return None
    start, end, comparator = bounds
    subject, entity = _subject(reading, noun, end, sentence)
    debris = "+mt" if figure.first.is_debris or figure.last.is_debris else ""
    return Claim(
        sentence_index=sentence.sentence_index,
        start=start,
        end=end,
        surface=reading.text[start:end],
        measure=kind.measure,
        value=figure.value,
        value_max=figure.value_max,
        unit=kind.unit,
        comparator="range" if figure.value_max is not None else comparator,
        subject_surface=subject,
        entity_id=entity,
        method=f"figure:{kind.rule}{debris}",
    )


def bounds_of(scene: Scene, figure: Figure, end: int, before: context.Words | None) -> tuple[int, int, Comparator]:
    """Return the span of a figure with its comparator, before or after it."""
    start = before.start if before else figure.start
    meaning = before.meaning if before else None
    after = context.comparator_after(scene.text, end)
    if meaning is None and after is not None:
        end, meaning = after.end, after.meaning
    if meaning is None and (figure.first.is_collective or (figure.last.is_collective and figure.last.value >= 10)):
        meaning = "about"
    return start, end, context.as_comparator(meaning)


def is_noun(reading: Reading, noun: context.Counted) -> bool:
    """Whether the parse, where there is one, agrees that a word can be counted; a capitalised one must be a plural."""
    if reading.view[noun.start].isupper() and not reading.view[noun.start : noun.end].endswith(("s", "x")):
        return False
    sentence = reading.sentence_at(noun.start)
    if sentence is None or noun.noun in measures() or noun.noun in durations():
        return True
    parse = reading.parses.get(sentence.sentence_index)
    if parse is None:
        return True
    token = parse.at(noun.start - sentence.start)
    if token is None:
        return True
    return bool(token.pos_ in ("NOUN", "PROPN", "ADJ", "X"))


def _subject(
    reading: Reading, noun: tuple[int, int] | None, end: int, sentence: Sentence
) -> tuple[str | None, str | None]:
    """Return what is counted, with the name that it belongs to: 'employés d'OpenAI' and the entity of OpenAI.

    The name stands in the complement of the figure, else it is the subject of the verb that governs it.
    """
    start = noun[0] if noun else end
    named = _complement(reading, noun[1] if noun else end, sentence.end)
    if named is not None:
        return reading.text[noun[0] if noun else named.start : named.end], named.entity_id
    parse = reading.parses.get(sentence.sentence_index)
    place = start if noun else end - 1
    token = parse.at(place - sentence.start) if parse is not None else None
    mention = _verb_subject(reading, token, sentence.start) if token is not None else None
    return reading.text[noun[0] : noun[1]] if noun else None, mention.entity_id if mention is not None else None


def _complement(reading: Reading, end: int, limit: int) -> Mention | None:
    """Return the name in 'de X', 'chez X' directly after a noun (an adjective or two may stand between)."""
    for mention in reading.mentions:
        if not end <= mention.start < min(limit, end + 40):
            continue
        between = folded(reading.view[end : mention.start])
        if pattern("of_whom").fullmatch(between):
            return mention
    return None


def _verb_subject(reading: Reading, token: Token, offset: int) -> Mention | None:
    """Return the name that is the subject of the verb above a token."""
    for _ in range(8):
        if token.pos_ in ("VERB", "AUX") or token.head.i == token.i:
            break
        token = token.head
    subject = next((child for child in token.children if child.dep_.startswith("nsubj")), None)
    if subject is None:
        return None
    place = offset + subject.idx
    return next((m for m in reading.mentions if m.start <= place < m.end), None)
