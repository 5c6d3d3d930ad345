"""Finds titles and paragraphs that a page repeats.

Here: repetition inside one text. Not here: repetition across documents (`depeche.resolve`).
"""

from __future__ import annotations

from depeche.clean.folding import key
from depeche.clean.headline import without_suffix
from depeche.clean.reading import Reading, Verdict

_LEAST = 4  # words; shorter lines are repeated for good reasons
_PULL_QUOTE = 8  # words of a line that repeats a stretch of the body


def cut_duplicates(reading: Reading) -> None:
    """Cut each kept line that says word for word what an earlier kept line said."""
    seen: set[tuple[str, ...]] = set()
    if reading.title is not None:
        seen.add(reading.lines[reading.title].key)
    for number, line in enumerate(reading.lines):
        if not reading.is_free(number) or line.count < _LEAST:
            continue
        if number < reading.first_prose and reading.title is not None and key(without_suffix(line.text)) in seen:
            reading.verdicts[number] = Verdict("duplicate", "duplicate.page_title")
        elif line.key in seen:
            reading.verdicts[number] = Verdict("duplicate", "duplicate.line")
        seen.add(line.key)
    _cut_pull_quotes(reading)


def _cut_pull_quotes(reading: Reading) -> None:
    """Cut a bare line of some length that the next or previous paragraphs hold word for word."""
    for number, line in enumerate(reading.lines):
        if not reading.is_free(number) or line.is_prose or line.count < _PULL_QUOTE or number < reading.first_prose:
            continue
        wanted = " " + " ".join(line.key) + " "
        near = [
            other
            for other in reading.lines[max(0, number - 6) : number + 7]
            if other is not line and other.count > line.count
        ]
        if any(wanted in " " + " ".join(other.key) + " " for other in near):
            reading.verdicts[number] = Verdict("duplicate", "duplicate.pull_quote")
