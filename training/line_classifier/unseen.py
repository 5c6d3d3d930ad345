"""Rule books as they would be had one site never been seen.

The rules were written with the labelled pages in view: on these pages they find more than they would elsewhere. A
classifier that learnt behind them would learn how little is left there. So each page is read with a book that lacks the
wordings and shapes that occur on no other site than its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace

from pages import Page

from depeche.clean.looks import look_at
from depeche.clean.lookup import find_matches
from depeche.clean.matching import build_tree, find_hits
from depeche.clean.rules import RuleBook, make_book
from depeche.language.view import normalised

_WORDED = ("whole_line", "line_prefix")


class Usage:
    """Which sites show each wording and each shape."""

    def __init__(self, book: RuleBook, pages: Iterable[Page]) -> None:
        """Look for every wording in every line of all modes."""
        self._book = book
        self.wordings: dict[tuple[str, str], set[str]] = defaultdict(set)
        self.shapes: dict[str, set[str]] = defaultdict(set)
        worded = [(rule, wording) for rule in book.rules if rule.scope in _WORDED for wording in rule.wordings]
        tree = build_tree([(number, wording) for number, (_, wording) in enumerate(worded)])
        for page in pages:
            lines = {line.strip() for text in page.texts.values() for line in normalised(text).split("\n")}
            for look in map(look_at, sorted(lines - {""})):
                for hit in find_hits(tree, look, book.networks):
                    rule, wording = worded[hit.rule]
                    if hit.word_count == look.count or (rule.scope == "line_prefix" and look.count <= rule.most_words):
                        self.wordings[rule.id, wording].add(page.site)
                for match in find_matches(book, look):
                    if match.rule.shape:
                        self.shapes[match.rule.id].add(page.site)

    def book_without(self, site: str) -> RuleBook:
        """Return the rules less what occurs on this site alone."""
        rules = tuple(
            replace(
                rule,
                wordings=tuple(word for word in rule.wordings if self.wordings.get((rule.id, word)) != {site})
                if rule.scope in _WORDED
                else rule.wordings,
                shape=None if self.shapes.get(rule.id) == {site} else rule.shape,
            )
            for rule in self._book.rules
        )
        return make_book(rules, self._book.networks)
