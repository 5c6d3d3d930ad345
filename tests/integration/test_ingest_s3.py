"""A raw zone in a bucket of a real S3 server is read as a folder with the same files is."""

from __future__ import annotations

import gzip
import io
import json
import urllib.request
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import boto3
import obstore
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from obstore.store import S3Store

from depeche.errors import InputError
from depeche.ingest import (
    Limits,
    SourceFile,
    content_token,
    discover,
    mark_duplicates,
    open_source,
    read_source,
)
from depeche.model import Scrape

TEXTE = "Le groupe a annoncé le départ de sa directrice financière."


@pytest.fixture
def put(bucket: str) -> Callable[[str, bytes], None]:
    """Store an object in the bucket."""
    store = S3Store(bucket, client_options={"allow_http": True})

    def put(key: str, data: bytes) -> None:
        obstore.put(store, key, data)

    return put


def scrapes_of(files: tuple[SourceFile, ...]) -> tuple[Scrape, ...]:
    return tuple(scrape for file in files for scrape in read_source(file).scrapes)


def reason_of(scrape: Scrape) -> str:
    assert scrape.document.disposition == "rejected"
    return (scrape.document.disposition_reason or "").split(":")[0]


# ------------------------------------------------------------------ the same as a folder


def test_bucket_gives_the_documents_of_a_folder(
    tmp_path: Path, bucket: str, put: Callable[[str, bytes], None], articles: dict[str, str]
) -> None:
    contents = {name: text.encode() for name, text in articles.items()} | {
        "a/record.jsonl": json.dumps({"text": TEXTE}).encode() + b"\n\n{bad\n" + json.dumps({"text": "Deux."}).encode(),
        "a/page.txt": b"<!doctype html><title>Titre</title><p>Un texte de page.</p>",
        "a/text.html": TEXTE.encode(),
        "a/page.php": b"<html><body><p>Une page.</p></body></html>",
        "a/sans-suffixe": TEXTE.encode("cp1252"),
        "b/empty.txt": b"",
        "b/empty": b"",
        "b/bad.txt": b"\x00\x01\x02",
        "b/blank.jsonl": b"\n\n",
        "c/name with spaces.txt": b"Un.",
        "c/été #1 100 %.txt": b"Deux.",
        "c/%20.txt": b"Trois.",
        "c/a+b&c=d?e.txt": b"Quatre.",
        "c/e\u0301.txt": b"Cinq.",
        "c/\u00e9.txt": b"Six.",
        ".hidden.txt": b"x",
        ".hidden/a.txt": b"x",
        "d/.hidden/a.txt": b"x",
        "e/fields.yml": b"text: papier\ndeclare: {outlet: La Gazette}\n",
        "e/page.html.gz": gzip.compress(b"<html><p>Une page.</p></html>"),
        "e/cut.txt.gz": gzip.compress(TEXTE.encode())[:-9],
        "e/record.jsonl.gz": gzip.compress(json.dumps({"papier": TEXTE}).encode()),
        "e/f/rows.csv": b"papier;titre\nUn.;A\nDeux.\n",
        "e/rows.parquet": parquet({"papier": ["Un.", "Deux."]}),
    }
    for name, content in contents.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes(content)
        put(f"raw zone/é/{name}", content)
    local, remote = discover(tmp_path), discover(f"s3://{bucket}/raw zone/é/")
    assert [(file.source_uri, file.size_bytes) for file in remote] == [(f.source_uri, f.size_bytes) for f in local]
    assert mark_duplicates(scrapes_of(remote)) == mark_duplicates(scrapes_of(local))


def parquet(columns: dict[str, list[str]]) -> bytes:
    data = io.BytesIO()
    pq.write_table(pa.table(columns), data)
    return data.getvalue()


def test_pattern_names_objects(bucket: str, put: Callable[[str, bytes], None]) -> None:
    for key in ("raw/a/x.jsonl.gz", "raw/b/x.txt", "raw/x.jsonl.gz"):
        put(key, b"Un.")
    files = discover(f"s3://{bucket}/raw/**/*.jsonl.gz")
    assert [file.source_uri for file in files] == ["a/x.jsonl.gz", "x.jsonl.gz"]


def test_whole_bucket_may_be_the_raw_zone(bucket: str, put: Callable[[str, bytes], None]) -> None:
    put("a.txt", b"Un.")
    put("b/c.txt", b"Deux.")
    assert [file.source_uri for file in discover(f"s3://{bucket}")] == ["a.txt", "b/c.txt"]


