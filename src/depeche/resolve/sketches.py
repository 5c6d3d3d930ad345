"""Sketches of sets of shingles (MinHash): sets that have much in common agree in many places of their sketches.

Here: shingles, sketches, and how many shingles two sets can share. Own arithmetic and no library's, for two reasons:
which pairs are looked at must not change with the version of a library, and a corpus is sketched as arrays, not
shingle by shingle.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

_PLACES = 128  # of a sketch
_SHINGLE_WORDS = 4
_SEED = 20_240_229
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
_HALF = np.uint64(29)
_CELLS = 8192  # of a signature: so many that a thousand shingles seldom meet in one
_AT_ONCE = 1000  # texts

Shingles = NDArray[np.uint64]
Sketches = NDArray[np.uint32]
Signatures = NDArray[np.uint64]


def word_hashes(vocabulary: Sequence[str]) -> Shingles:
    """Return a hash per word."""
    digests = b"".join(hashlib.blake2b(word.encode(), digest_size=8).digest() for word in vocabulary)
    return np.frombuffer(digests, dtype="<u8").astype(np.uint64)


def shingles_of(texts: Sequence[Shingles]) -> list[Shingles]:
    """Return for each text, given by the hashes of its words, the distinct hashes of every stretch of four words,
    ascending; of the whole text where it is shorter.
    """
    found = []
    for at in range(0, len(texts), _AT_ONCE):
        block = texts[at : at + _AT_ONCE]
        mixed = _mixed(np.concatenate(block), _SHINGLE_WORDS)
        start = 0
        for hashes in block:
            end = start + len(hashes)
            is_short = len(hashes) < _SHINGLE_WORDS
            found.append(
                _distinct(_mixed(hashes, len(hashes)) if is_short else mixed[start : end + 1 - _SHINGLE_WORDS])
            )
            start = end
    return found


def _mixed(hashes: Shingles, width: int) -> Shingles:
    """Return a hash of every stretch of so many words."""
    count = max(0, len(hashes) - width + 1) if width else 0
    mixed = np.full(count, width, dtype=np.uint64)
    for offset in range(width if count else 0):
        mixed *= _MULTIPLIER
        mixed += hashes[offset : offset + count]
        mixed ^= mixed >> _HALF
    return mixed


def _distinct(numbers: Shingles) -> Shingles:
    ordered = np.sort(numbers)
    is_first = np.ones(len(ordered), dtype=np.bool_)
    np.not_equal(ordered[1:], ordered[:-1], out=is_first[1:])
    return ordered[is_first]


def sketches_of(sets: Sequence[Shingles]) -> Sketches:
    """Return a row per set: its smallest value under each of 128 permutations of the numbers below 2**32."""
    factors, summands = _permutations()
    found = np.empty((len(sets), _PLACES), dtype=np.uint32)
    for row, shingles in zip(found, sets, strict=True):
        (factors * _spread(shingles.astype(np.uint32)) + summands).min(axis=1, out=row)
    return found


@cache
def _permutations() -> tuple[Sketches, Sketches]:
    """Return odd factors and summands: x -> factor * x + summand modulo 2**32 leaves no two numbers the same."""
    draw = np.random.RandomState(_SEED)
    factors = draw.randint(0, 1 << 31, _PLACES, dtype=np.uint32) * np.uint32(2) + np.uint32(1)
    return factors[:, None], draw.randint(0, 1 << 32, _PLACES, dtype=np.uint32)[:, None]


def _spread(numbers: Sketches) -> Sketches:
    """Return numbers that are likewise distinct but share no pattern (the finalizer of MurmurHash3)."""
    numbers = (numbers ^ (numbers >> np.uint32(16))) * np.uint32(0x85EBCA6B)
    numbers = (numbers ^ (numbers >> np.uint32(13))) * np.uint32(0xC2B2AE35)
    return numbers ^ (numbers >> np.uint32(16))


def signatures_of(sets: Sequence[Shingles]) -> Signatures:
    """Return a row per set: for each of 8,192 cells a bit, whether an odd number of its shingles falls into it."""
    found = np.empty((len(sets), _CELLS // 8), dtype=np.uint8)
    for row, shingles in zip(found, sets, strict=True):
        counts = np.bincount((shingles & np.uint64(_CELLS - 1)).view(np.int64), minlength=_CELLS)
        row[:] = np.packbits((counts & 1).astype(np.bool_))
    return found.view(np.uint64)


def shared_at_most(
    one: NDArray[np.uint64], length: int, others: Signatures, lengths: NDArray[np.int64]
) -> NDArray[np.int64]:
    """Return for a set and each of others, by their signatures and lengths, how many shingles they can share.

    Every cell in which two signatures differ holds a shingle that only one of the sets has.
    """
    not_shared = np.bitwise_count(one ^ others).sum(axis=1, dtype=np.int64)
    shared: NDArray[np.int64] = np.minimum((length + lengths - not_shared) // 2, np.minimum(length, lengths))
    return shared
