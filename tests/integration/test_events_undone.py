"""Events that a text denies or calls off, names behind nouns, and dates that belong to another word, with the model."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest

from depeche.language.annotate import annotate
from depeche.language.nlp import load_french
from depeche.model import EventMention, Reference

pytestmark = pytest.mark.model
REFERENCE = Reference(date(2024, 3, 14), "day")


@cache
def _events(text: str) -> tuple[EventMention, ...]:
    return annotate(text, model=load_french(), reference=REFERENCE).events


def _one(text: str, kind: str) -> EventMention:
    return next(event for event in _events(text) if event.type.endswith(kind))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("La cession de la mine au groupe italien Ferrandi, évoquée en mars, a été abandonnée.", "ACQUIRE_MERGE"),
        ("Claire Aubert, qui n'était pas candidate à sa réélection, salue Marc Lenoir.", "NOMINATE_ELECT"),
        ("Claire Aubert ne sera pas candidate à la présidence de Volney.", "NOMINATE_ELECT"),
        ("Volney recule en Bourse, fusion démentie avec Lambel.", "ACQUIRE_MERGE"),
        ("Le groupe dément tout projet de fusion avec Lambel.", "ACQUIRE_MERGE"),
        ("Claire Aubert ne se représentait pas.", "NOMINATE_ELECT"),
        ("Claire Aubert n'a aucune intention de démissionner.", "RESIGN"),
    ],
)
def test_event_that_is_denied_or_called_off_is_negative(text: str, kind: str) -> None:
    found = [event for event in _events(text) if event.type.endswith(kind)]
    assert found
    assert {event.polarity for event in found} == {"negative"}


def test_negation_that_belongs_to_an_expression_leaves_it_positive() -> None:
    assert _one("Le conseil n'a plus confiance en Claire Aubert.", "ACCUSE_CRITICIZE").polarity == "positive"


def test_speculation_is_not_actual() -> None:
    assert _one("Le marché spécule aussi sur une OPA.", "ACQUIRE_MERGE").realis == "UNCONFIRMED"


@pytest.mark.parametrize(
    ("text", "surface"),
    [
        ("La CGT proteste. Le syndicat réclame une hausse des salaires.", "Le syndicat"),
        ("L'association Terre Claire se réjouit. L'association réclame une enquête.", "L'association"),
        ("Le maire, Marc Lenoir, est venu. Le maire réclame une enquête.", "Le maire"),
    ],
)
def test_noun_is_resolved_to_the_name_it_was_tied_to(text: str, surface: str) -> None:
    requesters = [a for a in _one(text, "CONTACT.REQUEST").arguments if a.role == "requester"]
    assert [(a.surface, a.entity_id is not None) for a in requesters] == [(surface, True)]


def test_board_that_meets_stands_for_its_company() -> None:
    event = _one("Le conseil d'administration de Volney se réunira le 8 septembre.", "MEET_NEGOTIATE")
    assert "Volney" in {a.surface for a in event.arguments if a.role == "participants"}


def test_date_of_a_request_is_not_that_of_what_is_asked() -> None:
    event = _one("Volney réclame depuis mai le départ de Marc Lenoir.", "RESIGN")
    assert event.date is None


def test_date_belongs_to_the_word_that_it_dates() -> None:
    events = _events("Les actionnaires ont voté mercredi une motion de défiance.")
    assert "mercredi" in [event.date.surface for event in events if event.date is not None]


@pytest.mark.parametrize(
    "text",
    [
        "Volney réclame depuis mai une baisse des prix.",
        "Volney a prolongé son accord avec Lambel jusqu'en 2030.",
        "Volney va fermer ses usines d'ici 2028.",
    ],
)
def test_beginning_or_limit_of_a_stretch_is_not_the_day_of_an_event(text: str) -> None:
    assert [event.date for event in _events(text) if event.date is not None] == []


def test_sum_of_the_year_before_does_not_date_a_fall() -> None:
    event = _one("Le bénéfice de Volney a plongé à 41 millions d'euros, contre 96 millions en 2022.", "VALUE_CHANGE")
    assert event.date is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [("Claire Aubert pourrait être licenciée.", "DISMISS"), ("Claire Aubert pourrait être nommée en mai.", "POSITION")],
)
def test_passive_infinitive_after_a_modal_has_its_subject_as_object(text: str, kind: str) -> None:
    event = _one(text, kind)
    assert (event.realis, [a.surface for a in event.arguments if a.role == "person"]) == ("POSSIBLE", ["Claire Aubert"])


def test_product_noun_is_resolved_to_its_name() -> None:
    event = _events("Volney a lancé son assistant Tilo. Lancé en janvier, l'assistant vocal a déçu.")[-1]
    assert [a.entity_id is not None for a in event.arguments if a.role == "product"] == [True]
