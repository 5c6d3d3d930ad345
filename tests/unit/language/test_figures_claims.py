"""Figures that a text states, without a parse."""

from dataclasses import replace

import pytest

from depeche.language.dates import find_dates
from depeche.language.figures import find_claims
from depeche.language.reading import Reading
from depeche.language.sentences import find_marked, find_sentences
from depeche.language.view import normalised
from depeche.model import Claim, Mention


def claims(text: str, *names: str) -> tuple[Claim, ...]:
    view = normalised(text)
    marked = find_marked(view)
    reading = Reading(text, view, marked=marked, sentences=find_sentences(view, marked))
    mentions = tuple(
        Mention(0, view.index(n), view.index(n) + len(n), n, "ORG", f"ent-{n}", "model", 1.0) for n in names
    )
    reading = replace(reading, mentions=mentions)
    return find_claims(replace(reading, dates=find_dates(reading)))


@pytest.mark.parametrize(
    ("text", "surface", "measure", "value", "unit", "comparator"),
    [
        ("L'usine emploie 320 salariés.", "320 salariés", "headcount", 320, "person", "exact"),
        (
            "Plus de 40 000 personnes ont défilé.",
            "Plus de 40 000 personnes",
            "headcount",
            40_000,
            "person",
            "more_than",
        ),
        ("Il y a eu au moins un départ au siège.", "au moins un départ", "headcount", 1, "person", "at_least"),
        ("Une dizaine de policiers sont venus.", "Une dizaine de policiers", "headcount", 10, "person", "about"),
        ("Le site attire 2 millions d'abonnés.", "2 millions d'abonnés", "users", 2e6, "person", "exact"),
        ("La motion a réuni 312 voix.", "312 voix", "votes", 312, "other", "exact"),
        ("Le chantier coûte 45 millions d'euros.", "45 millions d'euros", "money", 45e6, "EUR", "exact"),
        ("Le groupe perd $10 milliards.", "$10 milliards", "money", 10e9, "USD", "exact"),
        ("Le groupe perd 10 milliards $ cette fois.", "10 milliards $", "money", 10e9, "USD", "exact"),
        ("La société est valorisée 1,2 Md€.", "1,2 Md€", "valuation", 1.2e9, "EUR", "exact"),
        ("Près de 80 % des effectifs ont voté.", "Près de 80 % des effectifs", "share", 80, "percent", "about"),
        ("La moitié des élèves étaient absents.", "La moitié des élèves", "share", 0.5, "other", "exact"),
        ("Neuf élèves sur dix étaient absents.", "Neuf élèves sur dix", "share", 0.9, "other", "exact"),
        ("Deux tiers du personnel ont voté.", "Deux tiers du personnel", "share", 0.6667, "other", "exact"),
        ("Le parc perd 120'000 visiteurs.", "120'000 visiteurs", "headcount", 120_000, "person", "exact"),
        ("Le site a vendu 40,000 billets.", "40,000 billets", "other", 40_000, "other", "exact"),
        ("Six trapézistes ont été soignés.", "Six trapézistes", "headcount", 6, "person", "exact"),
        ("Deux de ses pilotes ont signé ailleurs.", "Deux de ses pilotes", "signatories", 2, "person", "exact"),
        ("La police a relâché trois d'entre eux.", "trois d'entre eux", "headcount", 3, "person", "exact"),
        ("Elle amène ses deux enfants à la mine.", "deux enfants", "headcount", 2, "person", "exact"),
        ("Le terrain mesure 450 m² au plus.", "450 m² au plus", "other", 450, "other", "at_most"),
        ("Les loyers ont bondi de 4,5 % à Brest.", "4,5 %", "other", 4.5, "percent", "exact"),
        ("L'inflation a atteint 3 % au printemps.", "3 %", "other", 3, "percent", "exact"),
        ("La liste obtient 31 % des suffrages.", "31 % des suffrages", "votes", 31, "percent", "exact"),
        ("Le taux n'a pas dépassé 12 % cet hiver.", "n'a pas dépassé 12 %", "share", 12, "percent", "at_most"),
        ("Le réseau vaut 3 milliards de dollars.", "3 milliards de dollars", "valuation", 3e9, "USD", "exact"),
        ("La réunion a duré près de six heures.", "près de six heures", "duration", 6, "other", "about"),
        ("Le délai dépasse désormais 80 jours.", "80 jours", "duration", 80, "day", "exact"),
        ("Le rachat valorise le groupe 2 milliards d'euros.", "2 milliards d'euros", "valuation", 2e9, "EUR", "exact"),
        ("Le parquet avait requis huit ans.", "huit ans", "duration", 8, "year", "exact"),
        ("Un marin de 61 ans a disparu.", "61 ans", "age", 61, "year", "exact"),
        ("L'actrice est morte à 88 ans chez elle.", "88 ans", "age", 88, "year", "exact"),
        ("Il est condamné à dix ans de prison.", "dix ans de prison", "duration", 10, "year", "exact"),
        ("Marie Legrand, 38 ans, dirige le port.", "38 ans", "age", 38, "year", "exact"),
        ("Le port a reçu 120 navires.", "120 navires", "other", 120, "other", "exact"),
        ("La ferme compte 1,450 salariés.", "1,450 salariés", "headcount", 1450, "person", "exact"),
        ("Vingt sapeurs-pompiers sont venus.", "Vingt sapeurs-pompiers", "headcount", 20, "person", "exact"),
        ("Un seul mort est à déplorer.", "Un seul mort", "headcount", 1, "person", "exact"),
        ("Le titre a pris 4 % à Zurich.", "4 %", "other", 4, "percent", "exact"),
        ("L'État veut relever à 28 % la taxe.", "28 %", "other", 28, "percent", "exact"),
        ("Il a été condamné à trois ans ferme.", "trois ans", "duration", 3, "year", "exact"),
        ("Elle risque trois ans, dont deux avec sursis.", "trois ans", "duration", 3, "year", "exact"),
        ("Un brigadier-chef de 44 ans est parti.", "44 ans", "age", 44, "year", "exact"),
        ("Dans une tribune, 90 chercheurs protestent.", "90 chercheurs", "signatories", 90, "person", "exact"),
        ("Cet auteur a vendu 9 000 livres à des libraires.", "9 000 livres", "other", 9000, "other", "exact"),
    ],
)
def test_a_figure_is_read(text: str, surface: str, measure: str, value: float, unit: str, comparator: str) -> None:
    (claim,) = claims(text)

    assert (claim.surface, claim.measure, claim.value) == (surface, measure, pytest.approx(value))
    assert (claim.unit, claim.comparator) == (unit, comparator)


