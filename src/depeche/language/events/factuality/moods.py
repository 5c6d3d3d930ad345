"""Tense and mood of a verb group, read from endings and lists rather than from the tagger, and its negation.

Here: what the verb forms say. Not here: what that means for an event (path).
"""

from __future__ import annotations

import re
from typing import NamedTuple

from depeche.language.events.factuality.wordlists import cue_lists, governors, imperfect_stems, known_forms
from depeche.language.events.grammar import borders, word_set, wordings
from depeche.language.events.scene import Scene, remembered
from depeche.language.quotes.reporting import stance_of

_CONDITIONAL_STEM = re.compile(
    r"(?:[^é]er|ir|[^o]rr|orr|ourr|dr|[iu]vr|evr|ettr|attr|aîtr|oîtr|aitr|ompr|aur|clur|oir|air|incr)$"
)
_NOT_VERBS = ("ADP", "DET", "PROPN", "NUM", "PUNCT", "CCONJ", "SCONJ", "PRON")
_COMPOUND = {
    "present": "past",
    "imperfect": "pluperfect",
    "conditional": "conditional_past",
    "future": "future_past",
    "infinitive": "past_infinitive",
    "gerund": "past_infinitive",
    "past": "pluperfect",
}
_INSERTED = 12  # tokens of an insertion between auxiliary and participle
_BETWEEN = frozenset(("ADV", "PRON", "AUX"))
FINITE = frozenset(
    (
        "present",
        "imperfect",
        "future",
        "conditional",
        "past",
        "pluperfect",
        "conditional_past",
        "subjunctive",
        "future_past",
    )
)


class Group(NamedTuple):
    """A verb group: its tense, the token that bears it, and the negation words that hit it."""

    tense: str
    finite: int | None
    negations: tuple[int, ...]
    is_passive: bool


def is_conditional(scene: Scene, index: int) -> bool:
    """Tell whether a token is a verb form in the conditional."""
    word = scene.lower[index].lstrip("-")
    if not word.endswith(wordings("conditional_endings")):
        return False
    token = scene.doc[index]
    stem = word[: word.rindex("r") + 1]
    if not stem.isalnum() or word in cue_lists()["conditional_nouns"] or token.pos_ in _NOT_VERBS:
        return False
    if token.text[:1].isupper() and index > 0 and token.pos_ == "PROPN":
        return False
    known = {tense for _, tense in known_forms().get(word, ())}
    if known:
        return "conditional" in known
    if token.pos_ == "NOUN" and index > 0 and scene.doc[index - 1].pos_ == "DET":
        return False
    if stem in imperfect_stems():
        return False
    return bool(_CONDITIONAL_STEM.search(stem)) and not stem.endswith(("errer", "uair"))


@remembered
def lemma_of(scene: Scene, index: int) -> str:
    """Return the infinitive of a verb form, from the lists where they know it, else from the model."""
    readings = known_forms().get(scene.lower[index].lstrip("-"), ())
    lemmas = list(dict.fromkeys(lemma for lemma, _ in readings))
    model = str(scene.doc[index].lemma_).lower()
    if not lemmas or model in lemmas:
        return model
    return lemmas[0]


@remembered
def tense_of(scene: Scene, index: int) -> str:
    """Return the tense of one verb form by itself."""
    word = scene.lower[index].lstrip("-")
    if is_conditional(scene, index):
        return "conditional"
    token = scene.doc[index]
    morph_tense, form, mood = (",".join(token.morph.get(key)) for key in ("Tense", "VerbForm", "Mood"))
    tenses = {tense for _, tense in known_forms().get(word, ())}
    if len(tenses) == 1:
        return str(next(iter(tenses)))
    guess = {"Inf": "infinitive", "Part": "gerund" if word.endswith("ant") else "participle"}.get(form) or (
        {"Fut": "future", "Imp": "imperfect", "Past": "past"}.get(morph_tense)
        or ("subjunctive" if mood == "Sub" else "present")
    )
    if tenses and guess not in tenses:
        return next(
            (
                tense
                for tense in ("participle", "present", "imperfect", "future", "past", "infinitive")
                if tense in tenses
            ),
            guess,
        )
    if not tenses:
        if word.endswith(("er", "ir")) and form != "Fin":
            return "infinitive"
        if re.search(r"(?:er|ir|dr)(?:a|ont|ai|ons|ez)$", word) and morph_tense == "Fut":
            return "future"
    return guess


