"""Files packed with gzip or zstd are read as if they were not."""

from __future__ import annotations

import gzip
import hashlib
import json
from pathlib import Path

import pyarrow as pa
import pytest

from depeche.ingest import Limits, Reason, content_token, discover, read_source
from depeche.model import Scrape

TEXTE = "La coopérative de Saint-Brévin a choisi sa nouvelle directrice."


def zstd(data: bytes) -> bytes:
    return pa.compress(data, codec="zstd", asbytes=True)


def scrapes_of(folder: Path, name: str, content: bytes, limits: Limits | None = None) -> tuple[Scrape, ...]:
    (folder / name).write_bytes(content)
    (source,) = discover(folder)
    reading = read_source(source, limits=limits or Limits())
    assert reading.token == content_token(source)
    return reading.scrapes


def told(scrape: Scrape) -> tuple[str, str]:
    return scrape.document.source_uri, (scrape.document.disposition_reason or "").split(":")[0]


def lines(*records: object) -> bytes:
    return b"".join(json.dumps(record, ensure_ascii=False).encode() + b"\n" for record in records)


@pytest.mark.parametrize(("suffix", "pack"), [("gz", gzip.compress), ("zst", zstd)])
def test_packed_records_have_the_addresses_of_their_lines(tmp_path: Path, suffix: str, pack) -> None:
    content = lines({"text": "Un."}) + b"\n" + lines({"text": "Deux."})
    assert [
        (s.document.source_uri, s.document.raw_text) for s in scrapes_of(tmp_path, f"a.jsonl.{suffix}", pack(content))
    ] == [
        (f"a.jsonl.{suffix}#1", "Un."),
        (f"a.jsonl.{suffix}#3", "Deux."),
    ]


def test_packed_records_are_those_of_the_plain_file(tmp_path: Path) -> None:
    content = lines({"text": TEXTE, "title": "Un choix"}, {"body": "Deux."}) + b"{bad\n"
    for name, data in (("a/r.jsonl", content), ("b/r.jsonl", gzip.compress(content)), ("c/r.jsonl.zst", zstd(content))):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_bytes(data)
    found = [
        [(s.document.raw_text, s.document.content_sha256, s.declared) for s in read_source(f).scrapes]
        for f in discover(tmp_path)
    ]
    assert found[0] == found[1] == found[2]


@pytest.mark.parametrize("pack", [gzip.compress, zstd])
def test_several_members_are_one_file(tmp_path: Path, pack) -> None:
    content = pack(lines({"text": "Un."})) + pack(lines({"text": "Deux."}))
    assert [s.document.raw_text for s in scrapes_of(tmp_path, "a.jsonl.gz", content)] == ["Un.", "Deux."]


def test_packed_page_and_text_are_told_by_their_unpacked_beginning(tmp_path: Path) -> None:
    page = b"<!doctype html><title>Titre</title><p>Une page.</p>"
    (scrape,) = scrapes_of(tmp_path, "a.txt.gz", gzip.compress(page))
    assert (scrape.document.raw_text, scrape.document.media_type) == ("Une page.", "text/html")


def test_hash_and_size_of_a_packed_page_are_those_of_its_file(tmp_path: Path) -> None:
    packed = gzip.compress(b"<html><p>Une page.</p></html>")
    document = scrapes_of(tmp_path, "a.html.gz", packed)[0].document
    assert (document.content_sha256, document.size_bytes) == (hashlib.sha256(packed).hexdigest(), len(packed))


def test_name_of_a_packed_file_that_was_unpacked_on_the_way_does_no_harm(tmp_path: Path) -> None:
    assert scrapes_of(tmp_path, "a.txt.gz", TEXTE.encode())[0].document.raw_text == TEXTE


def test_records_before_the_damage_are_read_and_the_rest_is_rejected(tmp_path: Path) -> None:
    content = lines(*({"text": f"Dépêche numéro {n} : {hashlib.sha256(bytes([n])).hexdigest()}."} for n in range(200)))
    packed = gzip.compress(content)
    *good, bad = scrapes_of(tmp_path, "a.jsonl.gz", packed[: len(packed) * 2 // 3])
    assert len(good) > 50
    assert all(scrape.document.disposition == "article" for scrape in good[:-1])
    assert told(bad)[1] == Reason.DAMAGED


@pytest.mark.parametrize("pack", [gzip.compress, zstd])
def test_text_that_breaks_off_is_rejected_as_a_whole(tmp_path: Path, pack) -> None:
    packed = pack("".join(hashlib.sha256(str(n).encode()).hexdigest() for n in range(500)).encode())
    assert told(scrapes_of(tmp_path, "a.txt.gz", packed[:-20])[0]) == ("a.txt.gz", "damaged")


@pytest.mark.parametrize("pack", [gzip.compress, zstd])
@pytest.mark.parametrize("name", ["a.jsonl.gz", "a.csv.gz"])
def test_file_that_unpacks_without_end_is_stopped(tmp_path: Path, pack, name: str) -> None:
    packed = pack(b"text\n" + b"a" * (8 << 20))
    scrapes = scrapes_of(tmp_path, name, packed, Limits(unpacked_bytes=1 << 20, unpacked_ratio=10))
    assert told(scrapes[-1])[1] == "unpacks_too_large"


def test_text_that_unpacks_to_more_than_a_text_may_have_is_too_large(tmp_path: Path) -> None:
    packed = gzip.compress(b"a" * 5000)
    assert told(scrapes_of(tmp_path, "a.txt.gz", packed, Limits(file_bytes=4000))[0]) == ("a.txt.gz", "too_large")


@pytest.mark.parametrize("name", ["a.gz", "a.tar.gz", "a.zip", "a.pdf.gz"])
def test_archives_of_several_files_are_not_read(tmp_path: Path, name: str) -> None:
    assert told(scrapes_of(tmp_path, name, gzip.compress(b"x"))[0]) == (name, "unsupported_type")


def test_encoded_twice_and_packed_is_undone(tmp_path: Path) -> None:
    twice = "L'été déjà passé".encode().decode("cp1252").encode()
    document = scrapes_of(tmp_path, "a.txt.gz", gzip.compress(twice))[0].document
    assert (document.raw_text, document.encoding) == ("L'été déjà passé", "utf-8, double")
