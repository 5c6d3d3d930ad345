"""The date that the text gives to an event: an expression of the trigger's clause, never the day of publication."""

from __future__ import annotations

from depeche.language.events.arguments.insertions import insertion_before
from depeche.language.events.factuality.moods import lemma_of
from depeche.language.events.factuality.wordlists import cue_lists
from depeche.language.events.grammar import borders, word_set, wordings
from depeche.language.events.scene import Scene
from depeche.language.events.triggers import Trigger
from depeche.model import DateExpression

_NOUN_REACH = 7
_COMMA = 6  # how much farther a date lies for each comma between
_LIMIT = 12  # characters before a date in which the words of a limit stand
_ASKING = frozenset(("CONTACT.REQUEST", "CONFLICT.THREATEN"))
_ASKING_REACH = 2


def find_date(scene: Scene, trigger: Trigger) -> DateExpression | None:
    """Return the nearest date of the trigger's clause, or None."""
    found: list[tuple[int, int, DateExpression]] = []
    is_noun = trigger.category == "noun"
    inserted = range(0) if is_noun else insertion_before(scene, trigger.head) or range(0)
    for date in scene.reading.dates:
        if not scene.sentence.start <= date.start < scene.sentence.end or _is_bound(scene, date):
            continue
        covered = [i for i in range(len(scene.doc)) if scene.start(i) < date.end and scene.end(i) > date.start]
        if not covered:
            continue
        first, last = covered[0], covered[-1]
        if first in inserted:
            continue  # 'Orvel, fondé en 2023, recrute'
        distance = first - trigger.end if first >= trigger.end else trigger.start - last
        if _governs(scene, trigger, first, last, distance) or _opens(scene, trigger, first, last):
            low, high = (trigger.end, first) if first >= trigger.end else (last + 1, trigger.start)
            found.append((max(0, distance) + _COMMA * scene.lower[low:high].count(","), first, date))
    return min(found, key=lambda item: item[:2])[2] if found else None


def _is_bound(scene: Scene, date: DateExpression) -> bool:
    """Tell whether a date is no time of an event: a limit ('jusqu'en mai', 'd'ici 2028'), a part of a name."""
    before = scene.reading.view[max(0, date.start - _LIMIT) : date.start].lower().replace("’", "'")
    words = scene.reading.view[date.start : date.end].lower().replace("’", "'")
    limits = wordings("until") + wordings("limits")
    if before.endswith(limits) or words.startswith(limits):
        return True
    return any(
        m.start <= date.start and date.end <= m.end
        for m in scene.reading.mentions_in(scene.sentence.start, scene.sentence.end)
    )


def _opens(scene: Scene, trigger: Trigger, first: int, last: int) -> bool:
    """Tell whether a date at the head of its sentence, before a comma, is that of the first clause and its nouns."""
    if first > 2 or last >= trigger.start or "," not in scene.lower[last + 1 : last + 4]:
        return False
    comma = scene.lower.index(",", last + 1)
    between = scene.lower[comma + 1 : trigger.start]
    is_fronted = not any(scene.doc[i].pos_ in ("VERB", "AUX") for i in range(comma))
    return is_fronted and borders("opening_dates").isdisjoint(between)


def _governs(scene: Scene, trigger: Trigger, first: int, last: int, distance: int) -> bool:
    """Tell whether a date is that of the trigger's clause, or hangs on the trigger."""
    if distance < 0:
        return True
    low, high = (trigger.end, first) if first >= trigger.end else (last + 1, trigger.start)
    stops = word_set("date_borders") - ({"depuis"} if high - low == 1 and trigger.category != "noun" else set())
    if any(scene.lower[i] in stops for i in range(low, high)):
        return False
    if trigger.entry.type in _ASKING and low == trigger.end and distance > _ASKING_REACH:
        return False  # 'appelle à la grève le 20 mai': the date of the strike
    if trigger.category == "noun" and last < trigger.start and _belongs_to_verb(scene, first):
        return False
    verbs = [i for i in range(low, high) if scene.doc[i].pos_ == "VERB" and i not in range(trigger.start, trigger.end)]
    if trigger.category == "noun":
        return distance <= _NOUN_REACH and (not verbs or _takes_place(scene, trigger, first, verbs))
    if not verbs:
        return True
    return trigger.head in _heads(scene, first, last)


def _heads(scene: Scene, first: int, last: int) -> set[int]:
    """Return what the words of a date hang on, up to the first verb."""
    heads = set()
    for index in range(first, last + 1):
        token = scene.doc[index]
        for _ in range(4):
            heads.add(token.head.i)
            if token.head.pos_ == "VERB":
                break
            token = token.head
    return heads


def _takes_place(scene: Scene, trigger: Trigger, first: int, verbs: list[int]) -> bool:
    """Tell whether the only verb up to a date says that the noun takes place ('une rencontre est prévue en mai')."""
    noun = scene.doc[trigger.end - 1]
    if not noun.dep_.startswith("nsubj") or verbs != [noun.head.i] or first < noun.head.i:
        return False
    existence = cue_lists()["existence"]
    return scene.lower[verbs[0]] in existence or lemma_of(scene, verbs[0]) in existence


def _belongs_to_verb(scene: Scene, first: int) -> bool:
    """Tell whether a date follows a verb that only announces or asks for what comes after it ('réclame depuis mai')."""
    at = first - 1
    if at >= 0 and scene.lower[at] in word_set("before_dates"):
        at -= 1
    return at >= 0 and scene.doc[at].pos_ == "VERB" and lemma_of(scene, at) not in word_set("performing_on_date")
