"""The grammar of French dates: patterns over the folded text, each with the reader of its match.

Here: how the rules of grammar.yml become patterns, and what must stand in a line for one to match. What a match says
stands in `readers`; how neighbours combine (ranges, 'fin', a weekday with its day in brackets) belongs to `compose`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple

from depeche.language.dates import readers
from depeche.language.dates.expression import Wording
from depeche.language.dates.lexicon import any_of, number_words, table
from depeche.language.dates.needs import Needs, needs_of
from depeche.words import read_words

Reader = Callable[[re.Match[str]], Wording | None]

READERS: dict[str, Reader] = {
    "calendar_day": readers.read_calendar_day,
    "numeric_day": readers.read_numeric_day,
    "day_without_year": readers.read_day_without_year,
    "month": readers.read_month,
    "numeric_month": readers.read_numeric_month,
    "two_years": readers.read_two_years,
    "year": readers.read_year,
    "year_named": readers.read_year_named,
    "decade": readers.read_decade,
    "century": readers.read_century,
    "part": readers.read_part,
    "season": readers.read_season,
    "weekday": readers.read_weekday,
    "offset": readers.read_offset,
    "sequel": readers.read_sequel,
    "this_unit": readers.read_this_unit,
    "unit": readers.read_unit,
    "weekend": readers.read_weekend,
    "vague": readers.read_vague,
    "ago": readers.read_ago,
    "ahead": readers.read_ahead,
    "shift": readers.read_shift,
    "holiday": readers.read_holiday,
    "clock": readers.read_clock,
    "day_part": readers.read_day_part,
}
_JOINED = {"relations": ("last", "next", "following", "preceding"), "all_holidays": ("holidays", "easter")}
_NAME = re.compile(r"\{([A-Za-z]\w*)\}")


class Rule(NamedTuple):
    """A pattern and what its match says; the reader may still decline. No match goes beyond its line."""

    pattern: re.Pattern[str]
    read: Reader
    needs: Needs


@cache
def rules() -> tuple[Rule, ...]:
    """Return the rules; of matches that begin at one place the longest counts, then the earlier rule."""
    grammar: dict[str, Any] = read_words("language/dates", "grammar")
    found = []
    for name, templates in grammar["rules"].items():
        before = grammar["before"].get(name, grammar["before"]["any"])
        for template in templates:
            named = _named(template, grammar["names"])
            found.append(Rule(_compiled(f"{before}(?:{named})(?!\\w)"), READERS[name], needs_of(named, words_of)))
    return tuple(found)


def _named(template: str, names: dict[str, str]) -> str:
    """Return a template in which only lists are left as names."""
    return _NAME.sub(lambda found: _named(names[found[1]], names) if found[1] in names else found[0], template)


def _compiled(template: str) -> re.Pattern[str]:
    """Compile a template in which a space stands for one to four spaces and '~' for none to four."""
    filled = _NAME.sub(lambda found: _alternatives(found[1]), template)
    spaced = filled.replace("~", " {0,4}").replace(" ", " {1,4}")
    return re.compile(spaced.replace(" {1,4}{0,4}", " {0,4}"))


def _alternatives(name: str) -> str:
    return number_words() if name == "numbers" else any_of(words_of(name))


@cache
def words_of(name: str) -> tuple[str, ...]:
    """Return the words that the name of a list stands for in the rules."""
    return tuple(table("number_words") if name == "numbers" else table(*_JOINED.get(name, (name,))))
