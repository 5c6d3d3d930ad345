"""Describes every line of a read text by numbers, for the classifier: its look, its place, its neighbours.

Here: the features, none of which names a word of any text that the classifier was trained on, so that what it learnt
holds for sites that it never saw. Not here: what follows from the numbers (`classifier`), training (training/).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from math import log1p

import numpy as np
from numpy.typing import NDArray

from depeche.clean.dateline import months
from depeche.clean.looks import Look
from depeche.clean.prose import vocabulary
from depeche.clean.reading import Reading

Numbers = NDArray[np.float32]

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


@lru_cache(_REMEMBERED)
def _own(look: Look) -> tuple[float, ...]:
    """Return what a line shows by itself, in the order of OWN."""
    text, key, count = look.text, look.key, max(look.count, 1)
    pieces = text.split()
    figures = sum(map(str.isdigit, [word[0] for word in key]))
    return (
        min(log1p(look.count), 5.0),
        len("".join(key)) / count,
        look.mark == ".",
        look.mark in ("?", "!"),
        look.mark == "…" or text.endswith(("...", "[…]", "[...]", "...»")),
        text[-1] == ":",
        look.is_prose,
        look.is_bare,
        look.is_headline,
        look.has_verb,
        sum(map(vocabulary().function_words.__contains__, key)) / count,
        sum(map(str.isupper, [piece[0] for piece in pieces])) / max(len(pieces), 1),
        text.isupper(),
        figures / count,
        text[0].islower(),
        ": " in text or " :" in text,
        "«" in text or '"' in text or "“" in text,
        look.is_divided,
        "@" in text or "#" in text or "http" in text or "www." in text,
        figures > 0 and not months().keys().isdisjoint(key),
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
    lines = reading.lines
    own = np.zeros((len(lines), len(OWN)), dtype=np.float32)
    near = _near(asked, len(lines))
    own[near] = [_own(lines[number].look) for number in near]
    place = _places(reading)
    by_name = {name: own[:, OWN.index(name)] for name in _AROUND if name in OWN}
    by_name["topic_share"] = place[:, PLACE.index("topic_share")]
    by_name["cut"] = np.array([verdict is not None for verdict in reading.verdicts], np.float32)
    around = np.stack([by_name[name] for name in _AROUND], axis=1)
    return np.hstack([own, place, _beside(around), _windows(around)])[list(asked)]


def _near(asked: Sequence[int], size: int) -> list[int]:
    """Return the numbers of the lines that the windows of the asked ones reach: on a whole page a part of all."""
    reached = np.zeros(size + 1, dtype=np.int64)
    numbers = np.array(asked, dtype=np.intp)
    np.add.at(reached, np.maximum(numbers - _WIDTHS[-1], 0), 1)
    np.add.at(reached, np.minimum(numbers + _WIDTHS[-1] + 1, size), -1)
    return [int(number) for number in np.flatnonzero(np.cumsum(reached[:-1]))]


def _places(reading: Reading) -> Numbers:
    """Return where the lines stand, in the order of PLACE."""
    size = len(reading.lines)
    number = np.arange(size, dtype=np.float32)
    zones, title = reading.zones, reading.title
    is_prose = np.array([line.is_prose for line in reading.lines], bool)
    words = np.array([min(line.count, 80) if line.is_prose else 0 for line in reading.lines], np.float32)
    above = np.cumsum(words) - words
    total = max(float(words.sum()), 1.0)
    cut = np.array([verdict is not None for verdict in reading.verdicts], bool)
    structural = np.array([v is not None and v.rule.startswith("structure.") for v in reading.verdicts], bool)
    counted = Counter([line.key for line in reading.lines])
    topic, in_title = _subjects(reading)
    return np.stack(
        [
            number / size,
            _signed_log(number - reading.first_prose),
            _signed_log(number - reading.last_prose),
            (number >= zones.body) & (number < zones.tail),
            _signed_log(number - zones.tail),
            _signed_log(number - title) if title is not None else np.full(size, -9.0),
            np.full(size, zones.is_page),
            cut & ~structural,
            structural,
            np.array([match is not None for match in reading.matches], bool) & ~cut,
            np.array([line.is_glued for line in reading.lines], bool),
            topic,
            in_title,
            np.array([min(counted[line.key], 4) for line in reading.lines], np.float32),
            above / total,
            (total - above - words) / total,
            *_runs(is_prose),
            np.log1p(_since(cut)),
            np.log1p(_since(cut[::-1])[::-1]),
        ],
        axis=1,
    ).astype(np.float32)


def _signed_log(distance: NDArray[np.floating]) -> NDArray[np.floating]:
    return np.asarray(np.sign(distance) * np.log1p(np.abs(distance)))


def _subjects(reading: Reading) -> tuple[list[float], list[float]]:
    """Return per line which share of its longer words other lines of the body have, and which share the title has."""
    zones, lines = reading.zones, reading.lines
    held: Counter[str] = Counter()
    longer = [line.look.longer_words for line in lines]
    for number in range(zones.body, zones.tail):
        if lines[number].is_prose:
            held.update(longer[number])
    title = longer[reading.title] if reading.title is not None else frozenset()
    returning = {word for word, count in held.items() if count > 1}
    topic: list[float] = []
    for number, words in enumerate(longer):
        is_counted = zones.body <= number < zones.tail and lines[number].is_prose
        others = returning if is_counted else held.keys()
        topic.append(len(words & others) / len(words) if words else 0.0)
    return topic, [len(words & title) / len(words) if words else 0.0 for words in longer]


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


def _beside(around: Numbers) -> Numbers:
    """Return the values of the lines a few steps above and below, -1 beyond the ends; feature by feature."""
    size, count = around.shape
    out = np.full((size, count, len(_STEPS)), -1.0, dtype=np.float32)
    for column, step in enumerate(_STEPS):
        if abs(step) < size:
            if step < 0:
                out[-step:, :, column] = around[:step]
            else:
                out[:-step, :, column] = around[step:]
    return out.reshape(size, count * len(_STEPS))


def _windows(around: Numbers) -> Numbers:
    """Return means over windows above and below each line; feature by feature."""
    size, count = around.shape
    sums = np.vstack([np.zeros((1, count), dtype=np.float32), np.cumsum(around, axis=0)])
    number = np.arange(size)
    out: list[NDArray[np.floating]] = []
    for width in _WIDTHS:
        for first, last in (
            (np.maximum(number - width, 0), number),
            (number + 1, np.minimum(number + 1 + width, size)),
        ):
            span = np.maximum(last - first, 1)[:, None]
            out.append((sums[last] - sums[np.minimum(first, last)]) / span)
    return np.stack(out, axis=2).reshape(size, count * len(out)).astype(np.float32)
