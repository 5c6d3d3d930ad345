"""From parts to a release: what is kept, what a summary says of it, and the gate."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from stages_corpus import changed, corpus, files, publish

from depeche.errors import CheckFailed
from depeche.quality import CheckResult
from depeche.stages.assembling import lay_out
from depeche.stages.handover import load, save
from depeche.stages.loaded import load_tables
from depeche.stages.outcome import TableParts, table_parts
from depeche.stages.publishing import Checked
from depeche.stages.publishing import publish as publish_checked
from depeche.store import Store


def test_tables_read_from_kept_and_new_parts_are_those_of_a_fresh_run(store: Store, tmp_path: Path) -> None:
    fresh = Store(tmp_path / "fresh")
    with store.writer() as again, fresh.writer() as anew:
        mixed = load_tables(lay_out(changed(), again), again).tables
        whole = load_tables(lay_out(changed(), anew), anew).tables
    assert {name: table.equals(whole[name]) for name, table in mixed.items()} == dict.fromkeys(whole, True)


def test_the_columns_of_the_parent_are_those_that_it_holds(store: Store) -> None:
    parent = store.latest()
    with store.writer() as writer:
        before = load_tables(lay_out(changed(), writer), writer).before
    for name, table in before.items():
        key = table.column_names[0]
        assert table.sort_by(key).equals(parent.read(name).select(table.column_names).sort_by(key))


def test_without_a_parent_there_is_nothing_before(tmp_path: Path) -> None:
    with Store(tmp_path / "s").writer() as writer:
        assert load_tables(lay_out(corpus(5), writer), writer).before == {}


def test_kept_parts_are_links_and_new_ones_are_not(store: Store) -> None:
    before = {part.bucket: part for part in store.latest().entries("documents")}
    with store.writer() as writer:
        publish(changed(), writer)
    shared = {
        part.bucket
        for part in store.latest().entries("documents")
        if Path(store.place.uri(part.path)).samefile(store.place.uri(before[part.bucket].path))
    }
    assert len(shared) == len(before) - 1


def test_the_summary_counts_what_was_written_and_kept(store: Store) -> None:
    with store.writer() as writer:
        summary = publish_checked(*files(lay_out(changed(), writer), writer), writer)
    documents = summary.parts["documents"]
    assert (documents.written, documents.kept) == (1, len(store.latest().entries("documents")) - 1)
    assert summary.kept_bytes > summary.written_bytes > 0
    assert summary.sources == {"new": 1}
    assert Path(summary.report_path).is_file()


def test_a_first_release_has_written_everything(store: Store) -> None:
    release = store.latest()
    entry = release.manifest.tables["events"]
    size = sum(part.bytes for part in entry.parts)
    assert table_parts(release, None)["events"] == TableParts(len(entry.parts), size, 0, 0)


def test_a_failed_critical_check_publishes_nothing_and_keeps_the_evidence(store: Store) -> None:
    failed = CheckResult(
        release_id="r",
        table="events",
        check="suite.odd",
        severity="critical",
        success=False,
        evaluated_count=1,
        unexpected_count=1,
        example_keys=(),
        why="Because.",
        detail=None,
        is_run_error=False,
    )
    current = store.latest_id()
    with store.writer() as writer:
        assembled, checked = files(lay_out(changed(), writer), writer)
        save(checked, replace(load(checked, Checked), results=(failed,)))
        with pytest.raises(CheckFailed, match=r"events\.suite\.odd"):
            publish_checked(assembled, checked, writer)
    assert store.latest_id() == current
    assert len(store.place.folders("failed")) == 1


def test_a_report_that_cannot_be_drawn_does_not_hide_the_release(store: Store) -> None:
    (Path(store.address) / "reports").write_text("a file where the folder should be", encoding="utf-8")
    with store.writer() as writer:
        summary = publish_checked(*files(lay_out(changed(), writer), writer), writer)
    assert "depeche report" in summary.report_path
    assert store.open().id == summary.release_id
