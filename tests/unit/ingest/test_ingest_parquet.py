"""The rows of Parquet files."""

from __future__ import annotations

import logging
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from depeche.ingest import Limits, content_token, discover, read_source
from depeche.model import Scrape


def scrapes_of(folder: Path, table: pa.Table, limits: Limits | None = None, **options: Any) -> tuple[Scrape, ...]:
    pq.write_table(table, folder / "a.parquet", **options)
    (source,) = discover(folder)
    reading = read_source(source, limits=limits or Limits())
    assert reading.token == content_token(source)
    return reading.scrapes


def reason_of(scrape: Scrape) -> str:
    return (scrape.document.disposition_reason or "").split(":")[0]


def test_each_row_is_a_document_counted_from_one(tmp_path: Path) -> None:
    table = pa.table({"text": ["Un.", "Deux."], "title": ["A", None]})
    found = [(s.document.source_uri, s.document.raw_text, s.declared.title) for s in scrapes_of(tmp_path, table)]
    assert found == [("a.parquet#1", "Un.", "A"), ("a.parquet#2", "Deux.", None)]


def test_typed_columns_are_read(tmp_path: Path) -> None:
    table = pa.table(
        {
            "content": pa.array(["Un texte."], pa.large_string()),
            "published_at": pa.array([date(2023, 11, 20)]),
            "scraped_at": pa.array([datetime(2023, 11, 21, 9, tzinfo=UTC)], pa.timestamp("ns", "UTC")),
            "authors": pa.array([["Léa Morvan", "Paul Rey"]]),
            "source": pa.array([{"name": "La Gazette"}]),
            "language": pa.array(["fr"]).dictionary_encode(),
        }
    )
    (scrape,) = scrapes_of(tmp_path, table)
    assert scrape.document.collected_at == datetime(2023, 11, 21, 9, tzinfo=UTC)
    declared = scrape.declared
    assert (declared.published_on, declared.byline, declared.outlet, declared.language) == (
        date(2023, 11, 20),
        "Léa Morvan, Paul Rey",
        "La Gazette",
        "fr",
    )


def test_rows_of_several_groups_are_counted_on(tmp_path: Path) -> None:
    table = pa.table({"text": [f"Texte {n}." for n in range(150)]})
    found = scrapes_of(tmp_path, table, row_group_size=40)
    assert found[-1].document.source_uri == "a.parquet#150"
    assert found[-1].document.raw_text == "Texte 149."


def test_page_stored_as_bytes_is_read(tmp_path: Path) -> None:
    table = pa.table({"raw_html": [b"<h1>Titre</h1><p>L'\xe9t\xe9 d\xe9j\xe0.</p>"]})
    (scrape,) = scrapes_of(tmp_path, table)
    assert (scrape.document.raw_text, scrape.document.encoding) == ("Titre\nL'été déjà.", "cp1252")


def test_string_that_is_no_utf8_spoils_its_row_only(tmp_path: Path) -> None:
    bad = pa.array([b"Un.", b"a\xff\xfe\x81\x8d\x9d" * 9, b"Trois."]).view(pa.string())
    first, second, third = scrapes_of(tmp_path, pa.table({"text": bad}))
    assert (first.document.raw_text, reason_of(second), third.document.raw_text) == ("Un.", "undecodable", "Trois.")


def test_row_without_text_is_rejected_alone(tmp_path: Path) -> None:
    table = pa.table({"text": ["Un.", "  ", None], "title": ["A", "B", "C"]})
    assert [reason_of(s) for s in scrapes_of(tmp_path, table)] == ["", "empty_text", "no_text_field"]


def test_columns_left_over_are_reported(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, logger="depeche.ingest"):
        scrapes_of(tmp_path, pa.table({"text": ["Un.", "Deux."], "vecteur": [[1.0], [2.0]]}))
    assert "vecteur (2)" in caplog.text


@pytest.mark.parametrize("content", [b"", b"PAR1", b"PAR1" + b"\x00" * 50 + b"PAR1", b"Une phrase."])
def test_file_that_is_no_parquet_is_rejected(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "a.parquet").write_bytes(content)
    (scrape,) = read_source(discover(tmp_path)[0]).scrapes
    assert (scrape.document.source_uri, reason_of(scrape)) == ("a.parquet", "damaged" if content else "empty_file")


def test_damaged_page_costs_what_follows(tmp_path: Path) -> None:
    table = pa.table({"text": [f"Texte numéro {n} de la série." for n in range(2000)]})
    pq.write_table(table, tmp_path / "a.parquet", row_group_size=500, compression="zstd", use_dictionary=False)
    data = bytearray((tmp_path / "a.parquet").read_bytes())
    start = pq.read_metadata(tmp_path / "a.parquet").row_group(2).column(0).data_page_offset
    data[start : start + 40] = b"\xff" * 40
    (tmp_path / "a.parquet").write_bytes(bytes(data))
    *good, bad = read_source(discover(tmp_path)[0]).scrapes
    assert len(good) == 1000
    assert (bad.document.source_uri, reason_of(bad)) == ("a.parquet#1001", "damaged")


def test_column_that_unpacks_to_more_than_fits_is_not_read(tmp_path: Path) -> None:
    table = pa.table({"text": ["a" * 100_000] * 20})
    (scrape,) = scrapes_of(tmp_path, table, Limits(column_bytes=1 << 20), compression="zstd", use_dictionary=False)
    assert (scrape.document.source_uri, reason_of(scrape)) == ("a.parquet", "too_large")


def test_row_that_is_too_large_is_rejected_alone(tmp_path: Path) -> None:
    table = pa.table({"text": ["Un.", "a" * 5000, "Trois."]})
    assert [reason_of(s) for s in scrapes_of(tmp_path, table, Limits(record_bytes=1000))] == ["", "too_large", ""]


def test_value_that_a_dictionary_repeats_does_not_fill_the_memory(tmp_path: Path) -> None:
    table = pa.table({"text": ["a" * 300_000] * 300})
    found = scrapes_of(tmp_path, table, Limits(column_bytes=1 << 20, unpacked_bytes=1 << 22), compression="zstd")
    assert (tmp_path / "a.parquet").stat().st_size < 20_000
    assert [reason_of(scrape) for scrape in found] == [*[""] * 12, "unpacks_too_large"]


def test_rows_of_nothing_come_to_an_end(tmp_path: Path) -> None:
    table = pa.table({"text": pa.nulls(200_000, pa.string())})
    found = scrapes_of(tmp_path, table, Limits(unpacked_bytes=1 << 20), compression="zstd")
    assert reason_of(found[-1]) == "unpacks_too_large"
    assert len(found) <= 1025


def test_repeated_text_of_an_ordinary_file_is_read(tmp_path: Path) -> None:
    table = pa.table({"text": ["La criée de Kerlaz a rouvert."] * 5000})
    assert len(scrapes_of(tmp_path, table, compression="zstd")) == 5000
