"""How a nominal trigger is presented: its adjectives, its article, what stands before it, the verb that it completes.

A definite noun is presupposed ('l'éviction du patron a surpris') unless its governor says otherwise; an indefinite one
shares its clause.
"""

from __future__ import annotations

from depeche.language.events.factuality.attributes import read_adjectives, read_foreseen, read_undoing
from depeche.language.events.factuality.governing import governor_effect
from depeche.language.events.factuality.moods import group_of, heads_clause, lemma_of
from depeche.language.events.factuality.nouns import (
    MARKS,
    article_before,
    clause_tense,
    clause_verb,
    is_habitual,
    preposition_before,
)
from depeche.language.events.factuality.path import climb, govern, note_reports
from depeche.language.events.factuality.predicates import as_subject, predicate
from depeche.language.events.factuality.undoing import (
    denier_before,
    is_charge,
    late_passive,
    masculine,
    verb_past_insertion,
)
from depeche.language.events.factuality.walk import Walk
from depeche.language.events.factuality.wordlists import cue_lists, governor_nouns, known_forms
from depeche.language.events.grammar import word_set
from depeche.language.events.scene import Scene

_DEPTH = 3


def judge_noun(walk: Walk, noun: int, start: int, depth: int = 0) -> None:
    """Read the cues around a noun that evokes an event, then those of what governs it."""
    scene = walk.scene
    walk.nodes.append(noun)
    read_adjectives(walk, noun)
    if read_undoing(walk, noun):
        return
    at, article = article_before(scene, start)
    if article in ("aucun", "aucune", "nul", "nulle"):
        walk.negate((start - 1,), "negation.article")
        clause = clause_verb(scene, noun)
        if clause is not None:
            note_reports(walk, clause)
        if predicate(walk, noun, is_negated=True):
            return
        walk.is_stopped = True
        return
    if article in ("tout", "toute") and denier_before(scene, noun) is not None:
        govern(walk, denier_before(scene, noun) or noun, 0, is_clause=True)
        return  # 'dément tout rachat'
    if article in ("tout", "toute", "chaque") and is_habitual(scene, noun):
        walk.weaken("GENERIC", start - 1, "article.every")
        walk.is_stopped = True
        return
    is_definite = article in word_set("definite_articles")
    read_foreseen(walk, noun)
    preposition, place = preposition_before(scene, at)
    if preposition and _read_preposition(walk, noun, preposition, place, is_definite, depth):
        return
    _read_governor(walk, noun, is_definite)


def _read_preposition(walk: Walk, noun: int, preposition: str, place: int, is_definite: bool, depth: int) -> bool:
    """Apply a preposition; tell whether it settles the matter."""
    scene = walk.scene
    lists = cue_lists()["prepositions"]
    if preposition in lists["presupposed"]:
        walk.note(place, "certain", "preposition.presupposed")
        walk.is_stopped = True
        return True
    if preposition in lists["before"]:
        if clause_tense(scene, noun) in ("future", "conditional"):
            walk.weaken("PLANNED", place, "preposition.before")
        walk.is_stopped = True
        return True
    if preposition in lists["HYPOTHETICAL"]:
        walk.weaken("HYPOTHETICAL", place, "preposition.condition")
        walk.is_stopped = True
        return True
    if preposition in lists["without"]:
        clause = clause_verb(scene, noun)
        tense = group_of(scene, clause).tense if clause is not None else "present"
        if tense in ("conditional", "future", "conditional_past"):
            walk.weaken("HYPOTHETICAL", place, "preposition.without")
        else:
            walk.negate((place,), "preposition.without")
        walk.is_stopped = True
        return True
    if preposition == "pour" and (is_charge(scene, place) or (walk.shares_purpose and _shares_clause(walk, noun))):
        if not walk.shares_purpose:
            walk.weaken("UNCONFIRMED", place, "preposition.charge")
        walk.is_stopped = True
        return True
    if preposition in lists["PLANNED"]:
        around = scene.lower[max(0, place - 5) : place]
        asks = any(
            word in ("pression", "pressions", "appel", "plaident", "plaide", "campagne", "militent", "milite")
            for word in around
        )
        if preposition != "vers":
            walk.weaken("REQUESTED" if asks else "PLANNED", place, "preposition.purpose")
            walk.is_stopped = True
            return True
        return False
    if preposition == "sur":
        return _read_speculation(walk, place)
    if preposition in ("de", "d'", "du", "des"):
        return _read_owner(walk, place, is_definite, depth)
    return False


def _shares_clause(walk: Walk, noun: int) -> bool:
    """Read the clause of 'pour' + noun where what something is done for is as sure as what is done."""
    governor = walk.scene.doc[noun].head.i
    if governor == noun or not heads_clause(walk.scene, governor):
        return False
    climb(walk, governor, own_negation=False)
    return True


def _read_speculation(walk: Walk, place: int) -> bool:
    """Read 'spécule sur une vente', 'des rumeurs sur une vente', whatever the parse made of the first word."""
    scene = walk.scene
    at = place - 1
    while at >= 0 and scene.doc[at].pos_ == "ADV":
        at -= 1
    if at < 0:
        return False
    noun = governor_nouns().get(scene.lower[at])
    lemmas = {lemma for lemma, _ in known_forms().get(scene.lower[at], ())}
    if "spéculer" in lemmas or (noun is not None and noun.realis == "UNCONFIRMED"):
        walk.weaken("UNCONFIRMED", at, "governor.speculation")
        walk.is_stopped = True
        return True
    return False


