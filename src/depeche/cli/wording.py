"""Counts as people read them: of things in general, and of checks.

Not here: where they are shown (see `console` and the commands).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # checks bring Arrow: only commands that run them wait for it
    from depeche.quality import CheckResult

_DISPOSITIONS = {"article": ("article", "articles"), "duplicate": ("duplicate", "duplicates")}


def counted(count: int, one: str, many: str | None = None) -> str:
    """Return such as '1 file' or '3 files'; `many` where the plural is not made with an s."""
    return f"{count} {one if count == 1 else many or f'{one}s'}"


def dispositions_told(dispositions: Mapping[str, int]) -> str:
    """Return what became of how many documents, such as '31 articles, 1 duplicate, 6 rejected'."""
    return ", ".join(counted(count, *_DISPOSITIONS.get(kind, (kind, kind))) for kind, count in dispositions.items())


def severity_told(severity: str) -> str:
    """Return what people call a check of this severity that failed."""
    return "note" if severity == "info" else severity


def checks_told(results: Iterable[CheckResult]) -> str:
    """Return how checks ended, such as '312 passed, 4 warnings, 3 notes'; critical failures where there are any."""
    ends = Counter("passed" if result.success else result.severity for result in results)
    told = [f"{ends['passed']} passed", counted(ends["warning"], "warning"), counted(ends["info"], "note")]
    if ends["critical"]:
        told.insert(1, counted(ends["critical"], "critical failure"))
    return ", ".join(told)
