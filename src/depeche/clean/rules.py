"""Loads the cleaning rules of rules/*.yml and says which of them a line meets.

Here: one rule against one line.
Not here: where the line stands in the text, which decides whether the rule may act (`verdicts`).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args

import re2
import yaml

from depeche.clean.folding import Word, find_words, fold, key
from depeche.clean.matching import Hit, Node, build_tree, find_hits
from depeche.errors import ContractError
from depeche.language.view import normalised

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
Position = Literal["any", "head", "body", "tail", "margin"]
Takes = Literal["line", "titles", "rest"]
Follows = Literal["break", "mark", "any"]

_FOLDER = Path(__file__).parent / "rules"
_SET_MEMORY = 128 << 20  # bytes that the automaton of all shapes may grow to; it takes what it needs
_FIELDS = {
    "id", "why", "scope", "position", "takes", "follows", "most_words", "finite_verb", "wordings", "shape",
    "examples", "counter_examples",
}  # fmt: skip
_BREAKS = frozenset(":-–—|>»•·/([{«\"“‘'►→?!…#*=+%€&")


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
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """A rule that a line meets; `start` and `end` are its offsets in the line; `is_whole`: nothing follows."""

    rule: Rule
    start: int
    end: int
    is_whole: bool

    @property
    def is_partial(self) -> bool:
        """Whether only a part of the line is cut."""
        return self.rule.scope == "line_suffix"


@dataclass(frozen=True, slots=True)
class RuleBook:
    """All rules, ready for matching."""

    rules: tuple[Rule, ...]
    networks: frozenset[str]
    tree: Node
    shapes: tuple[tuple[Rule, Any], ...]
    shape_set: Any  # says which shapes a line has in one pass
    inline: tuple[tuple[Rule, Any], ...]
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
    networks = yaml.safe_load((_FOLDER.parent / "networks.yml").read_text(encoding="utf-8"))["networks"]
    return make_book(tuple(rules), frozenset(networks))


def read_rules(path: Path) -> list[Rule]:
    """Read one rule file; a field or value that is not known is an error, never ignored."""
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
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
    for name, allowed in (("scope", Scope), ("position", Position), ("takes", Takes), ("follows", Follows)):
        if name in entry and entry[name] not in get_args(allowed):
            raise ContractError(
                f"{file}: rule {entry['id']} has {name} {entry[name]!r}; known are {', '.join(get_args(allowed))}."
            )
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
        examples=tuple(entry["examples"]),
        counter_examples=tuple(entry.get("counter_examples", ())),
    )


def make_book(rules: tuple[Rule, ...], networks: frozenset[str]) -> RuleBook:
    """Compile rules into the structures that matching needs."""
    worded = [
        (number, word)
        for number, rule in enumerate(rules)
        if rule.scope in ("whole_line", "line_prefix")
        for word in rule.wordings
    ]
    shapes = tuple((rule, re2.compile(rule.shape)) for rule in rules if rule.shape and rule.scope != "inline")
    hints = [(key(word), rule) for rule in reversed(rules) if rule.scope == "block_hint" for word in rule.wordings]
    return RuleBook(
        rules=rules,
        networks=networks,
        tree=build_tree(worded),
        shapes=shapes,
        shape_set=_make_set(shapes),
        inline=tuple((rule, re2.compile(rule.shape)) for rule in rules if rule.shape and rule.scope == "inline"),
        hints=dict(hints),
    )


def _make_set(shapes: tuple[tuple[Rule, Any], ...]) -> Any:
    """Return one automaton for all shapes."""
    options = re2.Options()
    options.max_mem = _SET_MEMORY
    options.log_errors = False
    automaton = re2.Set.SearchSet(options)
    for rule, _ in shapes:
        automaton.Add(rule.shape)
    automaton.Compile()
    return automaton


def find_matches(book: RuleBook, text: str, words: tuple[Word, ...]) -> list[Match]:
    """Return the rules that a normalised line meets by its wording or shape, the longest wording first."""
    matches = [
        match
        for match in (_judge(book, text, words, hit) for hit in find_hits(book.tree, text, words, book.networks))
        if match
    ]
    for number in sorted(book.shape_set.Match(text) or ()):
        rule, pattern = book.shapes[number]
        found = pattern.search(text) if len(words) <= rule.most_words else None
        if found:
            start, end = found.span() if rule.scope == "line_suffix" else (0, len(text))
            matches.append(Match(rule, start, end, rule.scope == "whole_line"))
    if not matches:
        matches.extend(_find_run(book, text, words) or _find_run(book, text, _split_glued(text, words)))
    return matches


def _judge(book: RuleBook, text: str, words: tuple[Word, ...], hit: Hit) -> Match | None:
    rule = book.rules[hit.rule]
    is_whole = hit.count == len(words) and hit.end == words[-1].end
    if is_whole:
        return Match(rule, 0, len(text), True)
    if rule.scope == "whole_line" or len(words) > rule.most_words:
        return None
    if rule.follows != "any" and not _breaks(text, hit.end, only_mark=rule.follows == "mark"):
        return None
    return Match(rule, 0, len(text), False)


def _breaks(text: str, end: int, *, only_mark: bool) -> bool:
    """Tell whether something new begins after a wording: a mark, or unless `only_mark` a capital or figure."""
    rest = text[end:].strip(" .*")
    if not rest:
        return True
    if rest[0].isalnum():
        return not only_mark and not rest[0].islower()
    return rest[0] in _BREAKS or (not rest[0].isascii() and rest[0] != "’")


def _split_glued(text: str, words: tuple[Word, ...]) -> tuple[Word, ...]:
    """Return the words with glued ones divided where a capital follows a small letter ('PartagerTweet')."""
    pieces: list[Word] = []
    for word in words:
        start = word.start
        for at in range(word.start + 1, word.end):
            if text[at].isupper() and text[at - 1].islower():
                pieces.append(Word(word.folded[start - word.start : at - word.start], start, at))
                start = at
        pieces.append(Word(word.folded[start - word.start :], start, word.end))
    return tuple(pieces) if len(pieces) > len(words) else ()


def _find_run(book: RuleBook, text: str, words: tuple[Word, ...]) -> list[Match]:
    """Return the match of a line of several whole-line wordings in a row ('Menu Menu', 'Copier le lien Lien copié')."""
    at, first = 0, None
    while at < len(words):
        tail = words[at:]
        whole = [
            hit for hit in find_hits(book.tree, text, tail, book.networks) if book.rules[hit.rule].scope == "whole_line"
        ]
        whole = [hit for hit in whole if hit.end == tail[hit.count - 1].end]
        if not whole:
            return []
        first = first or book.rules[whole[0].rule]
        at += whole[0].count
    return [Match(first, 0, len(text), True)] if first and len(words) <= 40 else []


def match_line(book: RuleBook, line: str) -> list[Match]:
    """Return the rules that a piece of text meets; for tests and tools."""
    text = normalised(line).strip()
    return find_matches(book, text, find_words(fold(text)))
