"""Who does what a verb says where the sentence parts the two: asides, 'et', whom one asks, kinds of groups."""

from __future__ import annotations

from functools import cache

import pytest

from depeche.language.annotate import annotate
from depeche.language.nlp import FrenchModel, load_french


@cache
def _model() -> FrenchModel:
    return load_french()


def _arguments(text: str, group: str) -> set[tuple[str, str]]:
    events = annotate(text, model=_model()).events
    return {(a.role, a.surface) for e in events if e.type.endswith(group) for a in e.arguments}


@pytest.mark.parametrize(
    ("text", "group", "expected"),
    [
        (
            "Le ministre du Travail, Paul Amiot, a pour sa part demandé à l'inspection un rapport sur la filière.",
            "REQUEST",
            ("requester", "Paul Amiot"),
        ),
        (
            "La CGT exige l'ouverture de discussions et menace, à défaut, de saisir le tribunal.",
            "THREATEN",
            ("threatener", "CGT"),
        ),
        ("Claire Aubert n'a pas démissionné.", "RESIGN", ("person", "Claire Aubert")),
        (
            "Les supporteurs, eux, supplient la direction de trancher avant la reprise.",
            "DECIDE_VOTE",
            ("body", "la direction"),
        ),
        (
            "Anne Roy réclame une rencontre avec la direction du groupe.",
            "MEET_NEGOTIATE",
            ("participants", "Anne Roy"),
        ),
    ],
)
def test_subject_parted_from_its_verb_is_found(text: str, group: str, expected: tuple[str, str]) -> None:
    assert expected in _arguments(text, group)


def test_what_is_asked_for_is_no_addressee() -> None:
    found = _arguments("Le sénateur Paul Amiot réclame une commission d'enquête sur les péages.", "REQUEST")
    assert "addressee" not in {role for role, _ in found}
