"""The bytes of a local file, and the token that says which they are."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

import pytest

from depeche.ingest import Limits, content_token, discover, open_source, read_source

RECORD = json.dumps({"text": "Un texte."}).encode()


@pytest.mark.parametrize("size", [0, 1, 1000, (1 << 18) - 1, 1 << 18, (1 << 20) + 7])
@pytest.mark.parametrize("most", [999, 1 << 18, 1 << 21])
def test_pieces_make_up_the_file(tmp_path: Path, size: int, most: int) -> None:
    content = os.urandom(size)
    (tmp_path / "a.txt").write_bytes(content)
    (file,) = discover(tmp_path)
    with open_source(file) as stream:
        head = stream.head(10)
        pieces = []
        while piece := stream.read(most):
            pieces.append(piece)
        assert (head, b"".join(pieces)) == (content[:10], content)
        assert all(len(piece) == most for piece in pieces[:-1])
        assert stream.sha256() == hashlib.sha256(content).hexdigest()


def test_token_of_a_file_is_the_hash_of_its_bytes(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"Un texte.")
    assert content_token(discover(tmp_path)[0]) == hashlib.sha256(b"Un texte.").hexdigest()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.txt", b"Un texte."),
        ("a.txt", b""),
        ("a.txt", b"\x00"),
        ("a.txt", b"a" * 1001),
        ("a.html", b"<html><p>Une page.</p></html>"),
        ("a.jsonl", RECORD + b"\n" + RECORD),
        ("a.jsonl", b"\n\n"),
        ("a.jsonl", b"\xff\xfe" + b"a\x00\n\x00" * 200_000),
        ("a.pdf", b"%PDF-"),
    ],
)
def test_token_of_what_was_read_is_the_planned_one(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    (file,) = discover(tmp_path)
    assert read_source(file, limits=Limits(file_bytes=1000)).token == content_token(file)


@pytest.mark.parametrize("name", ["a.txt", "a.jsonl"])
def test_token_of_what_was_read_tells_a_change(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(RECORD)
    (file,) = discover(tmp_path)
    planned = content_token(file)
    (tmp_path / name).write_bytes(RECORD.replace(b"Un", b"Le"))
    assert read_source(file).token not in (None, planned)


def test_file_that_is_gone_has_no_token(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"Un texte.")
    (file,) = discover(tmp_path)
    (tmp_path / "a.txt").unlink()
    assert (content_token(file), read_source(file).token) == (None, None)
