"""The command line as people and scripts use it: every command on a real release, exit statuses, JSON."""

import csv
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pyarrow.parquet as pq
import pytest

COMMANDS = [
    "run",
    "releases",
    "diff",
    "rollback",
    "tag",
    "gc",
    "export",
    "report",
    "show",
    "query",
    "parts",
    "check",
    "clean",
    "annotate",
    "doctor",
]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself_and_takes_data_and_json(depeche, command):
    done = depeche(command, "--help")
    assert done.returncode == 0
    assert all(option in done.stdout for option in ("--data", "--json", "--help"))


def test_run_says_where_tables_and_report_are(depeche, raw, tmp_path):
    done = depeche("run", "--raw", str(raw), "--data", str(tmp_path), "--workers", "2")
    release = (tmp_path / "LATEST").read_text().strip()
    said = {line.split(": ")[0]: line.split(": ")[1] for line in done.stdout.splitlines() if ": " in line}
    assert Path(said["Tables"]) == tmp_path / "releases" / release
    assert Path(said["Report"]).read_text(encoding="utf-8").startswith("<!doctype html>")
    rows = [line.split() for line in done.stdout.splitlines() if line.startswith("documents")]
    assert rows == [["documents", "5"]]
    assert f"Published release {release}: 5 documents in 5 files (4 articles, 1 duplicate)." in done.stdout


def test_run_says_at_its_end_why_documents_were_rejected(depeche, write_raw, tmp_path):
    raw = write_raw(tmp_path / "raw", {"vide.txt": "", "blanc.txt": " \n", "rien.txt": "\n"})
    done = depeche("run", "--raw", str(raw), "--data", str(tmp_path / "store"), "--workers", "1")
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1].startswith("Rejected: 3 (2 empty_text, 1 empty_file); ")


def test_parts_are_files_that_any_reader_opens(depeche, published):
    parts = depeche("parts", "articles", "--data", str(published)).stdout.split()
    assert sum(pq.read_metadata(part).num_rows for part in parts) == 4


def test_a_damaged_release_is_named_then_made_anew_then_mended(depeche, published, raw, tmp_path):
    store = shutil.copytree(published, tmp_path / "store")
    part = Path(depeche("parts", "articles", "--data", str(store)).stdout.split()[0])
    part.chmod(0o644)
    part.write_bytes(part.read_bytes()[:-1] + b"?")
    named = depeche("check", "--deep", "--data", str(store))
    assert named.returncode == 1
    assert f"articles/{part.name}: its bytes changed" in named.stdout
    left = depeche("doctor", "--repair", "--data", str(store))
    assert left.returncode == 3
    assert "depeche run --fresh" in left.stdout
    assert depeche("run", "--fresh", "--raw", str(raw), "--data", str(store), "--workers", "1").returncode == 0
    mended = depeche("doctor", "--repair", "--data", str(store))
    assert (mended.returncode, "replaced by its sound twin" in mended.stdout) == (0, True), mended.stdout
    assert depeche("check", "--deep", "--release", "r0001", "--data", str(store)).returncode == 0


def test_run_works_with_no_server_configured(raw, tmp_path):
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    program = Path(sys.executable).with_name("depeche")
    done = subprocess.run(
        [program, "run", "--raw", raw, "--data", tmp_path / "store", "--workers", "1"],
        env=environment | {"PREFECT_HOME": str(tmp_path / "home")},
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    assert "Published release" in done.stdout


def test_dask_gives_the_same_release(depeche, raw, published, tmp_path):
    done = depeche("run", "--raw", str(raw), "--data", str(tmp_path), "--runner", "dask", "--workers", "1")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "LATEST").read_text() == (published / "LATEST").read_text()


def test_second_run_adds_nothing_and_says_so(depeche, raw, published):
    before = (published / "LATEST").read_text()
    done = depeche("run", "--raw", str(raw), "--data", str(published), "--json")
    assert done.returncode == 0
    assert json.loads(done.stdout)["outcome"] == "unchanged"
    assert (published / "LATEST").read_text() == before


def test_releases_lists_the_current_one(depeche, published):
    answer = json.loads(depeche("releases", "--data", str(published), "--json").stdout)
    assert [row["current"] for row in answer] == [True]
    assert answer[0]["manifest"]["tables"]["documents"]["rows"] == 5


def test_query_answers_with_rows(depeche, published):
    sql = "SELECT disposition, count(*) AS n FROM documents GROUP BY ALL ORDER BY ALL"
    answer = json.loads(depeche("query", sql, "--data", str(published), "--json").stdout)
    assert answer == [{"disposition": "article", "n": 4}, {"disposition": "duplicate", "n": 1}]


