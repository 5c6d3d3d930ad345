"""What a run came to, in figures that the command line, the Prefect artifacts and scripts all show alike."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from depeche.store import Release

if TYPE_CHECKING:
    from depeche.quality import CheckResult


@dataclass(frozen=True, slots=True)
class TableParts:
    """How many parts of a table a release has of its own, and how many of the release before, with their bytes."""

    written: int
    written_bytes: int
    kept: int
    kept_bytes: int


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
    sources: Mapping[str, int]  # how many source files are new, changed, unchanged, gone, pruned
    dispositions: Mapping[str, int]
    row_counts: Mapping[str, int]
    parts: Mapping[str, TableParts]
    checks: tuple[CheckResult, ...]

    @property
    def failed_checks(self) -> tuple[CheckResult, ...]:
        return tuple(check for check in self.checks if not check.success)

    @property
    def written_bytes(self) -> int:
        """Bytes of the parts that the release does not share with the one before."""
        return sum(table.written_bytes for table in self.parts.values())

    @property
    def kept_bytes(self) -> int:
        """Bytes of the parts that the release shares with the one before."""
        return sum(table.kept_bytes for table in self.parts.values())


def table_parts(release: Release, before: Release | None) -> dict[str, TableParts]:
    """Return for each table what a release shares with another one."""
    known = set()
    if before is not None:
        tables = before.manifest.tables
        known = {(name, part.bucket, part.sha256) for name in tables for part in tables[name].parts}
    found = {}
    for name, entry in release.manifest.tables.items():
        kept = [part.bytes for part in entry.parts if (name, part.bucket, part.sha256) in known]
        written = [part.bytes for part in entry.parts if (name, part.bucket, part.sha256) not in known]
        found[name] = TableParts(len(written), sum(written), len(kept), sum(kept))
    return found
