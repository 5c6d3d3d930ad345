"""Walk from a trigger to its main clause and let every cue on the way weaken or negate it.

Here: clauses and governors. Nouns start in `nominal`; adverbs and questions are in `surroundings`, lists in cues.yml.
"""

from __future__ import annotations

from depeche.language.events.factuality.conditions import condition_of
from depeche.language.events.factuality.experience import (
    is_of_any,
    is_of_experience,
    is_of_seen,
    is_whenever,
    never_of_experience,
)
from depeche.language.events.factuality.governing import Link, find_link
from depeche.language.events.factuality.governors import governor_effect, made_report
from depeche.language.events.factuality.moods import Group, group_of, is_conditional, lemma_of
from depeche.language.events.factuality.tenses import PAST, read_tense
from depeche.language.events.factuality.undoing import verb_past_insertion
from depeche.language.events.factuality.walk import Walk
from depeche.language.events.factuality.wordlists import Effect, cue_lists
from depeche.language.events.grammar import word_set
from depeche.language.events.scene import Scene
from depeche.language.events.triggers import is_reflexive
from depeche.language.quotes.reporting import Stance, stance_of

_DEPTH = 8


def climb(walk: Walk, index: int, *, own_tense: bool = True, own_negation: bool = True, depth: int = 0) -> None:
    """Read the clause that a verb heads, then go on to what governs it."""
    if depth > _DEPTH or index in walk.nodes:
        return
    scene = walk.scene
    walk.nodes.append(index)
    group = group_of(scene, index)
    link = find_link(scene, index)
    if own_negation and group.negations and not any(at in walk.covered for at in group.negations):
        if _read_experience(walk, index, group):
            return
        walk.negate(group.negations, "negation.clause")
    if own_tense:
        read_tense(walk, index, group.tense, group.finite, link)
    _read_link(walk, index, link, depth)


def _read_experience(walk: Walk, index: int, group: Group) -> bool:
    """Call general what a 'jamais' of all time denies ('on n'a jamais vu une usine fermer'); tell whether one does."""
    never = never_of_experience(walk.scene, index, group)
    if never is None:
        return False
    walk.negate(group.negations, "negation.clause")
    walk.weaken("GENERIC", never, "negation.experience")
    walk.is_stopped = True
    return True


def _read_link(walk: Walk, index: int, link: Link, depth: int) -> None:
    scene = walk.scene
    if link.kind == "condition":
        walk.weaken("HYPOTHETICAL", link.cue if link.cue is not None else index, "condition.si")
        head = scene.doc[index].head.i
        if head != index and not walk.reports:
            note_reports(walk, head)  # 'a prévenu qu'il partirait si l'offre était retirée'
        walk.is_stopped = True
    elif link.kind in ("true", "relative"):
        if link.cue is not None and link.kind == "true" and is_whenever(scene, index, link.cue):
            walk.weaken("GENERIC", link.cue, "subjunction.whenever")
        elif link.cue is not None and link.kind == "true":
            walk.note(link.cue, "certain", "subjunction.presupposed")
        elif link.kind == "relative" and is_of_seen(scene, index):
            walk.weaken("GENERIC", index, "relative.of_experience")
        elif link.kind == "relative" and is_of_any(scene, index):
            walk.weaken("GENERIC", index, "relative.of_any")
        walk.is_stopped = True
    elif link.kind == "before":
        tense = group_of(scene, link.governor).tense if link.governor is not None else ""
        is_told = tense == "present" and link.governor is not None and _is_report(scene, link.governor)
        if tense in ("future", "conditional", "present") and not is_told:  # 'affirme-t-il, avant d'accuser X'
            walk.weaken("PLANNED", link.cue if link.cue is not None else index, "subjunction.before")
        elif link.governor is not None and group_of(scene, link.governor).tense == "infinitive":
            climb(walk, link.governor, own_negation=False, depth=depth + 1)  # 'doit passer une visite avant de signer'
        elif link.governor is not None and group_of(scene, link.governor).tense == "conditional_past":
            climb(walk, link.governor, own_negation=False, depth=depth + 1)  # 'aurait protesté avant d'être renvoyé'
        walk.is_stopped = True
    elif link.kind == "purpose":
        _read_purpose(walk, index, link, depth)
    elif link.kind == "without":
        walk.negate((link.cue if link.cue is not None else index,), "subjunction.without")
        if is_of_experience(scene, scene.doc[index].head.i):
            walk.weaken("GENERIC", index, "subjunction.of_experience")  # 'n'a jamais renvoyé un chef sans le prévenir'
        walk.is_stopped = True
    elif link.kind == "content" and link.governor is None and _is_wish(scene, index, link.cue):
        walk.weaken("REQUESTED", link.cue if link.cue is not None else index, "subjunction.wish")
    elif link.kind == "question":
        walk.weaken("QUESTION", link.cue if link.cue is not None else index, "question.indirect")
    elif link.kind == "shared" and link.governor is not None:
        climb(walk, link.governor, own_tense=link.shares_tense, own_negation=link.shares_tense, depth=depth + 1)
    elif link.governor is not None:
        govern(walk, link.governor, depth, is_clause=link.kind == "content")
    elif link.kind in ("root", "infinitive") and group_of(scene, index).tense == "infinitive":
        opens = depth == 0 and (index == 0 or (index <= 2 and scene.doc[index].dep_ in ("csubj", "nsubj")))
        walk.weaken("GENERIC" if opens else "PLANNED", index, "infinitive.alone")


