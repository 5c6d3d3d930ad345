"""Figures that a text states, without a parse."""

from dataclasses import replace

import pytest

from depeche.language.dates import find_dates
from depeche.language.figures import find_claims
from depeche.language.reading import Reading
from depeche.language.sentences import find_marked, find_sentences
from depeche.language.view import normalised
from depeche.model import Claim, Mention


def claims(text: str, *names: str) -> tuple[Claim, ...]:
    view = normalised(text)
    marked = find_marked(view)
    reading = Reading(text, view, marked=marked, sentences=find_sentences(view, marked))
    mentions = tuple(
        Mention(0, view.index(n), view.index(n) + len(n), n, "ORG", f"ent-{n}", "model", 1.0) for n in names
    )
    reading = replace(reading, mentions=mentions)
    return find_claims(replace(reading, dates=find_dates(reading)))


@pytest.mark.parametrize(
    ("text", "surface", "measure", "value", "unit", "comparator"),
    [
        ("L'usine emploie 320 salariés.", "320 salariés", "headcount", 320, "person", "exact"),
        (
            "Plus de 40 000 personnes ont défilé.",
            "Plus de 40 000 personnes",
            "headcount",
            40_000,
            "person",
            "more_than",
        ),
        ("Il y a eu au moins un départ au siège.", "au moins un départ", "headcount", 1, "person", "at_least"),
        ("Une dizaine de policiers sont venus.", "Une dizaine de policiers", "headcount", 10, "person", "about"),
        ("Le site attire 2 millions d'abonnés.", "2 millions d'abonnés", "users", 2e6, "person", "exact"),
        ("La motion a réuni 312 voix.", "312 voix", "votes", 312, "other", "exact"),
        ("Le chantier coûte 45 millions d'euros.", "45 millions d'euros", "money", 45e6, "EUR", "exact"),
        ("Le groupe perd $10 milliards.", "$10 milliards", "money", 10e9, "USD", "exact"),
        ("Le groupe perd 10 milliards $ cette fois.", "10 milliards $", "money", 10e9, "USD", "exact"),
        ("La société est valorisée 1,2 Md€.", "1,2 Md€", "valuation", 1.2e9, "EUR", "exact"),
        ("Près de 80 % des effectifs ont voté.", "Près de 80 % des effectifs", "share", 80, "percent", "about"),
        ("La moitié des élèves étaient absents.", "La moitié des élèves", "share", 0.5, "other", "exact"),
        ("Neuf élèves sur dix étaient absents.", "Neuf élèves sur dix", "share", 0.9, "other", "exact"),
        ("Plus de 210 élèves sur 300 sont venus.", "Plus de 210 élèves", "headcount", 210, "person", "more_than"),
        ("Il est condamné à dix ans de prison.", "dix ans de prison", "duration", 10, "year", "exact"),
        ("Marie Legrand, 38 ans, dirige le port.", "38 ans", "age", 38, "year", "exact"),
        ("Le port a reçu 120 navires.", "120 navires", "other", 120, "other", "exact"),
    ],
)
def test_a_figure_is_read(text: str, surface: str, measure: str, value: float, unit: str, comparator: str) -> None:
    (claim,) = claims(text)

    assert (claim.surface, claim.measure, claim.value) == (surface, measure, pytest.approx(value))
    assert (claim.unit, claim.comparator) == (unit, comparator)


@pytest.mark.parametrize(
    "text",
    [
        "Le vote a eu lieu le 3 mai 2021 à 14 h 30.",
        "Les deux hommes se connaissent.",
        "Un homme a ouvert la porte.",
        "La troisième étape part de Lille.",
        "L'article 49 a servi de nouveau.",
        "En 24 heures, tout a changé.",
        "Le modèle A320 et la 5G arrivent.",
        "Des milliers de personnes ont défilé.",
    ],
)
def test_what_counts_nothing_is_no_claim(text: str) -> None:
    assert claims(text) == ()


def test_two_figures_bound_a_range() -> None:
    (claim,) = claims("Le fonds veut lever entre 150 et 200 millions d'euros.")

    assert (claim.value, claim.value_max, claim.comparator) == (150e6, 200e6, "range")


def test_two_shares_with_their_own_signs_are_no_range() -> None:
    found = claims("Le réseau a crû de 15 % à 415 millions de dollars.")

    assert [(c.value, c.unit) for c in found] == [(15, "percent"), (415e6, "USD")]


def test_a_part_of_a_whole_holds_two_figures() -> None:
    signed, employed = claims("Quelque 300 des 320 salariés ont signé la lettre.")

    assert (signed.measure, signed.value, signed.comparator) == ("signatories", 300, "about")
    assert (employed.measure, employed.value) == ("headcount", 320)


def test_a_figure_belongs_to_the_name_in_its_complement() -> None:
    (claim,) = claims("La grève touche 320 salariés d'Aubry Frères.", "Aubry Frères")

    assert (claim.subject_surface, claim.entity_id) == ("salariés d'Aubry Frères", "ent-Aubry Frères")


def test_a_number_inside_a_name_is_no_claim() -> None:
    assert claims("La chaîne France 24 licencie.", "France 24") == ()


def test_a_decimal_point_is_marked_as_translated() -> None:
    (claim,) = claims("Le chantier coûte 1.5 million d'euros.")

    assert claim.value == 1.5e6
    assert claim.method.endswith("+mt")
