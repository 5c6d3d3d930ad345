"""From source files to documents."""

from __future__ import annotations

import hashlib
import json
import logging
import tempfile
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from depeche.ingest import Limits, Reason, discover, read_source
from depeche.model import Scrape

TEXTE = "Le groupe a annoncé le départ de sa directrice financière."


def scrapes_of(folder: Path, name: str, content: bytes, limits: Limits | None = None) -> tuple[Scrape, ...]:
    (folder / name).write_bytes(content)
    (source,) = discover(folder)
    return read_source(source, limits=limits or Limits()).scrapes


def reason_of(scrape: Scrape) -> str | None:
    assert scrape.document.disposition == "rejected"
    return (scrape.document.disposition_reason or "").split(":")[0]


def lines(*records: object) -> bytes:
    return b"".join(json.dumps(record, ensure_ascii=False).encode() + b"\n" for record in records)


# ------------------------------------------------------------------ text files


def test_text_file_is_kept_to_the_letter(tmp_path: Path) -> None:
    content = "  Titre\r\n\r\nTexte  \u00a0fin\n\n"
    (scrape,) = scrapes_of(tmp_path, "a.txt", content.encode())
    assert (scrape.document.raw_text, scrape.document.disposition) == (content, "article")


def test_document_carries_hash_size_and_type(tmp_path: Path) -> None:
    content = TEXTE.encode()
    (scrape,) = scrapes_of(tmp_path, "a.txt", content)
    document = scrape.document
    assert (document.content_sha256, document.size_bytes) == (hashlib.sha256(content).hexdigest(), len(content))
    assert (document.media_type, document.encoding, document.collected_at) == ("text/plain", "utf-8", None)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty_file"),
        (b" \n\t ", "empty_text"),
        (b"abc\x00def", "binary_content"),
        (b"abc \x81\x8d\x8f\x90\x9d\xf5\xfb " * 3, "undecodable"),
        (b"a" * 101, "too_large"),
        (b"a" * 51, "too_large"),
    ],
)
def test_bad_text_file_is_rejected_with_its_reason(tmp_path: Path, content: bytes, reason: str) -> None:
    (scrape,) = scrapes_of(tmp_path, "a.txt", content, Limits(file_bytes=100, text_chars=50))
    assert reason_of(scrape) == reason


def test_rejected_bytes_have_no_text(tmp_path: Path) -> None:
    assert scrapes_of(tmp_path, "a.txt", b"\x00\x01")[0].document.raw_text is None


def test_file_that_is_too_large_keeps_its_hash(tmp_path: Path) -> None:
    (scrape,) = scrapes_of(tmp_path, "a.txt", b"a" * 200, Limits(file_bytes=100))
    assert scrape.document.content_sha256 == hashlib.sha256(b"a" * 200).hexdigest()


def test_file_that_goes_between_listing_and_reading_has_vanished(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"x")
    (source,) = discover(tmp_path)
    (tmp_path / "a.txt").unlink()
    assert reason_of(read_source(source).scrapes[0]) == "vanished"


def test_file_that_became_a_folder_is_unreadable(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"x")
    (source,) = discover(tmp_path)
    (tmp_path / "a.txt").unlink()
    (tmp_path / "a.txt").mkdir()
    assert reason_of(read_source(source).scrapes[0]) == "unreadable"


def test_reason_is_a_code_and_a_sentence(tmp_path: Path) -> None:
    assert (
        scrapes_of(tmp_path, "a.txt", b"")[0].document.disposition_reason == "empty_file: the file holds nothing at all"
    )


@pytest.mark.parametrize("reason", list(Reason))
def test_every_reason_has_a_sentence(reason: Reason) -> None:
    assert len(reason.sentence.split()) > 4


# ------------------------------------------------------------------ pages


def test_page_gives_visible_text_blocks_and_what_it_declares(tmp_path: Path) -> None:
    head = "<meta property='og:site_name' content='La Gazette'>"
    html = f"<html lang=fr><head>{head}</head><body><h1>Départ</h1><p>Texte.</p></body></html>"
    (scrape,) = scrapes_of(tmp_path, "a.html", html.encode())
    assert (scrape.document.raw_text, len(scrape.blocks)) == ("Départ\nTexte.", 2)
    assert (scrape.declared.title, scrape.declared.outlet, scrape.declared.language) == ("Départ", "La Gazette", "fr")


