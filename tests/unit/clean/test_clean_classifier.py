"""The learned classifier of lines: how weights are applied, and what it may touch."""

from __future__ import annotations

import json

import numpy as np
import pytest

from depeche.clean import classifier, strip
from depeche.clean.article import read_by_rules
from depeche.clean.classifier import could_cut, probabilities, read_weights
from depeche.clean.features import NAMES, describe
from depeche.clean.reading import Reading
from depeche.clean.rules import rule_book
from depeche.errors import ContractError
from depeche.language.view import normalised
from depeche.model import Block, Document, Scrape
from depeche.paths import PACKAGE

_PARAGRAPH = (
    "La commune de Kerlaz a voté mardi soir le budget de sa nouvelle école, qui ouvrira en septembre dans le bourg. "
    "Le maire assure que les travaux seront finis à temps, malgré le retard pris cet hiver par les maçons."
)


def _reading(raw: str) -> Reading:
    document = Document("doc-1", "a.txt", None, "text/plain", "utf-8", len(raw), "0", raw, None, "article")
    reading, _ = read_by_rules(normalised(raw), Scrape(document), rule_book())
    assert reading is not None
    return reading


def _stored(**changes: object) -> dict[str, object]:
    """Return one tree that asks the first feature whether it is above 2, then nothing."""
    tree: dict[str, object] = {
        "base": 0,
        "cut_above": 0.5,
        "cut_above_in_article": 0.8,
        "features": [[0] * 7],
        "thresholds": [[2.0] + [100.0] * 6],
        "leaves": [[-1000, 0, 0, 0, 3000, 0, 0, 0]],
        "names": list(NAMES),
    }
    return tree | changes


def test_tree_sends_lines_to_their_leaves() -> None:
    rows = np.zeros((2, len(NAMES)), dtype=np.float32)
    rows[1, 0] = 2.5
    found = probabilities(rows, read_weights(_stored()))
    assert found == pytest.approx([1 / (1 + np.e), 1 / (1 + np.exp(-3))])


def test_value_at_a_threshold_stays_below() -> None:
    rows = np.full((1, len(NAMES)), 2.0, dtype=np.float32)
    assert probabilities(rows, read_weights(_stored()))[0] < 0.5


def test_weights_of_other_features_are_refused() -> None:
    with pytest.raises(ContractError, match="train it anew"):
        read_weights(_stored(names=["words"]))


def test_deeper_trees_are_refused() -> None:
    with pytest.raises(ContractError, match="depth three"):
        read_weights(_stored(leaves=[[0] * 16]))


def test_shipped_weights_are_plain_numbers_that_fit_the_features() -> None:
    stored = json.loads((PACKAGE / "clean" / "classifier.json").read_text(encoding="utf-8"))
    weights = read_weights(stored)
    assert 0.5 <= weights.cut_above <= weights.cut_above_in_article < 1.0
    assert weights.features.max() < len(NAMES)
    assert np.isfinite(weights.thresholds).all()


def test_every_line_has_a_finite_row() -> None:
    reading = _reading("\n".join([*["Sport", "Météo"] * 3, "Une école ouvre à Kerlaz", _PARAGRAPH, "12:30", "…"]))
    rows = describe(reading, range(len(reading.lines)))
    assert rows.shape == (len(reading.lines), len(NAMES))
    assert np.isfinite(rows).all()


def test_windows_are_means_of_the_lines_above_and_below() -> None:
    rows = describe(_reading("\n".join(["Une école ouvre à Kerlaz", *[_PARAGRAPH] * 3, "Sport", "Météo"])), range(6))
    names = list(NAMES)
    own = rows[:, names.index("is_prose")]
    assert rows[3, names.index("is_prose_above_4")] == pytest.approx(own[0:3].mean())
    assert rows[3, names.index("is_prose_below_4")] == pytest.approx(own[4:6].mean())
    assert rows[3, names.index("is_prose_-1")] == own[2]


def test_row_does_not_depend_on_what_else_is_asked() -> None:
    reading = _reading("\n".join([*["Sport", "Météo"] * 20, "Une école ouvre à Kerlaz", *[_PARAGRAPH] * 3, "Contact"]))
    every = describe(reading, range(len(reading.lines)))
    assert describe(reading, [42])[0] == pytest.approx(every[42], abs=1e-5)


def test_text_of_a_few_lines_is_left_to_the_rules() -> None:
    assert could_cut(_reading(_PARAGRAPH)) == []


def test_page_with_blocks_is_left_to_its_structure(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [f"Ligne {number} du registre" for number in range(12)]
    raw = "\n".join([*lines, _PARAGRAPH])
    blocks = tuple(Block(raw.index(line), raw.index(line) + len(line), "p", ("body",), (), 0) for line in lines)
    document = Document("doc-1", "a.html", None, "text/html", "utf-8", len(raw), "0", raw, None, "article")
    monkeypatch.setattr(classifier, "describe", lambda _: pytest.fail("a page was described"))
    assert strip(Scrape(document, blocks=blocks)).segments


def test_title_and_lines_that_rules_cut_are_not_asked_about() -> None:
    reading = _reading("\n".join(["Une école ouvre à Kerlaz", *[_PARAGRAPH] * 9, "Lire aussi : Le phare s'éteint"]))
    assert reading.title == 0
    assert {0, len(reading.lines) - 1}.isdisjoint(could_cut(reading))


@pytest.mark.parametrize(("count", "is_asked"), [(2, True), (3, False)])
def test_questions_of_an_interview_are_not_asked_about(count: int, is_asked: bool) -> None:
    questions = [f"Comment avez-vous préparé la rentrée de la classe {number} ?" for number in range(count)]
    answers = (line for question in questions for line in (question, f"{_PARAGRAPH} Voilà pour « {question} »."))
    reading = _reading("\n".join(["Une école ouvre à Kerlaz", *[_PARAGRAPH] * 4, *answers]))
    numbers = {number for number, line in enumerate(reading.lines) if line.text in questions}
    assert bool(numbers & set(could_cut(reading))) is is_asked


def test_cut_of_the_classifier_tells_its_score(monkeypatch: pytest.MonkeyPatch) -> None:
    sure = read_weights(_stored(base=2000, thresholds=[[100.0] * 7], leaves=[[0] * 8]))
    monkeypatch.setattr(classifier, "_weights", lambda: sure)
    raw = "\n".join(["Une école ouvre à Kerlaz", *(f"{_PARAGRAPH} ({number})" for number in range(9))])
    document = Document("doc-1", "a.txt", None, "text/plain", "utf-8", len(raw), "0", raw, None, "article")
    assert {span.rule for span in strip(Scrape(document)).removed} == {"learned.line:0.88"}
