"""Words that undo or deny a noun, found where the parse lost the link between them.

Here: which word it is. Not here: what it makes of the event (nominal).
"""

from __future__ import annotations

from depeche.language.events.factuality.governing import governor_effect
from depeche.language.events.factuality.moods import heads_clause
from depeche.language.events.grammar import word_set
from depeche.language.events.scene import Scene


def late_passive(scene: Scene, noun: int) -> int | None:
    """Return the passive that a noun at the head of its sentence waits for, where the parse cut it off."""
    if noun > 2:
        return None
    for token in scene.doc[noun + 1 :]:
        if token.dep_ == "ROOT" and token.pos_ == "VERB":
            is_passive = any(child.dep_ == "aux:pass" for child in token.children)
            return int(token.i) if is_passive and governor_effect(scene, token.i) is not None else None
    return None


def denier_before(scene: Scene, noun: int) -> int | None:
    """Return the verb of denial right before a noun and its article, whatever the parse made of it."""
    at = noun - 1
    while at >= 0 and (scene.doc[at].pos_ in ("DET", "ADJ") or scene.lower[at] in word_set("determiners")):
        at -= 1
    if at < 0 or not heads_clause(scene, at):
        return None
    effects = governor_effect(scene, at)
    return at if effects is not None and effects[0].name in ("deny", "exclude") else None


def masculine(word: str) -> str:
    """Return a participle without the endings of gender and number."""
    return word.removesuffix("s").removesuffix("e")
