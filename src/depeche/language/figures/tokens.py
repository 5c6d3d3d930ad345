"""The words and digits that numbers are made of, in runs with nothing between them.

Here: what each word is worth. How a run makes a number belongs to `numerals`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any, Literal, NamedTuple

from depeche.language.figures.folding import folded
from depeche.language.figures.wordings import pattern, words
from depeche.words import read_words

Kind = Literal["digits", "unit", "ten", "hundred", "thousand", "scale", "collective", "part", "and", "point", "of"]

_WORD = re.compile(
    r"(?P<digits>(?<![\w.,])-?(?:\d{1,3}(?:[ .']\d{3})+(?!\d)(?:,\d+)?|\d{1,3}(?:,\d{3})+(?![\d,])|"
    r"\d+(?:[.,]\d+)?|,\d+)(?!\d))"
    r"|(?P<word>[a-z]+(?:-[a-z]+){0,6})"
)
_JOIN = re.compile(r"[ -]{1,3}")
_FRACTION = re.compile(r" {0,2}(\d{1,3})/(\d{1,3})(?![\d/])")
_DIVISOR = re.compile(r" ?/ ?(\d{1,4})(?![\d/])")


class Token(NamedTuple):
    kind: Kind
    value: float
    start: int
    end: int
    is_debris: bool = False


@cache
def entries() -> dict[str, tuple[Kind, float]]:
    lists: dict[str, Any] = read_words("language/figures", "numerals")
    found: dict[str, tuple[Kind, float]] = {folded(word): (kind, 0) for word, kind in lists["links"].items()}
    found |= {folded(word): ("unit", value) for word, value in lists["units"].items()}
    found |= {folded(word): ("ten", value) for word, value in lists["tens"].items()}
    found |= dict.fromkeys(lists["hundred"], ("hundred", 100))
    found |= dict.fromkeys(lists["thousand"], ("thousand", 1000))
    found |= {folded(word): ("scale", value) for word, value in lists["scales"].items()}
    found |= {folded(word): ("collective", value) for word, value in lists["collectives"].items()}
    for word, value in lists["denominators"].items():
        found[folded(word)] = ("part", value)
        found[folded(word).rstrip("s") + "s"] = ("part", value)
    return found


@cache
def _suffixes() -> dict[str, float]:
    return dict(read_words("language/figures", "numerals")["suffixes"])


@cache
def fractions() -> dict[str, float]:
    lists = read_words("language/figures", "numerals")["fractions"]
    return {folded(phrase): value for phrase, value in lists.items()}


def runs(text: str) -> Iterator[list[Token]]:
    """Yield sequences of number words with nothing but a space or hyphen between them."""
    run: list[Token] = []
    for token in tokens_of(text):
        if run and not _JOIN.fullmatch(text, run[-1].end, token.start):
            yield run
            run = []
        run.append(token)
    if run:
        yield run


def tokens_of(text: str) -> Iterator[Token]:
    """Yield the number words and digits of a folded text in order; '2 1/4' and '10 Md' are one token."""
    lexicon = entries()
    last = 0
    for match in _WORD.finditer(text):
        if match.start() < last:
            continue
        if match["digits"]:
            token = _digits(text, match)
            if token is not None:
                last = token.end
                yield token
            continue
        word = match["word"]
        if match.start() and (text[match.start() - 1].isalnum() or text[match.start() - 1] in "-_@#"):
            continue
        if text[match.end() : match.end() + 1].isalnum():
            continue
        if word in lexicon:
            yield Token(*lexicon[word], match.start(), match.end())
        elif "-" in word:
            yield from _compound(word, match.start())


def _compound(word: str, start: int) -> Iterator[Token]:
    """Yield the tokens of 'quatre-vingt-quinze'; 'vingt-cinquieme' is one denominator; other words yield nothing."""
    lexicon = entries()
    parts = word.split("-")
    if any(part not in lexicon for part in parts):
        return
    tokens = []
    for part in parts:
        tokens.append(Token(*lexicon[part], start, start + len(part)))
        start += len(part) + 1
    if tokens[-1].kind == "part" and all(t.kind in ("unit", "ten", "hundred", "thousand", "and") for t in tokens[:-1]):
        if tokens[0].kind == "unit" and tokens[0].value == 1:
            yield from tokens
            return
        whole = sum(t.value for t in tokens)
        yield Token("part", whole, tokens[0].start, tokens[-1].end)
        return
    yield from tokens


def _digits(text: str, match: re.Match[str]) -> Token | None:
    """Return the token of a figure in digits; None for ordinals, codes and what is glued to letters."""
    start, end = match.span("digits")
    raw = match["digits"]
    if raw.startswith("-") and start and text[start - 1].isalnum():
        return None
    value, is_debris = _value(raw)
    if start and text[start - 1] in "/_@#'-" and not (text[start - 1] == "-" and text[start - 2 : start - 1].isspace()):
        return None
    fraction = _FRACTION.match(text, end) if raw.isdigit() else None
    if fraction and int(fraction[2]) > int(fraction[1]) > 0 and fraction.group().startswith(" "):
        return Token("digits", value + int(fraction[1]) / int(fraction[2]), start, fraction.end())
    divisor = _DIVISOR.match(text, end)
    if divisor and int(divisor[1]) and abs(value) < int(divisor[1]):
        return Token("digits", value / int(divisor[1]), start, divisor.end())
    glued = pattern("glued_scale").match(text, end)
    is_network = glued is not None and glued[1] == "g" and value < 10  # 4G and 5G are no figures
    if (
        glued
        and not is_network
        and (
            not glued.group().startswith(" ")
            or len(glued[1]) > 1
            or text[glued.end() : glued.end() + 1] in ("€", "$", "£")
        )
    ):
        return Token("digits", value * _suffixes()[glued[1]], start, glued.end(), is_debris)
    after = text[end : end + 1]
    if (
        after.isalpha()
        or after == "_"
        or (after == "-" and text[end + 1 : end + 2].isalpha() and not _is_debris(text, end))
    ):
        return None
    return Token("digits", value, start, end, is_debris)


def _is_debris(text: str, end: int) -> bool:
    return text.startswith(words("debris"), end)


def _value(raw: str) -> tuple[float, bool]:
    """Return the value of digits, and whether they are written the English way.

    A comma is decimal; spaces, full stops and (in Switzerland) apostrophes before three digits part thousands. A comma
    parts thousands where several do, or where three zeros follow, which no decimal fraction is written with.
    """
    if re.fullmatch(r"-?\d{1,3}(?:[ .']\d{3})+(?:,\d+)?", raw):
        return float(re.sub("[ .']", "", raw).replace(",", ".")), False
    if raw.count(",") > 1 or raw.endswith(",000"):
        return float(raw.replace(",", "")), True
    return float(raw.replace(",", ".")), "." in raw
