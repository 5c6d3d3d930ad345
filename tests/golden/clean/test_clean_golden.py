"""Whole texts, input and result side by side. All texts are invented.

`pytest tests/golden/clean --update-clean-golden` writes the results anew; review them as a difference.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from depeche.clean import clean
from depeche.model import Document, Scrape

_FOLDER = Path(__file__).parent
_INPUTS = sorted(_FOLDER.glob("*.txt"))


def _result(raw: str) -> str:
    document = Document("doc-1", "a.txt", None, "text/plain", "utf-8", len(raw), "0", raw, None, "article")
    article = clean(Scrape(document))
    shown = {
        "title": article.title,
        "published_on": article.published_on.isoformat() if article.published_on else None,
        "published_granularity": article.published_granularity,
        "byline": article.byline,
        "rejection": article.rejection,
        "quality_flags": list(article.quality_flags),
        "kept": [f"{s.kind}: {article.text[s.start : s.end]}" for s in article.segments],
        "removed": [f"{span.category} ({span.rule}): {span.text}" for span in article.removed],
    }
    return json.dumps(shown, ensure_ascii=False, indent=1) + "\n"


def test_there_are_inputs() -> None:
    assert len(_INPUTS) >= 4


@pytest.mark.parametrize("path", _INPUTS, ids=lambda path: path.stem)
def test_result_is_as_reviewed(path: Path, request: pytest.FixtureRequest) -> None:
    result = _result(path.read_text(encoding="utf-8"))
    expected = path.with_suffix(".json")
    if request.config.getoption("--update-clean-golden", default=False):
        expected.write_text(result, encoding="utf-8")
    assert result == expected.read_text(encoding="utf-8")
