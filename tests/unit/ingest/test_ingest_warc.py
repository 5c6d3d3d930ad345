"""Pages in web archives."""

from __future__ import annotations

import gzip
import hashlib
import io
import logging
from datetime import UTC, datetime
from pathlib import Path

import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from depeche.ingest import Limits, content_token, discover, read_source
from depeche.model import Scrape

PAGE = "<html><head><title>Départ</title></head><body><h1>Départ</h1><p>Le texte d'été.</p></body></html>"


class Archive:
    """A web archive in the making, written by the library that crawlers write them with."""

    def __init__(self, *, packed: bool = True) -> None:
        self.data = io.BytesIO()
        self._writer = WARCWriter(self.data, gzip=packed)

    def info(self) -> Archive:
        self._writer.write_record(self._writer.create_warcinfo_record("a.warc", {"software": "essai"}))
        return self

    def add(self, body: bytes, *headers: tuple[str, str], status: str = "200 OK", kind: str = "response") -> Archive:
        http = StatusAndHeaders(status, [("Content-Type", "text/html"), *headers][-9:], protocol="HTTP/1.1")
        if any(name == "Content-Type" for name, _ in headers):
            http = StatusAndHeaders(status, list(headers), protocol="HTTP/1.1")
        self._writer.write_record(
            self._writer.create_warc_record(
                "https://gazette.test/depart",
                kind,
                payload=io.BytesIO(body),
                http_headers=http if kind in ("response", "request") else None,
                warc_headers_dict={"WARC-Date": "2023-11-20T08:00:00Z"},
                warc_content_type="text/html" if kind == "resource" else "",
            )
        )
        return self


def scrapes_of(
    folder: Path, archive: Archive | bytes, name: str = "a.warc.gz", limits: Limits | None = None
) -> tuple[Scrape, ...]:
    (folder / name).write_bytes(archive if isinstance(archive, bytes) else archive.data.getvalue())
    (source,) = discover(folder)
    reading = read_source(source, limits=limits or Limits())
    assert reading.token == content_token(source)
    return reading.scrapes


def reason_of(scrape: Scrape) -> str:
    return (scrape.document.disposition_reason or "").split(":")[0]


@pytest.mark.parametrize("packed", [True, False])
def test_page_is_a_document_with_its_address_and_time(tmp_path: Path, packed: bool) -> None:
    archive = Archive(packed=packed).info().add(PAGE.encode())
    (scrape,) = scrapes_of(tmp_path, archive, "a.warc.gz" if packed else "a.warc")
    document = scrape.document
    assert (document.source_uri.partition("#")[2], document.raw_text) == ("2", "Départ\nLe texte d'été.")
    assert document.url == "https://gazette.test/depart"
    assert document.collected_at == datetime(2023, 11, 20, 8, tzinfo=UTC)
    assert (scrape.declared.title, len(scrape.blocks)) == ("Départ", 2)


def test_archive_packed_as_a_whole_is_read(tmp_path: Path) -> None:
    plain = Archive(packed=False).add(PAGE.encode()).add(PAGE.encode()).data.getvalue()
    assert len(scrapes_of(tmp_path, gzip.compress(plain))) == 2


def test_encoding_that_the_server_declares_counts(tmp_path: Path) -> None:
    page = "<html><p>Łódź i żółw, wczoraj</p></html>".encode("iso8859-2")
    archive = Archive().add(page, ("Content-Type", "text/html; charset=ISO-8859-2"))
    document = scrapes_of(tmp_path, archive)[0].document
    assert (document.raw_text, document.encoding) == ("Łódź i żółw, wczoraj", "iso8859-2")


def test_page_that_was_sent_packed_and_in_chunks_is_read(tmp_path: Path) -> None:
    packed = gzip.compress(PAGE.encode())
    chunks = b"".join(f"{len(p):x}\r\n".encode() + p + b"\r\n" for p in (packed[:50], packed[50:])) + b"0\r\n\r\n"
    archive = Archive().add(chunks, ("Content-Encoding", "gzip"), ("Transfer-Encoding", "chunked"))
    assert scrapes_of(tmp_path, archive)[0].document.raw_text == "Départ\nLe texte d'été."


def test_what_is_no_page_is_reported(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    archive = (
        Archive().info().add(PAGE.encode()).add(b"", status="301 Moved").add(b"\x89PNG", ("Content-Type", "image/png"))
    )
    with caplog.at_level(logging.INFO, logger="depeche.ingest"):
        assert len(scrapes_of(tmp_path, archive)) == 1
    assert "answers with status 301 (1), of type image/png (1), warcinfo records (1)" in caplog.text


def test_archive_without_pages_is_rejected(tmp_path: Path) -> None:
    assert reason_of(scrapes_of(tmp_path, Archive().info())[0]) == "no_page"


def test_stored_resource_is_a_page(tmp_path: Path) -> None:
    assert (
        scrapes_of(tmp_path, Archive().add(PAGE.encode(), kind="resource"))[0].document.raw_text
        == "Départ\nLe texte d'été."
    )


def test_bad_record_is_rejected_alone(tmp_path: Path) -> None:
    archive = Archive().add(PAGE.encode()).add(b"", ("Content-Type", "text/plain")).add(b"x" * 3000).add(PAGE.encode())
    found = scrapes_of(tmp_path, archive, limits=Limits(page_bytes=2000))
    assert [reason_of(s) for s in found] == ["", "empty_file", "too_large", ""]


def test_unknown_packing_of_a_page_is_a_reason(tmp_path: Path) -> None:
    assert reason_of(scrapes_of(tmp_path, Archive().add(b"abc", ("Content-Encoding", "zz")))[0]) == "unknown_packing"


def test_archive_that_breaks_off_keeps_what_came_before(tmp_path: Path) -> None:
    noise = b"".join(hashlib.sha256(bytes([n])).hexdigest().encode() for n in range(200))
    data = Archive().add(PAGE.encode()).add(b"<p>" + noise + b"</p>").data.getvalue()
    first, second = scrapes_of(tmp_path, data[:-2000])
    assert (first.document.disposition, reason_of(second)) == ("article", "damaged")
    assert second.document.source_uri == "a.warc.gz#2"


@pytest.mark.parametrize(
    "data", [b"Une phrase.", b"WARC/1.0\r\n", b"WARC/1.0\r\nContent-Length: abc\r\n\r\nx\r\n\r\n", b""]
)
def test_file_that_is_no_archive_is_rejected(tmp_path: Path, data: bytes) -> None:
    (scrape,) = scrapes_of(tmp_path, data, "a.warc")
    assert scrape.document.disposition == "rejected"


def test_headers_without_end_are_stopped(tmp_path: Path) -> None:
    data = b"WARC/1.0\r\nX: " + b"a" * (4 << 20)
    assert reason_of(scrapes_of(tmp_path, data, "a.warc")[0]) == "damaged"
