"""The parse of a sentence as plain tokens, read once from what the model wrote.

A spaCy Doc makes a new token at every look and searches all words for the children of one; the rooms look thousands of
times. Here: tokens with the names that spaCy gives their properties, their tree, the token at an offset. Not here: how
a sentence is parsed (see `nlp`).
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping


class Morphology:
    """The features of a form: `get("Number")` gives ["Plur"], or [] where the form has none."""

    __slots__ = ("_features", "_written")

    def __init__(self, written: str) -> None:
        """Read features written as 'Gender=Fem|Number=Plur'."""
        parted = (feature.partition("=") for feature in written.split("|") if feature)
        self._written = written
        self._features: Mapping[str, list[str]] = {name: values.split(",") for name, _, values in parted}

    def get(self, name: str) -> list[str]:
        """Return the values of a feature."""
        return self._features.get(name) or []

    def __str__(self) -> str:
        return self._written


class Token:
    """A word or mark: its place among the tokens and in the sentence, what the model says of it, and its tree."""

    __slots__ = ("children", "dep_", "head", "i", "idx", "lemma_", "lower_", "morph", "pos_", "text")

    head: Token  # of the root: itself
    children: tuple[Token, ...]  # in order

    def __init__(self, i: int, idx: int, text: str, pos: str, dep: str, lemma: str, morph: Morphology) -> None:
        self.i, self.idx, self.text, self.lower_ = i, idx, text, text.lower()
        self.pos_, self.dep_, self.lemma_, self.morph = pos, dep, lemma, morph

    def __len__(self) -> int:
        return len(self.text)

    def __repr__(self) -> str:
        return self.text

    @property
    def subtree(self) -> Iterator[Token]:
        """Yield the token and all that hang on it, each between what stands before it and after it."""
        is_before = True
        for child in self.children:
            if is_before and child.i > self.i:
                is_before = False
                yield self
            yield from child.subtree
        if is_before:
            yield self


class Parse(tuple[Token, ...]):
    """The tokens of a sentence in order; `text` is the sentence."""

    text: str
    _starts: list[int]

    @classmethod
    def of(cls, text: str, tokens: Iterable[Token], heads: Iterable[int]) -> Parse:
        """Return the parse of a text from its tokens and the place of each one's head."""
        parse = cls(tokens)
        parse.text, parse._starts = text, [token.idx for token in parse]
        children: dict[int, list[Token]] = {}
        for token, head in zip(parse, heads, strict=True):
            token.head, token.children = parse[head], ()
            if head != token.i:
                children.setdefault(head, []).append(token)
        for head, hanging in children.items():
            parse[head].children = tuple(hanging)
        return parse

    def at(self, offset: int) -> Token | None:
        """Return the token that holds an offset into the sentence, or None."""
        place = bisect_right(self._starts, offset) - 1
        return self[place] if place >= 0 and offset < self[place].idx + len(self[place].text) else None
