"""Shapes are looked for in lines that automata let through: none that a line has may be lost on the way."""

from __future__ import annotations

import re

import pytest
import re2
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from depeche.clean.folding import fold
from depeche.clean.looks import look_at
from depeche.clean.rules import Rule, rule_book
from depeche.clean.shapes import Shapes, relaxed
from depeche.language.view import normalised

BOOK = rule_book()
LINES = sorted({text for rule in BOOK.rules for text in (*rule.examples, *rule.counter_examples)})
_NARROWING = {"scraper_metadata.code"}  # 'var', 'let' also begin French words: what these need says more than the shape
_CLASSED = re.compile(r"(\[\^?(?:\\.|[^\\\]])*\])|\\p(?:\{\w+\}|\w)")
_LETTERS = {"Lu": "A-ZÀ-ÖØ-Þ", "Ll": "a-zß-öø-ÿ", "L": "A-Za-zÀ-ÖØ-öø-ÿ", "N": "0-9"}
PIECES = st.sampled_from([word for line in LINES for word in line.split()])


def _searched(text: str) -> list[int]:
    """Return the numbers of the shapes that are found when each is looked for in the lines that hold what it needs."""
    look = look_at(text)
    return [
        number
        for number, rule in enumerate(BOOK.shaped)
        if look.count <= rule.most_words
        and (not rule.needs or any(need in look.folded for need in rule.needs))
        and re2.search(rule.shape, text)
    ]


def _found(text: str) -> list[int]:
    return [found.number for found in BOOK.shapes.find(look_at(text))]


@pytest.mark.parametrize("line", LINES)
def test_no_shape_of_a_known_line_is_lost(line: str) -> None:
    text = normalised(line).replace("\n", " ").strip()
    assert _found(text) == _searched(text)


@given(st.lists(PIECES, min_size=1, max_size=12))
def test_no_shape_of_a_mixed_line_is_lost(pieces: list[str]) -> None:
    text = normalised(" ".join(pieces))
    assert _found(text) == _searched(text)


def _in_python(shape: str) -> re.Pattern[str]:
    """Return a shape as the standard library writes it, with Latin letters for all letters."""

    def listed(found: re.Match[str]) -> str:
        letters = re.sub(r"\\p\{?(\w+)\}?", lambda name: _LETTERS[name[1]], found.group())
        return letters if found[1] else f"[{letters}]"

    return re.compile(re.sub(r"\\x\{0*(\w\w)\}", r"\\x\1", _CLASSED.sub(listed, shape)))


@pytest.mark.parametrize(
    "rule", [rule for rule in BOOK.shaped if rule.needs and rule.id not in _NARROWING], ids=lambda rule: rule.id
)
@settings(
    max_examples=4, derandomize=True, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck)
)
@given(data=st.data())
def test_line_that_has_a_shape_holds_what_it_needs(rule: Rule, data: st.DataObject) -> None:
    text = data.draw(st.from_regex(_in_python(rule.shape or "")))
    assert not re2.search(rule.shape, text) or any(need in fold(text) for need in rule.needs)


@pytest.mark.parametrize(
    ("shape", "text"),
    [
        (r"^\p{Lu}[\pL'-]{2,9}$", "Ça-va"),
        (r"(?i)^[^\pL\d]{0,3}é{2,4}$", "…Éé"),
        (r"^[\]\pL]{1,3}x?$", "]œ]"),
        (r"^a$|b$", "il y a un b"),
        (r"^[^.\p{Lu}]{3,}$", "été"),
        (r"\x{41}{2,3}", "un AA"),
    ],
)
def test_relaxed_shape_fits_what_the_shape_fits(shape: str, text: str) -> None:
    assert re2.search(shape, text)
    assert re2.search(relaxed(shape), text)


def test_shape_that_nothing_begins_is_found_anywhere() -> None:
    rule = next(rule for rule in BOOK.shaped if rule.needs and rule.scope == "line_suffix")
    free = type("Free", (), {"shape": r"\d{3,5} phares$", "needs": (), "most_words": 9})()
    numbers = [found.number for found in Shapes([rule, free]).find(look_at("Sur la côte, 400 phares"))]
    assert numbers == [1]


@pytest.mark.parametrize("rule", BOOK.shaped, ids=lambda rule: rule.id)
def test_shape_makes_no_large_automaton(rule: Rule) -> None:
    assert re2.compile(rule.shape).programsize < 20_000
