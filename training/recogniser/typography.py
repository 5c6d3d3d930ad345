"""What becomes of print on its way through sites, scrapers and machine translation: glued sentences, lost accents,
capitals, stray spaces, other names.

Here: changes of a labelled paragraph that keep its names in place. Each is a function of one paragraph.
"""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable, Sequence

from corpus import Labelled, Name

_STRAY_SPACE = re.compile(r"(?<=[\w)]) (?=[,.)])|(?<=[ld]') (?=\w)|(?<=\() ")
_SENTENCE_END = re.compile(r"(?<=[a-zà-öø-ÿ][.!?]) (?=[A-ZÀ-ÖØ-Þ])")
_QUOTE = re.compile(r"[«»]")


def _edited(paragraph: Labelled, edits: Sequence[tuple[int, int, str]]) -> Labelled:
    """Return a paragraph with stretches replaced; `edits` are sorted, disjoint, and touch no name but whole ones."""
    text, names, at = "", list(paragraph.names), 0
    shifts: list[tuple[int, int]] = []
    for start, end, new in edits:
        text += paragraph.text[at:start] + new
        shifts.append((end, len(new) - (end - start)))
        at = end
    text += paragraph.text[at:]

    def moved(place: int) -> int:
        return place + sum(shift for edge, shift in shifts if edge <= place)

    return Labelled(text, tuple(Name(moved(n.start), moved(n.end), n.label) for n in names))


def without_stray_spaces(paragraph: Labelled, _: random.Random) -> Labelled:
    """Take away the spaces that Wikinews's links leave before commas and after elisions."""
    edits = [(m.start(), m.end(), "") for m in _STRAY_SPACE.finditer(paragraph.text) if m.end() > m.start()]
    inside = {at for n in paragraph.names for at in range(n.start + 1, n.end)}
    return _edited(paragraph, [e for e in edits if e[0] not in inside])


def glued(paragraph: Labelled, chance: random.Random) -> Labelled:
    """Take away the space between some sentences: "la lettre.Les employés"."""
    inside = {at for n in paragraph.names for at in range(n.start, n.end)}
    places = [m.end() for m in _SENTENCE_END.finditer(paragraph.text) if m.start() not in inside]
    return _edited(paragraph, [(at - 1, at, "") for at in places if chance.random() < 0.5])


def without_accents(paragraph: Labelled, chance: random.Random) -> Labelled:
    """Take accents off: of capitals only, or of all letters."""
    only_capitals = chance.random() < 0.7
    letters = [_bare(c) if c.isupper() or not only_capitals else c for c in paragraph.text]
    return Labelled("".join(letters), paragraph.names)


def _bare(letter: str) -> str:
    bare = unicodedata.normalize("NFD", letter)[0]
    return bare if bare.isalpha() else letter


def in_capitals(paragraph: Labelled, chance: random.Random) -> Labelled:
    """Set in capitals: a short line as a whole, else the first words or the names of people."""
    text = paragraph.text
    if len(text) < 120:
        return Labelled(_raised(text), paragraph.names)
    if chance.random() < 0.5:
        first = text.find(" ", 25)
        return Labelled(_raised(text[:first]) + text[first:], paragraph.names)
    for name in paragraph.names:
        if name.label == "PER":
            text = text[: name.start] + _raised(text[name.start : name.end]) + text[name.end :]
    return Labelled(text, paragraph.names)


def _raised(text: str) -> str:
    """Return capitals, letter by letter so that the length stays."""
    return "".join(c.upper() if len(c.upper()) == 1 else c for c in text)


def other_quotes(paragraph: Labelled, _: random.Random) -> Labelled:
    """Put straight quotation marks for guillemets."""
    return Labelled(_QUOTE.sub('"', paragraph.text), paragraph.names)


def without_full_stop(paragraph: Labelled, _: random.Random) -> Labelled:
    """Take the last full stop away, as in headlines and lists."""
    end = len(paragraph.text) - 1
    is_stop = paragraph.text.endswith(".") and not any(n.end > end for n in paragraph.names)
    return Labelled(paragraph.text[:end], paragraph.names) if is_stop else paragraph


CHANGES: tuple[tuple[Callable[[Labelled, random.Random], Labelled], float], ...] = (
    (without_stray_spaces, 0.35),
    (glued, 0.05),
    (without_accents, 0.05),
    (in_capitals, 0.04),
    (other_quotes, 0.08),
    (without_full_stop, 0.05),
)


def printed(paragraph: Labelled, chance: random.Random) -> Labelled:
    """Return a paragraph as it may arrive: mostly unchanged."""
    for change, share in CHANGES:
        if chance.random() < share:
            paragraph = change(paragraph, chance)
    return paragraph


def renamed(paragraph: Labelled, chance: random.Random, draw: Callable[[str, str], str | None]) -> Labelled:
    """Put other names in the place of some, the same one wherever a wording comes back.

    `draw` is given label and wording, and returns another name or None. A name after an article or a contraction stays,
    and so do vowels after elisions.
    """
    text = paragraph.text
    new: dict[tuple[str, str], str | None] = {}
    edits = []
    for name in paragraph.names:
        surface = text[name.start : name.end]
        before = text[max(0, name.start - 5) : name.start]
        if re.search(r"(?:\b(?i:l[ae]s?|du|des|aux?|une?|en)|[lL]') ?$", before):
            continue
        key = (name.label, surface)
        if key not in new:
            new[key] = draw(*key)
        other = new[key]
        if other is None or (re.search(r"['’] ?$", before) and other[0] not in "AEIOUYÉH"):
            continue
        if re.search(r"\b(?:de|que) $", before) and other[0] in "AEIOUYÉH":
            continue
        edits.append((name.start, name.end, other))
    return _edited(paragraph, edits)
