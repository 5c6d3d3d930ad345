"""Who takes part: pronouns across sentences, groups that name their members, relatives, verbs that undergo a noun."""

from __future__ import annotations

from functools import cache

import pytest

from depeche.language.annotate import annotate
from depeche.language.nlp import FrenchModel, load_french
from depeche.model import Annotation

pytestmark = pytest.mark.model


@cache
def _model() -> FrenchModel:
    return load_french()


def _named(text: str, group: str) -> dict[str, set[str]]:
    """Return the names that fill each role of the last event of a type."""
    answer: Annotation = annotate(text, model=_model())
    names = {entity.entity_id: entity.name for entity in answer.entities}
    event = [e for e in answer.events if e.type.endswith(group)][-1]
    found: dict[str, set[str]] = {}
    for argument in event.arguments:
        if argument.entity_id is not None:
            found.setdefault(argument.role, set()).add(names[argument.entity_id])
    return found


@pytest.mark.parametrize(
    ("text", "group", "role", "names"),
    [
        (
            "La société Lambel domine. La société Volney, dont les ventes ont reculé de 12 %, embauche.",
            "VALUE_CHANGE",
            "item",
            {"Volney"},
        ),
        (
            "« Elle ment », a réagi auprès de l'AFP Claire Aubert, déléguée CFDT, qui réclame une enquête.",
            "CONTACT.REQUEST",
            "requester",
            {"Claire Aubert"},
        ),
        (
            "La CNIL a ouvert un dossier, a dit Marc Lenoir. Elle a infligé une amende à la société Volney.",
            "LEGAL.ACTION",
            "authority",
            {"CNIL"},
        ),
        (
            "Marc Lenoir quitte la mairie. Paul Verdier lui succède.",
            "START_POSITION",
            "predecessor",
            {"Marc Lenoir"},
        ),
        (
            "Marc Lenoir, dont le procès s'ouvrira lundi, garde le silence.",
            "LEGAL.ACTION",
            "defendant",
            {"Marc Lenoir"},
        ),
        (
            "Deux élus, Claire Aubert et Marc Lenoir, ont refusé de signer.",
            "REJECT",
            "rejecter",
            {"Claire Aubert", "Marc Lenoir"},
        ),
        (
            "Marc Lenoir encourt une amende de 3 000 euros.",
            "LEGAL.ACTION",
            "defendant",
            {"Marc Lenoir"},
        ),
        (
            "Marc Lenoir est poursuivi pour fraude.",
            "LEGAL.ACTION",
            "defendant",
            {"Marc Lenoir"},
        ),
        (
            "S'il est jugé devant la cour, dit son avocat, Marc Lenoir plaidera coupable.",
            "LEGAL.ACTION",
            "defendant",
            {"Marc Lenoir"},
        ),
        (
            "Marc Lenoir a obtenu le soutien de Claire Aubert.",
            "SUPPORT",
            "supporter",
            {"Claire Aubert"},
        ),
        (
            "Marc Lenoir a obtenu le soutien de Claire Aubert.",
            "SUPPORT",
            "supported",
            {"Marc Lenoir"},
        ),
        (
            "Marc Lenoir et Paul Verdier sont arrivés lundi. Les deux hommes se sont entretenus à la mairie.",
            "MEET_NEGOTIATE",
            "participants",
            {"Marc Lenoir", "Paul Verdier"},
        ),
    ],
)
def test_participant_is_found(text: str, group: str, role: str, names: set[str]) -> None:
    assert _named(text, group).get(role) == names


def test_subject_that_is_stressed_is_no_addressee() -> None:
    assert "addressee" not in _named("Marc Lenoir a lui aussi réclamé la démission du maire.", "REQUEST")


def test_three_named_before_are_not_the_two() -> None:
    text = (
        "Claire Aubert, Marc Lenoir et Paul Verdier sont arrivés lundi. Les deux hommes se sont entretenus à la mairie."
    )
    assert "participants" not in _named(text, "MEET_NEGOTIATE")


@pytest.mark.parametrize(
    ("text", "group", "roles"),
    [
        ("La société Volney a grandi. Elle cède des marques.", "ACQUIRE_MERGE", {"seller": {"Volney"}}),
        ("Le groupe Volney est en crise. Le groupe l'a racheté.", "ACQUIRE_MERGE", {"acquirer": {"Volney"}}),
        ("Le groupe Volney a racheté l'entreprise.", "ACQUIRE_MERGE", {"acquirer": {"Volney"}}),
        ("La société Volney critique le groupe.", "ACCUSE_CRITICIZE", {"accuser": {"Volney"}}),
    ],
)
def test_nobody_is_on_both_sides(text: str, group: str, roles: dict[str, set[str]]) -> None:
    assert _named(text, group) == roles
