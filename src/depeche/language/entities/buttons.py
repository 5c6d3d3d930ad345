"""Rows of buttons to share a page by: names of networks that nobody speaks of.

Here: where they stand. What else is no part of an article belongs to `clean`, which `depeche annotate` does without.
"""

from __future__ import annotations

from depeche.language.entities.lexicon import Lexicon
from depeche.language.sentences import find_paragraphs
from depeche.model import Span

_FEWEST = 3
_MARKS = " ,;|•·/-–:"


def share_buttons(view: str, lexicon: Lexicon) -> list[Span]:
    """Return the lines that only name networks: three or more in a row, or one line with three or more names."""
    found: list[Span] = []
    row: list[Span] = []
    for line in [*find_paragraphs(view), Span(len(view), len(view))]:
        names = [name.strip(_MARKS) for name in view[line.start : line.end].replace("|", ",").split(",")]
        names = [name for name in names if name]
        is_row = bool(names) and all(name in lexicon.platforms for name in names)
        if is_row and len(names) >= _FEWEST:
            found.append(line)
        elif is_row:
            row.append(line)
            continue
        found += row if len(row) >= _FEWEST else []
        row = []
    return found
