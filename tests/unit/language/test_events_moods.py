"""Conditionals, tenses and negations, on sentences parsed by hand."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from depeche.language.events import find_cues
from depeche.language.events.factuality.conditions import is_condition
from depeche.language.events.factuality.moods import group_of, is_conditional
from depeche.language.events.scene import Scene
from depeche.language.events.topic import Topic
from depeche.language.reading import Reading
from depeche.model import Sentence

VOCAB = Vocab()


def scene_of(spec: str) -> Scene:
    """Build a scene from 'word/POS/dep/head' items; head counts from 0, and may be left out for the root."""
    items = [item.split("/") for item in spec.split()]
    words = [item[0] for item in items]
    spaces = [not word.endswith("'") for word in words]
    doc = Doc(
        VOCAB,
        words=words,
        spaces=spaces,
        pos=[item[1] for item in items],
        deps=[item[2] if len(item) > 2 else "ROOT" for item in items],
        heads=[int(item[3]) if len(item) > 3 else index for index, item in enumerate(items)],
        lemmas=words,
    )
    sentence = Sentence(0, 0, len(doc.text))
    reading = Reading(doc.text, doc.text, sentences=(sentence,), parses={0: doc})
    return Scene(reading, sentence, doc, Topic(reading))


@pytest.mark.parametrize("word", ["serait", "aurait", "reviendrait", "démissionneraient", "détiendrait", "voudrions"])
def test_conditional_is_known_by_its_ending(word: str) -> None:
    assert is_conditional(scene_of(f"Elle/PRON/nsubj/1 {word}/VERB"), 1)


@pytest.mark.parametrize("word", ["montrait", "courait", "préparait", "préférait", "entraient", "tirait", "assurait"])
def test_imperfect_of_a_stem_in_r_is_no_conditional(word: str) -> None:
    assert not is_conditional(scene_of(f"Elle/PRON/nsubj/1 {word}/VERB"), 1)


@pytest.mark.parametrize("word", ["minerais", "engrais", "portrait", "retrait", "extrait"])
def test_noun_with_the_ending_is_no_conditional(word: str) -> None:
    assert not is_conditional(scene_of(f"Le/DET/det/1 {word}/NOUN"), 1)


@pytest.mark.parametrize(
    ("spec", "verb", "tense"),
    [
        ("Elle/PRON/nsubj/2 a/AUX/aux:tense/2 démissionné/VERB", 2, "past"),
        ("Elle/PRON/nsubj/2 avait/AUX/aux:tense/2 démissionné/VERB", 2, "pluperfect"),
        ("Elle/PRON/nsubj/2 aurait/AUX/aux:tense/2 démissionné/VERB", 2, "conditional_past"),
        ("Elle/PRON/nsubj/1 démissionnera/VERB", 1, "future"),
        ("Elle/PRON/nsubj/1 démissionne/VERB", 1, "present"),
        ("Elle/PRON/nsubj/3 a/AUX/aux:tense/3 été/AUX/aux:pass/3 évincée/VERB", 3, "past"),
        ("Elle/PRON/nsubj/2 serait/AUX/aux:pass/2 évincée/VERB", 2, "conditional"),
    ],
)
def test_tense_of_a_verb_group(spec: str, verb: int, tense: str) -> None:
    assert group_of(scene_of(spec), verb).tense == tense


def test_negated_group_names_both_words() -> None:
    scene = scene_of("Elle/PRON/nsubj/4 n'/ADV/advmod/4 a/AUX/aux:tense/4 pas/ADV/advmod/4 démissionné/VERB")
    assert group_of(scene, 4).negations == (1, 3)


def test_restriction_is_no_negation() -> None:
    scene = scene_of("Elle/PRON/nsubj/3 n'/ADV/advmod/3 a/AUX/aux:tense/3 levé/VERB que/SCONJ/mark/5 dix/NUM/obj/3")
    assert group_of(scene, 3).negations == ()


def test_expletive_ne_is_no_negation() -> None:
    spec = "avant/ADP/mark/5 que/SCONJ/mark/5 le/DET/det/3 conseil/NOUN/nsubj/5 ne/ADV/advmod/5 parte/VERB"
    assert group_of(scene_of(spec), 5).negations == ()


def test_cue_list_holds_conditional_and_negation_words() -> None:
    scene = scene_of("Elle/PRON/nsubj/4 n'/ADV/advmod/4 aurait/AUX/aux:tense/4 jamais/ADV/advmod/4 signé/VERB")
    assert [(cue.surface, cue.kind) for cue in find_cues(scene.reading)] == [
        ("n'", "negation"),
        ("aurait", "conditional"),
        ("jamais", "negation"),
    ]


def test_personne_as_a_noun_is_no_negation() -> None:
    scene = scene_of("Une/DET/det/1 personne/NOUN/nsubj/3 est/AUX/aux:tense/3 venue/VERB")
    assert find_cues(scene.reading) == ()


def test_si_before_an_adjective_is_no_condition() -> None:
    assert not is_condition(scene_of("un/DET/det/3 si/ADV/advmod/2 grand/ADJ/amod/3 projet/NOUN"), 1)


def test_meme_si_is_no_condition() -> None:
    assert not is_condition(scene_of("même/ADV/advmod/3 si/SCONJ/mark/3 elle/PRON/nsubj/3 part/VERB"), 1)


def test_si_of_a_clause_is_a_condition() -> None:
    assert is_condition(scene_of("si/SCONJ/mark/2 elle/PRON/nsubj/2 part/VERB"), 0)


def test_text_without_parse_has_no_cues() -> None:
    assert find_cues(Reading("Texte.", "Texte.", sentences=(Sentence(0, 0, 6),))) == ()
