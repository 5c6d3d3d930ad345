"""Quotations: somebody's words, in marks or reported, and who says them.

Here: quotations as such. Who is the source of an event belongs to `events`; where sentences end, to `sentences`.
"""

from __future__ import annotations

from depeche.language.quotes.cast import hear
from depeche.language.quotes.context import with_headlines
from depeche.language.quotes.dialogue import find_dialogue
from depeche.language.quotes.direct import find_direct
from depeche.language.quotes.indirect import beside_marks, find_indirect
from depeche.language.quotes.marks import find_marks
from depeche.language.reading import Reading
from depeche.model import Quote

__all__ = ["find_quotes"]


def find_quotes(reading: Reading) -> tuple[Quote, ...]:
    """Return the quotations of a text in order; an indirect one is left out where its clause holds one in marks."""
    reading = hear(reading)
    marks = find_marks(reading.view)
    reported = find_indirect(reading, marks)
    quotes = with_headlines(reading, find_direct(reading, marks, reported) + find_dialogue(reading, marks))
    free = [left for r in reported if (left := beside_marks(reading, r, quotes)) is not None]
    return tuple(sorted([*quotes, *free], key=lambda quote: (quote.start, quote.end)))