@pytest.mark.parametrize(
    "text",
    [
        "Le vote a eu lieu le 3 mai 2021 à 14 h 30.",
        "Les deux hommes se connaissent.",
        "Un homme a ouvert la porte.",
        "La troisième étape part de Lille.",
        "L'article 49 a servi de nouveau.",
        "En 24 heures, tout a changé.",
        "Le modèle A320 et la 5G arrivent.",
        "Des milliers de personnes ont défilé.",
        "Les négociateurs des deux camps sont rentrés.",
        "Deux jours après l'incendie, le pont a rouvert.",
    ],
)
def test_what_counts_nothing_is_no_claim(text: str) -> None:
    assert claims(text) == ()


def test_two_figures_bound_a_range() -> None:
    (claim,) = claims("Le fonds veut lever entre 150 et 200 millions d'euros.")

    assert (claim.value, claim.value_max, claim.comparator) == (150e6, 200e6, "range")


def test_two_shares_with_their_own_signs_are_no_range() -> None:
    found = claims("Le réseau a crû de 15 % à 415 millions de dollars.")

    assert [(c.value, c.unit) for c in found] == [(15, "percent"), (415e6, "USD")]


def test_a_part_of_a_whole_holds_two_figures() -> None:
    signed, employed = claims("Quelque 300 des 320 salariés ont signé la lettre.")

    assert (signed.measure, signed.value, signed.comparator) == ("signatories", 300, "about")
    assert (employed.measure, employed.value) == ("headcount", 320)


