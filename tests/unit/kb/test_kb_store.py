"""The loader of the knowledge base: what it reads, and what it refuses."""

from __future__ import annotations

from pathlib import Path

import pytest

from depeche.errors import EnvironmentProblem
from depeche.kb import load_kb
from depeche.kb.store import read_kb, slug


def _file(folder: Path, content: str) -> Path:
    path = folder / "faits.yml"
    path.write_text(content, encoding="utf-8")
    return path


def test_the_shipped_files_load() -> None:
    assert load_kb()["openai"].name == "OpenAI"


def test_an_entity_keeps_what_its_names_may_do(tmp_path: Path) -> None:
    path = _file(
        tmp_path, 'entities:\n  bord: {name: The Edge, label: ORG, short: [Edge], mistranslations: ["L’arête"]}\n'
    )
    entity = read_kb((path,))["bord"]
    assert (entity.short, entity.mistranslations) == (("Edge",), ("L'arête",))


def test_a_plain_line_gives_a_name_and_its_aliases(tmp_path: Path) -> None:
    kb = read_kb((_file(tmp_path, "plain:\n  LOC:\n    - Montbrume | Mont-Brume\n"),))
    assert kb["montbrume"].full_names == ("Montbrume", "Mont-Brume")


@pytest.mark.parametrize(
    ("content", "what"),
    [
        ("entities:\n  a: {label: ORG}\n", "'name' is missing"),
        ("entities:\n  a: {name: A, label: FIRME}\n", "no label"),
        ("entities:\n  a: {name: A, label: ORG, alias: [B]}\n", "unknown fields"),
        ("entities:\n  a: {name: yes, label: ORG}\n", "no text"),
        ("entities:\n  a: {name: A, label: ORG, aliases: B}\n", "in a list"),
        ("entities:\n  a: {name: A, label: PER, facts: [{role: ceo, organization: b}]}\n", "is no key"),
        ("entities:\n  a: {name: A, label: PER, facts: [{role: ceo}]}\n", "lacks"),
        ("autres: []\n", "only keys at the top"),
    ],
)
def test_a_file_of_another_form_is_refused_with_its_place(tmp_path: Path, content: str, what: str) -> None:
    with pytest.raises(EnvironmentProblem, match=what):
        read_kb((_file(tmp_path, content),))


def test_a_key_that_stands_twice_is_refused(tmp_path: Path) -> None:
    path = _file(tmp_path, "entities:\n  nexoria: {name: Nexoria SA, label: ORG}\nplain:\n  ORG: [Nexoria]\n")
    with pytest.raises(EnvironmentProblem, match="twice"):
        read_kb((path,))


def test_holders_are_those_whose_years_enclose_the_year(tmp_path: Path) -> None:
    path = _file(
        tmp_path,
        "entities:\n  b: {name: B, label: ORG}\n"
        "  a: {name: Anne, label: PER, facts: [{role: ceo, organization: b, start: 2010, end: 2014}]}\n"
        "  c: {name: Carl, label: PER, facts: [{role: ceo, organization: b, start: 2015}]}\n",
    )
    assert read_kb((path,)).holders("ceo", "b", 2020) == ("c",)


def test_slug_has_no_accent_and_no_space() -> None:
    assert slug("Électricité d'Amont") == "electricite-d-amont"


def test_names_are_found_whatever_their_case_and_accents() -> None:
    assert load_kb().bearers("societe generale") == ("societe-generale",)
