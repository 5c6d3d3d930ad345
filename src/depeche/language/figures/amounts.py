"""Money and per cent: what an amount is for (a price or what a company is worth), what a share is a share of.

Here: figures with a currency or a per cent. Figures that count belong to `counts`.
"""

from __future__ import annotations

import re
from functools import cache

from depeche.language.figures import context
from depeche.language.figures.lexicon import any_of, members
from depeche.language.figures.ranges import Figure
from depeche.language.figures.scene import Kind, Scene, bounds_of, make
from depeche.model import Claim

COMPLEMENT = re.compile(
    r" {1,2}(?:de l'|de la |des |du |de |d')(?:(?:ses|son|sa|leurs?|nos|notre|vos|ces|cette|ce) )?(?:\d[\d ]{0,8} )?"
    r"(?P<noun>[a-z][a-z-]+)"
)
_SIGN = re.compile(r"(?:^|[\s(«])\+ ?$|(?:^|[\s(])- ?$")
_NEAR = 80
_GAP = r"(?:[ '][a-z-]+){0,5} $"


def money(scene: Scene, figure: Figure, found: context.Words, before: context.Words | None) -> Claim | None:
    """Return an amount; beside a word of worth it is what a company is worth."""
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
    near = scene.text[max(sentence.start if sentence else 0, first - _NEAR) : first]
    if context.has_word(near, "valuation"):
        return True
    return bool(
        re.match(r"[^.,;:]{0,25}\bde (?:valorisation|capitalisation)", scene.text[figure.end : figure.end + 60])
    )


def share(scene: Scene, figure: Figure, found: context.Words, before: context.Words | None) -> Claim | None:
    """Return a figure in per cent: a share of a whole, of votes, or (measure 'other') a change or a rate."""
    text = scene.text
    start, end, comparator = bounds_of(scene, figure, max(figure.end, found.end), before)
    noun = COMPLEMENT.match(text, found.end) if found.end >= figure.end else None
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
    if _votes().match(after):
        return "votes"
    if _SIGN.search(text[max(0, start - 2) : start]) or figure.value < 0 or _after_change().match(after):
        return "other"
    is_part = re.match(r" (?:du capital|des parts|des droits|des actions)", after)
    if (_change().search(before) or _rate().search(before)) and not is_part:
        return "other"
    if _winning().search(before) and _elections().search(text) and not COMPLEMENT.match(after):
        return "votes"
    return "share"


@cache
def _votes() -> re.Pattern[str]:
    return re.compile(rf" (?:des|de|d') ?(?:{any_of(members('vote_shares'))})(?!\w)")


@cache
def _change() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{any_of(members('changing'))})[a-z]*{_GAP}")


@cache
def _rate() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{any_of(members('rates'))})(?!\w)[^.,;:%\d]*$")


@cache
def _after_change() -> re.Pattern[str]:
    return re.compile(rf" (?:{any_of(members('changing_after'))})(?!\w)")


@cache
def _winning() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{any_of(members('winning'))})(?:[ '][a-z-]+){{0,6}} $")


@cache
def _elections() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{any_of(members('elections'))})(?!\w)")
