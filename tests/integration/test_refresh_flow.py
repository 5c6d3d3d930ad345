"""The flow on a real Prefect server: same bytes whatever the workers, the order and the cache, bad input, the gate,
artifacts, pruning.
"""

import json
import os
import shutil
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from deltalake import DeltaTable
from prefect.client.orchestration import get_client
from prefect.flows import load_flow_from_entrypoint

from depeche import paths
from depeche.errors import CheckFailed
from depeche.quality import load_suites
from depeche.store import Store

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def refresh(prefect_api):
    return load_flow_from_entrypoint(f"{paths.REFRESH_FLOW}:refresh")


OF_THE_RUN = {"rejections", "quality_results", "releases", "id_changes"}  # tables that name the release itself


def digests(store: Path) -> dict[str, list[str]]:
    release = Store(store).open()
    return {name: [part.sha256 for part in release.entries(name)] for name in release.tables}


def addresses(store: Path) -> set[str]:
    return set(Store(store).open().read("documents").column("source_uri").to_pylist())


def copy_in_another_order(raw: Path, target: Path) -> Path:
    for path in sorted(raw.rglob("*.*"), reverse=True):
        copy = target / path.relative_to(raw)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, copy)
        os.utime(copy, (1_000_000_000, 1_000_000_000))
    return target


def test_other_order_and_other_workers_give_the_same_bytes(refresh, raw, published, tmp_path):
    other = copy_in_another_order(raw, tmp_path / "raw")
    refresh(raw=str(other), data=str(tmp_path / "store"), workers=2)
    assert digests(tmp_path / "store") == digests(published)
    assert Store(tmp_path / "store").open().id == Store(published).open().id


def test_summary_and_quality_table_are_artifacts(refresh, raw, tmp_path):
    summary = refresh(raw=str(raw), data=str(tmp_path), own_processes=False)
    with get_client(sync_client=True) as client:
        artifacts = {artifact.key: artifact for artifact in client.read_latest_artifacts()}
    assert summary.release_id in artifacts["run-summary"].data
    assert len(json.loads(artifacts["quality"].data)) == len(summary.checks)


def test_changed_document_makes_the_next_release(refresh, articles, write_raw, tmp_path):
    write_raw(tmp_path / "raw", {name: articles[name] for name in ("tribune/rumeur.txt",)})
    first = refresh(raw=str(tmp_path / "raw"), data=str(tmp_path / "store"), own_processes=False)
    write_raw(tmp_path / "raw", {"tribune/rumeur.txt": articles["tribune/rumeur.txt"].replace("320", "380")})
    second = refresh(raw=str(tmp_path / "raw"), data=str(tmp_path / "store"), own_processes=False)
    assert (first.outcome, second.outcome) == ("published", "published")
    assert Store(tmp_path / "store").open().manifest.parent == first.release_id


def test_incremental_runs_give_the_bytes_of_a_fresh_one(refresh, raw, published, articles, write_raw, tmp_path):
    mine = write_raw(tmp_path / "raw", {name: articles[name] for name in ("page.html", "tribune/copie.txt")})
    refresh(raw=str(mine), data=str(tmp_path / "store"), own_processes=False)
    write_raw(mine, {"tribune/rumeur.txt": articles["tribune/rumeur.txt"].replace("320", "380")})
    refresh(raw=str(mine), data=str(tmp_path / "store"), own_processes=False)
    write_raw(mine, articles)
    summary = refresh(raw=str(mine), data=str(tmp_path / "store"), own_processes=False)
    assert summary.sources == {"new": 2, "changed": 1, "unchanged": 2, "gone": 0, "pruned": 0}
    incremental, fresh = digests(tmp_path / "store"), digests(published)
    assert {n: incremental[n] for n in incremental if n not in OF_THE_RUN} == {
        name: fresh[name] for name in fresh if name not in OF_THE_RUN
    }


def test_unchanged_files_are_not_read_again(refresh, articles, write_raw, tmp_path, monkeypatch):
    from depeche.stages import steps

    raw = write_raw(tmp_path / "raw", {"a.txt": articles["echo-du-port/limoges.txt"]})
    refresh(raw=str(raw), data=str(tmp_path / "store"), own_processes=False)
    texts, annotated = [], steps.annotated
    monkeypatch.setattr(steps, "annotated", lambda article: texts.append(article.title) or annotated(article))
    write_raw(raw, {"b.txt": articles["tribune/rumeur.txt"]})
    refresh(raw=str(raw), data=str(tmp_path / "store"), own_processes=False)
    assert texts == ["Orvane : Paul Amiot serait parti de lui-même"]


def test_a_store_of_delta_tables_holds_the_same_rows_and_stays_one(refresh, raw, published, tmp_path):
    refresh(raw=str(raw), data=str(tmp_path), own_processes=False, store="delta")
    release, plain = Store(tmp_path).open(), Store(published).open()
    for name in sorted(set(plain.tables) - OF_THE_RUN):
        newest = DeltaTable(str(tmp_path / "delta" / name)).to_pyarrow_table()
        assert newest.num_rows == plain.read(name).num_rows, name
        assert release.read(name).equals(plain.read(name)), name
    assert Store(tmp_path).kind() == "delta"


