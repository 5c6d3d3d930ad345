"""The normalised view keeps every offset."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from depeche.language.view import normalised


@given(st.text())
def test_the_view_has_the_length_of_the_text(text: str) -> None:
    assert len(normalised(text)) == len(text)


@given(st.text())
def test_normalising_twice_changes_nothing_more(text: str) -> None:
    assert normalised(normalised(text)) == normalised(text)


def test_apostrophes_spaces_and_line_breaks_become_plain() -> None:
    assert normalised("l’usine\u00a0: 3\u202f%\r\nfin") == "l'usine : 3 %\n\nfin"
