"""The recipe of identifiers."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depeche import ids

facts = st.lists(st.text() | st.integers() | st.sampled_from(["\ud800", "é", ""]), max_size=6)


@given(facts)
def test_id_hashes_each_fact_behind_its_length_in_bytes(found: list[str | int]) -> None:
    digest = hashlib.sha256()
    for fact in found:
        raw = str(fact).encode("utf-8", "surrogatepass")
        digest.update(f"{len(raw)}:".encode() + raw)
    assert ids.stable_id("doc", *found) == f"doc-{digest.hexdigest()[:16]}"


@pytest.mark.parametrize("uri", ["presse/article.txt", "presse/été.txt"])
def test_document_id_is_a_prefix_and_sixteen_digits(uri: str) -> None:
    prefix, _, digits = ids.document_id(uri).partition("-")
    assert (prefix, len(digits)) == ("doc", 16)
