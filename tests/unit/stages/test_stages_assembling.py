"""Laying out tables: only what changed is written, and what is kept is what would have been written."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from stages_corpus import article, corpus, duplicate, publish

from depeche.model import ClaimGroup, ReadArticle, Resolution
from depeche.resolve import Memory, resolve
from depeche.stages.assembling import lay_out
from depeche.stages.handover import ReadDocument
from depeche.stages.parts import LaidPart
from depeche.stages.rows import DOCUMENT_ROWS
from depeche.store import Store

Decided = Callable[[Resolution, str], dict[str, Any]]
Laid = dict[str, tuple[LaidPart, ...]]
_ROWLESS = {"affiliations", "quotes"}  # in this corpus
_CHANGED = 17


def _changed() -> list[ReadDocument]:
    documents = corpus()
    day = documents[_CHANGED].read.article.published_on
    documents[_CHANGED] = article(_CHANGED, on=day, more=" Le groupe cherche un successeur.")
    return documents


def _written(laid: Laid) -> dict[str, list[str]]:
    return {name: buckets for name, parts in laid.items() if (buckets := [p.bucket for p in parts if p.kept is None])}


def _bytes(laid: Laid, store: Store) -> dict[str, dict[str, bytes]]:
    """Return the bytes of every part by table and bucket, wherever they lie."""
    return {
        name: {p.bucket: Path(p.staged or store.place.uri(p.kept.path)).read_bytes() for p in parts}
        for name, parts in laid.items()
    }


def test_a_table_of_documents_has_a_part_for_each_bucket(tmp_path: Path) -> None:
    with Store(tmp_path / "s").writer() as writer:
        laid = lay_out(corpus(), writer)
    names = [part.bucket for part in laid["documents"]]
    assert len(names) > 2
    assert all([part.bucket for part in laid[table]] == names for table in DOCUMENT_ROWS if table not in _ROWLESS)


def test_the_parts_hold_every_row_once(tmp_path: Path) -> None:
    with Store(tmp_path / "s").writer() as writer:
        laid = lay_out(corpus(), writer)
        read = [pq.read_table(part.staged).column("document_id").to_pylist() for part in laid["documents"]]
    assert sorted(key for part in read for key in part) == sorted(
        document.read.scrape.document.document_id for document in corpus()
    )


def test_a_table_without_rows_has_one_empty_part(tmp_path: Path) -> None:
    with Store(tmp_path / "s").writer() as writer:
        laid = lay_out(corpus(), writer)
    assert [(part.bucket, part.rows) for part in laid["quotes"]] == [("all", 0)]


def test_nothing_at_all_can_be_laid_out(tmp_path: Path) -> None:
    with Store(tmp_path / "s").writer() as writer:
        laid = lay_out([], writer)
    assert {len(parts) for parts in laid.values()} == {1}


def test_the_order_of_documents_changes_nothing(tmp_path: Path) -> None:
    documents = corpus()
    made = []
    for name, given in (("a", documents), ("b", documents[::-1])):
        store = Store(tmp_path / name)
        with store.writer() as writer:
            made.append(_bytes(lay_out(given, writer), store))
    assert made[0] == made[1]


def test_the_same_documents_write_nothing(store: Store) -> None:
    with store.writer() as writer:
        assert _written(lay_out(corpus(), writer)) == {}


def test_a_changed_document_rewrites_its_own_bucket_only(store: Store) -> None:
    with store.writer() as writer:
        written = _written(lay_out(_changed(), writer))
    # No row of `entities`, `events` and `event_arguments` changes with a sentence more.
    assert set(written) == {"documents", "articles", "segments", "removed_spans", "sentences"}
    assert {len(buckets) for buckets in written.values()} == {1}
    assert len({buckets[0] for buckets in written.values()}) == 1


def test_what_is_kept_is_what_a_fresh_run_writes(store: Store, tmp_path: Path) -> None:
    fresh = Store(tmp_path / "fresh")
    with store.writer() as again, fresh.writer() as anew:
        assert _bytes(lay_out(_changed(), again), store) == _bytes(lay_out(_changed(), anew), fresh)


def test_new_documents_leave_the_parts_of_older_days(store: Store) -> None:
    day = corpus()[-1].read.article.published_on
    with store.writer() as writer:
        laid = lay_out([*corpus(), article(60, on=day)], writer)
    assert len(_written(laid)["documents"]) <= 2
    assert any(part.kept is not None for part in laid["documents"])


def test_a_document_less_leaves_the_other_parts(store: Store) -> None:
    with store.writer() as writer:
        laid = lay_out(corpus()[1:], writer)
    assert len(_written(laid)["documents"]) == 1


def test_a_copy_is_laid_apart_from_the_dated_ones(store: Store) -> None:
    with store.writer() as writer:
        laid = lay_out([*corpus(), duplicate(corpus()[0], "copie.txt")], writer)
    assert _written(laid) == {"documents": ["undated"]}


@pytest.mark.parametrize(
    ("decided", "tables"),
    [
        (lambda found, key: {"story_ids": found.story_ids | {key: "sty-other"}}, {"articles"}),
        (lambda found, key: {"near_duplicates": {key: corpus()[0].read.scrape.document.document_id}}, {"articles"}),
        (lambda found, key: {"claim_groups": found.claim_groups | _grouped(key)}, {"claims"}),
        (lambda found, key: {"event_ids": found.event_ids | _of(key, found.event_ids)}, {"event_mentions"}),
    ],
    ids=["story", "near duplicate", "claim group", "event"],
)
def test_another_decision_rewrites_the_tables_that_show_it(
    store: Store, monkeypatch: pytest.MonkeyPatch, decided: Decided, tables: set[str]
) -> None:
    def otherwise(articles: list[ReadArticle], _memory: Memory) -> Resolution:
        found = resolve(articles)
        return replace(found, **decided(found, articles[_CHANGED].document.document_id))

    monkeypatch.setattr("depeche.stages.assembling.resolve", otherwise)
    with store.writer() as writer:
        written = _written(lay_out(corpus(), writer))
    assert set(written) == tables
    assert all(len(buckets) == 1 for buckets in written.values())


def _grouped(document: str) -> dict[str, tuple[ClaimGroup, ...]]:
    return {document: tuple(ClaimGroup("clg-other", True) for _ in corpus()[_CHANGED].read.annotation.claims)}


def _of(document: str, event_ids: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Let the events of a document be the first of all."""
    return {document: tuple(min(event_ids.values())[0] for _ in event_ids[document])}


