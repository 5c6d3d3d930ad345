"""The quick layers of the model against spaCy's own: same vectors, same answers, whatever stands beside a word."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from depeche.language.networks import quicken
from depeche.language.nlp import MODEL, load_french

SENTENCES = [
    "Le conseil d'administration de Bréval a nommé Anne Roy à sa tête lundi.",
    "« Nous n'avons  rien décidé », aurait-elle assuré à l'antenne.",
    "Qu'en pense-t-on ?",
]
PARAGRAPHS = [
    *SENTENCES,
    "",
    "Bréval",
    "Le  Conseil national de la Résistance  et Jean-Paul Dubois de la Tour",
    "La présidente de la Banque centrale européenne, Marie-Claire Le Goff, a rencontré Paul à Nice",
    " Anne Roy ",
    f"Elle préside le {'Conseil national de la Résistance et de la Marine ' * 3}à Nice",
    "Anne Roy " * 30,
]


def _load(*excluded: str) -> Any:
    import spacy

    return spacy.load(MODEL, exclude=["senter", "attribute_ruler", "lemmatizer", *excluded])


@pytest.mark.parametrize("component", ["tok2vec", "ner"])
def test_quick_vectors_are_those_of_the_model(component: str) -> None:
    pipeline = _load()
    docs = [pipeline.make_doc(sentence) for sentence in SENTENCES]
    model = pipeline.get_pipe(component).model
    network = model if component == "tok2vec" else model.get_ref("tok2vec").layers[0]
    expected = network.predict(docs)
    quicken(network)
    for found, wanted in zip(network.predict(docs), expected, strict=True):
        np.testing.assert_allclose(found, wanted, atol=1e-4)


def test_a_word_has_the_same_vector_beside_other_words() -> None:
    pipeline, other = _load("ner", "parser"), _load("ner", "parser")
    for one in (pipeline, other):
        quicken(one.get_pipe("tok2vec").model)
    alone = pipeline.get_pipe("tok2vec").model.get_ref("embed")
    beside = other.get_pipe("tok2vec").model.get_ref("embed")
    docs = [other.make_doc("Hier, la société Bréval"), other.make_doc("Bréval")]
    assert np.array_equal(alone.predict([pipeline.make_doc("Bréval")])[0][0], beside.predict(docs)[1][0])


def test_parses_are_those_of_the_plain_pipeline() -> None:
    import spacy

    plain = spacy.load(MODEL, exclude=["senter"])

    def shown(docs: Any) -> list[list[tuple[Any, ...]]]:
        return [[(t.text, t.pos_, t.dep_, t.head.i, str(t.morph), t.lemma_) for t in doc] for doc in docs]

    assert shown(load_french().parses(SENTENCES)) == shown(plain.pipe(SENTENCES, disable=["ner"]))


def test_names_are_those_that_the_model_finds_word_by_word() -> None:
    model = load_french()
    docs = [model._pipeline.make_doc(paragraph) for paragraph in PARAGRAPHS]
    recogniser = model._pipeline.get_pipe("ner")
    recogniser.set_annotations(docs, recogniser.predict(docs))
    expected = [[(name.start_char, name.end_char, name.label_) for name in doc.ents] for doc in docs]
    assert [[tuple(name) for name in names] for names in model.names(PARAGRAPHS)] == expected
    assert {name[2] for names in expected for name in names} >= {"PER", "ORG", "LOC"}


def test_no_text_has_no_parse_and_no_name() -> None:
    assert load_french().parses([]) == []
    assert load_french().names([]) == []
