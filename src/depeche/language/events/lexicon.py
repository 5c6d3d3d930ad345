"""The trigger lexicon: entries read from the word lists, indexed by inflected form.

Here: what may evoke an event, and under which conditions. Not here: whether it does so in a sentence (triggers).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any, Literal, NamedTuple

from depeche.language.events.grammar import word_set
from depeche.language.inflection import Tense, inflect_noun, spellings
from depeche.model import Realis
from depeche.words import read_words

GROUPS = ("personnel", "governance", "contact", "conflict", "business", "market", "legal")
Category = Literal["verb", "noun", "phrase"]
Needs = Literal["", "argument", "entity", "person", "named", "product", "inside", "company"]
Condition = Literal["near", "object", "no_object", "subject", "no_subject", "needs"]
CLASSES = ("DET", "POSS", "A", "DE")


class Slot(NamedTuple):
    """One place of an expression: the words or the class that fill it."""

    words: frozenset[str]
    is_number: bool
    is_optional: bool


class Entry(NamedTuple):
    """One rule of the lexicon; kinds and words are lower case."""

    id: str
    type: str
    frame: str
    example: str
    counter: str
    objects: frozenset[str] = frozenset()
    subjects: frozenset[str] = frozenset()
    near: frozenset[str] = frozenset()
    not_near: frozenset[str] = frozenset()
    not_next: frozenset[str] = frozenset()
    not_before: frozenset[str] = frozenset()  # the word right before the trigger
    to_infinitive: bool = False  # 'à' and an infinitive must follow ('appeler X à négocier')
    of_is_subject: bool = False
    needs: Needs = ""
    realis: Realis | None = None
    is_neutral: bool = False
    is_negative: bool = False  # the word says that the event does not take place ('refuse de commenter')


class VerbReading(NamedTuple):
    """An entry that a verb form may evoke."""

    entry: Entry
    lemma: str
    tense: Tense
    is_reflexive: bool


class Phrase(NamedTuple):
    """An expression: its verb, if it has one, and the places after its first word."""

    entry: Entry
    verb: str
    is_reflexive: bool
    slots: tuple[Slot, ...]
    needed: tuple[frozenset[str], ...]  # the words of the places that a word must fill


class Lexicon(NamedTuple):
    """The whole lexicon by the form that is looked up."""

    entries: tuple[Entry, ...]
    verbs: Mapping[str, tuple[VerbReading, ...]]
    nouns: Mapping[str, tuple[Entry, ...]]
    phrases: Mapping[str, tuple[Phrase, ...]]
    frames: Mapping[str, Mapping[str, Any]]


@cache
def load_lexicon() -> Lexicon:
    """Read all word lists of triggers once per process."""
    entries: list[Entry] = []
    verbs: dict[str, list[VerbReading]] = {}
    nouns: dict[str, list[Entry]] = {}
    phrases: dict[str, list[Phrase]] = {}
    for group in GROUPS:
        for raw in read_words("language/events", group)["entries"]:
            entry = _entry(raw)
            entries.append(entry)
            for verb in raw.get("verbs", ()):
                _add_verb(verbs, entry, verb)
            for noun in raw.get("nouns", ()):
                for form in inflect_noun(noun):
                    nouns.setdefault(form, []).append(entry)
            for phrase in raw.get("phrases", ()):
                _add_phrase(phrases, entry, phrase)
    frames: dict[str, Any] = read_words("language/events", "frames")
    return Lexicon(
        tuple(entries),
        {form: tuple(readings) for form, readings in verbs.items()},
        {form: tuple(found) for form, found in nouns.items()},
        {form: tuple(found) for form, found in phrases.items()},
        frames,
    )


def _entry(raw: Mapping[str, Any]) -> Entry:
    return Entry(
        raw["id"],
        raw["type"],
        raw["frame"],
        raw["example"],
        raw["counter"],
        objects=frozenset(raw.get("object", ())),
        subjects=frozenset(raw.get("subject", ())),
        near=frozenset(str(word).lower() for word in raw.get("near", ())),
        not_near=frozenset(str(word).lower() for word in raw.get("not_near", ())),
        not_next=frozenset(str(word).lower() for word in raw.get("not_next", ())),
        not_before=frozenset(str(word).lower() for word in raw.get("not_before", ())),
        to_infinitive=bool(raw.get("to_infinitive", False)),
        of_is_subject=raw.get("of") == "subject",
        needs=raw.get("needs", ""),
        realis=raw.get("realis"),
        is_neutral=bool(raw.get("neutral", False)),
        is_negative=bool(raw.get("negative", False)),
    )


def _add_verb(verbs: dict[str, list[VerbReading]], entry: Entry, verb: str) -> None:
    lemma = verb.removeprefix("se ").removeprefix("s'")
    for form, tense in spellings(lemma):
        if form.endswith("es") and tense in ("present", "subjunctive"):
            continue  # 'tu menaces': never in the news, and always the noun
        verbs.setdefault(form, []).append(VerbReading(entry, lemma, tense, lemma != verb))


def _add_phrase(phrases: dict[str, list[Phrase]], entry: Entry, text: str) -> None:
    first, *rest = text.split()
    slots = tuple(_slot(part) for part in rest)
    needed = tuple(slot.words for slot in slots if not slot.is_optional and not slot.is_number)
    needed = tuple(sorted(needed, key=lambda words: -min(map(len, words))))  # what few sentences hold comes first
    if first.startswith("@"):
        for verb in first[1:].split("/"):
            for form in dict.fromkeys(form for form, _ in spellings(verb)):
                phrases.setdefault(form, []).append(Phrase(entry, verb, False, slots, needed))
    else:
        for word in first.split("/"):
            phrases.setdefault(word.lower(), []).append(Phrase(entry, "", False, slots, needed))


def _slot(part: str) -> Slot:
    is_optional = part.endswith("?")
    name = part.rstrip("?")
    if name in CLASSES:
        return Slot(word_set(name), False, is_optional)
    if name == "NUM":
        return Slot(frozenset(), True, is_optional)
    return Slot(frozenset(name.lower().split("/")), False, is_optional)
