"""Cuts what stands inside a box of the site: a letter's name above its form, the words of a post, a table of contents.

Here: what the neighbourhood of a line tells that a rule has cut: no line break of its own parts it from the box, or a
button closes it. Plain text only: a page shows its boxes by its markup (`evidence`).
Not here: the wordings of heads and buttons (rules/*.yml), lists of other titles (`pointers`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

from depeche.clean.folding import key
from depeche.clean.lines import Line
from depeche.clean.reading import Reading, Verdict

_MOST_LINES = 5  # of a box, beside the line that was recognised
_MOST_NAMES = 2  # lines of a letter's name and promise above its form
_LONGEST = 30  # words of a line of a box
_LONGEST_NAME = 6  # words of the writer of a post
_LONGEST_PROMISE = 16  # words of a sentence between a letter's name and its button
_LONGEST_POST = 70  # words
_LONGEST_OFFER = 20  # words of an advertisement below its label
_PARAGRAPH = 15  # words
_MOSTLY = 0.75  # share of the paragraphs that a blank line parts from what stands above
_LEAST_GAPS = 3  # above paragraphs, to see how a text parts them
_BESIDE_LETTER = frozenset({"newsletter", "paywall", "cookie", "share"})
_POST_HEADS = frozenset({"embed.post_header", "embed.handle", "embed.named_handle"})
_POST_ENDS = frozenset({"embed.counted", "embed.picture_link", "embed.post_signature", "embed.post_date"})
_CONTENTS = "navigation.contents"
_SLOT = "advertising.slot"
_NUMBER = re.compile(r"^(?:\d{1,2}|[ivxIVX]{1,4})[.)°-]+ ?(?=\w)")
_LETTER = re.compile(r"\b(?:newsletters?|infolettres?|boite (?:e-?mail|mail|courriel|aux lettres))\b")
_BULLET = re.compile(r"^[-–—•*·>►] ?")


def cut_boxes(reading: Reading) -> None:
    """Cut the free lines of boxes that a rule has found one line of."""
    if not reading.is_plain_text:
        return
    close = nearest_gap(reading.lines)
    for number, verdict in enumerate(reading.verdicts):
        if verdict is None or verdict.start is not None:
            continue
        if verdict.rule == _CONTENTS:
            _cut_contents(reading, number)
        elif verdict.rule in _POST_HEADS and number > reading.first_prose:
            _cut_post(reading, number, close)
        elif verdict.rule == _SLOT:
            _cut_advertisement(reading, number, close)
        elif number > reading.first_prose and _is_letter(verdict, reading.lines[number]):
            _cut_letter(reading, number, close)


def _is_letter(verdict: Verdict, line: Line) -> bool:
    """Tell whether a cut line belongs to the box of a letter, that a button to subscribe may have hidden."""
    return verdict.category == "newsletter" or (
        verdict.category == "paywall" and _LETTER.search(line.look.folded) is not None
    )


def nearest_gap(lines: Sequence[Line]) -> int | None:
    """Return how many characters part two lines of one block; None where a text does not part its paragraphs further.

    A line break is one character or two; indentation, where a program laid the text out, tells nothing.
    """
    inner = [
        line.start - lines[number - 1].end
        for number, line in enumerate(lines)
        if number and line.is_prose and line.count >= _PARAGRAPH and not line.is_glued
    ]
    if len(inner) < _LEAST_GAPS or sum(gap > 1 for gap in inner) < _MOSTLY * len(inner):
        return None
    nearest = min((gap for above, below in pairwise(lines) if (gap := below.start - above.end) > 0), default=0)
    if sum(gap > nearest for gap in inner) < _MOSTLY * len(inner):
        return None
    median = sorted(inner)[(len(inner) - 1) // 2]
    return nearest if nearest == 1 or (nearest, median) == (2, 4) else None


def _block_below(reading: Reading, number: int, close: int | None) -> Iterator[int]:
    """Yield the lines that stand in one block with a line, from it downwards."""
    lines = reading.lines
    for below in range(number + 1, min(number + 1 + _MOST_LINES, len(lines))):
        if close is None or lines[below].start - lines[below - 1].end > close:
            return
        yield below


def _cut_letter(reading: Reading, number: int, close: int | None) -> None:
    """Cut the name and the promise of a letter: in one block with its head or form, or between the two."""
    inside = list(_inside_letter(reading, number, close))
    if not inside:
        inside = _up_to_button(reading, number, close)
    inside.extend(_names_above(reading, number, close))
    for cut in inside:
        reading.verdicts[cut] = Verdict("newsletter", "structure.in_box")


def _inside_letter(reading: Reading, number: int, close: int | None) -> Iterator[int]:
    """Yield the short free lines that stand in one block with a line of a letter's box, up to another kind of box."""
    for below in _block_below(reading, number, close):
        verdict = reading.verdicts[below]
        if verdict is not None and verdict.category not in _BESIDE_LETTER:
            return
        if _is_short(reading, below):
            yield below


