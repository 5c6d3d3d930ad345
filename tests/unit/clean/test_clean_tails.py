"""The tail of a text on one line: what follows the last sentence."""

from __future__ import annotations

from collections.abc import Callable

from depeche.clean.tails import find_tail
from depeche.model import Article

_SENTENCE = "La commune de Kerlaz a voté mardi soir le budget de sa nouvelle école, qui ouvrira en septembre. "
_TAIL = "Les sujets associés École Kerlaz Finistère Le Rivage Contact"


def test_titles_and_buttons_behind_the_last_sentence_are_a_tail() -> None:
    assert find_tail(_SENTENCE + _TAIL) == len(_SENTENCE)


def test_sentence_that_breaks_off_is_none() -> None:
    assert find_tail(_SENTENCE + "Le maire assure que les travaux seront finis à") is None


def test_closing_quotation_mark_belongs_to_the_sentence() -> None:
    text = f"« {_SENTENCE.strip()} » {_TAIL}"
    assert text[find_tail(text) :] == _TAIL


def test_signature_of_two_words_stays() -> None:
    assert find_tail(_SENTENCE + "Jeanne Roy") is None


def test_tail_of_one_huge_line_is_cut_and_told(cleaned: Callable[..., Article]) -> None:
    article = cleaned(_SENTENCE * 12 + _TAIL)
    assert [(span.text, span.rule) for span in article.removed] == [(_TAIL, "structure.bare_tail")]
    assert article.text.endswith("en septembre.")


def test_tail_of_a_text_of_several_lines_is_left_to_other_rules(cleaned: Callable[..., Article]) -> None:
    lines = [f"{_SENTENCE * 2}Ligne {number}." for number in range(9)]
    assert "structure.bare_tail" not in {span.rule for span in cleaned("\n".join([*lines, _TAIL])).removed}