def test_a_figure_belongs_to_the_name_in_its_complement() -> None:
    (claim,) = claims("La grève touche 320 salariés d'Aubry Frères.", "Aubry Frères")

    assert (claim.subject_surface, claim.entity_id) == ("salariés d'Aubry Frères", "ent-Aubry Frères")


def test_a_number_inside_a_name_is_no_claim() -> None:
    assert claims("La chaîne France 24 licencie.", "France 24") == ()


def test_a_decimal_point_is_marked_as_translated() -> None:
    (claim,) = claims("Le chantier coûte 1.5 million d'euros.")

    assert claim.value == 1.5e6
    assert claim.method.endswith("+mt")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("La motion passe par neuf voix contre six.", [("votes", 9), ("votes", 6)]),
        (
            "Le port comptait 900 dockers selon le maire, 1 400 selon leur syndicat.",
            [("headcount", 900), ("headcount", 1400)],
        ),
        ("La mairie annonce 200 postes ; le syndicat parle de 150.", [("headcount", 200), ("headcount", 150)]),
        ("Les effectifs passeront de 450 à 300 salariés.", [("headcount", 450), ("headcount", 300)]),
        ("Le loyer passe de 410 à 520 euros.", [("money", 410), ("money", 520)]),
        ("Le pont a coûté 12 millions d'euros, contre 9 millions prévus.", [("money", 12e6), ("money", 9e6)]),
        ("On compte 14 blessés, dont 3 grièvement.", [("headcount", 14), ("headcount", 3)]),
        ("Il est élu avec 53 voix sur 90.", [("votes", 53), ("votes", 90)]),
        ("Sur 80 candidats, 25 ont été reçus.", [("headcount", 80), ("headcount", 25)]),
        ("Plus de 210 élèves sur 300 sont venus.", [("headcount", 210), ("headcount", 300)]),
        ("Ses fils, âgés de 9 et 12 ans, étaient là.", [("age", 9), ("age", 12)]),
        ("Elle obtient 61 % des voix, contre 39 % au sortant.", [("votes", 61), ("votes", 39)]),
        ("Les ouvriers étaient là. Ils étaient 400 selon la mairie.", [("headcount", 400)]),
        ("Le nombre de chômeurs a augmenté de 1 200.", [("headcount", 1200)]),
    ],
)
def test_a_bare_figure_counts_what_its_neighbour_counts(text: str, found: list[tuple[str, float]]) -> None:
    assert [(claim.measure, claim.value) for claim in claims(text)] == found


def test_a_bare_figure_has_the_subject_of_its_neighbour() -> None:
    _, second = claims("La mairie annonce 200 postes ; le syndicat parle de 150.")

    assert second.subject_surface == "postes"


@pytest.mark.parametrize(
    "text",
    [
        "Le train compte 300 places. En 2031, il en aura plus.",
        "Douze salariés ont appelé le 3615.",
        "Il y avait douze salariés à l'usine. Le 3615 ne répond plus, le 3616 non plus.",
    ],
)
def test_a_bare_number_without_link_counts_nothing(text: str) -> None:
    assert len(claims(text)) <= 1


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("La mine de Sherbrooke, au Québec, coûte 3 millions de dollars.", "CAD"),
        ("La mine de Floride coûte 3 millions de dollars.", "USD"),
        ("À Lausanne, la ville prête 3 millions de francs.", "CHF"),
        ("À Dakar, la ville prête 3 millions de francs CFA.", "XOF"),
        ("À Douala, la ville prête 3 millions de francs CFA.", "XAF"),
        ("À Sfax, la ville prête 3 millions de dinars.", "TND"),
        ("À Casablanca, la ville prête 3 millions de dirhams.", "MAD"),
        ("La ville prête 3 millions de dinars.", "other"),
    ],
)
def test_a_shared_currency_word_is_that_of_the_country_spoken_of(text: str, unit: str) -> None:
    (claim,) = claims(text)

    assert claim.unit == unit


