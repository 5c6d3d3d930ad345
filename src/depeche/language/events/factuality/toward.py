"""Words that with a preposition say of the noun after it that it is to come: 'travaille à une fusion'.

Here: those words before a noun. Not here: the other prepositions of a noun (nominal), verbs with an object (governors).
"""

from __future__ import annotations

from depeche.language.events.factuality.moods import heads_clause, lemma_of
from depeche.language.events.factuality.path import climb
from depeche.language.events.factuality.walk import Walk
from depeche.language.events.factuality.wordlists import toward
from depeche.language.events.grammar import word_set


def read_toward(walk: Walk, noun: int, preposition: str, place: int) -> bool:
    """Read 'travaille à une fusion', 'favorable au rachat': what the word before the preposition says is to come."""
    scene = walk.scene
    at = place - 1
    while at >= 0 and scene.doc[at].pos_ == "ADV" and not heads_clause(scene, at):
        at -= 1
    if at < 0:
        return False
    plain = "à" if preposition in word_set("A") else "de" if preposition in word_set("DE") else preposition
    head = scene.doc[noun].head.i
    is_of_object = scene.doc[noun].dep_ == "nmod" and scene.doc[head].dep_ == "obj"
    head = scene.doc[head].head.i if is_of_object else head
    if (is_of_object or scene.doc[noun].dep_.startswith("obl")) and head < at and heads_clause(scene, head):
        at = head  # 'appelle les deux camps au dialogue'
    word = lemma_of(scene, at) if heads_clause(scene, at) else scene.lower[at]
    realis = toward().get((word, plain)) or toward().get((scene.lower[at], plain))
    if realis is None:
        return False
    if heads_clause(scene, at):
        climb(walk, at)
    walk.weaken(realis, at, "governor.toward")
    walk.is_stopped = True
    return True
