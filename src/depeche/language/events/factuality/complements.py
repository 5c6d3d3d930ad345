"""What the verb says of a noun that is its object, its subject or one of a list: 'réclame un audit', 'la vente échoue'.

Here: verb and noun. Not here: the article, adjectives and prepositions of the noun (nominal).
"""

from __future__ import annotations

from depeche.language.events.factuality.governors import governor_effect
from depeche.language.events.factuality.moods import group_of, heads_clause, lemma_of
from depeche.language.events.factuality.nouns import article_before
from depeche.language.events.factuality.path import climb, govern
from depeche.language.events.factuality.predicates import as_subject, predicate
from depeche.language.events.factuality.undoing import (
    denier_before,
    fails,
    late_passive,
    masculine,
    verb_past_insertion,
)
from depeche.language.events.factuality.walk import Walk
from depeche.language.events.factuality.wordlists import cue_lists
from depeche.language.events.grammar import word_set
from depeche.language.events.scene import Scene

GOVERNED = ("obj", "obl:arg", "xcomp", "ccomp", "iobj")
_BARE = ("obl:mod", "obl:arg", "obl", "appos", "dep")  # what a noun after a comma is taken for
_LISTED = 12  # tokens from a verb to the comma after its first object


def read_governor(walk: Walk, noun: int, is_definite: bool) -> None:
    """Apply the verb that the noun completes or is the subject of."""
    scene = walk.scene
    token = scene.doc[noun]
    governor = token.head.i
    has_copula = scene.has_copula(governor)
    late = late_passive(scene, noun) if governor == noun else None
    outside = verb_past_insertion(scene, noun)
    between = _asker_between(scene, noun)
    if between is None:
        between = _holder_of_list(scene, noun)
    if walk.is_filed and _is_turned_down(scene, noun):
        walk.is_stopped = True
    elif late is not None:
        govern(walk, late, 0, is_clause=True)
    elif between is not None:
        _read_as_object(walk, between, is_definite)
    elif has_copula and scene.lower[governor].removesuffix("s") in word_set("candidates"):
        climb(walk, governor)  # 'n'est pas candidat à sa réélection'
    elif outside is not None and outside != governor:
        govern(walk, outside, 0, is_clause=True)
    elif governor == noun or not (heads_clause(scene, governor) or has_copula):
        _read_cut_off(walk, noun, is_definite)
    elif token.dep_ == "nsubj:pass" and masculine(scene.lower[governor]) in word_set("undoing_participles"):
        climb(walk, governor)
        walk.negate((governor,), "participle.undoing")
    elif token.dep_.startswith("nsubj") and fails(scene, governor):
        if walk.is_process:
            return
        climb(walk, governor, own_negation=False)
        walk.negate((governor,), "predicate.failing")
    elif token.dep_.startswith("nsubj"):
        if not predicate(walk, noun, is_negated=False):
            as_subject(walk, governor, is_definite)
    elif token.dep_ in GOVERNED:
        _read_as_object(walk, governor, is_definite)
    elif lemma_of(scene, governor) in cue_lists()["oblique_governors"]:
        govern(walk, governor, 0, is_clause=False)  # 'planche sur un plan social'
    elif not is_definite or lemma_of(scene, governor) in word_set("performing_with_a"):
        climb(walk, governor)


def _is_turned_down(scene: Scene, noun: int) -> bool:
    """Tell whether what was filed was turned down: 'le juge a rejeté leur recours', 'sa plainte a été rejetée'."""
    token = scene.doc[noun]
    is_done = group_of(scene, token.head.i).tense in ("past", "pluperfect", "present")
    is_object = token.dep_ in ("obj", "nsubj:pass") and heads_clause(scene, token.head.i)
    return is_done and is_object and lemma_of(scene, token.head.i) in word_set("turning_down")


def _asker_between(scene: Scene, noun: int) -> int | None:
    """Return the governor right before a noun that the parse hung on an earlier verb ('a crié et demande un audit')."""
    at = noun - 1
    while at >= 0 and (scene.doc[at].pos_ in ("DET", "ADJ") or scene.lower[at] in word_set("determiners")):
        at -= 1
    is_skipped = scene.doc[noun].head.i < at and heads_clause(scene, at)
    return at if is_skipped and governor_effect(scene, at) is not None else None


def _holder_of_list(scene: Scene, noun: int) -> int | None:
    """Return the verb of a list in which a noun follows a comma: 'prévoyant la vente du siège, la fin du site'."""
    comma, article = article_before(scene, noun)
    if not article or comma < 1 or scene.lower[comma] != "," or scene.doc[noun].dep_ not in _BARE:
        return None
    for at in range(comma - 1, max(-1, comma - _LISTED), -1):
        if scene.lower[at] in (",", ";", ":", "»"):
            return None
        if heads_clause(scene, at):
            has_object = any(child.dep_ == "obj" and at < child.i < comma for child in scene.doc[at].children)
            return at if has_object and governor_effect(scene, at) is not None else None
    return None


def _read_cut_off(walk: Walk, noun: int, is_definite: bool) -> None:
    """Read a noun that hangs on no clause: a denial right before it, the list that it stands in, its own copula."""
    scene = walk.scene
    governor = scene.doc[noun].head.i
    denier = denier_before(scene, noun)
    if denier is not None:
        govern(walk, denier, 0, is_clause=True)
    elif scene.doc[noun].dep_ == "conj" and governor != noun and governor not in walk.nodes:
        read_governor(walk, _first_of_list(scene, governor), is_definite)
    elif not is_definite and governor == noun and scene.has_copula(noun):
        climb(walk, noun)


def _read_as_object(walk: Walk, governor: int, is_definite: bool) -> None:
    """Apply the verb that a noun is the object of: a definite noun is presupposed unless the verb performs it."""
    scene = walk.scene
    lemma = lemma_of(scene, governor)
    effects = governor_effect(scene, governor) if lemma not in cue_lists()["clause_governors"] else None
    tense = group_of(scene, governor).tense
    if is_definite and lemma in cue_lists()["contested"]:
        walk.is_stopped = True
    elif effects is not None and effects[0].is_true and not is_definite:
        climb(walk, governor)
    elif effects is not None and effects[0].name == "cause" and is_definite and tense == "conditional_past":
        walk.is_stopped = True  # 'aurait mené à l'éviction': the cause is rumour, the event is supposed
    elif effects is not None:
        govern(walk, governor, 0, is_clause=True)
        _read_announced(walk, governor, lemma)
    elif not is_definite or lemma in word_set("performing_verbs") | word_set("performing_with_a"):
        climb(walk, governor)
    else:
        as_subject(walk, governor, is_definite)


def _read_announced(walk: Walk, governor: int, lemma: str) -> None:
    """Take a measure that is announced for one that is still to come ('a annoncé la fermeture de l'usine')."""
    ahead = cue_lists()["announced_ahead"]
    if lemma in ahead["verbs"] and walk.scene.lower[walk.nodes[0]] in ahead["nouns"]:
        walk.weaken("PLANNED", governor, "governor.announced")


def _first_of_list(scene: Scene, index: int) -> int:
    """Return the noun that holds the place of a list in its clause, past complements that the parse put between."""
    token = scene.doc[index]
    for _ in range(4):
        if token.dep_ not in ("nmod", "conj", "appos", "flat:name") or heads_clause(scene, token.head.i):
            break
        token = token.head
    return int(token.i)
