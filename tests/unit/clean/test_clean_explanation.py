"""Each line of a text with what became of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depeche.clean import strip
from depeche.clean.explanation import Stretch, explain
from depeche.clean.ledger import Partition
from depeche.model import Document, RemovedSpan, Scrape, Segment

RAW = """Orvane ferme son usine de Brest

Le groupe Orvane a annoncé mardi la fermeture de son usine de Brest, selon la direction.
À lire aussi : Orvane, l'histoire d'une chute
Les syndicats appellent à la grève dès lundi et demandent une réunion avec la préfecture.
"""


def explained(raw: str) -> tuple[Stretch, ...]:
    document = Document("doc-1", "a.txt", None, "text/plain", "utf-8", len(raw), "0", raw, None, "article")
    return explain(raw, strip(Scrape(document)))


def test_every_line_says_what_became_of_it_and_which_rule_decided():
    found = explained(RAW)
    assert [(each.line, each.decision, each.kind, each.category) for each in found] == [
        (1, "kept", "title", None),
        (3, "kept", "paragraph", None),
        (4, "cut", None, "read_also"),
        (5, "kept", "paragraph", None),
    ]
    assert found[2].rule is not None
    assert found[2].rule.startswith("read_also.")


@pytest.mark.parametrize(
    ("written", "rule", "score"),
    [
        ("learned.line:0.93", "learned.line", 0.93),
        ("learned.outlet.20", "learned.outlet", 20),
        ("share.buttons", "share.buttons", None),
    ],
)
def test_a_learned_rule_has_its_score_apart(written, rule, score):
    partition = Partition("", (), (RemovedSpan(0, 3, "abc", "navigation", written),))
    (only,) = explain("abc", partition)
    assert (only.rule, only.score) == (rule, score)


def test_a_span_of_several_lines_is_told_line_by_line():
    raw = "Titre\n\n  Menu\n Sport"
    partition = Partition(
        "Titre", (Segment(0, "title", 0, 5, 0, 5),), (RemovedSpan(9, 20, raw[9:20], "navigation", "navigation.x"),)
    )
    assert [(each.line, each.text) for each in explain(raw, partition)] == [(1, "Titre"), (3, "Menu"), (4, "Sport")]


@given(st.text(max_size=300))
def test_nothing_but_white_space_is_left_out(raw):
    found = explained(raw)
    assert "".join("".join(each.text.split()) for each in found) == "".join(raw.split())
    assert all(raw[each.start : each.end] == each.text for each in found)
