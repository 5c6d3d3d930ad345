"""The rows of .csv and .tsv files."""

from __future__ import annotations

import csv
import io
import logging
import tempfile
import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from depeche.ingest import Limits, discover, read_source
from depeche.model import Scrape


def scrapes_of(folder: Path, name: str, content: bytes, limits: Limits | None = None) -> tuple[Scrape, ...]:
    (folder / name).write_bytes(content)
    (source,) = discover(folder)
    return read_source(source, limits=limits or Limits()).scrapes


def texts(scrapes: tuple[Scrape, ...]) -> list[tuple[str, str | None]]:
    return [(s.document.source_uri, s.document.raw_text) for s in scrapes]


def reason_of(scrape: Scrape) -> str:
    return (scrape.document.disposition_reason or "").split(":")[0]


def test_each_row_is_a_document_counted_below_the_head(tmp_path: Path) -> None:
    content = "titre,texte,date\nUn départ,Le texte.,2023-11-20\n\nDeux,Autre texte.,\n"
    first, second = scrapes_of(tmp_path, "a.csv", content.encode())
    assert texts((first, second)) == [("a.csv#1", "Le texte."), ("a.csv#2", "Autre texte.")]
    assert (first.declared.title, first.declared.published_on) == ("Un départ", date(2023, 11, 20))


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_what_parts_the_head_parts_the_rows(tmp_path: Path, delimiter: str) -> None:
    rows = [["texte", "titre"], ["Un texte, avec virgule; et point-virgule", "Un | titre"]]
    content = io.StringIO()
    csv.writer(content, delimiter=delimiter).writerows(rows)
    (scrape,) = scrapes_of(tmp_path, "a.csv", content.getvalue().encode())
    assert (scrape.document.raw_text, scrape.declared.title) == (rows[1][0], "Un | titre")


def test_table_of_a_french_spreadsheet_is_read(tmp_path: Path) -> None:
    content = "Titre;Texte\r\nL'été;\"Déjà l'été.\r\nIl fait « chaud ».\"\r\n".encode("cp1252")
    (scrape,) = scrapes_of(tmp_path, "a.csv", content)
    assert (scrape.document.raw_text, scrape.document.encoding) == ("Déjà l'été.\r\nIl fait « chaud ».", "cp1252")


def test_byte_order_mark_is_no_part_of_the_first_name(tmp_path: Path) -> None:
    assert texts(scrapes_of(tmp_path, "a.csv", b"\xef\xbb\xbftext\nUn.\n")) == [("a.csv#1", "Un.")]


def test_tab_separated_file_is_a_table(tmp_path: Path) -> None:
    assert texts(scrapes_of(tmp_path, "a.tsv", b"title\ttext\nA\tUn, deux.\n")) == [("a.tsv#1", "Un, deux.")]


def test_page_in_a_cell_is_read_like_a_page(tmp_path: Path) -> None:
    (scrape,) = scrapes_of(tmp_path, "a.csv", b'html\n"<h1>Titre</h1>\n<p class=""x"">Texte.</p>"\n')
    assert (scrape.document.raw_text, len(scrape.blocks)) == ("Titre\nTexte.", 2)


def test_columns_left_over_are_reported(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, logger="depeche.ingest"):
        scrapes_of(tmp_path, "a.csv", b"text,score,\nUn.,3,x\nDeux.,4,y\n")
    assert "column 3 (2), score (2)" in caplog.text


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (b"Un,deux,trois", "wrong_cells"),
        (b"Un", "wrong_cells"),
        (b"a\rb,c", "wrong_cells"),
        (b" ,titre", "empty_text"),
        (b"a\x00b,titre", "binary_content"),
        (b"a" * 5000 + b",titre", "too_large"),
    ],
)
def test_bad_row_is_rejected_alone(tmp_path: Path, row: bytes, reason: str) -> None:
    content = b"text,title\nAvant.,A\n" + row + b"\nApres.,B\n"
    before, bad, after = scrapes_of(tmp_path, "a.csv", content, Limits(record_bytes=2000))
    assert (before.document.raw_text, after.document.raw_text) == ("Avant.", "Apres.")
    assert (bad.document.source_uri, reason_of(bad)) == ("a.csv#2", reason)


def test_quotation_mark_that_nothing_closes_costs_its_row_only(tmp_path: Path) -> None:
    content = b'text,title\nAvant.,A\n"Ouvert,B\nApres.,C\n"Encore.",D\n'
    # the mark that opens the last row closes the one left open: that row does not end well either
    found = scrapes_of(tmp_path, "a.csv", b'text,title\nAvant.,A\n"Ouvert,B\nApres.,C\nEncore.,D\n')
    assert [(s.document.raw_text, reason_of(s)) for s in found] == [
        ("Avant.", ""),
        (None, "unclosed_quote"),
        ("Apres.", ""),
        ("Encore.", ""),
    ]
    assert scrapes_of(tmp_path, "a.csv", content)[0].document.raw_text == "Avant."


def test_table_of_other_things_is_one_rejected_document(tmp_path: Path) -> None:
    (scrape,) = scrapes_of(tmp_path, "a.csv", b"journal;formule\nA;B\nC;D\n")
    assert (scrape.document.source_uri, reason_of(scrape)) == ("a.csv", "no_text_field")


def test_table_without_rows_is_empty(tmp_path: Path) -> None:
    (scrape,) = scrapes_of(tmp_path, "a.csv", b"text,title\n")
    assert (scrape.document.source_uri, reason_of(scrape)) == ("a.csv", "empty_file")


def test_rows_that_never_close_a_quotation_mark_take_linear_time(tmp_path: Path) -> None:
    def seconds(count: int) -> float:
        content = b"text,title\n" + b'x"y,"\n' * count
        start = time.process_time()
        scrapes_of(tmp_path, "a.csv", content)
        return time.process_time() - start

    assert seconds(40_000) < 6 * max(seconds(10_000), 0.05)


@settings(deadline=None, max_examples=60)
@given(
    st.lists(
        st.tuples(
            st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), min_size=1),
            st.text(st.sampled_from('ab",;\n ')),
        ),
        min_size=1,
    )
)
def test_whatever_a_writer_writes_is_read(rows: list[tuple[str, str]]) -> None:
    content = io.StringIO()
    csv.writer(content).writerows([("text", "title"), *((f"Dépêche {text}", title) for text, title in rows)])
    with tempfile.TemporaryDirectory() as folder:
        found = scrapes_of(Path(folder), "a.csv", content.getvalue().encode())
    assert [scrape.document.raw_text for scrape in found] == [f"Dépêche {text}" for text, _ in rows]


@settings(deadline=None, max_examples=60)
@given(st.binary(max_size=300))
def test_no_table_raises(content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        assert scrapes_of(Path(folder), "a.csv", b'text,"title"\n' + content)
