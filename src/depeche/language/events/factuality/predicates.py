"""What the clause of a noun says of it as its subject: that it takes place, is planned, will change something.

Here: nouns as subjects. Not here: nouns as objects and complements (nominal).
"""

from __future__ import annotations

from depeche.language.events.factuality.conditions import condition_of
from depeche.language.events.factuality.governors import governor_effect
from depeche.language.events.factuality.moods import group_of, lemma_of
from depeche.language.events.factuality.path import climb, govern
from depeche.language.events.factuality.walk import Walk
from depeche.language.events.factuality.wordlists import cue_lists
from depeche.language.events.grammar import word_set
from depeche.language.events.scene import Scene


def as_subject(walk: Walk, governor: int, is_definite: bool) -> None:
    """Read the clause of an ordinary verb: a definite noun is presupposed, unless the clause is only foreseen."""
    scene = walk.scene
    group = group_of(scene, governor)
    if not is_definite and lemma_of(scene, governor) in word_set("modals"):
        govern(walk, governor, 0, is_clause=True)  # 'une marche doit réunir les habitants samedi'
        return
    if not is_definite:
        climb(walk, governor)
        return
    at = group.finite if group.finite is not None else governor
    if group.tense == "future":
        walk.weaken("PLANNED", at, "noun.before_future")
    elif group.tense == "conditional" and condition_of(scene, governor) is not None:
        walk.weaken("HYPOTHETICAL", at, "noun.before_conditional")
    elif group.tense == "conditional":
        walk.weaken(cue_lists()["modals"].get(lemma_of(scene, at), "UNCONFIRMED"), at, "noun.before_conditional")
    walk.is_stopped = True


def _predicate_of(scene: Scene, governor: int) -> int:
    """Return the infinitive behind 'doit', 'peut' and 'va': it says what becomes of the subject."""
    if lemma_of(scene, governor) not in word_set("modals"):
        return governor
    return next((int(c.i) for c in scene.doc[governor].children if c.dep_ == "xcomp" and c.pos_ == "VERB"), governor)


def _complement_of(scene: Scene, copula: int) -> int:
    """Return the noun that 'être' stands with where the lists know it: 'n'est pas à l'ordre du jour'."""
    if scene.doc[copula].dep_ == "cop":
        return int(scene.doc[copula].head.i)
    listed = {word for words in cue_lists()["existence_effects"].values() for word in words}
    return next((int(c.i) for c in scene.doc[copula].children if scene.lower[c.i] in listed), copula)


def predicate(walk: Walk, noun: int, *, is_negated: bool) -> bool:
    """Read a predicate that says whether the event takes place ('aura lieu', 'est prévu', 'reste possible')."""
    scene = walk.scene
    if not scene.doc[noun].dep_.startswith("nsubj"):
        return False
    governor = _predicate_of(scene, scene.doc[noun].head.i)
    if lemma_of(scene, governor) == "être":
        governor = _complement_of(scene, governor)
    word, lemma = scene.lower[governor], lemma_of(scene, governor)
    if lemma == "avoir" and "lieu" not in scene.lower[governor : governor + 4]:
        return False
    if (
        not is_negated
        and lemma not in cue_lists()["existence"]
        and word not in cue_lists()["existence"]
        and word != "cours"
        and not any(word in listed for listed in cue_lists()["existence_effects"].values())
    ):
        return False
    for realis, listed in cue_lists()["existence_effects"].items():
        complements = {scene.lower[c.i] for c in scene.doc[governor].children}
        if word == "cours":
            word = next((noun for noun in sorted(complements) if noun in listed), word)
        if word in listed or lemma in listed or (lemma == "rester" and complements & set(listed)):
            walk.weaken("PLANNED" if is_negated else realis, governor, "predicate")  # 'aucun départ n'est envisagé'
    if is_negated:
        group = group_of(scene, governor)
        if group.tense in ("future", "conditional"):
            climb(walk, governor, own_negation=False)
        walk.is_stopped = True
        return True
    effects = governor_effect(scene, governor)
    is_passive = group_of(scene, governor).is_passive or scene.doc[noun].dep_ == "nsubj:pass"
    if effects is not None and is_passive:
        govern(walk, governor, 0, is_clause=True)
    else:
        climb(walk, governor)
    return True
