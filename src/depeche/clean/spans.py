"""Cuts inside a text that do not respect its lines: scraper headers in front, embedded posts.

Here: the inline rules. Not here: rules about whole lines (`rules`).
"""

from __future__ import annotations

import re
from typing import NamedTuple

from depeche.clean.prose import function_share
from depeche.clean.rules import Category, RuleBook
from depeche.clean.shapes import compiled
from depeche.language.sentences import find_paragraphs

_LONGEST_PARAGRAPH = 20_000  # characters of one line in which an inline rule is looked for
_LONGEST_POST = 420  # characters: a post has at most 280, its signature about 100
_TRACE = re.compile(r"[@#]\w|pic\.(?:twitter|x)\.com|https?://|t\.co/")
_SENTENCE_GAP = re.compile(r"[.!?…][»”\"]? +")
_LEAST_FRENCH = 0.15  # share of function words below which a sentence is not French


class Cut(NamedTuple):
    """A stretch of raw text that a rule cuts."""

    start: int
    end: int
    category: Category
    rule: str


def find_inline_cuts(book: RuleBook, view: str) -> tuple[Cut, ...]:
    """Return the stretches that inline rules cut, in order and without overlap."""
    cuts: list[Cut] = []
    has_post = "(@" in view
    rules = [rule for rule in book.inline if has_post or rule.category != "embed"]
    if all("\\A" in (rule.shape or "") for rule in rules):  # all ask for the first line
        view = view[: len(view) - len(view.lstrip("\n "))] + view.lstrip("\n ").split("\n", 1)[0]
    for number, paragraph in enumerate(find_paragraphs(view)):
        if paragraph.end - paragraph.start > _LONGEST_PARAGRAPH and "(@" not in view[paragraph.start : paragraph.end]:
            continue
        at = paragraph.start
        for rule in rules:
            at_start = "\\A" in (rule.shape or "")
            if at_start and number:
                continue
            if rule.category == "embed" and "(@" not in view[at : paragraph.end]:
                continue
            for found in compiled(rule.shape).finditer(view[at : paragraph.end]):
                start, end = found.span(1)
                start, end = at + start, at + end
                if rule.category == "embed":
                    if view[start:end].lstrip()[0] in "—–-":
                        continue  # a signature on a line of its own: see embed.post_signature
                    start = _post_start(view, start, end, paragraph.end)
                cuts.append(Cut(start, end, rule.category, rule.id))
    return merge_cuts(tuple(cuts), ())


def merge_cuts(left: tuple[Cut, ...], right: tuple[Cut, ...]) -> tuple[Cut, ...]:
    """Return the cuts of both in order, none overlapping another: of two the one that begins earlier wins."""
    kept: list[Cut] = []
    for cut in sorted((*left, *right)):
        start = max(cut.start, kept[-1].end) if kept else cut.start
        if cut.end > start:
            kept.append(cut._replace(start=start))
    return tuple(kept)


def _post_start(view: str, start: int, end: int, limit: int) -> int:
    """Return where an embedded post begins, which has no opening mark.

    A line that ends with the signature is the post as a whole, unless it is too long for one.
    Elsewhere the post goes back as far as its sentences show a trace of a post or are no French.
    """
    if end == limit and end - start <= _LONGEST_POST:
        return start
    signature = max(view.rfind(dash, start, view.rfind("(@", start, end)) for dash in "—–-")
    begins = [start, *(match.end() for match in _SENTENCE_GAP.finditer(view, start, signature))]
    first = signature
    for begin in reversed(begins):
        sentence = view[begin:first]
        if end - begin > _LONGEST_POST or not (_TRACE.search(sentence) or function_share(sentence) < _LEAST_FRENCH):
            break
        first = begin
    return first
