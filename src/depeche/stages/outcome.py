"""What a run came to, in figures that the command line, the Prefect artifacts and scripts all show alike."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from depeche.quality import CheckResult


@dataclass(frozen=True, slots=True)
class RunSummary:
    """The outcome of a run. `unchanged`: the current release already holds exactly this input, so nothing was
    published.
    """

    outcome: Literal["published", "unchanged"]
    release_id: str
    release_path: str
    report_path: str
    file_count: int
    dispositions: Mapping[str, int]
    row_counts: Mapping[str, int]
    checks: tuple[CheckResult, ...]

    @property
    def failed_checks(self) -> tuple[CheckResult, ...]:
        return tuple(check for check in self.checks if not check.success)
