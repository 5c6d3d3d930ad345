"""States that the words around a noun put its event in, whatever the parse made of them: 'une fusion est à l'étude'.

Here: what follows 'être' after the noun, what 'être' before it identifies it with, 'en cas d'échec de'. Not here:
single words as predicates (predicates), the noun's governor (nominal).
"""

from __future__ import annotations

from depeche.language.events.factuality.moods import group_of, lemma_of
from depeche.language.events.factuality.nouns import article_before, preposition_before, ruling_tense
from depeche.language.events.factuality.walk import Walk
from depeche.language.events.factuality.wordlists import cue_lists, governor_nouns, states
from depeche.language.events.grammar import borders, word_set
from depeche.language.events.scene import Scene

_REACH = 12  # tokens between a noun and what is said of it
_OPEN = ("conditional", "future", "conditional_past")
_TOLD = ("present", "imperfect", "future", "conditional")


def read_state(walk: Walk, noun: int) -> bool:
    """Read an expression after 'être' or right after the noun and its complements; tell whether there is one."""
    scene = walk.scene
    linking = None
    for at in range(noun + 1, min(noun + _REACH, len(scene.doc))):
        if scene.lower[at] in borders("states"):
            return False
        realis = next((states()[words] for words in states() if scene.lower[at : at + len(words)] == words), None)
        if realis is not None and scene.word(at + 2) not in word_set("DE"):
            if linking is not None and group_of(scene, linking).negations:
                walk.negate(group_of(scene, linking).negations, "negation.state")
            walk.weaken(realis, at, "state")
            walk.is_stopped = True
            return True
        if scene.doc[at].pos_ in ("VERB", "AUX"):
            if linking is not None or not _links(scene, at):
                return False
            linking = at
    return False


def read_identity(walk: Walk, start: int) -> bool:
    """Read the subject that 'être' before a noun identifies it with: 'l'objectif est une vente'."""
    scene = walk.scene
    at = start
    while at > 0 and scene.doc[at].pos_ in ("ADV", "DET"):
        at -= 1
    if at <= 0 or not _links(scene, at) or group_of(scene, at).tense not in _TOLD:
        return False
    for subject in range(at - 1, max(-1, at - _REACH), -1):
        if scene.lower[subject] in borders("states") or scene.doc[subject].pos_ in ("VERB", "AUX"):
            return False
        effect = governor_nouns().get(scene.lower[subject]) if scene.doc[subject].pos_ == "NOUN" else None
        if effect is not None and effect.realis is not None and scene.word(subject - 1) in word_set("determiners"):
            walk.apply(effect, subject)
            walk.is_stopped = True
            return True
    return False


def read_lack(walk: Walk, owner: int) -> None:
    """Read the preposition before a governing noun: 'en cas d'échec de la fusion', 'en l'absence d'accord, il part'."""
    scene = walk.scene
    preposition, place = preposition_before(scene, article_before(scene, owner)[0])
    lacks = governor_nouns()[scene.lower[owner]].is_negative and preposition == "en"
    if preposition in cue_lists()["prepositions"]["HYPOTHETICAL"]:
        walk.weaken("HYPOTHETICAL", place, "preposition.condition")
    elif lacks and ruling_tense(scene, owner) in _OPEN:
        walk.weaken("HYPOTHETICAL", place, "preposition.without")


def _links(scene: Scene, at: int) -> bool:
    return lemma_of(scene, at) == "être" or lemma_of(scene, at) in word_set("linking")
