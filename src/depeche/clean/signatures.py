"""Cuts names that sign a text: below it, or beside the publication line.

Here: what only the place of a line tells. Not here: lines that say 'Par …' or hold a date (`dateline`).
"""

from __future__ import annotations

import re2

from depeche.clean.reading import Reading, Verdict

_NAME = re2.compile(
    r"^\(?(?:\p{Lu}[\pL'-]*\.?[ -]?(?:(?:de|du|le|la|et) |d')?){1,4} ?\p{Lu}[\pL'-]+[).]{0,2}$"
    r"|^\(?(?:\p{Lu}\.[ -]?){2,4}\)?(?: ?[,(]? ?avec (?:l'|les |des )?\pL{2,10}\)?)?$"
    r"|^\p{Ll}{2,4}(?:[/-]\p{Ll}{2,4}){1,4}$"
)
_BESIDE = "structure.beside_byline"
_MOST_WORDS = 7
_LONGEST_OFFICE = 8  # words: 'Journaliste au service économie'


def is_signature(text: str, word_count: int) -> bool:
    """Tell whether a normalised line is a name or initials: 'Jeanne Roy', 'M. Amiot', 'J.R. (avec AFP)', 'jro/pam'."""
    return 0 < word_count <= _MOST_WORDS and _NAME.search(text) is not None


def cut_signatures(reading: Reading) -> None:
    """Cut the name below the last paragraph, and names and offices beside the publication line."""
    for number, line in enumerate(reading.lines):
        verdict = reading.verdicts[number]
        if verdict is not None and verdict.category == "byline" and verdict.start and number > reading.last_prose:
            before = line.text[: verdict.start].strip()
            if is_signature(before, len(before.split())):  # 'J.R. (avec AFP)', of which a rule knows the end
                reading.verdicts[number] = Verdict("byline", "structure.signature")
        if not reading.is_free(number) or line.mark in ("!", "?", "…"):
            continue
        if number > reading.last_prose and is_signature(line.text, line.count):
            reading.verdicts[number] = Verdict("byline", "structure.signature")
        elif _stands_with_byline(reading, number) and line.count <= _LONGEST_OFFICE and not line.mark:
            reading.verdicts[number] = Verdict("byline", _BESIDE)


def _stands_with_byline(reading: Reading, number: int) -> bool:
    """Tell whether a line stands in one block with a cut byline, between title and text."""
    if reading.title is None or not reading.title < number < reading.first_prose or reading.lines[number].has_verb:
        return False
    above = reading.verdicts[number - 1]
    if above is not None and above.rule == _BESIDE:
        return True
    if not is_signature(reading.lines[number].text, reading.lines[number].count):
        return False
    return any(_is_byline(reading, below) for below in (number + 1, number + 2))


def _is_byline(reading: Reading, number: int) -> bool:
    verdict = reading.verdicts[number] if number < len(reading.verdicts) else None
    return verdict is not None and verdict.category == "byline"
