"""What a check of the contract hands back, before it becomes a row of `quality_results`."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

MAX_ROWS = 1_000  # failing rows that a finding keeps; the count is always complete


@dataclass(frozen=True, slots=True)
class Finding:
    """The outcome of one check on one table; every check of the contract is critical."""

    table: str
    check: str
    why: str
    evaluated_count: int
    unexpected_count: int = 0
    rows: tuple[int, ...] = ()  # positions of failing rows in the table, ascending, at most MAX_ROWS
    detail: str | None = None

    @property
    def success(self) -> bool:
        """Say whether nothing was found."""
        return self.unexpected_count == 0


def finding(
    table: str, check: str, why: str, *, evaluated: int, rows: npt.NDArray[np.int64], detail: str | None = None
) -> Finding:
    """Make the finding of a check on rows, given in any order; `detail` is kept only where something failed."""
    failing = np.unique(rows)
    shown = tuple(int(row) for row in failing[:MAX_ROWS])
    return Finding(table, check, why, evaluated, len(failing), shown, detail if len(failing) else None)


def whole(table: str, check: str, why: str, problem: str | None) -> Finding:
    """Make the finding of a check on a table as a whole; `problem` says what is wrong, if something is."""
    return Finding(table, check, why, 1, 0 if problem is None else 1, (), problem)