def test_a_named_currency_stays_whatever_the_country() -> None:
    (claim,) = claims("Le Canada et Ottawa attendent, à Québec, 3 millions de dollars américains.")

    assert claim.unit == "USD"


def test_a_change_is_no_range() -> None:
    found = claims("Le tarif passe de 2 à 3 euros, soit de 3 à 4 % du budget.")

    assert [(c.value, c.value_max) for c in found] == [(2, None), (3, None), (3, 4)]


def test_a_few_who_tell_the_news_are_no_figure() -> None:
    assert claims("Selon deux personnes proches du dossier, le port sera vendu.") == ()


def test_an_amount_without_its_currency_takes_that_of_the_text() -> None:
    found = claims("Le club offre 9 millions d'euros, assortis de 2 millions de bonus.")

    assert [(claim.measure, claim.value, claim.unit) for claim in found] == [
        ("money", 9e6, "EUR"),
        ("money", 2e6, "EUR"),
    ]


def test_the_cent_of_per_cent_is_no_figure() -> None:
    assert [claim.value for claim in claims("Le titre a regagné 4 pour cent vendredi.")] == [4]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Le maire menace de réduire la subvention de 12 %.", [(12, "other")]),
        ("Il a réduit sa participation à 12 % du capital.", [(12, "share")]),
        ("Le titre s'adjugeait 3 % à Francfort.", [(3, "other")]),
        ("Les actionnaires ont approuvé la fusion à 88 %.", [(88, "votes")]),
        ("Le personnel est composé à 60 % de femmes.", [(60, "share")]),
        (
            "Au scrutin, elle est arrivée en tête avec 28 %, devant Luc Morin (25 %) et Anne Serre (18 %).",
            [(28, "votes"), (25, "votes"), (18, "votes")],
        ),
        ("Au total, 278 députés ont voté la défiance, il en fallait 289.", [(278, "votes"), (289, "votes")]),
        ("Quelque 300 députés étaient présents.", [(300, "headcount")]),
        ("Ils l'ont révoqué par six voix contre deux jeudi.", [(6, "votes"), (2, "votes")]),
        ("Elle retire 412 emplois sur les 1 130 que compte le site.", [(412, "headcount"), (1130, "headcount")]),
        ("Une opération évaluée à 14 milliards d'euros inquiète.", [(14e9, "valuation")]),
        ("Les dégâts sont évalués à 3 millions d'euros.", [(3e6, "money")]),
        (
            "La firme est valorisée 7 milliards d'euros depuis qu'elle a levé 400 millions d'euros.",
            [(7e9, "valuation"), (4e8, "money")],
        ),
        ("Le parquet dispose de dix jours pour faire appel.", [(10, "duration")]),
        ("Il repart dans dix jours pour négocier.", []),
        ("Elle garde le siège à Lyon pour trois ans.", [(3, "duration")]),
        ("Il écope de deux ans de prison, dont un an ferme.", [(2, "duration"), (1, "duration")]),
        ("Deux hommes de 27 et 34 ans sont venus.", [(2, "headcount"), (27, "age"), (34, "age")]),
        ("Les huit salariés craignent pour leur emploi.", [(8, "headcount")]),
        ("Cinq candidats ont postulé. Les cinq candidats attendent.", [(5, "headcount")]),
        ("Il n'a pas touché un centime et il n'y aura pas un seul licenciement.", []),
        ("Dans un communiqué de cinq lignes, le maire dément.", []),
        ("Une trentaine de ses collègues ont suivi.", [(30, "headcount")]),
    ],
)
def test_what_a_figure_measures(text: str, found: list[tuple[float, str]]) -> None:
    assert [(claim.value, claim.measure) for claim in claims(text)] == found


def test_what_a_price_is_raised_from_and_to_is_no_range() -> None:
    found = claims("Elle a relevé son objectif de cours de 39 à 42 euros.")

    assert [(claim.value, claim.value_max) for claim in found] == [(39, None), (42, None)]