@remembered
def group_of(scene: Scene, index: int) -> Group:
    """Return the verb group that a token (verb, or noun or adjective with a copula) heads."""
    auxiliaries = _auxiliaries(scene, index)
    own = tense_of(scene, index) if _is_verbal(scene, index) else "participle"
    negations = negations_of(scene, index, auxiliaries)
    if not auxiliaries or (own in FINITE and not _is_participle_form(scene, index)):
        return Group(own, index if own in FINITE else None, negations, False)
    first = auxiliaries[0]
    outer = tense_of(scene, first)
    is_compound = (
        lemma_of(scene, first) == "avoir" and (len(auxiliaries) > 1 or _is_verbal(scene, index))
    ) or _with_etre(scene, first)
    is_passive = any(scene.lower[i] in word_set("auxiliaries_of_passive") for i in auxiliaries) and any(
        scene.doc[i].dep_ == "aux:pass" for i in auxiliaries
    )
    if not is_compound:
        return Group(outer, first if outer in FINITE else None, negations, is_passive)
    compound = _COMPOUND.get(outer, outer)
    return Group(compound, first if outer in FINITE else None, negations, is_passive)


def _with_etre(scene: Scene, first: int) -> bool:
    """Tell whether 'être' forms a compound tense here ('est parti', 's'est réuni'), not a passive ('est renvoyé')."""
    if lemma_of(scene, first) != "être":
        return False
    before = next((i for i in range(first - 1, -1, -1) if scene.lower[i] not in word_set("adverbial_pronouns")), None)
    is_reflexive = (
        before is not None and scene.doc[before].dep_.startswith("expl") and (scene.lower[before] in word_set("se"))
    )
    return is_reflexive or scene.doc[first].dep_ == "aux:tense"


def heads_clause(scene: Scene, index: int) -> bool:
    """Tell whether a token is a verb; the tagger now and then calls a known verb form an adverb."""
    if scene.doc[index].pos_ in ("VERB", "AUX"):
        return True
    return scene.doc[index].pos_ in ("ADV", "X") and scene.lower[index] in known_forms()


def _is_verbal(scene: Scene, index: int) -> bool:
    return scene.doc[index].pos_ in ("VERB", "AUX") or scene.lower[index] in known_forms()


def _is_participle_form(scene: Scene, index: int) -> bool:
    readings = known_forms().get(scene.lower[index], ())
    return any(tense == "participle" for _, tense in readings) or "Part" in scene.doc[index].morph.get("VerbForm")


def _auxiliaries(scene: Scene, index: int) -> list[int]:
    """Return the forms of être and avoir that belong to a verb: those of the parse and those that stand before it."""
    found = {child.i for child in scene.doc[index].children if child.dep_.startswith("aux") or child.dep_ == "cop"}
    found = {i for i in found if i < index and scene.lower[i] not in word_set("causatives")}
    at = index - 1
    while at >= 0 and index - at < 7:
        lemmas = {lemma for lemma, _ in known_forms().get(scene.lower[at], ())}
        if scene.doc[at].pos_ == "AUX" and lemmas & word_set("auxiliaries"):
            found.add(at)
        elif scene.lower[at] == "," and (over := before_insertion(scene, at)) is not None:
            at = over + 1
            index = over + 2  # 'aurait, selon Le Figaro, racheté'
        elif scene.doc[at].pos_ not in _BETWEEN and scene.lower[at] not in word_set("between_auxiliary"):
            break
        at -= 1
    return sorted(found)


def before_insertion(scene: Scene, comma: int) -> int | None:
    """Return the verb form that an insertion which ends at a comma parts from what completes it, or None."""
    for at in range(comma - 1, max(0, comma - _INSERTED), -1):
        if scene.lower[at] in borders("inserted"):
            return None
        if scene.lower[at] == ",":
            return at - 1 if scene.doc[at - 1].pos_ == "AUX" or scene.lower[at - 1] in known_forms() else None
    return None


