"""The cue lists, read once and indexed for lookup."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, NamedTuple

from depeche.language.events.grammar import looks_infinitive, wordings
from depeche.language.events.lexicon import load_lexicon
from depeche.language.inflection import Tense, inflect_noun, spellings
from depeche.language.quotes.reporting import stances
from depeche.model import Realis
from depeche.words import read_words


class Effect(NamedTuple):
    """What a governor makes of the event that it governs."""

    name: str  # the list it stands in
    realis: Realis | None  # None: unchanged
    is_negative: bool
    is_true: bool  # presupposed: nothing further out matters
    is_report: bool
    asks: bool  # its subject is the only one who speaks of the event
    resets: bool  # what was found nearer to the event counts no more: it is said not to happen


@cache
def cue_lists() -> Mapping[str, Any]:
    """Return the cue lists as they are written."""
    lists: dict[str, Any] = read_words("language/events", "cues")
    return lists


def _effect(name: str, text: str) -> Effect:
    parts = text.split()
    realis: Any = next((part for part in parts if part.isupper() and part != "ACTUAL"), None)
    flags = (word in parts for word in ("negative", "true", "report", "asks", "ACTUAL"))
    return Effect(name, realis, *flags)


@cache
def governors() -> Mapping[str, tuple[Effect, Effect, bool]]:
    """Return (plain effect, effect when negated, needs a reflexive) by governing verb."""
    found: dict[str, tuple[Effect, Effect, bool]] = {}
    for name, group in cue_lists()["governors"].items():
        plain, negated = (_effect(name, part) for part in group["effect"].split("/"))
        for verb in group["verbs"]:
            bare = verb.removeprefix("se ").removeprefix("s'")
            found.setdefault(bare, (plain, negated, bare != verb))
    return found


@cache
def governor_nouns() -> Mapping[str, Effect]:
    """Return the effect of a noun on the event that it governs, by noun form."""
    found: dict[str, Effect] = {}
    for name, nouns in cue_lists()["nouns"].items():
        for noun in nouns:
            for form in inflect_noun(noun):
                found.setdefault(form, _effect(name, name))
    return found


@cache
def adjectives() -> Mapping[str, Realis]:
    """Return the realis that an adjective gives to the noun that it stands with, by form."""
    found: dict[str, Realis] = {}
    for realis, listed in cue_lists()["adjectives"].items():
        for word in listed:
            feminine = word[:-2] + "elle" if word.endswith("el") else word if word.endswith("e") else word + "e"
            for form in (word, word + "s", feminine, feminine + "s"):
                found.setdefault(form, realis)
    return found


@cache
def states() -> Mapping[tuple[str, ...], Realis]:
    """Return the realis of the expressions that say of an event that it is not yet, as words, longest first."""
    listed = [(tuple(text.split()), realis) for realis, texts in cue_lists()["states"].items() for text in texts]
    return dict(sorted(listed, key=lambda item: (-len(item[0]), item[0])))


@cache
def adverbs() -> tuple[tuple[tuple[str, ...], Realis], ...]:
    """Return adverbs and fixed phrases as words, longest first, each with its realis."""
    listed = [(tuple(split_words(text)), realis) for realis, texts in cue_lists()["adverbs"].items() for text in texts]
    return tuple(sorted(listed, key=lambda item: (-len(item[0]), item)))


def adverbs_among(words: Iterable[str]) -> list[tuple[tuple[str, ...], Realis]]:
    """Return those adverbs and fixed phrases, in their order, whose first word is among some words."""
    by_word = _adverbs_by_first_word()
    listed = adverbs()
    return [listed[place] for place in sorted(place for word in set(words) for place in by_word.get(word, ()))]


@cache
def _adverbs_by_first_word() -> Mapping[str, list[int]]:
    places: dict[str, list[int]] = {}
    for place, (words, _) in enumerate(adverbs()):
        places.setdefault(words[0], []).append(place)
    return places


def split_words(text: str) -> list[str]:
    """Split a phrase of the lists as the tokeniser does: 'd'ici peu' is d' ici peu."""
    return text.replace("aujourd'hui", "aujourd’hui").replace("'", "' ").replace("’", "'").split()


@cache
def forward_adverbs() -> frozenset[tuple[str, ...]]:
    """Return those of them, as words, that bear on what follows only."""
    return frozenset(tuple(split_words(text)) for text in cue_lists()["forward_adverbs"])


@cache
def toward() -> Mapping[tuple[str, str], Realis]:
    """Return what a verb, adjective or noun makes of the event that follows its preposition, by both."""
    return {
        (word, preposition): realis
        for realis, listed in cue_lists()["toward"].items()
        for word, preposition in (text.removeprefix("s'").removeprefix("se ").split() for text in listed)
    }


@cache
def known_forms() -> Mapping[str, tuple[tuple[str, Tense], ...]]:
    """Return (lemma, tense) readings of every form of the verbs that the lists name."""
    lemmas: dict[str, None] = dict.fromkeys(wordings("conjugated"))
    lemmas.update(dict.fromkeys(governors()))
    lemmas.update(dict.fromkeys(lemma.split()[0] for lemma in stances()))
    lemmas.update(dict.fromkeys(verb for verb in cue_lists()["wishes"]))
    lemmas.update(dict.fromkeys(verb for verb in cue_lists()["existence"] if looks_infinitive(verb)))
    lemmas.update(dict.fromkeys(word for word, _ in toward() if looks_infinitive(word)))
    lexicon = load_lexicon()
    for readings in lexicon.verbs.values():
        lemmas.update(dict.fromkeys(reading.lemma for reading in readings))
    for phrases in lexicon.phrases.values():
        lemmas.update(dict.fromkeys(phrase.verb for phrase in phrases if phrase.verb))
    found: dict[str, dict[tuple[str, Tense], None]] = {}
    for lemma in lemmas:
        for form, tense in spellings(lemma):
            found.setdefault(form, {})[lemma, tense] = None
    return {form: tuple(readings) for form, readings in found.items()}


@cache
def imperfect_stems() -> frozenset[str]:
    """Return stems in -r whose imperfect looks like a conditional ('montr-ait')."""
    return frozenset(verb[:-2] for verb in cue_lists()["stems_in_r"])
