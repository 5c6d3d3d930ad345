"""Exact duplicates."""

from __future__ import annotations

from pathlib import Path

import pytest

from depeche.ingest import discover, mark_duplicates, read_source
from depeche.model import Scrape


@pytest.fixture
def scrapes(tmp_path: Path) -> tuple[Scrape, ...]:
    for name, content in {
        "a.txt": b"Un texte.",
        "b.txt": b"Un texte.",
        "c.txt": b"\xef\xbb\xbfUn texte.",
        "d.txt": b"Un autre texte.",
        "e.txt": b"",
        "f.txt": b"",
    }.items():
        (tmp_path / name).write_bytes(content)
    return tuple(scrape for source in discover(tmp_path) for scrape in read_source(source).scrapes)


def by_name(scrapes: tuple[Scrape, ...]) -> dict[str, Scrape]:
    return {scrape.document.source_uri: scrape for scrape in scrapes}


def test_first_one_stays(scrapes: tuple[Scrape, ...]) -> None:
    assert by_name(mark_duplicates(scrapes))["a.txt"].document.disposition == "article"


def test_same_bytes_make_a_duplicate(scrapes: tuple[Scrape, ...]) -> None:
    marked = by_name(mark_duplicates(scrapes))
    document = marked["b.txt"].document
    assert (document.disposition, document.duplicate_of) == ("duplicate", marked["a.txt"].document.document_id)
    assert (document.disposition_reason or "").startswith("same_content: ")


def test_same_text_in_other_bytes_makes_a_duplicate(scrapes: tuple[Scrape, ...]) -> None:
    assert (by_name(mark_duplicates(scrapes))["c.txt"].document.disposition_reason or "").startswith("same_text: ")


def test_other_text_is_no_duplicate(scrapes: tuple[Scrape, ...]) -> None:
    assert by_name(mark_duplicates(scrapes))["d.txt"].document.disposition == "article"


def test_rejected_documents_stay_rejected(scrapes: tuple[Scrape, ...]) -> None:
    marked = by_name(mark_duplicates(scrapes))
    assert [marked[name].document.disposition for name in ("e.txt", "f.txt")] == ["rejected", "rejected"]


def test_order_of_the_input_decides_nothing(scrapes: tuple[Scrape, ...]) -> None:
    assert by_name(mark_duplicates(scrapes[::-1])) == by_name(mark_duplicates(scrapes))


def test_order_of_the_input_is_kept(scrapes: tuple[Scrape, ...]) -> None:
    assert [s.document.source_uri for s in mark_duplicates(scrapes[::-1])] == [
        s.document.source_uri for s in scrapes[::-1]
    ]


def test_marking_twice_changes_nothing(scrapes: tuple[Scrape, ...]) -> None:
    assert mark_duplicates(mark_duplicates(scrapes)) == mark_duplicates(scrapes)
