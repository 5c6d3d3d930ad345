"""The date that the text gives to an event: an expression of the trigger's clause, never the day of publication."""

from __future__ import annotations

from depeche.language.events.grammar import word_set
from depeche.language.events.scene import Scene
from depeche.language.events.triggers import Trigger
from depeche.model import DateExpression

_NOUN_REACH = 6


def find_date(scene: Scene, trigger: Trigger) -> DateExpression | None:
    """Return the nearest date of the trigger's clause, or None."""
    found: list[tuple[int, int, DateExpression]] = []
    for date in scene.reading.dates:
        if not scene.sentence.start <= date.start < scene.sentence.end:
            continue
        covered = [i for i in range(len(scene.doc)) if scene.start(i) < date.end and scene.end(i) > date.start]
        if not covered:
            continue
        first, last = covered[0], covered[-1]
        distance = first - trigger.end if first >= trigger.end else trigger.start - last
        if _governs(scene, trigger, first, last, distance):
            found.append((max(0, distance), first, date))
    return min(found, key=lambda item: item[:2])[2] if found else None


def _governs(scene: Scene, trigger: Trigger, first: int, last: int, distance: int) -> bool:
    if distance < 0:
        return True
    low, high = (trigger.end, first) if first >= trigger.end else (last + 1, trigger.start)
    if any(scene.lower[i] in word_set("date_borders") for i in range(low, high)):
        return False
    verbs = [i for i in range(low, high) if scene.doc[i].pos_ == "VERB" and i not in range(trigger.start, trigger.end)]
    if trigger.category == "noun":
        return distance <= _NOUN_REACH and not verbs
    if not verbs:
        return True
    heads = set()
    for index in range(first, last + 1):
        token = scene.doc[index]
        for _ in range(4):
            heads.add(token.head.i)
            if token.head.pos_ == "VERB":
                break
            token = token.head
    return trigger.head in heads
