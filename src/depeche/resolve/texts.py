"""The words of all texts as numbers, read once for all who compare texts by their words.

Words are folded as in `names`; a number says nothing but which word it is, and holds within one resolution only. Not
here: what is compared (`near_duplicates`, `stories`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from depeche.model import ReadArticle
from depeche.resolve.names import words_of

Numbers = NDArray[np.int32]


class Text(NamedTuple):
    """The words of one article."""

    words: Numbers  # of the text, line after line
    line_ends: tuple[int, ...]  # where each line ends among `words`
    title_words: int  # at the beginning, that merely repeat the title
    title: Numbers


@dataclass(frozen=True, slots=True)
class Texts:
    """All articles by their words."""

    vocabulary: tuple[str, ...]  # the word of every number
    articles: tuple[Text, ...]

    def only(self, chosen: Sequence[int]) -> Texts:
        """Return some of the articles."""
        return Texts(self.vocabulary, tuple(self.articles[at] for at in chosen))


class _Vocabulary(dict[str, tuple[int, ...]]):
    """The numbers of the words in a stretch without white space; a stretch is folded when it is first met.

    White space always ends a word, so that a text folds to the words of its stretches.
    """

    def __init__(self) -> None:
        super().__init__()
        self.numbers: dict[str, int] = {}

    def __missing__(self, stretch: str) -> tuple[int, ...]:
        found = tuple(self.numbers.setdefault(word, len(self.numbers)) for word in words_of(stretch))
        self[stretch] = found
        return found


def read_texts(articles: Sequence[ReadArticle]) -> Texts:
    """Return the words of articles, in their order."""
    vocabulary = _Vocabulary()
    found = tuple(_text(read.article.text, read.article.title, vocabulary) for read in articles)
    return Texts(tuple(vocabulary.numbers), found)


def _text(text: str, title: str | None, vocabulary: _Vocabulary) -> Text:
    numbered = vocabulary.__getitem__
    words: list[int] = []
    ends: list[int] = []
    for line in text.split("\n"):
        words.extend(chain.from_iterable(map(numbered, line.split())))
        ends.append(len(words))
    named = list(chain.from_iterable(map(numbered, (title or "").split())))
    repeats_title = title is not None and len(ends) > 1 and words[: ends[0]] == named
    return Text(
        np.array(words, dtype=np.int32), tuple(ends), ends[0] if repeats_title else 0, np.array(named, dtype=np.int32)
    )
