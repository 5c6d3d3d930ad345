"""What the page's structure says about a line: the names of its containers, and how much of it is a link.

Here: HTML only. Not here: wordings (`rules`), which hold for pages and plain text alike.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from depeche.clean.cards import find_cards
from depeche.clean.lines import Line
from depeche.clean.rules import Category, RuleBook
from depeche.model import Block

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


def find_signs(lines: Sequence[Line], book: RuleBook) -> list[Sign | None]:
    """Return for each line what its containers say it is; containers of the running text say nothing."""
    text_hints, text_tags, total = _containers(lines)
    common_tags = {tag for tag, size in text_tags.items() if size >= _SHARED * total}
    hint_signs: dict[str, Sign | None] = {hint: None for hint, size in text_hints.items() if size >= _SHARED * total}
    for hint in text_hints:
        if hint not in hint_signs:
            hint_signs[hint] = match_hint(book, hint)
    doubtful = {hint for hint, sign in hint_signs.items() if sign is not None and sign.category in _DOUBTFUL}
    hint_signs.update(dict.fromkeys(_misleading(lines, doubtful)))
    cards = find_cards(lines)
    signs: list[Sign | None] = []
    known: dict[tuple[tuple[str, ...], str, tuple[str, ...]], Sign | None] = {}
    for number, line in enumerate(lines):
        block = line.block
        if block is None:
            signs.append(None)
            continue
        if number in cards:
            signs.append(_CARD)
            continue
        place = (block.hints, block.tag, block.ancestors)
        if place not in known:
            known[place] = _sign(block, book, hint_signs, common_tags)
        signs.append(known[place] or _link_sign(line))
    return signs


def _misleading(lines: Sequence[Line], doubtful: set[str]) -> set[str]:
    """Return the names, of those that could also mean a box of the site, that hold paragraphs of the article."""
    words: Counter[str] = Counter()
    plain: Counter[str] = Counter()
    paragraphs: Counter[str] = Counter()
    for line in lines:
        for hint in doubtful.intersection(line.block.hints) if line.block is not None else ():
            words[hint] += line.count
            if line.is_prose and line.link_share < _PLAIN:
                plain[hint] += line.count
                paragraphs[hint] += 1
    return {
        hint
        for hint in sorted(doubtful)
        if paragraphs[hint] >= _LEAST_PARAGRAPHS and plain[hint] >= _LEAST_PLAIN * words[hint]
    }


def _containers(lines: Sequence[Line]) -> tuple[Counter[str], Counter[str], int]:
    hints: Counter[str] = Counter()
    tags: Counter[str] = Counter()
    total = 0
    for line in lines:
        if line.block is not None and line.is_prose and line.link_share < _LINKED:
            total += line.count
            for hint in set(line.block.hints):
                hints[hint] += line.count
            for tag in {line.block.tag, *line.block.ancestors}:
                tags[tag] += line.count
    return hints, tags, max(total, 1)


def _sign(block: Block, book: RuleBook, hint_signs: dict[str, Sign | None], common_tags: set[str]) -> Sign | None:
    """Return what the innermost telling container of a block says; `hint_signs` remembers names met before."""
    for hint in reversed(block.hints):
        if hint not in hint_signs:
            hint_signs[hint] = match_hint(book, hint)
        sign = hint_signs[hint]
        if sign is not None:
            return sign
    for tag in (block.tag, *reversed(block.ancestors)):
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
