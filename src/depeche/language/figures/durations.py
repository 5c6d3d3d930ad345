"""Stretches of time that measure something ('dix ans de prison', 'la séance a duré cinq heures'), and ages.

Other stretches of time only place an event and are no claims. Dates belong to `language.dates`.
"""

from __future__ import annotations

import re
from functools import cache

from depeche.language.figures import context
from depeche.language.figures.lexicon import durations, is_person, members, singular
from depeche.language.figures.ranges import Figure
from depeche.language.figures.scene import Kind, Scene, bounds_of, make
from depeche.language.figures.wordings import glued, pattern, words
from depeche.model import Claim

_LASTING_FROM = 4  # of 'un ingénieur de 4 ans' nobody speaks; a child of four is 'âgé de'
_YEARS_OF_AGE = 120
_WINDOW = 40


def duration(scene: Scene, figure: Figure, noun: context.Counted, before: context.Words | None) -> Claim | None:
    """Return an age, or the length of something that is named; None for a time that only places an event."""
    text = scene.text
    start, end, comparator = bounds_of(scene, figure, noun.end, before)
    unit = durations()[noun.noun]
    if noun.noun in words("years") and _is_age(scene, figure, end):
        return make(scene, figure, (figure.start, end, "exact"), Kind("age", "year", "age"))
    after = pattern("complement").match(text, noun.end)
    if after and singular(after["noun"]) in _measured():
        end = max(end, after.end())
    elif not _is_measured(text, figure.start if before is None else start, end):
        return None
    return make(scene, figure, (start, end, comparator), Kind("duration", unit, "duration"))


@cache
def _measured() -> frozenset[str]:
    return frozenset(singular(word) for word in members("measured_time"))


def _is_measured(text: str, start: int, end: int) -> bool:
    """Whether a noun or verb of lasting governs a stretch of time from outside."""
    before = text[max(0, start - _WINDOW) : start]
    leading = pattern("leading").search(before)
    if leading and any(singular(word) in _measured() for word in leading.group().split(" ")):
        return True
    if pattern("measured_subject").search(before):
        return True
    if pattern("time_to").match(text, end) and not pattern("no_span_before").search(before):
        return True
    return bool(pattern("lasting").search(before)) or pattern("lasting_after").match(text, end) is not None


def _is_age(scene: Scene, figure: Figure, end: int) -> bool:
    """'âgé de 45 ans', 'Marie Legrand, 38 ans,', 'un retraité de 70 ans'; an age fits a human life."""
    text = scene.text
    if not 0 < figure.value <= _YEARS_OF_AGE:
        return False
    before = text[max(0, figure.start - _WINDOW) : figure.start]
    match = pattern("age_before").search(before)
    if match is not None:
        if match.group()[0] in ",(":
            return bool(pattern("age_after").match(text[end : end + 4])) or end >= len(text)
        return True
    if pattern("opening_age").search(before) and text[end : end + 1] == ",":
        return True
    own = tuple(f" {word} " for word in words("own"))
    if pattern("died").search(before) or (before.endswith(own) and figure.value > 1):
        return True
    before = pattern("other_age").sub("", before)
    link = next((word for word in glued("from") if text.startswith(word, figure.start)), "")
    head = pattern("head").search(before + link)
    if head is None or figure.value < _LASTING_FROM:
        return False
    nouns = [singular(word) for word in re.findall(r"[a-z-]+", pattern("determiners").sub("", head["words"]))]
    if any(noun in _measured() for noun in nouns):
        return False
    parts = [part for noun in nouns for part in (noun, *noun.split("-"))]  # 'brigadier-chef'
    return any(is_person(part) or part in members("aged") for part in parts)
