"""Loads the cleaning rules of rules/*.yml.

Here: the fields of a rule, and all rules ready for matching. Not here: which of them a line meets (`lookup`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args

from depeche.clean.appeals import find_appeal
from depeche.clean.bars import is_bar
from depeche.clean.dateline import is_dateline
from depeche.clean.folding import fold, key
from depeche.clean.looks import Look
from depeche.clean.matching import Node, build_tree
from depeche.clean.shapes import Shapes
from depeche.clean.sitewords import find_site_words
from depeche.errors import ContractError
from depeche.words import read_yaml

Category = Literal[
    "read_also",
    "share",
    "comment",
    "hashtag",
    "navigation",
    "newsletter",
    "paywall",
    "cookie",
    "advertising",
    "embed",
    "caption",
    "credit",
    "byline",
    "reader_prompt",
    "footer",
    "duplicate",
    "scraper_metadata",
    "other",
]
Scope = Literal["whole_line", "line_prefix", "line_suffix", "inline", "block_hint"]
Position = Literal["any", "head", "body", "tail", "margin", "below"]
Takes = Literal["line", "titles", "rest"]
Follows = Literal["break", "mark", "any"]

_PLACEHOLDERS = ("{n}", "{réseau}", "{mots}")  # of wordings (see `matching`)
_BRACED = re.compile(r"\{[^{}]*\}?|\}")
_FOLDER = Path(__file__).parent / "rules"
_FIELDS = {
    "id", "why", "scope", "position", "takes", "follows", "most_words", "finite_verb", "wordings", "shape", "needs",
    "reader", "examples", "counter_examples",
}  # fmt: skip
# Readers that tell the category themselves; each category that they can tell has a rule of its own.
TELLERS: Mapping[str, Callable[[Look], str | None]] = {"appeal": find_appeal, "site_words": find_site_words}
READERS: Mapping[str, Callable[[Look], bool]] = {
    "dateline": lambda look: is_dateline(look.text, look.folded, look.key),
    "bar": lambda look: look.is_divided and not look.mark and is_bar(look.text),
}


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule: what a line must look like to be cut, and what else falls with it."""

    id: str
    category: Category
    scope: Scope
    position: Position
    takes: Takes
    follows: Follows
    most_words: int
    finite_verb: bool  # whether the line may hold a finite verb
    wordings: tuple[str, ...]
    shape: str | None
    needs: tuple[str, ...]  # one of these stands in every line that has the shape: spares the search in most lines
    reader: str | None  # the name of a test in code, for what no shape can say
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class RuleBook:
    """All rules, ready for matching."""

    rules: tuple[Rule, ...]
    networks: frozenset[str]
    tree: Node
    shaped: tuple[Rule, ...]
    shapes: Shapes  # of these
    inline: tuple[Rule, ...]
    readers: tuple[Rule, ...]
    told: Mapping[tuple[str, str | None], Rule]  # by the names of teller and category
    hints: dict[tuple[str, ...], Rule]  # parts of a class name or id -> rule

    def by_id(self, rule_id: str) -> Rule:
        """Return the rule of this id."""
        return next(rule for rule in self.rules if rule.id == rule_id)


@cache
def rule_book() -> RuleBook:
    """Load every rule file in the order of its name."""
    rules: list[Rule] = []
    for path in sorted(_FOLDER.glob("*.yml")):
        rules.extend(read_rules(path))
    names = [rule.id for rule in rules]
    if len(set(names)) != len(names):
        twice = sorted({name for name in names if names.count(name) > 1})
        raise ContractError(f"Two cleaning rules have the id {twice[0]}: give each its own.")
    networks = read_yaml(_FOLDER.parent / "networks.yml")["networks"]
    return make_book(tuple(rules), frozenset(networks))


def read_rules(path: Path) -> list[Rule]:
    """Read one rule file; a field or value that is not known is an error, never ignored."""
    content = read_yaml(path)
    category = content["category"]
    if category not in get_args(Category):
        raise ContractError(f"{path.name} has the category {category!r}, which the contract does not list.")
    return [_make_rule(path.name, category, entry) for entry in content["rules"]]


def _make_rule(file: str, category: Category, entry: dict[str, Any]) -> Rule:
    unknown = sorted(set(entry) - _FIELDS)
    if unknown:
        raise ContractError(
            f"{file}: rule {entry.get('id')} has the unknown field {unknown[0]!r}: see docs/add-a-cleaning-rule.md."
        )
    if entry.get("reader") not in (None, *TELLERS, *READERS):
        raise ContractError(
            f"{file}: rule {entry['id']} has reader {entry['reader']!r}; known are {', '.join((*TELLERS, *READERS))}."
        )
    for name, allowed in (("scope", Scope), ("position", Position), ("takes", Takes), ("follows", Follows)):
        if name in entry and entry[name] not in get_args(allowed):
            raise ContractError(
                f"{file}: rule {entry['id']} has {name} {entry[name]!r}; known are {', '.join(get_args(allowed))}."
            )
    _refuse_unknown_placeholders(file, entry["id"], entry.get("wordings", ()))
    return Rule(
        id=entry["id"],
        category=category,
        scope=entry["scope"],
        position=entry.get("position", "any"),
        takes=entry.get("takes", "line"),
        follows=entry.get("follows", "break"),
        most_words=entry.get("most_words", 35),
        finite_verb=entry.get("finite_verb", True),
        wordings=tuple(entry.get("wordings", ())),
        shape=entry.get("shape"),
        needs=tuple(map(fold, entry.get("needs", ()))),
        reader=entry.get("reader"),
        examples=tuple(entry["examples"]),
        counter_examples=tuple(entry.get("counter_examples", ())),
    )


def _refuse_unknown_placeholders(file: str, rule_id: str, wordings: Sequence[str]) -> None:
    """Raise ContractError for braces that hold no known placeholder: they would be read as a word of the line."""
    known = set(map(fold, _PLACEHOLDERS))
    for wording in wordings:
        for braced in _BRACED.findall(wording):
            if fold(braced) not in known:
                raise ContractError(
                    f"{file}: rule {rule_id} has the placeholder {braced} in the wording {wording!r}; known are "
                    f"{', '.join(_PLACEHOLDERS)}."
                )


def make_book(rules: tuple[Rule, ...], networks: frozenset[str]) -> RuleBook:
    """Compile rules into the structures that matching needs."""
    worded = [
        (number, word)
        for number, rule in enumerate(rules)
        if rule.scope in ("whole_line", "line_prefix")
        for word in rule.wordings
    ]
    shaped = tuple(rule for rule in rules if rule.shape and rule.scope != "inline")
    hints = [(key(word), rule) for rule in reversed(rules) if rule.scope == "block_hint" for word in rule.wordings]
    return RuleBook(
        rules=rules,
        networks=networks,
        tree=build_tree(worded),
        shaped=shaped,
        shapes=Shapes(shaped),
        inline=tuple(rule for rule in rules if rule.shape and rule.scope == "inline"),
        readers=tuple(rule for rule in rules if rule.reader in READERS),
        told={(rule.reader, rule.category): rule for rule in rules if rule.reader and rule.reader in TELLERS},
        hints=dict(hints),
    )
