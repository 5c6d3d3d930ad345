"""Values that scrapes declare."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depeche.ingest.declared_values import parse_byline, parse_day, parse_instant, parse_language, parse_name, parse_url

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=5,
)


@pytest.mark.parametrize(
    ("value", "on", "granularity"),
    [
        ("2023-11-20", date(2023, 11, 20), "day"),
        ("2023-11-20T00:30:00+01:00", date(2023, 11, 20), "day"),
        ("2023-11", date(2023, 11, 1), "month"),
        ("2023", date(2023, 1, 1), "year"),
        ("20231120", date(2023, 11, 20), "day"),
        ("20/11/2023 à 08h12", date(2023, 11, 20), "day"),
        ("11/20/2023", date(2023, 11, 20), "day"),
        ("Publié le lundi 1er mars 2021 à 7 h", date(2021, 3, 1), "day"),
        ("24 févr. 2022", date(2022, 2, 24), "day"),
        ("November 20, 2023", date(2023, 11, 20), "day"),
        ("Mon, 20 Nov 2023 08:00:00 GMT", date(2023, 11, 20), "day"),
        ("novembre 2023", date(2023, 11, 1), "month"),
        (1700467200, date(2023, 11, 20), "day"),
        (1700467200000, date(2023, 11, 20), "day"),
    ],
)
def test_declared_day_is_read(value: object, on: date, granularity: str) -> None:
    assert parse_day(value) == (on, granularity)


@pytest.mark.parametrize(
    "value",
    [
        "hier",
        "",
        None,
        True,
        "2023-13-01",
        "0000",
        "32/12/2020",
        12,
        "lundi 20 novembre",
        [],
        "9999-01-01",
        10**4000,
        float("nan"),
        "x" * 3000,
    ],
)
def test_what_is_no_day_is_none(value: object) -> None:
    assert parse_day(value) is None


@pytest.mark.parametrize(
    ("value", "at"),
    [
        ("2023-11-20T09:00:00+01:00", datetime(2023, 11, 20, 8, tzinfo=UTC)),
        ("2023-11-20T08:00:00Z", datetime(2023, 11, 20, 8, tzinfo=UTC)),
        ("2023-11-20 08:00:00", datetime(2023, 11, 20, 8, tzinfo=UTC)),
        ("Mon, 20 Nov 2023 09:00:00 +0100", datetime(2023, 11, 20, 8, tzinfo=UTC)),
        (1700467200, datetime(2023, 11, 20, 8, tzinfo=UTC)),
    ],
)
def test_moment_is_in_utc(value: object, at: datetime) -> None:
    assert parse_instant(value) == at


@pytest.mark.parametrize("value", ["2023-11-20", "ce matin", None, 3, {"$date": 1}])
def test_day_or_nonsense_is_no_moment(value: object) -> None:
    assert parse_instant(value) is None


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ("Léa Morvan", "Léa Morvan"),
        ("L&eacute;a&nbsp;&amp; Cie", "Léa & Cie"),
        (["Léa Morvan", {"name": "Hugo Petit"}, "Léa Morvan"], "Léa Morvan, Hugo Petit"),
        ({"@type": "Person"}, None),
        ("", None),
        (12, None),
    ],
)
def test_name_is_read_in_every_form(value: object, name: str | None) -> None:
    assert parse_name(value) == name


@pytest.mark.parametrize(
    ("value", "byline"), [("Par Léa Morvan", "Léa Morvan"), ("https://x.test/lea", None), ("Parent", "Parent")]
)
def test_byline_is_the_bare_name(value: str, byline: str | None) -> None:
    assert parse_byline(value) == byline


@pytest.mark.parametrize(
    ("value", "code"), [("fr-FR", "fr"), ("fr_BE", "fr"), ("Français", "fr"), ("EN", "en"), ("???", None)]
)
def test_language_is_a_code(value: str, code: str | None) -> None:
    assert parse_language(value) == code


@pytest.mark.parametrize("value", ["/a/b", "javascript:alert(1)", "https://", "http://[", "a b", None])
def test_what_is_no_web_address_is_none(value: object) -> None:
    assert parse_url(value) is None


@given(ANYTHING)
def test_no_value_raises(value: object) -> None:
    for parse in (parse_day, parse_instant, parse_name, parse_byline, parse_language, parse_url):
        parse(value)
