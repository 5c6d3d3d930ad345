"""`releases` and `diff` as people and scripts use them, on a store of invented tables."""

from __future__ import annotations

import json
from pathlib import Path
from types import ModuleType
from typing import Any

import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from depeche.cli.console import out
from depeche.cli.main import app
from depeche.contract import to_table
from depeche.store import Store

_HOSTILE = "[red]\x1b]0;titre\x07[/red]"


@pytest.fixture(scope="module")
def store(sample: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Three releases: in the second one an event is denied and a document is new; the third one is tagged."""
    store = Store(tmp_path_factory.mktemp("store"))
    tables = sample.sample_tables(1)

    def more(name: str, **values: Any) -> list[dict[str, Any]]:
        rows = tables[name].to_pylist()
        return [*rows, {**rows[0], **values}]

    later = {
        **tables,
        "documents": to_table("documents", more("documents", document_id="doc-n", source_uri="gazette/neuf.txt")),
        "articles": to_table("articles", more("articles", document_id="doc-n", title=_HOSTILE)),
        "events": to_table("events", [{**row, "status": "denied"} for row in tables["events"].to_pylist()]),
    }
    for version, published in enumerate((tables, later, tables), start=1):
        with store.writer() as writer:
            writer.publish(published, sample.facts(version))
    store.place.write("tags.json", json.dumps({"stable": store.ids()[2]}).encode())
    return store


@pytest.fixture
def depeche(store: Store, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Run a command on the store and return what it prints."""
    monkeypatch.setattr(out, "_width", 200)

    def run(*arguments: str) -> str:
        done = CliRunner().invoke(app, [*arguments, "--data", store.address])
        assert done.exit_code == 0, done.output
        return done.stdout

    return run


def test_releases_show_their_tags_and_the_current_one(depeche: Any, store: Store) -> None:
    lines = depeche("releases").splitlines()
    assert [release in line for release, line in zip(store.ids(), lines[1:], strict=True)] == [True] * 3
    assert ["stable" in line for line in lines[1:]] == [False, False, True]
    assert ["→" in line for line in lines[1:]] == [False, False, True]


def test_only_the_newest_releases_are_listed_when_asked(depeche: Any, store: Store) -> None:
    lines = depeche("releases", "--limit", "2").splitlines()
    assert [release in line for release, line in zip(store.ids()[1:], lines[1:], strict=True)] == [True, True]


def test_scripts_get_the_manifests_and_tags(depeche: Any, store: Store) -> None:
    answer = json.loads(depeche("releases", "--json"))
    assert [entry["manifest"]["release_id"] for entry in answer] == list(store.ids())
    assert [entry["tags"] for entry in answer] == [[], [], ["stable"]]
    assert [entry["current"] for entry in answer] == [False, False, True]
    assert len(json.loads(depeche("releases", "--json", "--limit", "1"))) == 1


def test_a_damaged_release_is_named(depeche: Any, store: Store) -> None:
    store.place.write("releases/r0009-0123456789/manifest.json", b"{")
    try:
        assert "r0009-0123456789 is damaged" in depeche("releases")
    finally:
        store.place.delete_folder("releases/r0009-0123456789")


def test_diff_tells_of_documents_and_events(depeche: Any) -> None:
    shown = depeche("diff", "r0001", "r0002")
    assert "Documents: 1 new" in shown
    assert "gazette/neuf.txt" in shown
    assert "1 × reported → denied" in shown
    assert "version 1 été n° 1: reported → denied" in shown


def test_diff_names_keys_of_rows_only_for_the_tables_asked_for(depeche: Any) -> None:
    assert "doc-n" not in depeche("diff", "r0001", "r0002")
    assert "+ doc-n" in depeche("diff", "r0001", "r0002", "--table", "documents")


def test_what_a_scrape_holds_is_neither_markup_nor_obeyed(depeche: Any) -> None:
    shown = depeche("diff", "r0001", "r0002")
    assert "[red]" in shown
    assert "\x1b]0;" not in shown


def test_diff_takes_a_tag_and_says_when_nothing_changed(depeche: Any) -> None:
    assert "hold the same data" in depeche("diff", "r0001", "stable")


def test_diff_of_one_table_with_few_examples(depeche: Any) -> None:
    answer = json.loads(depeche("diff", "r0001", "r0002", "--table", "events", "--examples", "1", "--json"))
    (table,) = answer["tables"]
    assert (table["table"], table["changed_count"], len(table["changed"])) == ("events", 3, 1)
    assert len(answer["events"]["moved"]) == 1
    assert answer["documents"] is None


def test_diff_writes_a_change_feed(depeche: Any, tmp_path: Path) -> None:
    shown = depeche("diff", "r0001", "r0002", "--to", str(tmp_path / "flux"))
    assert "events" in shown
    kinds = pq.read_table(tmp_path / "flux" / "events.parquet").column("_change_type").to_pylist()
    assert kinds == ["update_preimage", "update_postimage"] * 3


def test_scripts_get_the_counts_of_a_change_feed(depeche: Any, tmp_path: Path) -> None:
    answer = json.loads(depeche("diff", "r0001", "r0002", "--to", str(tmp_path), "--table", "documents", "--json"))
    assert answer["tables"] == [{"table": "documents", "insert_count": 1, "delete_count": 0, "update_count": 0}]
    assert answer["folder"] == str(tmp_path)
    assert pq.read_table(tmp_path / "documents.parquet").num_rows == 1


def test_counts_are_told_though_no_example_is(depeche: Any) -> None:
    shown = depeche("diff", "r0001", "r0002", "--examples", "0")
    assert "Documents: 1 new" in shown
    assert "Events: 3 with another status" in shown


def test_what_is_only_gone_is_told(depeche: Any) -> None:
    assert "Documents: 1 gone" in depeche("diff", "r0002", "r0001", "--examples", "0")
