"""What a verb form does in its sentence: verb of its own or auxiliary, finite or not, active or passive."""

from __future__ import annotations

from depeche.language.events.factuality.wordlists import known_forms
from depeche.language.events.grammar import looks_infinitive, word_set
from depeche.language.events.scene import Nominal, Scene, remembered

_AUXILIARY_REACH = 8  # words from a participle back to its auxiliary


def is_verb(scene: Scene, index: int) -> bool:
    """Tell whether a token is a verb of its own, not an auxiliary."""
    token = scene.doc[index]
    if scene.is_misread_noun(index):
        return False
    return token.pos_ == "VERB" or (
        token.pos_ == "AUX" and token.dep_ in ("ROOT", "ccomp", "advcl", "acl:relcl", "conj", "parataxis")
    )


@remembered
def nominal_at(scene: Scene, index: int) -> Nominal | None:
    """Return the nominal group that a token heads or lies in."""
    for nominal in scene.nominals:
        if nominal.head == index:
            return nominal
    return next((n for n in scene.nominals if n.start <= index < n.end), None)


@remembered
def is_nonfinite(scene: Scene, verb: int) -> bool:
    """Tell whether a verb form is an infinitive, a participle without auxiliary or a gerund."""
    tenses = {tense for _, tense in known_forms().get(scene.lower[verb], ())}
    if not tenses:
        if "Part" in scene.doc[verb].morph.get("VerbForm"):
            return not any(is_auxiliary(scene, i, verb) for i in range(max(0, verb - 5), verb))
        return (looks_infinitive(scene.lower[verb]) or scene.lower[verb].endswith("ant")) and scene.doc[
            verb
        ].pos_ != "AUX"
    if tenses & {"infinitive", "gerund"}:
        return True
    return tenses == {"participle"} and not any(
        is_auxiliary(scene, i, verb)
        and scene.lower[i] not in word_set("auxiliaries_not_finite")  # 'pourrait être licenciée'
        for i in range(max(0, verb - 5), verb)
    )


def is_auxiliary(scene: Scene, index: int, verb: int) -> bool:
    """Tell whether a token is a form of 'être' or 'avoir' that only its verb follows."""
    if word_set("auxiliaries").isdisjoint(lemma for lemma, _ in known_forms().get(scene.lower[index], ())):
        return False
    return not any(is_verb(scene, i) and scene.lower[i] != "été" for i in range(index + 1, verb)) and not any(
        scene.lower[i] in (",", ";", "«", "»") for i in range(index + 1, verb)
    )


def auxiliary_apart(scene: Scene, verb: int) -> int | None:
    """Return the auxiliary of a participle where the parse took it for a verb of its own ('a pour sa part demandé') or
    hung the subject on it ("n'a pas démissionné").
    """
    if "participle" not in {tense for _, tense in known_forms().get(scene.lower[verb], ())}:
        return None
    for at in range(verb - 1, max(-1, verb - _AUXILIARY_REACH), -1):
        if scene.doc[at].pos_ == "AUX" or is_auxiliary(scene, at, verb):
            token = scene.doc[at]
            is_apart = token.head.i != verb or any(child.dep_.startswith("nsubj") for child in token.children)
            return at if is_apart and is_auxiliary(scene, at, verb) and scene.lower[at] != "été" else None
        is_noun = scene.doc[at].pos_ in ("NOUN", "PROPN") and at not in scene.dated
        if is_noun and scene.lower[at] not in word_set("nouns_after_auxiliaries"):
            return None
    return None


def depends(scene: Scene, index: int, verb: int) -> bool:
    """Tell whether a token hangs on a verb or noun, no other verb between."""
    token = scene.doc[index]
    for _ in range(6):
        if token.i == verb:
            return True
        if token.head.i == token.i or (token.i != index and is_verb(scene, token.i)):
            return False
        token = token.head
    return False
