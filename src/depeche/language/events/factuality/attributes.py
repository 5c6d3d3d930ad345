"""What stands beside a noun and says how sure it is: adjectives, participles that undo it, relative clauses.

Here: words within the group of the noun. Not here: its article, preposition and governor (nominal).
"""

from __future__ import annotations

from depeche.language.events.factuality.moods import group_of, lemma_of
from depeche.language.events.factuality.undoing import masculine, relatives_of, undone_in_relative
from depeche.language.events.factuality.walk import Walk
from depeche.language.events.factuality.wordlists import adjectives, cue_lists
from depeche.language.events.grammar import word_set
from depeche.language.events.scene import Scene

_BESIDE = 7  # tokens after a noun in which a participle may stand by it


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


def weigher_of_past(scene: Scene, noun: int) -> int | None:
    """Return the verb that looks back at what took place ('débattent de la grève d'hier')."""
    verb = scene.doc[noun].head.i
    lists = cue_lists()["weighed"]
    if verb == noun or lemma_of(scene, verb) not in lists["verbs"]:
        return None
    return verb if _is_dated_past(scene, noun) or _has_participle(scene, noun, lists["participles"]) else None


def _has_participle(scene: Scene, noun: int, participles: list[str]) -> bool:
    """Tell whether one of some participles follows a noun, a name between them ('le rachat de X, conclu lundi')."""
    for at in range(noun + 1, min(noun + _BESIDE, len(scene.doc))):
        if masculine(scene.lower[at]) in participles:
            return True
        if scene.doc[at].pos_ in ("VERB", "AUX"):
            return False
    return False


def _is_dated_past(scene: Scene, noun: int) -> bool:
    """Tell whether 'de' and a date before the publication follow a noun."""
    on = scene.reading.reference.on
    if on is None or noun + 2 >= len(scene.doc) or scene.lower[noun + 1] not in word_set("DE"):
        return False
    places = (scene.start(noun + 1), scene.start(noun + 2))
    dates = (date for date in scene.reading.dates if date.start in places)
    return any(date.date_start is not None and date.date_start < on for date in dates)


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


def read_announced(walk: Walk, noun: int) -> None:
    """Take a measure with 'annoncé' beside it for one to come ('la fusion annoncée lundi'), unless it took place."""
    scene = walk.scene
    token = scene.doc[noun]
    if scene.lower[noun] not in (*cue_lists()["announced_ahead"]["nouns"], *cue_lists()["announced_beside"]):
        return
    if token.dep_.startswith("nsubj") and group_of(scene, token.head.i).tense in ("past", "pluperfect"):
        return
    holders = [token, *(child for child in token.children if child.dep_ == "nmod")]
    beside = [c.i for holder in holders for c in holder.children if c.dep_ in ("acl", "amod") and c.i > noun]
    for at in beside:
        if masculine(scene.lower[at]) in word_set("announced"):
            walk.weaken("PLANNED", at, "participle.announced")


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
        if walk.is_filed and masculine(scene.lower[at]) in word_set("turned_down"):
            continue
        if is_not or masculine(scene.lower[at]) in word_set("undoing_participles"):
            walk.negate((at,), "participle.undoing")
            walk.is_stopped = True
            return True
    return False
