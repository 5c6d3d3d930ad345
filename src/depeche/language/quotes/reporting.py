"""The lexicon of reporting: which word forms report what somebody says, with which stance.

Here: the words. Where they stand, who speaks and what is reported belongs to those who use them (quotes, events).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, Literal, NamedTuple

from depeche.language.inflection import Tense, conjugate
from depeche.language.quotes.wordings import glued
from depeche.words import read_words

Stance = Literal["neutral", "assertive", "confirm", "doubt", "opinion", "deny", "demand", "warn", "manner"]


class ReportingForm(NamedTuple):
    """An inflected form of a reporting verb, in lower case; `tail` must follow it ('fait' + 'valoir')."""

    form: str
    tail: str
    lemma: str  # as in the list, without 'se': 'dire', 'faire valoir', 'féliciter'
    stance: Stance
    tense: Tense
    person: int | None
    is_plural: bool | None
    is_pronominal: bool


@cache
def _lists() -> dict[str, Any]:
    lists: dict[str, Any] = read_words("language/quotes", "reporting")
    return lists


@cache
def stances() -> Mapping[str, Stance]:
    """Return the stance of each reporting verb by its infinitive without 'se'; the first list that names it counts."""
    found: dict[str, Stance] = {}
    for stance, verbs in _lists()["verbs"].items():
        for verb in verbs:
            found.setdefault(_bare(verb), stance)
    return found


@cache
def nouns() -> frozenset[str]:
    """Return the nouns that announce or carry somebody's words, in the singular."""
    return frozenset(_lists()["nouns"])


@cache
def forms() -> Mapping[str, tuple[ReportingForm, ...]]:
    """Return what each word form may be; of several readings those with a tail come first."""
    found: dict[str, list[ReportingForm]] = {}
    seen: set[str] = set()
    for stance, verbs in _lists()["verbs"].items():
        for verb in verbs:
            if verb in seen:
                continue
            seen.add(verb)
            bare = _bare(verb)
            head, _, tail = bare.partition(" ")
            for form in conjugate(head):
                if form.tense == "subjunctive":
                    continue  # what somebody may say has not been said
                found.setdefault(form.form, []).append(
                    ReportingForm(
                        form.form,
                        tail,
                        bare,
                        stance,
                        form.tense,
                        form.person,
                        form.is_plural,
                        is_pronominal=bare != verb,
                    )
                )
    return {form: tuple(sorted(readings, key=lambda r: -len(r.tail))) for form, readings in found.items()}


def read_form(word: str, following: str = "", *, is_reflexive: bool = False) -> ReportingForm | None:
    """Return the reading of a word form before `following`, finite before participle; None when it reports nothing.

    A form that needs a tail is only taken when `following` begins with it; 'fait' alone is no reporting verb. Of two
    verbs that differ in 'se' alone ('demander', 'se demander') the one that `is_reflexive` says is taken.
    """
    after = following.lstrip().lower()
    readings = [r for r in forms().get(word.lower(), ()) if not r.tail or after.startswith(r.tail)]
    if not readings:
        return None
    rank = {
        "present": 0,
        "past": 1,
        "imperfect": 2,
        "future": 2,
        "conditional": 2,
        "participle": 3,
        "gerund": 4,
        "infinitive": 5,
    }
    return min(
        readings,
        key=lambda r: (-len(r.tail), r.is_pronominal != is_reflexive, rank[r.tense], 0 if r.person == 3 else 1),
    )


def stance_of(lemma: str) -> Stance | None:
    """Return the stance of an infinitive, with or without 'se'; None when it is no reporting verb."""
    return stances().get(_bare(lemma))


def _bare(verb: str) -> str:
    for clitic in glued("reflexive"):
        verb = verb.removeprefix(clitic)
    return verb
