"""What a governing word does to the event that it governs: verbs, nouns, adjectives, and reports of two verbs.

Here: one word and what the lists say of it. Not here: which word governs a clause (governing).
"""

from __future__ import annotations

from depeche.language.events.factuality.moods import group_of, lemma_of
from depeche.language.events.factuality.wordlists import Effect, cue_lists, governor_nouns, governors
from depeche.language.events.grammar import governing_adjectives, word_set
from depeche.language.events.scene import Scene
from depeche.language.events.triggers import is_reflexive

_DONE = frozenset(("past", "pluperfect"))
_OPENING = 2  # tokens of 'Pas question'
_COMPLEMENT = 6  # tokens after an adjective in which its complement begins


def governor_effect(scene: Scene, index: int) -> tuple[Effect, Effect] | None:
    """Return (plain, negated) effect of a governing verb, noun or adjective; None where the lists know none."""
    word = scene.lower[index]
    verb = cue_lists()["bare_nouns"].get(word)
    if verb is not None and index and scene.doc[index - 1].pos_ in ("ADV", "AUX"):
        plain, negated, _ = governors()[verb]  # 'il n'est pas question de partir'
        is_bare = scene.lower[index - 1] in word_set("closing_negations") and index <= _OPENING
        return (negated, negated) if is_bare else (plain, negated)  # 'Pas question de partir'

    if scene.doc[index].pos_ in ("NOUN", "PROPN") and word in governor_nouns():
        return governor_nouns()[word], governor_nouns()[word]
    if word in governing_adjectives() and _is_adjective(scene, index) and _has_complement(scene, index):
        effect = Effect("adjective", governing_adjectives()[word], False, False, False, False, False)
        return effect, effect
    lemma = lemma_of(scene, index)
    found = governors().get(lemma)
    if found is None or (lemma in cue_lists()["enabling"] and group_of(scene, index).tense in _DONE):
        return None
    plain, negated, needs_reflexive = found
    if needs_reflexive and not is_reflexive(scene, index):
        return None
    return plain, negated


def _is_adjective(scene: Scene, index: int) -> bool:
    """Tell whether a word that may be a participle is no part of an active compound tense ('a ouvert le score')."""
    if scene.doc[index].pos_ not in ("ADJ", "VERB", "NOUN"):
        return False
    auxiliaries = [child for child in scene.doc[index].children if child.dep_ == "aux:tense"]
    return not any(lemma_of(scene, child.i) == "avoir" for child in auxiliaries)


def _has_complement(scene: Scene, index: int) -> bool:
    """Tell whether 'à' or 'de' follows an adjective that governs ('ouvert à une vente', not 'est ouverte')."""
    return not (word_set("A") | word_set("DE")).isdisjoint(scene.lower[index + 1 : index + _COMPLEMENT])


def made_report(scene: Scene, index: int) -> str | None:
    """Return 'faire savoir', 'laisser entendre' where a verb is the second half of such a report."""
    before = lemma_of(scene, index - 1) if index else ""
    return f"{before} {lemma_of(scene, index)}" if before in word_set("verbs_of_made_reports") else None
