"""An expectation of our own: the share of rows whose value is one of a set lies between bounds.

Great Expectations has lower bounds only (`mostly`), and lists every row outside the set as unexpected, which makes no
sense for a share. Imported by `engine` alone: it needs Great Expectations at import.
"""

from __future__ import annotations

from typing import Any, ClassVar

from great_expectations.execution_engine import PandasExecutionEngine
from great_expectations.expectations.expectation import ColumnAggregateExpectation
from great_expectations.expectations.metrics.column_aggregate_metric_provider import (
    ColumnAggregateMetricProvider,
    column_aggregate_value,
)


class ColumnShare(ColumnAggregateMetricProvider):  # type: ignore[misc]
    """The metric: (rows with a value of the set, rows with a value)."""

    metric_name = "column.share_in_set"
    value_keys = ("value_set",)

    @column_aggregate_value(engine=PandasExecutionEngine)  # type: ignore[untyped-decorator]
    def _pandas(cls, column: Any, value_set: list[Any], **_: Any) -> tuple[int, int]:  # noqa: N805
        return int(column.isin(value_set).sum()), len(column)


class ExpectColumnShareToBeBetween(ColumnAggregateExpectation):  # type: ignore[misc]
    """Expect the share of values in `value_set` to lie between bounds, once there are `minimum_rows` values."""

    value_set: list[Any]
    min_value: float | None = None
    max_value: float | None = None
    minimum_rows: int = 0

    metric_dependencies: ClassVar[tuple[str, ...]] = ("column.share_in_set",)
    success_keys: ClassVar[tuple[str, ...]] = ("value_set", "min_value", "max_value", "minimum_rows")

    def _validate(
        self, metrics: dict[str, Any], runtime_configuration: Any = None, execution_engine: Any = None
    ) -> Any:
        counted, size = metrics["column.share_in_set"]
        share = counted / size if size else 0.0
        low = 0.0 if self.min_value is None else self.min_value
        high = 1.0 if self.max_value is None else self.max_value
        return {"success": size < self.minimum_rows or low <= share <= high, "result": {"observed_value": share}}
