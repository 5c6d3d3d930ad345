"""Inflected forms made from the lemma."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depeche.language.inflection import conjugate, inflect_noun


def _forms(lemma: str, tense: str) -> set[str]:
    return {form.form for form in conjugate(lemma) if form.tense == tense}


@pytest.mark.parametrize(
    ("lemma", "tense", "form"),
    [
        ("licencier", "participle", "licenciées"),
        ("engager", "imperfect", "engageait"),
        ("lancer", "present", "lançons"),
        ("céder", "present", "cède"),
        ("lever", "future", "lèvera"),
        ("appeler", "present", "appelle"),
        ("rejeter", "present", "rejette"),
        ("employer", "present", "emploie"),
        ("presser", "present", "presse"),
        ("accepter", "present", "accepte"),
        ("finir", "gerund", "finissant"),
        ("avertir", "present", "avertit"),
        ("vendre", "past", "vendirent"),
        ("revenir", "conditional", "reviendrait"),
        ("démettre", "participle", "démise"),
        ("rejoindre", "present", "rejoint"),
        ("acquérir", "future", "acquerra"),
        ("renvoyer", "conditional", "renverrait"),
        ("dissoudre", "participle", "dissoute"),
        ("élire", "participle", "élue"),
        ("poursuivre", "present", "poursuit"),
        ("réduire", "past", "réduisit"),
        ("prévoir", "future", "prévoira"),
        ("devoir", "participle", "dû"),
        ("démentir", "present", "dément"),
        ("appuyer", "present", "appuie"),
        ("reconnaître", "past", "reconnut"),
        ("maintenir", "past", "maintinrent"),
    ],
)
def test_form_is_generated(lemma: str, tense: str, form: str) -> None:
    assert form in _forms(lemma, tense)


def test_form_says_whose_it_is() -> None:
    assert {(form.person, form.is_plural) for form in conjugate("affirmer") if form.form == "affirme"} == {
        (1, False),
        (3, False),
    }
    assert {(form.person, form.is_plural) for form in conjugate("affirmer") if form.form == "affirmées"} == {
        (None, True)
    }


def test_regular_verb_in_ir_does_not_follow_partir() -> None:
    assert "avert" not in _forms("avertir", "present")
    assert "avertissent" in _forms("avertir", "present")


def test_verb_with_closed_syllable_gets_no_grave_accent() -> None:
    assert "rèste" not in _forms("rester", "present")


@pytest.mark.parametrize(
    ("noun", "plural"),
    [
        ("départ", "départs"),
        ("procès", "procès"),
        ("plan social", "plans social"),
        ("signal", "signaux"),
        ("enjeu", "enjeux"),
    ],
)
def test_plural_of_a_noun(noun: str, plural: str) -> None:
    assert plural in inflect_noun(noun)


@given(st.text(alphabet="bcdfglmnprstvaeiouéè", min_size=2, max_size=10))
def test_every_made_up_verb_in_er_has_its_infinitive_and_no_empty_form(stem: str) -> None:
    forms = conjugate(stem + "er")
    assert forms[0].form == stem + "er"
    assert all(form.form for form in forms)