def _names_above(reading: Reading, number: int, close: int | None) -> Iterator[int]:
    """Yield the bare lines that stand in one block with the form below them: the name of the letter."""
    lines = reading.lines
    for above in range(number - 1, max(number - 1 - _MOST_NAMES, reading.first_prose), -1):
        is_near = close is not None and lines[above + 1].start - lines[above].end <= close
        if not is_near or not _is_short(reading, above) or lines[above].is_prose:
            return
        yield above


def _up_to_button(reading: Reading, number: int, close: int | None) -> list[int]:
    """Return the short lines between the head of a letter and the button of its form, if a button closes them."""
    inside: list[int] = []
    for below in range(number + 1, min(number + 4, len(reading.lines))):
        verdict = reading.verdicts[below]
        if verdict is not None:
            return inside if verdict.category in ("newsletter", "paywall") else []
        is_paragraph = reading.lines[below].is_prose and reading.lines[below].count > _LONGEST_PROMISE
        if close is not None or is_paragraph or not _is_short(reading, below):
            return []
        inside.append(below)
    return []


def _is_short(reading: Reading, number: int) -> bool:
    return reading.is_free(number) and reading.lines[number].count <= _LONGEST


def _cut_post(reading: Reading, number: int, close: int | None) -> None:
    """Cut the words of a post below the line that names its writer, and what its readers clicked."""
    lines, verdicts = reading.lines, reading.verdicts
    block = list(_block_below(reading, number, close))
    if close is None:
        near = range(number + 1, min(number + 1 + _MOST_LINES, len(lines)))
        end = next((n for n in near if (found := verdicts[n]) is not None and found.rule in _POST_ENDS), number + 1)
        block = list(range(number + 1, min(end + 1, len(lines))))
    for below in block:
        if reading.is_free(below) and lines[below].count <= _LONGEST_POST:
            verdicts[below] = Verdict("embed", "structure.post_text")
    above = number - 1
    has_name = verdicts[number] == Verdict("embed", "embed.handle") and above > reading.first_prose
    if has_name and reading.is_free(above) and lines[above].is_bare and lines[above].count <= _LONGEST_NAME:
        verdicts[above] = Verdict("embed", "structure.post_text")


def _cut_advertisement(reading: Reading, number: int, close: int | None) -> None:
    """Cut the line that stands in one block with the label of an advertisement, where it is no paragraph."""
    for below in islice(_block_below(reading, number, close), 1):
        line = reading.lines[below]
        if _is_short(reading, below) and line.mark != "." and line.count <= _LONGEST_OFFER:
            reading.verdicts[below] = Verdict("advertising", "structure.in_box")


def _cut_contents(reading: Reading, number: int) -> None:
    """Cut the entries of a table of contents: numbered, or said again as a subheading further down."""
    lines = reading.lines
    for below in range(number + 1, len(lines)):
        line = lines[below]
        if not reading.is_free(below) or line.count > _LONGEST or line.mark == ".":
            return
        bare = _NUMBER.sub("", line.text)
        is_numbered = bare != line.text
        wanted = key(_BULLET.sub("", bare))
        if not is_numbered and not any(other.key == wanted for other in lines[below + 1 :]):
            return
        reading.verdicts[below] = Verdict("navigation", f"{_CONTENTS}.entry")