def _is_wish(scene: Scene, index: int, que: int | None) -> bool:
    """Tell whether a clause with a 'que' at its head calls for something: '« Qu'il parte »'."""
    is_first = que is not None and (que == 0 or scene.lower[que - 1] in word_set("before_wishes"))
    return is_first and group_of(scene, index).tense in ("present", "subjunctive")


def _read_purpose(walk: Walk, index: int, link: Link, depth: int) -> None:
    """Read 'pour' + infinitive: a plan or a demand, unless what is told with it took place."""
    teller = _told_with(walk, index, link)
    if teller is not None:
        climb(walk, teller, own_negation=False, depth=depth + 1)
        return
    asks = link.governor is not None and _asks(walk.scene, link.governor)
    walk.weaken("REQUESTED" if asks else "PLANNED", link.cue if link.cue is not None else index, "subjunction.purpose")
    walk.is_stopped = True


def _told_with(walk: Walk, index: int, link: Link) -> int | None:
    """Return the verb with which a purpose is told: any for OTHER events, 's'est rendu à Lyon pour rencontrer X'."""
    scene = walk.scene
    if walk.shares_purpose:
        head = scene.doc[index].head.i
        is_verb = head != index and scene.doc[head].pos_ in ("VERB", "AUX")
        return link.governor if link.governor is not None else head if is_verb else None
    governor = link.governor
    if governor is None or group_of(scene, governor).tense not in PAST:
        return None
    return governor if lemma_of(scene, governor) in cue_lists()["done_for"] else None


def _asks(scene: Scene, governor: int) -> bool:
    """Tell whether a purpose stands with words of a campaign ('des pressions pour', 'plaide pour')."""
    return not word_set("campaigning").isdisjoint(scene.lower[max(0, governor - 3) : governor + 4])


def govern(walk: Walk, governor: int, depth: int, *, is_clause: bool) -> None:
    """Apply what a governing verb, adjective or noun does to its complement, then read its own clause."""
    scene = walk.scene
    group = group_of(scene, governor)
    lemma = lemma_of(scene, governor)
    if _read_experience(walk, governor, group):
        return
    if _modal(walk, governor, lemma, group.tense):
        climb(walk, governor, own_tense=False, depth=depth + 1)
        return
    made = made_report(scene, governor)
    stance = stance_of(made) if made is not None else None  # 'a fait savoir que'
    effects = _effects(scene, governor, lemma) if stance is None else None
    if stance is None:
        stance = _stance(scene, governor, lemma)
    if effects is not None:
        _apply_governor(walk, governor, group, effects, is_clause=is_clause)
    elif stance is not None:
        walk.reports.append(governor)
        if group.negations or stance == "doubt":
            walk.weaken("UNCONFIRMED", governor, "report.doubt")
    if walk.is_stopped:
        return
    holder = _holder(scene, governor) if depth < _DEPTH else None
    if holder is not None:
        govern(walk, holder, depth + 1, is_clause=False)
        return
    is_known = effects is not None or stance is not None
    climb(walk, governor, own_tense=True, own_negation=not is_known, depth=depth + 1)


