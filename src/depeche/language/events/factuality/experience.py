"""What a clause tells of every time, of each of a kind or of all that anybody ever saw: of no event in particular.

Here: general clauses, by their subject, their subjunction or their 'jamais'. Not here: adverbs of habit (surroundings).
"""

from __future__ import annotations

from depeche.language.events.factuality.moods import Group, group_of, lemma_of
from depeche.language.events.factuality.wordlists import cue_lists
from depeche.language.events.grammar import word_set
from depeche.language.events.scene import Scene

_AFTER_CUE = 3  # tokens from 'quand' to the verb in 'quand un patron ferme'
_BORDERS = frozenset((",", ";", ":", ".", "«", "»", "“", "”", "(", ")"))


def never_of_experience(scene: Scene, index: int, group: Group) -> int | None:
    """Return the 'jamais' by which a clause speaks of all time and denies no event; None where it denies one.

    'On n'a jamais vu une usine fermer en un jour', 'jamais une usine n'a fermé si vite' and 'elle n'a jamais renvoyé un
    chef sans l'entendre' do; 'le maire n'a jamais démissionné' does not.
    """
    lists = cue_lists()["experience"]
    never = next((at for at in group.negations if scene.lower[at] in lists["never"]), None)
    if never is None:
        return None
    subject = _subject(scene, index)
    is_seen = lemma_of(scene, index) in lists["seeing"] and subject in lists["witnesses"]
    is_of_any = subject in lists["any"]
    return never if is_seen or is_of_any or _has_limit(scene, index, lists["limits"]) else None


def _subject(scene: Scene, index: int) -> str:
    """Return the pronoun or the article that opens the subject of a verb, in lower case; empty where there is none."""
    subject = next((child for child in scene.doc[index].children if child.dep_.startswith("nsubj")), None)
    if subject is None:
        return ""
    articles = [child.i for child in subject.children if child.dep_ == "det" and child.i < subject.i]
    return str(scene.lower[articles[0] if articles else subject.i])


def _has_limit(scene: Scene, index: int, limits: list[str]) -> bool:
    """Tell whether 'sans' follows a verb in its clause: 'n'a jamais … sans …' tells of each time that it did."""
    for at in range(index + 1, len(scene.doc)):
        if scene.lower[at] in limits:
            return True
        if scene.lower[at] in _BORDERS or scene.doc[at].pos_ in ("VERB", "AUX", "SCONJ", "CCONJ"):
            return False
    return False


def is_of_experience(scene: Scene, index: int) -> bool:
    """Tell whether the clause of a verb speaks of all time by its 'jamais'."""
    return never_of_experience(scene, index, group_of(scene, index)) is not None


def is_of_seen(scene: Scene, index: int) -> bool:
    """Tell whether a relative clause describes what nobody ever saw: 'on n'a jamais vu un chef qui renonce'."""
    antecedent = scene.doc[index].head
    seer = antecedent.head
    return antecedent.i not in (index, seer.i) and antecedent.dep_ == "obj" and is_of_experience(scene, seer.i)


def is_of_every(scene: Scene, index: int) -> bool:
    """Tell whether a verb says what each of a kind does ('chaque hiver apporte ses grèves')."""
    subject = next((child for child in scene.doc[index].children if child.dep_.startswith("nsubj")), None)
    if subject is None:
        return False
    return (scene.lower[subject.i] == "ça" and index - subject.i <= 2) or any(
        scene.lower[child.i] == "chaque" for child in subject.children
    )


def is_whenever(scene: Scene, index: int, cue: int) -> bool:
    """Tell whether a clause of time says what happens every time: 'quand une usine ferme'."""
    if scene.lower[cue] not in cue_lists()["whenever"] or group_of(scene, index).tense != "present":
        return False
    if scene.doc[index].dep_ == "amod" and scene.word(cue + 1) in word_set("indefinite") and index == cue + _AFTER_CUE:
        return True  # 'quand un patron ferme une usine', whose verb is taken for an adjective
    subjects = [child for child in scene.doc[index].children if child.dep_.startswith("nsubj")]
    return any(scene.lower[child.i] in word_set("indefinite") for subject in subjects for child in subject.children)


def is_of_any(scene: Scene, index: int) -> bool:
    """Tell whether a relative clause describes anybody of a kind, taken up by 'ça': 'un chef qui ment, ça se paie'."""
    antecedent = scene.doc[index].head
    if group_of(scene, index).tense != "present" or not any(
        scene.lower[child.i] in cue_lists()["experience"]["any"] for child in antecedent.children
    ):
        return False
    for at in range(index + 1, len(scene.doc) - 1):
        if scene.lower[at] == "," and scene.lower[at + 1] in cue_lists()["experience"]["taking_up"]:
            return True
        if scene.lower[at] in _BORDERS or scene.doc[at].pos_ == "VERB":
            return False
    return False