def test_a_merged_entity_rewrites_what_refers_to_it(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    merged = corpus()[_CHANGED].read.annotation.entities[0].entity_id

    def otherwise(articles: list[ReadArticle], _memory: Memory) -> Resolution:
        found = resolve(articles)
        return replace(found, entity_ids=found.entity_ids | {merged: min(found.entity_ids.values())})

    monkeypatch.setattr("depeche.stages.assembling.resolve", otherwise)
    with store.writer() as writer:
        written = _written(lay_out(corpus(), writer))
    # Claims and event mentions of the document refer to others: their parts come out the same.
    assert set(written) == {"mentions", "event_arguments"}


def test_a_key_that_shows_in_no_row_keeps_the_bytes(store: Store) -> None:
    documents = corpus()
    documents[_CHANGED] = ReadDocument("another version read the same", documents[_CHANGED].read)
    with store.writer() as writer:
        laid = lay_out(documents, writer)
        assert _written(laid) == {}
        before = {part.made_from for part in store.latest().entries("documents")}
        assert {part.made_from for part in laid["documents"]} != before
        publish(documents, writer)
    assert {part.made_from for part in store.latest().entries("documents")} == {
        part.made_from for part in laid["documents"]
    }


def test_a_damaged_part_is_written_again_with_a_warning(store: Store, caplog: pytest.LogCaptureFixture) -> None:
    victim = store.latest().entries("sentences")[1]
    path = Path(store.place.uri(victim.path))
    path.chmod(0o644)
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)
    with store.writer() as writer, caplog.at_level(logging.WARNING, logger="depeche.stages"):
        assert _written(lay_out(corpus(), writer)) == {"sentences": [victim.bucket]}
    assert victim.path in caplog.text


def test_a_missing_part_is_written_again(store: Store) -> None:
    victim = store.latest().entries("events")[0]
    Path(store.place.uri(victim.path)).unlink()
    with store.writer() as writer:
        assert _written(lay_out(corpus(), writer)) == {"events": [victim.bucket]}


def test_another_version_of_the_tables_keeps_nothing_unseen(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("depeche.stages.parts.stage_version", lambda _stage: "another")
    with store.writer() as writer:
        laid = lay_out(corpus(), writer)
    assert _written(laid) == {}  # the bytes came out the same
    assert {part.made_from for part in laid["events"]}.isdisjoint(
        part.made_from for part in store.latest().entries("events")
    )