def _holder(scene: Scene, noun: int) -> int | None:
    """Return the verb whose object a governing noun is: 'a indiqué la possibilité de partir'."""
    if scene.doc[noun].pos_ != "NOUN":
        return None
    holder = scene.doc[noun].head.i
    if scene.doc[noun].dep_ in ("obj", "obl:arg") and holder != noun and scene.doc[holder].pos_ == "VERB":
        return int(holder)
    return verb_past_insertion(scene, noun)  # 'a annoncé, lors d'un conseil, son intention de partir'


def _stance(scene: Scene, governor: int, lemma: str) -> Stance | None:
    """Return the stance of a governor; none for 's'illustrer', 'se montrer', which report nothing."""
    stance = stance_of(lemma)
    return None if stance == "manner" and is_reflexive(scene, governor) else stance


def _effects(scene: Scene, governor: int, lemma: str) -> tuple[Effect, Effect] | None:
    """Return the effects of a governor; none for 'ne cesse de', which goes on."""
    is_affirmed = lemma in cue_lists()["negation"]["affirmative"] and not word_set("ne").isdisjoint(
        scene.lower[max(0, governor - 2) : governor]
    )
    return None if is_affirmed else governor_effect(scene, governor)


def _apply_governor(
    walk: Walk, governor: int, group: Group, effects: tuple[Effect, Effect], *, is_clause: bool
) -> None:
    """Apply the plain or the negated effect of a governor; a wish with another subject asks."""
    lemma = lemma_of(walk.scene, governor)
    plain, negated = effects
    is_wanted = lemma in cue_lists()["wants"]
    is_wish = group.tense == "conditional" and (is_wanted or lemma in cue_lists()["wishes"])
    if is_wish or (is_clause and is_wanted):
        walk.weaken("REQUESTED", governor, "governor.wish")
    else:
        walk.apply(negated if group.negations else plain, governor)
    for at in group.negations:
        walk.note(at, "negation", "negation.governor")


def note_reports(walk: Walk, index: int) -> None:
    """Keep the report whose content a clause is, without a look at what else governs it."""
    link = find_link(walk.scene, index)
    if link.kind == "content" and link.governor is not None and _is_report(walk.scene, link.governor):
        walk.reports.append(link.governor)
        effects = governor_effect(walk.scene, link.governor)
        if effects is not None and effects[0].realis is not None:
            walk.weaken(effects[0].realis, link.governor, f"governor.{effects[0].name}")


def _is_report(scene: Scene, index: int) -> bool:
    effects = governor_effect(scene, index)
    return stance_of(lemma_of(scene, index)) is not None or (effects is not None and effects[0].is_report)


def _modal(walk: Walk, index: int, lemma: str, tense: str) -> bool:
    """Apply aller, devoir and pouvoir; tell whether the governor is one of them."""
    if lemma == "aller" and tense in ("present", "imperfect"):
        walk.weaken("PLANNED", index, "modal.aller")
    elif lemma == "devoir":
        if tense == "conditional_past":
            walk.negate((index,), "modal.counterfactual")
        elif tense not in ("past", "pluperfect"):
            walk.weaken("PLANNED", index, "modal.devoir")
    elif lemma == "pouvoir":
        if tense == "conditional_past":
            walk.negate((index,), "modal.counterfactual")
        elif tense not in ("past", "pluperfect"):
            walk.weaken("POSSIBLE", index, "modal.pouvoir")
    else:
        return False
    if is_conditional(walk.scene, index):
        walk.note(index, "conditional", "conditional.form")
        if condition_of(walk.scene, index) is not None:
            walk.weaken("HYPOTHETICAL", index, "conditional.apodosis")
    return True
