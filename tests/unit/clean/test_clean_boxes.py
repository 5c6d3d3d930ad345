"""Boxes inside and below an article, by kind: letters, posts, contents, titles, comments; text like them stays."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from depeche.model import Article

Run = Callable[..., Article]


@pytest.mark.parametrize("head", ["Table des matières", "Sommaire", "Au sommaire", "SOMMAIRE :", "Plan de l'article"])
@pytest.mark.parametrize("mark", ["1. ", "- ", "", "1) ", "• "])
def test_table_of_contents_is_cut(cleaned: Run, kerlaz: Any, head: str, mark: str) -> None:
    one, two = "Trois mois de grève", "Que va changer le nouveau patron ?"
    second = mark.replace("1", "2")
    raw = "\n\n".join(
        (
            kerlaz.title,
            kerlaz.one,
            f"{head}\n{mark}{one}\n{second}{two}",
            kerlaz.two,
            one,
            kerlaz.three,
            two,
            kerlaz.four,
        )
    )
    assert cleaned(raw).text == "\n".join((kerlaz.title, kerlaz.one, kerlaz.two, one, kerlaz.three, two, kerlaz.four))


def test_numbered_list_without_a_head_stays(cleaned: Run, kerlaz: Any) -> None:
    listed = "1. La chambre froide\n2. Le quai nord"
    text = cleaned(kerlaz.page(body=listed)).text
    assert "1. La chambre froide" in text
    assert "2. Le quai nord" in text


@pytest.mark.parametrize(
    "post",
    [
        "[Tweet] Port de Kerlaz @portdekerlaz : Vente ouverte à tous samedi #criée https://t.example/9fK",
        "[Instagram] Une journée à la criée avec @jeanneroy",
        "[Post X] @syndicatmixte : Merci à tous !",
        '@jeanne_roy : "La glace est livrée, rendez-vous demain sur le quai." - 12 août 2025, 22:37',
        "@portdekerlaz : La criée ouvre demain à 6 heures.",
        "Maëlle Kervadec (@mkervadec) : « Merci aux équipes » - 12 août 2025",
        (
            "Jeanne Roy @jeanneroy · Oct 14\nPremière vente ce matin, merci à tous. pic.twitter.com/k9Qz\n"
            "2.3K Reposts   5.1K J'aime"
        ),
        "Jeanne Roy @jeanneroy · 12:31\nLe quai est rouvert, merci de votre patience pendant les travaux.",
        "Port de Kerlaz ✓ @portdekerlaz · 12 août\nLa criée ouvre à 6 heures.\n12 réponses   41 retweets   128 j'aime",
        "Jeanne Roy @jeanneroy · 3 h\nLe quai est rouvert, enfin !\n4 Commentaires  12 Partages",
        "Port de Kerlaz\n@portdekerlaz\nLa criée ouvre à 6 heures.\n6:31 AM · 12 août 2025",
        "Voir ce post sur Instagram\nUne publication partagée par Port de Kerlaz (@portdekerlaz)",
        "Tweet de Jeanne Roy (@jeanneroy) : Le quai est rouvert",
    ],
)
def test_embedded_post_is_cut(cleaned: Run, kerlaz: Any, post: str) -> None:
    assert cleaned(kerlaz.page(body=post)).text == kerlaz.text


@pytest.mark.parametrize(
    "line",
    [
        "Sur X, le compte @portdekerlaz a annoncé lundi la réouverture du quai.",
        "« Merci aux marins », a écrit @jeanneroy sur Instagram dans la soirée.",
        "Le message, signé Jeanne Roy (@jeanneroy), a été partagé 1 200 fois en une nuit.",
        "[Notre photo] montre le quai après la tempête, a rappelé la préfecture.",
    ],
)
def test_sentence_with_a_handle_stays(cleaned: Run, kerlaz: Any, line: str) -> None:
    assert line in cleaned(kerlaz.page(body=line)).text


@pytest.mark.parametrize(
    "zone",
    [
        (
            "Réagir (3)   Imprimer   Partager\n"
            "Marin29 : Mon père y a débarqué sa pêche toute sa vie, alors bravo.\n"
            "jean_b : Et le poisson, on le paie combien ?"
        ),
        "Réactions (3)\nDoc29 - Enfin, il était temps que quelqu'un décide.\nSignaler un abus",
        "La conversation (5)\nMoussaillon, le 12/08 à 11:02 : on ne nous dit jamais rien au port.",
        "Discussion (2)\nlulu_56 : Enfin une bonne nouvelle pour le port, après tout ce temps perdu.",
        (
            "Les réactions des lecteurs\nJean29\n12 août 2025 à 11:02\n"
            "Enfin une bonne nouvelle pour le port, après tout ce temps perdu.\nRépondre"
        ),
        (
            "Commentaires (2)\nJean29 • il y a 2 heures\n"
            "Enfin une bonne nouvelle pour le port, après tout ce temps perdu.\nRépondre   Signaler"
        ),
        "Vos réactions\nConnectez-vous pour commenter  -  212 commentaires\nMarin29 : Bon vent !",
        "2 avis\n@Jean29 Tout à fait d'accord avec vous, il était temps de changer de patron.\nRépondre",
        "Trier par : les plus récents\nMarin29 (12/08/2025 11:02) : Longue vie à la criée de la baie.\n",
        (
            "LAISSER UN COMMENTAIRE (3)\nPar Jean29 le 12/08/2025 à 11:02\n"
            "Enfin une bonne nouvelle pour le port, après tout ce temps perdu."
        ),
    ],
)
def test_comment_zone_is_cut_from_its_first_line(cleaned: Run, kerlaz: Any, zone: str) -> None:
    assert cleaned(kerlaz.page(tail=zone)).text == kerlaz.text


@pytest.mark.parametrize(
    "line",
    [
        "Interrogé, un habitué résume : « Longue vie à la criée, j'y ai grandi. »",
        "RN165 : la circulation a été rétablie dans la soirée, a indiqué la préfecture du Finistère.",
        "Jean-Yves Le Bris - le maire de Kerlaz - a promis lundi de recevoir les marins du port.",
    ],
)
def test_last_sentence_that_looks_like_a_comment_stays(cleaned: Run, kerlaz: Any, line: str) -> None:
    assert line in cleaned(kerlaz.page(tail=line)).text


@pytest.mark.parametrize(
    "box",
    [
        "NEWSLETTER « Marée haute »\nDès l'aube, ce qui compte dans les ports. Je m'inscris",
        "Newsletter\n« Le Quart » : tous les jeudis, la vie des quais\nS'inscrire",
        "Newsletter\n« Large »\nUne fois par mois, la mer racontée par ceux qui en vivent\nS'inscrire",
        "Le bulletin « Vents & Marées »\nLe dimanche, une histoire de bateau. Saisissez votre email   Valider",
        "Inscription newsletter\nCap Ouest : les idées du large, deux fois par mois",
        "La semaine du port\nNos plus belles histoires, le lundi dans votre boîte mail   JE M'ABONNE",
        "La lettre Mer\nTous les jeudis, les coulisses de la pêche\nVotre adresse e-mail\nOK",
        "INFOLETTRE\nLe courrier du large\nLes meilleures histoires de mer, une fois par semaine.\nS'abonner",
        "Recevez nos alertes mer\nUne fois par jour, les infos à ne pas manquer. Votre adresse e-mail   OK",
        "Inscrivez-vous à notre newsletter « Grand large »\nLe rendez-vous de ceux qui aiment la mer\nJe m'inscris",
        (
            "La newsletter de la rédaction\nLa mer expliquée en cinq minutes, du lundi au vendredi\n"
            "Adresse e-mail   Valider"
        ),
        "Newsletter « Horizon »   S'inscrire",
    ],
)
def test_newsletter_box_is_cut_with_its_name(cleaned: Run, kerlaz: Any, box: str) -> None:
    assert cleaned(kerlaz.page(body=box)).text == kerlaz.text


@pytest.mark.parametrize(
    "subheading", ["« Nous revenons de loin »", "Chaque samedi, la même file", "La lettre des marins"]
)
@pytest.mark.parametrize("box", ["Newsletter\nS'inscrire", "Newsletter", "Je m'inscris"])
def test_subheading_below_a_newsletter_box_stays(cleaned: Run, kerlaz: Any, box: str, subheading: str) -> None:
    assert subheading in cleaned(kerlaz.page(body=f"{box}\n\n{subheading}")).text


@pytest.mark.parametrize(
    "head",
    [
        "POUR EN SAVOIR PLUS",
        "À lire aussi",
        "Sur le même sujet",
        "NOS ARTICLES SUR LA PÊCHE",
        "À lire également :",
        "LIRE AUSSI",
    ],
)
@pytest.mark.parametrize(
    "titles",
    [
        "Pêche bretonne : qui prendra la barre ?\nAu Guilvinec, les écoles se remplissent",
        "Pourquoi le bar se fait rare\nAu Guilvinec, les écoles se remplissent\nLes ports comptent leurs bateaux",
        "> Pourquoi le bar se fait rare\n> Qui sont les mareyeurs ?",
        "Le bar se fait rare\nMareyeurs, les maîtres du quai",
    ],
)
def test_list_of_titles_set_off_by_blank_lines_is_cut_whole(cleaned: Run, kerlaz: Any, head: str, titles: str) -> None:
    assert cleaned(kerlaz.page(body=f"{head}\n{titles}")).text == kerlaz.text


def test_subheading_set_off_from_a_list_of_titles_stays(cleaned: Run, kerlaz: Any) -> None:
    body = "À lire aussi\nPourquoi le bar se fait rare\nAu Guilvinec, les écoles se remplissent\n\nUn pari risqué"
    assert cleaned(kerlaz.page(body=body)).text.split("\n")[3] == "Un pari risqué"
