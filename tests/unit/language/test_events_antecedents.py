"""Which name a common noun was tied to in the text."""

from __future__ import annotations

import pytest

from depeche.language.events.arguments.antecedents import is_former_or_deputy, last_union, named_as
from depeche.language.reading import Reading
from depeche.model import Label, Mention


def _reading(text: str, **names: Label) -> Reading:
    """Return a reading in which each name (underscores for spaces) is a mention of an entity of its own."""
    mentions = []
    for key, label in names.items():
        name = key.replace("_", " ")
        start = text.index(name)
        mentions.append(Mention(0, start, start + len(name), name, label, key, "model", 1.0))
    return Reading(text, text, mentions=tuple(sorted(mentions, key=lambda mention: mention.start)))


@pytest.mark.parametrize(
    "text",
    [
        "L'association Rive proteste.",
        "Hier, Rive, association de riverains, a protesté.",
        "La petite association Rive proteste.",
    ],
)
def test_noun_beside_a_name_is_tied_to_it(text: str) -> None:
    assert named_as(_reading(text, Rive="ORG"), "association", "ORG") == "Rive"


@pytest.mark.parametrize(
    ("text", "noun"),
    [
        ("Le maire, Luc Arnal, proteste.", "maire"),
        ("La présidente du groupe, Luc Arnal, proteste.", "présidente"),
        ("Le député Luc Arnal proteste.", "député"),
    ],
)
def test_role_before_a_name_is_tied_to_it(text: str, noun: str) -> None:
    assert named_as(_reading(text, Luc_Arnal="PER"), noun, "PER") == "Luc_Arnal"


@pytest.mark.parametrize(
    "text",
    ["L'ancien maire, Luc Arnal, proteste.", "Le maire a vu Luc Arnal.", "Luc Arnal, ancien maire de Brion, proteste."],
)
def test_role_of_another_or_of_former_times_is_not(text: str) -> None:
    assert named_as(_reading(text, Luc_Arnal="PER"), "maire", "PER") is None


def test_noun_of_two_names_means_neither() -> None:
    reading = _reading("L'association Rive et l'association Source protestent.", Rive="ORG", Source="ORG")
    assert named_as(reading, "association", "ORG") is None


def test_union_named_last_is_meant() -> None:
    reading = _reading("La CGT et Volney négocient. La CFDT attend.", CGT="ORG", Volney="ORG", CFDT="ORG")
    assert last_union(reading, 26) == "CGT"
    assert last_union(reading, len(reading.text)) == "CFDT"


@pytest.mark.parametrize(("role", "expected"), [("directeur adjoint", True), ("ex-patron", True), ("maire", False)])
def test_deputies_and_former_holders_are_told_apart(role: str, expected: bool) -> None:
    assert is_former_or_deputy(role) is expected
