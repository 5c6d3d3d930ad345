"""How a nominal trigger is presented: its adjectives, its article, what stands before it, the verb that it completes.

A definite noun is presupposed ('l'éviction du patron a surpris') unless its governor says otherwise; an indefinite one
shares its clause.
"""

from __future__ import annotations

from depeche.language.events.factuality.attributes import (
    read_adjectives,
    read_announced,
    read_foreseen,
    read_undoing,
    weigher_of_past,
)
from depeche.language.events.factuality.complements import GOVERNED, read_governor
from depeche.language.events.factuality.experience import is_of_experience
from depeche.language.events.factuality.governors import governor_effect
from depeche.language.events.factuality.moods import group_of, heads_clause, lemma_of
from depeche.language.events.factuality.nouns import (
    MARKS,
    article_before,
    clause_verb,
    is_habitual,
    preposition_before,
    ruling_tense,
)
from depeche.language.events.factuality.path import climb, govern, note_reports
from depeche.language.events.factuality.predicates import predicate
from depeche.language.events.factuality.states import read_identity, read_lack, read_state
from depeche.language.events.factuality.toward import read_toward
from depeche.language.events.factuality.undoing import (
    denier_before,
    fails,
    is_charge,
    masculine,
)
from depeche.language.events.factuality.walk import Walk
from depeche.language.events.factuality.wordlists import cue_lists, governor_nouns, known_forms
from depeche.language.events.grammar import word_set
from depeche.language.events.scene import Scene

_DEPTH = 3
_GOVERNED_OWNER = ("obj", "obl:arg", "xcomp", "nmod", "conj")
_CAMPAIGN = 5  # tokens before a purpose in which a word may make it something asked for


def judge_noun(walk: Walk, noun: int, start: int, depth: int = 0) -> None:
    """Read the cues around a noun that evokes an event, then those of what governs it."""
    scene = walk.scene
    walk.nodes.append(noun)
    read_adjectives(walk, noun)
    if read_undoing(walk, noun):
        return
    at, article = article_before(scene, start)
    if not article and scene.word(noun + 1) == "!":
        walk.weaken("REQUESTED", noun + 1, "noun.slogan")  # '« Martin démission ! »'
    if article in word_set("no_determiners"):
        _read_none(walk, noun, start)
        return
    denier = denier_before(scene, noun, of_every=True) if article in word_set("tout") else None
    if denier is not None:
        govern(walk, denier, 0, is_clause=True)
        return  # 'dément tout rachat'
    if article in word_set("every") and is_habitual(scene, noun):
        walk.weaken("GENERIC", start - 1, "article.every")
        walk.is_stopped = True
        return
    is_definite = article in word_set("definite_articles")
    read_foreseen(walk, noun)
    read_announced(walk, noun)
    weigher = weigher_of_past(scene, noun)
    if weigher is not None:
        climb(walk, weigher, own_negation=False)
        return  # 'débattent de la grève d'hier'
    if read_state(walk, noun) or read_identity(walk, at if article else at + 1):
        return
    preposition, place = preposition_before(scene, at)
    if preposition and _read_preposition(walk, noun, preposition, place, is_definite, depth):
        return
    read_governor(walk, noun, is_definite)


def _read_none(walk: Walk, noun: int, start: int) -> None:
    """Read 'aucun' before a noun: the event is negated, with what its clause says of it."""
    walk.negate((start - 1,), "negation.article")
    clause = clause_verb(walk.scene, noun)
    if clause is not None:
        note_reports(walk, clause)
    if predicate(walk, noun, is_negated=True):
        return
    is_governed = clause is not None and walk.scene.doc[noun].dep_ in GOVERNED
    if clause is not None and is_governed and group_of(walk.scene, clause).tense in ("infinitive", "future"):
        climb(walk, clause, own_negation=False)  # 's'engage à ne procéder à aucun licenciement'
    walk.is_stopped = True


def _read_preposition(walk: Walk, noun: int, preposition: str, place: int, is_definite: bool, depth: int) -> bool:
    """Apply a preposition; tell whether it settles the matter."""
    if _read_listed(walk, noun, preposition, place):
        walk.is_stopped = True
        return True
    if preposition == "sur":
        return _read_speculation(walk, place)
    if preposition in word_set("fighting") and walk.scene.lower[noun] in cue_lists()["announced_ahead"]["nouns"]:
        walk.weaken("PLANNED", place, "preposition.against")  # 'en grève contre la fermeture de l'usine'
        walk.is_stopped = True
        return True
    if preposition in word_set("A") and place and _bears_on(walk.scene, place - 1):
        walk.apply(governor_nouns()[walk.scene.lower[place - 1]], place - 1)  # 'a mis son veto au rachat'
        walk.is_stopped = True
        return True
    if read_toward(walk, noun, preposition, place):
        return True
    if preposition in word_set("DE"):
        return _read_owner(walk, place, is_definite, depth)
    return False