def test_prefix_ends_where_a_folder_does(bucket: str, put: Callable[[str, bytes], None]) -> None:
    put("raw/a.txt", b"Un.")
    put("raw-old/b.txt", b"Deux.")
    assert [file.source_uri for file in discover(f"s3://{bucket}/raw")] == ["a.txt"]


def test_listing_goes_on_after_its_first_page(bucket: str, put: Callable[[str, bytes], None]) -> None:
    names = [f"{number:04}.txt" for number in range(1500)]
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda name: put(f"raw/{name}", b"Un texte."), names))
    assert [file.source_uri for file in discover(f"s3://{bucket}/raw")] == names


def test_empty_objects_that_stand_for_folders_are_no_documents(bucket: str, s3_server: str) -> None:
    client = boto3.client("s3", endpoint_url=s3_server)
    for key in ("raw/", "raw/presse/", "raw/lemonde.test/", "raw/presse/a.txt"):
        client.put_object(Bucket=bucket, Key=key, Body=b"Un." if key.endswith(".txt") else b"")
    assert [file.source_uri for file in discover(f"s3://{bucket}/raw")] == ["presse/a.txt"]


def test_empty_prefix_holds_nothing(bucket: str) -> None:
    assert discover(f"s3://{bucket}/absent") == ()


def test_large_records_object_is_read_in_several_requests(
    tmp_path: Path, bucket: str, put: Callable[[str, bytes], None]
) -> None:
    content = b"".join(json.dumps({"text": f"{number} {TEXTE * 50_000}"}).encode() + b"\n" for number in range(6))
    assert len(content) > 2 * (8 << 20)
    put("raw/a.jsonl", content)
    (tmp_path / "a.jsonl").write_bytes(content)
    assert scrapes_of(discover(f"s3://{bucket}/raw")) == scrapes_of(discover(tmp_path))


# ------------------------------------------------------------------ what is not downloaded


def test_object_that_is_too_large_is_rejected(bucket: str, put: Callable[[str, bytes], None]) -> None:
    put("a.txt", b"a" * 5000)
    (file,) = discover(f"s3://{bucket}")
    reading = read_source(file, limits=Limits(file_bytes=4999))
    assert (reason_of(reading.scrapes[0]), reading.token) == ("too_large", content_token(file))


def test_object_of_an_unreadable_type_is_rejected_unread(bucket: str, put: Callable[[str, bytes], None]) -> None:
    put("a.pdf", b"%PDF-")
    (file,) = discover(f"s3://{bucket}")
    S3Store(bucket, client_options={"allow_http": True}).delete("a.pdf")
    reading = read_source(file)
    assert (reason_of(reading.scrapes[0]), reading.token) == ("unsupported_type", content_token(file))


def test_object_of_an_unknown_type_is_rejected_for_its_first_bytes(
    bucket: str, put: Callable[[str, bytes], None]
) -> None:
    put("a.dat", b"\x00\x01")
    (file,) = discover(f"s3://{bucket}")
    assert (file.problem, reason_of(read_source(file).scrapes[0])) == (None, "unsupported_type")


# ------------------------------------------------------------------ tokens


def test_token_of_what_was_read_is_the_planned_one(bucket: str, put: Callable[[str, bytes], None]) -> None:
    put("a.txt", b"Un.")
    put("b.jsonl", json.dumps({"text": TEXTE}).encode())
    for file in discover(f"s3://{bucket}"):
        assert read_source(file).token == content_token(file)


def test_object_that_changed_since_it_was_listed_is_read_as_it_is_and_tells(
    bucket: str, put: Callable[[str, bytes], None]
) -> None:
    put("a.txt", b"Avant.")
    (file,) = discover(f"s3://{bucket}")
    put("a.txt", b"Apres.")
    reading = read_source(file)
    assert reading.scrapes[0].document.raw_text == "Apres."
    assert reading.token not in (None, content_token(file))
    assert reading.token == content_token(discover(f"s3://{bucket}")[0])


def test_object_that_changes_while_it_is_read_is_an_error_of_that_object(
    bucket: str, put: Callable[[str, bytes], None]
) -> None:
    put("a.jsonl", b"a" * (9 << 20))
    (file,) = discover(f"s3://{bucket}")
    with open_source(file) as stream:
        stream.read(1 << 20)
        put("a.jsonl", b"b" * (9 << 20))
        with pytest.raises(OSError, match="changed while it was read"):
            stream.read(9 << 20)


def test_token_of_an_object_changes_with_it_only(bucket: str, put: Callable[[str, bytes], None]) -> None:
    put("a.txt", b"Avant.")
    before = content_token(discover(f"s3://{bucket}")[0])
    put("b.txt", b"Un.")
    assert content_token(discover(f"s3://{bucket}")[0]) == before
    put("a.txt", b"Apres.")
    assert content_token(discover(f"s3://{bucket}")[0]) != before


