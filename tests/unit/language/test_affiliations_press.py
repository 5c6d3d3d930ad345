"""Turns of the press about posts: handed over, founded by whom, of which union; names are given by hand."""

from __future__ import annotations

import pytest

from depeche.language.affiliations import find_affiliations
from depeche.language.reading import Reading
from depeche.language.sentences import find_marked, find_sentences
from depeche.language.view import normalised
from depeche.model import LinkedEntity, Mention

NAMES = {
    "PER": ("Claire Dubosc", "Paul Rémy", "Anne Lefort"),
    "ORG": ("CGT Velmora", "Velmora", "Nexoria", "Rémy Optique", "CFDT", "Commission de la CEDEAO"),
}


def _stated(text: str) -> set[tuple[str | None, str, str | None, str]]:
    view = normalised(text)
    marked = find_marked(view)
    plain = Reading(text, view, marked=marked, sentences=find_sentences(view, marked))
    mentions: list[Mention] = []
    for label, names in NAMES.items():
        for name in names:
            start = view.find(name)
            while start != -1:
                end, sentence = start + len(name), plain.sentence_at(start)
                if sentence and all(end <= m.start or m.end <= start for m in mentions):
                    mentions.append(Mention(sentence.sentence_index, start, end, name, label, name, "model", 0.8))  # type: ignore[arg-type]
                start = view.find(name, end)
    entities = {m.surface: LinkedEntity(m.surface, m.surface, m.label, None, None, (), None) for m in mentions}
    ordered = tuple(sorted(mentions, key=lambda m: m.start))
    reading = Reading(text, view, marked=marked, sentences=plain.sentences, mentions=ordered, entities=entities)
    return {(a.person_id, a.role, a.organization_id, a.status) for a in find_affiliations(reading)}


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
def test_a_post_goes_from_hand_to_hand(text: str, expected: set[tuple[str, str, str, str]]) -> None:
    assert expected <= _stated(text)


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
def test_whoever_founds_together_is_a_founder(text: str) -> None:
    founders = {(person, house) for person, role, house, _ in _stated(text) if role == "founder"}
    assert founders == {("Claire Dubosc", "Velmora"), ("Paul Rémy", "Velmora")}


def test_what_one_founds_and_others_launch_is_no_house() -> None:
    assert "founder" not in {role for _, role, _, _ in _stated("Claire Dubosc a lancé Velmora sur le marché.")}


def test_son_delegue_is_of_the_union_named_last() -> None:
    text = "Chez Velmora, la CFDT s'inquiète. « C'est la fin », prévient son délégué, Paul Rémy."
    assert _stated(text) == {("Paul Rémy", "other", "CFDT", "current")}


@pytest.mark.parametrize(("house", "role"), [("la CGT Velmora", "other"), ("Velmora", "executive")])
def test_the_secretary_of_a_union_is_no_executive(house: str, role: str) -> None:
    assert {r for _, r, _, _ in _stated(f"Paul Rémy, secrétaire général de {house}, proteste.")} == {role}


def test_after_the_departure_of_one_the_post_is_the_others() -> None:
    text = "Après le départ de Claire Dubosc, le président de Velmora, Paul Rémy, a réuni la presse."
    assert _stated(text) == {("Paul Rémy", "president", "Velmora", "current")}


def test_before_a_full_stop_the_post_is_the_first_ones() -> None:
    text = "Le village pleure la mort de Paul Rémy, le président de Velmora."
    assert _stated(text) == {("Paul Rémy", "president", "Velmora", "current")}


def test_a_company_called_by_the_family_is_meant() -> None:
    text = "Nexoria et Rémy Optique discutent. Le groupe attend. Son président, Paul Rémy, se tait."
    assert ("Paul Rémy", "president", "Rémy Optique", "current") in _stated(text)


def test_who_presides_over_a_commission_is_an_official() -> None:
    text = "Le président de la Commission de la CEDEAO, Paul Rémy, s'est réjoui."
    assert _stated(text) == {("Paul Rémy", "official", "Commission de la CEDEAO", "current")}


def test_what_the_organisation_is_may_stand_before_the_name() -> None:
    text = "Présidente de Velmora, qui rassemble trente riverains, Claire Dubosc a saisi le préfet."
    assert _stated(text) == {("Claire Dubosc", "president", "Velmora", "current")}


def test_the_post_left_is_not_the_one_taken_over() -> None:
    text = "Paul Rémy, jusqu'ici numéro deux de Velmora, succède à Claire Dubosc à la présidence du groupe."
    assert {
        ("Paul Rémy", "coo", "Velmora", "former"),
        ("Paul Rémy", "president", "Velmora", "current"),
        ("Claire Dubosc", "president", "Velmora", "former"),
    } == _stated(text)
