"""Describes every line of a read text by numbers, for the classifier: its look, its place, its neighbours.

Here: the features, none of which names a word of any text that the classifier was trained on, so that what it learnt
holds for sites that it never saw. Not here: what follows from the numbers (`classifier`), training (training/).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from math import log1p
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from depeche.clean.dateline import months
from depeche.clean.looks import Look
from depeche.clean.prose import vocabulary
from depeche.clean.reading import Reading

Numbers = NDArray[np.float32]
Places = NDArray[np.intp]

OWN = (
    "words", "letters_per_word", "ends_stop", "ends_open", "ends_dots", "ends_colon", "is_prose", "is_bare",
    "is_headline", "has_verb", "function_share", "capital_share", "all_capitals", "figure_share", "begins_small",
    "has_colon", "has_quotation", "is_divided", "has_address", "is_dated", "reader_share", "newsroom_share",
)  # fmt: skip
PLACE = (
    "place", "from_first_prose", "from_last_prose", "in_body", "from_tail", "from_title", "is_page", "worded_cut",
    "structural_cut", "is_matched", "is_glued", "topic_share", "title_share", "times", "prose_above", "prose_below",
    "run", "run_before", "cut_above", "cut_below",
)  # fmt: skip
_AROUND = (
    "words", "ends_stop", "ends_dots", "is_prose", "is_bare", "function_share", "capital_share", "is_dated",
    "topic_share", "cut",
)  # fmt: skip
_STEPS = (-2, -1, 1, 2)
_WIDTHS = (4, 12)  # lines of the windows above and below
NAMES = (
    *OWN,
    *PLACE,
    *(f"{name}_{step:+d}" for name in _AROUND for step in _STEPS),
    *(f"{name}_{side}_{width}" for name in _AROUND for width in _WIDTHS for side in ("above", "below")),
)
_READER = frozenset({"vous", "votre", "vos", "tu", "ton", "ta", "tes", "your", "you"})
_NEWSROOM = frozenset({"nous", "notre", "nos", "our", "we", "us"})
_REMEMBERED = 1 << 14


class _Shown(NamedTuple):
    """What a line shows to those around it; topic and cut come behind these in _AROUND."""

    words: float
    ends_stop: bool
    ends_dots: bool
    is_prose: bool
    is_bare: bool
    function_share: float
    capital_share: float
    is_dated: bool


@lru_cache(_REMEMBERED)
def _shown(look: Look) -> _Shown:
    """Return the part of what a line shows by itself that also counts for the lines near it."""
    text, key = look.text, look.key
    pieces = text.split()
    return _Shown(
        min(log1p(look.count), 5.0),
        look.mark == ".",
        look.mark == "…" or text.endswith(("...", "[…]", "[...]", "...»")),
        look.is_prose,
        look.is_bare,
        sum(map(vocabulary().function_words.__contains__, key)) / max(look.count, 1),
        sum(map(str.isupper, [piece[0] for piece in pieces])) / max(len(pieces), 1),
        not months().keys().isdisjoint(key) and _figures(look) > 0,
    )


def _figures(look: Look) -> int:
    """Return how many words begin with a figure."""
    return sum(map(str.isdigit, [word[0] for word in look.key]))


@lru_cache(_REMEMBERED)
def _own(look: Look) -> tuple[float, ...]:
    """Return what a line shows by itself, in the order of OWN."""
    text, key, count = look.text, look.key, max(look.count, 1)
    shown = _shown(look)
    figures = _figures(look)
    return (
        shown.words,
        sum(map(len, key)) / count,
        shown.ends_stop,
        look.mark in ("?", "!"),
        shown.ends_dots,
        text[-1] == ":",
        shown.is_prose,
        shown.is_bare,
        look.is_headline,
        look.has_verb,
        shown.function_share,
        shown.capital_share,
        text.isupper(),
        figures / count,
        text[0].islower(),
        ": " in text or " :" in text,
        "«" in text or '"' in text or "“" in text,
        look.is_divided,
        "@" in text or "#" in text or "http" in text or "www." in text,
        shown.is_dated,
        _addressed(look) / count,
        0.0 if _NEWSROOM.isdisjoint(key) else sum(map(_NEWSROOM.__contains__, key)) / count,
    )


def _addressed(look: Look) -> int:
    """Return the words that speak to the reader: 'vous', 'découvrez'."""
    if "ez" not in look.folded and _READER.isdisjoint(look.key):
        return 0
    return len([word for word in look.key if word in _READER or (word[-2:] == "ez" and len(word) > 4)])


def describe(reading: Reading, asked: Sequence[int]) -> Numbers:
    """Return one row of numbers for each line that is asked about, in the order of NAMES."""
    size = len(reading.lines)
    near = _near(asked, size)
    own = np.array([_own(reading.lines[number].look) for number in asked], dtype=np.float32)
    shown = np.array([_shown(reading.lines[number].look) for number in near], dtype=np.float32)
    topic, in_title = _subjects(reading, near)
    is_cut = np.array([reading.verdicts[number] is not None for number in near], np.float32)
    around = np.column_stack([shown, topic, is_cut])
    at, row = np.array(asked), np.searchsorted(near, asked)
    place = _places(reading, at, topic[row], in_title[row])
    return np.hstack([own, place, _beside(around, at, row, size), _windows(around, at, row, size)])


def _near(asked: Sequence[int], size: int) -> list[int]:
    """Return the numbers of the lines that the windows of the asked ones reach: on a whole page a part of all."""
    reached = {near for number in asked for near in range(number - _WIDTHS[-1], number + _WIDTHS[-1] + 1)}
    return sorted(reached.intersection(range(size)))


def _places(reading: Reading, asked: Places, topic: Numbers, in_title: Numbers) -> Numbers:
    """Return where the lines stand that are asked about, in the order of PLACE."""
    lines, zones, title = reading.lines, reading.zones, reading.title
    number = asked.astype(np.float32)
    words = np.array([min(line.count, 80) if line.is_prose else 0 for line in lines], np.float32)
    above = np.cumsum(words) - words
    total = max(float(words.sum()), 1.0)
    cut = np.array([verdict is not None for verdict in reading.verdicts], bool)
    verdicts = [reading.verdicts[at] for at in asked]
    structural = np.array([verdict is not None and verdict.rule.startswith("structure.") for verdict in verdicts], bool)
    keys: dict[tuple[str, ...], int] = {}
    same = np.array([keys.setdefault(line.key, len(keys)) for line in lines])
    return np.stack(
        [
            number / len(lines),
            _signed_log(number - reading.first_prose),
            _signed_log(number - reading.last_prose),
            (number >= zones.body) & (number < zones.tail),
            _signed_log(number - zones.tail),
            _signed_log(number - title) if title is not None else np.full(len(asked), -9.0),
            np.full(len(asked), zones.is_page),
            cut[asked] & ~structural,
            structural,
            np.array([reading.matches[at] is not None for at in asked], bool) & ~cut[asked],
            np.array([lines[at].is_glued for at in asked], bool),
            topic,
            in_title,
            np.minimum(np.bincount(same)[same[asked]], 4),
            (above / total)[asked],
            ((total - above - words) / total)[asked],
            *(values[asked] for values in _runs(words > 0)),
            np.log1p(_since(cut))[asked],
            np.log1p(_since(cut[::-1])[::-1])[asked],
        ],
        axis=1,
    ).astype(np.float32)


def _signed_log(distance: NDArray[np.floating]) -> NDArray[np.floating]:
    return np.asarray(np.sign(distance) * np.log1p(np.abs(distance)))


def _subjects(reading: Reading, asked: Sequence[int]) -> tuple[Numbers, Numbers]:
    """Return per line asked about which share of its longer words other lines of the body have, and which the title."""
    zones, lines = reading.zones, reading.lines
    held: Counter[str] = Counter()
    for line in lines[zones.body : zones.tail]:
        if line.is_prose:
            held.update(line.look.longer_words)
    title = lines[reading.title].look.longer_words if reading.title is not None else frozenset()
    returning = {word for word, count in held.items() if count > 1}
    topic: list[float] = []
    in_title: list[float] = []
    for number in asked:
        words = lines[number].look.longer_words
        is_counted = zones.body <= number < zones.tail and lines[number].is_prose
        others = returning if is_counted else held.keys()
        topic.append(len(words & others) / len(words) if words else 0.0)
        in_title.append(len(words & title) / len(words) if words else 0.0)
    return np.array(topic, np.float32), np.array(in_title, np.float32)


def _runs(is_prose: NDArray[np.bool_]) -> tuple[Numbers, Numbers]:
    """Return per line the length of the run of other lines than prose that it stands in, and its place in the run."""
    size = len(is_prose)
    before = _since(is_prose)
    after = _since(is_prose[::-1])[::-1]
    length = np.where(is_prose, 0, np.minimum(before, size) + np.minimum(after, size) - 1)
    return np.log1p(length.astype(np.float32)), np.where(is_prose, 0, np.log1p(before)).astype(np.float32)


def _since(marks: NDArray[np.bool_]) -> Numbers:
    """Return per line how many lines back the last mark before it stands; the whole way where there is none."""
    number = np.arange(len(marks))
    last = np.maximum.accumulate(np.where(marks, number, -1))
    last = np.concatenate([[-1], last[:-1]])
    return (number - last).astype(np.float32)


def _beside(around: Numbers, asked: Places, rows: Places, size: int) -> Numbers:
    """Return the values of the lines a few steps above and below, -1 beyond the ends; feature by feature.

    `around` has a row for each line near those that are asked about, `rows` says which are theirs.
    """
    out = np.full((len(asked), around.shape[1], len(_STEPS)), -1.0, dtype=np.float32)
    for column, step in enumerate(_STEPS):
        is_inside = (asked + step >= 0) & (asked + step < size)
        out[is_inside, :, column] = around[rows[is_inside] + step]
    return out.reshape(len(asked), -1)


def _windows(around: Numbers, asked: Places, rows: Places, size: int) -> Numbers:
    """Return means over windows above and below each line; feature by feature."""
    sums = np.vstack([np.zeros((1, around.shape[1]), dtype=np.float32), np.cumsum(around, axis=0)])
    out: list[NDArray[np.floating]] = []
    for width in _WIDTHS:
        above = np.minimum(asked, width)
        below = np.minimum(size - 1 - asked, width)
        for first, count in ((rows - above, above), (rows + 1, below)):
            out.append((sums[first + count] - sums[first]) / np.maximum(count, 1)[:, None])
    return np.stack(out, axis=2).reshape(len(asked), -1).astype(np.float32)
