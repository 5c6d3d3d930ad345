"""The inflected forms of a French verb, generated from its infinitive, so that word lists hold infinitives only.

A wrong form that no text contains costs nothing. Whether a word is a noun in its sentence is left to those who look
forms up.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, Literal, NamedTuple

from depeche.words import read_words

Tense = Literal["present", "imperfect", "future", "conditional", "past", "participle", "gerund", "infinitive"]
PERSONS = (1, 2, 3, 1, 2, 3)


class VerbForm(NamedTuple):
    """One inflected form; person and number are None where the form has none."""

    form: str
    lemma: str
    tense: Tense
    person: int | None
    is_plural: bool | None


class _Stems(NamedTuple):
    present: tuple[str, ...]
    imperfect: str
    future: str
    past: tuple[str, str]
    participle: str


@cache
def _tables() -> dict[str, Any]:
    tables: dict[str, Any] = read_words("language/quotes", "conjugation")
    return tables


def conjugate(infinitive: str) -> Iterator[VerbForm]:
    """Generate the forms of a verb given without 'se'; an infinitive that fits no model is taken as one in -ir."""
    stems = _stems(infinitive)
    endings = _tables()["endings"]
    for tense, forms in (
        ("present", stems.present),
        ("imperfect", _attach(stems.imperfect, endings["imperfect"])),
        ("future", _attach(stems.future, endings["future"])),
        ("conditional", _attach(stems.future, endings["conditional"])),
        ("past", _attach(stems.past[0], endings["past"][stems.past[1]])),
    ):
        for index, form in enumerate(forms):
            yield VerbForm(form, infinitive, tense, PERSONS[index], index > 2)  # type: ignore[arg-type]
    yield VerbForm(infinitive, infinitive, "infinitive", None, None)
    yield VerbForm(_attach(stems.imperfect, ["ant"])[0], infinitive, "gerund", None, None)
    plural = "" if stems.participle.endswith("s") else "s"
    for ending, is_plural in (("", False), ("e", False), (plural, True), ("es", True)):
        yield VerbForm(stems.participle + ending, infinitive, "participle", None, is_plural)


def _attach(stem: str, endings: list[str]) -> tuple[str, ...]:
    """Join stem and endings, with 'ç' and 'ge' kept soft before a and o."""
    forms = []
    for ending in endings:
        is_hard = ending[:1] in ("a", "o", "â")
        if stem.endswith("c") and is_hard:
            forms.append(stem[:-1] + "ç" + ending)
        elif stem.endswith("g") and is_hard:
            forms.append(stem + "e" + ending)
        else:
            forms.append(stem + ending)
    return tuple(forms)


def _stems(infinitive: str) -> _Stems:
    models = _tables()["models"]
    endings = [ending for ending in models if infinitive.endswith(ending)]
    best = max(endings, key=len, default="")
    if best and not (infinitive.endswith("er") and best == "ir"):
        model = models[best]
        before = infinitive[: -len(best)]
        return _Stems(
            tuple(before + form for form in model["present"]),
            before + model["imperfect"],
            before + model["future"],
            (before + model["past"][0], model["past"][1]),
            before + model["participle"],
        )
    return _regular(infinitive[:-2])


def _regular(stem: str) -> _Stems:
    """Return the stems of a verb in -er; 'répéter' and 'lever' take a grave accent before a mute ending."""
    strong = stem
    for vowel in ("é", "e"):
        place = stem.rfind(vowel)
        after = stem[place + 1 :]
        consonants = bool(after) and not any(letter in "aeiouyéèêàâîôûùëï" for letter in after)
        single = len(after) == 1 or after in ("ch", "gn", "gu", "br", "cr", "gr", "tr", "gl", "qu")
        if place >= 0 and consonants and single and place == max(stem.rfind(letter) for letter in "aeiouyéèêàâîôûùëï"):
            strong = stem[:place] + "è" + after
            break
    present = (strong + "e", strong + "es", strong + "e", *_attach(stem, ["ons"]), stem + "ez", strong + "ent")
    return _Stems(
        present, stem, (strong if strong != stem and "é" not in stem[-3:] else stem) + "er", (stem, "a"), stem + "é"
    )
