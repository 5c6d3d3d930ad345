"""Which files a raw folder holds."""

from __future__ import annotations

import os
import unicodedata
from pathlib import Path

import pytest

from depeche.errors import InputError
from depeche.ingest import Reason, discover, discover_file, read_source
from depeche.ingest.sources import sniff


def test_missing_folder_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="does not exist"):
        discover(tmp_path / "absent")


def test_file_in_place_of_a_folder_is_an_input_error(tmp_path: Path) -> None:
    (tmp_path / "article.txt").write_text("Un texte.", encoding="utf-8")
    with pytest.raises(InputError, match="not a folder"):
        discover(tmp_path / "article.txt")


def test_files_come_in_the_order_of_their_addresses(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.txt", "a.txt", "c/d/e.html"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("Une dépêche.", encoding="utf-8")
    assert [file.source_uri for file in discover(tmp_path)] == ["a.txt", "a/z.txt", "b.txt", "c/d/e.html"]


def test_whatever_starts_with_a_dot_is_left_out(tmp_path: Path) -> None:
    (tmp_path / ".cache").mkdir()
    for name in (".DS_Store", ".cache/a.txt", "b.txt"):
        (tmp_path / name).write_text("x", encoding="utf-8")
    assert [file.source_uri for file in discover(tmp_path)] == ["b.txt"]


@pytest.mark.parametrize("name", ["tableau.xlsx", "photo.png", "rapport.pdf", "note.docx"])
def test_unsupported_type_is_a_rejected_document(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"quelque chose")
    (scrape,) = read_source(discover(tmp_path)[0]).scrapes
    assert scrape.document.disposition == "rejected"
    assert scrape.document.disposition_reason == Reason.UNSUPPORTED_TYPE.told()
    assert scrape.document.content_sha256 != read_source(discover(tmp_path)[0]).scrapes[0].document.document_id


def test_address_is_in_composed_unicode(tmp_path: Path) -> None:
    (tmp_path / unicodedata.normalize("NFD", "été.txt")).write_text("x", encoding="utf-8")
    assert discover(tmp_path)[0].source_uri == "été.txt"


def test_names_that_differ_in_unicode_form_only_get_different_addresses(tmp_path: Path) -> None:
    for form in ("NFC", "NFD"):
        (tmp_path / unicodedata.normalize(form, "été.txt")).write_text(form, encoding="utf-8")  # type: ignore[arg-type]
    assert len({file.source_uri for file in discover(tmp_path)}) == len(list(tmp_path.iterdir()))


def test_number_sign_in_a_name_cannot_pass_for_a_record(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl#2.txt").write_text("x", encoding="utf-8")
    assert discover(tmp_path)[0].source_uri == "a.jsonl%232.txt"


def test_name_that_is_no_utf8_is_rejected(tmp_path: Path) -> None:
    try:
        Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xe9t\xe9.txt")).write_text("x", encoding="utf-8")
    except OSError:
        pytest.skip("this file system refuses such names")
    (file,) = discover(tmp_path)
    assert (file.source_uri, file.problem) == ("\\xe9t\\xe9.txt", Reason.UNREADABLE_NAME)


def test_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("Ne pas lire.", encoding="utf-8")
    raw = tmp_path / "raw"
    raw.mkdir()
    (raw / "lien.txt").symlink_to(tmp_path / "secret.txt")
    (scrape,) = read_source(discover(raw)[0]).scrapes
    assert (scrape.document.raw_text, scrape.document.disposition_reason) == (None, Reason.LINK_OUTSIDE.told())


def test_link_within_the_folder_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Un texte.", encoding="utf-8")
    (tmp_path / "b.txt").symlink_to(tmp_path / "a.txt")
    assert [read_source(file).scrapes[0].document.raw_text for file in discover(tmp_path)] == ["Un texte.", "Un texte."]


def test_link_to_a_folder_is_not_entered(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "boucle").symlink_to(tmp_path)
    assert [file.problem for file in discover(tmp_path)] == [Reason.LINK_TO_FOLDER]


def test_link_to_itself_is_rejected(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "a.txt")
    assert discover(tmp_path)[0].problem is Reason.UNREADABLE


def test_broken_link_has_vanished(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "nulle-part.txt")
    assert discover(tmp_path)[0].problem is Reason.VANISHED


def test_pipe_is_never_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "tube.txt")
    assert discover(tmp_path)[0].problem is Reason.NOT_A_FILE


@pytest.mark.parametrize(
    ("suffix", "head", "media_type"),
    [
        (".txt", b"Une phrase.", "text/plain"),
        (".txt", b"\n<!DOCTYPE html><html>", "text/html"),
        (".txt", b"Le balisage <html> est ancien.", "text/plain"),
        (".html", b"Une phrase sans balise.", "text/plain"),
        (".htm", b"<p>Une phrase.</p>", "text/html"),
        (".ndjson", b"{}", "application/x-ndjson"),
        ("", b"Une phrase.", "text/plain"),
        ("", b"<html><p>x", "text/html"),
        (".csv", b"a;b", "text/csv"),
    ],
)
def test_suffix_and_first_bytes_tell_the_type(suffix: str, head: bytes, media_type: str) -> None:
    assert sniff(suffix, head) == media_type


def test_a_single_file_is_a_source_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text('{"corps_du_papier": "Une dépêche."}', encoding="utf-8")
    (tmp_path / "fields.yml").write_text("text: corps_du_papier", encoding="utf-8")
    found = discover_file(tmp_path / "a.jsonl")
    assert (found,) == discover(tmp_path)
    assert found.mapping is not None


def test_a_mapping_elsewhere_is_not_looked_at_for_a_single_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Une dépêche.", encoding="utf-8")
    (tmp_path / "autre").mkdir()
    (tmp_path / "autre" / "fields.yml").write_text("couleurs: [bleu]", encoding="utf-8")
    assert discover_file(tmp_path / "a.txt").mapping is None


def test_a_link_that_is_named_itself_is_followed(tmp_path: Path) -> None:
    (tmp_path / "ailleurs").mkdir()
    (tmp_path / "ailleurs" / "b.txt").write_text("Une dépêche.", encoding="utf-8")
    (tmp_path / "ici").mkdir()
    (tmp_path / "ici" / "a.txt").symlink_to(tmp_path / "ailleurs" / "b.txt")
    found = discover_file(tmp_path / "ici" / "a.txt")
    assert (found.source_uri, found.problem) == ("a.txt", None)
