"""Finds where in the lines the article stands: its body, and what lies before and after.

Here: one pass that sums what each line is worth (the best run of lines wins), and the signs of a whole
page. Not here: what is cut (`verdicts`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from depeche.clean.lines import Line
from depeche.clean.lookup import Match

_MOST_PER_LINE = 80  # words: one huge line must not outweigh the rest of a page
_STARTED = 70  # a run worth this much is an article; the head of a comment zone ends it
_AFTER_ARTICLE = 2.0  # how many times more a run below the foot of an article must be worth to be the article after all
_AFTER_COMMENTS = 6.0  # the same below the head of a comment zone: readers write more than journalists
_DIVIDERS = frozenset({"read_also", "advertising", "share", "embed", "newsletter", "credit"})  # stand inside articles
_MOST_DIVIDERS = 4  # such lines in a row
_BOXES = frozenset({"read_also", "advertising", "newsletter", "share"})  # heads that also stand inside an article
_NAME = re.compile(r"(?<=[^\W\d_][ '])[A-ZÀ-ÖØ-ÞŒ][^\W\d_]{3,}")
_SITE = frozenset({"navigation", "footer", "paywall", "cookie", "newsletter", "read_also"})  # a site's own lines
_LEAST_SITE_LINES = 10  # outside the body: fewer may come with a copied article
_BARE_FREE, _BARE_MOST = (
    4,
    8,
)  # so many bare lines in a row cost their plain price; further ones cost more, up to a bound


class _Run(NamedTuple):
    """A run of lines [first, last) with its worth; it must be `handicap` times better than the best before it."""

    value: float
    first: int
    last: int
    handicap: float


@dataclass(frozen=True, slots=True)
class Zones:
    """Line numbers: the body is [body, tail)."""

    body: int
    tail: int
    is_page: bool  # a whole page was stored, not only its article

    def where(self, number: int) -> str:
        """Return head, body or tail."""
        return "head" if number < self.body else "body" if number < self.tail else "tail"


def find_zones(lines: Sequence[Line], matches: Sequence[Match | None], worths: Sequence[float]) -> Zones:
    """Return the best run of lines, trimmed to lines that read as text."""
    best, best_span = 0.0, (0, len(lines))
    for run in _find_runs(lines, matches, worths):
        if run.value > best * (run.handicap if best >= _STARTED else 1.0):
            best, best_span = run.value, (run.first, run.last)
    body, tail = _trim(lines, matches, *best_span)
    tail = _extend(lines, matches, worths, tail)
    tail = _go_on(lines, matches, worths, body, tail)
    return Zones(body, tail, _is_page(lines, matches, body, tail))


def _find_runs(lines: Sequence[Line], matches: Sequence[Match | None], worths: Sequence[float]) -> list[_Run]:
    """Return the runs of lines that are worth something, in order."""
    runs: list[_Run] = []
    current, start, peak, peak_end = 0.0, 0, 0.0, 0
    bare, handicap = 0, 1.0
    for number, worth in enumerate(worths):
        match = matches[number]
        bare = 0 if lines[number].is_prose else bare + 1
        if worth < 0:
            worth -= min(max(bare - _BARE_FREE, 0), _BARE_MOST)
        ends = match is not None and match.rule.takes == "rest" and current >= _STARTED
        if current + worth <= 0 or ends:
            if peak > 0:
                runs.append(_Run(peak, start, peak_end, handicap))
            if match is not None and ends:
                handicap = max(handicap, _AFTER_COMMENTS if match.rule.category == "comment" else _AFTER_ARTICLE)
            current, start, peak, peak_end = 0.0, number + 1, 0.0, number + 1
            continue
        current += worth
        if current > peak:
            peak, peak_end = current, number + 1
    if peak > 0:
        runs.append(_Run(peak, start, peak_end, handicap))
    return runs


def line_worth(line: Line, match: Match | None) -> float:
    """Return what a line adds to a run: running text counts its words, buttons and bare titles cost."""
    count = line.count
    if match is not None:
        return -12.0 if match.rule.takes == "rest" or match.rule.category == "byline" else -6.0
    if line.is_prose:
        return float(min(count, _MOST_PER_LINE) - 6)
    if line.mark and count >= 4:
        return -1.0
    return -3.0 if count > 3 else -4.0


def _trim(lines: Sequence[Line], matches: Sequence[Match | None], body: int, tail: int) -> tuple[int, int]:
    while body < tail and (matches[body] is not None or not lines[body].is_prose):
        body += 1
    while tail > body and (matches[tail - 1] is not None or not lines[tail - 1].is_prose):
        tail -= 1
    if body == tail:  # nothing reads as running text: everything is body, and rules alone decide
        return 0, len(lines)
    return body, tail


def _extend(lines: Sequence[Line], matches: Sequence[Match | None], worths: Sequence[float], tail: int) -> int:
    """Return the tail moved behind running text that only pointers and buttons divide from the body."""
    gap = 0
    for number in range(tail, len(lines)):
        match = matches[number]
        if match is None and lines[number].is_prose and worths[number] > 0:
            tail, gap = number + 1, 0
            continue
        gap += 1
        is_divider = match is not None and match.rule.category in _DIVIDERS and match.rule.takes != "rest"
        if (
            not is_divider
            or gap > _MOST_DIVIDERS
            or (match is not None and match.is_whole and match.rule.takes == "titles")
        ):
            break
    return tail


def _go_on(
    lines: Sequence[Line], matches: Sequence[Match | None], worths: Sequence[float], body: int, tail: int
) -> int:
    """Return the tail moved behind running text of the same article that a box of other titles divides from the body.

    The text goes on where a page keeps it in the container of the body, or a plain text names who the body names.
    """
    inside = lines[body:tail]
    homes = {_home(line) for line in inside if line.is_prose}
    names: set[str] | None = None
    gap = 0
    for number in range(tail, len(lines)):
        match, line = matches[number], lines[number]
        if match is not None and match.rule.takes == "rest" and match.rule.category not in _BOXES:
            break
        if match is None and line.is_prose and worths[number] > 0:
            if _home(line) not in homes:
                break
            if line.block is None:
                names = _names(inside) if names is None else names
                if not names & _names([line]):
                    break
            tail, gap = number + 1, 0
            continue
        gap += 1
        if gap > _MOST_DIVIDERS:
            break
    return tail


def _home(line: Line) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """Return the containers of a line of a page."""
    return (line.block.ancestors, line.block.hints) if line.block is not None else None


def _names(lines: Sequence[Line]) -> set[str]:
    """Return the capitalised words of some length that stand inside sentences."""
    return {word for line in lines for word in _NAME.findall(line.text)}


def _is_page(lines: Sequence[Line], matches: Sequence[Match | None], body: int, tail: int) -> bool:
    outside = [number for number in range(len(lines)) if not body <= number < tail]
    short = 0
    for number in outside:
        match, line = matches[number], lines[number]
        short += match.rule.category in _SITE if match else not line.mark and line.count <= 12
    return short >= _LEAST_SITE_LINES
