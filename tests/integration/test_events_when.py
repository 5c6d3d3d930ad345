"""Which date of a sentence an event has, and on which side of the publication it lies. All names are invented."""

from __future__ import annotations

from datetime import date

import pytest

from depeche.language.annotate import annotate
from depeche.language.nlp import load_french
from depeche.model import EventMention, Reference

pytestmark = pytest.mark.model
_REFERENCE = Reference(date(2025, 3, 12), "day")


def _one(text: str, kind: str) -> EventMention:
    events = annotate(text, model=load_french(), reference=_REFERENCE).events
    return next(event for event in events if event.type.endswith(kind))


@pytest.mark.parametrize(
    ("text", "kind", "day"),
    [
        ("Mardi, l'application Lambel, dont se servent des millions de gens, est tombée en panne.", "SUSPEND", "11/03"),
        ("Orvel a rencontré mardi Lambel et signé un accord.", "AGREE_PARTNER", "11/03"),
        ("Selon plusieurs participants à une réunion organisée lundi, Luc Morin se tait.", "MEET_NEGOTIATE", "10/03"),
        ("Une motion de censure, qui devrait être examinée lundi, divise le parti.", "DECIDE_VOTE", "17/03"),
        ("L'aventure démarre en mai, lorsque Luc Morin fonde la société Orvel.", "START_ORG", "01/05"),
        ("Un hommage à Luc Morin sera rendu samedi.", "SUPPORT", "15/03"),
        ("Nous lancerons en octobre une version allemande de Lambel.", "SUSPEND", "01/10"),
        ("Anne Ribot a alerté la direction avant de démissionner en décembre.", "RESIGN", "01/12"),
        ("Le conseil d'Orvel se réunit vendredi à Lyon.", "MEET_NEGOTIATE", "14/03"),
        ("Réuni mardi soir, le conseil d'Orvel a révoqué Luc Morin.", "DISMISS", "11/03"),
        ("Les salariés d'Orvel seront placés en chômage partiel à compter du 3 novembre.", "LAYOFF", "03/11"),
    ],
)
def test_event_has_the_date_of_its_clause(text: str, kind: str, day: str) -> None:
    found = _one(text, kind).date
    assert found is not None
    assert found.date_start is not None
    assert found.date_start.strftime("%d/%m") == day


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Orvel a confirmé mardi avoir racheté Lambel.", "ACQUIRE_MERGE"),
        ("Orvel a déposé une plainte lundi et menace de saisir le tribunal.", "THREATEN"),
        ("Le syndicat Solidor avait menacé en novembre de quitter la coalition.", "RESIGN"),
        ("Nommé directeur d'Orvel en 2020, Luc Morin a démissionné.", "RESIGN"),
    ],
)
def test_date_of_another_clause_is_left_alone(text: str, kind: str) -> None:
    assert _one(text, kind).date is None


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (
            "Malgré la démission de Luc Morin en juin, Orvel tiendra son congrès vendredi.",
            "RESIGN",
        ),  # done, so not ahead
        ("En 2021, Orvel veut racheter Lambel.", "ACQUIRE_MERGE"),  # planned
    ],
)
def test_date_on_the_wrong_side_of_the_publication_is_left_out(text: str, kind: str) -> None:
    assert _one(text, kind).date is None
