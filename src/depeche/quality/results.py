"""The outcome of a run of all checks: one result per check, one rejection per failing row."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

import pyarrow as pa

from depeche.model import Rejection

Severity = Literal["critical", "warning", "info"]

MAX_EXAMPLES = 5
MAX_REJECTIONS = 1_000  # a check; the result has the full count
_MAX_TEXT = 200  # characters of a text that a rejection repeats


@dataclass(frozen=True, slots=True)
class CheckResult:
    """One row of `quality_results`."""

    release_id: str
    table: str
    check: str
    severity: Severity
    success: bool
    evaluated_count: int
    unexpected_count: int
    example_keys: tuple[str, ...]
    why: str
    detail: str | None
    is_run_error: bool


@dataclass(frozen=True, slots=True)
class QualityReport:
    """All results in the order in which the checks are declared, and what failed."""

    results: tuple[CheckResult, ...]
    rejections: tuple[Rejection, ...]

    @property
    def failed_critical(self) -> tuple[str, ...]:
        """Name the critical checks that failed."""
        return failed_critical(self.results)


def failed_critical(results: Iterable[CheckResult]) -> tuple[str, ...]:
    """Name the critical checks that failed, as table.check; any of them forbids publishing."""
    return tuple(f"{r.table}.{r.check}" for r in results if r.severity == "critical" and not r.success)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one check found in one table, whoever ran it; `rows` are positions of failing rows."""

    table: str
    check: str
    severity: Severity
    why: str
    success: bool
    evaluated_count: int
    unexpected_count: int = 0
    rows: Sequence[int] = ()
    detail: str | None = None
    is_run_error: bool = False


def result(outcome: Outcome, data: pa.Table | None, key: Sequence[str], *, release_id: str) -> CheckResult:
    """Turn an outcome into a row of `quality_results`; the examples are the first failing rows in key order."""
    examples = _keys(data, key, outcome.rows[:MAX_EXAMPLES]) if data is not None else []
    return CheckResult(
        release_id=release_id,
        table=outcome.table,
        check=outcome.check,
        severity=outcome.severity,
        success=outcome.success,
        evaluated_count=outcome.evaluated_count,
        unexpected_count=outcome.unexpected_count,
        example_keys=tuple(examples),
        why=outcome.why,
        detail=outcome.detail,
        is_run_error=outcome.is_run_error,
    )


def rejections(outcome: Outcome, data: pa.Table | None, key: Sequence[str]) -> list[Rejection]:
    """Return one rejection per failing row of a check that failed; a measurement (info) rejects nothing."""
    if outcome.success or outcome.severity == "info" or data is None:
        return []
    rows = list(outcome.rows[:MAX_REJECTIONS])
    detail = outcome.severity if outcome.detail is None else f"{outcome.severity}: {outcome.detail}"
    return [
        Rejection("validate", outcome.table, name, outcome.check, detail, row_json(row))
        for name, row in zip(_keys(data, key, rows), _take(data, rows), strict=True)
    ]


def row_key(row: dict[str, Any], key: Sequence[str]) -> str:
    """Return the key of a row as one string: the values joined with a vertical bar."""
    return "|".join(str(row[name]) for name in key)


def _keys(data: pa.Table, key: Sequence[str], rows: Sequence[int]) -> list[str]:
    return [row_key(row, key) for row in _take(data.select(list(key)), rows)]


def _take(data: pa.Table, rows: Sequence[int]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = data.take(pa.array(rows, type=pa.int64())).to_pylist()
    return found


def row_json(row: dict[str, Any]) -> str:
    """Return a row as JSON with long texts shortened; the same row gives the same text."""
    return json.dumps({name: _plain(value) for name, value in row.items()}, ensure_ascii=False, allow_nan=False)


def _plain(value: Any) -> Any:
    """Return the value as JSON can hold it."""
    if isinstance(value, str):
        return value if len(value) <= _MAX_TEXT else value[:_MAX_TEXT] + "…"
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, dict):
        return {name: _plain(part) for name, part in value.items()}
    if isinstance(value, list):
        return [_plain(part) for part in value]
    return value


def named_values(values: Iterable[Any]) -> str | None:
    """List up to five distinct values for a detail, shortened, in a stable order."""
    shown = sorted({json.dumps(_plain(value), ensure_ascii=False, default=str) for value in values})[:MAX_EXAMPLES]
    return ", ".join(shown) or None
