"""Inflected forms of French verbs and nouns, generated from the lemma: mistakes of the lemmatiser cost nothing.

A wrong form that no text contains costs nothing either. Here: the forms, with tense, person and number (models and
endings: inflection.yml). Not here: which verbs matter to whom (word lists), and what a tense means (factuality).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, Literal, NamedTuple

from depeche.words import read_words

Tense = Literal[
    "infinitive", "present", "imperfect", "future", "conditional", "past", "subjunctive", "participle", "gerund"
]
_PERSONS = (1, 2, 3, 1, 2, 3)
_VOWELS = "aeiouyéèêàâîôûùëï"


class Form(NamedTuple):
    """One inflected form of a verb; person and number are None where the form has none."""

    form: str
    lemma: str
    tense: Tense
    person: int | None = None
    is_plural: bool | None = None


class _Paradigm(NamedTuple):
    """What all forms of a verb are made of; the finite tenses that are listed have six forms or none."""

    present: tuple[str, ...]
    imperfect: str  # a stem, and that of the gerund
    future: str  # a stem, and that of the conditional
    past: tuple[str, ...]
    subjunctive: tuple[str, ...]
    participle: str


@cache
def conjugate(lemma: str) -> tuple[Form, ...]:
    """Return the forms of a verb given without 'se'; where French allows two spellings, both."""
    found = dict.fromkeys([Form(lemma, lemma, "infinitive")])
    paradigms = _paradigms(lemma)
    for tense in ("present", "imperfect", "future", "conditional", "past", "subjunctive"):
        for paradigm in paradigms:
            for index, form in enumerate(_finite(paradigm, tense)):
                found[Form(form, lemma, tense, _PERSONS[index], index > 2)] = None
    for paradigm in paradigms:
        for form, is_plural in _participles(paradigm.participle):
            found[Form(form, lemma, "participle", None, is_plural)] = None
        found[Form(_soft(paradigm.imperfect, "ant"), lemma, "gerund")] = None
    known = {(form.form, form.tense) for form in found}
    for tense, extra in _tables()["extra"].get(lemma, {}).items():
        found |= dict.fromkeys(Form(form, lemma, tense) for form in extra if (form, tense) not in known)
    return tuple(found)


@cache
def spellings(lemma: str) -> tuple[tuple[str, Tense], ...]:
    """Return the forms of a verb with their tense, each once: whose they are does not matter."""
    return tuple(dict.fromkeys((form.form, form.tense) for form in conjugate(lemma)))


def inflect_noun(noun: str) -> tuple[str, ...]:
    """Return singular and plural of a noun or of a noun group's first word ('mise à pied' -> 'mises à pied')."""
    head, _, rest = noun.partition(" ")
    tail = f" {rest}" if rest else ""
    if head.endswith(("s", "x", "z")):
        plural = head
    elif head.endswith(("eau", "eu")):
        plural = head + "x"
    elif head.endswith("al") and head not in _tables()["plurals_in_als"]:
        plural = head[:-2] + "aux"
    else:
        plural = head + "s"
    return tuple(dict.fromkeys((head + tail, plural + tail)))


@cache
def _tables() -> dict[str, Any]:
    tables: dict[str, Any] = read_words("language", "inflection")
    return tables


def _finite(paradigm: _Paradigm, tense: Tense) -> Iterable[str]:
    """Return the six forms of a finite tense."""
    endings = _tables()["endings"]
    if tense == "imperfect":
        return _series(paradigm.imperfect, endings["imperfect"])
    if tense == "future":
        return _series(paradigm.future, endings["future"])
    if tense == "conditional":
        return _series(paradigm.future, endings["imperfect"])
    listed = {"present": paradigm.present, "past": paradigm.past, "subjunctive": paradigm.subjunctive}
    return listed[tense]


def _paradigms(lemma: str) -> tuple[_Paradigm, ...]:
    """Return the paradigm of a verb; several where it may be spelt in two ways."""
    if ending := _model(lemma):
        return (_irregular(lemma[: -len(ending)], _tables()["models"][ending]),)
    stem, ending = lemma[:-2], lemma[-2:]
    if ending == "ir":
        return (_second_group(stem),)
    return (_third_group(stem),) if ending == "re" else tuple(_first_group(stem))