def test_page_in_its_declared_encoding_is_read(tmp_path: Path) -> None:
    html = "<html><head><meta charset='iso-8859-1'></head><body><p>L'été déjà</p></body></html>"
    (scrape,) = scrapes_of(tmp_path, "a.html", html.encode("latin-1"))
    assert (scrape.document.raw_text, scrape.document.encoding) == ("L'été déjà", "cp1252")


def test_page_without_visible_text_is_rejected(tmp_path: Path) -> None:
    assert reason_of(scrapes_of(tmp_path, "a.html", b"<html><script>x</script></html>")[0]) == "empty_text"


def test_page_of_too_many_tags_is_rejected(tmp_path: Path) -> None:
    (scrape,) = scrapes_of(tmp_path, "a.html", b"<p>x</p>" * 10, Limits(page_tags=19))
    assert reason_of(scrape) == "too_large"


def test_title_of_a_page_without_heading_is_the_part_that_it_shows(tmp_path: Path) -> None:
    html = "<html><title>La Gazette - Un départ très attendu</title><b>Un départ très attendu</b><p>Texte.</p></html>"
    assert scrapes_of(tmp_path, "a.html", html.encode())[0].declared.title == "Un départ très attendu"


# ------------------------------------------------------------------ records


def test_each_record_is_a_document_counted_by_line(tmp_path: Path) -> None:
    content = lines({"text": "Un."}) + b"\n" + lines({"content": "Deux."})
    assert [(s.document.source_uri, s.document.raw_text) for s in scrapes_of(tmp_path, "a.jsonl", content)] == [
        ("a.jsonl#1", "Un."),
        ("a.jsonl#3", "Deux."),
    ]


def test_hash_and_size_of_a_record_are_those_of_its_line(tmp_path: Path) -> None:
    first = json.dumps({"text": TEXTE}).encode()
    scrape = scrapes_of(tmp_path, "a.jsonl", first + b"\n" + first)[0]
    assert (scrape.document.content_sha256, scrape.document.size_bytes) == (
        hashlib.sha256(first).hexdigest(),
        len(first),
    )


def test_record_declares_its_fields(tmp_path: Path) -> None:
    record = {
        "Article-Text": TEXTE,
        "title": "Un départ",
        "url": "https://exemple.test/1",
        "published_at": "2021-03-15",
        "author": ["Léa Morvan"],
        "source": {"name": "La Gazette"},
        "language": "fr-FR",
        "scraped_at": "2021-03-16T10:00:00+01:00",
    }
    (scrape,) = scrapes_of(tmp_path, "a.jsonl", lines(record))
    assert (scrape.document.raw_text, scrape.document.url) == (TEXTE, "https://exemple.test/1")
    assert scrape.document.collected_at == datetime(2021, 3, 16, 9, tzinfo=UTC)
    assert (scrape.declared.title, scrape.declared.byline, scrape.declared.outlet) == (
        "Un départ",
        "Léa Morvan",
        "La Gazette",
    )
    assert (scrape.declared.published_on, scrape.declared.language) == (date(2021, 3, 15), "fr")


def test_fields_left_over_are_reported(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, logger="depeche.ingest"):
        scrapes_of(tmp_path, "a.jsonl", lines({"text": "Un.", "score": 3}, {"text": "Deux.", "score": 4, "tags": []}))
    assert "score (2), tags (1)" in caplog.text


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b'{"text": "Le groupe a ann', "truncated_json"),
        (b'{"text": "Un texte"', "truncated_json"),
        (b'{"text": un texte}', "invalid_json"),
        (b"[" * 100_000, "invalid_json"),
        (b'["texte"]', "not_a_record"),
        (b"12", "not_a_record"),
        (b'{"titre": "x"}', "no_text_field"),
        (b'{"text": 12}', "no_text_field"),
        (b'{"text": "  "}', "empty_text"),
        (b'{"text": "a\\ud800b"}', "undecodable"),
        (b'{"text": "a\\u0000b"}', "binary_content"),
        (b'{"text": "' + b"a" * 500_000 + b'"}', "too_large"),
    ],
)
def test_bad_line_is_rejected_alone(tmp_path: Path, line: bytes, reason: str) -> None:
    content = lines({"text": "Avant."}) + line + b"\n" + lines({"text": "Après."})
    before, bad, after = scrapes_of(tmp_path, "a.jsonl", content, Limits(record_bytes=400_000))
    assert (before.document.raw_text, after.document.raw_text) == ("Avant.", "Après.")
    assert (bad.document.source_uri, reason_of(bad)) == ("a.jsonl#2", reason)


