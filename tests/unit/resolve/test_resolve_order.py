"""Days between articles."""

from datetime import date

import pytest
from resolve_builder import Draft

from depeche.resolve.order import Days, gap, publication_days


def test_interval_gives_its_dates_back() -> None:
    days = Days.of(date(2024, 2, 28), date(2024, 3, 1))
    assert (days.first_on, days.last_on) == (date(2024, 2, 28), date(2024, 3, 1))


@pytest.mark.parametrize(
    ("one", "other", "days"), [((1, 3), (5, 6), 2), ((5, 6), (1, 3), 2), ((1, 5), (5, 9), 0), ((1, 9), (3, 4), 0)]
)
def test_gap_is_symmetric_and_nought_where_intervals_meet(
    one: tuple[int, int], other: tuple[int, int], days: int
) -> None:
    assert gap(Days(*one), Days(*other)) == days


@pytest.mark.parametrize(
    ("granularity", "first", "last"),
    [
        ("day", date(2024, 2, 1), date(2024, 2, 1)),
        ("month", date(2024, 2, 1), date(2024, 2, 29)),
        ("year", date(2024, 1, 1), date(2024, 12, 31)),
    ],
)
def test_publication_covers_its_granularity(granularity: str, first: date, last: date) -> None:
    article = Draft("a.txt", "Texte", on=date(2024, 2, 1), granularity=granularity).build().article
    assert publication_days(article) == Days.of(first, last)
