"""Finds the wordings of the rules at the start of a line: one walk through a tree of words.

Here: wordings and placeholders. Not here: which rule wins, and what follows from it (`rules`, `verdicts`).
Placeholders: {n} a number, {réseau} a run of social networks' names, {mots} one to five words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from depeche.clean.folding import fold

_STEP = re.compile(r"\{(?:n|reseau|mots)\}|[^\W_]+")
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
    def spans(self) -> Sequence[tuple[int, int]]:
        """Where each of them stands."""


class Hit(NamedTuple):
    """A wording of rule number `rule` that covers the first `count` words of a line."""

    rule: int
    word_count: int
    end: int  # offset in the line where the wording ends


@dataclass(slots=True)
class Node:
    """A place in the tree of wordings."""

    children: dict[str, Node] = field(default_factory=dict)
    rules: list[int] = field(default_factory=list)
    has_wild: bool = False  # one of the children is a placeholder


def wording_steps(wording: str) -> tuple[str, ...]:
    """Return the steps of a wording: folded words and placeholders."""
    return tuple(_STEP.findall(fold(wording)))


def build_tree(wordings: Sequence[tuple[int, str]]) -> Node:
    """Return the tree of (rule number, wording) pairs."""
    root = Node()
    for rule, wording in wordings:
        node = root
        for step in wording_steps(wording):
            node.has_wild = node.has_wild or step[0] == "{"
            child = node.children.get(step)
            if child is None:
                child = node.children[step] = Node()
            node = child
        if rule not in node.rules:
            node.rules.append(rule)
    return root


def find_hits(root: Node, look: Worded, networks: frozenset[str], *, first: int = 0) -> list[Hit]:
    """Return every wording that a line has from word number `first` on, longest first."""
    if not _could_begin(root, look, first, networks):
        return []
    hits: list[Hit] = []
    _Walk(look, networks, min(len(look.key), first + _LONGEST_LINE), hits).on(root, first)
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
    return look.is_camel and _glue(look.text, *look.spans[first]) is not None


class _Walk(NamedTuple):
    """A walk through the tree along the words of a line, and what it has found."""

    look: Worded
    networks: frozenset[str]
    limit: int  # words that are looked at
    hits: list[Hit]

    def on(self, node: Node, at: int) -> None:
        """Go on from a place in the tree with the word of this number."""
        look, key, limit = self.look, self.look.key, self.limit
        while True:
            if node.rules:
                end = look.spans[at - 1][1]
                self.hits.extend([Hit(rule, at, end) for rule in node.rules])
            if at >= limit or not node.children:
                return
            if node.has_wild:
                self._on_wild(node, at)
            child = node.children.get(key[at])
            if child is None:
                if look.is_camel:
                    self._on_glued(node, at)
                return
            node = child
            at += 1

    def _on_wild(self, node: Node, at: int) -> None:
        """Go on with the placeholders that stand here."""
        key, limit = self.look.key, self.limit
        wild = node.children.get("{n}")
        if wild is not None:
            stop = at
            while stop < limit and key[stop][0].isdigit():
                stop += 1
            if stop > at:
                self.on(wild, stop)
        wild = node.children.get("{reseau}")
        if wild is not None:
            stop = at
            while stop < limit and key[stop] in self.networks:
                stop += 1
            if stop > at:
                self.on(wild, stop)
        wild = node.children.get("{mots}")
        if wild is not None:
            last = min(at + _MOST_WILD_WORDS, limit)
            is_open = bool(wild.rules) or wild.has_wild or self.look.is_camel
            if is_open or not wild.children.keys().isdisjoint(key[at + 1 : last + 1]):
                for stop in range(at + 1, last + 1):
                    if is_open or (stop < limit and key[stop] in wild.children):
                        self.on(wild, stop)

    def _on_glued(self, node: Node, at: int) -> None:
        """Find the wordings whose last word has the next line glued to it ('À lire aussiAttaque')."""
        start, end = self.look.spans[at]
        cut = _glue(self.look.text, start, end)
        if cut is not None:
            child = node.children.get(self.look.key[at][: cut - start])
            if child is not None:
                self.hits.extend([Hit(rule, at + 1, cut) for rule in child.rules])


def _glue(text: str, start: int, end: int) -> int | None:
    """Return where in a word a capital follows a small letter for the first time."""
    if text[start + 1 : end].islower():
        return None
    return next((cut for cut in range(start + 1, end) if text[cut].isupper() and text[cut - 1].islower()), None)
