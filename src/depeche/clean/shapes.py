"""Finds the shapes of the rules in a line: two automata rule out nearly all of them, the few left are searched for.

Here: which shapes a line has, and where. Not here: what follows from that (`lookup`).
One automaton knows the shapes without what makes automata large, counted repeats and the alphabets of the world, so
that it lets more through than they do; the other (Aho-Corasick) knows the words and marks that the remaining shapes
need.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple, Protocol

import ahocorasick
import re2

from depeche.clean.looks import Look

_MEMORY = 128 << 20  # bytes that an automaton may grow to; it takes what it needs
_NEVER = r"^\b$"  # keeps the place of a shape that the other automaton looks after
_PART = re.compile(r"\[\^?(?:\\.|[^\\\]])*\]|\\p(?:\{\w+\}|\w)|\\.|\{(?P<least>\d+),\d*\}")
_CLASS = re.compile(r"\\p\{?(\w+)\}?")
_SOME = {"L": "A-Za-z", "Lu": "A-Z", "Ll": "a-z", "N": "0-9"}  # of each class at least these
_EXTENDED = "".join(map(chr, range(0x100, 0x180)))  # Latin letters that French borrows: 'Š', 'ł'
_LISTED = {
    "Lu": "A-ZÀ-ÖØ-Þ" + "".join(filter(str.isupper, _EXTENDED)),
    "Ll": "a-zß-öø-ÿ" + "".join(filter(str.islower, _EXTENDED)),
    "L": r"A-Za-zªµºÀ-ÖØ-öø-ˁ\x{370}-\x{1fff}\x{2c00}-\x{2dff}\x{3041}-\x{d7ff}\x{f900}-\x{fdff}\x{fe70}-\x{fefc}",
}
_ANY = r"0-9A-Za-z\x{80}-\x{10ffff}"  # and at most these


class Shaped(Protocol):
    """A rule, as far as its shape goes."""

    @property
    def shape(self) -> str | None:
        """The pattern."""

    @property
    def needs(self) -> tuple[str, ...]:
        """What every line that has the shape holds one of, folded."""

    @property
    def most_words(self) -> int:
        """The longest line that may have it."""


class FoundShape(NamedTuple):
    """The place of a rule among the shaped ones, and where in the line its shape stands: its last group, if any."""

    number: int
    start: int
    end: int


class Shapes:
    """The shapes of some rules, in their order."""

    def __init__(self, rules: Sequence[Shaped]) -> None:
        """Build the automata; each shape itself is compiled when a line may have it."""
        self._rules = rules
        self._longest = max((rule.most_words for rule in rules if not rule.needs), default=0)
        self._free = make_searcher([_NEVER if rule.needs else relaxed(rule.shape or _NEVER) for rule in rules])
        needy = defaultdict(list)
        for number, rule in enumerate(rules):
            for need in rule.needs:
                needy[need].append(number)
        self._needs = make_finder(needy)

    def find(self, look: Look) -> list[FoundShape]:
        """Return the shapes that a line has, in the order of the rules."""
        text = look.text.encode()  # bytes spare the library a count of characters for every match
        asked = (look.count <= self._longest and self._free.Match(text)) or []
        for _, numbers in self._needs.iter(look.folded):
            asked.extend(numbers)
        if not asked:
            return []
        return [
            FoundShape(number, *_last_group(text, found))
            for number in (sorted(set(asked)) if len(asked) > 1 else asked)
            if look.count <= self._rules[number].most_words
            and (found := compiled(self._rules[number].shape).search(text))
        ]


def _last_group(text: bytes, found: Any) -> tuple[int, int]:
    """Return where the last group of a match in bytes stands in characters; the whole match where it has none."""
    start, end = found.span(found.re.groups)
    if start < 0:
        start, end = found.span()
    before = len(text[:start].decode())
    return before, before + len(text[start:end].decode())


@cache
def compiled(shape: str | None) -> Any:
    """Return the pattern of a shape, with letters as those of the press: all of Unicode's take long to compile."""
    return re2.compile(_PART.sub(_list_letters, shape or _NEVER))


def _list_letters(found: re.Match[str]) -> str:
    part = found.group()
    if part.startswith("["):
        return _CLASS.sub(lambda letters: _LISTED.get(letters[1], letters[0]), part)
    letters = _CLASS.fullmatch(part)
    return f"[{_LISTED[letters[1]]}]" if letters and letters[1] in _LISTED else part


def relaxed(shape: str) -> str:
    """Return a pattern that every line has which has the shape, and some others."""
    return _PART.sub(_relax, shape)


def _relax(found: re.Match[str]) -> str:
    part = found.group()
    if found["least"] is not None:
        return "*" if int(found["least"]) == 0 else "+"
    if part.startswith("[^"):
        return _CLASS.sub(lambda letters: _SOME[letters[1]], part)
    if part.startswith("["):
        return _CLASS.sub(lambda _: _ANY, part)
    return f"[{_ANY}]" if part.startswith("\\p") else part


def make_searcher(patterns: Sequence[str]) -> Any:
    """Return the automaton that says which of some patterns a text holds, by their numbers."""
    automaton = re2.Set.SearchSet(_options())
    for pattern in patterns or [_NEVER]:
        automaton.Add(pattern)
    automaton.Compile()
    return automaton


def make_finder(answers: Mapping[str, Any]) -> Any:
    """Return the automaton that finds words and marks wherever they stand in a text, each with what it stands for."""
    automaton = ahocorasick.Automaton()
    for word, answer in (answers or {"\0": ()}).items():
        automaton.add_word(word, answer)
    automaton.make_automaton()
    return automaton


def _options() -> Any:
    options = re2.Options()
    options.max_mem = _MEMORY
    options.log_errors = False
    return options
