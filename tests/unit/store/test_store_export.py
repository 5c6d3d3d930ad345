"""Exports: exact Parquet, harmless CSV, one database; and whose files may be overwritten."""

from __future__ import annotations

import csv
import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from types import ModuleType

import duckdb
import msgspec
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from depeche.contract import load_contract
from depeche.errors import UsageError
from depeche.store import Release, Store, export
from depeche.store.export import MARKER
from depeche.store.spreadsheet import write_csv


def test_parquet_has_one_flat_file_per_table_with_the_same_rows(release: Release, tmp_path: Path) -> None:
    files = export(release, tmp_path / "sortie")
    assert {path.name for path in files} == {f"{name}.parquet" for name in load_contract().tables}
    for name in release.tables:
        assert pq.read_table(tmp_path / "sortie" / f"{name}.parquet").equals(release.read(name))


def test_exported_files_may_be_changed_without_touching_the_release(few: Release, tmp_path: Path) -> None:
    export(few, tmp_path)
    assert (tmp_path / "articles.parquet").stat().st_mode & 0o200
    assert not (tmp_path / "articles.parquet").samefile(Path(few.parts("articles")[0]))


def test_the_database_has_every_table_with_its_rows(release: Release, tmp_path: Path) -> None:
    (path,) = export(release, tmp_path, format="duckdb")
    with duckdb.connect(str(path), read_only=True) as connection:
        for name in release.tables:
            rows = connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()
            assert rows == (release.read(name).num_rows,)


def test_the_database_says_what_tables_and_columns_mean(few: Release, tmp_path: Path) -> None:
    (path,) = export(few, tmp_path, format="duckdb")
    with duckdb.connect(str(path), read_only=True) as connection:
        table = connection.execute("SELECT comment FROM duckdb_tables() WHERE table_name = 'articles'").fetchone()
        column = connection.execute(
            "SELECT comment FROM duckdb_columns() WHERE table_name = 'articles' AND column_name = 'title'"
        ).fetchone()
    declared = load_contract().tables["articles"]
    assert table == (declared.description,)
    assert column == (declared.column["title"].description,)


def test_only_the_files_of_the_export_and_its_marker_are_left(few: Release, tmp_path: Path) -> None:
    files = export(few, tmp_path, format="duckdb")
    assert {path.name for path in tmp_path.iterdir()} == {path.name for path in files} | {"depeche-export.json"}


def test_an_export_can_be_repeated_with_another_release(kept: Store, tmp_path: Path) -> None:
    export(kept.open("r0001"), tmp_path)
    export(kept.open("r0002"), tmp_path)
    assert pq.read_table(tmp_path / "articles.parquet").equals(kept.open("r0002").read("articles"))
    marker = json.loads((tmp_path / "depeche-export.json").read_text("utf-8"))
    assert marker["formats"]["parquet"]["release_id"] == kept.ids()[1]


def test_formats_may_share_a_folder(few: Release, tmp_path: Path) -> None:
    for format in ("parquet", "csv", "duckdb"):
        export(few, tmp_path, format=format)
    assert {"articles.parquet", "articles.csv", "depeche.duckdb"} <= {path.name for path in tmp_path.iterdir()}


