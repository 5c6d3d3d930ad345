"""The lexicon of reporting verbs and the conjugation behind it."""

import pytest

from depeche.language.inflection import conjugate
from depeche.language.quotes.reporting import forms, nouns, read_form, stance_of, stances
from depeche.language.quotes.verbs import find_said
from depeche.language.reading import Reading
from depeche.language.sentences import find_marked, find_sentences
from depeche.language.view import normalised


@pytest.mark.parametrize(
    ("infinitive", "form"),
    [
        ("annoncer", "annonçait"),
        ("exiger", "exigeant"),
        ("répéter", "répète"),
        ("rejeter", "rejette"),
        ("rappeler", "rappelle"),
        ("démentir", "dément"),
        ("avertir", "avertissent"),
        ("prévenir", "prévint"),
        ("reprendre", "reprennent"),
        ("écrire", "écrivit"),
        ("admettre", "admis"),
        ("reconnaître", "reconnaissait"),
        ("convenir", "conviendrait"),
    ],
)
def test_a_verb_has_its_form(infinitive: str, form: str) -> None:
    assert form in {found.form for found in conjugate(infinitive)}


def test_the_conditional_is_told_from_the_imperfect() -> None:
    tenses = {form.form: form.tense for form in conjugate("affirmer")}

    assert tenses["affirmerait"] == "conditional"
    assert tenses["affirmait"] == "imperfect"


def test_a_denial_is_a_denial() -> None:
    assert stance_of("démentir") == "deny"
    assert stance_of("se féliciter") == "opinion"
    assert stance_of("marcher") is None


def test_an_expression_needs_its_second_word() -> None:
    said = read_form("fait", " valoir que")

    assert said is not None
    assert said.lemma == "faire valoir"
    assert read_form("fait", " du vélo") is None


def test_a_finite_reading_goes_before_the_participle() -> None:
    said = read_form("dit")

    assert said is not None
    assert said.tense == "present"


def test_every_listed_verb_has_a_stance_and_forms() -> None:
    heads = {lemma.split(" ")[0] for lemma in stances()}
    known = {reading.lemma.split(" ")[0] for readings in forms().values() for reading in readings}

    assert heads == known


def test_nouns_of_reporting_are_singular_words() -> None:
    assert {"communiqué", "tribune"} <= nouns()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Il s'est borné à écrire que la digue tiendra.", ["est borné à écrire"]),
        ("Le maire a deux enfants et tient à préciser que la digue tiendra.", ["tient à préciser"]),
        ("Le maire a deux enfants et veut partir.", []),
    ],
)
def test_a_verb_that_leads_to_saying_begins_its_own_clause(text: str, found: list[str]) -> None:
    view = normalised(text)
    marked = find_marked(view)
    reading = Reading(text, view, marked=marked, sentences=find_sentences(view, marked))

    assert [text[said.start : said.end] for said in find_said(reading, 0, len(text))] == found
