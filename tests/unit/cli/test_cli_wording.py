"""Counts as people read them."""

from __future__ import annotations

import pytest

from depeche.cli.wording import checks_told, counted, dispositions_told
from depeche.quality.results import CheckResult, Severity


def check(severity: Severity, *, success: bool) -> CheckResult:
    return CheckResult(
        "r0001", "articles", "title_is_short", severity, success, 5, int(not success), (), "", None, False
    )


@pytest.mark.parametrize(("count", "told"), [(0, "0 files"), (1, "1 file"), (2, "2 files")])
def test_a_count_agrees_with_its_noun(count: int, told: str) -> None:
    assert counted(count, "file") == told


def test_documents_are_told_by_what_became_of_them() -> None:
    assert dispositions_told({"article": 31, "duplicate": 1, "rejected": 6}) == "31 articles, 1 duplicate, 6 rejected"


def test_a_note_is_no_warning() -> None:
    results = [check("critical", success=True), check("warning", success=False), check("info", success=False)]
    assert checks_told(results) == "1 passed, 1 warning, 1 note"


def test_critical_failures_are_told_first_of_those_that_failed() -> None:
    assert checks_told([check("critical", success=False)]) == "0 passed, 1 critical failure, 0 warnings, 0 notes"
