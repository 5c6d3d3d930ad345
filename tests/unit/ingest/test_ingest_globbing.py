"""Patterns in place of a raw folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from depeche.errors import InputError
from depeche.ingest import discover
from depeche.ingest.globbing import matches, split_pattern


@pytest.mark.parametrize(
    ("address", "home", "pattern"),
    [
        ("data/raw", "data/raw", None),
        ("data/raw/*.jsonl", "data/raw", "*.jsonl"),
        ("data/*/2024/**", "data", "*/2024/**"),
        ("*.txt", ".", "*.txt"),
        ("/*.txt", "/", "*.txt"),
        ("s3://presse/a/[ab]/*.gz", "s3://presse/a", "[ab]/*.gz"),
    ],
)
def test_pattern_begins_with_the_first_part_that_has_a_sign(address: str, home: str, pattern: str | None) -> None:
    assert split_pattern(address) == (home, pattern)


@pytest.mark.parametrize(
    ("pattern", "path", "is_named"),
    [
        ("*.txt", "a.txt", True),
        ("*.txt", "b/a.txt", False),
        ("**/*.txt", "a.txt", True),
        ("**/*.txt", "b/c/a.txt", True),
        ("b/**", "b/c/a.txt", True),
        ("b*", "bc/d/a.txt", True),
        ("*/d", "bc/e/a.txt", False),
        ("**/x/**/a.txt", "x/a.txt", True),
        ("**/x/**/a.txt", "w/x/y/z/a.txt", True),
        ("**/x/**/a.txt", "w/a.txt", False),
        ("[ab].txt", "c.txt", False),
        ("A.txt", "a.txt", False),
    ],
)
def test_pattern_names_paths(pattern: str, path: str, is_named: bool) -> None:
    assert matches(pattern, path) is is_named


def test_addresses_are_those_of_the_whole_folder(tmp_path: Path) -> None:
    for name in ("gazette/a.txt", "gazette/b.html", "matin/c.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("Un texte.", encoding="utf-8")
    assert [file.source_uri for file in discover(f"{tmp_path}/**/*.txt")] == ["gazette/a.txt", "matin/c.txt"]


def test_folder_with_a_bracket_in_its_name_is_no_pattern(tmp_path: Path) -> None:
    (tmp_path / "a[1]").mkdir()
    (tmp_path / "a[1]" / "b.txt").write_text("Un texte.", encoding="utf-8")
    assert [file.source_uri for file in discover(str(tmp_path / "a[1]"))] == ["b.txt"]


def test_pattern_below_no_folder_is_an_input_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="does not exist"):
        discover(f"{tmp_path}/absent/*.txt")
