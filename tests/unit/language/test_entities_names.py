"""Mentions and links, with a recogniser that says what each test wants it to say."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depeche.language.entities import find_entities
from depeche.language.entities.aliases import lengthened
from depeche.language.entities.spans import Candidate
from depeche.language.nlp import FoundName
from depeche.language.reading import Reading
from depeche.language.sentences import find_marked, find_sentences
from depeche.language.view import normalised
from depeche.model import LinkedEntity, Mention

WORDS = frozenset({"gaz", "baptisée", "reste", "fracture", "groupe"})  # what the dictionary of the model has here


class Recogniser:
    """Says of the given wordings, wherever they stand, that they are names with the given labels."""

    def __init__(self, names: dict[str, str]) -> None:
        self._names = names

    def is_word(self, form: str) -> bool:
        return form in WORDS

    def names(self, paragraphs: Sequence[str]) -> list[list[FoundName]]:
        answers = []
        for paragraph in paragraphs:
            found: list[FoundName] = []
            for wording, label in sorted(self._names.items(), key=lambda item: -len(item[0])):
                start = paragraph.find(wording)
                while start != -1:
                    end = start + len(wording)
                    if all(end <= f.start or f.end <= start for f in found):
                        found.append(FoundName(start, end, label))
                    start = paragraph.find(wording, end)
            answers.append(sorted(found))
        return answers

    def parses(self, sentences: Iterable[str]) -> list[Any]:
        raise AssertionError("names need no parse")


def _read(text: str, names: dict[str, str] | None = None) -> tuple[tuple[Mention, ...], dict[str, LinkedEntity]]:
    view = normalised(text)
    marked = find_marked(view)
    reading = Reading(text, view, marked=marked, sentences=find_sentences(view, marked))
    return find_entities(reading, Recogniser(names or {}))  # type: ignore[arg-type]


def _names(text: str, names: dict[str, str] | None = None) -> list[tuple[str, str]]:
    return [(m.surface, m.label) for m in _read(text, names)[0]]


# ---------------------------------------------------------------- knowledge base


def test_a_full_name_of_the_knowledge_base_needs_no_recogniser() -> None:
    mentions, entities = _read("Les salariés d’OpenAI attendent.")
    assert [(m.surface, m.label, m.method, entities[m.entity_id or ""].kb_key) for m in mentions] == [
        ("OpenAI", "ORG", "gazetteer", "openai")
    ]


def test_the_knowledge_base_corrects_the_label_of_the_recogniser() -> None:
    assert _names("La décision d'OpenAI surprend.", {"OpenAI": "MISC"}) == [("OpenAI", "ORG")]


def test_a_short_form_alone_means_nothing() -> None:
    assert _names("Le Niel du village est fermé.") == []


def test_a_short_form_counts_beside_the_full_name() -> None:
    mentions, _ = _read("Xavier Niel a parlé. Selon Niel, rien ne presse.")
    assert [(m.surface, m.method) for m in mentions] == [("Xavier Niel", "gazetteer"), ("Niel", "alias")]
    assert len({m.entity_id for m in mentions}) == 1


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Le groupe Orange recrute.", True),
        ("Des ingénieurs partent chez Orange.", True),
        ("Orange et citron sont de saison.", False),
    ],
)
def test_a_name_that_is_an_ordinary_word_needs_a_cue(text: str, found: bool) -> None:
    assert bool(_names(text)) is found


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Selon le site Le bord, le dossier avance.", "the-verge"),
        ("Le magazine Câblé a publié l'entretien.", "wired"),
    ],
)
def test_a_literal_translation_counts_beside_a_word_of_the_press(text: str, key: str) -> None:
    _, entities = _read(text)
    assert [entity.kb_key for entity in entities.values()] == [key]


def test_a_literal_translation_alone_is_a_word() -> None:
    assert _names("Le bord de la route est gelé.") == []


def test_a_place_inside_a_person_s_name_is_no_place() -> None:
    assert _names("L'actrice Sofia Berlin tourne un film.", {"Sofia Berlin": "PER"}) == [("Sofia Berlin", "PER")]


def test_the_version_belongs_to_the_product() -> None:
    assert _names("Le succès de GPT-4 Turbo étonne 100 millions de clients.") == [("GPT-4 Turbo", "PROD")]


def test_a_number_after_a_product_is_no_version_when_it_counts_something() -> None:
    assert _names("Avec ChatGPT 100 millions de clients sont séduits.") == [("ChatGPT", "PROD")]


# ---------------------------------------------------------------- boundaries


@pytest.mark.parametrize(
    ("text", "said", "expected"),
    [
        ("On dit qu'Aubertin hésite.", {"qu'Aubertin": "PER"}, ("Aubertin", "PER")),
        ("Hier, M. Paul Aubertin a voté.", {"M. Paul Aubertin": "PER"}, ("Paul Aubertin", "PER")),
        ("Le PDG Paul Aubertin a voté.", {"PDG Paul Aubertin": "PER"}, ("Paul Aubertin", "PER")),
        ("Ni Velmora n'a répondu.", {"Velmora n'": "ORG"}, ("Velmora", "ORG")),
        ("Un vol vers l'aéroport de Montbrume.", {"aéroport de Montbrume": "LOC"}, ("Montbrume", "LOC")),
        ("La victoire de l'Espagnole Ana Ruiz.", {"Espagnole Ana Ruiz": "PER"}, ("Ana Ruiz", "PER")),
        ("Le ministre de l'Intérieur Jean Roy reçoit.", {"Intérieur Jean Roy": "PER"}, ("Jean Roy", "PER")),
        ("La ministre de l'Intérieur Ana Roy part.", {"ministre de l'Intérieur Ana Roy": "ORG"}, ("Ana Roy", "PER")),
        ("Il cite Romain Aubertin.", {"Romain Aubertin": "PER"}, ("Romain Aubertin", "PER")),
        ("Il cite Adam D'Orsel.", {"Adam D'Orsel": "PER"}, ("Adam D'Orsel", "PER")),
    ],
)
def test_the_limits_of_a_name_are_mended(text: str, said: dict[str, str], expected: tuple[str, str]) -> None:
    assert _names(text, said) == [expected]


def test_two_people_in_one_span_are_two_mentions() -> None:
    assert _names("Hier, Aubertin et Lemoine ont signé.", {"Aubertin et Lemoine": "PER"}) == [
        ("Aubertin", "PER"),
        ("Lemoine", "PER"),
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Selon lui, tout va bien.", {"Selon": "LOC"}),
        ("Les Français attendent.", {"Français": "LOC"}),
        ("Réunion en Novembre.", {"Novembre": "LOC"}),
        ("Suivez @Velmora ici.", {"Velmora": "ORG"}),
        ("Retards en gare. Le retard dure : Retards partout, des retards.", {"Retards": "LOC"}),
        ("Le PDG a parlé.", {"PDG": "PER"}),
        ("La ministre de la Culture a parlé.", {"Culture": "ORG"}),
    ],
)
def test_what_is_no_name_is_dropped(text: str, said: dict[str, str]) -> None:
    assert _names(text, said) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Le Centre pour la biologie et les sciences naturelles publie.",
            "Centre pour la biologie et les sciences naturelles",
        ),
        ("Un avis du ministère de la Transition écologique est attendu.", "ministère de la Transition écologique"),
        ("Le tribunal de commerce de Montbrume a tranché.", "tribunal de commerce de Montbrume"),
    ],
)
def test_the_name_of_an_institution_takes_its_complements_along(text: str, expected: str) -> None:
    assert _names(text, {"Montbrume": "LOC"}) == [(expected, "ORG")]


# ---------------------------------------------------------------- cues and votes


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("La start-up Velmora recrute.", ("Velmora", "ORG")),
        ("Il travaille chez Velmora.", ("Velmora", "ORG")),
        ("L'association « Les Amis du lac » proteste.", ("Les Amis du lac", "ORG")),
        ("La réponse de Mme Aubertin est attendue.", ("Aubertin", "PER")),
        ("L'entreprise présente le logiciel Orvalis.", ("Orvalis", "PROD")),
    ],
)
def test_a_cue_finds_a_name_that_the_recogniser_missed(text: str, expected: tuple[str, str]) -> None:
    assert _names(text) == [expected]


def test_one_wording_has_one_label_in_a_document() -> None:
    text = "La start-up Velmora recrute. Velmora grandit. On aime Velmora."
    assert {label for _, label in _names(text, {"Velmora": "LOC"})} == {"ORG"}


def test_a_wording_found_once_is_carried_to_its_other_places() -> None:
    assert len(_names("La société Velmora part. On regrette Velmora.")) == 2


def test_a_last_name_is_the_person_whose_full_name_stands_in_the_text() -> None:
    mentions, entities = _read("Paul Aubertin hésite. Pour Aubertin, rien ne presse.", {"Paul Aubertin": "PER"})
    assert [m.surface for m in mentions] == ["Paul Aubertin", "Aubertin"]
    assert [entity.name for entity in entities.values()] == ["Paul Aubertin"]


def test_a_last_name_that_two_people_share_is_not_carried() -> None:
    mentions, _ = _read(
        "Paul Aubertin et Jeanne Aubertin hésitent. Pour Aubertin, rien ne presse.",
        {"Paul Aubertin": "PER", "Jeanne Aubertin": "PER"},
    )
    assert [m.surface for m in mentions] == ["Paul Aubertin", "Jeanne Aubertin"]


def test_miscellaneous_names_are_left_out() -> None:
    assert _names("Il lit Orvalis.", {"Orvalis": "MISC"}) == []


# ---------------------------------------------------------------- links


def test_the_local_id_of_a_name_is_the_same_in_every_document() -> None:
    one, _ = _read("La société Velmora recrute.")
    other, _ = _read("Un départ chez Velmora.")
    assert one[0].entity_id == other[0].entity_id


def test_a_legal_form_does_not_make_another_entity() -> None:
    mentions, _ = _read("La société Velmora SA recrute. Un départ chez Velmora.")
    assert len({m.entity_id for m in mentions}) == 1


def test_an_acronym_in_brackets_is_the_long_form() -> None:
    mentions, _ = _read(
        "La Fédération des Ateliers Libres (FAL) proteste. La FAL appelle à la grève.",
        {"Fédération des Ateliers Libres": "ORG", "FAL": "ORG"},
    )
    assert len(mentions) == 3
    assert len({m.entity_id for m in mentions}) == 1


def test_a_known_entity_carries_its_wikidata_id() -> None:
    mentions, entities = _read("Microsoft investit.")
    assert mentions[0].entity_id == entities["Q2283"].wikidata_id == "Q2283"


@given(
    st.lists(
        st.sampled_from(
            ["OpenAI", "Velmora", "M. Aubertin", "Paul Aubertin", "selon", "l'", "le", ".", "\n", "«", "»", "X"]
        ),
        max_size=14,
    )
)
def test_mentions_are_verbatim_disjoint_ordered_and_linked(parts: list[str]) -> None:
    text = " ".join(parts)
    mentions, entities = _read(text, {"Velmora": "MISC", "Paul Aubertin": "PER", "Aubertin": "LOC"})
    assert all(text[m.start : m.end] == m.surface and m.entity_id in entities for m in mentions)
    assert all(a.end <= b.start for a, b in pairwise(mentions))


# ---------------------------------------------------------------- companies, clubs, newspapers, towns that nobody knows


@pytest.mark.parametrize(
    ("text", "name", "wrong"),
    [
        ("Tervalia lève 4 millions d'euros. Tervalia conteste.", "Tervalia", "PER"),
        ("La directrice générale de Tervalia démissionne. Tervalia se tait.", "Tervalia", "PER"),
        ("La patronne de Morel Logistique se tait.", "Morel Logistique", "PER"),
        ("La cession à l'italien Brenta Acciai est abandonnée.", "Brenta Acciai", "PER"),
        ("L'action Lunéa Verre recule de 3 %.", "Lunéa Verre", "PER"),
        ("Selon La Colline, le projet est abandonné.", "La Colline", "LOC"),
    ],
)
def test_what_companies_do_outvotes_the_recogniser(text: str, name: str, wrong: str) -> None:
    assert set(_names(text, {name: wrong})) == {(name, "ORG")}


def test_a_first_name_keeps_a_person_after_a_nationality() -> None:
    assert _names("Le coach espère que l'italien Marco Bellini jouera.", {"Marco Bellini": "PER"}) == [
        ("Marco Bellini", "PER")
    ]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Elle dirige la clinique Saint-Ferréol.", "clinique Saint-Ferréol"),
        ("Le centre hospitalier de Montbrume recrute.", "centre hospitalier de Montbrume"),
        ("Il l'a dit au micro de Radio Montbrume.", "Radio Montbrume"),
        ("La défaite contre le Stade montbrumois pèse.", "Stade montbrumois"),
        ("La rédaction de L'Écho du Lac vote.", "L'Écho du Lac"),
        ("La condamnation du promoteur Batiloire est confirmée.", "Batiloire"),
    ],
)
def test_a_head_takes_its_name_along_without_the_recogniser(text: str, name: str) -> None:
    assert (name, "ORG") in _names(text)


def test_a_department_in_brackets_makes_a_town() -> None:
    found = _names("L'usine de Saint-Orme (Creuse) ferme. Saint-Orme proteste.", {"Saint-Orme": "ORG"})
    assert [n for n in found if n[0] == "Saint-Orme"] == [("Saint-Orme", "LOC")] * 2


def test_a_dateline_is_a_place() -> None:
    assert _names("MONTBRUME — Les salariés défilent.") == [("MONTBRUME", "LOC")]


def test_a_short_reading_gives_way_to_the_name_of_the_document() -> None:
    view = "Valmy Textile recule. Valmy Textile emploie 30 personnes. Valmy Textile recrute."
    candidates = [Candidate(0, 5, "ORG", "model", 1.0), *(Candidate(s, s + 13, "ORG", "model", 1.0) for s in (22, 58))]
    assert {view[c.start : c.end] for c in lengthened(view, candidates)} == {"Valmy Textile"}


def test_a_saying_names_nobody() -> None:
    assert _names("C'est le talon d'Achille du projet.", {"Achille": "PER"}) == []


def test_a_lone_first_name_is_the_person_of_the_document() -> None:
    found = _names("Diego Varela sort. « Diego est prêt », dit-il.", {"Diego Varela": "PER", "Diego": "LOC"})
    assert found == [("Diego Varela", "PER"), ("Diego", "PER")]


def test_the_first_word_of_a_company_means_the_company() -> None:
    mentions, _ = _read("Orval Industries perd. Orval va faire appel.", {"Orval Industries": "ORG", "Orval": "PER"})
    assert [m.label for m in mentions] == ["ORG", "ORG"]
    assert len({m.entity_id for m in mentions}) == 1


def test_a_company_that_bears_the_name_of_its_owner_is_a_company() -> None:
    text = "L'usine Delcourt a brûlé chez le cartonnier Delcourt. Son patron, Jean Delcourt, pleure. M. Delcourt part."
    assert _names(text, {"Jean Delcourt": "PER", "Delcourt": "PER"}) == [
        ("Delcourt", "ORG"),
        ("Delcourt", "ORG"),
        ("Jean Delcourt", "PER"),
        ("Delcourt", "PER"),
    ]


def test_the_people_of_a_place_are_no_name() -> None:
    assert _names("Les Montbrumois ont voté.", {"Montbrumois": "LOC"}) == []


def test_a_turn_of_phrase_in_marks_is_no_name() -> None:
    assert _names("Elle est écartée du groupe « jusqu'au procès ».", {}) == []


def test_a_ministry_may_be_written_small() -> None:
    assert _names("Le ministère de l'intérieur se tait.") == [("ministère de l'intérieur", "ORG")]


def test_what_has_an_article_and_speaks_is_a_body() -> None:
    assert _names("Le Sydac exige un audit.", {"Sydac": "LOC"}) == [("Sydac", "ORG")]


@pytest.mark.parametrize(
    ("text", "said", "expected"),
    [
        ("Gaz, pêche : rien ne va.", {"Gaz": "ORG"}, []),
        ("Baptisée Orvalis, la fusée décolle.", {"Baptisée Orvalis": "PER"}, ["Orvalis"]),
        ("Reste Orvalis. Personne ne connaît Orvalis.", {"Reste Orvalis": "PER"}, ["Orvalis", "Orvalis"]),
        ("Elle quitte le ministère de la Mer moins de deux ans après.", {}, ["ministère de la Mer"]),
        ("La procureure de la République de Montbrume enquête.", {"République de Montbrume": "LOC"}, ["Montbrume"]),
        ("« Non », a dit à Hexanews Anne Roy.", {"Hexanews Anne Roy": "PER"}, ["Hexanews", "Anne Roy"]),
        ("Le parquet de Montbrume a saisi un juge.", {"Montbrume": "LOC"}, ["parquet de Montbrume"]),
        ("Elle dort dans un hôpital de Montbrume.", {"Montbrume": "LOC"}, ["Montbrume"]),
        ("Il a plongé dans le lac de Vire.", {"Vire": "LOC"}, ["lac de Vire"]),
    ],
)
def test_a_name_ends_and_begins_where_it_should(text: str, said: dict[str, str], expected: list[str]) -> None:
    assert [m.surface for m in _read(text, said)[0]] == expected


def test_in_a_text_about_a_match_a_town_may_be_its_club() -> None:
    text = (
        "Montbrume reçoit Castelrou samedi. L'entraîneur de Montbrume attend ce match du championnat : son attaquant "
        "est blessé et les supporters de Castelrou seront nombreux à Montbrume."
    )
    found = _read(text, {"Montbrume": "LOC", "Castelrou": "LOC"})[0]
    assert [(m.surface, m.label) for m in found] == [
        ("Montbrume", "ORG"),
        ("Castelrou", "ORG"),
        ("Montbrume", "ORG"),
        ("Castelrou", "ORG"),
        ("Montbrume", "LOC"),
    ]


def test_a_town_is_a_place_where_no_match_is_spoken_of() -> None:
    found = _read("Le maire de Montbrume reçoit celui de Castelrou.", {"Montbrume": "LOC", "Castelrou": "LOC"})[0]
    assert {m.label for m in found} == {"LOC"}


def test_in_a_political_text_the_names_of_places_stay_places() -> None:
    text = (
        "Le président du Sénégal a fait du maintien du prêt un but de son équipe. La défense de Kiev prime, et Berlin "
        "veut un essai : le capitaine de la sélection, au banc, est face à Moscou. Le départ de Montbrume du "
        "classement et la réception de Castelrou au stade montrent une montée technique."
    )
    names = {"Sénégal": "LOC", "Kiev": "LOC", "Berlin": "LOC", "Moscou": "LOC", "Montbrume": "LOC", "Castelrou": "LOC"}
    assert {m.label for m in _read(text, names)[0]} == {"LOC"}


SPORT = "Le match du championnat, son attaquant, ses supporters, le mercato et la pelouse font parler. "


@pytest.mark.parametrize(
    ("opening", "sentence", "label"),
    [
        (SPORT, "Il jouera contre Montbrume.", "ORG"),
        (SPORT, "Il a été prêté par Montbrume.", "ORG"),
        (SPORT, "L'ambassadeur plaide contre Moscou.", "LOC"),
        (SPORT, "Le président du Sénégal était là.", "LOC"),
        (SPORT, "Berlin veut attendre.", "LOC"),
        (SPORT, "Lyon s'est imposé.", "ORG"),
        ("", "La manifestation contre Montbrume est interdite.", "LOC"),
    ],
)
def test_who_is_met_in_a_text_about_sport_is_a_club_unless_a_place_known_to_all(
    opening: str, sentence: str, label: str
) -> None:
    names = dict.fromkeys(("Montbrume", "Moscou", "Sénégal", "Berlin", "Lyon"), "LOC")
    assert {m.label for m in _read(opening + sentence, names)[0]} == {label}


def test_an_x_that_names_nobody_is_no_network() -> None:
    assert _names("Le parquet a reçu une plainte contre X, dont un compte et un message publié sont cause.") == []


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("Le Conseil fédéral suisse a tranché.", "conseil-federal"),
        ("Le club havrais du HAC recrute.", "le-havre-ac"),
        ("La Police fédérale belge enquête.", "police-federale"),
        ("À Londres, le Parti conservateur se divise.", "parti-conservateur"),
    ],
)
def test_a_name_that_others_bear_too_counts_beside_its_country_or_town(text: str, key: str) -> None:
    assert key in {entity.kb_key for entity in _read(text)[1].values()}


@pytest.mark.parametrize(
    "text",
    [
        "La Police fédérale brésilienne enquête.",
        "Le Conseil fédéral russe vote.",
        "La conductrice du HAC proteste.",
        "Au Québec, l'Assemblée a adopté un texte du gouvernement.",
        "À Dakar, l'Assemblée vote la loi.",
    ],
)
def test_a_name_that_others_bear_too_leads_nowhere_by_itself(text: str) -> None:
    keys = {"police-federale", "conseil-federal", "le-havre-ac", "national-assembly"}
    assert not keys & {entity.kb_key for entity in _read(text)[1].values()}


def test_a_capital_that_nobody_bears_as_a_name_stays_a_place() -> None:
    assert [m.label for m in _read("Kigali a toujours nié.", {"Kigali": "PER"})[0]] == ["LOC"]


def test_a_company_and_the_family_whose_name_it_bears_are_told_apart() -> None:
    text = "Chez Aubrac, rien ne va. Les Maisons Aubrac ferment. Luc Aubrac se tait."
    mentions, _ = _read(text, {"Aubrac": "PER", "Maisons Aubrac": "ORG", "Luc Aubrac": "PER"})
    assert [(m.surface, m.label) for m in mentions] == [
        ("Aubrac", "ORG"),
        ("Maisons Aubrac", "ORG"),
        ("Luc Aubrac", "PER"),
    ]
    assert mentions[0].entity_id == mentions[1].entity_id


@pytest.mark.parametrize(
    ("text", "said", "surface", "label"),
    [
        ("Elle l'a écrit sur X.", {}, "X", "PROD"),
        ("Il vit à Montbrume (Nord).", {"Montbrume": "LOC"}, "Nord", "LOC"),
        ("Un fonds singapourien, Corvane, a renoncé.", {"Corvane": "PER"}, "Corvane", "ORG"),
        ("Sollicitée, Corvane n'a pas donné suite.", {"Corvane": "LOC"}, "Corvane", "ORG"),
        ("À Bercy, on se tait.", {"Bercy": "LOC"}, "Bercy", "ORG"),
    ],
)
def test_a_name_has_the_label_that_its_neighbours_give(
    text: str, said: dict[str, str], surface: str, label: str
) -> None:
    assert (surface, label) in [(m.surface, m.label) for m in _read(text, said)[0]]


# ---------------------------------------------------------------- houses that bear a person's name


@pytest.mark.parametrize(
    ("text", "said", "expected"),
    [
        ("La directrice de l'Espace Anne Roy part.", {"Espace Anne Roy": "ORG"}, "Espace Anne Roy"),
        ("La directrice de l'Espace Anne Roy part.", {"Anne Roy": "PER"}, "Espace Anne Roy"),
        ("Le gérant du Stade Paul Aubertin part.", {"Stade Paul Aubertin": "PER"}, "Stade Paul Aubertin"),
        ("Le match a lieu au Gymnase municipal Paul Roy.", {"Paul Roy": "PER"}, "Gymnase municipal Paul Roy"),
        ("La responsable du Théâtre Anne Roy part.", {"Théâtre Anne Roy": "ORG"}, "Théâtre Anne Roy"),
    ],
)
def test_a_house_named_after_a_person_is_one_name(text: str, said: dict[str, str], expected: str) -> None:
    assert [surface for surface, label in _names(text, said) if label != "PER"] == [expected]
    assert len(_names(text, said)) == 1


def test_a_person_beside_her_company_is_no_house() -> None:
    found = _names("La directrice de Velmora Anne Roy part.", {"Velmora Anne Roy": "PER"})
    assert found == [("Velmora", "ORG"), ("Anne Roy", "PER")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Les visiteurs du musée Aubert-Lenoir de Lille attendent.", ("musée Aubert-Lenoir", "ORG")),
        ("Le match a lieu au stade Paul-Aubertin de Vire.", ("stade Paul-Aubertin", "LOC")),
    ],
)
def test_a_house_in_small_letters_bears_a_double_name(text: str, expected: tuple[str, str]) -> None:
    assert expected in _names(text, {})


def test_what_a_body_does_is_no_part_of_its_name() -> None:
    found = _names("La Cour des architectes critique la note.", {"Cour des architectes critique la note": "ORG"})
    assert found == [("Cour des architectes", "ORG")]


def test_a_full_name_after_the_noun_of_an_office_is_a_person() -> None:
    found = _names("L'ancien président de la métropole Anne Roy part.", {"Anne Roy": "PER"})
    assert found == [("Anne Roy", "PER")]
