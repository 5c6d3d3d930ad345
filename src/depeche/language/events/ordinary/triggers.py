"""Which words of a sentence evoke an event that the ontology has no type for.

Verbs do unless they are auxiliaries, copulas or frozen words; modals and verbs of beginning and ending are
events of their own, as in TimeML. Nouns and adjectives need a list or an ending. Not here: factuality and sources.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from depeche.language.events.factuality.moods import lemma_of
from depeche.language.events.factuality.wordlists import governor_nouns
from depeche.language.events.grammar import word_set, wordings
from depeche.language.events.lexicon import Category, Entry, load_lexicon
from depeche.language.events.scene import Scene
from depeche.language.events.triggers import Trigger
from depeche.language.inflection import inflect_noun
from depeche.words import read_words


@cache
def ordinary_words() -> Mapping[str, Any]:
    """Return the lists of ordinary.yml."""
    lists: dict[str, Any] = read_words("language/events", "ordinary")
    return lists


@cache
def _event_nouns() -> frozenset[str]:
    """Return singular and plural of the nouns that evoke events, those of the typed lists included."""
    listed = {noun for nouns in ordinary_words()["nouns"].values() for noun in nouns}
    return frozenset(form for noun in listed for form in inflect_noun(noun)) | frozenset(load_lexicon().nouns)


@cache
def _things() -> frozenset[str]:
    return frozenset(form for noun in ordinary_words()["things"] for form in inflect_noun(noun))


@cache
def _adjectives() -> frozenset[str]:
    found: set[str] = set()
    for word in ordinary_words()["adjectives"]:
        for form in (word, f"{word}e", word.removesuffix("f") + "ve", word.removesuffix("x") + "se"):
            found |= {form, f"{form}s"}
        found |= {word + word[-1] + "e", word + word[-1] + "es"}
    return frozenset(found)


@cache
def _entry(name: str) -> Entry:
    """Return the entry that all OTHER triggers of a category share."""
    return Entry(f"other.{name}", "OTHER", frame="", example="", counter="")


def find_ordinary_triggers(scene: Scene) -> tuple[Trigger, ...]:
    """Return the triggers of a sentence in order of their words."""
    named = {i for name in scene.names for i in range(name.start, name.end)}
    found: list[Trigger] = []
    for index in range(len(scene.doc)):
        category = _category(scene, index, named)
        if category is not None:
            name, kind = category
            is_participle = "Part" in scene.doc[index].morph.get("VerbForm")
            found.append(Trigger(index, index, index + 1, _entry(name), kind, scene.lower[index], is_participle))
    return tuple(found)


def _category(scene: Scene, index: int, named: set[int]) -> tuple[str, Category] | None:
    token = scene.doc[index]
    if not any(letter.isalpha() for letter in token.text) or len(token.text) < 2:
        return None
    if index not in named and _is_event_verb(scene, index):
        return "verb", "verb"
    if index not in named and _is_event_noun(scene, index):
        return "noun", "noun"
    if index not in named and _is_state(scene, index):
        return "adjective", "verb"
    return None


def _is_event_verb(scene: Scene, index: int) -> bool:
    token = scene.doc[index]
    if token.pos_ == "ADJ":
        return _is_verbal_adjective(scene, index)
    if token.pos_ not in ("VERB", "AUX") or token.dep_.startswith(("aux", "cop")) or token.dep_ == "fixed":
        return False
    lemma = lemma_of(scene, index)
    if lemma in ordinary_words()["empty_verbs"] or _is_frozen(scene, index) or _is_auxiliary(scene, index, lemma):
        return False
    if lemma == "avoir" and (scene.lower[max(0, index - 1)] == "y" or not _has_object(scene, index)):
        return False
    return scene.word(index + 1) not in ordinary_words()["bare_complements"].get(lemma, ())


def _is_verbal_adjective(scene: Scene, index: int) -> bool:
    """Tell whether an adjective is a participle that the tagger took for one, as predicate or with an agent."""
    token = scene.doc[index]
    if not scene.lower[index].endswith(wordings("participle_like_endings")):
        return False
    has_agent = scene.word(index + 1) == "par"
    return has_agent or any(child.dep_ in ("cop", "aux:pass", "aux:tense") for child in token.children)


def _has_object(scene: Scene, index: int) -> bool:
    return any(child.dep_ == "obj" and child.pos_ == "NOUN" for child in scene.doc[index].children)


def _is_frozen(scene: Scene, index: int) -> bool:
    before = ordinary_words()["frozen"].get(scene.lower[index])
    if before is None:
        return False
    return "" in before or scene.word(index - 1) in before


def _is_auxiliary(scene: Scene, index: int, lemma: str) -> bool:
    """Tell whether 'aller' or 'venir' only lends its tense to the infinitive after it."""
    between = ordinary_words()["auxiliaries"].get(lemma)
    if between is None or scene.lower[index].endswith(wordings("participle_endings")):
        return False
    at = index + 1
    seen = ""
    while at < len(scene.doc) and at <= index + 5:
        word = scene.lower[at]
        if "Inf" in scene.doc[at].morph.get("VerbForm") and (scene.doc[at].pos_ in ("VERB", "AUX")):
            return seen in between
        if word in word_set("de"):
            seen = word
        elif scene.doc[at].pos_ not in ("ADV", "PRON", "PUNCT", "CCONJ") and word not in word_set("before_infinitive"):
            return False
        at += 1
    return False


def _is_event_noun(scene: Scene, index: int) -> bool:
    token = scene.doc[index]
    word = scene.lower[index]
    if token.pos_ == "PROPN" and index and token.text[:1].isupper() and not token.text.isupper():
        return False
    if token.pos_ not in ("NOUN", "PROPN"):
        return False
    if _is_frozen_noun(scene, index) or _names_a_kind(scene, index):
        return False
    if word in _event_nouns():
        return True
    singular = word.removesuffix("s")
    return singular.endswith(tuple(ordinary_words()["endings"])) and word not in _things() and len(singular) > 5


def _is_frozen_noun(scene: Scene, index: int) -> bool:
    around = ordinary_words()["frozen_nouns"].get(scene.lower[index])
    if around is None:
        return False
    before, after = scene.word(index - 1), scene.word(index + 1)
    return around[0] in ("", before) and around[1] in ("", after, after.replace("d'", "de"))


def _names_a_kind(scene: Scene, index: int) -> bool:
    """Tell whether a bare noun only says of which kind another one is ('une société de surveillance')."""
    if index < 2 or scene.lower[index - 1] not in word_set("before_kinds"):
        return False
    owner = scene.doc[index - 2]
    if owner.pos_ not in ("NOUN", "PROPN") or owner.i + 2 != index:
        return False
    return owner.lower_ not in _event_nouns() and owner.lower_ not in governor_nouns()


def _is_state(scene: Scene, index: int) -> bool:
    """Tell whether an adjective says in which state somebody or something is: 'est prêt', 'se dit satisfait'."""
    token = scene.doc[index]
    if token.pos_ not in ("ADJ", "VERB", "NOUN") or scene.lower[index] not in _adjectives():
        return False
    if scene.has_copula(index) or token.dep_ == "xcomp":
        return True
    return scene.word(index + 1) in word_set("after_states") and token.pos_ == "ADJ"
