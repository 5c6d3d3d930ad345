"""The lexicon of reporting verbs and the conjugation behind it."""

import pytest

from depeche.language.quotes.conjugation import conjugate
from depeche.language.quotes.reporting import forms, nouns, read_form, stance_of, stances


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
