"""Which articles tell of the same happening: close in time, and alike in who is named, what happened to whom, and in
their telling words.

An article joins the story of the earlier article that it is most like; stories never grow together and never last
longer than two weeks, so that a long affair is several stories. Copies share theirs. Not here: by what articles are
compared (`features`), and events, which are told apart far more finely.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import repeat
from operator import mul

import numpy as np

from depeche import ids
from depeche.model import ReadArticle
from depeche.resolve.features import Vector, Vectors, find_vectors
from depeche.resolve.order import Days, gap, publication_days
from depeche.resolve.texts import Texts

# Cosines of the weighted features from which two articles are one story, by the number of events that they share:
# none, one, more. The fewer, the more alike they must be. Unrelated articles of one beat reach 0.09.
_ALIKE = (0.25, 0.15, 0.10)
_ALIKE_UNDATED = (0.40, 0.36, 0.15)  # where one of the two bears no date
_GAP_DAYS = 3
_LONGEST_DAYS = 14
_SEARCHED = 12  # of an article's heaviest features, that candidates are looked up by
_CANDIDATES = 24
_MOST_HOLDERS = 400  # the latest articles with a feature that are looked at


def find_stories(
    articles: Sequence[ReadArticle], texts: Texts, copies: Mapping[str, str], final: Mapping[str, str]
) -> dict[str, str]:
    """Return document_id -> story_id. `articles` must stand earliest first, `texts` are theirs; copies have the story
    of their earliest.
    """
    chosen = [at for at, read in enumerate(articles) if read.document.document_id not in copies]
    originals = [articles[at] for at in chosen]
    vectors = find_vectors(originals, texts.only(chosen), final)
    homes = _homes(vectors, [publication_days(read.article) for read in originals])
    stories: dict[str, str] = {}
    for read, home in zip(originals, homes, strict=True):
        earliest = originals[home].document.document_id
        stories[read.document.document_id] = stories.get(earliest) or ids.stable_id("sty", earliest)
    return {
        read.document.document_id: stories[copies.get(read.document.document_id, read.document.document_id)]
        for read in articles
    }


def _homes(vectors: Vectors, days: Sequence[Days | None]) -> list[int]:
    """Return for each article the number of the earliest article of its story."""
    candidates = _Candidates(vectors)
    homes: list[int] = []
    for number, (vector, events) in enumerate(zip(vectors.of, vectors.events, strict=True)):
        home = number
        best = 0.0
        for other in candidates.before(number):
            if not _in_reach(days[number], days[other], days[homes[other]]):
                continue
            likeness = _cosine(vector, vectors.of[other])
            enough = _ALIKE_UNDATED if days[number] is None or days[other] is None else _ALIKE
            if likeness > best and likeness >= enough[min(2, len(events & vectors.events[other]))]:
                home, best = homes[other], likeness
        homes.append(home)
    return homes


class _Candidates:
    """The articles by the features that they can be found by: all names, but of the words only the heaviest."""

    def __init__(self, vectors: Vectors) -> None:
        features, lengths = vectors.features, vectors.lengths
        place = np.arange(len(features)) - (np.cumsum(lengths) - lengths).repeat(lengths)
        (can_be_found,) = ((place < _SEARCHED) | vectors.are_names).nonzero()
        ordered = can_be_found[features[can_be_found].argsort(kind="stable")]
        self._holders = np.arange(len(lengths)).repeat(lengths)[ordered]  # of each feature in turn, earliest first
        own = np.zeros(len(features), dtype=np.int64)  # where among its holders an article itself stands
        own[ordered] = np.arange(len(ordered))
        first = np.zeros(len(features), dtype=np.int64)  # where the holders of its feature begin
        first[ordered] = np.searchsorted(features[ordered], features[ordered])
        (searched,) = (place < _SEARCHED).nonzero()
        starts = np.maximum(first, own - _MOST_HOLDERS)[searched]
        self._spans = list(map(slice, starts.tolist(), own[searched].tolist()))
        self._counts = own[searched] - starts
        self._weights = vectors.weights[searched]
        self._offsets = np.append(0, np.cumsum(np.minimum(lengths, _SEARCHED))).tolist()

    def before(self, number: int) -> list[int]:
        """Return the earlier articles that share the heaviest features of one, the most promising first."""
        own = slice(self._offsets[number], self._offsets[number + 1])
        holders = np.concatenate([self._holders[:0], *[self._holders[span] for span in self._spans[own]]])
        if not len(holders):
            return []
        lowest = holders.min()
        promise = np.bincount(holders - lowest, self._weights[own].repeat(self._counts[own]))
        (found,) = (promise > 0).nonzero()
        promised = promise[found]
        if len(found) > _CANDIDATES:
            least = np.partition(promised, -_CANDIDATES)[-_CANDIDATES]
            (best,) = (promised >= least).nonzero()
            found, promised = found[best], promised[best]
        ordered: list[int] = (lowest + found[(-promised).argsort(kind="stable")[:_CANDIDATES]]).tolist()
        return ordered


def _in_reach(one: Days | None, other: Days | None, beginning: Days | None) -> bool:
    if one is None or other is None:
        return True
    if one.first - other.last > _GAP_DAYS:  # most of the earlier articles
        return False
    return gap(one, other) <= _GAP_DAYS and (beginning is None or gap(one, beginning) <= _LONGEST_DAYS)


def _cosine(one: Vector, other: Vector) -> float:
    """Return the likeness of two vectors; the shorter is gone through, the heaviest features first."""
    if len(other) < len(one):
        one, other = other, one
    likeness: float = sum(map(mul, one.values(), map(other.get, one, repeat(0.0))))
    return likeness
