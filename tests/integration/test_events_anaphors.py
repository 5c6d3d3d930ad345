"""What a noun without a name stands for, and what stays open where nobody can tell."""

from __future__ import annotations

from functools import cache

import pytest

from depeche.language.annotate import annotate
from depeche.language.nlp import FrenchModel, load_french
from depeche.model import EventMention


@cache
def _model() -> FrenchModel:
    return load_french()


def _one(text: str, group: str) -> EventMention:
    found = [e for e in annotate(text, model=_model()).events if e.type.endswith(group)]
    assert found, text
    return found[-1]


def test_group_that_takes_up_nobody_known_is_no_participant() -> None:
    assert _one("Le groupe a démissionné de la fédération après le vote.", "RESIGN").arguments == ()


@pytest.mark.parametrize(
    ("text", "group", "realis"),
    [
        ("Le joueur doit passer une visite avant de parapher un contrat de quatre ans.", "AGREE_PARTNER", "PLANNED"),
        ("Le syndicat menace de débrayer.", "THREATEN", "ACTUAL"),
        ("Tout licenciement collectif est précédé d'une consultation.", "LAYOFF", "GENERIC"),
    ],
)
def test_clause_decides_how_sure_the_event_is(text: str, group: str, realis: str) -> None:
    assert _one(text, group).realis == realis
