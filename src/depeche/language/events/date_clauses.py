"""Clauses by which a date reaches an event that is not its own verb: 'une réunion organisée mardi', 'en 2019, lorsque'.

Here: what a date hangs on, and what that says of the trigger. Not here: how near a date stands (dating).
"""

from __future__ import annotations

from depeche.language.events.factuality.governing import find_link
from depeche.language.events.factuality.moods import lemma_of
from depeche.language.events.factuality.nouns import article_before, clause_verb
from depeche.language.events.factuality.undoing import masculine
from depeche.language.events.factuality.wordlists import cue_lists, known_forms
from depeche.language.events.grammar import word_set, wordings
from depeche.language.events.scene import Scene
from depeche.language.events.triggers import Trigger

_STEPS = 4  # from a word of a date to its verb
_COMPLEMENTS = 8  # tokens from a noun to the participle that dates it
_GATHERINGS = frozenset(("CONTACT.MEET_NEGOTIATE", "GOVERNANCE.DECIDE_VOTE"))
_CLAUSES = frozenset(("acl", "acl:relcl"))


def own_verb(scene: Scene, first: int, last: int) -> int | None:
    """Return the verb that the words of a date hang on, or None."""
    for index in range(first, last + 1):
        token = scene.doc[index]
        for _ in range(_STEPS):
            if token.head.i == token.i:
                break
            token = token.head
            if token.pos_ == "VERB":
                return int(token.i)
    return None


def is_of_other_clause(scene: Scene, trigger: Trigger, first: int, last: int) -> bool:
    """Tell whether a date before a verb is that of the verb before it: 'a confirmé mardi avoir vendu'."""
    if last < trigger.start and "," in scene.lower[last : trigger.start] and _opens_apart(scene):
        return True
    verb = own_verb(scene, first, last)
    if verb is None or not verb < first <= trigger.start or trigger.start <= verb < trigger.end:
        return False
    is_apart = trigger.head not in {t.i for t in scene.doc[verb].subtree}
    if scene.doc[verb].dep_ in _CLAUSES and is_apart:
        return True  # 'un cadre parti en mai a démissionné'
    link = find_link(scene, trigger.head)
    if link.kind in ("infinitive", "content", "before", "purpose"):
        return lemma_of(scene, verb) not in word_set("modals")
    return scene.doc[trigger.head].dep_ == "conj" and not link.shares_tense


def _opens_apart(scene: Scene) -> bool:
    """Tell whether a sentence opens with a participle of its own date: 'Nommé en mai, …', not 'Réuni mardi, …'."""
    is_participle = any(tense == "participle" for _, tense in known_forms().get(scene.lower[0], ()))
    return is_participle and lemma_of(scene, 0) not in word_set("gathering") and lemma_of(scene, 0) != scene.lower[0]


def is_of_predicate(scene: Scene, trigger: Trigger, first: int, last: int) -> bool:
    """Tell whether a date is that of a verb which says that its subject takes place: 'la réunion se tiendra mardi'."""
    group = [scene.doc[i] for i in (trigger.head, *range(trigger.start, trigger.end))]
    noun = next((token for token in group if token.dep_.startswith("nsubj")), None)
    if noun is None:
        return False
    verb = noun.head.i
    if lemma_of(scene, verb) in word_set("modals"):
        verb = next((c.i for c in scene.doc[verb].children if c.dep_ == "xcomp"), verb)
    return own_verb(scene, first, last) in (verb, noun.head.i) and _tells_time_of(scene, verb)


def is_dated_by_clause(scene: Scene, trigger: Trigger, first: int, last: int) -> bool:
    """Tell whether another clause dates a trigger."""
    if trigger.category != "noun":
        return _shares(scene, trigger, first, last) or _is_time_of(scene, trigger, last)
    verb = own_verb(scene, first, last)
    if verb is None:
        return False
    return (
        is_of_predicate(scene, trigger, first, last)
        or _is_said_after(scene, trigger, verb)
        or _is_performed(scene, trigger, verb)
        or _goes_with(scene, trigger, verb)
    )


def _tells_time_of(scene: Scene, verb: int) -> bool:
    """Tell whether the date of a verb is also that of what it is said of."""
    existence, lemma = cue_lists()["existence"], lemma_of(scene, verb)
    return (
        scene.lower[verb] in existence
        or lemma in existence
        or lemma in word_set("performing_on_date")
        or lemma in word_set("coming_about")
        or lemma in word_set("holding")
        or masculine(scene.lower[verb]) in word_set("undoing_participles")
    )


def _is_said_after(scene: Scene, trigger: Trigger, verb: int) -> bool:
    """Tell whether a participle or relative clause after a noun dates it: 'une motion qui sera examinée lundi'."""
    clause = scene.doc[verb]
    if clause.dep_ == "xcomp" and lemma_of(scene, clause.head.i) in word_set("modals"):
        clause = clause.head
    if clause.dep_ not in _CLAUSES or not 0 < clause.i - trigger.end + 1 <= _COMPLEMENTS:
        return False
    holder = clause.head
    is_complement = holder.dep_ in ("nmod", "flat:name", "appos") and trigger.start <= holder.head.i < trigger.end
    return (trigger.start <= holder.i < trigger.end or is_complement) and _tells_time_of(scene, verb)


def _is_performed(scene: Scene, trigger: Trigger, verb: int) -> bool:
    """Tell whether the verb of a date makes its object happen: 'a obtenu mardi du tribunal la protection …'."""
    noun = scene.doc[trigger.head]
    lemma = lemma_of(scene, verb)
    return noun.head.i == verb and noun.dep_ in ("obj", "obl:arg") and lemma in word_set("performing_on_date")


def _goes_with(scene: Scene, trigger: Trigger, verb: int) -> bool:
    """Tell whether what is told with its date takes place at the event: 'abandonné mardi au terme d'un dîner'."""
    at, _ = article_before(scene, trigger.start)
    if trigger.entry.type not in _GATHERINGS:
        return False
    before = " ".join(scene.lower[max(0, at - 2) : at + 1]).replace("' ", "'")
    return before.endswith(wordings("meanwhile")) and clause_verb(scene, trigger.head) == verb


def _shares(scene: Scene, trigger: Trigger, first: int, last: int) -> bool:
    """Tell whether a trigger shares auxiliary and date with the verb before it: 'a obtenu mardi … et mis à pied'."""
    link = find_link(scene, trigger.head)
    return link.kind == "shared" and link.shares_tense and link.governor == own_verb(scene, first, last)


def _is_time_of(scene: Scene, trigger: Trigger, last: int) -> bool:
    """Tell whether a date is explained by the clause after it: 'en 2019, lorsque X fonda …'."""
    at = last + 1
    if scene.word(at) == ",":
        at += 1
    is_when = scene.word(at) in cue_lists()["whenever"] and at < trigger.start
    return is_when and not any(scene.doc[i].pos_ == "VERB" for i in range(at, trigger.start))
