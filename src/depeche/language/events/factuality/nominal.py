"""How a nominal trigger is presented: its adjectives, its article, what stands before it, the verb that it completes.

A definite noun is presupposed ('l'éviction du patron a surpris') unless its governor says otherwise; an indefinite one
shares its clause.
"""

from __future__ import annotations

from depeche.language.events.factuality.conditions import condition_of
from depeche.language.events.factuality.governing import governor_effect
from depeche.language.events.factuality.moods import group_of, heads_clause, lemma_of
from depeche.language.events.factuality.nouns import (
    MARKS,
    article_before,
    clause_tense,
    clause_verb,
    preposition_before,
)
from depeche.language.events.factuality.path import climb, govern
from depeche.language.events.factuality.undoing import denier_before, late_passive, masculine
from depeche.language.events.factuality.walk import Walk
from depeche.language.events.factuality.wordlists import adjectives, cue_lists, governor_nouns, known_forms
from depeche.language.events.grammar import word_set
from depeche.language.events.scene import Scene

_DEPTH = 3


def judge_noun(walk: Walk, noun: int, start: int, depth: int = 0) -> None:
    """Read the cues around a noun that evokes an event, then those of what governs it."""
    scene = walk.scene
    walk.nodes.append(noun)
    _read_adjectives(walk, noun)
    if _read_undoing(walk, noun):
        return
    at, article = article_before(scene, start)
    if article in ("aucun", "aucune", "nul", "nulle"):
        walk.negate((start - 1,), "negation.article")
        if _predicate(walk, noun, is_negated=True):
            return
        walk.is_stopped = True
        return
    if article in ("tout", "toute", "chaque") and clause_tense(scene, noun) == "present":
        walk.weaken("GENERIC", start - 1, "article.every")
        walk.is_stopped = True
        return
    is_definite = article in word_set("definite_articles")
    preposition, place = preposition_before(scene, at)
    if preposition and _read_preposition(walk, noun, preposition, place, is_definite, depth):
        return
    _read_governor(walk, noun, is_definite)


def _read_adjectives(walk: Walk, noun: int) -> None:
    scene = walk.scene
    near = [c.i for c in scene.doc[noun].children if c.dep_ in ("amod", "acl")]
    near += [i for i in (noun - 1, noun + 1) if 0 <= i < len(scene.doc)]
    for at in sorted(set(near)):
        realis = adjectives().get(scene.lower[at])
        if realis is not None and realis != "GENERIC" and abs(at - noun) <= 4:
            walk.weaken(realis, at, "adjective")
    for child in (scene.doc[noun].head,):
        copula = any(c.dep_ in ("cop", "aux:pass") for c in child.children)
        if copula and scene.doc[noun].dep_.startswith("nsubj"):
            for index in (*range(noun + 1, child.i + 1), *(c.i for c in child.children)):
                if adjectives().get(scene.lower[index]) == "GENERIC" or scene.lower[index] in word_set("habits"):
                    walk.weaken("GENERIC", index, "adjective.generic")


def _read_undoing(walk: Walk, noun: int) -> bool:
    """Read a participle that undoes the event: 'fusion démentie', 'le rachat avorté de X'."""
    scene = walk.scene
    near = {c.i for c in scene.doc[noun].children if c.dep_ in ("amod", "acl")} | {noun + 1}
    for at in sorted(i for i in near if noun < i <= noun + 3 and i < len(scene.doc)):
        if masculine(scene.lower[at]) in word_set("undoing_participles"):
            walk.negate((at,), "participle.undoing")
            walk.is_stopped = True
            return True
    return False


def _read_preposition(walk: Walk, noun: int, preposition: str, place: int, is_definite: bool, depth: int) -> bool:
    """Apply a preposition; tell whether it settles the matter."""
    scene = walk.scene
    lists = cue_lists()["prepositions"]
    if preposition in lists["presupposed"]:
        walk.note(place, "certain", "preposition.presupposed")
        walk.is_stopped = True
        return True
    if preposition in lists["before"]:
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
        if not _predicate(walk, noun, is_negated=False):
            _as_subject(walk, governor, is_definite)
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
            _as_subject(walk, governor, is_definite)
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


def _as_subject(walk: Walk, governor: int, is_definite: bool) -> None:
    """Read the clause of an ordinary verb: a definite noun is presupposed, unless the clause is only foreseen."""
    scene = walk.scene
    group = group_of(scene, governor)
    if not is_definite:
        climb(walk, governor)
        return
    at = group.finite if group.finite is not None else governor
    if group.tense == "future":
        walk.weaken("PLANNED", at, "noun.before_future")
    elif group.tense == "conditional" and condition_of(scene, governor) is not None:
        walk.weaken("HYPOTHETICAL", at, "noun.before_conditional")
    elif group.tense == "conditional":
        lemma = lemma_of(scene, at)
        walk.weaken(
            "POSSIBLE" if lemma == "pouvoir" else "PLANNED" if lemma == "devoir" else "UNCONFIRMED",
            at,
            "noun.before_conditional",
        )
    walk.is_stopped = True


def _predicate(walk: Walk, noun: int, *, is_negated: bool) -> bool:
    """Read a predicate that says whether the event takes place ('aura lieu', 'est prévu', 'reste possible')."""
    scene = walk.scene
    if not scene.doc[noun].dep_.startswith("nsubj"):
        return False
    governor = scene.doc[noun].head.i
    word, lemma = scene.lower[governor], lemma_of(scene, governor)
    if (
        not is_negated
        and lemma not in cue_lists()["existence"]
        and word not in cue_lists()["existence"]
        and not any(word in listed for listed in cue_lists()["existence_effects"].values())
    ):
        return False
    for realis, listed in cue_lists()["existence_effects"].items():
        complements = {scene.lower[c.i] for c in scene.doc[governor].children}
        if word in listed or lemma in listed or (lemma == "rester" and complements & set(listed)):
            walk.weaken(realis, governor, "predicate")
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
