"""Comparable forms of names, and the grammar of labels."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depeche.resolve.names import contracted, folded, listed, lowered, singular


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("Départ de Aubin", "Départ d'Aubin"),
        ("Départ de Élodie Roux", "Départ d'Élodie Roux"),
        ("Critique de Le Rouergat", "Critique du Rouergat"),
        ("Soutien à Les Ateliers", "Soutien aux Ateliers"),
        ("Départ de Marsac", "Départ de Marsac"),
        ("Demande de un autre élu", "Demande d'un autre élu"),
        ("Refus de le conseil", "Refus du conseil"),
        ("Action en justice de des riverains", "Action en justice de riverains"),
        ("Départ de Hugo Roux", "Départ de Hugo Roux"),
    ],
)
def test_de_and_a_are_contracted(phrase: str, expected: str) -> None:
    assert contracted(phrase) == expected


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ((), ""),
        (("Ana",), "Ana"),
        (("Ana", "Luc"), "Ana et Luc"),
        (("Ana", "Luc", "Zoé"), "Ana, Luc et Zoé"),
        (("Ana", "Luc", "Zoé", "Max"), "Ana, Luc et 2 autres"),
    ],
)
def test_names_are_listed(names: tuple[str, ...], expected: str) -> None:
    assert listed(names) == expected


@pytest.mark.parametrize(
    ("word", "expected"), [("postes", "poste"), ("journaux", "journal"), ("bras", "bra"), ("gaz", "gaz"), ("an", "an")]
)
def test_plural_marks_are_cut(word: str, expected: str) -> None:
    assert singular(word) == expected


@given(st.text(st.characters(max_codepoint=0x24F), max_size=60))
def test_folding_is_idempotent(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@pytest.mark.parametrize(
    ("wording", "expected"),
    [
        ("Des riverains", "des riverains"),
        ("L'autorité", "l'autorité"),
        ("Étude du Rouergat", "Étude du Rouergat"),
        ("Lumen", "Lumen"),
        ("", ""),
    ],
)
def test_only_a_determiner_loses_its_capital(wording: str, expected: str) -> None:
    assert lowered(wording, {"des", "l", "le"}) == expected
