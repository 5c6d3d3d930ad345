"""A few of the hostile inputs of hostile_pages.py, small; the whole thousand is for its command."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hostile_pages import PAGES, TEXTS, attempt, make

KINDS = [*PAGES, *TEXTS]


@pytest.mark.parametrize("number", range(len(KINDS)), ids=KINDS)
def test_hostile_input_is_read_or_rejected_and_nothing_of_it_is_lost(number: int, tmp_path: Path) -> None:
    assert attempt(make(number, random.Random(number), scale=0.01), tmp_path).failure is None
