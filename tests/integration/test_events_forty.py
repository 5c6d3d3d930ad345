"""The forty test sentences of the project's design notes on the French press, with the real model.

A case names (type, realis, polarity) of the events that must be found; `never` names those that must not.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import NamedTuple

import pytest

from depeche.language.annotate import annotate
from depeche.language.nlp import load_french
from depeche.model import EventMention, Reference

pytestmark = pytest.mark.model
REFERENCE = Reference(date(2023, 11, 21), "day")


class Case(NamedTuple):
    """A sentence and the events that it states, as 'TYPE REALIS polarity'."""

    number: int
    text: str
    events: tuple[str, ...]
    never: tuple[str, ...] = ()


CASES = (
    Case(
        1, "Sam Altman a été licencié vendredi par le conseil d'administration d'OpenAI.", ("DISMISS ACTUAL positive",)
    ),
    Case(
        2, "Sam Altman aurait été limogé pour manque de transparence.", ("DISMISS UNCONFIRMED positive",), ("ACTUAL",)
    ),
    Case(
        3,
        "Selon Forbes, les investisseurs font pression pour son retour.",
        ("REQUEST ACTUAL positive", "REINSTATE REQUESTED positive"),
    ),
    Case(
        4,
        "OpenAI a démenti avoir licencié son directeur technique.",
        ("DISMISS ACTUAL negative",),
        ("DISMISS ACTUAL positive",),
    ),
    Case(
        5,
        "Plus de 700 salariés menacent de démissionner si le conseil ne part pas.",
        ("THREATEN ACTUAL positive", "RESIGN THREATENED positive", "RESIGN HYPOTHETICAL negative"),
    ),
    Case(
        6, "Microsoft a annoncé qu'il embaucherait Sam Altman.", ("START_POSITION PLANNED positive",), ("UNCONFIRMED",)
    ),
    Case(7, "Altman n'a pas été renvoyé pour faute.", ("DISMISS ACTUAL negative",)),
    Case(8, "Altman va-t-il revenir ?", ("REINSTATE QUESTION positive",)),
    Case(
        9,
        "S'il revenait, le conseil démissionnerait.",
        ("REINSTATE HYPOTHETICAL positive", "RESIGN HYPOTHETICAL positive"),
        ("UNCONFIRMED",),
    ),
    Case(10, "Greg Brockman a claqué la porte dans la foulée.", ("RESIGN ACTUAL positive",)),
    Case(11, "Mira Murati assure l'intérim.", ("START_POSITION ACTUAL positive",)),
    Case(
        12,
        "Nommée PDG par intérim, Mira Murati a été remplacée par Emmett Shear.",
        ("START_POSITION ACTUAL positive", "START_POSITION ACTUAL positive"),
    ),
    Case(13, "Le conseil refuse de démissionner.", ("RESIGN ACTUAL negative",), ("REJECT",)),
    Case(14, "Le conseil a failli démissionner.", ("RESIGN ACTUAL negative",)),
    Case(15, "Altman devrait rencontrer le conseil lundi.", ("MEET_NEGOTIATE PLANNED positive",)),
    Case(16, "Altman aurait dû prévenir le conseil.", ("STATEMENT ACTUAL negative",), ("UNCONFIRMED",)),
    Case(17, "« J'ai perdu confiance », a déclaré Ilya Sutskever.", ("ACCUSE_CRITICIZE ACTUAL positive",)),
    Case(18, "Ilya Sutskever regrette d'avoir participé à l'éviction d'Altman.", ("DISMISS ACTUAL positive",)),
    Case(19, "Aucun accord n'a été conclu.", ("AGREE_PARTNER ACTUAL negative",)),
    Case(
        20,
        "Sans accord d'ici mardi, ils partiraient.",
        ("AGREE_PARTNER HYPOTHETICAL positive", "RESIGN HYPOTHETICAL positive"),
    ),
    Case(21, "Il ne reviendra pas chez OpenAI.", ("REINSTATE PLANNED negative",)),
    Case(22, "Il ne cesse de recruter.", ("START_POSITION ACTUAL positive",)),
    Case(23, "OpenAI n'a levé que 10 milliards de dollars.", ("FINANCE_INVEST ACTUAL positive",)),
    Case(24, "Altman serait sur le point de revenir, croit savoir The Verge.", ("REINSTATE PLANNED positive",)),
    Case(
        25,
        "D'après l'AFP, citant une source proche du dossier, un accord a été trouvé.",
        ("AGREE_PARTNER ACTUAL positive",),
    ),
    Case(26, "Le PDG remercie ses équipes.", (), ("DISMISS",)),
    Case(27, "L'entreprise écarte l'hypothèse d'un rachat.", ("ACQUIRE_MERGE ACTUAL negative",)),
    Case(28, "Microsoft détient 49 % d'OpenAI.", (), ("ACQUIRE_MERGE", "FINANCE_INVEST")),
    Case(29, "La mise à pied d'Altman a surpris Satya Nadella.", ("DISMISS ACTUAL positive",)),
    Case(30, "Une éventuelle éviction inquiète les salariés.", ("DISMISS POSSIBLE positive",)),
    Case(31, "L'ex-patron d'OpenAI s'est exprimé sur X.", ("STATEMENT ACTUAL positive",)),
    Case(32, "Le futur PDG d'OpenAI sera connu mardi.", (), ("START_POSITION ACTUAL",)),
    Case(33, "La rumeur de son départ circule depuis lundi.", ("RESIGN UNCONFIRMED positive",)),
    Case(34, "Altman a accepté de revenir.", ("REINSTATE PLANNED positive",)),
    Case(35, "OpenAI prévoit de lancer GPT-5.", ("LAUNCH_SUSPEND PLANNED positive",)),
    Case(36, "Rien n'indique que le conseil ait voté.", ("DECIDE_VOTE UNCONFIRMED positive",)),
    Case(
        37,
        "Altman préparait un projet avant que le conseil ne le licencie.",
        ("DISMISS ACTUAL positive",),
        ("negative",),
    ),
    Case(38, "Si Altman a été licencié, c'est parce qu'il n'était pas franc.", ("DISMISS ACTUAL positive",)),
    Case(
        39,
        "Le procureur a ouvert une enquête sur OpenAI, qui n'a pas été condamné.",
        ("INVESTIGATE ACTUAL positive", "ACTION ACTUAL negative"),
    ),
    Case(40, "« Nous n'avons licencié personne », assure-t-elle.", ("DISMISS ACTUAL negative",)),
)


@cache
def _events(text: str) -> tuple[EventMention, ...]:
    return annotate(text, model=load_french(), reference=REFERENCE).events


def _said(text: str) -> list[str]:
    return [f"{event.type.split('.')[1]} {event.realis} {event.polarity}" for event in _events(text)]


def _arguments(event: EventMention) -> set[tuple[str, str]]:
    return {(argument.role, argument.surface) for argument in event.arguments}


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.number:02}")
def test_sentence_states_its_events(case: Case) -> None:
    said = _said(case.text)
    for event in case.events:
        assert event in said
        said.remove(event)


@pytest.mark.parametrize("case", [case for case in CASES if case.never], ids=lambda case: f"{case.number:02}")
def test_sentence_does_not_state_more(case: Case) -> None:
    wrong = [said for said in _said(case.text) if any(never in said for never in case.never)]
    assert wrong == []


def test_passive_names_person_agent_and_organisation() -> None:
    event = _events(CASES[0].text)[0]
    assert {
        ("person", "Sam Altman"),
        ("agent", "le conseil d'administration"),
        ("organization", "OpenAI"),
    } <= _arguments(event)


def test_replacement_names_successor_as_person_and_predecessor() -> None:
    event = _events(CASES[11].text)[1]
    assert {("person", "Emmett Shear"), ("predecessor", "Mira Murati")} <= _arguments(event)


@pytest.mark.parametrize(
    ("number", "source"),
    [(3, "Forbes"), (4, "OpenAI"), (6, "Microsoft"), (17, "Ilya Sutskever"), (24, "The Verge"), (25, "AFP")],
)
def test_source_is_credited(number: int, source: str) -> None:
    assert source in [event.source_surface for event in _events(CASES[number - 1].text)]


@pytest.mark.parametrize("number", [1, 2, 7, 10, 13])
def test_text_in_its_own_name_has_no_source(number: int) -> None:
    assert {event.source_surface for event in _events(CASES[number - 1].text)} == {None}


def test_conditional_of_a_plan_is_kept_as_a_cue() -> None:
    event = _events(CASES[23].text)[0]
    assert ("serait", "conditional") in {(cue.surface, cue.kind) for cue in event.cues}


def test_date_is_that_of_the_clause() -> None:
    event = _events(CASES[14].text)[0]
    assert event.date is not None
    assert (event.date.surface, event.date.date_start) == ("lundi", date(2023, 11, 27))