def test_line_that_is_too_long_keeps_its_size_and_hash(tmp_path: Path) -> None:
    line = b'{"text": "' + b"a" * 900_000 + b'"}'
    (scrape,) = scrapes_of(tmp_path, "a.jsonl", line, Limits(record_bytes=1000))
    assert (scrape.document.size_bytes, scrape.document.content_sha256) == (len(line), hashlib.sha256(line).hexdigest())


def test_records_file_without_records_is_empty(tmp_path: Path) -> None:
    (scrape,) = scrapes_of(tmp_path, "a.jsonl", b"\n \n")
    assert (scrape.document.source_uri, reason_of(scrape)) == ("a.jsonl", "empty_file")


def test_record_in_cp1252_among_others_is_read(tmp_path: Path) -> None:
    content = lines({"text": "L'été."}) + '{"text": "L\'été déjà passé."}'.encode("cp1252")
    assert [s.document.raw_text for s in scrapes_of(tmp_path, "a.jsonl", content)] == ["L'été.", "L'été déjà passé."]


def test_byte_order_mark_of_a_records_file_is_no_content(tmp_path: Path) -> None:
    assert scrapes_of(tmp_path, "a.jsonl", b"\xef\xbb\xbf" + lines({"text": "Un."}))[0].document.raw_text == "Un."


def test_page_in_a_record_is_read_like_a_page(tmp_path: Path) -> None:
    (scrape,) = scrapes_of(tmp_path, "a.jsonl", lines({"html": "<h1>Départ</h1><p>Texte.</p>", "title": "Autre titre"}))
    assert (scrape.document.raw_text, scrape.declared.title, len(scrape.blocks)) == ("Départ\nTexte.", "Autre titre", 2)


def test_text_field_that_holds_a_page_is_read_like_a_page(tmp_path: Path) -> None:
    (scrape,) = scrapes_of(tmp_path, "a.jsonl", lines({"content": "<p>Un</p><p>Deux</p>"}))
    assert scrape.document.raw_text == "Un\nDeux"


def test_text_encoded_twice_in_a_record_is_mended(tmp_path: Path) -> None:
    twice = "L'été déjà".encode().decode("cp1252")
    (scrape,) = scrapes_of(tmp_path, "a.jsonl", json.dumps({"text": twice}).encode())
    assert (scrape.document.raw_text, scrape.document.encoding) == ("L'été déjà", "utf-8, double")


# ------------------------------------------------------------------ whatever comes


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(content=st.binary(max_size=400), suffix=st.sampled_from(["txt", "html", "jsonl", "pdf"]))
def test_no_content_raises_and_every_file_is_a_document(content: bytes, suffix: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        scrapes = scrapes_of(Path(folder), f"a.{suffix}", content)
    assert scrapes
    for scrape in scrapes:
        assert (scrape.document.disposition == "rejected") == (scrape.document.disposition_reason is not None)
        (scrape.document.raw_text or "").encode("utf-8")


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(
    text=st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cc",)), min_size=1),
    end=st.sampled_from(["", "\r\n", "\n"]),
)
def test_text_file_of_any_utf8_is_identical(text: str, end: str) -> None:
    content = f"{end}Dépêche : {text}{end}"
    with tempfile.TemporaryDirectory() as folder:
        (scrape,) = scrapes_of(Path(folder), "a.txt", content.encode())
    assert scrape.document.raw_text == content


@settings(deadline=None, max_examples=40)
@given(
    st.lists(
        st.dictionaries(
            st.sampled_from(["text", "html", "date", "url", "x"]), st.text(max_size=20) | st.integers(), max_size=4
        )
    )
)
def test_any_records_give_one_document_each(records: list[dict[str, object]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        scrapes = scrapes_of(Path(folder), "a.jsonl", lines(*records))
    assert len(scrapes) == max(1, len(records))
