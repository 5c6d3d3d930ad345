"""The index: names as whole words, elisions, handles, compounds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depeche.kb import KbEntity, KnowledgeBase, find_names

KB = KnowledgeBase(
    {
        "nexoria": KbEntity("nexoria", "Nexoria", "ORG", aliases=("Nexoria Santé",)),
        "altmann": KbEntity("altmann", "Jo Altmann", "PER", short=("Altmann",)),
    }
)


def _found(text: str) -> list[str]:
    return [text[hit.start : hit.end] for hit in find_names(KB, text)]


@pytest.mark.parametrize(
    "text", ["d'Nexoria", "qu'Altmann", "(Nexoria)", "ex-Nexoria", "Nexoria.", "« Nexoria »", "Nexoria, Paris"]
)
def test_a_name_is_found_between_marks_and_after_an_elision(text: str) -> None:
    assert len(_found(text)) == 1


@pytest.mark.parametrize(
    "text", ["Nexorian", "@Nexoria", "#Nexoria", "nexoria", "www.nexoria.fr", "Nexoria-Bleu", "Nexoria_2", "Nexoria.fr"]
)
def test_a_name_is_not_found_inside_a_word_a_handle_or_an_address(text: str) -> None:
    assert _found(text) == []


def test_overlapping_names_are_all_given_longest_first() -> None:
    assert _found("Nexoria Santé") == ["Nexoria Santé", "Nexoria"]


def test_the_kind_of_a_name_is_told() -> None:
    assert [hit.kind for hit in find_names(KB, "Jo Altmann")] == ["name", "short"]


@given(st.text(alphabet="Nexoria Sté'@-.AltmnJ\n", max_size=60))
def test_every_hit_is_a_name_of_its_entities(text: str) -> None:
    for hit in find_names(KB, text):
        names = {name for key in hit.keys for name in (*KB[key].full_names, *KB[key].short)}
        assert text[hit.start : hit.end] in names
