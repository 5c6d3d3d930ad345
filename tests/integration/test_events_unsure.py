"""What is no plain fact, who says it, and who takes part: constructions that parses get wrong or leave open.

All persons and companies are invented.
"""

from __future__ import annotations

from datetime import date

import pytest

from depeche.language.annotate import annotate
from depeche.language.nlp import load_french
from depeche.model import EventMention, Reference

pytestmark = pytest.mark.model
_REFERENCE = Reference(date(2024, 5, 15), "day")


def _events(text: str) -> tuple[EventMention, ...]:
    return annotate(text, model=load_french(), reference=_REFERENCE).events


def _one(text: str, kind: str) -> EventMention:
    return next(event for event in _events(text) if event.type.endswith(kind))


@pytest.mark.parametrize(
    ("text", "kind", "realis", "polarity"),
    [
        ("Le syndicat exige, pour sa part, une commission d'enquête.", "INVESTIGATE", "REQUESTED", "positive"),
        ("D'ordinaire, un patron remercié part sans un mot.", "DISMISS", "GENERIC", "positive"),
        ("On n'a jamais vu une usine licencier ses ouvriers en une nuit.", "LAYOFF", "GENERIC", "negative"),
        ("Personne n'a jamais vu un conseil évincer son président si vite.", "DISMISS", "GENERIC", "negative"),
        ("On n'avait jamais vu un ministre qui démissionne par fax.", "RESIGN", "GENERIC", "positive"),
        ("Jamais une banque n'avait limogé son directeur aussi vite.", "DISMISS", "GENERIC", "negative"),
        ("Volney n'a jamais licencié Marc Lenoir sans le prévenir.", "DISMISS", "GENERIC", "negative"),
        ("Volney n'a jamais licencié ses ouvriers sans plan social.", "LAYOFF", "GENERIC", "negative"),
        ("Le gardien n'a jamais vu Volney licencier Marc Lenoir.", "DISMISS", "ACTUAL", "negative"),
        ("Jamais le conseil n'a limogé Marc Lenoir.", "DISMISS", "ACTUAL", "negative"),
        ("Marc Lenoir n'a jamais démissionné.", "RESIGN", "ACTUAL", "negative"),
        ("On n'a jamais licencié Marc Lenoir.", "DISMISS", "ACTUAL", "negative"),
        ("Les élus ont débattu de la grève d'hier.", "PROTEST_STRIKE", "ACTUAL", "positive"),
        ("Les élus ont débattu de la grève de Volney.", "PROTEST_STRIKE", "PLANNED", "positive"),
        ("Le juge a examiné le rachat de Lambel, conclu lundi.", "ACQUIRE_MERGE", "ACTUAL", "positive"),
        ("Marc Lenoir croit à la démission de Claire Aubert, annoncée hier.", "RESIGN", "ACTUAL", "positive"),
        ("Marc Lenoir croit à la démission de Claire Aubert.", "RESIGN", "POSSIBLE", "positive"),
        ("Chaque licenciement finit devant les juges.", "LEGAL.ACTION", "GENERIC", "positive"),
        ("Volney nie toute panne de son service.", "LAUNCH_SUSPEND", "ACTUAL", "negative"),
        ("Le groupe a promis un audit, lequel n'a jamais été réalisé.", "INVESTIGATE", "ACTUAL", "negative"),
        ("Une motion de censure, qui devrait être votée lundi, a été déposée.", "DECIDE_VOTE", "PLANNED", "positive"),
        ("Aucun licenciement n'est intervenu chez Volney.", "LAYOFF", "ACTUAL", "negative"),
        ("Volney a refusé de commenter.", "STATEMENT", "ACTUAL", "negative"),
        ("Volney négocie un plan de départs volontaires.", "LAYOFF", "PLANNED", "positive"),
        ("Qui pour prendre la suite de Marc Lenoir ?", "START_POSITION", "QUESTION", "positive"),
        ("Volney avait dû licencier Marc Lenoir.", "DISMISS", "ACTUAL", "positive"),
        ("Claire Aubert a fait savoir qu'elle démissionnerait.", "RESIGN", "PLANNED", "positive"),
    ],
)
def test_event_is_as_sure_as_its_wording(text: str, kind: str, realis: str, polarity: str) -> None:
    event = _one(text, kind)
    assert (event.realis, event.polarity) == (realis, polarity)


