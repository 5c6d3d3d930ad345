"""Shingles, sketches, and how many shingles two sets can share."""

import numpy as np
from datasketch import MinHash
from hypothesis import given
from hypothesis import strategies as st

from depeche.resolve.sketches import (
    Shingles,
    shared_at_most,
    shingles_of,
    signatures_of,
    sketches_of,
    word_hashes,
)

numbers = st.integers(min_value=0, max_value=2**64 - 1)
sets = st.sets(numbers, min_size=1, max_size=80).map(lambda found: np.array(sorted(found), dtype=np.uint64))


def shingles(*texts: str) -> list[Shingles]:
    return shingles_of([word_hashes(text.split()) for text in texts])


@given(sets)
def test_sketch_is_that_of_the_library(found: Shingles) -> None:
    known = MinHash(num_perm=128, seed=20_240_229, hashfunc=int, scheme="affine32")
    known.update_batch((found & np.uint64(0xFFFFFFFF)).tolist())
    assert sketches_of([found])[0].tolist() == known.hashvalues.tolist()


@given(sets, st.lists(sets, min_size=1, max_size=5), st.integers(min_value=0, max_value=80))
def test_sets_never_share_more_than_their_signatures_allow(one: Shingles, others: list[Shingles], own: int) -> None:
    mixed = [np.union1d(one[:own], other) for other in others]
    lengths = np.array([len(other) for other in mixed])
    allowed = shared_at_most(signatures_of([one])[0], len(one), signatures_of(mixed), lengths)
    assert all(len(np.intersect1d(one, other)) <= most for other, most in zip(mixed, allowed, strict=True))


def test_signatures_tell_texts_with_little_in_common_apart() -> None:
    one, other = (np.arange(start, start + 200, dtype=np.uint64) for start in (0, 150))
    (most,) = shared_at_most(signatures_of([one])[0], 200, signatures_of([other]), np.array([200]))
    assert 50 <= most < 100


def test_shingles_are_distinct_and_ascending() -> None:
    (found,) = shingles("un deux trois quatre un deux trois quatre un deux trois quatre")
    assert len(found) == 4
    assert sorted(set(found.tolist())) == found.tolist()


def test_shingles_depend_on_no_neighbouring_text() -> None:
    texts = ("un deux trois quatre cinq", "", "six", "sept huit neuf dix onze")
    assert [found.tolist() for found in shingles(*texts)] == [shingles(text)[0].tolist() for text in texts]


def test_short_text_is_one_shingle_and_no_text_none() -> None:
    assert [len(found) for found in shingles("grève levée", "")] == [1, 0]
