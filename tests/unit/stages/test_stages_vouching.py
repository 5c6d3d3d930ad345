"""What the release before vouches for, and that a run that relies on it finds what it would find by itself."""

from __future__ import annotations

from pathlib import Path

import pytest
from stages_corpus import changed, corpus

from depeche.contract import to_table
from depeche.quality import CheckResult
from depeche.stages import publishing
from depeche.stages.assembling import Assembled, lay_out
from depeche.stages.handover import ReadDocument, load, save
from depeche.stages.loaded import load_tables
from depeche.stages.publishing import Checked
from depeche.stages.rows import DOCUMENT_ROWS
from depeche.stages.vouching import vouched_for
from depeche.store import ReleaseFacts, Store, Writer

TEST = ReleaseFacts("input", "test")


def test_all_rows_of_a_changed_document_are_to_be_checked_and_few_others(store: Store) -> None:
    document = changed()[0].read.scrape.document.document_id
    with store.writer() as writer:
        loaded = load_tables(lay_out(changed(), writer), writer)
        vouched = vouched_for(loaded, writer, TEST)
    assert vouched is not None
    assert vouched.documents.keys() == DOCUMENT_ROWS.keys()
    for name in ("documents", "articles", "segments", "mentions", "claims", "event_mentions"):
        whole, some = (tables[name].column("document_id").to_pylist() for tables in (loaded.tables, vouched.documents))
        assert document in some
        assert some.count(document) == whole.count(document)
        assert len(some) < len(whole)
    assert vouched.rows["sentences"].num_rows < loaded.tables["sentences"].num_rows


def test_a_bucket_counts_as_touched_in_every_table(store: Store) -> None:
    """Its sentences are the same, but the article that they stand in is not."""
    with store.writer() as writer:
        laid = lay_out(changed(), writer)
        laid["sentences"] = lay_out(corpus(), writer)["sentences"]
        assert all(part.kept for part in laid["sentences"])
        loaded = load_tables(laid, writer)
    assert loaded.new["sentences"].num_rows == 0
    assert loaded.touched["sentences"].num_rows == loaded.touched["articles"].num_rows > 0


def test_nobody_vouches_for_a_first_release(tmp_path: Path) -> None:
    with Store(tmp_path / "s").writer() as writer:
        assert vouched_for(load_tables(lay_out(corpus(5), writer), writer), writer, TEST) is None


def test_other_code_does_not_vouch(store: Store) -> None:
    with store.writer() as writer:
        loaded = load_tables(lay_out(corpus(), writer), writer)
        assert vouched_for(loaded, writer, ReleaseFacts("input", "other")) is None


def test_damaged_results_do_not_vouch(store: Store) -> None:
    (part,) = store.latest().entries("quality_results")
    path = Path(store.place.path(part.path))
    path.chmod(0o644)
    path.write_bytes(path.read_bytes()[:-1] + b"?")
    with store.writer() as writer:
        assert vouched_for(load_tables(lay_out(corpus(), writer), writer), writer, TEST) is None


def test_only_checks_that_every_row_passed_are_vouched_for(store: Store) -> None:
    told = {"release_id": "r1", "table": "articles", "severity": "info", "evaluated_count": 60, "example_keys": []}
    told |= {"why": "Parce que.", "detail": None, "is_run_error": False}
    rows = [
        {**told, "check": "passed", "success": True, "unexpected_count": 0},
        {**told, "check": "mostly", "success": True, "unexpected_count": 2},
        {**told, "check": "failed", "success": False, "unexpected_count": 2},
        {**told, "check": "broke", "success": False, "unexpected_count": 0, "is_run_error": True},
    ]
    with store.writer() as writer:
        laid = {name: [part.piece for part in parts] for name, parts in lay_out(corpus(), writer).items()}
        others = {name: to_table(name, []) for name in ("id_changes", "rejections")}
        writer.publish({**laid, **others, "quality_results": to_table("quality_results", rows)}, TEST)
        vouched = vouched_for(load_tables(lay_out(corpus(), writer), writer), writer, TEST)
    assert vouched is not None
    assert vouched.passed == {("articles", "passed")}


def _checked(documents: list[ReadDocument], writer: Writer) -> tuple[Path, Path]:
    """Lay documents out and check them."""
    laid = Assembled(lay_out(documents, writer), (), {"article": len(documents)}, f"{len(documents)}", 1, {"new": 1})
    assembled = save(writer.staging / "assembled.msgpack", laid)
    return assembled, publishing.validate(assembled, writer)


@pytest.mark.slow
@pytest.mark.parametrize("documents", [changed(), corpus(70), corpus(40)], ids=["changed", "more", "fewer"])
def test_a_run_finds_what_it_would_find_by_itself(
    documents: list[ReadDocument], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store(tmp_path / "store")
    with store.writer() as writer:
        assembled, checked = _checked(corpus(), writer)
        laid, found = load(assembled, Assembled), load(checked, Checked)
        evidence = {
            "rejections": to_table("rejections", []),
            "quality_results": to_table("quality_results", [_row(result) for result in found.results]),
            "id_changes": to_table("id_changes", []),
        }
        pieces = {name: [part.piece for part in parts] for name, parts in laid.tables.items()}
        writer.publish({**pieces, **evidence}, publishing.facts_of(laid.input_fingerprint))
    with store.writer() as writer:
        some = load(_checked(documents, writer)[1], Checked)
        monkeypatch.setattr(publishing, "vouched_for", lambda *_: None)
        every = load(_checked(documents, writer)[1], Checked)
    assert some.results == every.results
    assert some.rejections == every.rejections
    assert len(every.results) > 300


def _row(result: CheckResult) -> dict[str, object]:
    return {name: getattr(result, name) for name in CheckResult.__slots__}
