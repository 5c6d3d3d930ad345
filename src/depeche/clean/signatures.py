"""Cuts names that sign a text: below it, or beside the publication line.

Here: what only the place of a line tells. Not here: lines that say 'Par …' or hold a date (`dateline`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from depeche.clean.folding import key
from depeche.clean.lines import Line
from depeche.clean.reading import Reading, Verdict
from depeche.clean.shapes import compiled

_NAME = (
    r"^\(?(?:\p{Lu}[\pL'-]*\.?[ -]?(?:(?:de|du|le|la|et) |d')?){1,4} ?\p{Lu}[\pL'-]+[).]{0,2}$"
    r"|^\(?(?:\p{Lu}\.[ -]?){2,4}\)?(?: ?[,(]? ?avec (?:l'|les |des )?\pL{2,10}\)?)?$"
    r"|^(?:\p{Ll}\. ?){2,3}$"
    r"|^\p{Ll}{2,4}(?:[/-]\p{Ll}{2,4}){1,4}$"
)
_BESIDE_NAME = re.compile(r" ?\([^()]*\)|,? ?\b(?:avec|à|au|aux|en) .*")
_BRACKETS = re.compile(r" ?\([^()]*\)")
_CAPITALS = re.compile(r"^(?:[A-ZÀ-ÖØ-ÞŒ][^ ]*(?: |$)|(?:et|de|du|la|le|des|van|von|ben|el|al) )+$")
_OPEN_ENDS = frozenset("!?…")
_LEAST_NAME, _LONGEST_SIGNATURE = 2, 14  # words
BESIDE_BYLINE = Verdict("byline", "structure.beside_byline")
_MOST_WORDS = 7
_LONGEST_OFFICE = 8  # words: 'Journaliste au service économie'


def is_signature(text: str, word_count: int) -> bool:
    """Tell whether a normalised line is a name or initials: 'Jeanne Roy', 'M. Amiot', 'J.R. (avec AFP)', 'jro/pam'."""
    return 0 < word_count <= _MOST_WORDS and compiled(_NAME).search(text) is not None


def cut_signatures(reading: Reading) -> None:
    """Cut the name below the last paragraph, names and offices beside the publication line, and names said again."""
    _cut_names_again(reading)
    for number, line in enumerate(reading.lines):
        verdict = reading.verdicts[number]
        if verdict is not None and verdict.category == "byline" and verdict.start and number > reading.last_prose:
            before = line.text[: verdict.start].strip()
            if is_signature(before, len(before.split())):  # 'J.R. (avec AFP)', of which a rule knows the end
                reading.verdicts[number] = Verdict("byline", "structure.signature")
        if not reading.is_free(number) or line.mark in _OPEN_ENDS:
            continue
        if number > reading.last_prose and (is_signature(line.text, line.count) or _is_placed(line)):
            reading.verdicts[number] = Verdict("byline", "structure.signature")
        elif _stands_with_byline(reading, number) and line.count <= _LONGEST_OFFICE and not line.mark:
            reading.verdicts[number] = BESIDE_BYLINE


def _is_placed(line: Line) -> bool:
    """Tell whether a line is a name of two words or more with a place or an agency behind it: 'Jeanne Roy, à Brest'."""
    name = _BESIDE_NAME.sub("", line.text)
    return name != line.text and len(name.split()) >= _LEAST_NAME and is_signature(name, line.count)


def _cut_names_again(reading: Reading) -> None:
    """Cut the lines below the text's beginning that hold nothing but names of the byline above it."""
    known = [
        set(line.key) for line, verdict in _verdicts(reading, reading.second_prose) if verdict.category == "byline"
    ]
    if not known:
        return
    for number in range(reading.first_prose + 1, len(reading.lines)):
        line, verdict = reading.lines[number], reading.verdicts[number]
        is_open = reading.is_free(number) or (verdict is not None and verdict.rule.startswith("structure."))
        if not is_open or line.count > _LONGEST_SIGNATURE or line.mark in _OPEN_ENDS:
            continue
        name = _BESIDE_NAME.sub("", line.text).strip(" .")
        words = key(name)
        if len(words) >= _LEAST_NAME and _CAPITALS.search(name) and any(found.issuperset(words) for found in known):
            reading.verdicts[number] = Verdict("byline", "structure.signature")


def _verdicts(reading: Reading, stop: int) -> Iterator[tuple[Line, Verdict]]:
    """Yield the lines above a number that are cut as a whole, with what cuts them."""
    for line, verdict in zip(reading.lines[:stop], reading.verdicts[:stop], strict=True):
        if verdict is not None and verdict.start is None:
            yield line, verdict


def _stands_with_byline(reading: Reading, number: int) -> bool:
    """Tell whether a line stands in one block with a cut byline, between title and text."""
    if reading.title is None or not reading.title < number < reading.second_prose or reading.lines[number].has_verb:
        return False
    above = reading.verdicts[number - 1]
    if above is not None and above == BESIDE_BYLINE:
        return True
    return stands_above_byline(reading, number)


def stands_above_byline(reading: Reading, number: int) -> bool:
    """Tell whether a line is a name of which the publication line follows at once, or below one more line."""
    line = reading.lines[number]
    if not is_signature(_BRACKETS.sub("", line.text), line.count):
        return False
    return any(_is_byline(reading, below) for below in (number + 1, number + 2))


def _is_byline(reading: Reading, number: int) -> bool:
    verdict = reading.verdicts[number] if number < len(reading.verdicts) else None
    return verdict is not None and verdict.category == "byline"
