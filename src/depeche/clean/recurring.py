"""Learns which lines of an outlet are boilerplate although no rule knows them: those that return in many of its
documents.

A line counts by the independent documents that it stands in. A version of a page that is there already (the same
title, the same address, or running text that others have for the most part) adds nothing, so that neither updates nor
copies of a dispatch turn an article's text into boilerplate. What is learned depends on the documents alone.
Here: what is counted and from when on a line is learned. Not here: which learned lines are cut (`learned`), whose
documents they are (`depeche.stages.learning`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from depeche.clean.known_lines import is_running, line_digest
from depeche.model import LearnedLine

_NEW, _NEW_SHARE = 180, 1 / 3  # characters of running text that a document must be the first to have, to be independent
_COMMON = 0.3  # share of the documents from which a line is left out of that reckoning
_LEAST, _LEAST_SHARE = 5, 0.05  # independent documents from which a line is learned
# … from which on it is cut wherever it stands: journalists use whole sentences again, and subheadings more often
_ANYWHERE = ((5, 0.5), (10, 0.2))
_RUNNING_ANYWHERE = (10, 0.5)
_STEPS = (1, 2, 5)

Digests = NDArray[np.uint64]
Sizes = NDArray[np.int32]
Places = NDArray[np.intp]


class LineMarks(NamedTuple):
    """The distinct lines of one document: their digests, ascending, and their lengths, negative for running text."""

    digests: Digests
    sizes: Sizes


class Marked(NamedTuple):
    """A document of an outlet, by what tells it from others."""

    marks: LineMarks
    title: str | None
    url: str | None


def mark_lines(raw: str) -> LineMarks:
    """Return the distinct lines of a raw text."""
    found: dict[int, int] = {}
    for line in raw.split("\n"):
        digest = line_digest(line)
        if digest is not None and digest not in found:
            found[digest] = -len(line) if is_running(line) else len(line)
    digests = sorted(found)
    sizes = (found[digest] for digest in digests)
    return LineMarks(np.fromiter(digests, np.uint64, len(found)), np.fromiter(sizes, np.int32, len(found)))


def learn_lines(documents: Sequence[Marked]) -> tuple[LearnedLine, ...]:
    """Return the lines that return in the documents of one outlet, which come in the order of their addresses."""
    if len(documents) < _LEAST:
        return ()
    owners = np.repeat(np.arange(len(documents)), [len(document.marks.digests) for document in documents])
    digests, first, inverse = np.unique(
        np.concatenate([document.marks.digests for document in documents]), return_index=True, return_inverse=True
    )
    sizes = np.concatenate([document.marks.sizes for document in documents])
    is_independent = _independent(documents, owners, inverse, first, sizes)
    total = int(is_independent.sum())
    support = np.bincount(inverse[is_independent[owners]], minlength=len(digests))
    is_anywhere = np.where(
        sizes[first] < 0,
        _holds(support, total, *_RUNNING_ANYWHERE),
        np.any([_holds(support, total, *bounds) for bounds in _ANYWHERE], axis=0),
    )
    learned = np.flatnonzero(_holds(support, total, _LEAST, _LEAST_SHARE)).tolist()
    return tuple(
        LearnedLine(
            int(digests[line]), _rounded(int(support[line])), bool(is_anywhere[line]), abs(int(sizes[first[line]]))
        )
        for line in learned
    )


def _independent(
    documents: Sequence[Marked], owners: Places, lines: Places, first: Places, sizes: Sizes
) -> NDArray[np.bool_]:
    """Tell of each document whether it is another article than those before it. The other arguments say of each line
    of a document which document and which line that is, where each line stands first, and how long it is.
    """
    is_rare = np.bincount(lines) < max(_LEAST, _COMMON * len(documents))
    running = np.where(is_rare[lines], np.maximum(-sizes, 0), 0)
    is_first = np.zeros(len(lines), dtype=np.bool_)
    is_first[first] = True
    own = np.bincount(owners, weights=running, minlength=len(documents))
    new = np.bincount(owners, weights=running * is_first, minlength=len(documents))
    is_independent: NDArray[np.bool_] = (new >= _NEW) & (new >= _NEW_SHARE * own) & _first_of_their_kind(documents)
    return is_independent


def _holds(support: Places, total: int, least: int, share: float) -> NDArray[np.bool_]:
    """Tell of each line whether it stands in so many independent documents, and in such a share of all."""
    holds: NDArray[np.bool_] = (support >= least) & (support >= share * total)
    return holds


def _first_of_their_kind(documents: Sequence[Marked]) -> NDArray[np.bool_]:
    """Tell of each document whether no earlier one has its title or its address. A title that very many have is the
    outlet's own name.
    """
    titles = Counter(document.title.casefold() for document in documents if document.title)
    most = max(_LEAST, _COMMON * len(documents))
    seen: set[str] = set()
    is_first = np.ones(len(documents), dtype=np.bool_)
    for at, document in enumerate(documents):
        known = {fact.casefold() for fact in (document.title, document.url) if fact}
        telling = {fact for fact in known if titles[fact] <= most}
        is_first[at] = seen.isdisjoint(telling)
        seen |= telling
    return is_first


def _rounded(support: int) -> int:
    """Return the largest of 5, 10, 20, 50, 100 … that is not above a number."""
    power: int = 10 ** (len(str(support)) - 1)
    return max(step * power for step in _STEPS if step * power <= support)
