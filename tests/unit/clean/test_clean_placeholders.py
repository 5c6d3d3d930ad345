"""Placeholders in the wordings of cleaning rules."""

from __future__ import annotations

from pathlib import Path

import pytest

from depeche.clean.rules import read_rules
from depeche.errors import ContractError


def rules_with(folder: Path, wording: str) -> Path:
    path = folder / "x.yml"
    rule = f"{{id: share.x, scope: whole_line, wordings: ['{wording}'], examples: [a]}}"
    path.write_text(f"category: share\nrules:\n  - {rule}\n", encoding="utf-8")
    return path


@pytest.mark.parametrize("wording", ["Suivre {nom}", "Suivre {n", "Suivre n}", "Suivre {}"])
def test_unknown_placeholder_is_refused_and_the_known_ones_are_named(tmp_path: Path, wording: str) -> None:
    with pytest.raises(ContractError, match=r"share\.x has the placeholder .* known are \{n\}, \{réseau\}, \{mots\}"):
        read_rules(rules_with(tmp_path, wording))


def test_known_placeholders_are_read(tmp_path: Path) -> None:
    wording = "{n} partages sur {réseau} : {mots}"
    assert read_rules(rules_with(tmp_path, wording))[0].wordings == (wording,)
