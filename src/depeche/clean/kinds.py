"""Names the kind of each kept line: title, subheading, list item, caption or paragraph."""

from __future__ import annotations

import re

from depeche.clean.reading import Reading
from depeche.model import SegmentKind

_ITEM = re.compile(r"^(?:[•·*▪‣◦–—-] |\d{1,2}[.)] )")
_CAPTION_TAGS = frozenset({"figcaption", "figure"})
_HEADING_TAGS = frozenset({"h2", "h3", "h4", "h5", "h6"})
_LONGEST_SUBHEADING = 16  # words


def line_kind(reading: Reading, number: int) -> SegmentKind:
    """Return the kind of a kept line."""
    line = reading.lines[number]
    if number == reading.title:
        return "title"
    if line.block is not None:
        if line.block.tag in _CAPTION_TAGS or _CAPTION_TAGS & set(line.block.ancestors[-3:]):
            return "caption"
        if line.block.tag in _HEADING_TAGS:
            return "subheading"
        if line.block.tag == "li" or "li" in line.block.ancestors[-2:]:
            return "list_item"
    if _ITEM.match(line.text):
        return "list_item"
    following = next((n for n in range(number + 1, len(reading.lines)) if reading.is_free(n)), None)
    is_followed = following is not None and (reading.lines[following].is_prose or reading.lines[following].mark == ".")
    if (
        line.is_bare
        and line.mark in ("", "?", "!")
        and line.count <= _LONGEST_SUBHEADING
        and is_followed
        and not line.is_glued
    ):
        return "subheading"
    return "paragraph"
