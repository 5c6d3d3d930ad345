"""Dates and names in the lines that are cut."""

from __future__ import annotations

from datetime import date

import pytest

from depeche.clean.dateline import find_date
from depeche.clean.folding import fold
from depeche.clean.metadata import find_byline
from depeche.clean.spans import Cut
from depeche.model import Declared


@pytest.mark.parametrize(
    ("line", "on", "granularity"),
    [
        ("Publié le 1er février 2022 à 8h", date(2022, 2, 1), "day"),
        ("12/04/2022 - 10:30", date(2022, 4, 12), "day"),
        ("Publié le 16/03/15 à 13h39", date(2015, 3, 16), "day"),
        ("date 2022-04", date(2022, 4, 1), "month"),
        ("2022-04-12T10:00:00Z", date(2022, 4, 12), "day"),
        ("April 12, 2022", date(2022, 4, 12), "day"),
    ],
)
def test_date_is_read(line: str, on: date, granularity: str) -> None:
    found = find_date(fold(line))
    assert found is not None
    assert (found.on, found.granularity) == (on, granularity)


@pytest.mark.parametrize("line", ["Publié le 31 février 2022", "Publié hier à 20h25", "Version 12.04.9", "1/2"])
def test_no_date_stays_unknown(line: str) -> None:
    assert find_date(fold(line)) is None


@pytest.mark.parametrize(
    ("line", "byline"),
    [
        ("Par Jeanne Roy", "Jeanne Roy"),
        ("Par Jeanne Roy et Paul Amiot, avec AFP", "Jeanne Roy et Paul Amiot"),
        ("Propos recueillis par Jeanne Roy", "Jeanne Roy"),
        ("(AFP)", "AFP"),
    ],
)
def test_byline_is_read(line: str, byline: str) -> None:
    assert find_byline(Declared(), [Cut(0, len(line), "byline", "byline.by")], line) == byline


def test_declared_byline_wins() -> None:
    assert find_byline(Declared(byline="P. Amiot"), [Cut(0, 14, "byline", "byline.by")], "Par Jeanne Roy") == "P. Amiot"
