"""What pages declare about themselves."""

from __future__ import annotations

from datetime import date

import pytest

from depeche.ingest.page import parse
from depeche.ingest.page_metadata import read_metadata, without_outlet
from depeche.model import Declared


def declared(head: str, body: str = "<p>x</p>") -> Declared:
    return read_metadata(parse(f"<html lang='fr-FR'><head>{head}</head><body>{body}</body></html>"))[0]


def ld(content: str) -> str:
    return f'<script type="application/ld+json">{content}</script>'


def test_title_of_the_heading_is_preferred_where_it_says_the_same() -> None:
    found = declared("<meta property='og:title' content='Un  départ - La Gazette'>", "<h1>Un départ</h1>")
    assert found.title == "Un départ"


def test_outlet_is_cut_from_the_title() -> None:
    found = declared("<meta property='og:site_name' content='La Gazette'><title>Un départ | La Gazette</title>")
    assert found.title == "Un départ"


@pytest.mark.parametrize(
    ("title", "bare"),
    [
        ("Un départ - La Gazette", "Un départ"),
        ("La Gazette : Un départ", "Un départ"),
        ("Bras de fer - acte II - la gazette", "Bras de fer - acte II"),
        ("La Gazette", "La Gazette"),
        ("Un départ - vraiment", "Un départ - vraiment"),
    ],
)
def test_outlet_leaves_the_title_at_either_end(title: str, bare: str) -> None:
    assert without_outlet(title, "La Gazette") == bare


def test_published_date_of_the_linked_data_comes_first() -> None:
    script = ld(
        '{"@graph": [{"@type": "Page"}, {"@type": ["NewsArticle"], "datePublished": "2021-03-15T08:00:00+01:00"}]}'
    )
    found = declared(script + "<meta property='article:published_time' content='2021-03-17'>")
    assert (found.published_on, found.published_granularity) == (date(2021, 3, 15), "day")


def test_linked_data_names_the_author_and_the_publisher() -> None:
    found = declared(
        ld('{"@type": "Article", "author": [{"name": "Léa Morvan"}, "Hugo Roy"], "publisher": {"name": "La Gazette"}}')
    )
    assert (found.byline, found.outlet) == ("Léa Morvan, Hugo Roy", "La Gazette")


@pytest.mark.parametrize("script", ["{", "[1, 2", "null", '"texte"', "[" * 5000, "<!-- {} -->"])
def test_broken_linked_data_is_no_data(script: str) -> None:
    assert declared(ld(script)).published_on is None


def test_date_of_a_month_keeps_its_granularity() -> None:
    found = declared("<meta name='date' content='2022-11'>")
    assert (found.published_on, found.published_granularity) == (date(2022, 11, 1), "month")


def test_time_element_after_the_heading_dates_the_article() -> None:
    found = declared(
        "", "<time datetime='2020-01-01'>agenda</time><h1>Un départ</h1><time datetime='2022-05-24'>24 mai</time>"
    )
    assert found.published_on == date(2022, 5, 24)


def test_time_element_of_a_related_article_does_not_date_the_article() -> None:
    found = declared("", "<h1>Un départ</h1><div class='related-links'><time datetime='2022-05-24'>24 mai</time></div>")
    assert found.published_on is None


def test_page_without_a_date_has_none() -> None:
    assert declared("<title>Un départ</title>").published_on is None


def test_language_of_the_page_is_its_code() -> None:
    assert declared("").language == "fr"


def test_canonical_address_is_taken() -> None:
    root = parse("<html><head><link rel='canonical' href='https://exemple.test/a'></head><body><p>x</body></html>")
    assert read_metadata(root)[1] == "https://exemple.test/a"


def test_relative_canonical_address_is_none() -> None:
    root = parse("<html><head><link rel='canonical' href='/a'></head><body><p>x</body></html>")
    assert read_metadata(root)[1] is None
