"""Wordings whose neighbours give them another sense than that of an event of the ontology. All names are invented."""

from __future__ import annotations

import pytest

from depeche.language.annotate import annotate
from depeche.language.nlp import load_french

pytestmark = pytest.mark.model


def _types(text: str) -> set[str]:
    return {event.type for event in annotate(text, model=load_french()).events}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        # a plan adopted, one of a private life, a test drive
        ("Le gouvernement a arrêté le projet de programmation.", "PRODUCT.LAUNCH_SUSPEND"),
        ("Claire Aubert a abandonné le projet de vacances de son frère.", "PRODUCT.LAUNCH_SUSPEND"),
        ("La pluie a provoqué l'arrêt des essais sur la piste de Dijon.", "PRODUCT.LAUNCH_SUSPEND"),
        ("Marc Lenoir a interrompu les essais de sa fille.", "PRODUCT.LAUNCH_SUSPEND"),
        # warnings that tell of something
        ("La mairie avertit que la loi sera appliquée dès mardi.", "CONFLICT.THREATEN"),
        ("Volney prévient les acheteurs d'un défaut du chargeur.", "CONFLICT.THREATEN"),
        ("L'avocate prévient que la plainte de Paul Amiot est close.", "CONFLICT.THREATEN"),
        # who is right, and an order that no court gave
        ("L'avenir a donné raison au ministère des Armées.", "LEGAL.ACTION"),
        ("Défiant l'injonction de son frère, Claire Aubert est restée.", "LEGAL.ACTION"),
        # a meeting, a boat, a plank, tears
        ("La préfète a quitté le conseil vers midi.", "PERSONNEL.RESIGN"),
        ("La navigatrice a cédé la barre de son bateau à une équipière.", "PERSONNEL.RESIGN"),
        ("Marc Lenoir a quitté le board de sa planche à Biarritz.", "PERSONNEL.RESIGN"),
        ("Paul Amiot a quitté le conseil municipal en larmes.", "PERSONNEL.RESIGN"),
        # what a share had gained
        ("L'action de Volney a cédé ses 2 % pris la veille.", "BUSINESS.ACQUIRE_MERGE"),
    ],
)
def test_another_sense_evokes_no_such_event(text: str, kind: str) -> None:
    assert kind not in _types(text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Orvel a suspendu ses essais cliniques.", "PRODUCT.LAUNCH_SUSPEND"),
        ("Le syndicat prévient qu'il saisira les tribunaux.", "CONFLICT.THREATEN"),
        ("La cour d'appel a donné raison à Marc Lenoir.", "LEGAL.ACTION"),
        ("Claire Aubert a quitté le conseil d'administration d'Orvel.", "PERSONNEL.RESIGN"),
        ("Claire Aubert quitte le conseil d'Orvel.", "PERSONNEL.RESIGN"),
        ("Orvel a vendu ses 30 % dans Lambel.", "BUSINESS.ACQUIRE_MERGE"),
        ("L'action de Volney a cédé ses 2 % pris la veille.", "MARKET.VALUE_CHANGE"),
    ],
)
def test_the_sense_of_the_press_still_does(text: str, kind: str) -> None:
    assert kind in _types(text)
