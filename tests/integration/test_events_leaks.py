"""What is not yet, not sure or not at all is never called a plain fact. All names are invented."""

from __future__ import annotations

from datetime import date

import pytest

from depeche.language.annotate import annotate
from depeche.language.nlp import load_french
from depeche.model import Reference

pytestmark = pytest.mark.model
_REFERENCE = Reference(date(2025, 3, 12), "day")


@pytest.mark.parametrize(
    ("text", "kind", "realis", "polarity"),
    [
        ("Orvel aurait, selon Le Figaro, racheté Lambel.", "ACQUIRE_MERGE", "UNCONFIRMED", "positive"),
        ("Orvel dément avoir licencié Luc Morin.", "DISMISS", "ACTUAL", "negative"),
        ("Orvel travaille à une fusion avec Lambel.", "ACQUIRE_MERGE", "PLANNED", "positive"),
        ("La CGT pousse au départ de Luc Morin.", "RESIGN", "REQUESTED", "positive"),
        ("Orvel se dit favorable à la fusion avec Lambel.", "ACQUIRE_MERGE", "POSSIBLE", "positive"),
        ("La mairie appelle les deux camps au dialogue.", "MEET_NEGOTIATE", "REQUESTED", "positive"),
        ("Les syndicats maintiennent leur appel à la grève.", "PROTEST_STRIKE", "REQUESTED", "positive"),
        ("La CGT pourrait recourir à la grève.", "PROTEST_STRIKE", "POSSIBLE", "positive"),
        ("La région a demandé un audit.", "INVESTIGATE", "REQUESTED", "positive"),
        ("Les salariés défilent contre la fermeture de l'usine.", "END_ORG", "PLANNED", "positive"),
        ("Orvel doit attendre l'accord de la CGT avant le rachat de Lambel.", "ACQUIRE_MERGE", "PLANNED", "positive"),
        ("Si l'État n'avait pas payé, on mettait la clé sous la porte.", "END_ORG", "HYPOTHETICAL", "positive"),
        ("Faute d'une rencontre avec Anne Ribot, la CGT défilerait.", "MEET_NEGOTIATE", "HYPOTHETICAL", "negative"),
        ("Le maire refuse toute rencontre avec Anne Ribot.", "MEET_NEGOTIATE", "ACTUAL", "negative"),
        ("Orvel ne procédera à aucun licenciement.", "LAYOFF", "PLANNED", "negative"),
        ("Pas question pour Orvel de vendre Lambel.", "ACQUIRE_MERGE", "PLANNED", "negative"),
        ("Le conseil d'Orvel se réunit vendredi.", "MEET_NEGOTIATE", "PLANNED", "positive"),
        ("Orvel a procédé à une fusion avec Lambel.", "ACQUIRE_MERGE", "ACTUAL", "positive"),
        ("Après la fermeture de l'usine, Orvel a licencié.", "END_ORG", "ACTUAL", "positive"),
    ],
)
def test_event_is_no_surer_than_its_wording(text: str, kind: str, realis: str, polarity: str) -> None:
    events = annotate(text, model=load_french(), reference=_REFERENCE).events
    found = {(event.realis, event.polarity) for event in events if event.type.endswith(kind)}
    assert found == {(realis, polarity)}
