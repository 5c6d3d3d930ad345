"""Calendar arithmetic of dates, without text."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depeche.language.dates.expression import Period, Wording
from depeche.language.dates.periods import easter, edge_of, month_period, stepped, week_period
from depeche.language.dates.resolve import Context, resolve, solve_year
from depeche.model import Reference

ANY_DAY = st.dates(min_value=date(1950, 1, 1), max_value=date(2100, 12, 31))


@given(ANY_DAY, st.integers(0, 6), st.sampled_from(["past", "future"]))
def test_a_weekday_lies_within_a_week_on_the_side_of_the_tense(today: date, weekday: int, direction: str) -> None:
    context = Context(reference=Reference(today, "day"), direction=direction)  # type: ignore[arg-type]
    period = resolve(Wording(0, 5, "weekday", weekday=weekday), context).period

    assert period is not None
    away = (period.start - today).days
    assert period.start.weekday() == weekday
    assert -6 <= away <= 0 if direction == "past" else 0 <= away <= 6


@given(ANY_DAY, st.integers(0, 6))
def test_dernier_and_prochain_never_mean_today(today: date, weekday: int) -> None:
    context = Context(reference=Reference(today, "day"))
    last = resolve(Wording(0, 5, "weekday", weekday=weekday, relation="last"), context).period
    following = resolve(Wording(0, 5, "weekday", weekday=weekday, relation="next"), context).period

    assert last is not None
    assert following is not None
    assert last.start < today < following.start


@given(ANY_DAY, st.integers(1, 12))
def test_a_month_in_the_past_has_begun(today: date, month: int) -> None:
    context = Context(reference=Reference(today, "day"), direction="past")
    period = resolve(Wording(0, 5, "month", month=month), context).period

    assert period is not None
    assert period.start <= today
    assert (today - period.start).days < 400


def test_a_future_month_is_still_to_come() -> None:
    context = Context(reference=Reference(date(2023, 11, 5), "day"), direction="future")

    assert resolve(Wording(0, 5, "month", month=3), context).period == month_period(2024, 3)


def test_an_impossible_day_stays_null_and_says_so() -> None:
    found = resolve(Wording(0, 5, "day", day=31, month=2, year=2021), Context())

    assert found.period is None
    assert "impossible" in found.notes


def test_a_leap_day_is_looked_for_in_leap_years() -> None:
    context = Context(reference=Reference(date(2023, 3, 1), "day"), direction="past")
    found = resolve(Wording(0, 5, "day", day=29, month=2), context)

    assert found.period is not None
    assert found.period.start == date(2020, 2, 29)


@pytest.mark.parametrize(("year", "day"), [(2000, (4, 23)), (2024, (3, 31)), (2038, (4, 25))])
def test_easter_falls_where_tables_say(year: int, day: tuple[int, int]) -> None:
    assert easter(year) == date(year, *day)


def test_years_that_the_text_states_narrow_the_search() -> None:
    pairs = [(4, 17, 11), (0, 20, 11)]

    assert solve_year(pairs, [], (2015, 2025)) is None
    assert solve_year(pairs, [2022], (2015, 2025)) == 2023


def test_weekdays_that_disagree_solve_nothing() -> None:
    assert solve_year([(4, 17, 11), (2, 20, 11)], [], (2018, 2027)) is None


@given(ANY_DAY, st.sampled_from(["start", "middle", "end"]))
def test_an_edge_lies_within_its_period(day: date, edge: str) -> None:
    for period in (week_period(day), month_period(day.year, day.month), Period(day, day, "day")):
        part = edge_of(period, edge)  # type: ignore[arg-type]
        assert period.start <= part.start <= part.end <= period.end


def test_a_week_cannot_be_counted_from_a_month() -> None:
    assert stepped("week", month_period(2023, 11), -1) is None


def test_a_weekend_after_a_named_friday_is_the_next_two_days() -> None:
    friday = Period(date(2023, 11, 17), date(2023, 11, 17), "day")
    found = resolve(Wording(0, 5, "unit", unit="weekend"), Context(previous=friday)).period

    assert found is not None
    assert (found.start, found.end) == (date(2023, 11, 18), date(2023, 11, 19))
