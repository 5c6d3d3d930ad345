"""What the tense and mood of a verb on the way say of the event: future, conditional, a present with a later date.

Here: one verb group. Not here: its form (moods), what governs its clause (path).
"""

from __future__ import annotations

from depeche.language.events.factuality.conditions import apodosis_of, condition_of
from depeche.language.events.factuality.experience import is_of_every
from depeche.language.events.factuality.governing import Link
from depeche.language.events.factuality.governors import governor_effect
from depeche.language.events.factuality.moods import group_of, lemma_of
from depeche.language.events.factuality.walk import Walk
from depeche.language.events.factuality.wordlists import cue_lists, known_forms
from depeche.language.events.grammar import wordings
from depeche.language.events.scene import Scene
from depeche.language.quotes.reporting import stance_of

_LIMIT = 9  # characters of 'jusqu'en '
_SOON = 60  # characters from a verb to its date
PAST = frozenset(("past", "pluperfect", "imperfect", "past_infinitive"))


def read_tense(walk: Walk, index: int, tense: str, finite: int | None, link: Link) -> None:
    """Weaken a walk by the tense of a verb: what lies ahead is planned, a conditional reports or supposes."""
    scene = walk.scene
    at = finite if finite is not None else index
    lemma = lemma_of(scene, at)
    is_asked = walk.opens_later and len(walk.nodes) == 1
    if tense in ("future", "future_past"):
        walk.weaken("HYPOTHETICAL" if condition_of(scene, index) is not None else "PLANNED", at, "tense.future")
    elif tense in ("conditional", "conditional_past"):
        if apodosis_of(scene, index, tense) is not None:
            walk.weaken("HYPOTHETICAL", at, "conditional.apodosis")
        elif tense == "conditional" and _is_future_in_past(scene, link):
            walk.weaken("PLANNED", at, "conditional.future_in_past")
        elif lemma in cue_lists()["modals"] or (lemma in cue_lists()["wishes"] and tense == "conditional"):
            if len(walk.nodes) == 1:  # the modal is the event that is asked for
                walk.weaken(cue_lists()["modals"].get(lemma, "REQUESTED"), at, "modal.own")
        else:
            walk.weaken("UNCONFIRMED", at, "conditional.rumour")
        walk.note(at, "conditional", "conditional.form")
    elif tense == "imperfect" and _is_unreal(scene, index):
        walk.weaken("HYPOTHETICAL", at, "imperfect.apodosis")
    elif (tense == "present" or finite == index) and is_of_every(scene, index):
        walk.weaken("GENERIC", at, "subject.every")
    elif _may_be_present(scene, index, tense, finite) and not is_asked and _is_dated_later(scene, index):
        walk.weaken("PLANNED", at, "tense.present_dated_later")


def _is_unreal(scene: Scene, index: int) -> bool:
    """Tell whether a main clause says what would have come about: 'si X n'avait pas payé, on fermait l'usine'."""
    si = condition_of(scene, index)
    return si is not None and any(
        group_of(scene, at).tense == "pluperfect" for at in range(si + 1, index) if scene.doc[at].pos_ == "VERB"
    )


def _may_be_present(scene: Scene, index: int, tense: str, finite: int | None) -> bool:
    """Tell whether a verb is in the present, or in a simple past that looks like it ('se réunit vendredi')."""
    readings = known_forms().get(scene.lower[index], ()) if finite == index else ()
    return tense == "present" or any(reading == "present" for _, reading in readings)


def _is_future_in_past(scene: Scene, link: Link) -> bool:
    """Tell whether the clause is the content of a report in the past ('a annoncé qu'il rejoindrait')."""
    if link.kind != "content" or link.governor is None:
        return False
    lemma = lemma_of(scene, link.governor)
    before = link.governor - 1
    if lemma == "savoir" and before >= 0 and lemma_of(scene, before) == "faire":
        return group_of(scene, before).tense in PAST  # 'a fait savoir qu'il partirait'
    tense = group_of(scene, link.governor).tense
    if tense in ("gerund", "infinitive"):
        tense = group_of(scene, scene.doc[link.governor].head.i).tense  # 'est sorti en annonçant qu'il partirait'
    return tense in PAST and (stance_of(lemma) is not None or governor_effect(scene, link.governor) is not None)


def _is_dated_later(scene: Scene, index: int) -> bool:
    """Tell whether a date of the clause lies after the day of publication ('quitte le groupe en mai prochain')."""
    reference = scene.reading.reference
    if reference.on is None or reference.granularity != "day":
        return False
    for date in scene.reading.dates:
        if not scene.sentence.start <= date.start < scene.sentence.end or date.date_start is None:
            continue
        before = scene.reading.view[max(0, date.start - _LIMIT) : date.start].replace("’", "'")
        if before.endswith(wordings("until")):
            continue
        if date.date_start > reference.on and abs(date.start - scene.end(index)) < _SOON:
            return True
    return False
