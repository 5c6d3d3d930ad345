"""Money and per cent: what an amount is for (a price or what a company is worth), what a share is a share of.

Here: figures with a currency or a per cent. Figures that count belong to `counts`.
"""

from __future__ import annotations

import re

from depeche.language.figures import context
from depeche.language.figures.ranges import Figure
from depeche.language.figures.scene import Kind, Scene, bounds_of, make
from depeche.language.figures.wordings import pattern
from depeche.model import Claim

_SIGN = re.compile(r"(?:^|[\s(«])\+ ?$|(?:^|[\s(])- ?$")
_NEAR = 80


def money(scene: Scene, figure: Figure, found: context.Words, before: context.Words | None) -> Claim | None:
    """Return an amount; beside a word of worth it is what a company is worth."""
    if figure.last.is_article and found.meaning is None:  # 'pas un centime'
        return None
    first = min(figure.start, found.start)
    if before is None and found.start < figure.first.start:
        before = context.comparator_before(scene.text, found.start)
    start, end, comparator = bounds_of(scene, figure, max(figure.end, found.end), before)
    measure = "valuation" if is_worth(scene, figure, first) else "money"
    unit = found.meaning or "other"
    return make(scene, figure, (min(start, first), end, comparator), Kind(measure, unit, measure))


def is_worth(scene: Scene, figure: Figure, first: int) -> bool:
    """Whether a word of worth stands before an amount in its sentence, or 'de valorisation' directly behind it."""
    sentence = scene.reading.sentence_at(figure.first.start)
    begin = sentence.start if sentence else 0
    near = scene.text[max(begin, first - _NEAR) : first]
    if pattern("raised").search(near):
        return False
    if (
        pattern("put_at").search(near)
        or context.has_word(near, "valuation")
        or pattern("worth_goes_on").search(scene.text, begin, first)
    ):
        return True
    if pattern("gone").search(near):
        return False
    return pattern("of_worth").match(scene.text[figure.end : figure.end + 60]) is not None


def share(scene: Scene, figure: Figure, found: context.Words, before: context.Words | None) -> Claim | None:
    """Return a figure in per cent: a share of a whole, of votes, or (measure 'other') a change or a rate."""
    text = scene.text
    start, end, comparator = bounds_of(scene, figure, max(figure.end, found.end), before)
    noun = pattern("complement").match(text, found.end) if found.end >= figure.end else None
    if noun:
        end = max(end, noun.end())
    start = min(start, found.start) if found.end <= figure.start else start
    measure = _measure(scene, start, figure, found)
    span = noun.span("noun") if noun else None
    return make(scene, figure, (start, end, comparator), Kind(measure, "percent", "percent"), noun=span)


def _measure(scene: Scene, start: int, figure: Figure, found: context.Words) -> str:
    text = scene.text
    after = text[max(found.end, figure.end) : max(found.end, figure.end) + 40]
    sentence = scene.reading.sentence_at(figure.first.start)
    before = text[max(sentence.start if sentence else 0, start - 70) : start]
    is_of_whole = pattern("complement").match(after) is not None
    if pattern("votes").match(after) or (pattern("approved_by").search(before) and not is_of_whole):
        return "votes"
    if _SIGN.search(text[max(0, start - 2) : start]) or figure.value < 0 or pattern("after_change").match(after):
        return "other"
    is_change = pattern("change").search(before) or pattern("rate").search(before)
    is_change = is_change or pattern("direct_change").search(before) or pattern("rate_after").match(after)
    is_change = is_change or pattern("brought_to").search(before) or pattern("cut_by").search(before)
    if is_change and not pattern("part_of_company").match(after):
        return "other"
    is_won = pattern("winning").search(before) and pattern("elections").search(text)
    return "votes" if is_won and not is_of_whole else "share"
