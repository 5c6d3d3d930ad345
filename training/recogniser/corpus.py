"""Read annotated articles and cut them into the paragraphs that the recogniser is given when it works.

Here: WiNER-fr's records as labelled paragraphs, and the folds of cross-validation. Not here: changes of spelling
(see `typography`) and sentences of our own (see `invented`).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from depeche.language.sentences import find_paragraphs
from depeche.language.view import normalised

# Names of the first kinds count; one inside a longer one of these kinds is dropped. Others come after them, where they
# touch none of them: nothing is taken from "attentats de Paris" by its being an event.
NAMES = {"Person": "PER", "Organization": "ORG", "Location": "LOC"}
OTHER_NAMES = {"Product": "MISC", "Event": "MISC"}


class Name(NamedTuple):
    """A labelled stretch of a text."""

    start: int
    end: int
    label: str


class Labelled(NamedTuple):
    """One paragraph in the form in which the recogniser sees it, and its names, sorted and disjoint."""

    text: str
    names: tuple[Name, ...]


class Article(NamedTuple):
    """One annotated article: names to learn from, which are flat, and all names of the labels that are scored."""

    identifier: str
    text: str
    names: tuple[Name, ...]
    scored: frozenset[Name]


def read_articles(path: Path) -> list[Article]:
    """Return the articles of a JSON Lines file of WiNER-fr, with flat names."""
    articles = []
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            entities = record["entities"]
            scored = frozenset(_of_kinds(entities, NAMES))
            articles.append(Article(record["id"], record["text"], _flat(entities), scored))
    return articles


def _of_kinds(entities: Iterable[dict[str, object]], kinds: dict[str, str]) -> list[Name]:
    return [
        Name(int(str(e["start"])), int(str(e["end"])), kinds[str(e["label"])]) for e in entities if e["label"] in kinds
    ]


def _flat(entities: Iterable[dict[str, object]]) -> tuple[Name, ...]:
    """Return the outermost names of the kinds that count, and the others that touch none of them."""
    kept: list[Name] = []
    for kinds in (NAMES, OTHER_NAMES):
        for name in sorted(_of_kinds(entities, kinds), key=lambda n: (n.start - n.end, n.start, n.label)):
            if all(name.end <= other.start or other.end <= name.start for other in kept):
                kept.append(name)
    return tuple(sorted(kept))


def paragraphs(article: Article) -> list[Labelled]:
    """Return the paragraphs of an article, normalised as `depeche.language` does before it asks the recogniser."""
    view = normalised(article.text)
    return [
        Labelled(
            view[p.start : p.end],
            tuple(
                Name(n.start - p.start, n.end - p.start, n.label)
                for n in article.names
                if p.start <= n.start and n.end <= p.end
            ),
        )
        for p in find_paragraphs(view)
    ]


def fold_of(identifier: str, folds: int) -> int:
    """Return the fold of an article: steady, whatever other articles there are."""
    return int(hashlib.sha256(f"fold/{identifier}".encode()).hexdigest(), 16) % folds