@pytest.mark.parametrize(
    ("text", "kind", "source"),
    [
        ("Volney dément : aucun accord n'a été trouvé.", "AGREE_PARTNER", "Volney"),
        ("Volney a licencié Marc Lenoir, a indiqué à l'AFP une source syndicale.", "DISMISS", "une source syndicale"),
        ("Selon nos confrères de L'Écho, Volney a licencié Marc Lenoir.", "DISMISS", "L'Écho"),
        ("Claire Aubert a fait savoir qu'elle démissionnerait.", "RESIGN", "Claire Aubert"),
        ("Selon nos informations, Volney a licencié Marc Lenoir.", "DISMISS", None),
    ],
)
def test_source_is_who_says_it(text: str, kind: str, source: str | None) -> None:
    assert _one(text, kind).source_surface == source


def test_who_asks_is_no_source_of_the_asking() -> None:
    event = _one("« Nous exigeons la démission du directeur », lance Claire Aubert.", "CONTACT.REQUEST")
    actors = {a.entity_id for a in event.arguments if a.role == "requester"}
    assert event.source_id is None or event.source_id not in actors


@pytest.mark.parametrize(
    ("text", "kind", "role", "surface"),
    [
        ("Lambel est tombé d'accord mardi avec Volney.", "AGREE_PARTNER", "parties", "Lambel"),
        ("Le groupe Volney a rejeté l'offre du groupe Lambel.", "RELATION.REJECT", "proposer", "Lambel"),
        ("Le groupe Volney a deux usines. L'action a chuté de 12 % vendredi.", "VALUE_CHANGE", "item", "Volney"),
        ("L'action Volney a chuté de 12 % vendredi.", "VALUE_CHANGE", "item", "Volney"),
        ("La CGT appelle à la grève chez Volney.", "PROTEST_STRIKE", "actor", "CGT"),
        ("Québec refuse l'offre de Lambel.", "RELATION.REJECT", "rejecter", "Québec"),
    ],
)
def test_participant_is_found(text: str, kind: str, role: str, surface: str) -> None:
    assert surface in {a.surface for a in _one(text, kind).arguments if a.role == role}


def test_steps_of_a_case_are_events_of_their_own() -> None:
    events = _events("Marc Lenoir a été mis en examen. Marc Lenoir a été relaxé.")
    assert len({event.in_document_key for event in events if event.type == "LEGAL.ACTION"}) == 2


def test_mention_of_an_unnamed_head_joins_the_event_of_the_one_named() -> None:
    events = _events("Volney a licencié Marc Lenoir. L'éviction du patron a surpris les salariés.")
    assert len({event.in_document_key for event in events if event.type == "PERSONNEL.DISMISS"}) == 1


def test_date_that_opens_a_sentence_dates_the_nouns_of_its_clause() -> None:
    event = _one("En 2019, Volney avait été secoué par l'éviction de son patron, Marc Lenoir.", "DISMISS")
    assert event.date is not None
    assert event.date.surface == "2019"


def test_nearer_date_beyond_a_comma_yields_to_that_of_the_clause() -> None:
    event = _one("L'action Volney, cédée en masse vendredi, a chuté de 11 % lundi.", "VALUE_CHANGE")
    assert event.date is not None
    assert event.date.surface == "lundi"


@pytest.mark.parametrize("text", ["Rachat d'Orvel : le jour d'après\n\nLe groupe suit.", "Orvel licencie, selon nos"])
def test_a_credit_that_breaks_off_is_borne(text: str) -> None:
    assert _events(text)
