"""Limits and labels where rules and recogniser disagree: what each is trusted with."""

from __future__ import annotations

import pytest

from depeche.language.entities import find_entities
from depeche.language.nlp import FoundName
from depeche.language.reading import Reading
from depeche.language.sentences import find_marked, find_sentences
from depeche.language.view import normalised


class Recogniser:
    """Says that the given wordings are names with the given labels, at their first place."""

    def __init__(self, names):
        self._names = names

    def is_word(self, form):
        return False

    def names(self, paragraphs):
        return [
            sorted(FoundName(p.find(w), p.find(w) + len(w), label) for w, label in self._names.items() if w in p)
            for p in paragraphs
        ]


def names(text, **recognised):
    view = normalised(text)
    marked = find_marked(view)
    reading = Reading(text, view, marked=marked, sentences=find_sentences(view, marked))
    found = {wording.replace("_", " "): label for wording, label in recognised.items()}
    return [(m.surface, m.label) for m in find_entities(reading, Recogniser(found))[0]]


def test_a_place_in_the_name_of_a_competition_is_no_mention():
    assert names("Le Tour de France passe ici.") == []
    assert names("Il rentre en France.") == [("France", "LOC")]


def test_the_recogniser_may_still_see_a_place_in_a_competition():
    assert names("Le Grand Prix de Belgique passe ici.", Belgique="LOC") == [("Belgique", "LOC")]


def test_rows_of_share_buttons_hold_no_mentions():
    assert names("Le vote a eu lieu.\nFacebook ,\nTwitter ,\nGoogle ,\nReddit") == []
    assert ("Google", "ORG") in names("Le vote chez Google a eu lieu.\nFacebook")


def test_a_purpose_of_two_parts_belongs_to_the_name():
    assert names("Le Parti pour la Justice et la Paix a gagné.") == [("Parti pour la Justice et la Paix", "ORG")]


def test_what_the_text_is_about_ends_a_name():
    assert names("Le Ministère de la Santé du pays se tait.") == [("Ministère de la Santé", "ORG")]


def test_an_institution_does_not_take_in_a_person():
    found = names("Le chef de la Commission de l'Union Morel Ana est là.", Morel_Ana="PER")
    assert ("Morel Ana", "PER") in found


def test_a_capital_particle_of_a_family_name_stays():
    assert names("De Lorme veut partir.", De_Lorme="PER") == [("De Lorme", "PER")]


def test_two_initials_with_full_stops_end_no_name():
    assert ("U.S. Ranger", "ORG") in names("Le porte-parole de l'U.S. Ranger a parlé.", **{"U.S. Ranger": "ORG"})


@pytest.mark.parametrize(
    ("text", "label"), [("Il survole Mars depuis un an.", [("Mars", "LOC")]), ("Il arrive le 3 Mars ici.", [])]
)
def test_a_planet_is_told_from_a_month(text, label):
    assert names(text, Mars="LOC") == label


def test_a_person_before_whom_her_nation_stands_stays_a_person():
    assert names("Derrière l'américaine Tess Harlow, on souffle.", Tess_Harlow="PER") == [("Tess Harlow", "PER")]


def test_a_road_that_looks_like_a_type_of_aircraft_stays_a_place():
    assert names("L'accès à la A645 est fermé.", A645="LOC") == [("A645", "LOC")]


def test_a_participle_before_a_name_is_no_adjective_of_the_institute():
    assert names("L'institut fondé par Jorun Halde ferme.", Jorun_Halde="PER") == [("Jorun Halde", "PER")]


def test_the_seat_of_a_body_in_small_letters_is_a_place():
    assert names("Il préside le conseil départemental des Landes.", **{"conseil départemental des Landes": "ORG"}) == [
        ("Landes", "LOC")
    ]


def test_a_longer_name_of_the_recogniser_wins_over_a_cue():
    found = names("Selon Radio Azur internationale, tout va.", Radio_Azur_internationale="ORG")
    assert found == [("Radio Azur internationale", "ORG")]


def test_members_of_a_family_are_no_single_person():
    assert names("Jeanne Aubrac vit ici. Tous les Aubrac sont venus.", Jeanne_Aubrac="PER") == [
        ("Jeanne Aubrac", "PER")
    ]


@pytest.mark.parametrize(
    ("text", "recognised", "expected"),
    [
        ("Joint hier, l'hôpital de Montbrume se tait.", {}, [("hôpital de Montbrume", "ORG")]),
        ("Il soigne dans un hôpital de Montbrume.", {"Montbrume": "LOC"}, [("Montbrume", "LOC")]),
        ("L'association Halles Vivaces se tait.", {"association_Halles_Vivaces": "ORG"}, [("Halles Vivaces", "ORG")]),
        ("Le vice-ministre des Affaires étrangères se tait.", {"Affaires_étrangères": "ORG"}, []),
        ("La décision de l'État sénégalais surprend.", {"État_sénégalais": "ORG"}, []),
        ("Il joue en Ligue 1 depuis un an.", {}, [("Ligue 1", "MISC")]),
        ("Vendredi, Corvane a plongé de 28 % à Paris.", {"Corvane": "PER"}, [("Corvane", "ORG"), ("Paris", "LOC")]),
        ("Vendredi, Corvane a plongé dans le lac.", {"Corvane": "PER"}, [("Corvane", "PER")]),
    ],
)
def test_limits_and_kinds_by_the_words_around(text, recognised, expected):
    assert names(text, **recognised) == expected


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        ("Vendredi, Jeanne a pris 3 ans de prison.", "Jeanne", "PER"),
        ("Vendredi, Marie cède 2 sets.", "Marie", "PER"),
        ("Vendredi, Paul gagne 12 points.", "Paul", "PER"),
        ("Depuis 2010, Vire a perdu 300 habitants.", "Vire", "LOC"),
        ("Cette année, Dole gagne 12 places.", "Dole", "LOC"),
    ],
)
def test_what_wins_or_loses_no_share_of_a_hundred_stays_what_it_is(text, name, label):
    assert names(text, **{name: label}) == [(name, label)]


@pytest.mark.parametrize("move", ["a gagné de près de 3,5 %", "cède encore 3 pour cent", "a perdu en Bourse 12 points"])
def test_what_moves_by_a_share_of_a_hundred_or_on_the_market_is_a_company(move):
    assert names(f"Vendredi, Corvane {move}.", Corvane="PER") == [("Corvane", "ORG")]


def test_no_number_of_small_words_after_a_move_is_read_in_two_ways():
    assert names("Vendredi, Corvane a gagné" + " de près de" * 3000 + " rien.", Corvane="PER") == [("Corvane", "PER")]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("La montre Orvel est belle.", "Orvel"),
        ("Les lunettes Ribot ferment leur atelier.", "Ribot"),
        ("Le traitement Orvel coûte cher.", "Orvel"),
    ],
)
def test_what_a_maker_makes_does_not_make_its_name_a_product(text, name):
    assert names(text, **{name: "ORG"}) == [(name, "ORG")]


def test_a_dish_is_no_product():
    assert names("La crème Brulée est bonne.") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Le colloque Ville de demain se tient ici.", []),
        ("Depuis hier, la Ville de Montbrume se tait.", [("Ville de Montbrume", "ORG")]),
    ],
)
def test_a_town_acts_under_the_name_of_its_place_only(text, expected):
    assert names(text) == expected
