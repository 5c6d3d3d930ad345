"""Reading suites: what Great Expectations would only log, or let pass, is refused."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from depeche import paths
from depeche.contract import load_contract
from depeche.errors import ContractError
from depeche.quality import Expectation, load_suites
from depeche.quality.frames import flat_columns
from depeche.quality.suites import read_suite, read_suites


def _spoilt(folder: Path, change: Callable[[dict[str, Any]], None]) -> Path:
    """Write the suite of the claims, changed."""
    suite = json.loads((paths.EXPECTATIONS / "claims.json").read_text("utf-8"))
    change(suite)
    path = folder / "claims.json"
    path.write_text(json.dumps(suite), "utf-8")
    return path


def _first(key: str, value: object) -> Callable[[dict[str, Any]], None]:
    return lambda suite: suite["expectations"][0].update({key: value})


def test_every_expectation_of_every_file_is_loaded() -> None:
    for table, suite in load_suites().items():
        declared = json.loads((paths.EXPECTATIONS / f"{table}.json").read_text("utf-8"))["expectations"]
        assert len(suite.expectations) == len(declared) > 0


def test_every_severity_is_used() -> None:
    used = {one.severity for suite in load_suites().values() for one in suite.expectations}
    assert used == {"critical", "warning", "info"}


_CONDITION = {"type": "nullity", "column": {"name": "colour"}, "is_null": True}


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda suite: suite.update(expectations=[]), "is empty"),
        (lambda suite: suite.update(name="articles"), "is named"),
        (lambda suite: suite.update(expectation=[]), "unknown field `expectation`"),
        (lambda suite: suite["expectations"].append(suite["expectations"][0]), "twice"),
        (_first("severity", "fatal"), "Invalid enum value 'fatal'"),
        (lambda suite: suite["expectations"][0].pop("severity"), "missing required field `severity`"),
        (_first("meta", {"check": "a_check"}), "missing required field `why`"),
        (_first("meta", {"check": "a_check", "why": "because"}), "a sentence"),
        (_first("meta", {"check": "a check!", "why": "For a reason."}), "letters and underscores"),
        (_first("kwargs", {"column": "colour"}), "no column 'colour'"),
        (_first("kwargs", {"column_list": ["value", "colour"]}), "no column 'colour'"),
        (_first("kwargs", {"column": "value", "row_condition": "value > 1"}), "not as a text to be run"),
        (
            _first("kwargs", {"column": "value", "row_condition": {"type": "and", "conditions": [_CONDITION]}}),
            "no column 'colour'",
        ),
    ],
)
def test_a_suite_that_is_not_understood_is_refused(
    tmp_path: Path, change: Callable[[dict[str, Any]], None], told: str
) -> None:
    with pytest.raises(ContractError, match=told):
        read_suite(_spoilt(tmp_path, change), load_contract().tables["claims"])


def test_a_file_that_is_no_json_is_refused(tmp_path: Path) -> None:
    (tmp_path / "claims.json").write_text("{", "utf-8")
    with pytest.raises(ContractError, match="no suite"):
        read_suite(tmp_path / "claims.json", load_contract().tables["claims"])


def test_a_table_without_suite_is_refused(tmp_path: Path) -> None:
    shutil.copytree(paths.EXPECTATIONS, tmp_path / "expectations")
    (tmp_path / "expectations" / "quotes.json").unlink()
    with pytest.raises(ContractError, match="quotes"):
        read_suites(tmp_path / "expectations")


def test_a_suite_without_table_is_refused(tmp_path: Path) -> None:
    shutil.copytree(paths.EXPECTATIONS, tmp_path / "expectations")
    shutil.copy(tmp_path / "expectations" / "quotes.json", tmp_path / "expectations" / "quotse.json")
    with pytest.raises(ContractError, match="quotse"):
        read_suites(tmp_path / "expectations")


def test_no_flat_column_is_nested_or_long() -> None:
    articles = flat_columns(load_contract().tables["articles"])
    assert {"text_length", "quality_flags_count"} <= set(articles)
    assert not {"text", "quality_flags"} & set(articles)


def test_an_expectation_names_the_columns_that_it_reads_at_any_depth() -> None:
    condition = {"type": "and", "conditions": [_CONDITION, {"type": "comparison", "column": {"name": "shape"}}]}
    kwargs = {"column_A": "value", "column_B": "value_max", "row_condition": condition}
    one = Expectation("expect_column_pair_values_to_be_equal", kwargs, "a_check", "Why.", "info")
    assert one.columns == {"value", "value_max", "colour", "shape"}


def test_an_expectation_on_the_table_reads_no_column() -> None:
    assert Expectation("expect_table_row_count_to_be_between", {"min_value": 1}, "a", "Why.", "info").columns == set()
