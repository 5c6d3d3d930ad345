"""Cues around a trigger that no governor carries: adverbs, fixed phrases, the question mark, a conditional near it."""

from __future__ import annotations

from depeche.language.events.factuality.conditions import condition_of
from depeche.language.events.factuality.moods import group_of, is_conditional, tense_of
from depeche.language.events.factuality.states import names_year
from depeche.language.events.factuality.walk import Walk
from depeche.language.events.factuality.wordlists import adverbs_among, cue_lists, forward_adverbs, states
from depeche.language.events.grammar import borders, word_set
from depeche.language.events.scene import Scene

_OPENING = frozenset(("«", "“", '"'))
_CLOSING = frozenset(("»", "”"))
_VOWED = frozenset(("governor.promise", "governor.exclude"))
_NEAR = 8  # tokens
_HABITUAL = ("present", "infinitive", "participle")  # "d'ordinaire, un maire battu s'en va"


def read_adverbs(walk: Walk, start: int, end: int) -> None:
    """Apply adverbs and fixed phrases of the clause; those beyond a terminator or in another clause don't reach it."""
    scene = walk.scene
    terminators = cue_lists()["terminators"]
    for words, realis in adverbs_among(scene.lower):
        size = len(words)
        for at in scene.places(words):
            if start <= at < end:
                continue
            if words in states() and names_year(scene, at + size):
                continue  # 'à l'horizon 2030' only says when
            low, high = (at + size, start) if at < start else (end, at)
            between = scene.lower[low:high]
            if (at > start and words in forward_adverbs()) or (realis == "QUESTION" and ":" in between):
                continue
            opens = realis == "GENERIC" and at == 0 and borders("adverbs_of_habit").isdisjoint(between)
            if any(word in terminators for word in between) or not (
                opens or _reaches(scene, walk, at, size, high - low, at < start)
            ):
                continue
            if at < start and _is_before_antecedent(scene, walk, at):
                continue
            if realis == "GENERIC" and group_of(scene, walk.nodes[0]).tense not in _HABITUAL:
                continue
            if size == 1 and _is_of_adjective(scene, at, start):
                continue
            walk.weaken(realis, at, "adverb." + "_".join(words))


def _reaches(scene: Scene, walk: Walk, at: int, size: int, distance: int, is_before: bool) -> bool:
    """Tell whether an adverb belongs to a clause on the way, or introduces it."""
    if size > 1 and scene.lower[at + size - 1] in word_set("ending_adverbials"):
        return is_before and _opens(scene, walk, at + size)
    if distance <= 1:
        return is_before or size == 1
    heads = {scene.doc[i].head.i for i in range(at, at + size)} | set(range(at, at + size))
    if heads & set(walk.nodes):
        return True
    if not is_before or distance > 12:
        return False
    between = scene.lower[at + size : at + size + distance]
    if size == 1:
        return borders("adverbs").isdisjoint(between) and not any(
            scene.doc[i].pos_ == "VERB" for i in range(at + 1, at + 1 + distance)
        )
    return borders("adverbials").isdisjoint(between) or (at == 0 and size > 2)


def _is_before_antecedent(scene: Scene, walk: Walk, at: int) -> bool:
    """Tell whether a word stands before the noun that a participle describes: 'peut-être romprait-il le bail signé'."""
    token = scene.doc[walk.nodes[0]]
    return token.dep_ == "acl" and token.pos_ == "VERB" and walk.is_stopped and at < token.head.i < token.i


def _is_of_adjective(scene: Scene, at: int, start: int) -> bool:
    """Tell whether an adverb bears on the adjective after a noun only ('des débats parfois vifs')."""
    if not start < at < len(scene.doc) - 1 or scene.doc[at - 1].pos_ != "NOUN":
        return False
    return bool(scene.doc[at + 1].pos_ == "ADJ" and scene.doc[at + 1].dep_ == "amod")


def _opens(scene: Scene, walk: Walk, at: int) -> bool:
    """Tell whether the first verb or noun after 'sur le point de' is on the way."""
    first = next((i for i in range(at, len(scene.doc)) if scene.doc[i].pos_ in ("VERB", "AUX", "NOUN", "PROPN")), None)
    if first is None:
        return False
    reach = {first}
    while scene.doc[first].pos_ == "AUX" and scene.doc[first].head.i > first:
        first = scene.doc[first].head.i
        reach.add(first)
    return bool(reach & set(walk.nodes))


def read_near_conditional(walk: Walk, start: int) -> None:
    """Never call actual what stands beside a conditional in the same clause, whatever the parse made of it."""
    scene = walk.scene
    if walk.is_stopped or walk.realis != "ACTUAL" or walk.is_negative:
        return
    for at in range(start - 1, max(-1, start - _NEAR), -1):
        if scene.lower[at] in borders("conditionals_near"):
            return
        if is_conditional(scene, at):
            walk.weaken("UNCONFIRMED", at, "conditional.near")
            return


def read_open_condition(walk: Walk) -> None:
    """Take what is promised or left open under a condition for hypothetical: 'n'exclut pas de partir s'il perd'.

    What is threatened, planned or wished for stays so: 'menace de partir', 'compte partir s'il perd'.
    """
    scene = walk.scene
    if walk.realis not in ("PLANNED", "POSSIBLE") or tense_of(scene, walk.nodes[0]) != "infinitive":
        return
    if _VOWED.isdisjoint(cue.rule for cue in walk.cues):
        return
    si = condition_of(scene, walk.nodes[0])
    if si is not None and si > walk.nodes[0]:
        walk.weaken("HYPOTHETICAL", si, "condition.of_infinitive")


def read_programme(walk: Walk, start: int) -> None:
    """Take what a quotation that opens with an infinitive says for a plan: ': « Convaincre l'État, en menant … »'."""
    scene = walk.scene
    if walk.is_stopped or walk.realis != "ACTUAL":
        return
    for at in range(start - 1, 0, -1):
        if scene.lower[at] in _CLOSING:
            return
        if scene.lower[at] in _OPENING:
            is_programme = scene.lower[at - 1] == ":" and tense_of(scene, at + 1) == "infinitive"
            if is_programme and at + 1 < start:
                walk.weaken("PLANNED", at + 1, "infinitive.programme")
            return


def read_question(walk: Walk) -> None:
    """Weaken what the main clause of a question says; 'pourquoi a-t-il été licencié ?' supposes it."""
    scene = walk.scene
    if "?" not in scene.lower[-3:]:
        return
    if walk.is_stopped and not (walk.realis == "PLANNED" and scene.lower[0] == "qui"):
        return  # 'qui dirigera l'usine ?', 'qui pour diriger l'usine ?' ask
    opening = scene.lower[:4]
    tense = group_of(scene, walk.nodes[-1]).tense if walk.nodes else "present"
    if tense in ("past", "pluperfect") and any(word in cue_lists()["presupposing_questions"] for word in opening):
        return
    walk.weaken("QUESTION", len(scene.doc) - 1 if scene.lower[-1] == "?" else scene.lower.index("?"), "question.mark")
