"""What stands beside a noun and says how sure it is: adjectives, participles that undo it, relative clauses.

Here: words within the group of the noun. Not here: its article, preposition and governor (nominal).
"""

from __future__ import annotations

from depeche.language.events.factuality.moods import group_of, lemma_of
from depeche.language.events.factuality.undoing import masculine, relatives_of, undone_in_relative
from depeche.language.events.factuality.walk import Walk
from depeche.language.events.factuality.wordlists import adjectives
from depeche.language.events.grammar import word_set


def read_adjectives(walk: Walk, noun: int) -> None:
    """Read the adjectives beside a noun, and the predicate that calls it rare or habitual."""
    scene = walk.scene
    near = [c.i for c in scene.doc[noun].children if c.dep_ in ("amod", "acl")]
    near += [i for i in (noun - 1, noun + 1) if 0 <= i < len(scene.doc)]
    for at in sorted(set(near)):
        realis = adjectives().get(scene.lower[at])
        if realis is not None and realis != "GENERIC" and abs(at - noun) <= 4:
            walk.weaken(realis, at, "adjective")
    head = scene.doc[noun].head
    is_said = lemma_of(scene, head.i) in word_set("linking")
    copula = is_said or any(c.dep_ in ("cop", "aux:pass") for c in head.children)
    if copula and scene.doc[noun].dep_.startswith("nsubj"):
        for index in (*range(noun + 1, head.i + 1), *(c.i for c in head.children)):
            if adjectives().get(scene.lower[index]) == "GENERIC" or scene.lower[index] in word_set("habits"):
                walk.weaken("GENERIC", index, "adjective.generic")


def read_foreseen(walk: Walk, noun: int) -> None:
    """Read a relative clause that says that the event is to come ('une motion qui sera examinée lundi')."""
    scene = walk.scene
    for child in relatives_of(scene, noun):
        is_modal = lemma_of(scene, child.i) in word_set("verbs_of_future")
        verb = next((c for c in child.children if c.dep_ == "xcomp"), child) if is_modal else child
        if lemma_of(scene, verb.i) not in word_set("coming_about"):
            continue
        group = group_of(scene, child.i)
        if is_modal or group.tense == "future":
            walk.weaken("PLANNED", group.finite if group.finite is not None else child.i, "relative.foreseen")


def read_undoing(walk: Walk, noun: int) -> bool:
    """Read a participle that undoes the event: 'fusion démentie', 'le rachat avorté de X'."""
    scene = walk.scene
    relative = undone_in_relative(scene, noun)
    if relative is not None:
        walk.realis = "ACTUAL"
        walk.negate((relative,), "relative.undoing")
        walk.is_stopped = True
        return True
    near = {c.i for c in scene.doc[noun].children if c.dep_ in ("amod", "acl")} | {noun + 1}
    for at in sorted(i for i in near if noun < i <= noun + 3 and i < len(scene.doc)):
        is_not = scene.lower[at - 1] == "non" and "Part" in scene.doc[at].morph.get("VerbForm")
        if is_not or masculine(scene.lower[at]) in word_set("undoing_participles"):
            walk.negate((at,), "participle.undoing")
            walk.is_stopped = True
            return True
    return False
