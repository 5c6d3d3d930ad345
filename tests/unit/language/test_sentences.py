"""Boundaries of sentences and of quotations in French press texts."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depeche.language.sentences import find_marked, find_sentences
from depeche.language.view import normalised


def _sentences(text: str) -> list[str]:
    view = normalised(text)
    return [view[s.start : s.end] for s in find_sentences(view, find_marked(view))]


def test_a_full_stop_before_a_capital_ends_a_sentence() -> None:
    assert _sentences("Le conseil a tranché. Les salariés attendent.") == [
        "Le conseil a tranché.",
        "Les salariés attendent.",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "M. Duval a signé avec Mme. Roche un accord.",
        "J. R. Morel dirige la société.",
        "La hausse atteint 3.5 % cette année.",
        "Le site Actu.fr a publié le texte.",
    ],
)
def test_abbreviations_initials_numbers_and_addresses_end_nothing(text: str) -> None:
    assert _sentences(text) == [text]


@pytest.mark.parametrize(
    "text",
    [
        "Le site fermera, a-t-il écrit sur X. Le groupe dément.",
        "La ville a déposé une plainte contre X. L'enquête débute.",
        "Elle l'a dit sur le réseau social X. Selon elle, tout va bien.",
    ],
)
def test_a_letter_that_is_a_name_ends_a_sentence(text: str) -> None:
    assert len(_sentences(text)) == 2


@pytest.mark.parametrize("text", ["Il a lu un essai sur X. Dumont.", "La lettre de X. Le Goff a surpris."])
def test_the_same_letter_before_a_name_is_an_initial(text: str) -> None:
    assert _sentences(text) == [text]


@pytest.mark.parametrize("text", ["la lettre.Les employés partent.", "le dossier de l'IA.Cette annonce surprend."])
def test_glued_sentences_are_cut(text: str) -> None:
    assert len(_sentences(text)) == 2


def test_a_quotation_never_breaks_a_sentence() -> None:
    assert len(_sentences("« Nous partons. Rien ne nous retient. », a dit Léa Morin.")) == 1


def test_a_line_break_ends_a_sentence() -> None:
    assert _sentences("Un titre sans point\nUne phrase.") == ["Un titre sans point", "Une phrase."]


def test_a_mark_left_open_closes_nothing() -> None:
    assert find_marked("Il a dit « partons. Et il est parti.") == ()


@given(st.text(alphabet="aB .!?\n«»\"'é3,", max_size=120))
def test_sentences_are_disjoint_ordered_and_cover_all_but_white_space(text: str) -> None:
    view = normalised(text)
    sentences = find_sentences(view, find_marked(view))
    covered = "".join(view[s.start : s.end] for s in sentences)
    assert covered.replace(" ", "").replace("\n", "") == view.replace(" ", "").replace("\n", "")
    assert all(a.end <= b.start for a, b in pairwise(sentences))
    assert [s.sentence_index for s in sentences] == list(range(len(sentences)))


def test_a_straight_mark_glued_to_a_full_stop_opens_the_next_sentence() -> None:
    assert _sentences('Il part de nuit."Nous partons demain", dit Paul.') == [
        "Il part de nuit.",
        '"Nous partons demain", dit Paul.',
    ]
