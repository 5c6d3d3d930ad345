"""Says which cleaning rules a line meets.

Here: one line against all rules.
Not here: where the line stands in the text, which decides whether the rule may act (`verdicts`).
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from depeche.clean.bars import entries
from depeche.clean.dateline import is_dateline
from depeche.clean.folding import Word, find_words, fold
from depeche.clean.matching import Hit, find_hits
from depeche.clean.rules import READERS, Rule, RuleBook
from depeche.language.view import normalised

_CAMEL = re.compile("[a-zà-öø-ÿœ][A-ZÀ-ÖØ-ÞŒ]")
_LONGEST_BAR = 40  # words
_BREAKS = frozenset(":-–—|>»•·/([{«\"“‘'►→?!…#*=+%€&")


@dataclass(frozen=True, slots=True)
class Match:
    """A rule that a line meets; `start` and `end` are its offsets in the line; `is_whole`: nothing follows."""

    rule: Rule
    start: int
    end: int
    is_whole: bool

    @property
    def is_partial(self) -> bool:
        """Whether only a part of the line is cut."""
        return self.rule.scope == "line_suffix"


def find_matches(book: RuleBook, text: str, words: tuple[Word, ...]) -> list[Match]:
    """Return the rules that a normalised line meets by its wording or shape, the longest wording first."""
    matches = [
        match
        for match in (_judge(book, text, words, hit) for hit in find_hits(book.tree, text, words, book.networks))
        if match
    ]
    if not matches:
        matches.extend(_find_entries(book, text, words))
    for number in sorted(book.shape_set.Match(text) or ()):
        rule, pattern = book.shapes[number]
        found = pattern.search(text) if len(words) <= rule.most_words else None
        if found:
            start, end = found.span(pattern.groups) if rule.scope == "line_suffix" else (0, len(text))
            matches.append(Match(rule, start, end, rule.scope == "whole_line"))
    if not matches:
        matches.extend(_find_run(book, text, words) or _find_run(book, text, _split_glued(text, words)))
    read = (rule for rule in book.readers if _reads(rule, text, words, matches))
    return [*(Match(rule, 0, len(text), True) for rule in read), *matches]


def _reads(rule: Rule, text: str, words: tuple[Word, ...], matches: list[Match]) -> bool:
    """Tell whether a rule with a reader meets a line that no other rule meets; a date also overrules a menu."""
    if len(words) > rule.most_words or rule.reader is None:
        return False
    is_open = not matches or (
        rule.reader == "dateline" and (matches[0].is_partial or matches[0].rule.category == "navigation")
    )
    return is_open and READERS[rule.reader](text)


def _judge(book: RuleBook, text: str, words: tuple[Word, ...], hit: Hit) -> Match | None:
    rule = book.rules[hit.rule]
    is_whole = hit.count == len(words) and hit.end == words[-1].end
    if is_whole:
        return Match(rule, 0, len(text), True)
    if rule.scope == "whole_line" or len(words) > rule.most_words:
        return None
    if rule.follows != "any" and not _breaks(text, hit.end, only_mark=rule.follows == "mark"):
        return None
    return Match(rule, 0, len(text), False)


def _breaks(text: str, end: int, *, only_mark: bool) -> bool:
    """Tell whether something new begins after a wording: a mark, or unless `only_mark` a capital or figure."""
    rest = text[end:].strip(" .*")
    if not rest:
        return True
    if rest[0].isalnum():
        return not only_mark and not rest[0].islower()
    return rest[0] in _BREAKS or (not rest[0].isascii() and rest[0] != "’")


def _split_glued(text: str, words: tuple[Word, ...]) -> tuple[Word, ...]:
    """Return the words with glued ones divided where a capital follows a small letter ('PartagerTweet')."""
    if not _CAMEL.search(text):
        return ()
    pieces: list[Word] = []
    for word in words:
        start = word.start
        for at in range(word.start + 1, word.end):
            if text[at].isupper() and text[at - 1].islower():
                pieces.append(Word(word.folded[start - word.start : at - word.start], start, at))
                start = at
        pieces.append(Word(word.folded[start - word.start :], start, word.end))
    return tuple(pieces) if len(pieces) > len(words) else ()


def _find_run(book: RuleBook, text: str, words: tuple[Word, ...]) -> list[Match]:
    """Return the match of a line of several whole-line wordings in a row ('Menu Menu', 'Copier le lien Lien copié')."""
    at, first = 0, None
    while at < len(words):
        tail = words[at:]
        whole = [
            hit for hit in find_hits(book.tree, text, tail, book.networks) if book.rules[hit.rule].scope == "whole_line"
        ]
        whole = [hit for hit in whole if hit.end == tail[hit.count - 1].end]
        if not whole:
            return []
        first = first or book.rules[whole[0].rule]
        at += whole[0].count
    return [Match(first, 0, len(text), True)] if first and len(words) <= 40 else []


def _find_entries(book: RuleBook, text: str, words: tuple[Word, ...]) -> list[Match]:
    """Return the match of a bar of which half the entries at least are whole-line wordings; most of them decide."""
    parts = entries(text) if len(words) <= _LONGEST_BAR else ()
    votes: Counter[str] = Counter()
    found: list[Rule] = []
    telling = 0
    for part in parts if len(parts) > 1 else ():
        part_words = find_words(fold(part))
        if sum(len(word.folded) for word in part_words if not word.folded.isdigit()) <= 2:
            continue  # an icon or a figure
        telling += 1
        hits = [hit for hit in find_hits(book.tree, part, part_words, book.networks) if hit.count == len(part_words)]
        rule = next((book.rules[hit.rule] for hit in hits), None)
        if rule is not None:
            votes[rule.category] += 1
            found.append(rule)
    if not found or 2 * len(found) < telling or is_dateline(text):
        return []
    category = max(votes, key=lambda name: votes[name])
    return [Match(next(rule for rule in found if rule.category == category), 0, len(text), True)]


def match_line(book: RuleBook, line: str) -> list[Match]:
    """Return the rules that a piece of text meets; for tests and tools."""
    text = normalised(line).strip()
    return find_matches(book, text, find_words(fold(text)))
