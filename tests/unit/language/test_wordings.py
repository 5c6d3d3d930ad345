"""Lists and templates of wordings.yml made into patterns."""

from __future__ import annotations

import re
from importlib import import_module

import pytest

from depeche.language.wordings import NeedyPattern, WordPattern, any_of
from depeche.words import read_words

ROOMS = ("affiliations", "dates", "entities", "figures", "quotes")


@pytest.mark.parametrize(
    ("entries", "how", "text", "expected"),
    [
        (["chef", "chef de bord"], {}, "chef de bord", "chef de bord"),
        (["chef"], {"is_capital": True}, "Chef", "Chef"),
        (["chef"], {}, "Chef", None),
        (["de", "d'"], {"is_glued": True}, "de Pau", "de "),
        (["de", "d'"], {"is_glued": True}, "d'Albi", "d'"),
        (["a.b"], {}, "axb", None),
    ],
)
def test_any_of_takes_the_longest_entry(
    entries: list[str], how: dict[str, bool], text: str, expected: str | None
) -> None:
    found = re.match(any_of(entries, **how), text)
    assert (found and found[0]) == expected


@pytest.mark.parametrize("room", ROOMS)
def test_every_template_of_a_room_compiles(room: str) -> None:
    wordings = import_module(f"depeche.language.{room}.wordings")
    content = read_words(f"language/{room}", "wordings")
    given = {"words": "x", "verbs": "y"}
    made = {name: wordings._WORDINGS.made(name, **given).pattern for name in content["patterns"]}
    assert not [name for name, pattern in made.items() if re.search(r"\{[A-Za-z]", pattern)]


@pytest.mark.parametrize("room", ROOMS)
def test_a_name_is_a_list_or_a_pattern_and_not_both(room: str) -> None:
    content = read_words(f"language/{room}", "wordings")
    assert not content["lists"].keys() & content["patterns"].keys()


def test_a_template_takes_lists_and_other_templates() -> None:
    from depeche.language.quotes.wordings import glued, pattern, words

    assert words("reflexive") == ("se", "s'")
    assert glued("reflexive") == ("se ", "s'")
    assert pattern("clitics_between").fullmatch(" lui ")
    assert pattern("clitics_between").fullmatch(" s'")
    assert not pattern("clitics_between").fullmatch(" hier ")


@pytest.mark.parametrize(
    "text",
    [
        "le chef",
        "Chef de bord et chef",
        "sous-chef, co-chef",
        "le chef-lieu",
        "les chefs",
        "M. Roy, PDG",
        "chef de bord chef de bord",
        "",
    ],
)
def test_looking_for_first_words_changes_no_match(text: str) -> None:
    entries = ["chef", "chef de bord", "co-chef", "PDG"]
    pattern = re.compile(rf"(?<![\w-]){any_of(entries, is_capital=True)}(?![\w'-])")
    found = [match.span() for match in WordPattern(pattern, entries).finditer(text)]
    assert found == [match.span() for match in pattern.finditer(text)]


@pytest.mark.parametrize("text", ["Anne dirige Velmor", "Dirige-t-elle Velmor ?", "Anne vend Velmor", ""])
def test_looking_for_a_wording_first_changes_no_match(text: str) -> None:
    entries = ["dirige", "a dirigé"]
    pattern = re.compile(rf"\w* ?(?<!\w){any_of(entries, is_capital=True)}(?!\w)")
    found = [match.span() for match in NeedyPattern(lambda: pattern, entries).finditer(text)]
    assert found == [match.span() for match in pattern.finditer(text)]
