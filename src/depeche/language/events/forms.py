"""Inflected forms of French verbs and nouns, generated from the lemma: mistakes of the lemmatiser cost nothing.

Here: form -> (lemma, tense). Not here: which words evoke an event (lexicon), and what a tense means (factuality).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, Literal, NamedTuple

from depeche.words import read_words

Tense = Literal[
    "infinitive", "present", "imperfect", "future", "conditional", "past", "subjunctive", "participle", "gerund"
]
ROOM = "language/events"


class Form(NamedTuple):
    """One inflected form of a verb."""

    form: str
    lemma: str
    tense: Tense


@cache
def _tables() -> dict[str, Any]:
    tables: dict[str, Any] = read_words(ROOM, "irregular")
    return tables


def _endings(tense: str) -> list[str]:
    """Return the endings of a tense that all verbs share."""
    endings: list[str] = _tables()["endings"][tense]
    return endings


@cache
def conjugate(lemma: str) -> tuple[Form, ...]:
    """Return the forms of a verb given without 'se'; where French allows two spellings, both."""
    forms: dict[tuple[str, Tense], None] = {(lemma, "infinitive"): None}
    for form, tense in _irregular(lemma) if _model(lemma) else _regular(lemma):
        forms[form, tense] = None
    for name, extra in _tables()["extra"].get(lemma, {}).items():
        for form in extra:
            forms[form, name] = None
    return tuple(Form(form, lemma, tense) for form, tense in forms)


def _model(lemma: str) -> str:
    tables = _tables()
    if lemma in tables["regular"]:
        return ""
    return max((ending for ending in tables["models"] if lemma.endswith(ending)), key=len, default="")


def _irregular(lemma: str) -> Iterator[tuple[str, Tense]]:
    ending = _model(lemma)
    model, before = _tables()["models"][ending], lemma[: -len(ending)]
    for form in model["present"]:
        yield before + form, "present"
    yield from _series(before + model["imperfect"], _endings("imperfect"), "imperfect")
    yield from _series(before + model["future"], _endings("future"), "future")
    yield from _series(before + model["future"], _endings("imperfect"), "conditional")
    past = model["past"]
    if isinstance(past, list):
        for form in past:
            yield before + form, "past"
    elif past:
        yield from _series(before + past[:-1], _tables()["endings"]["past"][past[-1]], "past")
    light, heavy = model["subjunctive"]
    for index, tail in enumerate(_endings("subjunctive")):
        yield before + (heavy if index in (3, 4) else light) + tail, "subjunctive"
    yield from _participles(before + model["participle"])
    yield before + model["imperfect"] + "ant", "gerund"


def _regular(lemma: str) -> Iterator[tuple[str, Tense]]:
    stem, ending = lemma[:-2], lemma[-2:]
    if ending == "ir":
        yield from _series(stem, _tables()["present"][ending], "present")
        yield from _series(stem + "iss", _endings("imperfect"), "imperfect")
        yield from _series(stem + "ir", _endings("future"), "future")
        yield from _series(stem + "ir", _endings("imperfect"), "conditional")
        yield from _series(stem, _tables()["endings"]["past"]["i"], "past")
        yield from _series(stem + "iss", _endings("subjunctive"), "subjunctive")
        yield from _participles(stem + "i")
        yield stem + "issant", "gerund"
    elif ending == "re":
        yield from _series(stem, _tables()["present"][ending], "present")
        yield from _series(stem, _endings("imperfect"), "imperfect")
        yield from _series(stem + "r", _endings("future"), "future")
        yield from _series(stem + "r", _endings("imperfect"), "conditional")
        yield from _series(stem, _tables()["endings"]["past"]["i"], "past")
        yield from _series(stem, _endings("subjunctive"), "subjunctive")
        yield from _participles(stem + "u")
        yield stem + "ant", "gerund"
    else:
        yield from _first_group(stem)


def _first_group(stem: str) -> Iterator[tuple[str, Tense]]:
    for strong in _strong_stems(stem):
        for tail in ("e", "es", "ent"):
            yield strong + tail, "present"
            yield strong + tail, "subjunctive"
        for future in dict.fromkeys((strong, stem)):
            yield from _series(future + "er", _endings("future"), "future")
            yield from _series(future + "er", _endings("imperfect"), "conditional")
    yield from _series(stem, ("ons", "ez"), "present")
    yield from _series(stem, _endings("imperfect"), "imperfect")
    yield from _series(stem, ("ions", "iez"), "subjunctive")
    yield from _series(stem, _tables()["endings"]["past"]["a"], "past")
    yield from _participles(stem + "é")
    yield _soft(stem, "ant"), "gerund"


def _strong_stems(stem: str) -> tuple[str, ...]:
    """Return the stems before a mute e: 'céder' cède, 'lever' lève, 'appeler' appelle, 'employer' emploie."""
    if stem.endswith(("oy", "uy")):
        return (stem[:-1] + "i",)
    if stem.endswith("ay"):
        return (stem, stem[:-1] + "i")
    vowels = [place for place, letter in enumerate(stem) if letter in "aeiouyéèêàâîôûùëï"]
    if not vowels or stem[vowels[-1]] not in "eé" or vowels[-1] == len(stem) - 1:
        return (stem,)
    place, after = vowels[-1], stem[vowels[-1] + 1 :]
    if stem[place] == "e" and after[0] == after[-1] and len(after) > 1:
        return (stem,)  # 'presser'
    if stem[place] == "e" and len(after) > 1 and after not in ("vr",):
        return (stem,)  # 'accepter', 'rester'
    grave = stem[:place] + "è" + after
    doubled = stem[:place] + "e" + after * 2
    return (grave, doubled) if stem[place] == "e" and after in ("l", "t") else (grave,)


def _series(stem: str, endings: Iterable[str], tense: Tense) -> Iterator[tuple[str, Tense]]:
    for ending in endings:
        yield _soft(stem, ending), tense


def _soft(stem: str, ending: str) -> str:
    if ending[:1] in ("a", "o", "â"):
        if stem.endswith("c"):
            return stem[:-1] + "ç" + ending
        if stem.endswith("g"):
            return stem + "e" + ending
    return stem + ending


def _participles(masculine: str) -> Iterator[tuple[str, Tense]]:
    plural = masculine if masculine.endswith("s") else masculine + "s"
    feminine = _tables()["feminines"].get(masculine, masculine + "e")
    for form in (masculine, plural, feminine, feminine + "s"):
        yield form, "participle"


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
