"""From bytes to text: which encoding, and whether it is text at all.

The order is BOM, strict UTF-8, what the page declares, what reads as French, what charset-normalizer finds. A text that
was encoded twice as a whole is decoded once more; nothing else is repaired. White space stays as it is.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from functools import cache
from itertools import islice, repeat

from depeche.ingest.reasons import Reason

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (b"%PDF-", b"PK\x03\x04", b"\x1f\x8b", b"\x89PNG", b"GIF8", b"\xff\xd8\xff", b"PAR1", b"\x7fELF")
_DECLARED = re.compile(
    rb"""(?:<meta[^>]{0,200}?charset\s?=\s?|<\?xml[^>]{0,100}?encoding\s?=\s?)["']?\s?([a-z0-9_.:-]{2,40})""",
    re.IGNORECASE,
)
_DECLARED_WITHIN = 4096
_TEXT_CODEC = re.compile(
    r"(?:iso8859-\d+|cp125\d|cp85[028]|mac-roman|koi8-[ru]|gb\w+|big5\w*|shift_jis\w*|euc_\w+|tis-620)"
)
_LEGACY_FRENCH = ("cp1252", "iso8859-15", "mac-roman", "cp850")
_FRENCH = frozenset("àâäæçéèêëîïôöœùûüÿÀÂÄÆÇÉÈÊËÎÏÔÖŒÙÛÜŸ«»‹›“”„‘’–—…•·°§€£©®™²³½¼¾ñáíóúãõÁÓÑ\u00a0\u202f")
_FREQUENT = frozenset("éèàêçùîôâûëïœ’«»\u00a0")
_FRENCH_SHARE = 0.9
_MOSTLY, _LONG = 0.5, 40  # below so many characters only a text that becomes French was encoded twice for certain
_SAMPLE_BYTES = 1 << 16
_SAMPLE_CHARS = 1 << 20
_MOST_CHAOS = 0.1
_LEAST_COHERENCE = 0.2
_C0 = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_CONTROL_BYTES = bytes((*range(0x09), *range(0x0E, 0x20), 0x7F))  # \x0b and \x0c are white space
_CONTROL_PAIR = re.compile(rb"\xc2[\x80-\x84\x86-\x9f]")  # the same beyond ASCII, in UTF-8; \x85 is a line break
_MOST_CONTROL = 0.05
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_RUN_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")
_TRIED_RUNS = 20
# The bytes that characters stand for in cp1252 or Latin-1, whichever has them.
_BYTE_OF = {chr(byte): byte for byte in range(0x80, 0x100)}
_BYTE_OF |= {bytes([byte]).decode("cp1252", "replace"): byte for byte in range(0x80, 0xA0)}
_STRAY = re.compile("[\udc80-\udcff]")  # what surrogateescape makes of a byte that is not UTF-8
_LONGEST_CUT = 3  # bytes of a letter that the end of a file may have cut in two
_GOOD_PER_STRAY = 8  # letters beyond ASCII that are UTF-8, for each byte that is not
_GOOD_PER_ODD_STRAY = 40  # where that byte makes no French letter


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and the lower-case name of the encoding that its bytes were in."""

    text: str
    encoding: str


def decode(raw: bytes, *, is_page: bool = False, declared: str | None = None) -> Decoded | Reason:
    """Return the text of `raw` without its byte order mark, or the reason why it is none.

    `declared` is what was said of the encoding outside the bytes, which comes before what a page says itself.
    """
    if not raw:
        return Reason.EMPTY_FILE
    if raw.startswith(_MAGIC):
        return Reason.BINARY_CONTENT
    for mark, encoding in _BOMS:
        if raw.startswith(mark):
            text = _strictly(raw[len(mark) :], encoding)
            return _checked(text, encoding) if text is not None else Reason.UNDECODABLE
    if b"\x00" in raw:
        return Reason.BINARY_CONTENT
    text = _strictly(raw, "utf-8")
    if text is not None:
        return _checked(text, "utf-8", raw)
    sample = raw.decode("latin-1")[:_SAMPLE_BYTES]
    if len(_C0.findall(sample)) > _MOST_CONTROL * len(sample):
        return Reason.BINARY_CONTENT
    known = text_codec(declared) if declared else None
    return _legacy(raw, known or (declared_encoding(raw) if is_page else None)) or Reason.UNDECODABLE


def declared_encoding(raw: bytes) -> str | None:
    """Return the encoding that an HTML page declares, as Python calls it; None when unknown or no text encoding."""
    match = _DECLARED.search(raw[:_DECLARED_WITHIN])
    return text_codec(match[1].decode("ascii")) if match is not None else None


def text_codec(declared: str) -> str | None:
    """Return what Python calls a declared encoding; None when unknown or no text encoding."""
    try:
        name = codecs.lookup(declared).name
    except (LookupError, ValueError):
        return None
    if name in ("iso8859-1", "ascii"):
        return "cp1252"  # as every browser does
    return name if _TEXT_CODEC.fullmatch(name) else None


def encoded_twice(text: str) -> str | None:
    """Return `text` decoded once more when the whole of it had been encoded twice, else None."""
    if not _could_be_twice(text):
        return None
    from ftfy import bad_codecs  # noqa: F401 - makes 'sloppy-windows-1252' known
    from ftfy.badness import badness

    for encoding in ("sloppy-windows-1252", "latin-1"):
        try:
            once = text.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
        if badness(once) < badness(text) and (_share(once, _FRENCH) >= _MOSTLY or len(once) >= _LONG):
            return once.removeprefix("\ufeff")
    return None


def _could_be_twice(text: str) -> bool:
    """Tell whether the first runs of characters beyond ASCII are, as bytes, letters in UTF-8."""
    is_any = False
    for run in islice(_RUN_BEYOND_ASCII.finditer(text), _TRIED_RUNS):
        is_any = True
        if _strictly(bytes(map(_BYTE_OF.get, run.group(), repeat(0))), "utf-8") is None:
            return False
    return is_any


def is_binary(text: str, raw: bytes | None = None) -> bool:
    """Tell whether a decoded text is binary data after all: a NUL character, or many control characters.

    `raw` is the text in UTF-8 where that is known: bytes are counted much faster than characters.
    """
    if raw is None:
        raw = text.encode("utf-8", "surrogatepass")
    if b"\x00" in raw:
        return True
    controls = len(raw) - len(raw.translate(None, _CONTROL_BYTES))
    most = _MOST_CONTROL * len(text)
    if controls + raw.count(b"\xc2") <= most:  # too few even if each of these led a pair
        return False
    return controls + len(_CONTROL_PAIR.findall(raw)) > most


def _strictly(raw: bytes, encoding: str) -> str | None:
    try:
        return raw.decode(encoding)
    except UnicodeError:
        return None


def _checked(text: str, encoding: str, raw: bytes | None = None) -> Decoded | Reason:
    """Return a decoded text, once more decoded where it was encoded twice, unless it is empty or binary.

    `raw` is the text in UTF-8 where that is known.
    """
    if not text:
        return Reason.EMPTY_FILE
    once = encoded_twice(text)
    if once is not None:
        text, encoding, raw = once, f"{encoding}, double", None
    return Reason.BINARY_CONTENT if is_binary(text, raw) else Decoded(text, encoding)


def _legacy(raw: bytes, declared: str | None) -> Decoded | None:
    """Return the text of bytes that are no UTF-8; None when no encoding makes plausible text of them."""
    patched = _utf8_with_strays(raw)
    if patched is not None and not is_binary(patched):
        return Decoded(patched, "utf-8, cp1252")
    if declared is not None:
        text = _strictly(raw, declared)
        if text is not None and not is_binary(text):
            return Decoded(text, declared)
    return _likeliest_french(raw) or _detected(raw)


def _likeliest_french(raw: bytes) -> Decoded | None:
    """Return the reading with most of the letters that French uses most, of those that French was written in."""
    best: Decoded | None = None
    best_share = 0.0
    for encoding in _LEGACY_FRENCH:
        text = _strictly(raw, encoding)
        if text is None or is_binary(text) or _share(text, _FRENCH) < _FRENCH_SHARE:
            continue
        share = _share(text, _FREQUENT)
        if best is None or share > best_share:
            best, best_share = Decoded(text, encoding), share
    return best


def _detected(raw: bytes) -> Decoded | None:
    """Return what charset-normalizer is sure of: a text encoding in which the bytes make words of some language."""
    from charset_normalizer import from_bytes

    guess = from_bytes(raw[:_SAMPLE_BYTES]).best()
    if guess is None or guess.chaos > _MOST_CHAOS or guess.coherence < _LEAST_COHERENCE:
        return None
    name = codecs.lookup(guess.encoding).name
    text = _strictly(raw, name) if _TEXT_CODEC.fullmatch(name) else None
    return None if text is None or is_binary(text) else Decoded(text, name)


def _share(text: str, letters: frozenset[str]) -> float:
    """Return which share of the characters beyond ASCII are among `letters`."""
    beyond = _BEYOND_ASCII.findall(text[:_SAMPLE_CHARS])
    return sum(letter in letters for letter in beyond) / len(beyond) if beyond else 1.0


def _utf8_with_strays(raw: bytes) -> str | None:
    """Return UTF-8 text in which a few single bytes are cp1252 (pasted, or cut off at the end); None when not few."""
    text = raw.decode("utf-8", "surrogateescape")
    strays = _STRAY.findall(text)
    good = len(_BEYOND_ASCII.findall(text)) - len(strays)
    if good < _GOOD_PER_STRAY * len(strays):
        return None
    body = text[:-_LONGEST_CUT]
    odd = sum(_as_cp1252(stray) not in _FRENCH for stray in _STRAY.findall(body))
    if good < _GOOD_PER_ODD_STRAY * odd:
        return None
    return _STRAY.sub(lambda match: _as_cp1252(match.group()), text)


@cache
def _as_cp1252(stray: str) -> str:
    """Return the character that a byte which surrogateescape has kept would be in cp1252."""
    from ftfy import bad_codecs  # noqa: F401 - see encoded_twice

    return bytes([ord(stray) - 0xDC00]).decode("sloppy-windows-1252")
