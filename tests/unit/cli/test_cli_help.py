"""What `--help` shows."""

from __future__ import annotations

from itertools import pairwise

import pytest
from typer.testing import CliRunner

from depeche.cli.main import app


@pytest.mark.parametrize("command", [["run"], ["clean"], ["annotate"], ["gc"], ["kb", "import"]])
def test_no_line_of_a_paragraph_ends_before_the_next_word_would_not_fit(command: list[str]) -> None:
    shown = CliRunner().invoke(app, [*command, "--help"]).stdout.partition("╭")[0].splitlines()
    room = max(map(len, shown)) - 2
    lines = [line.strip() for line in shown]
    broken = [
        line
        for line, following in pairwise(lines)
        if line and following and len(line) + 1 + len(following.split()[0]) <= room
    ]
    assert lines
    assert broken == []


def test_the_rule_that_clean_names_exists() -> None:
    from depeche.clean.rules import rule_book

    shown = " ".join(CliRunner().invoke(app, ["clean", "--help"]).stdout.split())
    assert "such as share.button stands" in shown
    assert rule_book().by_id("share.button").category == "share"