def test_query_that_writes_is_wrong_use(depeche, published, tmp_path):
    done = depeche("query", f"COPY documents TO '{tmp_path}/x.csv'", "--data", str(published))
    assert done.returncode == 2
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("format", ["parquet", "csv", "duckdb"])
def test_export_writes_flat_files(depeche, published, tmp_path, format):
    done = depeche("export", "--to", str(tmp_path / format), "--format", format, "--data", str(published))
    assert done.returncode == 0, done.stderr
    suffixes = {path.suffix for path in (tmp_path / format).iterdir()} - {".json"}
    assert suffixes == {f".{format}"}


def test_exported_csv_neutralises_formulas(depeche, published, tmp_path):
    depeche("export", "--to", str(tmp_path), "--format", "csv", "--data", str(published))
    cells = []
    for path in tmp_path.glob("*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as stream:
            cells += [cell for row in csv.reader(stream) for cell in row]
    assert any("CMD(" in cell for cell in cells)
    assert [cell for cell in cells if cell.startswith(("=", "@", "+", "\t"))] == []


def test_show_prints_what_was_cut_with_its_rule(depeche, published):
    done = depeche("show", "limoges.txt", "--data", str(published))
    assert done.returncode == 0
    assert "‹read_also" in done.stdout
    assert "Orvane supprime 300 postes à Brest" in done.stdout


def test_show_of_an_unknown_document_is_wrong_use(depeche, published):
    done = depeche("show", "nulle-part.txt", "--data", str(published))
    assert done.returncode == 2
    assert "Traceback" not in done.stderr


def test_check_of_a_good_release_is_zero_and_tells_why_it_counts_more_than_the_run(depeche, published):
    done = depeche("check", "--deep", "--data", str(published))
    assert done.returncode == 0
    assert re.search(r" \d+ passed, \d+ warnings?, \d+ notes?, no file damaged\. \d+ of the checks", done.stdout)


def test_a_pipe_gets_ids_unbroken(depeche, published):
    done = depeche("query", "SELECT repeat('a', 300) AS long, document_id FROM articles", "--data", str(published))
    assert all(re.fullmatch(r"a{300}  doc-[0-9a-f]{16}", row.rstrip()) for row in done.stdout.splitlines()[1:])
    assert len(done.stdout.splitlines()) == 5


@pytest.mark.parametrize("options", [(), ("--json",)])
def test_a_reader_who_has_seen_enough_is_no_failure(published, options):
    reader, writer = os.pipe()
    os.close(reader)
    program = Path(sys.executable).with_name("depeche")
    done = subprocess.run([program, "releases", "--data", published, *options], stdout=writer, stderr=subprocess.PIPE)
    os.close(writer)
    assert (done.returncode, done.stderr) == (0, b"")


def test_diff_of_a_release_with_itself_is_empty(depeche, published):
    release = (published / "LATEST").read_text().strip()
    answer = json.loads(depeche("diff", release, release, "--data", str(published), "--json").stdout)
    assert all(table["added_count"] == table["removed_count"] == 0 for table in answer["tables"])


def test_clean_writes_one_text_per_file(depeche, raw, tmp_path):
    done = depeche("clean", "--mode", "html", str(raw), str(tmp_path))
    assert done.returncode == 0, done.stderr
    text = (tmp_path / "page.txt").read_text(encoding="utf-8")
    assert "recruter une centaine de personnes" in text
    assert "Laisser un commentaire" not in text


def test_annotate_answers_each_record_and_bears_a_broken_one(depeche):
    records = (
        '{"id": "a", "text": "Paul Amiot aurait démissionné lundi.", "reference_date": "2024-03-13"}\n{"id": "b"}\n'
    )
    done = depeche("annotate", stdin=records)
    answers = [json.loads(line) for line in done.stdout.splitlines()]
    assert [answer["id"] for answer in answers] == ["a", "b"]
    assert answers[0]["events"][0]["realis"] == "UNCONFIRMED"
    assert "error" in answers[1]


def test_annotate_gives_a_number_back_as_it_came(depeche):
    answer = json.loads(depeche("annotate", stdin='{"id": 7, "text": "Orvane ferme."}\n').stdout)
    assert answer["id"] == 7
    assert "error" not in answer


def test_doctor_finds_nothing_wrong(depeche, published):
    done = depeche("doctor", "--data", str(published), "--json")
    assert done.returncode == 0, done.stdout
    assert all(finding["ok"] for finding in json.loads(done.stdout))


def test_missing_raw_folder_is_one_sentence_and_status_three(depeche, tmp_path):
    done = depeche("run", "--raw", str(tmp_path / "nowhere"), "--data", str(tmp_path / "store"))
    assert done.returncode == 3
    assert "does not exist" in done.stderr
    assert "Traceback" not in done.stderr


def test_wrong_option_is_status_two(depeche):
    assert depeche("run", "--colour", "blue").returncode == 2


def test_an_address_of_an_unknown_kind_is_refused_clearly(depeche, raw):
    done = depeche("run", "--raw", str(raw), "--data", "gs://bucket/store")
    assert done.returncode == 2
    assert "gs://bucket/store" in done.stderr
