"""The records that the passes over the lines of one text share.

Here: a verdict, its category, the reading that fills up. Not here: any decision (`verdicts`, `pointers`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, cast

from depeche.clean.appeals import told_category
from depeche.clean.evidence import Sign
from depeche.clean.lines import Line
from depeche.clean.lookup import Match
from depeche.clean.rules import Category
from depeche.clean.zones import Zones


class Verdict(NamedTuple):
    """What cuts a line; `start` and `end` are offsets in the line when only a part of it is cut."""

    category: Category
    rule: str
    start: int | None = None
    end: int | None = None


@dataclass(slots=True)
class Reading:
    """The lines of one text with all that was found about them; `verdicts` fills up as the passes run."""

    lines: Sequence[Line]
    matches: list[Match | None]
    signs: list[Sign | None]
    zones: Zones
    title: int | None
    verdicts: list[Verdict | None]
    first_prose: int
    second_prose: int  # between the two stand the lines below a standfirst
    last_prose: int

    @property
    def is_plain_text(self) -> bool:
        """Whether the text was no page: then no line stands in a block of markup."""
        return all(line.block is None for line in self.lines)

    def is_free(self, number: int) -> bool:
        """Tell whether nothing was decided about a line."""
        return self.verdicts[number] is None and number != self.title


def category_of(line: Line, otherwise: Category) -> Category:
    """Return the category of a line that is cut for its place or look: what its words tell, else the usual one."""
    return cast("Category", told_category(line.look) or otherwise)
