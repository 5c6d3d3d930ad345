"""Words that undo or deny a noun, found where the parse lost the link between them.

Here: which word it is. Not here: what it makes of the event (nominal).
"""

from __future__ import annotations

from typing import Any

from depeche.language.events.factuality.governors import governor_effect
from depeche.language.events.factuality.moods import group_of, heads_clause, lemma_of
from depeche.language.events.factuality.wordlists import cue_lists
from depeche.language.events.grammar import borders, word_set
from depeche.language.events.scene import Scene
from depeche.language.quotes.reporting import stance_of

_DENIALS = frozenset(("deny", "exclude"))
_REFUSALS = frozenset(("failed", "set_aside"))
_CHARGED = 10  # tokens from a suit or sentence to what it is for
_INSERTED = 9  # tokens from an insertion to the noun
_INSERTION = 14  # tokens of an insertion


def late_passive(scene: Scene, noun: int) -> int | None:
    """Return the passive that a noun at the head of its sentence waits for, where the parse cut it off."""
    if noun > 2:
        return None
    for token in scene.doc[noun + 1 :]:
        if token.dep_ == "ROOT" and token.pos_ == "VERB":
            is_passive = any(child.dep_ == "aux:pass" for child in token.children)
            return int(token.i) if is_passive and governor_effect(scene, token.i) is not None else None
    return None


def denier_before(scene: Scene, noun: int, *, of_every: bool = False) -> int | None:
    """Return the verb of denial right before a noun and its article, whatever the parse made of it.

    `of_every`: before 'tout' a refusal denies, too ('refuse toute rencontre').
    """
    at = noun - 1
    while at >= 0 and (scene.doc[at].pos_ in ("DET", "ADJ") or scene.lower[at] in word_set("determiners")):
        at -= 1
    if at < 0 or not (heads_clause(scene, at) or scene.doc[at].pos_ == "ADJ"):
        return None
    effects = governor_effect(scene, at)
    names = _DENIALS | _REFUSALS if of_every else _DENIALS
    return at if effects is not None and effects[0].name in names else None


def verb_past_insertion(scene: Scene, noun: int) -> int | None:
    """Return the verb whose object or complement an insertion parts from it: 'réclame, de son côté, un audit'."""
    timed = _verb_past_time(scene, noun)
    if timed is not None:
        return timed
    at = noun - 1
    while at >= 0 and scene.lower[at] != "," and noun - at < _INSERTED:
        if scene.doc[at].pos_ not in ("DET", "ADJ", "ADP", "NOUN", "NUM") or scene.lower[at] in borders("insertions"):
            return None
        at -= 1
    if at < 1 or scene.lower[at] != ",":
        return None
    opening = next((i for i in range(at - 1, max(-1, at - _INSERTION), -1) if scene.lower[i] == ","), None)
    if opening is None or opening + 1 == at:
        return None
    first = scene.doc[opening + 1]
    if first.pos_ not in ("ADP", "PRON", "ADV") and stance_of(lemma_of(scene, first.i)) is None:
        return None
    before = opening - 1
    while before >= 0 and scene.doc[before].pos_ == "ADV":
        before -= 1
    return before if before >= 0 and heads_clause(scene, before) else None


def _verb_past_time(scene: Scene, noun: int) -> int | None:
    """Return the asking or planning verb that only a time parts from its object: 'réclame depuis mai le départ'."""
    at = noun - 1
    while at >= 0 and (scene.doc[at].pos_ in ("DET", "ADJ") or scene.lower[at] in word_set("determiners")):
        at -= 1
    if at < 0 or not _is_time(scene, at):
        return None
    while at >= 0 and (_is_time(scene, at) or scene.doc[at].pos_ in ("ADP", "DET", "ADV", "NUM")):
        at -= 1
    is_governor = at >= 0 and heads_clause(scene, at) and governor_effect(scene, at) is not None
    return at if is_governor else None


def _is_time(scene: Scene, at: int) -> bool:
    """Tell whether a token is of a date or names a time ('depuis des mois')."""
    return at in scene.dated or (scene.doc[at].pos_ == "NOUN" and scene.noun_kind(at)[0] == "time")


def is_charge(scene: Scene, pour: int) -> bool:
    """Tell whether 'pour' gives the charge of a suit or sentence: 'poursuivi pour rupture de contrat'."""
    for at in range(pour - 1, max(-1, pour - _CHARGED), -1):
        if scene.lower[at] in word_set("charging") or lemma_of(scene, at) in word_set("charging"):
            return True
        if scene.lower[at] in borders("charges"):
            return False
    return False


def relatives_of(scene: Scene, noun: int) -> list[Any]:
    """Return the verbs of the relative clauses whose subject a noun is, those hung on its 'de' complement included."""
    holders = [scene.doc[noun], *(c for c in scene.doc[noun].children if c.dep_ == "nmod" and c.i <= noun + 3)]
    return [
        child
        for holder in holders
        for child in holder.children
        if child.dep_ == "acl:relcl"
        and any(
            c.dep_.startswith("nsubj") and scene.lower[c.i] in word_set("relative_subjects") for c in child.children
        )
    ]


def undone_in_relative(scene: Scene, noun: int) -> int | None:
    """Return the verb of a relative clause by which a noun did not take place ('un audit qui n'a pas eu lieu')."""
    for child in relatives_of(scene, noun):
        if masculine(scene.lower[child.i]) in word_set("undoing_participles"):
            return int(child.i)
        group = group_of(scene, child.i)
        is_held = group.is_passive or lemma_of(scene, child.i) in word_set("taking_place")
        if group.negations and is_held and group.tense in ("past", "pluperfect", "present", "imperfect"):
            return int(child.i)
    return None


def fails(scene: Scene, verb: int) -> bool:
    """Tell whether a verb says that its subject did not come about: 'a échoué', 'est tombé à l'eau'."""
    failing = cue_lists()["failing"]
    lemma, group = lemma_of(scene, verb), group_of(scene, verb)
    if lemma in failing["verbs"]:
        return not group.negations
    if lemma in word_set("taking_place") and lemma not in cue_lists()["existence"]:
        return bool(group.negations)
    rest = " ".join(scene.lower[verb + 1 : verb + 6])
    return any(
        lemma == first and rest.startswith(words)
        for first, _, words in (idiom.partition(" ") for idiom in failing["idioms"])
    )


def masculine(word: str) -> str:
    """Return a participle without the endings of gender and number."""
    return word.removesuffix("s").removesuffix("e")
