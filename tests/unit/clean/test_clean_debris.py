"""Lines around and inside an article, by kind: publication lines, credits, rubrics, offers; text like them stays."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from depeche.model import Article

Run = Callable[..., Article]


@pytest.mark.parametrize(
    ("line", "byline"),
    [
        ("Par le service des sports, mardi 12 août 2025 à 10 h 24", None),
        ("La rédaction économie – 12 août 2025 – 10:24", None),
        ("Par la rédaction locale, le 12 août 2025", None),
        ("Août 12, 2025 par webmaster", None),
        ("12 août 2025 par jroy", None),
        ("Publié par jroy le 12/08/2025", None),
        ("Posté par: Jeanne Roy| Mardi 12 août, 2025 10:08 | Consulté 312 fois", "Jeanne Roy"),
        ("12 août 2025 à 10:24 • Modifié aujourd'hui à 11:02 • 3 mn", None),
        ("12.08.2025, 10h24 • Mis à jour il y a 2 jours", None),
        ("12 août 2025 | 10 h 24 HAE", None),
        ("Publié le 12 août 2025 à 10:24 TU", None),
        ("Jeanne Roy, correspondante à Lausanne | 12 août 2025, 10:24", "Jeanne Roy"),
        ("De Jeanne Roy, mardi 12 août 2025 à 10:24", "Jeanne Roy"),
        ("Par Jeanne Roy Le 12 août 2025 à 10h24", "Jeanne Roy"),
        ("Par Jeanne Roy (Kerlaz) | Publié le 12/08/2025 à 10:24", "Jeanne Roy"),
        ("Publié le 12/08/2025 10:24 Mis à jour le 13/08/2025 11:00 Temps de lecture : 4min", None),
        ("Mis à jour le 13/08/2025 à 11:00, publié le 12/08/2025 à 10:24", None),
        ("Modifié le 13 août 2025 - Paru le 12 août 2025", None),
        ("Le 12 août 2025 à 10h24, modifié le 13 août 2025 à 11h", None),
        ("Par: Jeanne Roy - Phare.com | 12 août, 2025 à 10:08:40 | Lu 4512 fois | 12 Commentaires", "Jeanne Roy"),
        ("Publié mar. 12 août 2025, 10:24 CEST", None),
        ("Écrit par Jeanne Roy le 12 août 2025", "Jeanne Roy"),
        ("Par JEANNE ROY. Publié le 12 août 2025.", "JEANNE ROY"),
        ("Mis en ligne le 12/08/2025 à 10:24", None),
        ("Le mardi 12 août 2025, Jeanne Roy", "Jeanne Roy"),
        ("Kerlaz, le 12 août 2025 (APS)", "APS"),
        ("12 août 2025 - 5 min - Jeanne Roy et Paul Amiot", "Jeanne Roy et Paul Amiot"),
        ("Jeanne Roy – 12 août 2025 – MàJ hier à 08:00", "Jeanne Roy"),
    ],
)
def test_publication_line_is_cut_and_dated(cleaned: Run, kerlaz: Any, line: str, byline: str | None) -> None:
    article = cleaned(kerlaz.page(line))
    assert article.text == kerlaz.text
    assert article.published_on == date(2025, 8, 12)
    assert article.byline == byline


@pytest.mark.parametrize(
    "line",
    [
        "Par décision du 12 août 2025, le port est classé.",
        "Le mardi 12 août 2025, la criée a fermé",
        "Publié le 12 août 2025, le décret divise le port.",
        "La rédaction du décret du 12 août 2025 a pris un an",
        "Hier à 16 h 31, un chalutier a coulé",
    ],
)
def test_sentence_with_a_date_stays(cleaned: Run, kerlaz: Any, line: str) -> None:
    assert line in cleaned(kerlaz.page(body=line)).text


@pytest.mark.parametrize(
    "signature",
    [
        "JEANNE ROY ET PAUL AMIOT",
        "Jeanne Roy et Paul Amiot",
        "JEANNE ROY, PAUL AMIOT",
        "Jeanne Roy, Paul Amiot (avec AFP)",
        "JEANNE ROY (à Kerlaz)",
    ],
)
def test_authors_of_the_head_are_cut_where_they_sign(cleaned: Run, kerlaz: Any, signature: str) -> None:
    below = f"{signature}\n\nPour comprendre\nLa criée de Kerlaz a été fondée en 1921 par quatre patrons de la baie."
    article = cleaned(kerlaz.page("Par Jeanne Roy et Paul Amiot\n12 août 2025 à 06h30", tail=below))
    assert signature not in article.text


def test_name_of_a_person_as_a_subheading_stays(cleaned: Run, kerlaz: Any) -> None:
    assert "Yann Le Goff" in cleaned(kerlaz.page("Par Jeanne Roy", body="Yann Le Goff")).text.split("\n")


@pytest.mark.parametrize(
    "credit",
    [
        "Photo Jeanne Roy",
        "Photo Le Phare/Jeanne Roy",
        "Photo L'Écho du Port / Jeanne ROY",
        "Photo archives Jeanne Roy",
        "Photo d'archives Jeanne Roy",
        "Photo DR",
        "(Photo Jeanne Roy)",
        "Photos Jeanne Roy et Paul Amiot",
        "PHOTO JEANNE ROY / LE PHARE",
        "Photo AFP",
        "(Jeanne Roy/Le Phare)",
        "| JEANNE ROY / LE PHARE",
        "Illustration Le Phare",
        "Crédit : Jeanne Roy",
        "(Crédits : DR)",
        "© Le Phare - Jeanne Roy",
    ],
)
def test_credit_behind_a_caption_is_cut(cleaned: Run, kerlaz: Any, credit: str) -> None:
    caption = "Au petit matin, la criée de Kerlaz était encore fermée par un gros cadenas."
    text = cleaned(kerlaz.page(f"{caption} {credit}")).text
    assert credit not in text
    assert caption in text


@pytest.mark.parametrize(
    "line",
    [
        "Le musée expose jusqu'en mai deux cents tirages de la baie. Photo Kerlaz fête ses dix ans.",
        "Elle a gagné le prix du jury. Photo de famille sur le quai.",
        "Il a tout perdu, même ses albums. Photos, lettres, carnets : l'eau a tout pris.",
    ],
)
def test_sentence_about_a_picture_stays(cleaned: Run, kerlaz: Any, line: str) -> None:
    assert line in cleaned(kerlaz.page(body=line)).text


@pytest.mark.parametrize(
    "above",
    [
        "Société - Finistère",
        "FAITS DIVERS – BAIE DE KERLAZ",
        "Économie / Kerlaz",
        "Justice – Quimper",
        "Finistère. Économie",
        "PÊCHE ET MER",
        "Social | Kerlaz",
        "Politique : Bretagne",
        "Bonjour, identifiez-vous   Votre panier",
        "Bienvenue, identifiez-vous   Mon compte",
        "Déjà client ? Connectez-vous",
        "Bonjour   Mon espace   Déconnexion",
        "Mon compte | Me déconnecter",
        "Se connecter   Offrir un abonnement",
        "Vie locale · Finistère",
        "Actualité › Régions › Bretagne",
        "Le grand entretien",
    ],
)
@pytest.mark.parametrize(
    "standfirst", ["", "Le port espère tourner la page. Les marins-pêcheurs attendent des preuves."]
)
def test_rubric_or_account_line_is_not_the_title(cleaned: Run, kerlaz: Any, above: str, standfirst: str) -> None:
    for gap in ("\n", "\n\n"):
        raw = kerlaz.page(standfirst).replace(
            kerlaz.title, f"Menu   Ma commune   Sports   Avis de décès\n\n{above}{gap}{kerlaz.title}"
        )
        article = cleaned(raw)
        assert article.title == kerlaz.title
        assert above not in article.text


@pytest.mark.parametrize(
    "title",
    [
        "Kerlaz respire",
        "La criée de Kerlaz tourne la page",
        "Pêche : Kerlaz tient son patron",
        "Yann Le Goff à la barre",
        "Kerlaz - Le Goff, pari gagné",
        "GRÈVE : LA CRIÉE ROUVRE",
    ],
)
def test_short_title_above_a_standfirst_stays(cleaned: Run, kerlaz: Any, title: str) -> None:
    standfirst = "Yann Le Goff a été choisi lundi pour diriger la criée de Kerlaz, après trois mois de grève."
    assert cleaned(kerlaz.page(standfirst).replace(kerlaz.title, title)).title == title


@pytest.mark.parametrize(
    "line",
    [
        "KERVALOR (KVL)  17,02 €  +2,40 %   Achat   Vente",
        "Kervalor   42,10 EUR   +1,2 %",
        "CAC 40  8 142,31  +0,22 %",
        "KERVALOR | 61,84 € | -5,12 % | Cours différé",
        "Kervalor SA (FR0000123456)\t61,84 €\t-5,12 %",
        "Action Kervalor   61.84   -5.12%   Ajouter à ma liste",
        "KVL.PA   61,84   −3,34 (−5,12 %)",
        "Kervalor 61,84 € (-5,12 %)   Voir le cours",
        "SMI  12 104,5 pts  +0,4 %   Volume 1,2 M",
        "KERVALOR  Euronext Paris  61,84 €  -5,12 %",
    ],
)
def test_line_of_quotations_is_cut(cleaned: Run, kerlaz: Any, line: str) -> None:
    assert cleaned(kerlaz.page(body=line)).text == kerlaz.text


@pytest.mark.parametrize(
    "line",
    [
        "Kervalor : +1,2 % à 42,10 euros",
        "Le titre Kervalor a perdu 5,12 %, à 61,84 euros, dans un marché calme.",
        "Le Goff (DVG) 51,4 %",
    ],
)
def test_sentence_with_a_price_stays(cleaned: Run, kerlaz: Any, line: str) -> None:
    assert line in cleaned(kerlaz.page(body=line)).text


@pytest.mark.parametrize(
    "line",
    [
        "Assurance bateau : simulez votre tarif avec notre partenaire, devis gratuit",
        "Pourquoi voyez-vous cette publicité ?",
        "Pourquoi cette annonce ?",
        "Simulez votre prêt immobilier en ligne, sans engagement",
        "Estimez gratuitement la valeur de votre bien avec notre partenaire",
        "Profitez de -30 % sur votre ciré jusqu'au 31 août",
        "Jeu-concours : gagnez vos places pour la fête de la mer",
        "Trouvez un artisan près de chez vous : devis gratuits en 48 h",
        "Ce contenu vous est proposé par Assur'Mer",
        "Offre valable jusqu'au 31 août, sous conditions. Voir conditions en magasin.",
        "Un crédit vous engage et doit être remboursé. Vérifiez vos capacités de remboursement avant de vous engager.",
        "L'abus d'alcool est dangereux pour la santé, à consommer avec modération.",
        "Pour votre santé, mangez au moins cinq fruits et légumes par jour.",
        "Signaler cette publicité",
    ],
)
def test_advertising_caption_is_cut(cleaned: Run, kerlaz: Any, line: str) -> None:
    assert cleaned(kerlaz.page(body=line)).text == kerlaz.text


@pytest.mark.parametrize(
    "line",
    [
        "Le port a demandé trois devis gratuits avant de choisir son partenaire.",
        "L'abus d'alcool est dangereux, a rappelé la préfète aux marins du port.",
        "Le département compare les mutuelles avec son partenaire avant de décider.",
        "La publicité du port avait été jugée trompeuse par le tribunal.",
    ],
)
def test_sentence_about_offers_stays(cleaned: Run, kerlaz: Any, line: str) -> None:
    assert line in cleaned(kerlaz.page(body=line)).text


@pytest.mark.parametrize(
    "line",
    [
        "Des documents à nous communiquer ? Notre plateforme sécurisée reste ouverte : alerte@phare.example",
        "Une photo, un document à nous transmettre ? Écrivez à nos reporters, vos noms resteront secrets.",
        "Un document à nous faire parvenir ? Contactez notre cellule enquête sur Signal.",
        "Vous avez été témoin d'une scène semblable ? Confiez-nous votre histoire : temoins@phare.example",
        "Pour nous faire parvenir des informations en toute sécurité, écrivez à Jeanne Roy.",
        "Vous voulez nous alerter sur un sujet ? Rendez-vous sur notre boîte à infos.",
    ],
)
def test_call_for_information_is_cut(cleaned: Run, kerlaz: Any, line: str) -> None:
    assert cleaned(kerlaz.page(tail=line)).text == kerlaz.text


@pytest.mark.parametrize(
    "line",
    [
        "Rechercher un port, une marée…",
        "Rechercher un lieu, une personne...",
        "Que recherchez-vous ?",
        "Actualiser le fil",
        "Afficher les plus anciens d'abord",
        "Du plus récent au plus ancien",
        "Rafraîchir le direct",
        "Charger plus de messages",
        "Afficher tout le direct",
        "Voir les nouveaux messages",
    ],
)
def test_control_of_a_page_is_cut(cleaned: Run, kerlaz: Any, line: str) -> None:
    assert cleaned(kerlaz.page(line)).text == kerlaz.text


@pytest.mark.parametrize(
    "above",
    [
        "17/03/2025",
        "Mardi 17 mars 2025   Édition du soir",
        "Brest 14° | Kerlaz 13° | Mardi 17 mars 2025",
    ],
)
def test_day_above_the_title_is_not_the_day_of_publication(cleaned: Run, kerlaz: Any, above: str) -> None:
    article = cleaned("\n\n".join(("Menu", above, kerlaz.page("Par Jeanne Roy\n12 août 2025 à 10h24"))))
    assert article.published_on == date(2025, 8, 12)


@pytest.mark.parametrize(
    "above",
    [
        "Le Courrier du Large - Toutes les nouvelles de la mer et des îles",
        "Alerte Info : une panne géante d'électricité touche le sud de l'Espagne",
        "Ohé ! Connectez-vous",
        "Bienvenue sur Le Phare",
    ],
)
def test_slogan_or_alert_above_the_headline_is_not_the_title(cleaned: Run, kerlaz: Any, above: str) -> None:
    article = cleaned("\n\n".join(("Menu", above, kerlaz.page("Par Jeanne Roy\n12 août 2025 à 10h24"))))
    assert article.title == kerlaz.title


def test_headline_of_other_words_than_the_text_stays_above_a_standfirst(cleaned: Run, kerlaz: Any) -> None:
    title = "Après la tempête, le calme et beaucoup de questions au bord de l'eau"
    head = "Yann Le Goff a été choisi lundi pour diriger la criée de Kerlaz."
    assert cleaned(kerlaz.page(head).replace(kerlaz.title, title)).title == title


@pytest.mark.parametrize("signature", ["Jeanne Roy, à Kerlaz", "JEANNE ROY (au Guilvinec)", "j. r.", "J. Roy avec AFP"])
def test_signature_with_a_place_is_cut(cleaned: Run, kerlaz: Any, signature: str) -> None:
    assert cleaned(kerlaz.page(tail=signature)).text == kerlaz.text


@pytest.mark.parametrize("credit", ["AFP", "[Jeanne Roy - Keystone]", "Belga"])
def test_agency_behind_a_caption_is_cut(cleaned: Run, kerlaz: Any, credit: str) -> None:
    article = cleaned(kerlaz.page(f"Le quai de Kerlaz, hier matin à l'aube. {credit}"))
    assert credit not in article.text
