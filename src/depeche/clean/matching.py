"""Finds the wordings of the rules at the start of a line: one walk through a tree of words.

Here: wordings and placeholders. Not here: which rule wins, and what follows from it (`rules`, `verdicts`).
Placeholders: {n} a number, {réseau} a run of social networks' names, {mots} one to five words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from depeche.clean.folding import Word, key

_PLACEHOLDER = re.compile(r"\{(n|réseau|mots)\}")
_MOST_WILD_WORDS = 5
_LONGEST_LINE = 60  # words of a line that are looked at


class Worded(Protocol):
    """A text with its words."""

    @property
    def text(self) -> str:
        """The text, normalised."""

    @property
    def is_camel(self) -> bool:
        """Whether a capital follows a small letter anywhere."""

    @property
    def key(self) -> Sequence[str]:
        """The folded words."""

    @property
    def words(self) -> Sequence[Word]:
        """The folded words with their offsets."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A wording of rule number `rule` that covers the first `count` words of a line."""

    rule: int
    count: int
    end: int  # offset in the line where the wording ends


@dataclass(slots=True)
class Node:
    """A place in the tree of wordings."""

    children: dict[str, Node] = field(default_factory=dict)
    rules: list[int] = field(default_factory=list)
    has_wild: bool = False  # one of the children is a placeholder


def wording_steps(wording: str) -> tuple[str, ...]:
    """Return the steps of a wording: folded words and placeholders."""
    steps: list[str] = []
    at = 0
    for match in _PLACEHOLDER.finditer(wording):
        steps.extend(key(wording[at : match.start()]))
        steps.append(match.group())
        at = match.end()
    steps.extend(key(wording[at:]))
    return tuple(steps)


def build_tree(wordings: Sequence[tuple[int, str]]) -> Node:
    """Return the tree of (rule number, wording) pairs."""
    root = Node()
    for rule, wording in wordings:
        node = root
        for step in wording_steps(wording):
            node.has_wild = node.has_wild or step[0] == "{"
            node = node.children.setdefault(step, Node())
        if rule not in node.rules:
            node.rules.append(rule)
    return root


def find_hits(root: Node, look: Worded, networks: frozenset[str], *, first: int = 0) -> list[Hit]:
    """Return every wording that a line has from word number `first` on, longest first."""
    if not _could_begin(root, look, first, networks):
        return []
    hits = list(_walk(_Walk(look, networks, min(len(look.key), first + _LONGEST_LINE)), root, first))
    if len(hits) > 1:
        hits.sort(key=lambda hit: (-hit.end, hit.rule))
    return hits


def _could_begin(root: Node, look: Worded, first: int, networks: frozenset[str]) -> bool:
    """Tell whether any wording begins with the word of this number: false for most lines."""
    if first >= len(look.key):
        return False
    word = look.key[first]
    if word in root.children or word[0].isdigit() or word in networks:
        return True
    wild = root.children.get("{mots}")
    if wild is not None and not wild.children.keys().isdisjoint(look.key[first + 1 : first + _MOST_WILD_WORDS + 2]):
        return True
    return look.is_camel and _glue(look.text, look.words[first]) is not None


class _Walk(NamedTuple):
    look: Worded
    networks: frozenset[str]
    limit: int  # words that are looked at


def _walk(walk: _Walk, node: Node, at: int) -> Iterator[Hit]:
    look = walk.look
    for rule in node.rules:
        yield Hit(rule, at, look.words[at - 1].end)
    if at >= walk.limit or not node.children:
        return
    word = look.key[at]
    child = node.children.get(word)
    if child is not None:
        yield from _walk(walk, child, at + 1)
    elif look.is_camel:
        yield from _glued(node, look, at)
    if not node.has_wild:
        return
    wild = node.children.get("{n}")
    if wild is not None:
        stop = at
        while stop < walk.limit and look.key[stop][0].isdigit():
            stop += 1
        if stop > at:
            yield from _walk(walk, wild, stop)
    wild = node.children.get("{réseau}")
    if wild is not None:
        stop = at
        while stop < walk.limit and look.key[stop] in walk.networks:
            stop += 1
        if stop > at:
            yield from _walk(walk, wild, stop)
    wild = node.children.get("{mots}")
    if wild is not None:
        for stop in range(at + 1, min(at + _MOST_WILD_WORDS, walk.limit) + 1):
            goes_on = stop < walk.limit and look.key[stop] in wild.children
            if goes_on or wild.rules or wild.has_wild or look.is_camel:
                yield from _walk(walk, wild, stop)


def _glued(node: Node, look: Worded, at: int) -> Iterator[Hit]:
    """Yield the wordings whose last word has the next line glued to it ('À lire aussiAttaque')."""
    word = look.words[at]
    cut = _glue(look.text, word)
    if cut is not None:
        child = node.children.get(word.folded[: cut - word.start])
        if child is not None:
            for rule in child.rules:
                yield Hit(rule, at + 1, cut)


def _glue(text: str, word: Word) -> int | None:
    """Return where in a word a capital follows a small letter for the first time."""
    if text[word.start + 1 : word.end].islower():
        return None
    return next(
        (cut for cut in range(word.start + 1, word.end) if text[cut].isupper() and text[cut - 1].islower()), None
    )
