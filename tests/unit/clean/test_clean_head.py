"""What stands around an article in flat text: mastheads, publication lines, boxes, signatures."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from depeche.clean import clean
from depeche.clean.bars import is_bar
from depeche.clean.dateline import is_dateline, read_dateline
from depeche.clean.signatures import is_signature
from depeche.ingest.page import Page, read_page
from depeche.model import Article, Declared, Document, Scrape

Run = Callable[..., Article]

TITLE = "Kerlaz : la criée change de patron après trois mois de grève"
ONE = (
    "La criée de Kerlaz a un nouveau patron. Yann Le Goff, 52 ans, a été choisi lundi par le syndicat mixte pour "
    "diriger l'établissement, après trois mois de grève."
)
TWO = (
    "« Nous revenons de loin », a confié la présidente du syndicat mixte, Maëlle Kervadec. Selon elle, le port de "
    "Kerlaz pourrait retrouver dès l'automne le volume d'avant le conflit."
)
THREE = (
    "Les marins-pêcheurs, eux, restent prudents. À Kerlaz, le comité local demande des garanties sur les prix et "
    "menace de reprendre le mouvement en septembre si rien ne change à la criée."
)
BODY = "\n\n".join((ONE, TWO, THREE))
ARTICLE = "\n".join((TITLE, ONE, TWO, THREE))


@pytest.mark.parametrize(
    "head",
    [
        "Ouest Littoral\nLe journal des gens de mer\nMENU\nS'abonner",
        "LE PHARE 24/7\nVoile · Pêche · Surf · Résultats en direct",
        "LE PHARE | Suivre | Mes alertes\nPartager cet article :   [f]   [in]   [@]",
        "CAC 40 6 409,80 -0,42 %  |  EUR/USD 1,0215  |  Brent 100,20 $\nMon port   Listes   Palmarès",
        "Sauter au contenu",
        "Dépêches du port   Dépêche n° 7312   Pêche\nImprimer   Ajouter au classeur   Envoyer à un collègue",
        "publish_date] 2024-06-03\nL'Éco du Littoral > Pêche",
        "Ouest Littoral\nÉconomie",
        "Ouest Littoral - toute l'actualité de la côte\nAccueil > Pêche",
        "Aller au contenu Accueil Pêche Voile Nous écrire",
        "Foot  Pêche  Voile  Résultats\nPÊCHE / CRIÉE",
        "Idées › Billets › La ville qui dort",
    ],
)
def test_lines_above_the_headline_are_cut(cleaned: Run, head: str) -> None:
    article = cleaned(f"{head}\n\n{TITLE}\n\n{BODY}")
    assert (article.title, article.text) == (TITLE, ARTICLE)


@pytest.mark.parametrize("title", ["Le port des brumes", "Kerlaz respire", "Yann Le Goff"])
def test_short_headline_directly_above_the_text_stays_the_title(cleaned: Run, title: str) -> None:
    article = cleaned(f"{title}\n\nPar Jeanne Roy\n\n{BODY}")
    assert article.title == title


def test_headline_behind_the_label_of_a_live_blog_is_the_title(cleaned: Run) -> None:
    title = "En direct | Kerlaz : la criée annonce la reprise du travail, que le comité local dément"
    assert cleaned(f"PÊCHE VOILE MÉTÉO\n{title}\nPartager ce direct\n\n{BODY}").title == title


_MENU = "\n".join(("Accueil", "Politique", "Économie", "Société", "Sport", "Culture", "Météo", "Contact", "Archives"))


def test_headline_that_the_text_does_not_repeat_stands_above_the_standfirst(cleaned: Run) -> None:
    title = "Bassin neuf, vieilles querelles : récit d'un armistice"
    raw = f"{_MENU}\n{title}\n{TWO}\nPar Jeanne Roy\nPublié le 3 juin 2024 à 6h30\n\n{ONE}\n\n{THREE}\n\n{_MENU}"
    article = cleaned(raw)
    assert article.title == title
    assert TWO in article.text


def test_masthead_of_a_page_is_no_headline_though_the_text_says_its_words(cleaned: Run) -> None:
    title = "Bassin neuf, vieilles querelles : récit d'un armistice"
    head = f"LA CRIÉE DU PORT\nMenu   Rechercher   Mon compte\n{_MENU}\n{title}\n{TWO}\nJeanne Roy\n3 juin 2024, 07:00"
    assert cleaned(f"{head}\n\n{BODY}\n\n{_MENU}").title == title


def test_line_between_title_and_text_of_a_page_stays_where_it_says_something(cleaned: Run) -> None:
    menu = "\n".join(
        ("Accueil", "Politique", "Économie", "Société", "Sport", "Culture", "Météo", "Archives", "Contact")
    )
    fact = "Le syndicat mixte annonce un plan d'aide"
    article = cleaned(f"{menu}\n{TITLE}\nPartager\nLa côte\n{fact}\n\n{BODY}\n\nMentions légales\nContact\nPublicité")
    assert fact in article.text
    assert "La côte" not in article.text


def test_prose_above_the_headline_is_never_cut(cleaned: Run) -> None:
    article = cleaned(f"{THREE}\n\n{TITLE}\n\n{ONE}\n\n{TWO}")
    assert THREE in article.text


@pytest.mark.parametrize(
    ("line", "on", "granularity", "byline"),
    [
        ("Par Jeanne Roy - Publié le 3 juin 2024 à 18h42", date(2024, 6, 3), "day", "Jeanne Roy"),
        ("03.06.2024 - 06:30 | Jeanne Roy", date(2024, 6, 3), "day", "Jeanne Roy"),
        ("Jeanne Roy · 3 juin 2024 · 2 min de lecture", date(2024, 6, 3), "day", "Jeanne Roy"),
        ("AFP, publié le lundi 3 juin 2024 à 16h55", date(2024, 6, 3), "day", "AFP"),
        ("Juin 2024", date(2024, 6, 1), "month", None),
        ("Par Personnel de rédaction\nJuin 3rd, 2024 à 3:28 p.m.", date(2024, 6, 3), "day", None),
        ("3 juill. 2024 · 1,2k vues", date(2024, 7, 3), "day", None),
        ("Le Phare de Kerlaz - Lundi 3 juin 2024", date(2024, 6, 3), "day", None),
        ("Jeanne Roy | Le Phare | 03/06/2024 | 10h30", date(2024, 6, 3), "day", "Jeanne Roy"),
    ],
)
def test_publication_line_is_cut_and_read(
    cleaned: Run, line: str, on: date, granularity: str, byline: str | None
) -> None:
    article = cleaned(f"{TITLE}\n\n{line}\n\n{BODY}")
    assert article.text == ARTICLE
    assert (article.published_on, article.published_granularity) == (on, granularity)
    assert byline is None or article.byline == byline


@pytest.mark.parametrize(
    "head",
    [
        "Le Phare de la Baie\nE-paper   Abos   Boutique   Jeux",
        "Culture - Scènes de la baie",
        "Sport / Voile",
        "⚓ Vie du port",
        "lephare-mag\nmenu_principal",
    ],
)
def test_line_above_the_title_is_no_title(cleaned: Run, head: str) -> None:
    article = cleaned(f"{head}\n{TITLE}\n\nPar Jeanne Roy\n\n{BODY}")
    assert article.title == TITLE
    assert article.text == ARTICLE


@pytest.mark.parametrize(
    "dateline",
    [
        "KERLAZ, 12 juin 2024 (Agence du Port) – ",
        "Kerlaz (AFP), le 12 juin 2024 - ",
        "KERLAZ, le 12 juin 2024 (AFP) —\n",
    ],
)
def test_dateline_of_an_agency_gives_the_day(cleaned: Run, dateline: str) -> None:
    article = cleaned(f"{TITLE}\n\n{dateline}{BODY}")
    assert article.published_on == date(2024, 6, 12)


def test_publication_line_goes_before_the_dateline_of_an_agency(cleaned: Run) -> None:
    article = cleaned(f"{TITLE}\nPublié le 13 juin 2024\n\nKERLAZ, 12 juin 2024 (AFP) – {BODY}")
    assert article.published_on == date(2024, 6, 13)


@pytest.mark.parametrize(
    "opening", ["À Kerlaz (Finistère), le 12 juin 2024 restera un jour noir - ", "Kerlaz (AFP) - Le 12 juin 2024, "]
)
def test_day_of_a_first_sentence_is_no_day_of_publication(cleaned: Run, opening: str) -> None:
    assert cleaned(f"{TITLE}\n\n{opening}{BODY}").published_on is None


def test_publication_line_below_the_standfirst_is_cut(cleaned: Run) -> None:
    article = cleaned(f"{TITLE}\n\n{ONE}\n\n03.06.2024 - 06:30 | Jeanne Roy\n\n{TWO}\n\n{THREE}")
    assert article.text == ARTICLE


def test_day_as_a_subheading_of_a_chronology_stays(cleaned: Run) -> None:
    article = cleaned(f"{TITLE}\n\n{ONE}\n\n3 juin 2024\n\n{TWO}\n\n{THREE}")
    assert "3 juin 2024" in article.text


def test_scraper_field_with_a_day_gives_the_day(cleaned: Run) -> None:
    article = cleaned(f"publish_date] 2024-06-03\n{TITLE}\n\n{BODY}")
    assert (article.published_on, article.published_basis) == (date(2024, 6, 3), "scraper_header")


@pytest.mark.parametrize(
    "box",
    [
        "À ne pas manquer\nPêche au bar : la saison des records",
        "Les plus lus\n1  Pêche au bar : la saison des records\n2  Canicule : dix ports en alerte",
        "Vous aimerez aussi → Les quinze plus belles plages de la baie",
        "[À relire] La criée, dix ans de batailles",
        "VIDÉO. La criée vue du ciel",
    ],
)
def test_article_goes_on_below_a_box(cleaned: Run, box: str) -> None:
    article = cleaned(f"{TITLE}\n\n{ONE}\n\n{TWO}\n\n{box}\n\n{THREE}")
    assert article.text == ARTICLE


def test_article_of_a_page_goes_on_below_a_box() -> None:
    long = "".join(f"<p>{text}</p>" for text in (ONE, TWO, ONE.replace("lundi", "mardi"), TWO.replace("elle", "lui")))
    page = read_page(
        f"<html><body><article><h1>{TITLE}</h1>{long}<div><p>À ne pas manquer</p><p><a href='/x'>Pêche au bar : la "
        "saison des records</a></p></div><p>La ministre de la Mer recevra les élus vendredi à Paris, avant de "
        "se rendre sur place.</p></article></body></html>"
    )
    assert isinstance(page, Page)
    document = Document("d", "a.html", None, "text/html", "utf-8", 1, "0", page.text, None, "article")
    article = clean(Scrape(document, Declared(), page.blocks))
    assert "La ministre de la Mer" in article.text
    assert "saison des records" not in article.text


def test_bare_lines_among_buttons_below_the_text_are_cut(cleaned: Run) -> None:
    article = cleaned(f"{TITLE}\n\n{BODY}\n\nPartager\nKerlaz en fête\nLire le journal\nBureau des abonnements")
    assert article.text == ARTICLE


def test_list_below_the_text_stays(cleaned: Run) -> None:
    article = cleaned(f"{TITLE}\n\n{BODY}\n\n- lundi : le syndicat\n- mardi : les marins")
    assert "mardi : les marins" in article.text


def test_place_in_a_publication_line_is_no_author(cleaned: Run) -> None:
    assert cleaned(f"{TITLE}\n\nKerlaz, le lundi 3 juin 2024\n\n{BODY}").byline is None


@pytest.mark.parametrize("signature", ["Jeanne Roy", "J.R. (avec agences)", "jro/pam", "M. Amiot"])
def test_signature_below_the_text_is_cut_as_byline(cleaned: Run, signature: str) -> None:
    article = cleaned(f"{TITLE}\n\n{BODY}\n\n{signature}")
    assert article.text == ARTICLE
    assert {span.category for span in article.removed} == {"byline"}


def test_name_and_office_above_the_date_are_cut(cleaned: Run) -> None:
    article = cleaned(f"{TITLE}\n\nJeanne Roy\nJournaliste au service économie\n3 juin 2024\n\n{BODY}")
    assert article.text == ARTICLE
    assert article.byline == "Jeanne Roy"


def test_without_judgement_nothing_is_rejected() -> None:
    raw = "The harbour of Kerlaz has reopened after two years of work, and the fishermen of the bay are back at sea."
    scrape = Scrape(Document("d", "a", None, "text/plain", "utf-8", 1, "0", raw, None, "article"), Declared())
    assert clean(scrape).rejection is not None
    article = clean(scrape, judge=False)
    assert (article.rejection, article.text) == (None, raw)


@pytest.mark.parametrize(
    "text", ["Un port, une criée, trois maires", "« Non » | répond le maire, qui attend | oui", ""]
)
def test_sentence_is_no_bar(text: str) -> None:
    assert not is_bar(text)


@pytest.mark.parametrize("text", ["Jeanne Roy part le 3 juin 2024", "3 juin 2024 : Kerlaz sous l'eau", "Objectif 2030"])
def test_sentence_is_no_dateline(text: str) -> None:
    assert not is_dateline(text)


def test_dateline_tells_names_apart() -> None:
    read = read_dateline("Jeanne Roy | Le Phare | 03/06/2024 | 10h30")
    assert read is not None
    assert read.names == ("Jeanne Roy", "Le Phare")


@pytest.mark.parametrize("text", ["Un port neuf", "Le vent se lève", "Jeanne Roy, de retour", "— Jeanne Roy"])
def test_title_is_no_signature(text: str) -> None:
    assert not is_signature(text, len(text.split()))
