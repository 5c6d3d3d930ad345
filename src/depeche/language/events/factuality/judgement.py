"""Realis and polarity of a trigger, with the cues that decided and the reporting words on the way."""

from __future__ import annotations

from typing import NamedTuple

from depeche.language.events.factuality.governors import governor_effect
from depeche.language.events.factuality.moods import lemma_of
from depeche.language.events.factuality.nominal import judge_noun
from depeche.language.events.factuality.path import climb
from depeche.language.events.factuality.surroundings import (
    read_adverbs,
    read_near_conditional,
    read_open_condition,
    read_programme,
    read_question,
)
from depeche.language.events.factuality.walk import Walk
from depeche.language.events.factuality.wordlists import cue_lists
from depeche.language.events.grammar import word_set
from depeche.language.events.scene import Scene
from depeche.language.events.triggers import Trigger
from depeche.model import Cue, Polarity, Realis


class Judgement(NamedTuple):
    """How the text presents an event; `reports` are the reporting verbs that govern it, innermost first."""

    realis: Realis
    polarity: Polarity
    cues: tuple[Cue, ...]
    reports: tuple[int, ...]
    askers: tuple[int, ...]  # the verbs whose subject asks for the event or rules it out, innermost first
    nodes: tuple[int, ...]
    is_presupposed: bool  # nothing beyond the nodes bears on the event


def judge(scene: Scene, trigger: Trigger, *, shares_purpose: bool = False) -> Judgement:
    """Return realis and polarity of one trigger; `shares_purpose`: 'venu pour signer' is as sure as 'venu'."""
    covered = range(trigger.start, trigger.end) if trigger.has_negation else range(0)
    walk = Walk(
        scene,
        realis=trigger.entry.realis or "ACTUAL",
        shares_purpose=shares_purpose,
        covered=covered,
        is_negative=trigger.entry.is_negative,
        is_process=trigger.entry.type == "CONTACT.MEET_NEGOTIATE",
        is_filed=trigger.entry.type in ("LEGAL.ACTION", "CONTACT.REQUEST"),
        opens_later=trigger.entry.type in ("CONTACT.REQUEST", "CONFLICT.THREATEN") or _foresees(scene, trigger),
    )
    head = _noun_within(scene, trigger)
    if trigger.category == "noun" or _is_nominal(scene, head):
        judge_noun(walk, head, trigger.start)
    else:
        climb(walk, trigger.head)
    _read_asking(walk, trigger)
    _read_denied_state(walk, trigger)
    read_open_condition(walk)
    read_adverbs(walk, trigger.start, trigger.end)
    read_question(walk)
    read_programme(walk, trigger.start)
    read_near_conditional(walk, trigger.start)
    if trigger.entry.realis is not None:
        walk.note(trigger.head, "certain", "entry")
    cues = tuple(sorted(set(walk.cues), key=lambda cue: (cue.start, cue.end, cue.kind, cue.rule)))
    polarity: Polarity = "negative" if walk.is_negative else "positive"
    reports, askers, nodes = tuple(walk.reports), tuple(walk.askers), tuple(walk.nodes)
    return Judgement(walk.realis, polarity, cues, reports, askers, nodes, walk.is_stopped)


def _read_asking(walk: Walk, trigger: Trigger) -> None:
    """Take what an expression asks for as asked for: 'a demandé un audit' is no audit yet."""
    asked = cue_lists()["asked_for"]
    if trigger.entry.type in asked["types"] and lemma_of(walk.scene, trigger.head) in asked["verbs"]:
        walk.weaken("REQUESTED", trigger.head, "entry.asks")


def _read_denied_state(walk: Walk, trigger: Trigger) -> None:
    """Take a state that looks ahead, and is denied, for what is: 'n'est pas à vendre', 'n'est pas en lice'."""
    is_state = trigger.category != "noun" and lemma_of(walk.scene, trigger.head) == "être"
    denied = {"negation.clause"} == {cue.rule for cue in walk.cues}
    if is_state and denied and walk.realis == trigger.entry.realis == "PLANNED":
        walk.realis = "ACTUAL"


def _noun_within(scene: Scene, trigger: Trigger) -> int:
    """Return the noun of an expression that opens with its adjective ('nouveaux administrateurs'), else its head."""
    noun = scene.doc[trigger.head].head.i
    is_first = trigger.category == "noun" and scene.doc[trigger.head].pos_ == "ADJ"
    return int(noun) if is_first and trigger.head < noun < trigger.end else trigger.head


def _is_nominal(scene: Scene, head: int) -> bool:
    """Tell whether the verb form of an expression stands as a noun ('toute entrée au capital')."""
    is_noun = scene.doc[head].pos_ == "NOUN" and head > 0
    return is_noun and (scene.doc[head - 1].pos_ == "DET" or scene.lower[head - 1] in word_set("determiners"))


def _foresees(scene: Scene, trigger: Trigger) -> bool:
    """Tell whether a trigger outside the ontology is itself the plan or request that a later date belongs to."""
    effects = governor_effect(scene, trigger.head) if trigger.entry.type == "OTHER" else None
    return effects is not None and effects[0].name in ("plan", "request", "promise", "threat")
