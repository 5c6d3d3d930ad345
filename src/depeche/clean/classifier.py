"""The learned classifier of lines: cuts the lines of a plain text that no rule names and that read as page debris.

Here: its weights, how they are applied, which lines it may cut. Not here: the features (`features`), its training
(training/line_classifier). Boosted trees of depth three, stored as plain numbers in classifier.json. Rules decide
first; the classifier sees only what they left, and says in the ledger how sure it was: `learned.line:0.93`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from depeche.clean.features import NAMES, Numbers, describe
from depeche.clean.reading import Reading, Verdict, category_of
from depeche.clean.rules import Category
from depeche.errors import ContractError
from depeche.paths import PACKAGE

RULE = "learned.line"
_DEPTH = 3
_SCALE = 1000
_INTERVIEW = 3  # questions of a body from which it is an interview
_LEAST_LINES = 8  # a text of fewer has no lines to compare, or had its line breaks taken away
_LONGEST = 90  # words: a longer line is never cut for its look
_LEAST_SENTENCE = 8  # words of a sentence that may go where hardly more than an article was stored: mind dialogue
_PASSED_ON = frozenset({"read_also", "newsletter", "paywall", "comment", "share", "advertising", "byline", "footer"})
_SHORTEST_TITLE = 5  # words


class Weights(NamedTuple):
    """Boosted trees in heap order: node n has the children 2n+1 (feature <= threshold) and 2n+2."""

    base: int
    cut_above: float  # the probability from which a line of a whole page is cut
    cut_above_in_article: float  # the same where hardly more than an article was stored, and little is to be found
    features: NDArray[np.intp]  # trees x inner nodes
    thresholds: Numbers  # trees x inner nodes
    leaves: NDArray[np.int64]  # trees x leaves; base and leaves are thousandths, so that sums are exact anywhere


@cache
def _weights() -> Weights:
    return read_weights(json.loads((PACKAGE / "clean" / "classifier.json").read_text(encoding="utf-8")))


def read_weights(stored: Mapping[str, Any]) -> Weights:
    """Return stored weights; those of other features than are computed here are refused."""
    if tuple(stored["names"]) != NAMES:
        raise ContractError("classifier.json was trained on other features than features.py computes: train it anew.")
    features = np.array(stored["features"], dtype=np.intp)
    thresholds = np.array(stored["thresholds"], dtype=np.float32)
    leaves = np.array(stored["leaves"], dtype=np.int64)
    count = len(features)
    if features.shape != (count, 2**_DEPTH - 1) or leaves.shape != (count, 2**_DEPTH):
        raise ContractError("classifier.json does not hold trees of depth three.")
    return Weights(
        int(stored["base"]),
        float(stored["cut_above"]),
        float(stored["cut_above_in_article"]),
        features,
        thresholds,
        leaves,
    )


def probabilities(rows: Numbers, weights: Weights) -> NDArray[np.float64]:
    """Return for each row of features how likely the line is page debris."""
    trees = np.arange(len(weights.features))[None, :]
    lines = np.arange(len(rows))[:, None]
    node = np.zeros((len(rows), len(weights.features)), dtype=np.intp)
    for _ in range(_DEPTH):
        value = rows[lines, weights.features[trees, node]]
        node = 2 * node + 1 + (value > weights.thresholds[trees, node])
    total = weights.base + weights.leaves[trees, node - weights.features.shape[1]].sum(axis=1)
    return np.asarray(1.0 / (1.0 + np.exp(-total / _SCALE)), dtype=np.float64)


def could_cut(reading: Reading) -> list[int]:
    """Return the numbers of the lines that the classifier is asked about: those of a plain text that no rule cut."""
    lines = reading.lines
    if len(lines) < _LEAST_LINES or not reading.is_plain_text:
        return []
    least = 0 if reading.zones.is_page else _LEAST_SENTENCE
    asked = _questions(reading)
    glued = {at for number, line in enumerate(lines) if line.is_glued for at in (number - 1, number)}
    return [
        number
        for number, line in enumerate(lines)
        if reading.is_free(number)
        and line.count <= _LONGEST
        and not (line.mark and line.count < least)
        and number not in glued  # parts of one line go together
        and number not in asked
    ]


def _questions(reading: Reading) -> frozenset[int]:
    """Return the numbers of an interview's questions: lines of the body that ask, each with running text below it."""
    lines, zones = reading.lines, reading.zones
    found = [
        number
        for number in range(zones.body, min(zones.tail, len(lines) - 1))
        if lines[number].mark == "?" and lines[number + 1].is_prose
    ]
    return frozenset(found if sum(lines[number].has_verb for number in found) >= _INTERVIEW else ())


def cut_classified(reading: Reading) -> None:
    """Cut the free lines that the classifier takes for page debris."""
    free = could_cut(reading)
    if not free:
        return
    weights = _weights()
    scores = probabilities(describe(reading, free), weights)
    least = weights.cut_above if reading.zones.is_page else weights.cut_above_in_article
    for number, score in zip(free, scores, strict=True):
        if score > least:
            reading.verdicts[number] = Verdict(_category(reading, number), f"{RULE}:{score:.2f}")


def _category(reading: Reading, number: int) -> Category:
    """Return the category of the cut line above, which the line goes on; else what its length and place suggest."""
    above = reading.verdicts[number - 1] if number else None
    if above is not None and above.category in _PASSED_ON:
        return above.category
    is_title = reading.lines[number].count >= _SHORTEST_TITLE and number > reading.first_prose
    return category_of(reading.lines[number], "read_also" if is_title else "navigation")