def test_files_of_somebody_else_stay(few: Release, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("à relire", encoding="utf-8")
    export(few, tmp_path)
    assert (tmp_path / "notes.txt").read_text("utf-8") == "à relire"


def test_a_name_taken_by_somebody_else_is_refused_before_anything_is_written(few: Release, tmp_path: Path) -> None:
    (tmp_path / "articles.parquet").write_text("à moi", encoding="utf-8")
    with pytest.raises(UsageError, match=r"articles\.parquet"):
        export(few, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["articles.parquet"]


def test_a_table_that_a_later_release_lacks_disappears_from_the_folder(few: Release, tmp_path: Path) -> None:
    export(few, tmp_path)
    fewer = {name: entry for name, entry in few.manifest.tables.items() if name != "quotes"}
    export(replace(few, manifest=msgspec.structs.replace(few.manifest, tables=fewer)), tmp_path)
    assert not (tmp_path / "quotes.parquet").exists()


def test_an_unknown_format_is_refused(release: Release, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="xlsx"):
        export(release, tmp_path / "sortie", format="xlsx")  # type: ignore[arg-type]
    assert not (tmp_path / "sortie").exists()


def test_an_s3_target_is_refused(release: Release) -> None:
    with pytest.raises(UsageError, match="s3://presse/sortie"):
        export(release, "s3://presse/sortie")


def cells(table: pa.Table, folder: Path) -> list[dict[str, str]]:
    write_csv(table, folder / "t.csv")
    with (folder / "t.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_csv_begins_with_a_byte_order_mark(few: Release, tmp_path: Path) -> None:
    export(few, tmp_path, format="csv")
    assert (tmp_path / "articles.csv").read_bytes().startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize("text", ["=1+1", "+33", "-12 %", "@cmd", "\tx", "\rx", "\nx", "＝1", "＠x"])
def test_a_text_that_a_spreadsheet_would_run_is_neutralised(text: str, tmp_path: Path) -> None:
    assert cells(pa.table({"t": [text]}), tmp_path) == [{"t": f"'{text}"}]


@pytest.mark.parametrize("text", ["Le 12 %", "a=1", " =1", "« -5 »", "'déjà'", "5 €"])
def test_other_texts_stay_as_they_are(text: str, tmp_path: Path) -> None:
    assert cells(pa.table({"t": [text]}), tmp_path) == [{"t": text}]


def test_negative_numbers_stay_numbers(tmp_path: Path) -> None:
    assert cells(pa.table({"n": [-5], "x": [-0.25]}), tmp_path) == [{"n": "-5", "x": "-0.25"}]


def test_lists_and_structures_are_json(tmp_path: Path) -> None:
    table = pa.table({"l": [["été", "hiver"]], "s": [[{"cue": "selon", "start": 3}]]})
    (row,) = cells(table, tmp_path)
    assert json.loads(row["l"]) == ["été", "hiver"]
    assert json.loads(row["s"]) == [{"cue": "selon", "start": 3}]
    assert "été" in row["l"]


def test_times_are_utc_and_days_are_days(tmp_path: Path) -> None:
    at, on = datetime(2024, 3, 1, 12, 30, tzinfo=UTC), date(2024, 3, 1)
    table = pa.table({"at": pa.array([at], pa.timestamp("us", "UTC")), "on": [on]})
    (row,) = cells(table, tmp_path)
    assert datetime.fromisoformat(row["at"]) == at
    assert date.fromisoformat(row["on"]) == on


def test_an_unknown_value_differs_from_an_empty_text(tmp_path: Path) -> None:
    write_csv(
        pa.table({"a": [None, ""], "b": ["x", "x"]}, schema=pa.schema({"a": pa.string(), "b": pa.string()})),
        tmp_path / "t.csv",
    )
    assert (tmp_path / "t.csv").read_text("utf-8-sig").splitlines()[1:] == [',"x"', '"","x"']


@settings(max_examples=30, deadline=None)
@given(texts=st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")), min_size=1))
def test_every_text_survives_but_for_the_apostrophe(texts: list[str], tmp_path_factory: pytest.TempPathFactory) -> None:
    found = [row["t"] for row in cells(pa.table({"t": texts, "x": texts}), tmp_path_factory.mktemp("csv"))]
    for text, cell in zip(texts, found, strict=True):
        assert cell in (text, f"'{text}")
        assert cell[:1] not in set("=+-@\t\r\n")


def test_every_csv_of_a_release_reads_back_with_its_rows(release: Release, sample: ModuleType, tmp_path: Path) -> None:
    for path in export(release, tmp_path, format="csv"):
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        assert len(rows) == release.read(path.stem).num_rows
        assert list(rows[0]) == release.read(path.stem).column_names


def test_a_marker_that_names_files_elsewhere_is_refused(few: Release, tmp_path: Path) -> None:
    (tmp_path / "précieux.txt").write_text("x")
    entry = {"release_id": "r", "files": ["../précieux.txt"]}
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / MARKER).write_text(json.dumps({"formats": {"parquet": entry}}))
    with pytest.raises(UsageError, match="outside its folder"):
        export(few, tmp_path / "out")
    assert (tmp_path / "précieux.txt").exists()
