"""The search for garbage rests in the block only."""

from __future__ import annotations

import gc

import pytest

from depeche.garbage import without_collection


def test_the_search_rests_in_the_block_even_if_it_fails() -> None:
    with pytest.raises(RuntimeError), without_collection():
        assert not gc.isenabled()
        raise RuntimeError
    assert gc.isenabled()


def test_a_search_that_rested_before_rests_on() -> None:
    with without_collection():
        with without_collection():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()