def negations_of(scene: Scene, index: int, auxiliaries: list[int]) -> tuple[int, ...]:
    """Return the words that negate a verb group; restriction, expletive 'ne' and 'ne cesse de' aside."""
    lists = cue_lists()["negation"]
    left = min([index, *auxiliaries])
    ne = next((i for i in range(left - 1, max(-1, left - 6), -1) if scene.lower[i] in word_set("ne")), None)
    if ne is None:
        ne = next((i for i in range(left, index) if scene.lower[i] in word_set("ne")), None)
    if ne is not None and any(
        scene.doc[i].pos_ in ("VERB", "AUX")
        and i not in auxiliaries
        and scene.lower[i] not in word_set("auxiliary_gerunds")
        for i in range(ne + 1, left)
    ):
        ne = None  # it belongs to another verb
    subject = _negative_subject(scene, left)
    if ne is None:
        bare = [
            i
            for i in range(left, index)
            if scene.lower[i] in word_set("bare_negations") and scene.lower[i + 1] != "seulement"
        ]
        return tuple(subject + bare) if bare and not subject else tuple(subject)
    if is_expletive(scene, ne) or (lemma_of(scene, index) in lists["affirmative"] and not _second(scene, ne, index)):
        return ()
    second = _second(scene, ne, index)
    if second is None and not subject:
        if scene.lower[left] in known_forms() and lemma_of(scene, left) in lists["literary"]:
            return (ne,)
        return ()  # 'ne … que', and 'ne' alone
    return tuple(sorted({ne, *([second] if second is not None else []), *subject}))


def _second(scene: Scene, ne: int, index: int) -> int | None:
    """Return the second part of a negation; None for a restriction."""
    for at in range(ne + 1, min(len(scene.doc), max(index, ne) + 8)):
        word = scene.lower[at]
        if word in cue_lists()["negation"]["second"]:
            after = scene.word(at + 1)
            if word == "pas" and after in word_set("after_pas") and not _takes_content(scene, index, after):
                return None
            if word == "plus" and after in word_set("after_plus"):
                continue
            return at
        if at > index and scene.doc[at].pos_ in ("VERB", "AUX", "PUNCT"):
            return None
        if word in word_set("que") and at > index:
            return None
    return None


def _takes_content(scene: Scene, index: int, after: str) -> bool:
    """Tell whether 'que' after 'pas' opens what the verb says ('n'exclut pas que'), and restricts nothing."""
    return after in word_set("que") and (
        lemma_of(scene, index) in governors() or stance_of(lemma_of(scene, index)) is not None
    )


def _negative_subject(scene: Scene, left: int) -> list[int]:
    """Return 'aucun', 'personne', 'rien', 'ni', a 'jamais' that opens, before the verb, in the same clause."""
    found = []
    none = word_set("no_or_ni") | word_set("opening_negations")
    for at in range(left - 1, max(-1, left - 9), -1):
        word = scene.lower[at]
        if scene.doc[at].pos_ in ("VERB", "AUX") or (
            word in borders("negative_subjects") and "ni" not in scene.lower[max(0, at - 4) : at]
        ):
            break
        if word in none or (word in word_set("nobody") and scene.doc[at - 1].pos_ != "DET"):
            found.append(at)
    first = max(0, left - 5, min(found, default=0))  # 'n'a aucune intention de partir' has no negative subject
    has_ne = not word_set("ne").isdisjoint(scene.lower[first:left])
    return sorted(found) if has_ne else []


def is_expletive(scene: Scene, ne: int) -> bool:
    """Tell whether a 'ne' negates nothing: after 'avant que', 'de peur que', 'à moins que', or in a comparison."""
    words = cue_lists()["negation"]["expletive_after"]
    has_second = not word_set("second_after_expletive").isdisjoint(scene.lower[ne + 1 : ne + 5])
    for at in range(ne - 1, max(-1, ne - 9), -1):
        if scene.lower[at] in word_set("que") and at and scene.lower[at - 1] in words:
            return not has_second or scene.lower[at - 1] in word_set("always_expletive")
        if scene.lower[at] in (",", ";"):
            return False
    return False
