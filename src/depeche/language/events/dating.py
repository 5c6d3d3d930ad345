"""The date that the text gives to an event: an expression of the trigger's clause, never the day of publication.

Here: which date of the sentence is nearest and reaches the trigger. Not here: the clauses by which a date reaches a
noun or verb farther off (date_clauses).
"""

from __future__ import annotations

from depeche.language.dates import looking
from depeche.language.dates.anchors import reference_period
from depeche.language.dates.expression import Direction
from depeche.language.events.arguments.insertions import insertion_before
from depeche.language.events.date_clauses import is_dated_by_clause, is_of_other_clause, is_of_predicate, own_verb
from depeche.language.events.factuality.moods import lemma_of
from depeche.language.events.grammar import borders, word_set, wordings
from depeche.language.events.scene import Scene
from depeche.language.events.triggers import Trigger
from depeche.model import DateExpression, Realis

_NOUN_REACH = 7
_COMMA = 6  # how much farther a date lies for each comma between
_BARE = 2  # tokens before a date that alone opens its sentence, and after it up to the comma
_FRONTED = 6  # the same where it stands in a longer opening
_LIMIT = 12  # characters before a date in which the words of a limit stand
_ASKING = frozenset(("CONTACT.REQUEST", "CONFLICT.THREATEN"))
_ASKING_REACH = 2
_AHEAD = frozenset(("PLANNED", "POSSIBLE", "REQUESTED", "THREATENED"))
_BEHIND = frozenset(("ACTUAL", "ATTEMPTED", "UNCONFIRMED"))


def find_date(scene: Scene, trigger: Trigger, realis: Realis) -> DateExpression | None:
    """Return the nearest date of the trigger's clause that its realis allows, or None."""
    found: list[tuple[bool, int, int, DateExpression]] = []
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
        is_own = not is_noun and _is_own(scene, trigger, first, last, distance)
        fitting = _fitting(scene, date, realis, is_own=is_own)
        if fitting is None:
            continue
        if is_own or _reaches(scene, trigger, first, last, distance):
            low, high = (trigger.end, first) if first >= trigger.end else (last + 1, trigger.start)
            steps = max(0, distance) + _COMMA * scene.lower[low:high].count(",")
            found.append((date.date_start is None, steps, first, fitting))
    return min(found, key=lambda item: item[:3])[3] if found else None


def _is_own(scene: Scene, trigger: Trigger, first: int, last: int, distance: int) -> bool:
    """Tell whether a date hangs on the very verb; not 'a plongé à 41 millions, contre 96 en 2022'."""
    if not word_set("comparing").isdisjoint(scene.lower[trigger.end : first]):
        return False
    if trigger.entry.type in _ASKING and first >= trigger.end and distance > _ASKING_REACH:
        return False
    return own_verb(scene, first, last) == trigger.head


def _fitting(scene: Scene, date: DateExpression, realis: Realis, *, is_own: bool) -> DateExpression | None:
    """Return a date as an event of such a realis allows it: what is planned lies not behind the publication.

    What was done lies not ahead of it. `is_own`: the date hangs on the very verb, so that it is looked for on the right
    side where it has no year, and kept where it has one.
    """
    if realis in _AHEAD:
        where: Direction = "future"
    elif realis in _BEHIND:
        where = "past"
    else:
        return date
    if _lies(scene, date, where):
        return date
    return looking(date, scene.reading, where) if is_own else None


def _lies(scene: Scene, date: DateExpression, where: Direction) -> bool:
    now = reference_period(scene.reading.reference)
    if now is None or date.date_start is None or date.date_end is None:
        return True
    return date.date_end >= now.start if where == "future" else date.date_start <= now.end


def _reaches(scene: Scene, trigger: Trigger, first: int, last: int, distance: int) -> bool:
    """Tell whether a date belongs to a trigger: it stands in its clause, opens it, or dates it by another clause."""
    return (
        _governs(scene, trigger, first, last, distance)
        or _opens(scene, trigger, first, last)
        or is_dated_by_clause(scene, trigger, first, last)
    )


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
    if last >= trigger.start or "," not in scene.lower[last + 1 : trigger.start]:
        return False
    comma = scene.lower.index(",", last + 1)
    if first > _FRONTED or comma - last > _FRONTED or "," in scene.lower[:first]:
        return False
    if (first > _BARE or comma - last > _BARE + 1) and not _is_occasion(scene, trigger, first, comma):
        return False
    between = scene.lower[comma + 1 : trigger.start]
    is_fronted = lemma_of(scene, 0) in word_set("gathering") or not any(
        scene.doc[i].pos_ in ("VERB", "AUX") for i in range(comma)
    )
    if scene.doc[trigger.head].dep_ in ("acl", "amod"):
        return False  # 'En 2021, X avait racheté une société fermée depuis'
    is_main = trigger.category != "noun" and scene.doc[trigger.head].dep_ == "ROOT"
    return is_fronted and (is_main or borders("opening_dates").isdisjoint(between))


def _is_occasion(scene: Scene, trigger: Trigger, first: int, comma: int) -> bool:
    """Tell whether what opens a sentence with a date says when its main verb was said or done, and is no event itself.

    'En déplacement à Lyon lundi, X a …'; not 'Nommé en mai à Lyon, X a …', 'Dans un livre de 2019, X a …'.
    """
    heads = (trigger.head, scene.doc[trigger.head].head.i)  # 'par six voix contre deux' hangs on the main verb
    is_main = trigger.category != "noun" and any(scene.doc[at].dep_ == "ROOT" for at in heads)
    verbs = [i for i in range(comma) if scene.doc[i].pos_ in ("VERB", "AUX")]
    if scene.word(first - 1) in word_set("DE"):
        return False
    is_met = verbs == [0] and lemma_of(scene, 0) in word_set("gathering")
    return is_main and (is_met or (not verbs and scene.lower[0] in word_set("opening_occasions")))


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
    verbs = [i for i in range(low, high) if _is_verb(scene, i) and i not in range(trigger.start, trigger.end)]
    if trigger.category == "noun":
        return distance <= _NOUN_REACH and (not verbs or is_of_predicate(scene, trigger, first, last))
    return not verbs and not is_of_other_clause(scene, trigger, first, last)


def _is_verb(scene: Scene, index: int) -> bool:
    """Tell whether a token is a verb; that of 'à compter de mardi' is none."""
    is_limit = scene.lower[index] in word_set("verbs_of_limits") and scene.word(index - 1) in word_set("A")
    return scene.doc[index].pos_ == "VERB" and not is_limit


def _belongs_to_verb(scene: Scene, first: int) -> bool:
    """Tell whether a date follows a verb that only announces or asks for what comes after it ('réclame depuis mai')."""
    at = first - 1
    if at >= 0 and scene.lower[at] in word_set("before_dates"):
        at -= 1
    return at >= 0 and scene.doc[at].pos_ == "VERB" and lemma_of(scene, at) not in word_set("performing_on_date")
