"""Verification: every kind of damage is named, and a healthy release has none."""

from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from depeche.store import Release, Store, verify


@pytest.fixture
def copy(kept: Store, tmp_path: Path) -> Release:
    """A release whose files a test may damage."""
    shutil.copytree(Path(kept.address), tmp_path / "copie")
    release = Store(tmp_path / "copie").open()
    for path in (path for path in Path(release.address).rglob("*") if path.is_file()):
        path.chmod(0o644)
    return release


def kinds(release: Release, *, deep: bool = True) -> list[tuple[str, str]]:
    home = f"releases/{release.id}/"
    return [(problem.file.removeprefix(home), problem.kind) for problem in verify(release, deep=deep)]


def test_a_healthy_release_has_no_problems(release: Release) -> None:
    assert verify(release) == []


def test_a_missing_file(copy: Release) -> None:
    Path(copy.parts("quotes")[0]).unlink()
    assert kinds(copy, deep=False) == [("quotes/all.parquet", "missing")]


def test_a_shortened_file(copy: Release) -> None:
    os.truncate(Path(copy.parts("quotes")[0]), 100)
    assert kinds(copy, deep=False) == [("quotes/all.parquet", "size")]


@pytest.mark.parametrize("place", [0, 200, -1])
def test_a_flipped_byte_is_found_by_a_deep_look(place: int, copy: Release) -> None:
    data = bytearray(Path(copy.parts("quotes")[0]).read_bytes())
    data[place] ^= 0b100
    Path(copy.parts("quotes")[0]).write_bytes(data)
    assert kinds(copy, deep=False) == []
    assert kinds(copy) == [("quotes/all.parquet", "checksum")]


def test_a_file_that_the_manifest_does_not_know(copy: Release) -> None:
    (Path(copy.address) / "notes.txt").write_text("à relire", encoding="utf-8")
    assert kinds(copy) == [("notes.txt", "unlisted")]


def test_a_manifest_that_counts_other_rows(copy: Release) -> None:
    text = (Path(copy.address) / "manifest.json").read_text("utf-8")
    entry = copy.manifest.tables["quotes"].parts[0]
    wrong = text.replace(f'"rows":{entry.rows},"sha256":"{entry.sha256}"', f'"rows":7,"sha256":"{entry.sha256}"')
    assert wrong != text
    (Path(copy.address) / "manifest.json").write_text(wrong, encoding="utf-8")
    assert ("quotes/all.parquet", "rows") in kinds(Store(copy.place.address).open())


def test_a_swapped_table_with_the_right_checksum_still_needs_its_columns(copy: Release) -> None:
    path, old = Path(copy.parts("quotes")[0]), copy.manifest.tables["quotes"].parts[0]
    pq.write_table(pa.table({"autre": [1, 2, 3]}), path)
    text = (Path(copy.address) / "manifest.json").read_text("utf-8")
    text = text.replace(old.sha256, hashlib.sha256(path.read_bytes()).hexdigest())
    text = text.replace(f'"bytes":{old.bytes},', f'"bytes":{path.stat().st_size},')
    (Path(copy.address) / "manifest.json").write_text(text, encoding="utf-8")
    assert kinds(Store(copy.place.address).open()) == [("quotes/all.parquet", "schema")]


def test_a_problem_reads_as_a_sentence(copy: Release) -> None:
    Path(copy.parts("quotes")[0]).unlink()
    assert str(verify(copy)[0]) == f"releases/{copy.id}/quotes/all.parquet: the file is missing"
