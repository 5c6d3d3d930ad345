"""Mastheads, bylines below a standfirst, credits, letters, rows of subjects, as papers of many countries print them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from depeche.model import Article

Run = Callable[..., Article]

ASKING = "Kerlaz : qui sont les dix élus qui choisiront lundi le nouveau patron de la criée ?"


def test_long_question_below_the_masthead_is_the_title(cleaned: Run, kerlaz: Any) -> None:
    head = "LE PHARE DES ÎLES\nPorts   Pêche   Voile   |   Marées   Annonces\n\nGouvernance\n\n"
    article = cleaned(head + kerlaz.page().replace(kerlaz.title, ASKING))
    assert (article.title, article.text) == (ASKING, kerlaz.text.replace(kerlaz.title, ASKING))


def test_name_of_the_paper_above_its_menu_goes_although_the_text_names_it(cleaned: Run, kerlaz: Any) -> None:
    caption = "Le quai nord, hier, photographié pour Le Courrier de Kerlaz."
    raw = "Le Courrier de Kerlaz\nMa commune   Sports   Mer   Annonces   Mon compte\n\n" + kerlaz.page(body=caption)
    article = cleaned(raw)
    assert article.title == kerlaz.title
    assert article.text.startswith(kerlaz.title)
    assert caption in article.text


def test_opening_question_of_an_interview_is_not_the_title(cleaned: Run, kerlaz: Any) -> None:
    question = "Vous prenez la tête de la criée après trois mois de grève, est-ce que cela vous inquiète ?"
    article = cleaned(kerlaz.page().replace(kerlaz.one, f"{question}\n\n{kerlaz.one}"))
    assert article.title == kerlaz.title
    assert question in article.text


@pytest.mark.parametrize(
    "line",
    [
        "Anne-Lise Roy, le 12 août 2025",
        "Jeanne Roy et Paul Amiot, le 12 août 2025 à 10h24",
        "12 août 2025 par Jeanne Roy",
        "Ronan KERDILÈS\nPublié le 12/08/2025 à 18h52",
    ],
)
def test_byline_below_the_standfirst_is_cut_and_dated(cleaned: Run, kerlaz: Any, line: str) -> None:
    article = cleaned(kerlaz.page().replace(kerlaz.two, f"{line}\n\n{kerlaz.two}"))
    assert article.text == kerlaz.text
    assert article.published_on == date(2025, 8, 12)


@pytest.mark.parametrize(
    "line",
    ["Avec La Presse Canadienne", "ats/jr", "Belga, avec J.Ry.", "Jeanne Roy, envoyée spéciale à Genève", "AFP/jr"],
)
def test_agency_or_office_below_the_text_is_a_byline(cleaned: Run, kerlaz: Any, line: str) -> None:
    article = cleaned(kerlaz.page(tail=line))
    assert article.text == kerlaz.text
    assert [span.category for span in article.removed] == ["byline"]


@pytest.mark.parametrize(
    "credit",
    ["| LE PHARE DES ÎLES", "JEANNE ROY POUR « LE PHARE »", "JEANNE ROY POUR LE PHARE"],
)
def test_house_behind_a_caption_is_cut(cleaned: Run, kerlaz: Any, credit: str) -> None:
    article = cleaned(kerlaz.page(body=f"Le quai de Kerlaz, hier matin à l'aube. {credit}"))
    assert credit not in article.text
    assert [span.category for span in article.removed] == ["credit"]


@pytest.mark.parametrize(
    "line",
    [
        "INSCRIVEZ-VOUS À L'INFOLETTRE DU LARGE",
        "📬 Chaque mardi, les nouvelles du port triées par nos reporters. S'inscrire",
        "Ne manquez plus aucune nouvelle de la baie : activez les alertes",
        "Tous les soirs, nos journalistes choisissent pour vous les nouvelles de la baie.",
    ],
)
def test_invitation_to_a_letter_is_cut(cleaned: Run, kerlaz: Any, line: str) -> None:
    article = cleaned(kerlaz.page(body=line))
    assert article.text == kerlaz.text
    assert [span.category for span in article.removed] == ["newsletter"]


def test_list_of_titles_below_the_box_of_a_letter_is_no_part_of_it(cleaned: Run, kerlaz: Any) -> None:
    tail = "Recevez chaque soir les titres de la baie. Votre e-mail   Valider\nLes + lus\nPourquoi le bar se fait rare"
    article = cleaned(kerlaz.page(tail=tail))
    assert article.text == kerlaz.text
    assert list(dict.fromkeys(span.category for span in article.removed)) == ["newsletter", "read_also"]


@pytest.mark.parametrize("row", ["Kerlaz   Criée   Grève", "Pêche · Criée · Kerlaz"])
def test_row_of_subjects_below_the_text_is_a_list_of_tags(cleaned: Run, kerlaz: Any, row: str) -> None:
    article = cleaned(kerlaz.page(tail=row))
    assert article.text == kerlaz.text
    assert [span.category for span in article.removed] == ["hashtag"]


@pytest.mark.parametrize(
    "line", ["Publicité - Mentions légales - Plan du site", "© Le Phare - CGV - Mentions légales - RGPD"]
)
def test_row_of_links_that_the_law_asks_for_is_the_foot_of_the_page(cleaned: Run, kerlaz: Any, line: str) -> None:
    article = cleaned(kerlaz.page(tail=line))
    assert article.text == kerlaz.text
    assert [span.category for span in article.removed] == ["footer"]


def test_words_of_a_post_below_name_and_handle_are_cut(cleaned: Run, kerlaz: Any) -> None:
    post = "Jeanne Roy @jeanneroy\nLe quai est rouvert, merci à tous !\n09:02 · 5 nov. 2025 · 1 214 J'aime"
    assert cleaned(kerlaz.page(body=post)).text == kerlaz.text


def test_name_and_house_above_the_date_of_a_page_are_the_byline(cleaned: Run, kerlaz: Any) -> None:
    menu = "\n".join(
        ("Accueil", "Politique", "Sport", "Culture", "Météo", "Se connecter", "Services", "Emploi", "Jeux", "Santé")
    )
    head = "Jeanne Roy\nLe Phare des Îles\n12 août 2025, 5 h 00"
    article = cleaned(f"{menu}\n\n{kerlaz.page(head)}")
    assert article.text == kerlaz.text
    assert "Jeanne Roy" in next(span.text for span in article.removed if span.category == "byline")


def test_offer_in_one_block_with_the_label_of_an_advertisement_is_cut(cleaned: Run, kerlaz: Any) -> None:
    assert cleaned(kerlaz.page(body="PUB\nBanque du Port : virez sans attendre jusqu'au 31 août !")).text == kerlaz.text


def test_subheading_below_the_label_of_an_advertisement_stays(cleaned: Run, kerlaz: Any) -> None:
    assert "Un pari risqué" in cleaned(kerlaz.page(body="Publicité\n\nUn pari risqué")).text


@pytest.mark.parametrize("line", ["[TV Littoral]", "© Photo : Radio Littoral / A. Diop"])
def test_credit_on_a_line_of_its_own_is_cut(cleaned: Run, kerlaz: Any, line: str) -> None:
    article = cleaned(kerlaz.page(body=line))
    assert article.text == kerlaz.text
    assert [span.category for span in article.removed] == ["credit"]


@pytest.mark.parametrize(
    "line",
    [
        "Les propos tenus par le maire ont choqué l'assemblée.",
        "Les opinions exprimées par les lecteurs divergent.",
        "Chaque matin, la rédaction du quotidien se réunit dans un sous-sol.",
        "« Chaque jour, nos journalistes prennent des risques », dit le directeur.",
        "Une coquille Saint-Jacques sur deux vient de la baie.",
        "Offert par la mairie, le repas a réuni mille personnes.",
        "Mis à jour chaque nuit, le fichier recense 200 000 noms.",
        "Capture d'écran à l'appui, il accuse son adversaire.",
        "Témoins",
        "Bureau de vote",
        "Soutenir les éleveurs",
        "La lettre",
    ],
)
def test_text_that_looks_like_debris_stays(cleaned: Run, kerlaz: Any, line: str) -> None:
    assert line in cleaned(kerlaz.page(body=line)).text