# ------------------------------------------------------------------ what is wrong with one object


def test_object_that_goes_between_listing_and_reading_has_vanished(
    bucket: str, put: Callable[[str, bytes], None]
) -> None:
    put("a.txt", b"Un.")
    (file,) = discover(f"s3://{bucket}")
    S3Store(bucket, client_options={"allow_http": True}).delete("a.txt")
    reading = read_source(file)
    assert (reason_of(reading.scrapes[0]), reading.token) == ("vanished", None)


def test_object_that_the_server_withholds_is_unreadable(bucket: str, s3_server: str) -> None:
    boto3.client("s3", endpoint_url=s3_server).put_object(
        Bucket=bucket, Key="a.txt", Body=b"Un.", StorageClass="GLACIER"
    )
    reading = read_source(discover(f"s3://{bucket}")[0])
    assert (reason_of(reading.scrapes[0]), reading.token) == ("unreadable", None)
    assert "access is denied" in (reading.scrapes[0].document.disposition_reason or "")


# ------------------------------------------------------------------ what is wrong with all of them


def told(address: str) -> str:
    with pytest.raises(InputError) as caught:
        discover(address)
    return f"{caught.value.message} {caught.value.hint}"


def test_missing_bucket_is_an_input_error(s3_server: str) -> None:
    assert "the bucket does not exist" in told("s3://test-no-such-bucket/raw")


@pytest.mark.parametrize("address", ["s3://", "s3:///raw", "s3://a b#/raw"])
def test_address_without_a_proper_bucket_is_an_input_error(s3_server: str, address: str) -> None:
    assert "no address of a bucket" in told(address)


@pytest.mark.parametrize("address", ["gs://bucket/raw", "az://bucket", "https://exemple.test/raw", "file:///raw"])
def test_other_schemes_are_refused(address: str) -> None:
    assert "s3://bucket/prefix" in told(address)


def test_server_that_is_not_there_is_an_input_error(bucket: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    assert "AWS_ENDPOINT_URL" in told(f"s3://{bucket}/raw")


@pytest.fixture
def strict_server(s3_server: str) -> Iterator[str]:
    """The S3 server while it asks who is there."""

    def let_in(requests: str) -> None:
        request = urllib.request.Request(f"{s3_server}/moto-api/reset-auth", data=requests.encode(), method="POST")
        request.add_header("Content-Type", "text/plain")
        urllib.request.urlopen(request).close()

    let_in("0")
    yield s3_server
    let_in("inf")


def test_missing_credentials_are_an_input_error(bucket: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("AWS_ACCESS_KEY_ID")
    monkeypatch.delenv("AWS_SECRET_ACCESS_KEY")
    monkeypatch.setenv("AWS_METADATA_ENDPOINT", "http://127.0.0.1:9")
    assert "Set AWS_ACCESS_KEY_ID" in told(f"s3://{bucket}/raw")


def test_wrong_credentials_are_an_input_error(
    bucket: str, put: Callable[[str, bytes], None], request: pytest.FixtureRequest
) -> None:
    put("raw/a.txt", b"Un.")
    request.getfixturevalue("strict_server")
    assert "AWS_SECRET_ACCESS_KEY" in told(f"s3://{bucket}/raw")


@pytest.mark.parametrize("name", ["raw//a.txt", "raw/../a.txt", "raw/a\tb.txt"])
def test_name_that_cannot_be_listed_is_named(bucket: str, s3_server: str, name: str) -> None:
    boto3.client("s3", endpoint_url=s3_server).put_object(Bucket=bucket, Key=name, Body=b"Un.")
    assert name in told(f"s3://{bucket}/raw")


def test_store_that_goes_away_between_listing_and_reading_stops_the_run(
    bucket: str, put: Callable[[str, bytes], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    put("raw/a.txt", b"Un.")
    (file,) = discover(f"s3://{bucket}/raw")
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:9")
    with pytest.raises(InputError, match="does not answer"):
        read_source(file)


def test_bucket_that_goes_away_between_listing_and_reading_stops_the_run(
    bucket: str, put: Callable[[str, bytes], None], s3_server: str
) -> None:
    put("raw/a.txt", b"Un.")
    (file,) = discover(f"s3://{bucket}/raw")
    client: Any = boto3.client("s3", endpoint_url=s3_server)
    client.delete_object(Bucket=bucket, Key="raw/a.txt")
    client.delete_bucket(Bucket=bucket)
    with pytest.raises(InputError, match="bucket does not exist"):
        read_source(file)
