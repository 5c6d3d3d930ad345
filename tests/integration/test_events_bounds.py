"""Where a negation, a condition or a demand ends: at another clause or verb. All names are invented."""

from __future__ import annotations

from datetime import date

import pytest

from depeche.language.annotate import annotate
from depeche.language.nlp import load_french
from depeche.model import EventMention, Reference

pytestmark = pytest.mark.model
_REFERENCE = Reference(date(2025, 3, 12), "day")


def _events(text: str, kind: str) -> list[EventMention]:
    events = annotate(text, model=load_french(), reference=_REFERENCE).events
    return [event for event in events if event.type.endswith(kind)]


@pytest.mark.parametrize(
    ("text", "kind", "realis", "polarity"),
    [
        (
            "Orvel jure que le site ne fermera pas et que la direction recrutera cent personnes.",
            "START_POSITION",
            "PLANNED",
            "positive",
        ),
        ("Orvel jure que le site ne fermera pas.", "END_ORG", "PLANNED", "negative"),
        ("Le syndicat n'a pas signé et demande la nomination d'un expert.", "START_POSITION", "REQUESTED", "positive"),
        ("La CFDT ne s'est pas associée au mouvement et réclame un audit.", "AGREE_PARTNER", "ACTUAL", "negative"),
    ],
)
def test_negation_stays_in_its_clause(text: str, kind: str, realis: str, polarity: str) -> None:
    assert {(event.realis, event.polarity) for event in _events(text, kind)} == {(realis, polarity)}


@pytest.mark.parametrize(
    ("text", "kind", "realis"),
    [
        ("Lambel exige une hausse des prix, que la région refuse.", "REJECT", "ACTUAL"),
        ("La presse évoque des rumeurs de vente, que Lambel dément.", "REJECT", "ACTUAL"),
        ("Il veut fonder un rival de Lambel, qu'Orvel accuse d'avoir copié son brevet.", "ACCUSE_CRITICIZE", "ACTUAL"),
        ("Il demande que le conseil refuse.", "REJECT", "REQUESTED"),
        ("L'hypothèse que le conseil refuse inquiète.", "REJECT", "POSSIBLE"),
    ],
)
def test_verb_that_answers_a_demand_is_no_part_of_it(text: str, kind: str, realis: str) -> None:
    assert {event.realis for event in _events(text, kind)} == {realis}


@pytest.mark.parametrize(
    ("text", "kind", "realis"),
    [
        ("Le club n'exclut pas de saisir la Fifa s'il n'obtient rien.", "ACTION", "HYPOTHETICAL"),
        ("Luc Morin promet de démissionner si le vote échoue.", "RESIGN", "HYPOTHETICAL"),
        ("Luc Morin menace de démissionner si le vote échoue.", "RESIGN", "THREATENED"),
        ("Luc Morin menace de démissionner si le vote échoue.", "THREATEN", "ACTUAL"),
        ("La moitié des clients menaceraient de partir si le prix n'est pas baissé.", "THREATEN", "UNCONFIRMED"),
        ("« S'il ne part pas, il partira libre », menace son agent, Paul Amiot.", "THREATEN", "ACTUAL"),
        ("Faute de quoi, Orvel résilierait le contrat signé en mars.", "AGREE_PARTNER", "HYPOTHETICAL"),
    ],
)
def test_condition_bears_on_what_follows_from_it(text: str, kind: str, realis: str) -> None:
    assert _events(text, kind)[0].realis == realis


@pytest.mark.parametrize(
    ("text", "kind", "realis", "polarity"),
    [
        ("Les syndicats craignent la fermeture de l'usine.", "END_ORG", "POSSIBLE", "positive"),
        ("La fusion d'Orvel avec Lambel, annoncée lundi, inquiète.", "ACQUIRE_MERGE", "PLANNED", "positive"),
        ("Anne Ribot n'a pas souhaité parler avant sa prise de fonctions.", "START_POSITION", "PLANNED", "positive"),
        ("Luc Morin n'avait rien dit avant son départ.", "RESIGN", "ACTUAL", "positive"),
        ("Orvel n'est pas à vendre.", "ACQUIRE_MERGE", "ACTUAL", "negative"),
        ("Le juge a repoussé hier un recours d'Orvel.", "LEGAL.ACTION", "ACTUAL", "positive"),
        ("Le conseil a rejeté l'offre de rachat d'Orvel.", "ACQUIRE_MERGE", "ACTUAL", "negative"),
        ("Luc Morin attaque sa révocation devant le tribunal.", "DISMISS", "ACTUAL", "positive"),
        ("Quand un patron ferme une usine, la ville meurt.", "END_ORG", "GENERIC", "positive"),
        ("Un patron qui ferme une usine rentable, ça se paie, dit Luc Morin.", "END_ORG", "GENERIC", "positive"),
        ("Le patron qui ferme une usine rentable, Luc Morin, se tait.", "END_ORG", "ACTUAL", "positive"),
        (
            "Le groupe a détaillé un plan social prévoyant la suppression de 100 postes, la fermeture de deux usines "
            "et la vente du siège.",
            "END_ORG",
            "PLANNED",
            "positive",
        ),
    ],
)
def test_shade_of_an_event(text: str, kind: str, realis: str, polarity: str) -> None:
    assert {(event.realis, event.polarity) for event in _events(text, kind)} == {(realis, polarity)}


@pytest.mark.parametrize(
    ("text", "kind", "source"),
    [
        ("Paul Amiot pourrait démissionner, croit savoir l'un de ses adjoints.", "RESIGN", "l'un de ses adjoints"),
        (
            "« On nous ment », a dit Paul Amiot, le patron d'Orvel. À l'en croire, Lambel a racheté deux sociétés.",
            "ACQUIRE_MERGE",
            "Paul Amiot",
        ),
        ("Orvel reconnaît avoir licencié dix salariés.", "LAYOFF", "Orvel"),
        ("Le maire a reconnu son échec après la démission de Luc Morin.", "RESIGN", None),
    ],
)
def test_who_is_taken_at_their_word(text: str, kind: str, source: str | None) -> None:
    assert {event.source_surface for event in _events(text, kind)} == {source}


@pytest.mark.parametrize(
    ("text", "kind", "day"),
    [
        ("Invitée lundi de la radio locale, Anne Ribot a critiqué Orvel.", "ACCUSE_CRITICIZE", "10/03"),
        ("En déplacement à Lyon lundi, Anne Ribot a rencontré Luc Morin.", "MEET_NEGOTIATE", "10/03"),
        ("Nommée en mai à Lyon, Anne Ribot a critiqué Orvel.", "ACCUSE_CRITICIZE", None),
    ],
)
def test_occasion_that_opens_a_sentence_dates_it(text: str, kind: str, day: str | None) -> None:
    date_of = _events(text, kind)[0].date
    start = date_of.date_start if date_of is not None else None
    assert (start.strftime("%d/%m") if start is not None else None) == day
