"""Turns of the press about posts: handed over, founded by whom, of which union; names are given by hand."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Row = tuple[str | None, str, str | None, str]  # person, role, organisation, status
Stated = Callable[[str], set[Row]]
AffiliationsOf = Callable[..., set[Row]]

NAMES = {
    "PER": ("Claire Dubosc", "Paul Rémy", "Anne Lefort"),
    "ORG": ("CGT Velmora", "Velmora", "Nexoria", "Rémy Optique", "CFDT", "Commission de la CEDEAO"),
}


@pytest.fixture(scope="module")
def stated(affiliations_of: AffiliationsOf) -> Stated:
    return lambda text: affiliations_of(text, NAMES)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Claire Dubosc cède les commandes de Velmora à Paul Rémy.",
            {("Claire Dubosc", "ceo", "Velmora", "former"), ("Paul Rémy", "ceo", "Velmora", "current")},
        ),
        ("La présidence de Velmora revient à Paul Rémy.", {("Paul Rémy", "president", "Velmora", "current")}),
        ("Velmora a confié sa direction financière à Paul Rémy.", {("Paul Rémy", "cfo", "Velmora", "current")}),
        (
            "Velmora a démis Paul Rémy de ses fonctions de directeur général de Velmora.",
            {("Paul Rémy", "ceo", "Velmora", "former")},
        ),
        (
            "Paul Rémy, directeur général de Velmora de 2012 à 2019, siège au conseil d'administration de Nexoria.",
            {("Paul Rémy", "ceo", "Velmora", "former"), ("Paul Rémy", "board_member", "Nexoria", "current")},
        ),
        (
            "Claire Dubosc a quitté le conseil de surveillance du groupe Velmora.",
            {("Claire Dubosc", "board_member", "Velmora", "former")},
        ),
        (
            "Velmora a perdu Claire Dubosc. La directrice financière, Anne Lefort, assurera l'intérim.",
            {("Anne Lefort", "cfo", "Velmora", "current"), ("Anne Lefort", "ceo", "Velmora", "interim")},
        ),
    ],
)
def test_a_post_goes_from_hand_to_hand(stated: Stated, text: str, expected: set[Row]) -> None:
    assert expected <= stated(text)


@pytest.mark.parametrize(
    "text",
    [
        "Velmora, que Claire Dubosc a fondée avec Paul Rémy, emploie 60 personnes.",
        "La société Velmora a écarté Claire Dubosc, qui l'avait fondée en 2011 avec l'ingénieur Paul Rémy.",
        "Velmora a été fondée il y a dix ans par Claire Dubosc et Paul Rémy.",
        "Depuis la création de Velmora, en 1998, par Claire Dubosc et Paul Rémy, rien n'a changé.",
        "Velmora recrute. Fondée en 2024 par deux anciens de Nexoria, Claire Dubosc et Paul Rémy, la société grandit.",
    ],
)
def test_whoever_founds_together_is_a_founder(stated: Stated, text: str) -> None:
    founders = {(person, house) for person, role, house, _ in stated(text) if role == "founder"}
    assert founders == {("Claire Dubosc", "Velmora"), ("Paul Rémy", "Velmora")}


def test_what_one_founds_and_others_launch_is_no_house(stated: Stated) -> None:
    assert "founder" not in {role for _, role, _, _ in stated("Claire Dubosc a lancé Velmora sur le marché.")}


def test_son_delegue_is_of_the_union_named_last(stated: Stated) -> None:
    text = "Chez Velmora, la CFDT s'inquiète. « C'est la fin », prévient son délégué, Paul Rémy."
    assert stated(text) == {("Paul Rémy", "other", "CFDT", "current")}


@pytest.mark.parametrize(("house", "role"), [("la CGT Velmora", "other"), ("Velmora", "executive")])
def test_the_secretary_of_a_union_is_no_executive(stated: Stated, house: str, role: str) -> None:
    assert {r for _, r, _, _ in stated(f"Paul Rémy, secrétaire général de {house}, proteste.")} == {role}


def test_after_the_departure_of_one_the_post_is_the_others(stated: Stated) -> None:
    text = "Après le départ de Claire Dubosc, le président de Velmora, Paul Rémy, a réuni la presse."
    assert stated(text) == {("Paul Rémy", "president", "Velmora", "current")}


def test_before_a_full_stop_the_post_is_the_first_ones(stated: Stated) -> None:
    text = "Le village pleure la mort de Paul Rémy, le président de Velmora."
    assert stated(text) == {("Paul Rémy", "president", "Velmora", "current")}


def test_a_company_called_by_the_family_is_meant(stated: Stated) -> None:
    text = "Nexoria et Rémy Optique discutent. Le groupe attend. Son président, Paul Rémy, se tait."
    assert ("Paul Rémy", "president", "Rémy Optique", "current") in stated(text)


def test_who_presides_over_a_commission_is_an_official(stated: Stated) -> None:
    text = "Le président de la Commission de la CEDEAO, Paul Rémy, s'est réjoui."
    assert stated(text) == {("Paul Rémy", "official", "Commission de la CEDEAO", "current")}


def test_what_the_organisation_is_may_stand_before_the_name(stated: Stated) -> None:
    text = "Présidente de Velmora, qui rassemble trente riverains, Claire Dubosc a saisi le préfet."
    assert stated(text) == {("Claire Dubosc", "president", "Velmora", "current")}


def test_the_post_left_is_not_the_one_taken_over(stated: Stated) -> None:
    text = "Paul Rémy, jusqu'ici numéro deux de Velmora, succède à Claire Dubosc à la présidence du groupe."
    assert {
        ("Paul Rémy", "coo", "Velmora", "former"),
        ("Paul Rémy", "president", "Velmora", "current"),
        ("Claire Dubosc", "president", "Velmora", "former"),
    } == stated(text)
