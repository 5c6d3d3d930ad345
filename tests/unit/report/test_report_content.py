"""What the page is made of, read from a small release."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from depeche.contract import to_table
from depeche.report import content
from depeche.store import Release, ReleaseFacts, Store


@pytest.fixture(scope="module")
def sample(sample_corpus: ModuleType) -> ModuleType:
    return sample_corpus


def _release(rows: dict[str, list[dict[str, Any]]], folder: Path) -> Release:
    with Store(folder).writer() as writer:
        tables = {name: to_table(name, rows[name]) for name in rows if name != "releases"}
        return writer.publish(tables, ReleaseFacts("0" * 64, "test"))


def _event(rows: dict[str, list[dict[str, Any]]], number: int) -> dict[str, Any]:
    day = date(2024, 1, 1) + timedelta(days=number % 60)
    return rows["events"][0] | {"event_id": f"evt-{number:04d}", "date_start": day, "date_end": day}


def test_a_contradiction_shows_the_sentences_of_both_sides(sample: ModuleType, tmp_path: Path) -> None:
    rows = sample.corpus()
    rows["event_relations"][0]["kind"] = "contradicts"
    (shown,) = content.gather(_release(rows, tmp_path)).contradictions.rows
    left, right = shown["left"], shown["right"]
    assert left["words"] == "Lise Arnoux a démissionné lundi."
    assert right["words"].startswith("La directrice générale de Mécafil")
    assert (left["source_uri"], right["source_uri"]) == ("doc-2.txt", "doc-1.txt")


def test_a_confirmation_is_no_contradiction(sample: ModuleType, tmp_path: Path) -> None:
    assert content.gather(_release(sample.corpus(), tmp_path)).contradictions == content.Listing((), 0)


def test_few_events_are_drawn_by_day(sample: ModuleType, tmp_path: Path) -> None:
    shown = content.gather(_release(sample.corpus(), tmp_path))
    assert [row["day"] for row in shown.timeline] == [date(2024, 3, 11)]
    assert shown.outside_timeline == 0


def test_many_events_are_drawn_by_longer_times(
    sample: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(content, "_POINTS", 10)
    rows = sample.corpus()
    rows["events"] += [_event(rows, number) for number in range(200)]
    drawn = content.gather(_release(rows, tmp_path)).timeline
    assert {row["day"] for row in drawn} == {date(2024, 1, 1) + timedelta(weeks=week) for week in range(9)} | {
        date(2024, 3, 11)
    }
    assert sum(row["mentions"] for row in drawn) == 402


def test_an_event_long_ago_is_counted_and_not_drawn(sample: ModuleType, tmp_path: Path) -> None:
    rows = sample.corpus()
    rows["events"].append(_event(rows, 1) | {"date_start": date(1890, 5, 1), "date_end": date(1890, 5, 1)})
    shown = content.gather(_release(rows, tmp_path))
    assert (len(shown.timeline), shown.outside_timeline) == (1, 1)


def test_cuts_of_rejected_documents_are_not_counted(sample: ModuleType, tmp_path: Path) -> None:
    rows = sample.corpus()
    articles = {row["document_id"] for row in rows["articles"]}
    rejected = next(row for row in rows["documents"] if row["document_id"] not in articles)
    cut = rows["removed_spans"][0]
    other = {"document_id": rejected["document_id"], "category": "other"}
    rows["removed_spans"].append(cut | other)
    shown = content.gather(_release(rows, tmp_path)).removed
    assert [row["category"] for row in shown] == [cut["category"]]
