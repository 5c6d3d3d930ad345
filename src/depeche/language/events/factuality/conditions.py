"""Conditions: which 'si' is one, where its clause ends, and which verbs depend on it."""

from __future__ import annotations

from depeche.language.events.factuality.moods import group_of, lemma_of
from depeche.language.events.factuality.wordlists import cue_lists
from depeche.language.events.grammar import borders, word_set
from depeche.language.events.scene import Scene


def condition_of(scene: Scene, index: int) -> int | None:
    """Return the 'si' (or 'sans') of a condition that a clause depends on."""
    for at, word in enumerate(scene.lower):
        if is_condition(scene, at) and not at < index < condition_end(scene, at) and _same_clause(scene, at, index):
            return at
        is_fronted = word in word_set("condition_openers") and at < index and "," in scene.lower[at:index]
        if is_fronted and not any(scene.doc[i].pos_ == "VERB" for i in range(at, index)):
            return at
    return None


def apodosis_of(scene: Scene, index: int, tense: str) -> int | None:
    """Return the 'si' of what a conditional says would follow; of a past one only where the clause is past, too.

    'aurait menacé de partir s'il était puni', 'menacerait de partir si le vote a lieu': the condition is that of the
    threat.
    """
    si = condition_of(scene, index)
    if si is None or si < index:
        return si
    clause = scene.doc[si + 1 : condition_end(scene, si)]
    verb = next((t.i for t in clause if t.pos_ == "VERB" or scene.has_copula(t.i)), None)
    inner = ("present",) if tense == "conditional" else ("imperfect", "present")
    return None if verb is not None and group_of(scene, verb).tense in inner else si


def condition_end(scene: Scene, si: int) -> int:
    """Return where a si-clause ends: at the first comma after its verb, else at the end of the sentence."""
    has_verb = False
    for at in range(si + 1, len(scene.doc)):
        word = scene.lower[at]
        if word in borders("si_clauses") or (word == "," and has_verb):
            return at
        has_verb = has_verb or scene.doc[at].pos_ in ("VERB", "AUX")
    return len(scene.doc)


def _same_clause(scene: Scene, si: int, index: int) -> bool:
    """Tell whether no border parts a condition from a verb."""
    return borders("conditions").isdisjoint(scene.lower[min(si, index) : max(si, index)])


def is_condition(scene: Scene, at: int) -> bool:
    """Tell whether a 'si' is one of condition: not 'même si', 'si grand', an indirect question, an explanation."""
    word, following = scene.lower[at], scene.word(at + 1)
    if word not in word_set("si") or not following or (word == "s'" and following not in word_set("after_elided_si")):
        return False
    if scene.word(at - 1) in cue_lists()["condition_traps"]["before"]:
        return False
    if at + 1 in scene.dated:
        return True
    if scene.doc[at + 1].pos_ in ("ADJ", "ADV") and following not in word_set("after_si"):
        return False
    rest = " ".join(scene.lower[at:]).replace("' ", "'")
    if any(text in rest for text in cue_lists()["condition_traps"]["explanation"]) and at < 3:
        return False
    governor = scene.doc[scene.doc[at].head.i].head.i
    return not (is_asking(scene, governor) and governor < at and at - governor < 6)


def is_asking(scene: Scene, index: int) -> bool:
    """Tell whether a verb takes an indirect question ('demander si', 'savoir si')."""
    return lemma_of(scene, index) in word_set("asking")