def _read_owner(walk: Walk, place: int, is_definite: bool, depth: int) -> bool:
    """Read the noun before 'de': 'la rumeur de son départ', 'l'annonce de son départ'."""
    scene = walk.scene
    at = place - 1
    while at >= 0 and (scene.doc[at].pos_ in ("ADJ", "ADV") or scene.lower[at] in MARKS):
        at -= 1
    if at < 0:
        return False
    word = scene.lower[at]
    if word in ("annonce", "annonces") and not is_definite:
        walk.weaken("PLANNED", at, "governor.announced")  # 'l'annonce d'embauches': announced, not yet done
    if scene.doc[at].pos_ in ("NOUN", "PROPN", "ADJ") and word in governor_nouns():
        walk.apply(governor_nouns()[word], at)
        if depth < _DEPTH and governor_nouns()[word].realis != "UNCONFIRMED":
            group = scene.doc[at].head.i
            if scene.doc[at].dep_ == "nsubj:pass" and masculine(scene.lower[group]) in word_set("undoing_participles"):
                walk.realis = "ACTUAL"
                walk.negate((group,), "participle.undoing")  # 'l'idée d'une fusion a été abandonnée'
                walk.is_stopped = True
                return True
            if (
                group != at
                and heads_clause(scene, group)
                and scene.doc[at].dep_ in ("obj", "obl:arg", "xcomp", "nmod", "conj")
            ):
                effects = governor_effect(scene, group)
                if effects is not None and not effects[0].is_true:
                    govern(walk, group, 0, is_clause=False)
                else:
                    climb(walk, group)
            elif denier_before(scene, at) is not None:
                govern(walk, denier_before(scene, at) or group, 0, is_clause=False)
        walk.is_stopped = True
        return True
    if heads_clause(scene, at):
        effects = governor_effect(scene, at)
        if effects is not None:
            govern(walk, at, 0, is_clause=True)
            return True
        return False
    if scene.doc[at].pos_ == "NOUN" and depth < _DEPTH:
        judge_noun(walk, at, at, depth + 1)
        return True
    return False


def _read_governor(walk: Walk, noun: int, is_definite: bool) -> None:
    """Apply the verb that the noun completes or is the subject of."""
    scene = walk.scene
    token = scene.doc[noun]
    governor = token.head.i
    has_copula = any(c.dep_ == "cop" for c in scene.doc[governor].children)
    if governor == noun and late_passive(scene, noun) is not None:
        govern(walk, late_passive(scene, noun) or governor, 0, is_clause=True)
        return
    if has_copula and scene.lower[governor].removesuffix("s") in ("candidat", "candidate"):
        climb(walk, governor)  # 'n'est pas candidat à sa réélection'
        return
    outside = verb_past_insertion(scene, noun)
    if outside is not None and outside != governor:
        govern(walk, outside, 0, is_clause=True)
        return
    if governor == noun or not (heads_clause(scene, governor) or has_copula):
        denier = denier_before(scene, noun)
        if denier is not None:
            govern(walk, denier, 0, is_clause=True)
            return
        if token.dep_ == "conj" and governor != noun and governor not in walk.nodes:
            _read_governor(walk, _first_of_list(scene, governor), is_definite)
        elif not is_definite and governor == noun and any(c.dep_ == "cop" for c in token.children):
            climb(walk, noun)
        return
    if token.dep_ == "nsubj:pass" and masculine(scene.lower[governor]) in word_set("undoing_participles"):
        climb(walk, governor)
        walk.negate((governor,), "participle.undoing")
        return
    if token.dep_.startswith("nsubj"):
        if not predicate(walk, noun, is_negated=False):
            as_subject(walk, governor, is_definite)
        return
    if token.dep_ in ("obj", "obl:arg", "xcomp", "ccomp", "iobj"):
        lemma = lemma_of(scene, governor)
        effects = governor_effect(scene, governor) if lemma not in cue_lists()["clause_governors"] else None
        group = group_of(scene, governor)
        if effects is not None and effects[0].is_true and not is_definite:
            climb(walk, governor)
        elif effects is not None and effects[0].name == "cause" and is_definite and group.tense == "conditional_past":
            walk.is_stopped = True  # 'aurait mené à l'éviction': the cause is rumour, the event is supposed
        elif effects is not None:
            govern(walk, governor, 0, is_clause=True)
        elif lemma in word_set("performing_verbs") or not is_definite:
            climb(walk, governor)
        else:
            as_subject(walk, governor, is_definite)
        return
    if lemma_of(scene, governor) in cue_lists()["oblique_governors"]:
        govern(walk, governor, 0, is_clause=False)  # 'planche sur un plan social'
    elif not is_definite:
        climb(walk, governor)


def _first_of_list(scene: Scene, index: int) -> int:
    """Return the noun that holds the place of a list in its clause, past complements that the parse put between."""
    token = scene.doc[index]
    for _ in range(4):
        if token.dep_ not in ("nmod", "conj", "appos", "flat:name") or heads_clause(scene, token.head.i):
            break
        token = token.head
    return int(token.i)
