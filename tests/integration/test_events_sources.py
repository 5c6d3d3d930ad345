"""Who is credited with an event, and who is not: insertions, 'selon X', askers, denials. All names are invented."""

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
    ("text", "kind", "source"),
    [
        ("Orvel aurait, croit savoir Le Figaro, racheté Lambel.", "ACQUIRE_MERGE", "Le Figaro"),
        ("Le groupe plancherait, disent plusieurs cadres, sur un plan social.", "LAYOFF", "plusieurs cadres"),
        ("Selon deux participants à la séance, Luc Morin a démissionné.", "RESIGN", "deux participants à la séance"),
        ("Des amis disent que Luc Morin a démissionné.", "RESIGN", "Des amis"),
        ("Orvel dément avoir licencié Luc Morin.", "DISMISS", "Orvel"),
        ("Le parquet indique qu'aucune enquête n'a été ouverte.", "INVESTIGATE", "Le parquet"),
        ("Luc Morin part, selon Anne Ribot, pour qui le départ de Paul Amiot est inévitable.", "RESIGN", "Anne Ribot"),
        ("Le maire Paul Amiot appelle les salariés à débrayer jeudi.", "PROTEST_STRIKE", "Paul Amiot"),
        ("La procureure Anne Ribot n'exclut pas de nouvelles interpellations.", "ACTION", "Anne Ribot"),
        ("Orvel nie avoir exigé la démission de Paul Amiot.", "REQUEST", "Orvel"),
    ],
)
def test_source_is_credited(text: str, kind: str, source: str) -> None:
    assert _one(text, kind).source_surface == source


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("La CGT soutient le projet ; la CFDT, inquiète, a appelé les salariés à débrayer.", "SUPPORT"),
        ("Luc Morin s'est illustré en conduisant la grève.", "PROTEST_STRIKE"),
        ("Orvel a licencié Luc Morin ; la société a dix jours pour faire appel, a indiqué son avocat.", "DISMISS"),
        ("Paul Amiot n'exclut pas de démissionner.", "RESIGN"),
        ("Le député Paul Amiot réclame une enquête.", "INVESTIGATE"),
        (
            "« Tout va bien », a dit la directrice Anne Ribot, qui a pris les commandes d'Orvel en mai.",
            "START_POSITION",
        ),
    ],
)
def test_nobody_is_credited(text: str, kind: str) -> None:
    assert _one(text, kind).source_surface is None
