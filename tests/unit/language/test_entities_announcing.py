"""The quick look before a pattern leaves out no match of the pattern."""

from __future__ import annotations

import re

import pytest

from depeche.language.entities.announcing import Announcement

ENTRIES = ["société", "maison mère", "ex-", "l'éditeur"]
PATTERN = r"(?:^|[^\w-]|\b[eE]x-)(?:[sS]ociété|[mM]aison mère|[lL]'éditeur) $"


@pytest.mark.parametrize(
    "before",
    [
        "la société ",
        "Société ",
        "sa maison mère ",
        "chez L'éditeur ",
        "l'ex-société ",
        "sociétés ",
        "",
        "une amie ",
        "-",
    ],
)
def test_the_quick_look_changes_no_answer(before: str) -> None:
    found, wanted = Announcement(re.compile(PATTERN), ENTRIES).search(before), re.search(PATTERN, before)
    assert (found and found.span()) == (wanted and wanted.span())
