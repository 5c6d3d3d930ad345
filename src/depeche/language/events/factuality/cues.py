"""All verb forms in the conditional and all negation words of a text, whether or not an event stands near them."""

from __future__ import annotations

from collections.abc import Iterator

from depeche.language.events.factuality.moods import is_conditional, is_expletive
from depeche.language.events.factuality.wordlists import cue_lists
from depeche.language.events.grammar import word_set
from depeche.language.events.scene import Scene, build_scene
from depeche.language.reading import Reading
from depeche.model import Cue

_REACH = 12


def find_cues(reading: Reading) -> tuple[Cue, ...]:
    """Return the conditionals ('conditional') and negation words ('negation') of a text, in order."""
    found: list[Cue] = []
    for sentence in reading.sentences:
        scene = build_scene(reading, sentence)
        if scene is None:
            continue
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
    for index, word in enumerate(scene.lower):
        if word in ("ne", "n'"):
            if is_expletive(scene, index):
                continue
            parts = _second_parts(scene, index)
            if parts or (scene.lower[index + 1 : index + 2] and _is_literary(scene, index)):
                yield index
                yield from parts
        elif (
            word in cue_lists()["negation"]["alone"]
            and (word not in ("nul", "nulle", "jamais") or _stands_alone(scene, index))
        ) or (word == "pas" and _is_bare(scene, index)):
            yield index


def _second_parts(scene: Scene, ne: int) -> list[int]:
    """Return the words that complete a 'ne', in its clause; none for a restriction."""
    found = []
    verbs = 0
    for at in range(ne + 1, min(len(scene.doc), ne + _REACH)):
        word = scene.lower[at]
        if word in (";", ":", ".", "»") or (word in ("ne", "n'") and at > ne + 1):
            break
        if word in word_set("negation_parts") and not _is_noun_use(scene, at):
            found.append(at)
            if word in ("pas", "point", "guère"):
                break
        if scene.doc[at].pos_ in ("VERB", "AUX"):
            verbs += 1
        if word in ("que", "qu'") and not found and verbs:
            break
    before = [
        i
        for i in range(ne - 1, max(-1, ne - 6), -1)
        if scene.lower[i] in ("personne", "rien", "aucun", "aucune", "nul", "nulle", "ni")
    ]
    return found or before[:1]


def _is_noun_use(scene: Scene, at: int) -> bool:
    before = scene.lower[at - 1] if at else ""
    if scene.lower[at] in ("pas", "point") and before in ("un", "le", "ce", "premier", "des", "les", "son", "au"):
        return True
    return scene.lower[at] == "personne" and before in ("la", "une", "cette", "chaque", "par", "toute")


def _is_literary(scene: Scene, ne: int) -> bool:
    literary = cue_lists()["negation"]["literary"]
    return any(
        str(scene.doc[i].lemma_) in literary and str(scene.doc[i].lemma_) != "cesser"
        for i in range(ne + 1, min(len(scene.doc), ne + 3))
    )


def _stands_alone(scene: Scene, index: int) -> bool:
    return not any(word in ("ne", "n'") for word in scene.lower[max(0, index - _REACH) : index])


def _is_bare(scene: Scene, index: int) -> bool:
    """Tell whether 'pas' negates without 'ne': 'pas encore', 'pas de', 'ou pas', 'pourquoi pas'."""
    is_noun = scene.doc[index].pos_ == "NOUN" or _is_noun_use(scene, index)
    return _stands_alone(scene, index) and not is_noun
