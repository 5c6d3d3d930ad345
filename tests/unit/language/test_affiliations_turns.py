"""Further turns of the press about posts: asides before the verb, founders in relative clauses, nations, no posts."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Row = tuple[str | None, str, str | None, str]  # person, role, organisation, status
Stated = Callable[[str], set[Row]]
AffiliationsOf = Callable[..., set[Row]]

NAMES = {
    "PER": ("Claire Dubosc", "Paul Rémy", "Anne Lefort"),
    "ORG": ("Velmora", "Nexoria", "Altisem", "métropole Rives-du-Lac"),
    "LOC": ("Malaisie", "Asie du Sud", "Vire"),
}
COUNTRIES = {"Malaisie": "malaisie"}


@pytest.fixture(scope="module")
def stated(affiliations_of: AffiliationsOf) -> Stated:
    return lambda text: affiliations_of(text, NAMES, COUNTRIES)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Paul Rémy, 48 ans, ancien directeur financier de Velmora, a été nommé directeur général de Nexoria.",
            {("Paul Rémy", "cfo", "Velmora", "former"), ("Paul Rémy", "ceo", "Nexoria", "current")},
        ),
        (
            "Nommée en mars à la présidence de Velmora, Claire Dubosc se tait.",
            {("Claire Dubosc", "president", "Velmora", "current")},
        ),
        (
            "Directeur général délégué de Velmora, Paul Rémy en prendra la présidence en janvier.",
            {("Paul Rémy", "coo", "Velmora", "current"), ("Paul Rémy", "president", "Velmora", "incoming")},
        ),
        (
            "Velmora, dont Claire Dubosc est la présidente, a racheté Nexoria.",
            {("Claire Dubosc", "president", "Velmora", "current")},
        ),
        (
            "Claire Dubosc a été remplacée au poste de directrice générale de Velmora par Paul Rémy.",
            {("Claire Dubosc", "ceo", "Velmora", "former"), ("Paul Rémy", "ceo", "Velmora", "current")},
        ),
        (
            "Passée par Nexoria et Altisem, Claire Dubosc dirige Velmora.",
            {
                ("Claire Dubosc", "employee", "Nexoria", "former"),
                ("Claire Dubosc", "employee", "Altisem", "former"),
                ("Claire Dubosc", "ceo", "Velmora", "current"),
            },
        ),
        (
            "Claire Dubosc, présidente de Velmora, qu'elle a fondée en 2019 avec Paul Rémy, se tait.",
            {
                ("Claire Dubosc", "president", "Velmora", "current"),
                ("Claire Dubosc", "founder", "Velmora", "current"),
                ("Paul Rémy", "founder", "Velmora", "current"),
            },
        ),
        (
            "La start-up, que Claire Dubosc a créée avec Paul Rémy, s'appelle Velmora.",
            {("Claire Dubosc", "founder", "Velmora", "current"), ("Paul Rémy", "founder", "Velmora", "current")},
        ),
        (
            "Claire Dubosc, directrice de la stratégie pour l'Asie du Sud chez Velmora, se tait.",
            {("Claire Dubosc", "executive", "Velmora", "current")},
        ),
        ("PDG Velmora Claire Dubosc se tait.", {("Claire Dubosc", "ceo", "Velmora", "current")}),
        ("Paul Rémy travaille depuis vingt ans chez Velmora.", {("Paul Rémy", "employee", "Velmora", "current")}),
        (
            "Le conseil de surveillance de Velmora est désormais présidé par Claire Dubosc.",
            {("Claire Dubosc", "chair", "Velmora", "current")},
        ),
        (
            "Paul Rémy, à l'époque président de Velmora, avait signé.",
            {("Paul Rémy", "president", "Velmora", "former")},
        ),
        (
            "Claire Dubosc quitte la direction financière de Velmora pour rejoindre Nexoria.",
            {("Claire Dubosc", "cfo", "Velmora", "former")},
        ),
        (
            "La Malaisie proteste. Le ministre malaisien de la Défense, Paul Rémy, se tait.",
            {("Paul Rémy", "minister", "Malaisie", "current")},
        ),
        (
            "L'ancien président (divers droite) de la métropole Rives-du-Lac, Paul Rémy, se tait. "
            "La présidente de la métropole, Claire Dubosc, a réagi.",
            {
                ("Paul Rémy", "official", "métropole Rives-du-Lac", "former"),
                ("Claire Dubosc", "official", "métropole Rives-du-Lac", "current"),
            },
        ),
        (
            "La PDG de Velmora, Claire Dubosc, a réuni Nexoria et Altisem. "
            "Elle accuse son directeur technique, Paul Rémy.",
            {("Claire Dubosc", "ceo", "Velmora", "current"), ("Paul Rémy", "cto", "Velmora", "current")},
        ),
    ],
)
def test_a_turn_states_the_post(stated: Stated, text: str, expected: set[Row]) -> None:
    assert stated(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Après sa rencontre avec le président de Velmora, Paul Rémy s'est dit confiant.",
        "Opposé au directeur de Velmora, Paul Rémy a fait appel.",
        "Le frère de Paul Rémy travaille chez Velmora.",
        "Claire Dubosc, l'épouse du PDG de Velmora, est avocate.",
        "Claire Dubosc, cliente de Velmora depuis dix ans, a porté plainte.",
        "Le ministre malaisien de la Défense, Paul Rémy, se tait.",
    ],
)
def test_who_is_only_named_beside_a_post_does_not_hold_it(stated: Stated, text: str) -> None:
    assert stated(text) == set()


def test_a_name_between_commas_after_an_opening_is_the_holders(stated: Stated) -> None:
    text = "Après sa rencontre avec le président de Velmora, Paul Rémy, Claire Dubosc s'est dite confiante."
    assert stated(text) == {("Paul Rémy", "president", "Velmora", "current")}


def test_the_post_that_describes_a_successor_is_not_the_predecessors(stated: Stated) -> None:
    text = "Claire Dubosc, directrice des opérations de Nexoria, a été choisie pour succéder à Paul Rémy."
    assert stated(text) == {("Claire Dubosc", "coo", "Nexoria", "current")}
