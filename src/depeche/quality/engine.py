"""Run a suite with Great Expectations and read its answer.

The library is imported here, when the first check runs, and nowhere else (1.5 s). Its progress bars, logs and
analytics are off. Values come back as NumPy scalars and rows as keys; both end here.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import pyarrow as pa

from depeche.contract import Table
from depeche.errors import ContractError
from depeche.quality.frames import flat_frame
from depeche.quality.results import Outcome, named_values
from depeche.quality.suites import Expectation, Suite
from depeche.quality.vouched import Vouched

_COUNTS_ROWS = (
    "expect_table_row_count_to_be_between"  # the only expectation that an empty table does not meet by itself
)
# Expectations whose answer about a row depends on that row only.
_ROW_BY_ROW = frozenset(
    {
        "expect_column_pair_values_a_to_be_greater_than_b",
        "expect_column_pair_values_to_be_equal",
        "expect_column_value_lengths_to_be_between",
        "expect_column_values_to_be_between",
        "expect_column_values_to_be_in_set",
        "expect_column_values_to_be_json_parseable",
        "expect_column_values_to_be_null",
        "expect_column_values_to_match_regex",
        "expect_column_values_to_not_be_null",
    }
)
_COUNTS = {"result_format": "BASIC"}  # how many, and the first values
_ROWS = {
    "result_format": "COMPLETE",
    "partial_unexpected_count": 0,
    "exclude_unexpected_values": True,
    "return_unexpected_index_query": False,
}  # which rows, by their position in the frame


class Engine:
    """Great Expectations with an ephemeral context; nothing is written anywhere."""

    def __init__(self) -> None:
        os.environ["GX_ANALYTICS_ENABLED"] = "False"
        import great_expectations as gx
        from great_expectations.data_context.types.base import ProgressBarsConfig
        from great_expectations.expectations.registry import get_expectation_impl

        import depeche.quality.share  # noqa: F401  registers our own expectation

        self._gx = gx
        self._implementation = get_expectation_impl
        with _quiet():
            context = gx.get_context(mode="ephemeral")
        context.variables.progress_bars = ProgressBarsConfig(globally=False, metric_calculations=False)
        asset = context.data_sources.add_pandas("release").add_dataframe_asset("table")
        self._batches = asset.add_batch_definition_whole_dataframe("whole")

    def compile(self, suite: Suite) -> Any:
        """Return the suite as the library has it; ContractError for an unknown type or argument, or if one got lost."""
        compiled = self._gx.ExpectationSuite(
            name=suite.table, expectations=[self._compile(suite.table, declared) for declared in suite.expectations]
        )
        if len(compiled.expectations) != len(suite.expectations):
            declared, loaded = len(suite.expectations), len(compiled.expectations)
            raise ContractError(
                f"{suite.table}: {declared} expectations are declared, {loaded} loaded.",
                table=suite.table,
                hint="Two expectations may say the same.",
            )
        return compiled

    def _compile(self, table: str, declared: Expectation) -> Any:
        from great_expectations.exceptions import ExpectationNotFoundError

        try:
            implementation = self._implementation(declared.type)
            return implementation(**declared.kwargs, severity=declared.severity, meta={"check": declared.check})
        except ExpectationNotFoundError as error:
            raise ContractError(f"{table}.{declared.check}: there is no {declared.type}.", table=table) from error
        except (TypeError, ValueError) as error:
            raise ContractError(f"{table}.{declared.check}: wrong arguments: {error}", table=table) from error

    def run(self, suite: Suite, table: Table, data: pa.Table, vouched: Vouched | None = None) -> list[Outcome]:
        """Run a suite on a table whose schema is right; one outcome per expectation, in the order of the suite.

        First everything is counted, then the failing rows are looked up where there are some: most expectations
        have none, and the library's lists of rows cost as much as all the rest.
        """
        spared = self._spared(suite, table, data, vouched)
        declared = tuple(one for one in suite.expectations if one.check not in spared)
        compiled = self.compile(Suite(suite.table, declared))
        if not data.num_rows:
            declared = tuple(one for one in declared if one.type == _COUNTS_ROWS)
            compiled = self.compile(Suite(suite.table, declared))
        answers: dict[str, Any] = {}
        rows: dict[str, list[int]] = {}
        if declared:
            columns = frozenset().union(*(one.columns for one in declared))
            with _quiet():
                batch = self._batches.get_batch({"dataframe": flat_frame(table, data, columns)})
                answers = _validate(batch, compiled, _COUNTS)
                odd = tuple(one for one in declared if one.check in answers and _unexpected(answers[one.check]))
                if odd:
                    found = _validate(batch, self.compile(Suite(suite.table, odd)), _ROWS)
                    rows = {check: sorted(answer.result["unexpected_index_list"]) for check, answer in found.items()}
        return [
            _passed(table.name, one, data.num_rows)
            if one.check in spared
            else _outcome(table.name, one, answers.get(one.check), rows.get(one.check, []), data.num_rows)
            for one in suite.expectations
        ]

    def _spared(self, suite: Suite, table: Table, data: pa.Table, vouched: Vouched | None) -> frozenset[str]:
        """Name the expectations that new rows meet, and all others met when they were new."""
        if vouched is None or table.name not in vouched.rows or not data.num_rows:
            return frozenset()
        declared = tuple(
            one
            for one in suite.expectations
            if one.type in _ROW_BY_ROW
            and "row_condition" not in one.kwargs  # counts the rows that meet the condition
            and (table.name, one.check) in vouched.passed
        )
        rows = vouched.rows[table.name]
        if rows.num_rows and declared:
            columns = frozenset().union(*(one.columns for one in declared))
            compiled = self.compile(Suite(suite.table, declared))
            with _quiet():
                batch = self._batches.get_batch({"dataframe": flat_frame(table, rows, columns)})
                answers = _validate(batch, compiled, _COUNTS)
            declared = tuple(one for one in declared if one.check in answers and _is_met(answers[one.check]))
        return frozenset(one.check for one in declared)


def _validate(batch: Any, compiled: Any, form: Mapping[str, object]) -> dict[str, Any]:
    """Return the library's answers by the name of the check."""
    answer = batch.validate(compiled, result_format=dict(form))
    return {one.expectation_config.meta["check"]: one for one in answer.results}


