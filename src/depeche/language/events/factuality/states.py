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
_YEAR = 4  # its digits
_BARE = 2  # words of an expression whose noun has no article ('en vue')
_OPEN = ("conditional", "future", "conditional_past")
_TOLD = ("present", "imperfect", "future", "conditional")


def read_state(walk: Walk, noun: int) -> bool:
    """Read an expression after 'être' or right after the noun and its complements; tell whether there is one."""
    scene = walk.scene
    linking = None
    for at in range(noun + 1, min(noun + _REACH, len(scene.doc))):
        if scene.lower[at] in borders("states"):
            return False
        words = next((words for words in states() if scene.lower[at : at + len(words)] == words), None)
        if words is not None and not _is_completed(scene, at + len(words), len(words), is_said=linking is not None):
            if linking is not None and group_of(scene, linking).negations:
                walk.negate(group_of(scene, linking).negations, "negation.state")
            walk.weaken(states()[words], at, "state")
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


def _is_completed(scene: Scene, end: int, length: int, *, is_said: bool) -> bool:
    """Tell whether what follows gives an expression another sense: 'en vue de bâtir', 'un accord à l'horizon 2030'."""
    if length == _BARE:
        return scene.word(end) in word_set("DE")
    return names_year(scene, end) and not is_said  # but 'la fusion est à l'horizon 2030' says it of the noun


def names_year(scene: Scene, at: int) -> bool:
    """Tell whether a year stands at a place, alone or at the end of a date: '2030', 'de 2030', 'fin 2030'."""
    if scene.word(at) in word_set("DE"):
        at += 1
    while at in scene.dated and not _is_year(scene.word(at)):
        at += 1
    return _is_year(scene.word(at))


def _is_year(word: str) -> bool:
    return len(word) == _YEAR and word.isdigit()


def _links(scene: Scene, at: int) -> bool:
    return lemma_of(scene, at) == "être" or lemma_of(scene, at) in word_set("linking")