def _model(lemma: str) -> str:
    """Return the longest ending of a verb that has a model; empty where the verb is regular."""
    tables = _tables()
    if lemma in tables["regular"]:
        return ""
    return max((ending for ending in tables["models"] if lemma.endswith(ending)), key=len, default="")


def _irregular(before: str, model: dict[str, Any]) -> _Paradigm:
    past = model["past"]
    light, heavy = model["subjunctive"]
    return _Paradigm(
        present=tuple(before + form for form in model["present"]),
        imperfect=before + model["imperfect"],
        future=before + model["future"],
        past=tuple(before + form for form in past) if isinstance(past, list) else _past(before + past) if past else (),
        subjunctive=_subjunctive(before + light, before + heavy),
        participle=before + model["participle"],
    )


def _second_group(stem: str) -> _Paradigm:
    """Return the paradigm of a verb like 'finir'."""
    longer = stem + "iss"
    present = _series(stem, _tables()["present"]["ir"])
    return _Paradigm(present, longer, stem + "ir", _past(stem + "i"), _subjunctive(longer, longer), stem + "i")


def _third_group(stem: str) -> _Paradigm:
    """Return the paradigm of a verb like 'vendre'."""
    present = _series(stem, _tables()["present"]["re"])
    return _Paradigm(present, stem, stem + "r", _past(stem + "i"), _subjunctive(stem, stem), stem + "u")


def _first_group(stem: str) -> Iterator[_Paradigm]:
    """Yield the paradigms of a verb in -er: its stem before a mute e and that of its future may have two spellings."""
    for strong in _strong_stems(stem):
        light = _series(strong, ("e", "es", "e", "ent"))
        present = (*light[:3], *_series(stem, ("ons", "ez")), light[3])
        for future in dict.fromkeys((strong, stem)):
            yield _Paradigm(present, stem, future + "er", _past(stem + "a"), _subjunctive(strong, stem), stem + "é")


def _strong_stems(stem: str) -> tuple[str, ...]:
    """Return the stems before a mute e: 'céder' cède, 'lever' lève, 'appeler' appelle, 'employer' emploie."""
    if stem.endswith(("oy", "uy")):
        return (stem[:-1] + "i",)
    if stem.endswith("ay"):
        return (stem, stem[:-1] + "i")
    vowels = [place for place, letter in enumerate(stem) if letter in _VOWELS]
    if not vowels or stem[vowels[-1]] not in "eé" or vowels[-1] == len(stem) - 1:
        return (stem,)
    place, after = vowels[-1], stem[vowels[-1] + 1 :]
    if stem[place] == "e" and after[0] == after[-1] and len(after) > 1:
        return (stem,)  # 'presser'
    if stem[place] == "e" and len(after) > 1 and after != "vr":
        return (stem,)  # 'accepter', 'rester'
    grave = stem[:place] + "è" + after
    doubled = stem[:place] + "e" + after * 2
    return (grave, doubled) if stem[place] == "e" and after in ("l", "t") else (grave,)


def _past(stem: str) -> tuple[str, ...]:
    """Return the passé simple; the last letter of its stem says by which endings."""
    return _series(stem[:-1], _tables()["endings"]["past"][stem[-1]])


def _subjunctive(light: str, heavy: str) -> tuple[str, ...]:
    """Return the present subjunctive; 'nous' and 'vous' have a stem of their own."""
    endings = _tables()["endings"]["subjunctive"]
    return tuple(_soft(heavy if index in (3, 4) else light, ending) for index, ending in enumerate(endings))


def _series(stem: str, endings: Iterable[str]) -> tuple[str, ...]:
    return tuple(_soft(stem, ending) for ending in endings)


def _soft(stem: str, ending: str) -> str:
    """Join stem and ending, with 'ç' and 'ge' kept soft before a and o."""
    if ending[:1] in ("a", "o", "â"):
        if stem.endswith("c"):
            return stem[:-1] + "ç" + ending
        if stem.endswith("g"):
            return stem + "e" + ending
    return stem + ending


def _participles(masculine: str) -> Iterator[tuple[str, bool]]:
    """Yield the forms of a past participle, and whether each is a plural."""
    feminine = _tables()["feminines"].get(masculine, masculine + "e")
    yield masculine, False
    yield masculine if masculine.endswith("s") else masculine + "s", True
    yield feminine, False
    yield feminine + "s", True
