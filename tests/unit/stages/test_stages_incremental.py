"""Only what is new or changed is read, and what comes from the cache is what reading it anew would give."""

import logging

import pytest
from stages_bench import TEXTS, Bench, dispositions

CHANGED = TEXTS["limoges.txt"] + " Le cours de l'action a reculé de 3 % mardi à l'ouverture."
NOTHING = {"ingested": 0, "cleaned": 0, "annotated": 0}


def done(bench: Bench) -> dict[str, int]:
    return {name: bench.work[name] for name in NOTHING}


def test_second_run_reads_nothing_and_gives_the_same_documents(bench):
    bench.fill()
    first = bench.read()
    assert done(bench) == dict.fromkeys(NOTHING, 3)
    assert bench.read() == first
    assert done(bench) == NOTHING
    assert bench.plan_sources == {"new": 0, "changed": 0, "unchanged": 3, "gone": 0, "pruned": 0}


def test_new_and_changed_files_alone_are_read(bench):
    bench.fill()
    first = bench.read()
    bench.write(limoges_txt=CHANGED, nouveau_txt=TEXTS["rumeur.txt"].replace("dimanche", "samedi"))
    second = bench.read()
    assert done(bench) == dict.fromkeys(NOTHING, 2)
    assert bench.plan_sources == {"new": 1, "changed": 1, "unchanged": 2, "gone": 0, "pruned": 0}
    assert {uri for uri in second if uri not in first or second[uri].key != first[uri].key} == {
        "limoges.txt",
        "nouveau.txt",
    }


def test_incremental_and_fresh_runs_give_the_same_documents(bench, tmp_path, monkeypatch):
    bench.fill()
    bench.read()
    bench.write(limoges_txt=CHANGED, copie_txt=TEXTS["rumeur.txt"])
    (bench.raw / "page.html").unlink()
    incremental = bench.read(prune=True)
    (tmp_path / "other").mkdir()
    other = Bench(tmp_path / "other", monkeypatch)
    other.zone = bench.raw
    assert other.read() == incremental
    assert bench.read(fresh=True) == incremental


def test_fresh_run_reads_everything_that_is_there(bench):
    bench.fill()
    first = bench.read()
    assert bench.read(fresh=True) == first
    assert done(bench) == dict.fromkeys(NOTHING, 3)


@pytest.mark.parametrize(
    ("stage", "expected"),
    [
        ("ingest", {"ingested": 3, "cleaned": 0, "annotated": 0}),
        ("clean", {"ingested": 0, "cleaned": 3, "annotated": 0}),
        ("language", {"ingested": 0, "cleaned": 0, "annotated": 3}),
    ],
)
def test_other_version_of_a_stage_redoes_that_stage_and_what_its_answers_change(bench, stage, expected):
    bench.fill()
    first = bench.read()
    bench.change_version(stage)
    assert bench.read() == first
    assert done(bench) == expected


def test_run_that_ends_after_reading_need_not_be_repeated(bench):
    bench.fill()
    first = bench.read(publish=False)
    assert bench.read() == first
    assert done(bench) == NOTHING


@pytest.mark.parametrize(
    "harm", [lambda data: data[:-20], lambda data: data[:900] + b"\x00" + data[901:], lambda _: b""]
)
def test_damaged_pack_is_told_and_costs_only_time(bench, harm, caplog):
    bench.fill()
    first = bench.read()
    (pack,) = bench.packs
    pack.write_bytes(harm(pack.read_bytes()))
    with caplog.at_level(logging.WARNING, logger="depeche.stages"):
        assert bench.read() == first
    assert "damaged" in caplog.text
    assert done(bench) == dict.fromkeys(NOTHING, 3)


def test_copy_becomes_the_article_when_its_original_is_pruned(bench):
    bench.write(a_txt=TEXTS["rumeur.txt"], b_txt=TEXTS["rumeur.txt"])
    assert dispositions(bench.read()) == {"a.txt": "article", "b.txt": "duplicate"}
    (bench.raw / "a.txt").unlink()
    assert dispositions(bench.read(prune=True)) == {"b.txt": "article"}
    assert done(bench) == {"ingested": 0, "cleaned": 1, "annotated": 0}


def test_record_that_left_its_file_leaves_and_a_new_one_alone_is_read(bench):
    lines = [f'{{"text": "{TEXTS[name]}"}}' for name in ("limoges.txt", "rumeur.txt")]
    bench.write(a_jsonl="\n".join(lines) + "\n")
    assert set(bench.read()) == {"a.jsonl#1", "a.jsonl#2"}
    added = lines[0].replace("lundi", "mardi")
    bench.write(a_jsonl="\n".join([lines[0], lines[1], added]) + "\n")
    assert set(bench.read()) == {"a.jsonl#1", "a.jsonl#2", "a.jsonl#3"}
    assert done(bench) == dict.fromkeys(NOTHING, 1)
    bench.write(a_jsonl=lines[0] + "\n")
    assert set(bench.read()) == {"a.jsonl#1"}


def test_failing_document_is_rejected_and_tried_again(bench):
    bench.fill()
    bench.failing = "Selon Le Courrier"
    documents = bench.read()
    assert dispositions(documents) == {"limoges.txt": "article", "page.html": "article", "rumeur.txt": "rejected"}
    reason = documents["rumeur.txt"].read.scrape.document.disposition_reason
    assert reason == "internal_error: reading failed with RuntimeError: impossible"
    bench.failing = None
    assert set(dispositions(bench.read()).values()) == {"article"}
    assert (bench.work["ingested"], bench.work["annotated"]) == (0, 1)