def _unexpected(answer: Any) -> bool:
    """Say whether an expectation about rows met one that fails."""
    return _raised(answer.exception_info) is None and bool(answer.result.get("unexpected_count"))


def _is_met(answer: Any) -> bool:
    """Say whether every row met an expectation."""
    return _raised(answer.exception_info) is None and bool(answer.success) and not answer.result["unexpected_count"]


def _passed(table: str, declared: Expectation, size: int) -> Outcome:
    """Return the outcome of an expectation that every row meets."""
    return Outcome(table, declared.check, declared.severity, declared.why, True, size)


def _outcome(table: str, declared: Expectation, answer: Any, rows: Sequence[int], size: int) -> Outcome:
    """Read one answer; an expectation that raised says nothing about the data and stops the release."""
    if answer is None:
        if size:
            return _error(table, declared, "Great Expectations gave no answer", size)
        return Outcome(table, declared.check, declared.severity, declared.why, True, 0, detail="the table is empty")
    raised = _raised(answer.exception_info)
    if raised is not None:
        return _error(table, declared, raised, size)
    found = answer.result
    success = bool(answer.success)
    evaluated = int(found.get("element_count", size))
    if "unexpected_count" in found:
        unexpected = int(found["unexpected_count"])
        detail = named_values(_plain(value) for value in found.get("partial_unexpected_list", ()))
        detail = None if detail is None else f"values: {detail}"
    else:
        unexpected = 0 if success else 1
        detail = f"observed: {_shown(found.get('observed_value'))}"
    return Outcome(table, declared.check, declared.severity, declared.why, success, evaluated, unexpected, rows, detail)


def _error(table: str, declared: Expectation, message: str, size: int) -> Outcome:
    text = f"the check could not run: {message}"
    return Outcome(table, declared.check, "critical", declared.why, False, size, 0, detail=text, is_run_error=True)


def _raised(info: Mapping[str, Any]) -> str | None:
    """Return the first line of the exception of an answer; there may be one per metric."""
    parts = (
        [info]
        if "raised_exception" in info
        else [part for _, part in sorted(info.items(), key=lambda item: str(item[0]))]
    )
    messages = [str(part.get("exception_message")) for part in parts if part.get("raised_exception")]
    return messages[0].splitlines()[0][:300] if messages else None


def _plain(value: Any) -> Any:
    """Return a NumPy scalar as Python's, and NaN as None."""
    if isinstance(value, tuple):
        return [_plain(part) for part in value]
    value = value.item() if hasattr(value, "item") else value
    return None if value != value else value  # only NaN and NaT differ from themselves


def _shown(value: Any) -> str:
    value = _plain(value)
    return f"{value:.4g}" if isinstance(value, float) else str(value)


@contextmanager
def _quiet() -> Iterator[None]:
    """Keep the library's log lines out of the user's terminal while it works; its modules set levels of their own."""
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(before)
