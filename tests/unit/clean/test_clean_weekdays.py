"""A weekday that its date does not fall on is noticed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from depeche.clean.weekdays import disagrees_with, has_weekday_mismatch
from depeche.model import Article, Declared

TEXT = (
    "La coopérative de Saint-Brévin a choisi sa nouvelle directrice, une ancienne cheffe d'atelier de la région.\n"
    "Elle prendra ses fonctions au printemps, à la fin des travaux qui ont fermé deux des trois halles de la rive."
)


@pytest.mark.parametrize(
    "line",
    [
        "Le vendredi 12 avril 2022, la digue a cédé.",
        "Publié le vendredi 12 avril 2022 à 8h",
        "ven. 12 avr. 2022",
        "Vendredi, le 12/04/2022",
        "VENDREDI 12 AVRIL 2022",
        "jeudi 31 février 2022",
    ],
)
def test_wrong_weekday_is_noticed(line: str) -> None:
    assert has_weekday_mismatch(line)


@pytest.mark.parametrize(
    "line",
    [
        "Le mardi 12 avril 2022, la digue a cédé.",
        "mar. 12 avr. 2022",
        "Mardi 12/04/2022",
        "dimanche 1er mai 2022",
        "vendredi 12 avril",
        "vendredi 12 personnes 2022",
        "Version 12.04.2022",
    ],
)
def test_right_weekday_and_what_is_no_date_are_not(line: str) -> None:
    assert not has_weekday_mismatch(line)


@pytest.mark.parametrize(
    ("line", "disagrees"),
    [
        ("Publié le vendredi 12 avril à 8h", True),
        ("Publié le mardi 12 avril à 8h", False),
        ("Publié le vendredi 13 avril à 8h", False),
        ("Publié le 12 avril", False),
    ],
)
def test_publication_line_without_a_year_is_compared_with_the_day_of_publication(line: str, disagrees: bool) -> None:
    assert disagrees_with(date(2022, 4, 12), [line]) is disagrees


@pytest.mark.parametrize(("weekday", "is_flagged"), [("vendredi", True), ("mardi", False)])
def test_flag_says_that_the_date_line_disagrees(
    cleaned: Callable[..., Article], weekday: str, is_flagged: bool
) -> None:
    declared = Declared(published_on=date(2022, 4, 12), published_granularity="day")
    for line in (f"Publié le {weekday} 12 avril 2022 à 8h00", f"Publié le {weekday} 12 avril à 8h00"):
        flags = cleaned(f"Une directrice pour Saint-Brévin\n{line}\n{TEXT}", declared).quality_flags
        assert ("weekday_mismatch" in flags) is is_flagged
