"""Stretches of time that measure something ('dix ans de prison', 'la séance a duré cinq heures'), and ages.

Other stretches of time only place an event and are no claims. Dates belong to `language.dates`.
"""

from __future__ import annotations

import re
from functools import cache

from depeche.language.figures import context
from depeche.language.figures.amounts import COMPLEMENT
from depeche.language.figures.lexicon import any_of, durations, is_person, members, singular
from depeche.language.figures.ranges import Figure
from depeche.language.figures.scene import Kind, Scene, bounds_of, make
from depeche.model import Claim

_AGE_BEFORE = re.compile(
    r"(?:agee?s? (?:respectivement )?(?:de |d')?(?:\d{1,3}(?: ans)?, ){0,4}(?:\d{1,3}(?: ans)? (?:et|ou|a) )?|"
    r"a l'age de |[,(] ?)(?:environ |quelque )?$"
)
_HEAD = re.compile(r"(?:(?<=\W)|^)(?P<words>(?:[a-z-]+[ ']){1,4})(?:de |d')$")
_DETERMINERS = re.compile(r"(?:^|.*\W)(?:un|une|le|la|les|l|des|ce|cet|cette|son|sa|ses|par|a|et)\b ?'?")
_LEADING = re.compile(r"([a-z]+)(?: [a-z-]+)? (?:de |d')$")
_LASTING_FROM = 4  # of 'un ingénieur de 4 ans' nobody speaks; a child of four is 'âgé de'
_YEARS_OF_AGE = 120
_WINDOW = 40


def duration(scene: Scene, figure: Figure, noun: context.Counted, before: context.Words | None) -> Claim | None:
    """Return an age, or the length of something that is named; None for a time that only places an event."""
    text = scene.text
    start, end, comparator = bounds_of(scene, figure, noun.end, before)
    unit = durations()[noun.noun]
    if noun.noun == "an" and _is_age(scene, figure, end):
        return make(scene, figure, (figure.start, end, "exact"), Kind("age", "year", "age"))
    after = COMPLEMENT.match(text, noun.end)
    if after and singular(after["noun"]) in _measured():
        end = max(end, after.end())
    elif not _is_measured(text, figure.start if before is None else start, end):
        return None
    return make(scene, figure, (start, end, comparator), Kind("duration", unit, "duration"))


@cache
def _measured() -> frozenset[str]:
    return frozenset(singular(word) for word in members("measured_time"))


@cache
def _lasting() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{any_of(members('lasting'))})(?: encore| deja| ainsi)? $")


@cache
def _measured_subject() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{any_of(members('measured_subjects'))})(?!\w)[^.,;:\d]*$")


@cache
def _lasting_after() -> re.Pattern[str]:
    return re.compile(rf" (?:{any_of(members('lasting_after'))})(?!\w)")


def _is_measured(text: str, start: int, end: int) -> bool:
    """Whether a noun or verb of lasting governs a stretch of time from outside."""
    before = text[max(0, start - _WINDOW) : start]
    leading = _LEADING.search(before)
    if leading and any(singular(word) in _measured() for word in leading.group().split(" ")):
        return True
    if _measured_subject().search(before):
        return True
    return bool(_lasting().search(before)) or _lasting_after().match(text, end) is not None


def _is_age(scene: Scene, figure: Figure, end: int) -> bool:
    """'âgé de 45 ans', 'Marie Legrand, 38 ans,', 'un retraité de 70 ans'; an age fits a human life."""
    text = scene.text
    if not 0 < figure.value <= _YEARS_OF_AGE:
        return False
    before = text[max(0, figure.start - _WINDOW) : figure.start]
    match = _AGE_BEFORE.search(before)
    if match is not None:
        if match.group()[0] in ",(":
            return bool(re.match(r" ?[,.);]| et ", text[end : end + 4])) or end >= len(text)
        return True
    if re.search(r"(?:^|[\n.] ?|« ?|\" ?)a (?:seulement |tout juste |peine )?$", before) and text[end : end + 1] == ",":
        return True
    if _died().search(before) or (before.endswith(" ses ") and figure.value > 1):
        return True
    head = _HEAD.search(before + ("de " if text.startswith("de ", figure.start) else ""))
    if head is None or figure.value < _LASTING_FROM:
        return False
    words = [singular(word) for word in re.findall(r"[a-z-]+", _DETERMINERS.sub("", head["words"]))]
    if any(word in _measured() for word in words):
        return False
    return any(is_person(word) or word in members("aged") for word in words)


@cache
def _died() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{any_of(members('died_at'))})(?: [a-z]+){{0,3}} a $")
