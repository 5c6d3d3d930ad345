"""Dates, figures and quotations read with the real model: what a parse adds to words alone."""

from datetime import date

import pytest

from depeche.language.annotate import read
from depeche.language.nlp import load_french
from depeche.language.reading import Reading
from depeche.model import Reference

pytestmark = pytest.mark.model

WEDNESDAY = Reference(date(2024, 3, 13), "day")


def reading(text: str) -> Reading:
    return read(text, model=load_french(), reference=WEDNESDAY)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Le conseil municipal s'est réuni lundi à la mairie.", date(2024, 3, 11)),
        ("La ministre se rendra vendredi à Marseille.", date(2024, 3, 15)),
        ("Le comité devrait se prononcer vendredi.", date(2024, 3, 15)),
        ("Le maire avait promis vendredi de rouvrir la piscine.", date(2024, 3, 8)),
        ("Une nouvelle audience est prévue le 2 avril à Lyon.", date(2024, 4, 2)),
        ("Le chantier a commencé le 2 avril à Lyon.", date(2023, 4, 2)),
        ("Le pont devrait être rouvert vendredi.", date(2024, 3, 15)),
        ("Un gérant pourrait être nommé avant la fête du 22 mai.", date(2024, 5, 22)),
        ("Les dockers menacent de débrayer vendredi.", date(2024, 3, 15)),
        ("Le juge a ordonné de rouvrir le port samedi.", date(2024, 3, 16)),
        ("Les travaux partiraient en septembre.", date(2024, 9, 1)),
        ("Le club renonce si le virement n'arrive pas vendredi.", date(2024, 3, 15)),
        ("Le navire serait arrivé dimanche à Brest.", date(2024, 3, 10)),
        ("La mairie a mis fin lundi au chantier.", date(2024, 3, 11)),
        ("Nous assurons vendredi le service, dit-elle.", date(2024, 3, 8)),
        ("Nous lancerons vendredi le service, dit-elle.", date(2024, 3, 15)),
    ],
)
def test_the_tense_decides_where_a_date_lies(text: str, day: date) -> None:
    assert [found.date_start for found in reading(text).dates] == [day]


def test_le_lundi_is_each_monday_in_the_present() -> None:
    assert reading("Le marché se tient le lundi sur la place.").dates == ()


def test_a_role_with_a_name_in_apposition_speaks() -> None:
    read_text = reading("« Nous embauchons encore », explique la directrice de l'usine, Claire Dumont.")
    (quote,) = read_text.quotes

    assert quote.speaker_surface == "Claire Dumont"


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Claire Dumont est rentrée. « Nous fermons l'usine », a-t-elle lâché.", "Claire Dumont"),
        ("Le préfet, Hugo Morin, est venu. « Nous fermons l'usine », a dit le représentant de l'État.", "Hugo Morin"),
        ("Claire Dumont a reçu Hugo Morin. Ce dernier soupire : « Nous fermons l'usine. »", "Hugo Morin"),
        ("La ministre a reçu Hugo Morin. Celui-ci s'est engagé à « fermer l'usine en mai ».", "Hugo Morin"),
        ("Hugo Morin a reçu une ouvrière. Une ouvrière témoigne. « Nous fermons l'usine », dit-elle.", None),
        ("Pour Claire Dumont, rien n'est joué : « Nous fermons l'usine. »", "Claire Dumont"),
        (
            "Claire Dumont préside. Passée par le cabinet de Marie Roche, elle reste. « Je tiendrai bon », dit-elle.",
            "Claire Dumont",
        ),
        ("Le délégué, Hugo Morin, a accusé la direction, et promis « une riposte à la hauteur ».", "Hugo Morin"),
        ("Le parti ne votera pas le texte, a précisé Hugo Morin, sauf « si la ministre recule ».", "Hugo Morin"),
        ("Hugo Morin, associé chez Alvéa, arrive. « C'est une équipe rare », dit l'investisseur.", "Hugo Morin"),
        ("L'usine a été rachetée par Hugo Morin, qui promet « une usine neuve et propre ».", "Hugo Morin"),
    ],
)
def test_pronouns_and_roles_stand_for_persons(text: str, speaker: str | None) -> None:
    annotation = reading(text)
    quote = annotation.quotes[-1]

    assert (annotation.entities[quote.speaker_id].name if quote.speaker_id else None) == speaker


def test_a_clause_before_its_reporting_verb_is_indirect() -> None:
    (quote,) = reading("L'usine sera fermée avant l'été, a indiqué la préfète, Claire Dumont.").quotes

    assert (quote.kind, quote.text) == ("indirect", "L'usine sera fermée avant l'été")


def test_translated_word_order_reports_speech() -> None:
    (quote,) = reading("L'usine sera fermée avant l'été, Claire Dumont a déclaré mardi.").quotes

    assert (quote.kind, quote.text) == ("indirect", "L'usine sera fermée avant l'été")


def test_reported_speech_has_its_clause() -> None:
    (quote,) = reading("Claire Dumont a assuré mardi que l'usine ne fermerait pas.").quotes

    assert (quote.kind, quote.text) == ("indirect", "l'usine ne fermerait pas")


def test_an_infinitive_reports_speech() -> None:
    (quote,) = reading("Claire Dumont dément avoir vendu les machines de l'usine.").quotes

    assert (quote.kind, quote.text) == ("indirect", "avoir vendu les machines de l'usine")


def test_employees_of_a_company_are_not_the_company() -> None:
    (quote,) = reading(
        "Les salariés de Renault accusent la direction d'avoir « trahi leur confiance et leur travail »."
    ).quotes

    assert quote.speaker_id is None


def test_employees_who_are_described_further_are_not_the_company() -> None:
    text = "Les salariés de Renault qui ont fait grève accusent la direction d'avoir « trahi leur confiance à tous »."
    (quote,) = reading(text).quotes

    assert quote.speaker_id is None


def test_the_subject_of_the_verb_owns_the_figure() -> None:
    read_text = reading("Renault emploie plus de 100 000 personnes dans le monde.")
    (claim,) = read_text.claims

    assert claim.entity_id is not None
    assert read_text.entities[claim.entity_id].name.startswith("Renault")
