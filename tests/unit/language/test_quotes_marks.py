"""Where words in quotation marks begin and end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depeche.language.quotes.marks import find_marks


def inner(text: str) -> list[str]:
    return [text[m.start : m.end] for m in find_marks(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Il a dit : « la mer monte vite ».",
        "Il a dit : “la mer monte vite”.",
        'Il a dit : "la mer monte vite".',
        "Il a dit : „la mer monte vite“.",
        "Il a dit : ‹ la mer monte vite ›.",
        "Il a dit : 'la mer monte vite'.",
        "Il a dit : «la mer monte vite”.",
        "Il parle d'” la mer monte vite”.",
    ],
)
def test_every_style_of_marks_is_read(text: str) -> None:
    assert inner(text) == ["la mer monte vite"]


def test_an_apostrophe_opens_nothing() -> None:
    assert inner("L'usine d'Aubry n'a pas l'eau qu'il faut aujourd'hui.") == []


def test_nested_marks_belong_to_the_outer_quotation() -> None:
    assert inner("« Il m'a dit “je pars demain” et il est parti »") == ["Il m'a dit “je pars demain” et il est parti"]


def test_a_lost_closing_mark_ends_with_the_last_sentence_in_the_first_person() -> None:
    text = "« Je quitte la mairie. Je n'ai pas de regret. Le préfet a salué son travail. Son mandat finit en mai."

    assert inner(text) == ["Je quitte la mairie. Je n'ai pas de regret."]


def test_a_quotation_that_goes_on_in_the_next_paragraph_keeps_its_first() -> None:
    found = find_marks("« Le port est fermé. Les bateaux attendent.\n« Ils attendront encore. »")

    assert len(found) == 2
    assert found[1].is_continued


@given(st.text(alphabet="ab «»“”\"'.\nJe", max_size=80))
def test_marks_lie_in_the_text_in_order_and_apart(text: str) -> None:
    last = 0
    for found in find_marks(text):
        assert last <= found.opening < found.start < found.end <= found.closing <= len(text)
        assert text[found.start : found.end].strip() == text[found.start : found.end]
        last = found.closing
