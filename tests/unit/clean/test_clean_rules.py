"""Every example and counter-example of every cleaning rule, and what the loader refuses."""

from __future__ import annotations

import pytest

from depeche.clean import prose
from depeche.clean.evidence import match_hint
from depeche.clean.looks import look_at
from depeche.clean.lookup import find_matches, match_line
from depeche.clean.rules import Rule, read_rules, rule_book
from depeche.clean.spans import find_inline_cuts
from depeche.clean.verdicts import choose
from depeche.errors import ContractError
from depeche.language.view import normalised

BOOK = rule_book()
_EXAMPLES = [pytest.param(rule, text, id=rule.id) for rule in BOOK.rules for text in rule.examples]
_COUNTERS = [pytest.param(rule, text, id=rule.id) for rule in BOOK.rules for text in rule.counter_examples]


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


@pytest.mark.parametrize(("rule", "text"), _EXAMPLES)
def test_example_is_met(rule: Rule, text: str) -> None:
    assert _meets(rule, text), f"{rule.id} should cut {text!r}"


@pytest.mark.parametrize(("rule", "text"), _COUNTERS)
def test_counter_example_is_not_met(rule: Rule, text: str) -> None:
    assert not _meets(rule, text), f"{rule.id} should leave {text!r}"


def test_every_rule_has_an_example_and_a_counter_example() -> None:
    assert [rule.id for rule in BOOK.rules if not rule.examples or not rule.counter_examples] == []


def test_every_rule_decides_one_of_its_examples() -> None:
    """A rule before which another one always comes is not needed."""
    idle = [rule.id for rule in BOOK.rules if rule.scope not in ("block_hint", "inline") and not _decides(rule)]
    assert idle == []


def _decides(rule: Rule) -> bool:
    looks = [look_at(normalised(text).strip()) for text in rule.examples]
    chosen = [choose(look, find_matches(BOOK, look)) for look in looks]
    return any(match is not None and match.rule.id == rule.id for match in chosen)


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
