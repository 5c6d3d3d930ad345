"""All verb forms in the conditional and all negation words of a text, whether or not an event stands near them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from depeche.language.events.factuality.moods import is_conditional, is_expletive
from depeche.language.events.factuality.wordlists import cue_lists
from depeche.language.events.grammar import word_set
from depeche.language.events.scene import Scene, scenes
from depeche.language.reading import Reading
from depeche.model import Cue

_REACH = 12


def find_cues(reading: Reading) -> tuple[Cue, ...]:
    """Return the conditionals ('conditional') and negation words ('negation') of a text, in order."""
    found: list[Cue] = []
    for scene in scenes(reading):
        found += [
            _cue(scene, i, "conditional", "conditional.ending")
            for i in range(len(scene.doc))
            if is_conditional(scene, i)
        ]
        found += [_cue(scene, i, "negation", "negation.words") for i in sorted(set(_negations(scene)))]
    return tuple(sorted(found, key=lambda cue: (cue.start, cue.end, cue.kind)))


def _cue(scene: Scene, index: int, kind: str, rule: str) -> Cue:
    start, end = scene.start(index), scene.end(index)
    return Cue(start, end, scene.reading.text[start:end], kind, rule)


def _negations(scene: Scene) -> Iterator[int]:
    ne, alone = word_set("ne"), _alone()
    for index, word in enumerate(scene.lower):
        if word in ne:
            if is_expletive(scene, index):
                continue
            parts = _second_parts(scene, index)
            if parts or (scene.lower[index + 1 : index + 2] and _is_literary(scene, index)):
                yield index
                yield from parts
        elif (word in alone and (word not in word_set("negations_of_ne") or _stands_alone(scene, index))) or (
            word == "pas" and _is_bare(scene, index)
        ):
            yield index


@cache
def _alone() -> frozenset[str]:
    """Return the words that negate without 'ne'."""
    return frozenset(cue_lists()["negation"]["alone"])


def _second_parts(scene: Scene, ne: int) -> list[int]:
    """Return the words that complete a 'ne', in its clause; none for a restriction."""
    found = []
    verbs = 0
    for at in range(ne + 1, min(len(scene.doc), ne + _REACH)):
        word = scene.lower[at]
        if word in (";", ":", ".", "»") or (word in word_set("ne") and at > ne + 1):
            break
        if word in word_set("negation_parts") and not _is_noun_use(scene, at):
            found.append(at)
            if word in word_set("closing_negations"):
                break
        if scene.doc[at].pos_ in ("VERB", "AUX"):
            verbs += 1
        if word in word_set("que") and not found and verbs:
            break
    before = [i for i in range(ne - 1, max(-1, ne - 6), -1) if scene.lower[i] in word_set("before_ne")]
    return found or before[:1]


def _is_noun_use(scene: Scene, at: int) -> bool:
    before = scene.word(at - 1)
    if scene.lower[at] in word_set("negations_or_nouns") and before in word_set("before_pas_as_noun"):
        return True
    return scene.lower[at] == "personne" and before in word_set("before_personne_as_noun")


def _is_literary(scene: Scene, ne: int) -> bool:
    lists = cue_lists()["negation"]
    literary = set(lists["literary"]) - set(lists["affirmative"])
    return any(str(scene.doc[i].lemma_) in literary for i in range(ne + 1, min(len(scene.doc), ne + 3)))


def _stands_alone(scene: Scene, index: int) -> bool:
    return word_set("ne").isdisjoint(scene.lower[max(0, index - _REACH) : index])


def _is_bare(scene: Scene, index: int) -> bool:
    """Tell whether 'pas' negates without 'ne': 'pas encore', 'pas de', 'ou pas', 'pourquoi pas'."""
    is_noun = scene.doc[index].pos_ == "NOUN" or _is_noun_use(scene, index)
    return _stands_alone(scene, index) and not is_noun
