"""Incremental reading with the raw zone and the store on a real S3 server: the same as on a disk."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import obstore
import pytest

from depeche.object_store import open_bucket

NOTHING = {"ingested": 0, "cleaned": 0, "annotated": 0}


@pytest.fixture(scope="module")
def stages_bench() -> ModuleType:
    path = Path(__file__).parents[1] / "unit" / "stages" / "stages_bench.py"
    spec = importlib.util.spec_from_file_location("stages_bench", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules.setdefault("stages_bench", module)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def zone(bucket, stages_bench):
    """A raw zone of three objects."""
    zone = open_bucket(f"s3://{bucket}/brut")
    for name, text in stages_bench.TEXTS.items():
        obstore.put(zone, name, text.encode())
    return zone


@pytest.fixture
def bench(stages_bench, tmp_path, monkeypatch, bucket, zone):
    return stages_bench.Bench(tmp_path, monkeypatch, zone=f"s3://{bucket}/brut", store=f"s3://{bucket}/presse")


def done(bench) -> dict[str, int]:
    return {name: bench.work[name] for name in NOTHING}


def test_second_run_reads_nothing(bench):
    first = bench.read()
    assert bench.read() == first
    assert done(bench) == NOTHING
    assert bench.planned == bench.release.manifest.input_fingerprint


def test_changed_object_alone_is_read_and_a_gone_one_stays(bench, zone, stages_bench):
    first = bench.read()
    obstore.put(zone, "limoges.txt", stages_bench.TEXTS["limoges.txt"].replace("lundi", "mardi").encode())
    obstore.delete(zone, "page.html")
    second = bench.read()
    assert done(bench) == dict.fromkeys(NOTHING, 1)
    assert bench.plan_sources == {"new": 0, "changed": 1, "unchanged": 1, "gone": 1, "pruned": 0}
    assert {uri for uri in first if first[uri] != second[uri]} == {"limoges.txt"}


def test_lost_cache_costs_only_time(bench, zone):
    first = bench.read()
    obstore.delete(zone, "page.html")
    bench.store.place.delete([stored.key for stored in bench.store.place.list("cache")])
    again = bench.read()
    assert {uri: document.key for uri, document in again.items()} == {uri: d.key for uri, d in first.items()}
    assert done(bench) == {"ingested": 2, "cleaned": 2, "annotated": 3}


def test_packs_are_merged_and_what_is_out_of_use_goes(bench, zone, stages_bench):
    for number in range(6):
        obstore.put(
            zone, "limoges.txt", f"{stages_bench.TEXTS['limoges.txt']} Le vote a eu lieu le {number + 1} mai.".encode()
        )
        bench.read()
    assert len(bench.store.place.list("cache/read")) <= 3
    assert len(bench.store.place.list("cache/sources")) <= 2
