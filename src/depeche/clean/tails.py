"""Cuts what follows the last sentence of a text whose line breaks were taken away: titles, tags and buttons in a row.

Here: one huge line, where no rule finds the beginning of a line. Not here: texts of several lines (`verdicts`).
A sentence that breaks off stays: it goes on in small letters, where a row of titles and buttons has many capitals.
"""

from __future__ import annotations

import re

from depeche.clean.reading import Reading, Verdict

_RULE = "structure.bare_tail"
_END = re.compile(r"[.!?…][»”\"')\]]*(?: [»”])?(?= |$)")
_LEAST_WORDS, _LEAST_SHARE = 150, 0.5  # of the line: it holds the article, and most of all that was stored
_SHORTEST = 3  # words of a tail
_CAPITALS = 0.25  # share of a tail's words that begin with anything but a small letter


def cut_bare_tail(reading: Reading) -> None:
    """Cut the tail of the last kept line, where that line is most of a plain text."""
    lines = reading.lines
    number = next((n for n in range(len(lines) - 1, -1, -1) if reading.is_free(n)), None)
    if number is None or lines[number].block is not None or lines[number].count < _LEAST_WORDS:
        return
    if lines[number].count < _LEAST_SHARE * sum(line.count for line in lines):
        return
    start = find_tail(lines[number].text)
    if start is not None:
        reading.verdicts[number] = Verdict("navigation", _RULE, start, len(lines[number].text))


def find_tail(text: str) -> int | None:
    """Return where the bare tail of a line begins: behind its last sentence."""
    end = max((found.end() for found in _END.finditer(text)), default=None)
    words = text[end:].strip(" »”").split() if end is not None else []
    if end is None or len(words) < _SHORTEST:
        return None
    capitals = sum(not word[0].islower() for word in words)
    return end + len(text[end:]) - len(text[end:].lstrip(" »”")) if capitals >= _CAPITALS * len(words) else None
