"""Comparing releases that lie elsewhere: on an object store, as Delta tables, in a folder with an odd name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pyarrow.parquet as pq
import pytest

from depeche.contract import to_table
from depeche.store import Diff, Store, diff, summarise, write_feed


@pytest.fixture
def fill(sample: ModuleType) -> Callable[..., Store]:
    """Publish two releases whose quotes are in two parts; one part stays, a row moves to the other and one changes."""

    def _fill(address: str | Path, **options: str) -> Store:
        store = Store(address)
        for version in (1, 2):
            with store.writer(**options) as writer:
                tables = sample.sample_tables(1)
                rows = tables["quotes"].to_pylist()
                rows += [{**rows[0], "quote_id": f"quo-{n}"} for n in range(3)]
                kept, left, right = rows[:2], rows[2:4], rows[4:]
                if version == 2:
                    left, right = left[:1], [left[1], {**right[0], "text": "« Nous verrons. »"}, *right[1:]]
                parts = {"a": kept, "b": left, "c": right}
                pieces = [writer.stage("quotes", to_table("quotes", rows), bucket=name) for name, rows in parts.items()]
                writer.publish({**tables, "quotes": pieces}, sample.facts(version))
        return store

    return _fill


def counts(found: Diff) -> dict[str, tuple[int, int, int]]:
    """Return what differs, the table that tells of the run aside."""
    return {t.table: (t.added_count, t.removed_count, t.changed_count) for t in found.tables if not t.is_same}


@pytest.fixture(params=["local", "odd", "delta", "s3"])
def filled(request: pytest.FixtureRequest, fill: Callable[..., Store], tmp_path: Path) -> Store:
    if request.param == "s3":
        return fill(f"s3://{request.getfixturevalue('bucket')}/données")
    if request.param == "delta":
        return fill(tmp_path / "store", kind="delta")
    return fill(tmp_path / ("store" if request.param == "local" else "l'été [1] de ?*=x"))


def test_a_row_that_moved_unchanged_is_no_change(filled: Store) -> None:
    assert counts(diff(*filled.releases())) == {"quotes": (0, 0, 1)}


def test_the_summary_and_the_feed_read_the_same_rows(filled: Store, tmp_path: Path) -> None:
    before, after = filled.releases()
    assert counts(summarise(before, after)) == {"quotes": (0, 0, 1)}  # type: ignore[arg-type]
    write_feed(before, after, tmp_path / "flux", tables=["quotes"])
    rows = pq.read_table(tmp_path / "flux" / "quotes.parquet").to_pylist()
    assert [(row["quote_id"], row["_change_type"]) for row in rows] == [
        ("quo-1", "update_preimage"),
        ("quo-1", "update_postimage"),
    ]


def test_parts_that_both_releases_have_are_not_read(filled: Store) -> None:
    before, after = filled.releases()
    (kept,) = (part.path for part in after.entries("quotes") if part.bucket == "a")
    filled.place.delete([kept])
    assert counts(diff(before, after)) == {"quotes": (0, 0, 1)}


def test_releases_of_two_stores_are_compared(filled: Store, fill: Callable[..., Store], tmp_path: Path) -> None:
    other = fill(tmp_path / "autre").open()
    assert diff(filled.open(), replace(other, id="r0002-autreautre")).is_same
