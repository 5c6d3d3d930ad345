"""The negation of an event by its own clause or article: 'n'a pas voté', 'aucun accord', 'sans attendre'.

Not here: what a governing verb denies ('refuse de voter'), which belongs to factuality.
"""

from __future__ import annotations

from depeche.language.events.factuality.moods import group_of
from depeche.language.events.grammar import word_set
from depeche.language.events.scene import Scene
from depeche.language.events.triggers import Trigger

_SPLIT = 7  # tokens between an auxiliary and its participle


def own_negations(scene: Scene, trigger: Trigger) -> tuple[int, ...]:
    """Return the words that negate an event in its own clause; none where only a governor denies it."""
    head = trigger.head
    if trigger.category == "noun" and not scene.has_copula(head):
        return _article(scene, trigger.start)
    found = _of_clause(scene, head) or _empty_subject(scene, head) or _without(scene, head)
    return found or _split_compound(scene, head)


def _of_clause(scene: Scene, head: int) -> tuple[int, ...]:
    """Return the words that negate a clause; 'n'a fait ni victime ni dégât' negates what was done, not the doing."""
    found = group_of(scene, head).negations
    return () if any(at > head and scene.lower[at] == "ni" for at in found) else found


def _article(scene: Scene, start: int) -> tuple[int, ...]:
    """Return 'aucun', 'sans' or 'ni' before a noun and its adjectives."""
    nothing = word_set("no_with_plurals")
    at = start - 1
    while at >= 0 and scene.doc[at].pos_ == "ADJ" and scene.lower[at] not in nothing:
        at -= 1
    if at and scene.lower[at] in word_set("de") and scene.lower[at - 1] == "ni":
        at -= 1
    return (at,) if at >= 0 and (scene.lower[at] in nothing or scene.lower[at] in word_set("sans_ni")) else ()


def _empty_subject(scene: Scene, head: int) -> tuple[int, ...]:
    """Return the determiner or pronoun of a subject that is nobody or nothing ('aucun élu n'a …')."""
    for child in scene.doc[head].children:
        if not child.dep_.startswith("nsubj"):
            continue
        words = [child.i, *(c.i for c in child.children if c.dep_ == "det")]
        empty = tuple(i for i in words if scene.lower[i] in word_set("empty_subjects"))
        if empty and not word_set("ne").isdisjoint(scene.lower[child.i : head]):
            return empty
    return ()


def _without(scene: Scene, head: int) -> tuple[int, ...]:
    """Return the 'sans' right before an infinitive and its pronouns."""
    at = head - 1
    while at >= 0 and scene.lower[at] in word_set("before_infinitive"):
        at -= 1
    return (at,) if at >= 0 and scene.lower[at] == "sans" else ()


def _split_compound(scene: Scene, head: int) -> tuple[int, ...]:
    """Return the 'ne' of an auxiliary that an adverbial parts from its participle ('n'a, pour l'instant, envisagé')."""
    if "Part" not in scene.doc[head].morph.get("VerbForm") or any(
        child.dep_.startswith("aux") for child in scene.doc[head].children
    ):
        return ()
    for at in range(head - 1, max(0, head - _SPLIT), -1):
        if scene.lower[at] in word_set("auxiliaries_with_ne"):
            return (at - 1,) if scene.lower[at - 1] in word_set("ne") else ()
        if scene.doc[at].pos_ in ("VERB", "SCONJ"):
            return ()
    return ()
