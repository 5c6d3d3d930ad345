"""Events that came to nothing, are only announced, or are asked and told of in general, with the real model."""

from __future__ import annotations

from datetime import date

import pytest

from depeche.language.annotate import annotate
from depeche.language.nlp import load_french
from depeche.model import Reference

pytestmark = pytest.mark.model
_REFERENCE = Reference(date(2024, 3, 12), "day")


def _readings(text: str, kind: str) -> set[tuple[str, str]]:
    events = annotate(text, model=load_french(), reference=_REFERENCE).events
    return {(event.realis, event.polarity) for event in events if event.type.endswith(kind)}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Le rachat de Volney par Lambel a échoué.", "ACQUIRE_MERGE"),
        ("Le projet de fusion entre Volney et Lambel a capoté.", "ACQUIRE_MERGE"),
        ("Le rapprochement entre Volney et Lambel est tombé à l'eau.", "ACQUIRE_MERGE"),
        ("L'État a mis son veto au rachat de Volney par Lambel.", "ACQUIRE_MERGE"),
        ("Lambel a retiré son offre sur Volney.", "ACQUIRE_MERGE"),
        ("Claire Aubert a retiré sa candidature.", "NOMINATE_ELECT"),
        ("La motion de censure n'a pas été adoptée.", "DECIDE_VOTE"),
    ],
)
def test_what_came_to_nothing_is_negative_and_actual(text: str, kind: str) -> None:
    assert _readings(text, kind) == {("ACTUAL", "negative")}


@pytest.mark.parametrize(
    ("text", "kind", "realis", "polarity"),
    [
        ("Un départ de Claire Aubert n'est pas à l'ordre du jour.", "RESIGN", "PLANNED", "negative"),
        ("Il n'est pas question de démissionner, dit Claire Aubert.", "RESIGN", "PLANNED", "negative"),
        ("Le groupe s'est engagé à ne procéder à aucun licenciement avant 2028.", "LAYOFF", "PLANNED", "negative"),
        ("Volney a annoncé la suppression de 200 postes.", "LAYOFF", "PLANNED", "positive"),
        ("Volney table sur une baisse de ses ventes de 3 %.", "VALUE_CHANGE", "PLANNED", "positive"),
        ("Il n'exclut pas que l'agence abaisse la note de Volney.", "VALUE_CHANGE", "POSSIBLE", "positive"),
        ("« Lenoir démission ! », criaient les supporters.", "RESIGN", "REQUESTED", "positive"),
        ("Qui remplacera Claire Aubert à la tête de Volney ?", "START_POSITION", "QUESTION", "positive"),
        ("Chaque année, des centaines de librairies ferment.", "END_ORG", "GENERIC", "positive"),
        ("Une enquête sera ouverte.", "INVESTIGATE", "PLANNED", "positive"),
        ("Le ministre étudie une piste que le parti a rejetée.", "REJECT", "ACTUAL", "positive"),
    ],
)
def test_wording_decides_how_sure_an_event_is(text: str, kind: str, realis: str, polarity: str) -> None:
    assert _readings(text, kind) == {(realis, polarity)}


def test_expression_of_another_sense_hides_no_word() -> None:
    """'prendre la porte' needs a person; 'menace de quitter' uses up its first word only."""
    assert _readings("Le parti menace de quitter la coalition.", "RESIGN") == {("THREATENED", "positive")}
