"""Which articles are copies of one text: wire copy under another title, with a paragraph changed, or cut short.

Candidates share a band of their sketches or a long paragraph; each is then verified on the whole sets of shingles.
Two articles that only tell the same story share few shingles and stay apart. Not here: shingles and sketches
(`sketches`), stories (`stories`), origins (`origins`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from depeche.model import ReadArticle
from depeche.resolve.partition import Partition
from depeche.resolve.sketches import Shingles, shared_at_most, shingles_of, signatures_of, sketches_of, word_hashes
from depeche.resolve.texts import Text, Texts

_BANDS = 32  # of 4 places: half of the pairs at a similarity of 0.36 become candidates, 99 % at 0.6
_SAME_TEXT = 0.6  # Jaccard: a copy with a changed paragraph
_CONTAINED = 0.8  # of the shorter text's shingles: a copy cut short
_REWORKED = 0.6  # of the shorter text's shingles, where so many long paragraphs are the same word for word: a copy with
_SAME_PARAGRAPHS = 3  # paragraphs replaced or added
_SHORTEST_CONTAINED = 40  # shingles; a shorter text is too easily quoted whole by another
_LONG_PARAGRAPH = 25  # words
_ODD = np.uint64(0x9E3779B97F4A7C15)


class _Content(NamedTuple):
    """What articles are compared by."""

    shingles: Shingles  # of the text without its title line
    paragraphs: tuple[bytes, ...]  # digests of the long ones


def find_near_duplicates(articles: Sequence[ReadArticle], texts: Texts) -> dict[str, str]:
    """Return document_id -> earliest document_id of its cluster, where that is another document.

    `articles` must stand earliest first (see `order`), so that the first of a cluster is its earliest; `texts` are
    theirs.
    """
    hashes = word_hashes(texts.vocabulary)
    sets = shingles_of([hashes[text.words[text.title_words :]] for text in texts.articles])
    contents = [_Content(shingles, _paragraphs(text)) for shingles, text in zip(sets, texts.articles, strict=True)]
    partition = Partition(len(articles))
    first_with: dict[bytes, int] = {}
    distinct: list[int] = []
    for number, content in enumerate(contents):
        if not len(content.shingles):
            continue
        first = first_with.setdefault(content.shingles.tobytes(), number)
        if first == number:
            distinct.append(number)
        partition.join(first, number)
    _join_similar(distinct, contents, partition)
    ids = [article.document.document_id for article in articles]
    return {ids[number]: ids[partition.find(number)] for number in range(len(ids)) if partition.find(number) != number}


def _paragraphs(text: Text) -> tuple[bytes, ...]:
    """Return digests of the long paragraphs of a text, without its title line."""
    paragraphs = []
    start = 0
    for end in text.line_ends:
        if end - start >= _LONG_PARAGRAPH and start >= text.title_words:
            paragraphs.append(hashlib.blake2b(text.words[start:end].tobytes(), digest_size=16).digest())
        start = end
    return tuple(paragraphs)


def _join_similar(distinct: Sequence[int], contents: Sequence[_Content], partition: Partition) -> None:
    """Join what verifies as the same text; then attach each short text to the one longer text that holds most of it."""
    contained: list[tuple[float, int, int]] = []
    for number, other in _candidates(distinct, contents):
        if partition.find(other) == partition.find(number):
            continue
        similarity, containment = _overlap(contents[other].shingles, contents[number].shingles)
        paragraphs = set(contents[other].paragraphs) & set(contents[number].paragraphs)
        if similarity >= _SAME_TEXT or (containment >= _REWORKED and len(paragraphs) >= _SAME_PARAGRAPHS):
            partition.join(other, number)
        elif containment >= _CONTAINED:
            short, long = sorted((number, other), key=lambda n: (len(contents[n].shingles), n))
            contained.append((-containment, short, long))
    attached: set[int] = set()
    for _, short, long in sorted(contained):
        if short not in attached:  # a brief that stands in two articles doesn't make them one
            attached.add(short)
            partition.join(short, long)


def _candidates(distinct: Sequence[int], contents: Sequence[_Content]) -> Iterator[tuple[int, int]]:
    """Yield each article with the earlier ones that it may be a copy of, both ascending."""
    sets = [contents[number].shingles for number in distinct]
    lengths = np.array([len(shingles) for shingles in sets], dtype=np.int64)
    signatures = signatures_of(sets)
    buckets = _Buckets(_bands(sketches_of(sets)))
    holders: dict[bytes, int] = {}
    for at, shingles in enumerate(sets):
        found = buckets.before(at)
        with_paragraph = set()
        for paragraph in contents[distinct[at]].paragraphs:
            holder = holders.setdefault(paragraph, at)
            with_paragraph.add(holder)
            if lengths[holder] < len(shingles):
                holders[paragraph] = at  # the longest text that holds a paragraph stands for the others
        with_paragraph.discard(at)
        if with_paragraph:
            found = np.union1d(found, list(with_paragraph))
        if len(found):
            shared = shared_at_most(signatures[at], len(shingles), signatures[found], lengths[found])
            found = found[_may_verify(shared, len(shingles), lengths[found])]
            yield from ((distinct[at], distinct[other]) for other in found.tolist())


def _bands(sketches: NDArray[np.uint32]) -> NDArray[np.uint64]:
    """Return the bands of sketches, each as one number: a row per band, a column per sketch.

    Bands that differ may meet in one number once in an age: a candidate more, that verifying drops.
    """
    pairs = sketches.view(np.uint64).reshape(len(sketches), _BANDS, 2)
    mixed = pairs[:, :, 0] * _ODD
    mixed = ((mixed ^ (mixed >> np.uint64(32))) + pairs[:, :, 1]) * _ODD
    return np.ascontiguousarray(mixed.T)


class _Buckets:
    """Columns of a table by equal values in one of its rows."""

    def __init__(self, table: NDArray[np.uint64]) -> None:
        rank = np.arange(table.shape[1])
        self._ordered = np.argsort(table, axis=1, kind="stable").astype(np.int32)
        self._first = np.empty(table.T.shape, dtype=np.int32)  # of each column's equals, among the ordered
        self._place = np.empty(table.T.shape, dtype=np.int32)  # of the column itself
        for row, (values, ordered) in enumerate(zip(table, self._ordered, strict=True)):
            differs = values[ordered[1:]] != values[ordered[:-1]]
            self._place[ordered, row] = rank
            self._first[ordered, row] = np.maximum.accumulate(np.append(0, np.where(differs, rank[1:], 0)))
        self._has_any: NDArray[np.bool_] = np.any(self._first < self._place, axis=1)
        self._is_found = np.zeros(table.shape[1], dtype=np.bool_)

    def before(self, column: int) -> NDArray[np.int64]:
        """Return the columns further left that have some value in common with one."""
        if not self._has_any[column]:
            return np.empty(0, dtype=np.int64)
        first, place = self._first[column], self._place[column]
        (rows,) = (first < place).nonzero()
        spans = zip(rows.tolist(), first[rows].tolist(), place[rows].tolist(), strict=True)
        self._is_found[np.concatenate([self._ordered[row, start:end] for row, start, end in spans])] = True
        (found,) = self._is_found[:column].nonzero()
        self._is_found[found] = False
        return found


def _may_verify(shared: NDArray[np.int64], length: int, lengths: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Tell of one text and each of others whether sharing so many shingles can make them copies."""
    is_same: NDArray[np.bool_] = shared / (length + lengths - shared) >= _SAME_TEXT
    return is_same | (shared / np.minimum(length, lengths) >= _REWORKED)


def _overlap(one: Shingles, other: Shingles) -> tuple[float, float]:
    """Return the Jaccard similarity and the share of the shorter text in the longer (0: too short to say)."""
    shared = len(np.intersect1d(one, other, assume_unique=True))
    shorter = min(len(one), len(other))
    containment = shared / shorter if shorter >= _SHORTEST_CONTAINED else 0.0
    return shared / (len(one) + len(other) - shared), containment
