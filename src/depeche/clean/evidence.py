"""What the page's structure says about a line: the names of its containers, and how much of it is a link.

Here: HTML only. Not here: wordings (`rules`), which hold for pages and plain text alike.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from depeche.clean.cards import find_cards
from depeche.clean.lines import Line
from depeche.clean.rules import Category, RuleBook

_PARTS = re.compile(r"[a-z0-9]+")
_REMEMBERED = 1 << 14  # names: the pages of one site share theirs
_MOST_PARTS = 3  # parts of the longest wording of a hint
_SHARED = 0.3  # containers that hold this share of the running text hold the article, whatever they are called
_TAGS: dict[str, tuple[Category, str]] = {
    "nav": ("navigation", "structure.nav"),
    "footer": ("footer", "structure.footer"),
    "aside": ("read_also", "structure.aside"),
    "form": ("navigation", "structure.form"),
    "button": ("navigation", "structure.button"),
    "select": ("navigation", "structure.select"),
    "option": ("navigation", "structure.select"),
    "label": ("navigation", "structure.form"),
    "menu": ("navigation", "structure.nav"),
    "amp-sidebar": ("navigation", "structure.nav"),
    "amp-consent": ("cookie", "structure.consent"),
    "amp-ad": ("advertising", "structure.ad"),
    "amp-embed": ("advertising", "structure.ad"),
    "amp-social-share": ("share", "structure.share"),
}
_MOSTLY_LINK = 0.8
_LINKED = 0.5  # link share from which running text is no text of the article
_PLAIN = 0.3  # link share below which running text is plain
# Names that sites also give to the second half of an article (behind the wall, below an advertisement): what they hold
# is looked at before they are believed. Comments and other articles are running text, too: those names are believed.
_DOUBTFUL = frozenset({"paywall", "advertising", "byline", "navigation", "newsletter", "share", "hashtag", "embed"})
_LEAST_PARAGRAPHS = 3  # paragraphs that a doubtful name must hold to be none
_LEAST_PLAIN = 0.75  # and their share of all its words


class Sign(NamedTuple):
    """What the structure says a line is."""

    category: Category
    rule: str


_CARD = Sign("read_also", "structure.card")


class _Home(NamedTuple):
    """The containers of a line: of one article all paragraphs share theirs."""

    hints: tuple[str, ...]
    tag: str
    ancestors: tuple[str, ...]


def find_signs(lines: Sequence[Line], book: RuleBook) -> list[Sign | None]:
    """Return for each line what its containers say it is; containers of the running text say nothing."""
    homes: dict[_Home, list[int]] = defaultdict(list)
    for number, line in enumerate(lines):
        if line.block is not None:
            homes[_Home(line.block.hints, line.block.tag, line.block.ancestors)].append(number)
    text_hints, text_tags, total = _containers(lines, homes)
    common_tags = {tag for tag, size in text_tags.items() if size >= _SHARED * total}
    hint_signs: dict[str, Sign | None] = {hint: None for hint, size in text_hints.items() if size >= _SHARED * total}
    for hint in text_hints:
        if hint not in hint_signs:
            hint_signs[hint] = match_hint(book, hint)
    doubtful = {hint for hint, sign in hint_signs.items() if sign is not None and sign.category in _DOUBTFUL}
    hint_signs.update(dict.fromkeys(_misleading(lines, homes, doubtful)))
    signs: list[Sign | None] = [None] * len(lines)
    for home, numbers in homes.items():
        sign = _sign(home, book, hint_signs, common_tags)
        for number in numbers:
            signs[number] = sign or _link_sign(lines[number])
    for number in find_cards(lines):
        signs[number] = _CARD
    return signs


def _misleading(lines: Sequence[Line], homes: Mapping[_Home, Sequence[int]], doubtful: set[str]) -> set[str]:
    """Return the names, of those that could also mean a box of the site, that hold paragraphs of the article."""
    words: Counter[str] = Counter()
    plain: Counter[str] = Counter()
    paragraphs: Counter[str] = Counter()
    for home, numbers in homes.items() if doubtful else ():
        for hint in doubtful.intersection(home.hints):
            words[hint] += sum(lines[number].count for number in numbers)
            running = [lines[n].count for n in numbers if lines[n].is_prose and lines[n].link_share < _PLAIN]
            plain[hint] += sum(running)
            paragraphs[hint] += len(running)
    return {
        hint
        for hint in sorted(doubtful)
        if paragraphs[hint] >= _LEAST_PARAGRAPHS and plain[hint] >= _LEAST_PLAIN * words[hint]
    }


def _containers(lines: Sequence[Line], homes: Mapping[_Home, Sequence[int]]) -> tuple[Counter[str], Counter[str], int]:
    """Return how many words of running text each name and each tag holds, and how many there are."""
    hints: Counter[str] = Counter()
    tags: Counter[str] = Counter()
    total = 0
    for home, numbers in homes.items():
        size = sum(lines[n].count for n in numbers if lines[n].is_prose and lines[n].link_share < _LINKED)
        if size:
            total += size
            for hint in set(home.hints):
                hints[hint] += size
            for tag in {home.tag, *home.ancestors}:
                tags[tag] += size
    return hints, tags, max(total, 1)


def _sign(home: _Home, book: RuleBook, hint_signs: dict[str, Sign | None], common_tags: set[str]) -> Sign | None:
    """Return what the innermost telling container of a line says; `hint_signs` remembers names met before."""
    for hint in reversed(home.hints):
        if hint not in hint_signs:
            hint_signs[hint] = match_hint(book, hint)
        sign = hint_signs[hint]
        if sign is not None:
            return sign
    for tag in (home.tag, *reversed(home.ancestors)):
        if tag in _TAGS and tag not in common_tags:
            return Sign(*_TAGS[tag])
    return None


@lru_cache(_REMEMBERED)
def match_hint(book: RuleBook, hint: str) -> Sign | None:
    """Return what a class name or id says: a wording fits where its parts stand side by side in the name."""
    parts = tuple(_PARTS.findall(hint))
    for size in range(min(_MOST_PARTS, len(parts)), 0, -1):
        for start in range(len(parts) - size + 1):
            rule = book.hints.get(parts[start : start + size])
            if rule is not None:
                return Sign(rule.category, rule.id)
    return None


def _link_sign(line: Line) -> Sign | None:
    """Return the sign of a line that is a link and nothing else."""
    if line.block is None or line.link_share < _MOSTLY_LINK or line.block.tag in ("h1",):
        return None
    return Sign("read_also" if line.count >= 5 else "navigation", "structure.link_only")
