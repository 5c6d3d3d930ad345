"""Speech without quotation marks: a line that begins with a dash and has a reporting clause.

'— On ne cédera rien, promet Farid, 24 ans.' Lists that use dashes have no such clause and are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from depeche.language.quotes.cast import Hearing
from depeche.language.quotes.inversion import inverted_subject
from depeche.language.quotes.marks import Marked
from depeche.language.quotes.verbs import find_said, without_clitics
from depeche.language.sentences import find_paragraphs
from depeche.model import Quote

_DASH = re.compile(r"[—–] ?(?=\w)")
_LONGEST = 300


def find_dialogue(reading: Hearing, marks: Sequence[Marked]) -> list[Quote]:
    """Return the words before the reporting clause of each line that begins with a dash."""
    found = []
    for paragraph in find_paragraphs(reading.view):
        dash = _DASH.match(reading.view, paragraph.start, paragraph.end)
        if dash is None or any(m.opening < paragraph.end and paragraph.start < m.closing for m in marks):
            continue
        quote = _line(reading, dash.end(), min(paragraph.end, dash.end() + _LONGEST))
        if quote is not None:
            found.append(quote)
    return found


def _line(reading: Hearing, start: int, end: int) -> Quote | None:
    for said in find_said(reading, start, end):
        lead = without_clitics(reading.view[start : said.start])
        if not said.is_finite or not lead.endswith((",", "!", "?", "…")) or len(lead.split()) < 3:
            continue
        speaker = inverted_subject(reading, said, end)
        if speaker is None:
            continue
        stop = start + len(lead.rstrip(","))
        return Quote(
            start=start,
            end=stop,
            text=reading.text[start:stop],
            kind="direct",
            speaker_id=speaker.entity_id,
            speaker_surface=reading.text[speaker.span.start : speaker.span.end],
            speaker=speaker.span,
            cue=reading.view[said.start : said.end],
            is_unconfirmed=said.is_conditional,
            is_continuation=False,
            method="quote:dialogue",
        )
    return None
