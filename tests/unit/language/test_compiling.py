"""The short form of a long list of alternatives matches what the list does."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depeche.language.compiling import short_patterns, shortened

LETTERS = "[" + "".join(chr(code) for code in range(ord("a"), ord("z") + 1)) + "éèêàùçœïî]"
LONG = (
    f"(?iu)(?:^avant[-–]{LETTERS}+$)|(?:^apr[eè]s(?:-|')?{LETTERS}+$)|(?:^{LETTERS}+-(?:l')?{LETTERS}+$)|"
    f"(?:^(?:vi|no)ce-{LETTERS}*$)|(?:^aujourd'hui$)"
)


def test_each_ending_is_written_once() -> None:
    assert shortened(LONG).count(LETTERS) == LONG.count(LETTERS) - 1


@given(st.text(alphabet="avntprèséic'-–oujdhlAV\n", max_size=12) | st.sampled_from(LONG.split("|")))
def test_the_short_form_matches_the_same(text: str) -> None:
    assert bool(re.match(LONG, text)) == bool(re.match(shortened(LONG), text))


@pytest.mark.parametrize("word", ["avant-garde", "AVANT–garde", "après'ski", "pet-l'air", "vice-", "Aujourd'hui"])
def test_words_with_hyphens_match(word: str) -> None:
    assert re.match(shortened(LONG), word)


@pytest.mark.parametrize("pattern", ["a|b", "(?:^a$)|b", "(?:^a|b$)|(?:^c$)", "(?:a)|(?:b)"])
def test_a_pattern_of_another_form_stays(pattern: str) -> None:
    assert shortened(pattern) == pattern


def test_only_long_patterns_are_changed_and_only_within() -> None:
    plain = re.compile
    with short_patterns():
        assert re.compile(LONG).pattern == LONG
        many = "|".join(f"(?:^mot{number}-{LETTERS}+$)" for number in range(3000))
        assert len(re.compile(many).pattern) < len(many) / 4
    assert re.compile is plain
