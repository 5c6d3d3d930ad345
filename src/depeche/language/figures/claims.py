"""Figures that a text states: a number with what it counts, how exactly, and of whom.

A claim is what a reader would put in a table. No claims: dates, times, places in a list, numbers inside names, and
small definite numbers that point back ('les deux hommes').
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, NamedTuple

from depeche.language.figures import context
from depeche.language.figures.folding import folded
from depeche.language.figures.lexicon import durations, measures, members
from depeche.language.figures.numerals import Number, find_numerals
from depeche.language.reading import Reading
from depeche.model import Claim, Comparator, Mention, Sentence

_RANGE_JOIN = re.compile(r" {0,2}(?P<unit>%|€|\$)?(?: a | et | ou |-|–| - | – )(?:(?:les|des) )?")
_ENTRE = re.compile(r"(?<![\w'-])(?:entre|de) $")
_LARGEST_BASE = 100  # 'neuf sur dix', 'trois sur cent' are shares; '320 salariés sur 400' counts people
_OF = re.compile(r" {1,2}(?:des|sur(?: les| ses)?|de ses|de leurs|d'entre les|parmi les) {1,2}$")
_COMPLEMENT = re.compile(r" {1,2}(?:de l'|de la |des |du |de |d')(?:\d[\d ]{0,8} )?(?P<noun>[a-z][a-z-]+)")
_AGE_BEFORE = re.compile(r"(?:agee?s? (?:de |d')?|a l'age de |, )(?:environ |quelque )?$")
_PEOPLE = re.compile(r"(?:ais|aises|ois|oises|ains|aines|iens|iennes|eens|eennes|ols|oles|ands|andes|ards|ques)$")
_MAX = 1e18


class Figure(NamedTuple):
    """A number, or two that bound a range, as one figure."""

    start: int
    end: int
    value: float
    value_max: float | None
    first: Number
    last: Number


def find_claims(reading: Reading) -> tuple[Claim, ...]:
    """Return the figures of a text in order, not overlapping."""
    text = folded(reading.view)
    numbers = [n for n in find_numerals(reading.view) if abs(n.value) < _MAX]
    claims: list[Claim] = []
    for figure in _figures(numbers, text):
        if _is_elsewhere(reading, figure):
            continue
        claim = _claim(reading, text, figure)
        if claim is None:
            continue
        claims.append(claim)
    return tuple(claims)


def _figures(numbers: Sequence[Number], text: str) -> list[Figure]:
    """Join the two numbers of 'entre 5 et 10 %', 'de 3 à 4 millions', 'deux ou trois'."""
    figures: list[Figure] = []
    at = 0
    while at < len(numbers):
        first = numbers[at]
        second = numbers[at + 1] if at + 1 < len(numbers) else None
        if second is not None and _is_range(first, second, text):
            low, high = _scaled(first, second)
            opening = _ENTRE.search(text, max(0, first.start - 7), first.start)
            figures.append(Figure(opening.start() if opening else first.start, second.end, low, high, first, second))
            at += 2
            continue
        figures.append(Figure(first.start, first.end, first.value, None, first, first))
        at += 1
    return figures


def _is_range(first: Number, second: Number, text: str) -> bool:
    join = _RANGE_JOIN.fullmatch(text, first.end, second.start)
    if join is None or first.is_fraction or second.is_fraction or first.is_article:
        return False
    if join["unit"] and not text.startswith(join["unit"], second.end + (text[second.end : second.end + 1] == " ")):
        return False
    opening = _ENTRE.search(text, max(0, first.start - 7), first.start)
    between = text[first.end : second.start].strip(" %€$")
    low, high = _scaled(first, second)
    if high <= low:
        return False
    if between.startswith("et"):
        return bool(opening and opening.group().startswith("entre"))
    if between == "ou":
        return high <= 2 * low
    return bool(opening) or high <= 10 * low


def _scaled(first: Number, second: Number) -> tuple[float, float]:
    """Give the first number the scale that only the second names: '3 à 4 millions'."""
    if second.has_scale and not first.has_scale and first.value < 1000 <= second.value:
        scale = 10 ** (3 * ((len(str(int(second.value))) - 1) // 3))
        return first.value * scale, second.value
    return first.value, second.value


def _is_elsewhere(reading: Reading, figure: Figure) -> bool:
    """Whether the number belongs to a date or to a name."""
    first, last = figure.first, figure.last
    if any(d.start < last.end and first.start < d.end and _is_calendar(d.method) for d in reading.dates):
        return True
    return any(
        m.start < last.end and first.start < m.end and m.surface != reading.text[first.start : last.end]
        for m in reading.mentions
    )


def _is_calendar(method: str) -> bool:
    return not method.startswith("date:vague")


def _claim(reading: Reading, text: str, figure: Figure) -> Claim | None:
    number = figure.last
    if context.names_before(text, figure.first.start):
        return None
    before = context.comparator_before(text, figure.start)
    money = context.currency(text, number) or (context.currency(text, figure.first) if figure.value_max else None)
    share = context.percent(text, number)
    if money is not None and not (number.is_article and before is None and money.end - number.end > 12):
        return _money(reading, text, figure, money, before)
    if share is not None:
        return _share(reading, text, figure, share, before)
    if number.is_fraction:
        return _fraction(reading, text, figure, before)
    one_in = _one_in(reading, text, figure, before)
    if one_in is not None:
        return one_in
    return _counted(reading, text, figure, before)


def _make(
    reading: Reading,
    figure: Figure,
    start: int,
    end: int,
    *,
    measure: str,
    unit: str,
    comparator: Comparator,
    noun: tuple[int, int] | None = None,
    rule: str,
) -> Claim | None:
    sentence = reading.sentence_at(figure.first.start)
    if sentence is None:
        return None
    subject, entity = _subject(reading, noun, end, sentence)
    if figure.value_max is not None:
        comparator = "range"
    debris = "+mt" if figure.first.is_debris or figure.last.is_debris else ""
    return Claim(
        sentence_index=sentence.sentence_index,
        start=start,
        end=end,
        surface=reading.text[start:end],
        measure=measure,
        value=figure.value,
        value_max=figure.value_max,
        unit=unit,
        comparator=comparator,
        subject_surface=subject,
        entity_id=entity,
        method=f"figure:{rule}{debris}",
    )


def _bounds(text: str, figure: Figure, end: int, before: context.Words | None) -> tuple[int, int, Comparator]:
    """Return the span with its comparator, before or after the figure."""
    start = before.start if before else figure.start
    meaning = before.meaning if before else None
    after = context.comparator_after(text, end)
    if meaning is None and after is not None:
        end, meaning = after.end, after.meaning
    if meaning is None and (figure.first.is_collective or (figure.last.is_collective and figure.last.value >= 10)):
        meaning = "about"
    return start, end, context.as_comparator(meaning)


def _money(
    reading: Reading, text: str, figure: Figure, money: context.Words, before: context.Words | None
) -> Claim | None:
    first = min(figure.start, money.start)
    if before is None and money.start < figure.first.start:
        before = context.comparator_before(text, money.start)
    start, end, comparator = _bounds(text, figure, max(figure.end, money.end), before)
    sentence = reading.sentence_at(figure.first.start)
    near = text[max(sentence.start if sentence else 0, first - 80) : first]
    measure = "valuation" if context.has_word(near, "valuation") else "money"
    unit = money.meaning or "other"
    return _make(
        reading, figure, min(start, first), end, measure=measure, unit=unit, comparator=comparator, rule=measure
    )


def _share(
    reading: Reading, text: str, figure: Figure, share: context.Words, before: context.Words | None
) -> Claim | None:
    start, end, comparator = _bounds(text, figure, max(figure.end, share.end), before)
    noun = _COMPLEMENT.match(text, share.end)
    if noun and share.end >= figure.end:
        end = max(end, noun.end())
    start = min(start, share.start) if share.end <= figure.start else start
    span = noun.span("noun") if noun and share.end >= figure.end else None
    return _make(
        reading, figure, start, end, measure="share", unit="percent", comparator=comparator, noun=span, rule="percent"
    )


def _fraction(reading: Reading, text: str, figure: Figure, before: context.Words | None) -> Claim | None:
    """'La moitié des salariés', 'un tiers du capital', 'trois salariés sur quatre': only with what it is a share of."""
    noun = _COMPLEMENT.match(text, figure.end)
    if noun is None or not 0 < figure.value < 1 or noun["noun"] in members("not_counted"):
        return None
    if noun["noun"] in ("temps", "seconde", "siecle", "heure", "finale") or noun["noun"].startswith("final"):
        return None
    start, end, comparator = _bounds(text, figure, figure.end, before)
    end = max(end, noun.end())
    return _make(
        reading,
        figure,
        start,
        end,
        measure="share",
        unit="other",
        comparator=comparator,
        noun=noun.span("noun"),
        rule="fraction",
    )


def _one_in(reading: Reading, text: str, figure: Figure, before: context.Words | None) -> Claim | None:
    """'Un salarié sur trois', 'neuf Français sur dix': a share, stated with two small numbers."""
    noun = context.counted(text, figure.end, needs_link=False)
    if noun is None or figure.value_max is not None or not text.startswith(" sur ", noun.end):
        return None
    rest = noun.end + len(" sur ")
    whole = next((n for n in find_numerals(reading.view[rest : rest + 20]) if n.start == 0), None)
    if whole is None or not figure.value < whole.value <= _LARGEST_BASE:
        return None
    start, end, comparator = _bounds(text, figure, rest + whole.end, before)
    share = figure._replace(value=figure.value / whole.value)
    span = (noun.start, noun.end)
    return _make(
        reading, share, start, end, measure="share", unit="other", comparator=comparator, noun=span, rule="one_in"
    )


def _counted(reading: Reading, text: str, figure: Figure, before: context.Words | None) -> Claim | None:
    """A number and the noun that it counts."""
    number = figure.last
    needs_link = number.is_collective or (number.has_scale and not text[number.end : number.end + 2].startswith(" a"))
    noun = context.counted(text, number.end, needs_link)
    if noun is None:
        return _bare_part(reading, text, figure, before)
    if number.is_article and before is None:
        return None
    if not _is_noun(reading, noun):
        return None
    if noun.noun in durations():
        return _duration(reading, text, figure, noun, before)
    small = not number.is_digits and number.value < 20 and not number.is_collective
    part_of = bool(_OF.search(text, max(0, figure.start - 16), figure.start))
    if small and before is None and context.definite_before(text, figure.start) and not part_of:
        return None
    measure, unit = _measure(reading, text, figure, noun)
    start, end, comparator = _bounds(text, figure, noun.end, before)
    return _make(
        reading,
        figure,
        start,
        end,
        measure=measure,
        unit=unit,
        comparator=comparator,
        noun=(noun.start, noun.end),
        rule="count",
    )


def _measure(reading: Reading, text: str, figure: Figure, noun: context.Counted) -> tuple[str, str]:
    """Return measure and unit of a counted noun; a capital shows a people: 'deux Chinois'."""
    measure = measures().get(noun.noun, "other")
    if measure == "other" and reading.view[noun.start].isupper() and _PEOPLE.search(text[noun.start : noun.end]):
        measure = "headcount"
    if measure == "headcount" and _is_signing(reading, text, figure):
        measure = "signatories"
    return measure, "person" if measure in ("headcount", "signatories", "users") else "other"


def _bare_part(reading: Reading, text: str, figure: Figure, before: context.Words | None) -> Claim | None:
    """'700 des 770 salariés': the first figure counts the same people as the second."""
    rest = re.compile(r" {1,2}(?:des|de ses|de leurs|sur les|sur ses|d'entre les|parmi les) {1,2}").match(
        text, figure.end
    )
    if rest is None or (figure.last.is_article and before is None):
        return None
    whole = next((n for n in find_numerals(reading.view[rest.end() : rest.end() + 30]) if n.start == 0), None)
    if whole is None or whole.value <= figure.value:
        return None
    noun = context.counted(text, rest.end() + whole.end, needs_link=whole.is_collective or whole.has_scale)
    if noun is None or not _is_noun(reading, noun):
        return None
    measure, unit = _measure(reading, text, figure, noun)
    start, _, comparator = _bounds(text, figure, figure.end, before)
    span = (noun.start, noun.end)
    return _make(
        reading, figure, start, noun.end, measure=measure, unit=unit, comparator=comparator, noun=span, rule="part_of"
    )


def _duration(
    reading: Reading, text: str, figure: Figure, noun: context.Counted, before: context.Words | None
) -> Claim | None:
    """A stretch of time that measures something, or an age; other durations only place an event."""
    start, end, comparator = _bounds(text, figure, noun.end, before)
    unit = durations()[noun.noun]
    if noun.noun == "an" and _is_age(text, figure, end):
        return _make(reading, figure, figure.start, end, measure="age", unit="year", comparator=comparator, rule="age")
    after = _COMPLEMENT.match(text, noun.end)
    if after and after["noun"].rstrip("s") in {word.rstrip("s") for word in members("measured_time")}:
        end = max(end, after.end())
    else:
        leading = re.search(r"([a-z]+)(?: [a-z]+)? (?:de |d')$", text[max(0, start - 40) : start])
        head = leading and any(
            w.rstrip("s") in {word.rstrip("s") for word in members("measured_time")} for w in leading.group().split(" ")
        )
        if not head:
            return None
    return _make(reading, figure, start, end, measure="duration", unit=unit, comparator=comparator, rule="duration")


def _is_age(text: str, figure: Figure, end: int) -> bool:
    """'âgé de 45 ans', 'Marie Legrand, 38 ans,'; an age has no comparator and fits a human life."""
    if not 0 < figure.value <= 120:
        return False
    match = _AGE_BEFORE.search(text, max(0, figure.start - 24), figure.start)
    if match is None:
        return False
    if match.group().startswith(","):
        return bool(re.match(r" ?[,.);]| et ", text[end : end + 4])) or end >= len(text)
    return True


def _is_signing(reading: Reading, text: str, figure: Figure) -> bool:
    """Whether the people counted are those who sign: a signing verb follows within the clause."""
    sentence = reading.sentence_at(figure.first.start)
    if sentence is None:
        return False
    after = re.split(r"[,;:]", text[figure.end : sentence.end])[0]
    if not context.has_word(after, "signing") or re.search(r"\bqui compte", after):
        return False
    return not _OF.search(text, max(0, figure.start - 16), figure.start)


def _is_noun(reading: Reading, noun: context.Counted) -> bool:
    """Whether the parse, where there is one, agrees that a word can be counted; a capitalised one must be a plural."""
    if reading.view[noun.start].isupper() and not reading.view[noun.start : noun.end].endswith(("s", "x")):
        return False
    sentence = reading.sentence_at(noun.start)
    if sentence is None or noun.noun in measures() or noun.noun in durations():
        return True
    parse = reading.parses.get(sentence.sentence_index)
    if parse is None:
        return True
    token = _token_at(parse, noun.start - sentence.start)
    if token is None:
        return True
    return bool(token.pos_ in ("NOUN", "PROPN", "ADJ", "X"))


def _token_at(parse: Any, offset: int) -> Any:
    return next((token for token in parse if token.idx <= offset < token.idx + len(token)), None)


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
    token = _token_at(parse, place - sentence.start) if parse is not None else None
    mention = _verb_subject(reading, token, sentence.start) if token is not None else None
    return reading.text[noun[0] : noun[1]] if noun else None, mention.entity_id if mention is not None else None


def _complement(reading: Reading, end: int, limit: int) -> Mention | None:
    """Return the name in 'de X', 'chez X' directly after a noun (an adjective or two may stand between)."""
    for mention in reading.mentions:
        if not end <= mention.start < min(limit, end + 40):
            continue
        between = folded(reading.view[end : mention.start])
        if re.fullmatch(r"(?: [a-z-]+){0,2} (?:de l'|de la |de |d'|du |des |chez |dans |sur )", between):
            return mention
    return None


def _verb_subject(reading: Reading, token: Any, offset: int) -> Mention | None:
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
