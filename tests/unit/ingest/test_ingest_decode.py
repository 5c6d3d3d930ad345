"""Encodings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depeche.ingest.decode import Decoded, declared_encoding, decode, encoded_twice
from depeche.ingest.reasons import Reason

PHRASE = "Le conseil d'administration a révoqué son président à l'été 2021 ; « c'est regrettable », a-t-il déclaré."


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "mac-roman", "cp850"])
def test_french_in_a_common_encoding_is_read(encoding: str) -> None:
    assert decode(PHRASE.encode(encoding)) == Decoded(PHRASE, encoding)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16-le", "utf-16-be", "utf-32-le"])
def test_byte_order_mark_decides_and_goes(encoding: str) -> None:
    assert decode(("\ufeff" + PHRASE).encode(encoding)) == Decoded(PHRASE, encoding)


def test_typographic_marks_of_cp1252_are_read() -> None:
    text = "L’œuvre d’un génie – ou presque… coûte 3 €."
    assert decode(text.encode("cp1252")) == Decoded(text, "cp1252")


@pytest.mark.parametrize("step", ["cp1252", "latin-1"])
def test_text_encoded_twice_is_decoded_once_more(step: str) -> None:
    assert decode(PHRASE.encode().decode(step).encode()) == Decoded(PHRASE, "utf-8, double")


def test_curly_marks_encoded_twice_come_back() -> None:
    text = "L’été « déjà » fini”"
    broken = text.encode().decode("sloppy-windows-1252")
    assert decode(broken.encode()) == Decoded(text, "utf-8, double")


def test_text_that_speaks_of_broken_accents_is_left_alone() -> None:
    text = "Un « é » mal lu s'affiche Ã© à l'écran."
    assert decode(text.encode()) == Decoded(text, "utf-8")


def test_partly_broken_text_is_left_alone() -> None:
    text = "Déjà vu, cÃ©lÃ¨bre et réparé ailleurs."
    assert decode(text.encode()) == Decoded(text, "utf-8")


def test_fragment_pasted_from_another_encoding_is_read() -> None:
    raw = (PHRASE * 5).encode() + "décidé".encode("cp1252") + (PHRASE * 5).encode()
    assert decode(raw) == Decoded(PHRASE * 5 + "décidé" + PHRASE * 5, "utf-8, cp1252")


def test_text_cut_inside_a_letter_is_kept() -> None:
    decoded = decode((PHRASE * 3 + "é").encode()[:-1])
    assert isinstance(decoded, Decoded)
    assert decoded.text.startswith(PHRASE * 3)


def test_odd_byte_in_a_long_text_costs_no_letter_around_it() -> None:
    decoded = decode((PHRASE * 10).encode() + b"c\xe3l" + (PHRASE * 10).encode())
    assert decoded == Decoded(PHRASE * 10 + "cãl" + PHRASE * 10, "utf-8, cp1252")


@pytest.mark.parametrize(
    "raw",
    [
        b"%PDF-1.7 x",
        b"\x89PNG\r\n\x1a\n",
        b"PK\x03\x04abc",
        b"Un texte\x00coupe",
        bytes(range(1, 32)) * 4,
        b"\xfe\x01\x02\x03\x04",
    ],
)
def test_binary_data_is_told_from_text(raw: bytes) -> None:
    assert decode(raw) is Reason.BINARY_CONTENT


def test_nothing_is_an_empty_file() -> None:
    assert decode(b"") is Reason.EMPTY_FILE


def test_mark_without_text_is_an_empty_file() -> None:
    assert decode(b"\xef\xbb\xbf") is Reason.EMPTY_FILE


def test_bytes_that_fit_no_encoding_are_undecodable() -> None:
    assert decode(b"abc \x81\x8d\x8f\x90\x9d\xf5\xfb " * 3) is Reason.UNDECODABLE


def test_odd_number_of_utf16_bytes_is_undecodable() -> None:
    assert decode(b"\xff\xfea\x00b") is Reason.UNDECODABLE


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        (b'<meta charset="iso-8859-1">', "cp1252"),
        (b'<meta http-equiv="Content-Type" content="text/html; charset=windows-1252">', "cp1252"),
        (b'<?xml version="1.0" encoding="ISO-8859-15"?>', "iso8859-15"),
        (b'<meta charset="unicode_escape">', None),
        (b'<meta charset="klingon">', None),
        (b"<p>charset</p>", None),
    ],
)
def test_page_declares_its_encoding(head: bytes, encoding: str | None) -> None:
    assert declared_encoding(head) == encoding


def test_declared_encoding_is_used_for_pages() -> None:
    raw = '<meta charset="windows-1250">Wałęsa a été réélu'.encode("cp1250")
    assert decode(raw, is_page=True) == Decoded('<meta charset="windows-1250">Wałęsa a été réélu', "cp1250")


def test_line_breaks_stay_as_they_are() -> None:
    assert decode(b"a\r\nb\rc\n") == Decoded("a\r\nb\rc\n", "utf-8")


@given(st.binary(max_size=300))
def test_any_bytes_give_text_or_a_reason(raw: bytes) -> None:
    decoded = decode(raw)
    assert isinstance(decoded, Reason) or decoded.text.encode("utf-8")


@given(
    st.text(alphabet=st.characters(codec="utf-8", exclude_categories=("Cc",), exclude_characters="\ufeff"), min_size=1)
)
def test_utf8_text_is_read_to_the_letter(text: str) -> None:
    decoded = decode(text.encode("utf-8"))
    assert isinstance(decoded, Decoded)
    assert decoded == Decoded(text, "utf-8") or decoded.encoding == "utf-8, double"


@given(st.text(alphabet="aeiou éèêàçùîôœ’«»…—,. \u00a0", min_size=1))
def test_french_text_is_never_taken_for_twice_encoded(text: str) -> None:
    assert encoded_twice(text) is None