def test_documents_of_a_gone_file_stay_until_the_command_prunes_them(depeche, refresh, articles, write_raw, tmp_path):
    raw = write_raw(tmp_path / "raw", {n: articles[n] for n in ("echo-du-port/limoges.txt", "tribune/rumeur.txt")})
    command = ("run", "--raw", str(raw), "--data", str(tmp_path / "store"), "--workers", "1")
    first = refresh(raw=str(raw), data=str(tmp_path / "store"), own_processes=False)
    (raw / "tribune/rumeur.txt").unlink()
    kept = depeche(*command, "--json")
    assert json.loads(kept.stdout)["outcome"] == "unchanged", kept.stderr
    assert json.loads(kept.stdout)["sources"]["gone"] == 1
    refused = depeche(*command, "--prune")
    assert (refused.returncode, Store(tmp_path / "store").open().id) == (2, first.release_id)
    assert "tribune/rumeur.txt" in refused.stdout
    assert "Orvane : Paul Amiot serait parti" in refused.stdout
    pruned = depeche(*command, "--prune", "--yes")
    assert pruned.returncode == 0, pruned.stderr
    assert addresses(tmp_path / "store") == {"echo-du-port/limoges.txt"}


BAD = {
    "indecodable.txt": b"\x81\x8d\x8f\x90\x9d" * 40,
    "vide.txt": b"",
    "image.txt": b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8,
    "lignes.jsonl": b'{"text": "Orvane a nomm\xc3\xa9 Claire Vasseur \xc3\xa0 sa t\xc3\xaate, a dit le groupe lundi. '
    b"Le conseil d'administration a vot\xc3\xa9 sa nomination \xc3\xa0 l'unanimit\xc3\xa9 apr\xc3\xa8s trois heures de "
    b'discussions."}\n{"text": "Une ligne coup',
    "enorme.jsonl": b'{"text": "' + b"a" * (50 << 20) + b'"}\n',
    "english.txt": b"The board of the company met on Monday and decided to appoint a new chief executive officer. "
    b"Employees said that they had not been told about the decision before it was announced to the press.\n" * 3,
}


def test_bad_input_is_rejected_with_reasons_and_stops_nothing(refresh, articles, write_raw, tmp_path):
    raw = write_raw(tmp_path / "raw", {"bon.txt": articles["echo-du-port/limoges.txt"]})
    for name, content in BAD.items():
        (raw / name).write_bytes(content)
    refresh(raw=str(raw), data=str(tmp_path / "store"), workers=1)
    rows = Store(tmp_path / "store").open().read("documents").to_pylist()
    ends = {row["source_uri"]: (row["disposition"], (row["disposition_reason"] or "").split(":")[0]) for row in rows}
    assert ends["bon.txt"] == ("article", "")
    assert ends["lignes.jsonl#1"] == ("article", "")
    bad = {name: ends[name] for name in ends if ends[name][0] == "rejected"}
    assert set(bad) == {"indecodable.txt", "vide.txt", "image.txt", "lignes.jsonl#2", "enorme.jsonl#1", "english.txt"}
    assert all(reason for _, reason in bad.values())
    rejections = Store(tmp_path / "store").open().read("rejections").to_pylist()
    documents = {row["document_id"] for row in rows if row["disposition"] == "rejected"}
    assert documents <= {row["row_key"] for row in rejections if row["stage"] in ("ingest", "clean")}


def test_file_that_vanishes_during_the_run_is_rejected(refresh, articles, write_raw, tmp_path, monkeypatch):
    from depeche import stages

    raw = write_raw(
        tmp_path / "raw", {name: articles[name] for name in ("echo-du-port/limoges.txt", "tribune/rumeur.txt")}
    )
    reading = stages.ingest_shard

    def vanish(recalled: Path, index: int) -> Path:
        (raw / "tribune/rumeur.txt").unlink(missing_ok=True)
        return reading(recalled, index)

    monkeypatch.setattr(stages, "ingest_shard", vanish)
    refresh(raw=str(raw), data=str(tmp_path / "store"), own_processes=False)
    rows = Store(tmp_path / "store").open().read("documents").to_pylist()
    reasons = {row["source_uri"]: row["disposition_reason"] for row in rows}
    assert reasons["echo-du-port/limoges.txt"] is None
    assert reasons["tribune/rumeur.txt"].startswith("vanished")


def test_failed_critical_check_publishes_nothing_and_leaves_the_last_release(
    refresh, articles, write_raw, tmp_path, monkeypatch, request
):
    raw = write_raw(tmp_path / "raw", {"a.txt": articles["echo-du-port/limoges.txt"]})
    first = refresh(raw=str(raw), data=str(tmp_path / "store"), own_processes=False)
    suites = shutil.copytree(paths.EXPECTATIONS, tmp_path / "expectations")
    suite = json.loads((suites / "articles.json").read_text(encoding="utf-8"))
    suite["expectations"].append(
        {
            "type": "expect_column_values_to_be_between",
            "kwargs": {"column": "word_count", "min_value": 100_000},
            "severity": "critical",
            "meta": {"check": "longer_than_any_article", "why": "A check that must fail, for this test."},
        }
    )
    (suites / "articles.json").write_text(json.dumps(suite), encoding="utf-8")
    monkeypatch.setattr(paths, "EXPECTATIONS", suites)
    load_suites.cache_clear()
    request.addfinalizer(load_suites.cache_clear)
    write_raw(raw, {"b.txt": articles["tribune/rumeur.txt"]})
    with pytest.raises(CheckFailed) as failure:
        refresh(raw=str(raw), data=str(tmp_path / "store"), own_processes=False)
    assert any("longer_than_any_article" in name for name in failure.value.failed)
    assert Store(tmp_path / "store").open().id == first.release_id
    kept = sorted((tmp_path / "store" / "failed").iterdir())[-1]
    assert "longer_than_any_article" in str(pq.read_table(kept / "rejections.parquet").column("reason").to_pylist())
