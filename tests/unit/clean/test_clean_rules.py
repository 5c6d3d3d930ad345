"""Every example and counter-example of every cleaning rule, and what the loader refuses."""

from __future__ import annotations

import pytest

from depeche.clean import prose
from depeche.clean.evidence import match_hint
from depeche.clean.lookup import match_line
from depeche.clean.rules import Rule, read_rules, rule_book
from depeche.clean.spans import find_inline_cuts
from depeche.errors import ContractError

BOOK = rule_book()


def _meets(rule: Rule, text: str) -> bool:
    if rule.scope == "block_hint":
        sign = match_hint(BOOK, text)
        return sign is not None and sign.rule == rule.id
    if rule.scope == "inline":
        return any(cut.rule == rule.id for cut in find_inline_cuts(BOOK, text))
    return any(
        match.rule.id == rule.id and (rule.finite_verb or match.is_partial or not prose.has_finite_verb(text))
        for match in match_line(BOOK, text)
    )


@pytest.mark.parametrize(("rule", "text"), [(rule, text) for rule in BOOK.rules for text in rule.examples])
def test_example_is_met(rule: Rule, text: str) -> None:
    assert _meets(rule, text), f"{rule.id} should cut {text!r}"


@pytest.mark.parametrize(("rule", "text"), [(rule, text) for rule in BOOK.rules for text in rule.counter_examples])
def test_counter_example_is_not_met(rule: Rule, text: str) -> None:
    assert not _meets(rule, text), f"{rule.id} should leave {text!r}"


def test_every_rule_has_an_example_and_a_counter_example() -> None:
    assert [rule.id for rule in BOOK.rules if not rule.examples or not rule.counter_examples] == []


def test_every_rule_id_begins_with_its_category() -> None:
    assert [rule.id for rule in BOOK.rules if rule.id.split(".")[0] != rule.category] == []


def test_accents_case_and_typographic_marks_do_not_matter() -> None:
    assert match_line(BOOK, "A LIRE  AUSSI\u00a0: Le phare s’éteint")[0].rule.category == "read_also"


def test_unknown_field_is_refused(tmp_path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "x.yml"
    path.write_text(
        "category: share\nrules:\n  - {id: share.x, scope: whole_line, exemples: [a], examples: [a]}\n", "utf-8"
    )
    with pytest.raises(ContractError, match="exemples"):
        read_rules(path)


def test_unknown_category_is_refused(tmp_path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "x.yml"
    path.write_text("category: bruit\nrules: []\n", "utf-8")
    with pytest.raises(ContractError, match="bruit"):
        read_rules(path)
