"""Affiliations in invented sentences; mentions are given by hand, so that only the patterns are tested."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from depeche.language.affiliations import find_affiliations
from depeche.language.affiliations.lexicon import plural_of
from depeche.language.reading import Reading
from depeche.language.sentences import find_marked, find_sentences
from depeche.language.view import normalised
from depeche.model import LinkedEntity, Mention, Reference
from depeche.words import read_words

PEOPLE = ("Claire Dubosc", "Paul Rémy", "Anne Lefort", "Hugo Blanc", "Sam Altman")
ORGANISATIONS = (
    *("Velmora", "Nexoria", "Altisem", "OpenAI", "Journal du lac", "LR", "PS"),
    *("préfecture du Doubs", "tribunal judiciaire de Montbrume", "ministère de la Santé"),
)
PLACES = ("Montbrume", "Vaucluse")
KEYS = {"Sam Altman": "sam-altman", "OpenAI": "openai"}


def _reading(text: str, year: int | None = None) -> Reading:
    view = normalised(text)
    marked = find_marked(view)
    sentences = find_sentences(view, marked)
    plain = Reading(text, view, marked=marked, sentences=sentences)
    mentions = []
    for label, names in (("PER", PEOPLE), ("ORG", ORGANISATIONS), ("LOC", PLACES)):
        for name in names:
            start = view.find(name)
            while start != -1:
                sentence = plain.sentence_at(start)
                assert sentence is not None
                mentions.append(
                    Mention(sentence.sentence_index, start, start + len(name), name, label, name, "model", 0.8)  # type: ignore[arg-type]
                )
                start = view.find(name, start + 1)
    entities = {
        m.surface: LinkedEntity(m.surface, m.surface, m.label, None, KEYS.get(m.surface), (), None) for m in mentions
    }
    return Reading(
        text,
        view,
        Reference(date(year, 1, 1), "year") if year else Reference(),
        marked=marked,
        sentences=sentences,
        mentions=tuple(sorted(mentions, key=lambda m: m.start)),
        entities=entities,
    )


def _stated(text: str, year: int | None = None) -> list[tuple[str | None, str, str | None, str]]:
    return [(a.person_id, a.role, a.organization_id, a.status) for a in find_affiliations(_reading(text, year))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("La PDG de Velmora, Claire Dubosc, se tait.", ("Claire Dubosc", "ceo", "Velmora", "current")),
        ("Claire Dubosc, PDG de Velmora, se tait.", ("Claire Dubosc", "ceo", "Velmora", "current")),
        ("La PDG de Velmora Claire Dubosc se tait.", ("Claire Dubosc", "ceo", "Velmora", "current")),
        ("L'ancien président de Velmora, Paul Rémy, est parti.", ("Paul Rémy", "president", "Velmora", "former")),
        ("Le Velmora que préside Paul Rémy se tait.", ("Paul Rémy", "president", "Velmora", "current")),
        ("Paul Rémy doit prendre la tête de Velmora en mars.", ("Paul Rémy", "ceo", "Velmora", "incoming")),
        ("Paul Rémy prendra la présidence de Velmora en mars.", ("Paul Rémy", "president", "Velmora", "incoming")),
        ("Paul Rémy quitte la présidence de Velmora.", ("Paul Rémy", "president", "Velmora", "former")),
        ("Paul Rémy assure l'intérim à la tête de Velmora.", ("Paul Rémy", "ceo", "Velmora", "interim")),
        ("Velmora nomme Paul Rémy à la direction générale.", ("Paul Rémy", "ceo", "Velmora", "current")),
        ("Le PDG d'Altisem et celui de Velmora, Paul Rémy, se taisent.", ("Paul Rémy", "ceo", "Velmora", "current")),
        (
            "Paul Rémy, directeur financier de Velmora de 2015 à 2020, se tait.",
            ("Paul Rémy", "cfo", "Velmora", "former"),
        ),
        ("Le député Velmora Paul Rémy se tait.", ("Paul Rémy", "official", "Velmora", "current")),
        ("Paul Rémy, ex-directeur financier de Velmora, témoigne.", ("Paul Rémy", "cfo", "Velmora", "former")),
        (
            "La directrice générale par intérim de Velmora, Anne Lefort, reçoit.",
            ("Anne Lefort", "ceo", "Velmora", "interim"),
        ),
        ("Le futur patron de Velmora, Hugo Blanc, arrive en mars.", ("Hugo Blanc", "ceo", "Velmora", "incoming")),
        (
            "Anne Lefort (directrice de la stratégie, Velmora) témoigne.",
            ("Anne Lefort", "executive", "Velmora", "current"),
        ),
        (
            "Anne Lefort, directrice de la stratégie chez Velmora, témoigne.",
            ("Anne Lefort", "executive", "Velmora", "current"),
        ),
        (
            "Anne Lefort est présidente du conseil d'administration de Velmora.",
            ("Anne Lefort", "chair", "Velmora", "current"),
        ),
        ("Anne Lefort devrait être rétablie en tant que PDG de Velmora.", ("Anne Lefort", "ceo", "Velmora", "current")),
        ("Le retrait de Paul Rémy du poste de PDG de Velmora surprend.", ("Paul Rémy", "ceo", "Velmora", "former")),
        ("Hugo Blanc, qui dirige Velmora, se tait.", ("Hugo Blanc", "ceo", "Velmora", "current")),
        ("Velmora, fondée en 2012 par Hugo Blanc, recrute.", ("Hugo Blanc", "founder", "Velmora", "current")),
        ("Velmora, dirigée par Anne Lefort, recrute.", ("Anne Lefort", "ceo", "Velmora", "current")),
        (
            "Ils ont retiré Hugo Blanc du conseil d'administration de Velmora.",
            ("Hugo Blanc", "board_member", "Velmora", "former"),
        ),
        ("Velmora a nommé Anne Lefort directrice générale.", ("Anne Lefort", "ceo", "Velmora", "current")),
        ("Paul Rémy, du cabinet Altisem, juge l'offre faible.", ("Paul Rémy", "other", "Altisem", "current")),
        (
            "Paul Rémy, journaliste au Journal du lac, enquête.",
            ("Paul Rémy", "journalist", "Journal du lac", "current"),
        ),
        ("À la tête de Velmora depuis 2013, Paul Rémy se retire.", ("Paul Rémy", "ceo", "Velmora", "current")),
        (
            "Velmora recrute. Fondée par Hugo Blanc, l'entreprise grandit.",
            ("Hugo Blanc", "founder", "Velmora", "current"),
        ),
        ("Le maire de Montbrume, Paul Rémy, se tait.", ("Paul Rémy", "official", "Montbrume", "current")),
    ],
)
def test_a_pattern_states_an_affiliation(text: str, expected: tuple[str, str, str, str]) -> None:
    assert _stated(text) == [expected]


def test_no_form_of_a_role_stands_twice() -> None:
    forms = [
        form.lower() for listed in read_words("language/affiliations", "roles")["roles"].values() for form in listed
    ]

    assert [form for form, count in Counter(forms).items() if count > 1] == []


def test_each_person_of_a_list_keeps_their_own_role() -> None:
    text = "Claire Dubosc, PDG de Velmora, Paul Rémy, ex-PDG de Nexoria, et Anne Lefort, directrice d'Altisem, siègent."
    assert _stated(text) == [
        ("Claire Dubosc", "ceo", "Velmora", "current"),
        ("Paul Rémy", "ceo", "Nexoria", "former"),
        ("Anne Lefort", "ceo", "Altisem", "current"),
    ]


def test_the_members_of_a_board_are_all_members() -> None:
    text = "Les membres du conseil d'administration de Velmora sont Claire Dubosc, PDG de Nexoria, et Paul Rémy."
    assert set(_stated(text)) == {
        ("Claire Dubosc", "board_member", "Velmora", "current"),
        ("Claire Dubosc", "ceo", "Nexoria", "current"),
        ("Paul Rémy", "board_member", "Velmora", "current"),
    }


def test_a_plural_role_belongs_to_each_person() -> None:
    assert _stated("Les cofondateurs de Velmora, Hugo Blanc et Anne Lefort, partent.") == [
        ("Hugo Blanc", "founder", "Velmora", "current"),
        ("Anne Lefort", "founder", "Velmora", "current"),
    ]


def test_a_successor_and_the_one_succeeded_both_hold_the_post() -> None:
    assert set(_stated("Paul Rémy a succédé à Hugo Blanc à la tête de Velmora.")) == {
        ("Paul Rémy", "ceo", "Velmora", "current"),
        ("Hugo Blanc", "ceo", "Velmora", "former"),
    }


def test_two_roles_joined_by_et_share_their_organisation() -> None:
    assert set(_stated("Hugo Blanc, cofondateur et directeur technique de Velmora, part.")) == {
        ("Hugo Blanc", "founder", "Velmora", "current"),
        ("Hugo Blanc", "cto", "Velmora", "current"),
    }


def test_a_possessive_means_the_organisation_of_the_sentence() -> None:
    assert _stated("Velmora a perdu son directeur financier Paul Rémy.") == [("Paul Rémy", "cfo", "Velmora", "current")]


def test_de_l_entreprise_means_the_organisation_of_the_text() -> None:
    text = "Velmora recrute. Velmora grandit. Le patron de l'entreprise, Hugo Blanc, se tait."
    assert _stated(text) == [("Hugo Blanc", "ceo", "Velmora", "current")]


def test_a_former_holder_known_beforehand_is_found_without_a_name() -> None:
    assert ("Sam Altman", "ceo", "OpenAI", "former") in _stated(
        "Sam Altman se tait. L'ex-PDG d'OpenAI prépare un projet."
    )


@pytest.mark.parametrize(
    "text",
    [
        "Claire Dubosc a visité le siège de Velmora.",
        "Velmora et Claire Dubosc ont signé.",
        "Claire Dubosc critique le PDG de Velmora.",
        "Le PDG de Velmora a reçu la lettre que Claire Dubosc avait signée.",
        "L'analyste Paul Rémy parle de Velmora.",
        "Le professeur Paul Rémy a quitté la salle de Velmora.",
    ],
)
def test_two_names_in_one_sentence_are_no_affiliation(text: str) -> None:
    assert _stated(text) == []


def test_the_span_of_an_affiliation_holds_person_role_and_organisation() -> None:
    text = "Hier, Claire Dubosc, PDG de Velmora, a parlé."
    (affiliation,) = find_affiliations(_reading(text))
    assert text[affiliation.start : affiliation.end] == "Claire Dubosc, PDG de Velmora"
    assert affiliation.role_surface == "PDG"


def test_one_statement_is_given_once_per_sentence() -> None:
    assert len(_stated("La PDG de Velmora, Claire Dubosc, PDG de Velmora, se tait.")) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Claire Dubosc, directrice de Velmora, part.", ("Claire Dubosc", "ceo", "Velmora", "current")),
        ("Paul Rémy, ex-directeur de Velmora, part.", ("Paul Rémy", "ceo", "Velmora", "former")),
        ("Paul Rémy, directeur de la stratégie de Velmora, part.", ("Paul Rémy", "executive", "Velmora", "current")),
        (
            "La directrice générale des services de Velmora, Claire Dubosc, part.",
            ("Claire Dubosc", "executive", "Velmora", "current"),
        ),
        ("Hugo Blanc, délégué Altisem, proteste.", ("Hugo Blanc", "other", "Altisem", "current")),
        ("Anne Lefort a été élue présidente d'Altisem.", ("Anne Lefort", "president", "Altisem", "current")),
        ("Altisem a élu Anne Lefort à la présidence du club.", ("Anne Lefort", "president", "Altisem", "current")),
        ("Altisem limoge son directeur général, Paul Rémy.", ("Paul Rémy", "ceo", "Altisem", "former")),
        ("Le PDG d'Altisem, Paul Rémy, a démissionné.", ("Paul Rémy", "ceo", "Altisem", "former")),
        ("Paul Rémy, 51 ans, a fondé Altisem en 2012.", ("Paul Rémy", "founder", "Altisem", "current")),
        (
            "Velmora recule. Claire Dubosc, adjointe à l'urbanisme de Montbrume, nie.",
            ("Claire Dubosc", "official", "Montbrume", "current"),
        ),
        (
            "Altisem grandit. Altisem recrute. L'entreprise, fondée en 1962 par Hugo Blanc, résiste.",
            ("Hugo Blanc", "founder", "Altisem", "current"),
        ),
        ("Fondée en 2020 par Hugo Blanc, Altisem recrute.", ("Hugo Blanc", "founder", "Altisem", "current")),
    ],
)
def test_a_wording_of_the_press_states_an_affiliation(text: str, expected: tuple[str, str, str, str]) -> None:
    assert expected in _stated(text)


def test_a_post_that_begins_a_sentence_means_the_person_before() -> None:
    text = "Les membres ont choisi Claire Dubosc. La fondatrice de Velmora promet un audit."
    assert _stated(text) == [("Claire Dubosc", "founder", "Velmora", "current")]


def test_a_post_of_the_other_gender_means_nobody() -> None:
    assert _stated("Les membres ont choisi Claire Dubosc. L'ancien président de Velmora proteste.") == []


def test_the_one_who_had_a_post_may_keep_another() -> None:
    text = "On remplace Paul Rémy. L'ancien président de Velmora restera administrateur du club."
    assert _stated(text) == [
        ("Paul Rémy", "president", "Velmora", "former"),
        ("Paul Rémy", "board_member", "Velmora", "current"),
    ]


def test_an_agent_or_counsel_works_for_the_person() -> None:
    assert _stated("Velmora attend. Velmora patiente. « Rien n'est signé », assure son agent, Hugo Blanc.") == []


def test_a_group_of_deputies_is_not_the_organisation_named_first() -> None:
    text = "Velmora se tait, Altisem aussi. « Nous irons », promet la présidente du groupe, Claire Dubosc."
    assert _stated(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Claire Dubosc succède à Paul Rémy à la tête de Velmora.",
            ("Paul Rémy", "ceo", "Velmora", "former"),
        ),
        (
            "Le professeur Hugo Blanc de Nexoria a témoigné.",
            ("Hugo Blanc", "other", "Nexoria", "current"),
        ),
        (
            "Velmora, une compagnie de transport alpine fondée en 1987 par Anne Lefort, recrute.",
            ("Anne Lefort", "founder", "Velmora", "current"),
        ),
        (
            "Hugo Blanc, premier secrétaire de Nexoria, se réjouit.",
            ("Hugo Blanc", "other", "Nexoria", "current"),
        ),
        (
            "La violoniste de Velmora, Anne Lefort, est malade.",
            ("Anne Lefort", "other", "Velmora", "current"),
        ),
    ],
)
def test_successions_titles_before_a_place_and_more_walks_of_life(
    text: str, expected: tuple[str, str, str, str]
) -> None:
    assert expected in _stated(text)


def test_title_without_organisation_is_only_told_when_asked_for() -> None:
    reading = _reading("La chanteuse Anne Lefort a quitté la ville.")
    assert find_affiliations(reading) == ()
    (title,) = find_affiliations(reading, with_titles=True)
    assert (title.role_surface, title.person_id, title.organization_id) == ("chanteuse", "Anne Lefort", None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hugo Blanc n'est plus l'entraîneur de Velmora.", ("Hugo Blanc", "other", "Velmora", "former")),
        ("Hugo Blanc est l'entraîneur de Montbrume.", ("Hugo Blanc", "other", "Montbrume", "current")),
        ("Anne Lefort, alors directrice générale de Velmora, refusa.", ("Anne Lefort", "ceo", "Velmora", "former")),
        (
            "Anne Lefort, fondatrice et jusqu'au mois dernier directrice générale de Velmora, se tait.",
            ("Anne Lefort", "founder", "Velmora", "current"),
        ),
        (
            "Anne Lefort, qui était directrice financière de Velmora, arrive.",
            ("Anne Lefort", "cfo", "Velmora", "former"),
        ),
        ("L'administratrice déléguée de Velmora, Anne Lefort, part.", ("Anne Lefort", "ceo", "Velmora", "current")),
        ("Le député (Nexoria) de Montbrume, Hugo Blanc, vote.", ("Hugo Blanc", "official", "Montbrume", "current")),
        ("Le président de Montbrume, Hugo Blanc, se tait.", ("Hugo Blanc", "official", "Montbrume", "current")),
        (
            "Le porte-parole de Velmora, le colonel Hugo Blanc, dément.",
            ("Hugo Blanc", "spokesperson", "Velmora", "current"),
        ),
        ("Patronne de Velmora depuis 2019, Anne Lefort se tait.", ("Anne Lefort", "ceo", "Velmora", "current")),
        ("Le groupe Velmora, dont la PDG est Anne Lefort, recrute.", ("Anne Lefort", "ceo", "Velmora", "current")),
        ("Anne Lefort, permanente Nexoria, proteste.", ("Anne Lefort", "other", "Nexoria", "current")),
        ("Velmora tient bon, selon son associé Hugo Blanc.", ("Hugo Blanc", "other", "Velmora", "current")),
        ("Anne Lefort, à la tête de Velmora depuis 2019, reste.", ("Anne Lefort", "ceo", "Velmora", "current")),
    ],
)
def test_turns_of_phrase_of_press_and_agencies(text: str, expected: tuple[str, str, str, str]) -> None:
    assert expected in _stated(text)


def test_the_head_of_a_part_is_an_executive() -> None:
    text = "Anne Lefort, patronne des activités de défense de Velmora, se tait."
    assert _stated(text) == [("Anne Lefort", "executive", "Velmora", "current")]


def test_a_profession_learned_is_no_post() -> None:
    assert _stated("Velmora grandit. Avocate de formation, Anne Lefort se tait.") == []


def test_the_head_of_one_organisation_leaves_the_other_to_the_next() -> None:
    text = (
        "Altisem rachète Velmora. Le président d'Altisem, Hugo Blanc, jubile. Altisem et Velmora discutent. "
        "La directrice générale, Anne Lefort, refuse."
    )
    assert ("Anne Lefort", "ceo", "Velmora", "current") in _stated(text)


def test_a_post_without_organisation_is_held_where_the_person_belongs() -> None:
    text = (
        "Anne Lefort (Velmora) reçoit. Nexoria, Altisem et Nexoria investissent. Sa directrice, Anne Lefort, recrute."
    )
    assert _stated(text) == [("Anne Lefort", "executive", "Velmora", "current")]


def test_an_organisation_in_brackets_gives_way_to_a_post_in_it() -> None:
    text = "Anne Lefort (Velmora) reçoit. Anne Lefort, directrice financière de Velmora, signe."
    assert _stated(text) == [("Anne Lefort", "cfo", "Velmora", "current")]


def test_who_will_follow_is_not_there_yet() -> None:
    assert set(_stated("Paul Rémy succédera à Hugo Blanc à la présidence de Velmora.")) == {
        ("Paul Rémy", "president", "Velmora", "incoming"),
        ("Hugo Blanc", "president", "Velmora", "current"),
    }


def test_the_father_of_a_successor_follows_nobody() -> None:
    assert _stated("Le fils de Paul Rémy a succédé à Hugo Blanc à la tête de Velmora.") == [
        ("Hugo Blanc", "ceo", "Velmora", "former")
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Claire Dubosc devient directrice générale de Velmora et Paul Rémy directeur financier.",
            ("Paul Rémy", "cfo", "Velmora", "current"),
        ),
        (
            "Velmora progresse. Hugo Blanc, ex-Nexoria, a pris en mai la direction technique.",
            ("Hugo Blanc", "cto", "Velmora", "current"),
        ),
        (
            "Velmora cherche un PDG. L'intérim est assuré par son directeur financier, Paul Rémy.",
            ("Paul Rémy", "ceo", "Velmora", "interim"),
        ),
        (
            "Paul Rémy arrivera en mai comme directeur commercial de Velmora.",
            ("Paul Rémy", "executive", "Velmora", "incoming"),
        ),
        (
            "Claire Dubosc préside depuis 2018 le conseil de surveillance de Velmora.",
            ("Claire Dubosc", "chair", "Velmora", "current"),
        ),
        (
            "Le commissaire de Velmora aux comptes anciens, Paul Rémy, se tait.",
            ("Paul Rémy", "official", "Velmora", "current"),
        ),
        (
            "Le chercheur Hugo Blanc, de la société Nexoria, a tout relu.",
            ("Hugo Blanc", "researcher", "Nexoria", "current"),
        ),
        (
            "Représentée par Claire Dubosc, directrice d'investissement, la Velmora garde un siège.",
            ("Claire Dubosc", "executive", "Velmora", "current"),
        ),
        (
            "Velmora chute. Fondatrice du géant européen du jouet, Anne Lefort a été entendue.",
            ("Anne Lefort", "founder", "Velmora", "current"),
        ),
    ],
)
def test_offices_lists_and_titles_reach_their_organisation(text: str, expected: tuple[str, str, str, str]) -> None:
    assert expected in _stated(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Anne Lefort est de retour. Cette ancienne chercheuse d'Altisem signe un livre.",
            ("Anne Lefort", "researcher", "Altisem", "former"),
        ),
        (
            "Anne Lefort est de retour. Ancienne directrice financière de Nexoria, elle hésite.",
            ("Anne Lefort", "cfo", "Nexoria", "former"),
        ),
        (
            "Anne Lefort est de retour. Elle dirige aussi Nexoria.",
            ("Anne Lefort", "ceo", "Nexoria", "current"),
        ),
    ],
)
def test_a_pronoun_or_a_post_means_the_person_of_the_sentence_before(
    text: str, expected: tuple[str, str, str, str]
) -> None:
    assert expected in _stated(text)


@pytest.mark.parametrize(
    "text",
    [
        "Velmora attend. Le porte-parole du gouvernement, Paul Rémy, a démenti.",
        "Velmora attend. Selon deux administrateurs, Paul Rémy partira.",
        "Velmora attend. Le directeur scientifique de l'agence spatiale malienne, Paul Rémy, a démenti.",
    ],
)
def test_a_post_of_somebody_else_is_none_in_the_organisation_spoken_of(text: str) -> None:
    assert [organisation for _, _, organisation, _ in _stated(text) if organisation] == []


def test_who_directs_a_house_is_no_chief_executive() -> None:
    stated = _stated("Claire Dubosc, directrice du théâtre Velmora, part.")
    assert ("Claire Dubosc", "executive", "Velmora", "current") in stated


def test_the_organisation_that_a_person_comes_from_is_not_the_one_meant() -> None:
    stated = _stated(
        "Velmora recrute. Velmora grandit. Hugo Blanc, débauché chez Nexoria, sera son directeur financier."
    )
    assert ("Hugo Blanc", "cfo", "Velmora", "incoming") in stated


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Claire Dubosc (LR, Vaucluse) s'est abstenue.", {("Claire Dubosc", "other", "LR", "current")}),
        (
            "Le maire (LR) de Montbrume, Paul Rémy, s'est abstenu.",
            {("Paul Rémy", "official", "Montbrume", "current"), ("Paul Rémy", "official", "LR", "current")},
        ),
        (
            "Anne Lefort, jusque-là directrice financière de Velmora, part.",
            {("Anne Lefort", "cfo", "Velmora", "former")},
        ),
        (
            "Anne Lefort, longtemps directrice financière de Velmora, part.",
            {("Anne Lefort", "cfo", "Velmora", "former")},
        ),
        (
            "Anne Lefort, nommée en mars directrice générale de Velmora, part.",
            {("Anne Lefort", "ceo", "Velmora", "current")},
        ),
        ("Président de Velmora jusqu'en 2020, Paul Rémy témoigne.", {("Paul Rémy", "president", "Velmora", "former")}),
        (
            "Anne Lefort, qui a été directrice financière de Velmora, part.",
            {("Anne Lefort", "cfo", "Velmora", "former")},
        ),
        (
            "Anne Lefort, qui occupait le poste de directrice financière de Velmora, part.",
            {("Anne Lefort", "cfo", "Velmora", "former")},
        ),
        ("Anne Lefort a été portée à la présidence de Velmora.", {("Anne Lefort", "president", "Velmora", "current")}),
        (
            "Anne Lefort, aux commandes de Velmora depuis 2012, se retire.",
            {("Anne Lefort", "ceo", "Velmora", "current")},
        ),
        (
            "Anne Lefort, qui présidait jusqu'en janvier Velmora, se retire.",
            {("Anne Lefort", "president", "Velmora", "former")},
        ),
        ("Anne Lefort a dirigé pendant dix ans Velmora.", {("Anne Lefort", "ceo", "Velmora", "former")}),
        (
            "Velmora, dont Anne Lefort a pris la présidence en mai, recrute.",
            {("Anne Lefort", "president", "Velmora", "current")},
        ),
        ("Velmora, que dirige désormais Paul Rémy, recrute.", {("Paul Rémy", "ceo", "Velmora", "current")}),
        ("Paul Rémy a démissionné de la présidence de Velmora.", {("Paul Rémy", "president", "Velmora", "former")}),
        (
            "Paul Rémy quittera fin juin ses fonctions de directeur général de Velmora.",
            {("Paul Rémy", "ceo", "Velmora", "former")},
        ),
        ("Paul Rémy s'apprête à devenir directeur général de Velmora.", {("Paul Rémy", "ceo", "Velmora", "incoming")}),
        ("Paul Rémy est pressenti pour prendre la tête de Velmora.", {("Paul Rémy", "ceo", "Velmora", "incoming")}),
        ("Anne Lefort, l'une des dirigeantes de Velmora, part.", {("Anne Lefort", "ceo", "Velmora", "current")}),
        (
            "Paul Rémy, passé par Velmora et Nexoria, connaît le métier.",
            {("Paul Rémy", "employee", "Velmora", "former"), ("Paul Rémy", "employee", "Nexoria", "former")},
        ),
        ("Paul Rémy, ex-Velmora, connaît le métier.", {("Paul Rémy", "employee", "Velmora", "former")}),
        (
            "Anne Lefort, qui a fondé Velmora en 2012 avec Hugo Blanc, se tait.",
            {("Anne Lefort", "founder", "Velmora", "current"), ("Hugo Blanc", "founder", "Velmora", "current")},
        ),
        (
            "Anne Lefort et Hugo Blanc ont fondé Velmora en 2012.",
            {("Anne Lefort", "founder", "Velmora", "current"), ("Hugo Blanc", "founder", "Velmora", "current")},
        ),
        (
            "Anne Lefort et Hugo Blanc, cofondateurs de Velmora, se taisent.",
            {("Anne Lefort", "founder", "Velmora", "current"), ("Hugo Blanc", "founder", "Velmora", "current")},
        ),
        (
            "Les députés Anne Lefort (LR) et Paul Rémy (PS) ont écrit.",
            {("Anne Lefort", "official", "LR", "current"), ("Paul Rémy", "official", "PS", "current")},
        ),
        (
            "Anne Lefort siège aux conseils de Velmora et de Nexoria.",
            {
                ("Anne Lefort", "board_member", "Velmora", "current"),
                ("Anne Lefort", "board_member", "Nexoria", "current"),
            },
        ),
        (
            "Anne Lefort, qui détient 12 % du capital de Velmora, se tait.",
            {("Anne Lefort", "investor", "Velmora", "current")},
        ),
        ("Paul Rémy est candidat à la présidence de Velmora.", set()),
        ("Paul Rémy brigue la présidence de Velmora.", set()),
        (
            "Le tribunal judiciaire de Montbrume a saisi Velmora. Son directeur général, Paul Rémy, se tait.",
            {("Paul Rémy", "ceo", "Velmora", "current")},
        ),
        (
            "La préfecture du Doubs a fermé Velmora. Le PDG, Paul Rémy, se tait.",
            {("Paul Rémy", "ceo", "Velmora", "current")},
        ),
        (
            "Le ministère de la Santé se tait. Le ministre de la Santé, Paul Rémy, se tait.",
            {("Paul Rémy", "minister", "ministère de la Santé", "current")},
        ),
    ],
)
def test_brackets_times_lists_and_careers(text: str, expected: set[tuple[str, str, str, str]]) -> None:
    assert set(_stated(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Anne Lefort succède à Paul Rémy comme directrice générale de Velmora.",
            {("Anne Lefort", "ceo", "Velmora", "current"), ("Paul Rémy", "ceo", "Velmora", "former")},
        ),
        (
            "Anne Lefort a été nommée directrice générale de Velmora, en remplacement de Paul Rémy.",
            {("Anne Lefort", "ceo", "Velmora", "current"), ("Paul Rémy", "ceo", "Velmora", "former")},
        ),
        (
            "Anne Lefort a été nommée directrice générale de Velmora, où elle remplace Paul Rémy.",
            {("Anne Lefort", "ceo", "Velmora", "current"), ("Paul Rémy", "ceo", "Velmora", "former")},
        ),
        (
            "Anne Lefort est nommée PDG de Velmora. Elle succède à Paul Rémy.",
            {("Anne Lefort", "ceo", "Velmora", "current"), ("Paul Rémy", "ceo", "Velmora", "former")},
        ),
        (
            "Paul Rémy, PDG de Velmora, sera remplacé par Anne Lefort.",
            {("Paul Rémy", "ceo", "Velmora", "current"), ("Anne Lefort", "ceo", "Velmora", "incoming")},
        ),
        (
            "Le PDG de Velmora, Paul Rémy, cède sa place à Anne Lefort.",
            {("Paul Rémy", "ceo", "Velmora", "former"), ("Anne Lefort", "ceo", "Velmora", "current")},
        ),
        (
            "Le PDG de Velmora, Paul Rémy, a démissionné. Anne Lefort lui succède.",
            {("Paul Rémy", "ceo", "Velmora", "former"), ("Anne Lefort", "ceo", "Velmora", "current")},
        ),
        (
            "Paul Rémy, PDG de Velmora, recule. Anne Lefort remplace Hugo Blanc.",
            {("Paul Rémy", "ceo", "Velmora", "current")},
        ),
        ("Selon Anne Lefort, Velmora paiera Paul Rémy.", set()),
    ],
)
def test_who_follows_inherits_the_post(text: str, expected: set[tuple[str, str, str, str]]) -> None:
    assert set(_stated(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Paul Rémy a ouvert l'usine. « Nous embauchons », a souri le patron de Velmora.",
            {("Paul Rémy", "ceo", "Velmora", "current")},
        ),
        ("Anne Lefort a ouvert l'usine. « Nous embauchons », a souri le patron de Velmora.", set()),
        (
            "Velmora recrute. Anne Lefort, qui a cofondé l'entreprise avec Hugo Blanc, s'en réjouit.",
            {("Anne Lefort", "founder", "Velmora", "current"), ("Hugo Blanc", "founder", "Velmora", "current")},
        ),
        ("Anne Lefort dirige la filiale belge de Velmora.", {("Anne Lefort", "executive", "Velmora", "current")}),
        (
            "Velmora cherche un chef. À titre provisoire, c'est Anne Lefort, sa voisine, qui prend les commandes.",
            {("Anne Lefort", "ceo", "Velmora", "interim")},
        ),
        (
            "Le maire de Montbrume et ministre de la Mer, Paul Rémy, parle.",
            {("Paul Rémy", "official", "Montbrume", "current")},
        ),
        (
            "Velmora s'endette. Sollicité, son associé Hugo Blanc se tait.",
            {("Hugo Blanc", "other", "Velmora", "current")},
        ),
    ],
)
def test_posts_of_the_one_spoken_of(text: str, expected: set[tuple[str, str, str, str]]) -> None:
    assert set(_stated(text)) == expected


@pytest.mark.parametrize(
    ("form", "plural"),
    [
        ("directrice financière", "directrices financières"),
        ("directeur général", "directeurs généraux"),
        ("directeur de cabinet", "directeurs de cabinet"),
        ("membre du directoire", "membres du directoire"),
    ],
)
def test_a_post_has_a_plural(form: str, plural: str) -> None:
    assert plural_of(form) == plural


@pytest.mark.parametrize(
    "change",
    [
        "cède sa place à Anne Lefort dans le tramway",
        "est remplacé par Anne Lefort pour le match",
        "est remplacé par Anne Lefort à la 60e minute",
        "passe le témoin à Anne Lefort au relais",
    ],
)
def test_who_takes_a_seat_or_goes_on_for_a_player_takes_no_post(change: str) -> None:
    text = f"Paul Rémy, président de Velmora, {change}."
    assert _stated(text) == [("Paul Rémy", "president", "Velmora", "current")]


def test_a_company_that_runs_trains_may_change_its_head() -> None:
    text = "Paul Rémy, président de Velmora, cède sa place à Anne Lefort après l'arrivée du premier train."
    assert set(_stated(text)) == {
        ("Paul Rémy", "president", "Velmora", "former"),
        ("Anne Lefort", "president", "Velmora", "current"),
    }


def test_a_post_stated_later_is_not_the_one_in_which_somebody_followed() -> None:
    text = "Anne Lefort remplace Paul Rémy dans l'équipe. Paul Rémy est le président de Velmora."
    assert _stated(text) == [("Paul Rémy", "president", "Velmora", "current")]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Paul Rémy est depuis longtemps PDG de Velmora.", "current"),
        ("Paul Rémy est depuis un moment le PDG de Velmora.", "current"),
        ("Paul Rémy, longtemps PDG de Velmora, se tait.", "former"),
        ("Paul Rémy, PDG de Velmora jusqu'en 2027, se tait.", "current"),
        ("Paul Rémy, PDG de Velmora de 2021 à 2027, se tait.", "current"),
        ("Paul Rémy, PDG de Velmora jusqu'en 2023, se tait.", "former"),
        ("Paul Rémy, PDG de Velmora de 2021 à 2023, se tait.", "former"),
    ],
)
def test_a_post_that_lasts_is_no_former_one(text: str, status: str) -> None:
    assert _stated(text, 2025) == [("Paul Rémy", "ceo", "Velmora", status)]


@pytest.mark.parametrize(
    "text",
    [
        "Paul Rémy prend les commandes de pizza chez Velmora.",
        "Paul Rémy prend les commandes pour Velmora au bar.",
        "Anne Lefort a créé un compte chez Velmora avec Hugo Blanc.",
        "Anne Lefort entre au conseil de classe avec Velmora.",
        "Anne Lefort est entrée. Elle dirige un stage chez Velmora.",
    ],
)
def test_what_is_done_at_a_company_or_with_it_is_no_post_in_it(text: str) -> None:
    assert _stated(text) == []
