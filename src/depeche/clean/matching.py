"""Finds the wordings of the rules at the start of a line: one walk through a tree of words.

Here: wordings and placeholders. Not here: which rule wins, and what follows from it (`rules`, `verdicts`).
Placeholders: {n} a number, {réseau} a run of social networks' names, {mots} one to five words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from depeche.clean.folding import Word, key

_PLACEHOLDER = re.compile(r"\{(n|réseau|mots)\}")
_MOST_WILD_WORDS = 5
_LONGEST_LINE = 60  # words of a line that are looked at


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
            node = node.children.setdefault(step, Node())
        if rule not in node.rules:
            node.rules.append(rule)
    return root


def find_hits(root: Node, text: str, words: Sequence[Word], networks: frozenset[str], *, first: int = 0) -> list[Hit]:
    """Return every wording that the line has from word number `first` on, longest first."""
    hits = list(_walk(root, text, words[: first + _LONGEST_LINE], first, networks))
    hits.sort(key=lambda hit: (-hit.end, hit.rule))
    return hits


def _walk(node: Node, text: str, words: Sequence[Word], at: int, networks: frozenset[str]) -> Iterator[Hit]:
    if node.rules and at:
        for rule in node.rules:
            yield Hit(rule, at, words[at - 1].end)
    if at >= len(words):
        return
    word = words[at]
    child = node.children.get(word.folded)
    if child is not None:
        yield from _walk(child, text, words, at + 1, networks)
    else:
        yield from _glued(node, text, word, at)
    wild = node.children.get("{n}")
    if wild is not None:
        stop = at
        while stop < len(words) and words[stop].folded[0].isdigit():
            stop += 1
        if stop > at:
            yield from _walk(wild, text, words, stop, networks)
    wild = node.children.get("{réseau}")
    if wild is not None:
        stop = at
        while stop < len(words) and words[stop].folded in networks:
            stop += 1
        if stop > at:
            yield from _walk(wild, text, words, stop, networks)
    wild = node.children.get("{mots}")
    if wild is not None:
        for stop in range(at + 1, min(at + _MOST_WILD_WORDS, len(words)) + 1):
            yield from _walk(wild, text, words, stop, networks)


def _glued(node: Node, text: str, word: Word, at: int) -> Iterator[Hit]:
    """Yield the wordings whose last word has the next line glued to it ('À lire aussiAttaque')."""
    if text[word.start + 1 : word.end].islower():
        return
    for cut in range(word.start + 1, word.end):
        if text[cut].isupper() and text[cut - 1].islower():
            child = node.children.get(word.folded[: cut - word.start])
            if child is not None:
                for rule in child.rules:
                    yield Hit(rule, at + 1, cut)
            return
