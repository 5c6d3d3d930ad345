"""The sample scrapes of data/raw, read as a whole."""

from __future__ import annotations

import itertools
from collections import Counter
from pathlib import Path

import pytest

from depeche.ingest import content_token, discover, mark_duplicates, read_source
from depeche.model import Document, Scrape

RAW = Path(__file__).parents[2] / "data" / "raw"


@pytest.fixture(scope="module")
def scrapes() -> dict[str, Scrape]:
    read = mark_duplicates([scrape for source in discover(RAW) for scrape in read_source(source).scrapes])
    return {scrape.document.source_uri: scrape for scrape in read}


def document(scrapes: dict[str, Scrape], uri: str) -> Document:
    return scrapes[uri].document


def test_every_document_has_one_disposition(scrapes: dict[str, Scrape]) -> None:
    assert Counter(scrape.document.disposition for scrape in scrapes.values()) == {
        "article": 35,
        "rejected": 4,
        "duplicate": 1,
    }


@pytest.mark.parametrize(
    ("uri", "reason"),
    [
        ("agence-meridienne/abonnes.csv", "no_text_field"),
        ("agence-meridienne/depeches-economie.jsonl#3", "truncated_json"),
        ("agence-meridienne/depeches-economie.jsonl#5", "no_text_field"),
        ("l-eco-de-l-armor/brouillon_sans_titre.txt", "empty_file"),
        ("quotidien-de-la-loire/archives/2023-11-22-retour-altman.txt", "same_content"),
    ],
)
def test_what_is_no_article_says_why(scrapes: dict[str, Scrape], uri: str, reason: str) -> None:
    assert (document(scrapes, uri).disposition_reason or "").startswith(f"{reason}: ")


@pytest.mark.parametrize(
    ("uri", "encoding"),
    [
        ("tribune-alpine/svb_faillite.txt", "cp1252"),
        ("tribune-alpine/danone-faber.html", "cp1252"),
        ("quotidien-de-la-loire/2021-05-17-danone-saint-affrique.txt", "utf-8"),
        ("nouvelles-numeriques/binance-cz-coupable.txt", "utf-8, double"),
    ],
)
def test_encoding_is_found_out(scrapes: dict[str, Scrape], uri: str, encoding: str) -> None:
    assert document(scrapes, uri).encoding == encoding


def test_plain_text_is_the_file_to_the_letter(scrapes: dict[str, Scrape]) -> None:
    compared = 0
    for uri, scrape in scrapes.items():
        if uri.endswith(".txt") and scrape.document.encoding == "utf-8":
            raw = (RAW / uri).read_bytes().removeprefix(b"\xef\xbb\xbf")
            assert scrape.document.raw_text == raw.decode("utf-8")
            compared += 1
    assert compared > 15


def test_pages_declare_title_outlet_and_date(scrapes: dict[str, Scrape]) -> None:
    pages = [scrape for uri, scrape in scrapes.items() if uri.endswith(".html") and "tribune" not in uri]
    assert len(pages) == 8
    for scrape in pages:
        assert scrape.declared.title in (scrape.document.raw_text or "").split("\n")
        assert scrape.declared.outlet is not None
        assert scrape.declared.published_granularity == "day"


def test_page_without_a_heading_has_the_title_that_it_shows(scrapes: dict[str, Scrape]) -> None:
    assert scrapes["tribune-alpine/danone-faber.html"].declared.title == "Danone débarque Emmanuel Faber"


def test_blocks_cover_the_visible_text(scrapes: dict[str, Scrape]) -> None:
    for scrape in scrapes.values():
        text = scrape.document.raw_text or ""
        if scrape.blocks:
            gaps = [text[left.end : right.start] for left, right in itertools.pairwise(scrape.blocks)]
            assert (scrape.blocks[0].start, scrape.blocks[-1].end, set(gaps)) == (0, len(text), {"\n"})


def test_records_carry_the_time_of_scraping(scrapes: dict[str, Scrape]) -> None:
    collected = document(scrapes, "agence-meridienne/depeches-economie.jsonl#1").collected_at
    assert collected is not None
    assert collected.isoformat() == "2023-11-20T18:00:12+00:00"


def test_reading_twice_gives_the_same(scrapes: dict[str, Scrape]) -> None:
    files = discover(RAW)
    again = mark_duplicates([scrape for source in reversed(files) for scrape in read_source(source).scrapes])
    assert {scrape.document.source_uri: scrape for scrape in again} == scrapes
    assert [content_token(file) for file in files] == [content_token(file) for file in discover(RAW)]
