"""Which articles are copies of one text: wire copy under another title, with a paragraph changed, or cut short.

Candidates come from MinHash bands over word shingles and from shared long paragraphs; each is then verified on the
whole sets of shingles. Two articles that only tell the same story share few shingles and stay apart. Not here:
stories (`stories`), origins (`origins`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any

import numpy as np
from datasketch import MinHash, MinHashLSH
from numpy.typing import NDArray

from depeche.model import ReadArticle
from depeche.resolve.names import words_of
from depeche.resolve.partition import Partition

_SHINGLE_WORDS = 4
_PERMUTATIONS = 128
_BANDS = (32, 4)  # bands, rows: half of the pairs at a similarity of 0.36 become candidates, 99 % at 0.6
_SEED = 20_240_229
_SAME_TEXT = 0.6  # Jaccard: a copy with a changed paragraph
_CONTAINED = 0.8  # of the shorter text's shingles: a copy cut short
_SHORTEST_CONTAINED = 40  # shingles; a shorter text is too easily quoted whole by another
_LONG_PARAGRAPH = 25  # words
_MULTIPLIER = 0x9E3779B97F4A7C15

Shingles = NDArray[np.uint64]


def find_near_duplicates(articles: Sequence[ReadArticle]) -> dict[str, str]:
    """Return document_id -> earliest document_id of its cluster, where that is another document.

    `articles` must stand earliest first (see `order`), so that the first of a cluster is its earliest.
    """
    contents = [_content(article.article.text, article.article.title) for article in articles]
    partition = Partition(len(articles))
    first_with: dict[bytes, int] = {}
    distinct: list[int] = []
    for number, (shingles, _) in enumerate(contents):
        if not len(shingles):
            continue
        first = first_with.setdefault(shingles.tobytes(), number)
        if first == number:
            distinct.append(number)
        partition.join(first, number)
    _join_similar(distinct, contents, partition)
    ids = [article.document.document_id for article in articles]
    return {ids[number]: ids[partition.find(number)] for number in range(len(ids)) if partition.find(number) != number}


def _join_similar(distinct: list[int], contents: list[tuple[Shingles, list[bytes]]], partition: Partition) -> None:
    """Join what verifies as the same text; then attach each short text to the one longer text that holds most of it."""
    index = MinHashLSH(num_perm=_PERMUTATIONS, params=_BANDS)
    holders: dict[bytes, int] = {}
    contained: list[tuple[float, int, int]] = []
    for number in distinct:
        shingles, paragraphs = contents[number]
        sketch = _sketch(shingles)
        candidates = {int(other) for other in index.query(sketch)}
        for paragraph in paragraphs:
            candidates.add(holders.setdefault(paragraph, number))
            if len(contents[holders[paragraph]][0]) < len(shingles):
                holders[paragraph] = number  # the longest text that holds a paragraph stands for the others
        index.insert(number, sketch)
        for other in sorted(candidates - {number}):
            if partition.find(other) == partition.find(number):
                continue
            similarity, containment = _overlap(contents[other][0], shingles)
            if similarity >= _SAME_TEXT:
                partition.join(other, number)
            elif containment >= _CONTAINED:
                short, long = sorted((number, other), key=lambda n: (len(contents[n][0]), n))
                contained.append((-containment, short, long))
    attached: set[int] = set()
    for _, short, long in sorted(contained):
        if short not in attached:  # a brief that stands in two articles doesn't make them one
            attached.add(short)
            partition.join(short, long)


def _content(text: str, title: str | None) -> tuple[Shingles, list[bytes]]:
    """Return the sorted shingles of a text without its title line, and digests of its long paragraphs."""
    lines = [words_of(line) for line in text.split("\n")]
    if title is not None and len(lines) > 1 and lines[0] == words_of(title):
        lines = lines[1:]
    words = [word for line in lines for word in line]
    paragraphs = [
        hashlib.blake2b(" ".join(line).encode(), digest_size=16).digest()
        for line in lines
        if len(line) >= _LONG_PARAGRAPH
    ]
    return _shingles(words), paragraphs


def _shingles(words: list[str]) -> Shingles:
    """Return the distinct hashes of every stretch of four words, ascending; of the whole text where it is shorter."""
    if not words:
        return np.empty(0, dtype=np.uint64)
    hashes = np.array([_word_hash(word) for word in words], dtype=np.uint64)
    width = min(_SHINGLE_WORDS, len(words))
    mixed = np.full(len(words) - width + 1, width, dtype=np.uint64)
    for offset in range(width):
        mixed = mixed * np.uint64(_MULTIPLIER) + hashes[offset : len(words) - width + 1 + offset]
        mixed ^= mixed >> np.uint64(29)
    return np.unique(mixed)


@lru_cache(maxsize=500_000)
def _word_hash(word: str) -> int:
    return int.from_bytes(hashlib.blake2b(word.encode(), digest_size=8).digest(), "little")


@cache
def _empty_sketch() -> Any:
    return MinHash(num_perm=_PERMUTATIONS, seed=_SEED, hashfunc=int)


def _sketch(shingles: Shingles) -> Any:
    sketch = _empty_sketch().copy()
    sketch.update_batch((shingles & np.uint64(0xFFFFFFFF)).tolist())
    return sketch


def _overlap(one: Shingles, other: Shingles) -> tuple[float, float]:
    """Return the Jaccard similarity and the share of the shorter text in the longer (0: too short to say)."""
    shared = len(np.intersect1d(one, other, assume_unique=True))
    shorter = min(len(one), len(other))
    containment = shared / shorter if shorter >= _SHORTEST_CONTAINED else 0.0
    return shared / (len(one) + len(other) - shared), containment