def _bears_on(scene: Scene, at: int) -> bool:
    """Tell whether a noun says that what its 'à' names is not, or is asked for ('leur appel à la grève')."""
    effect = governor_nouns().get(scene.lower[at])
    is_said = effect is not None and (effect.is_negative or effect.realis == "REQUESTED")
    return is_said and scene.doc[at].pos_ == "NOUN"


def _read_listed(walk: Walk, noun: int, preposition: str, place: int) -> bool:
    """Apply a preposition of the lists, which ends the walk; tell whether it is one."""
    scene = walk.scene
    lists = cue_lists()["prepositions"]
    if preposition in lists["presupposed"]:
        walk.note(place, "certain", "preposition.presupposed")
    elif preposition in lists["before"]:
        if ruling_tense(scene, noun) in ("future", "conditional", "duty") or _is_put_off(scene, noun):
            walk.weaken("PLANNED", place, "preposition.before")
    elif preposition in lists["HYPOTHETICAL"]:
        walk.weaken("HYPOTHETICAL", place, "preposition.condition")
    elif preposition in lists["without"]:
        is_open = ruling_tense(scene, noun) in ("conditional", "future", "conditional_past")
        if is_open:
            walk.weaken("HYPOTHETICAL", place, "preposition.without")
        if not is_open or preposition != "sans":  # 'sans accord, ils partiraient' leaves it open
            walk.negate((place,), "preposition.without")
            clause = clause_verb(scene, noun)
            if clause is not None and is_of_experience(scene, clause):
                walk.weaken("GENERIC", place, "preposition.of_experience")  # 'n'a jamais fermé sans préavis'
    elif preposition == "pour" and (is_charge(scene, place) or (walk.shares_purpose and _shares_clause(walk, noun))):
        if not walk.shares_purpose:
            walk.weaken("UNCONFIRMED", place, "preposition.charge")
    elif preposition in lists["PLANNED"] and preposition != "vers":
        asks = not word_set("campaigning").isdisjoint(scene.lower[max(0, place - _CAMPAIGN) : place])
        walk.weaken("REQUESTED" if asks else "PLANNED", place, "preposition.purpose")
    else:
        return False
    return True


def _is_put_off(scene: Scene, noun: int) -> bool:
    """Tell whether something was not wished for before a noun: 'n'a pas souhaité parler avant son arrivée'."""
    verb = clause_verb(scene, noun)
    wish = scene.doc[verb].head.i if verb is not None else None
    if verb is None or wish is None or lemma_of(scene, wish) not in word_set("wishing"):
        return False
    return group_of(scene, verb).tense == "infinitive" and bool(group_of(scene, wish).negations)


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
    if not word_set("speculating").isdisjoint(lemmas) or (noun is not None and noun.realis == "UNCONFIRMED"):
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
    is_measure = scene.lower[walk.nodes[0]] in cue_lists()["announced_ahead"]["nouns"]
    if word in word_set("announcements") and (is_measure or not is_definite):
        walk.weaken("PLANNED", at, "governor.announced")  # 'l'annonce d'embauches': announced, not yet done
    if scene.doc[at].pos_ in ("NOUN", "PROPN", "ADJ") and word in governor_nouns():
        walk.apply(governor_nouns()[word], at)
        read_lack(walk, at)
        if depth < _DEPTH and governor_nouns()[word].realis != "UNCONFIRMED":
            _read_over_owner(walk, at)
        walk.is_stopped = True
        return True
    if heads_clause(scene, at):
        if governor_effect(scene, at) is None:
            return False
        govern(walk, at, 0, is_clause=True)
        return True
    if scene.doc[at].pos_ == "NOUN" and depth < _DEPTH:
        judge_noun(walk, at, at, depth + 1)
        return True
    return False


def _read_over_owner(walk: Walk, owner: int) -> None:
    """Read what governs the noun before 'de': 'l'idée d'une fusion a été abandonnée'."""
    scene = walk.scene
    token = scene.doc[owner]
    group = token.head.i
    if token.dep_.startswith("nsubj") and fails(scene, group):
        walk.realis = "ACTUAL"
        walk.negate((group,), "predicate.failing")
    elif token.dep_ == "nsubj:pass" and masculine(scene.lower[group]) in word_set("undoing_participles"):
        walk.realis = "ACTUAL"
        walk.negate((group,), "participle.undoing")
    elif group != owner and heads_clause(scene, group) and token.dep_ in _GOVERNED_OWNER:
        effects = governor_effect(scene, group)
        if effects is not None and not effects[0].is_true:
            govern(walk, group, 0, is_clause=False)
        else:
            climb(walk, group)
    else:
        denier = denier_before(scene, owner)
        if denier is not None:
            govern(walk, denier, 0, is_clause=False)
