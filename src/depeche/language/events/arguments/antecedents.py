"""Which name a common noun was tied to anywhere in the text: 'le syndicat X', 'le maire, X', 'X, directrice de …'.

Here: wordings that tie a noun to a name. Not here: pronouns, and the organisation in focus (referents).
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from depeche.language.events.grammar import wordings
from depeche.language.events.kinds import kinds
from depeche.language.reading import Reading
from depeche.language.wordings import any_of
from depeche.model import Label, Mention

_BEFORE = 80  # characters before a name in which its noun may stand
_AFTER = 50
_LAST = 9  # characters in which 'ancien' stands right before a noun


class _Patterns(NamedTuple):
    """The wordings around a noun, made from the lists."""

    past: re.Pattern[str]
    former_or_deputy: re.Pattern[str]
    complement: re.Pattern[str]
    apposed: str  # what may stand before a noun that explains the name before it


@cache
def _patterns() -> _Patterns:
    return _Patterns(
        re.compile(any_of(wordings("former")) + "[ -]"),
        re.compile(rf"\b{any_of(wordings('former') + wordings('deputies'))}\b"),
        re.compile(rf" {any_of(wordings('complement_openers'), is_glued=True)}[^,.;:!?«»()]{{2,50}},? "),
        any_of(wordings("before_apposed_nouns"), is_glued=True),
    )


def named_as(reading: Reading, noun: str, label: Label) -> str | None:
    """Return the only entity of a label that the text calls by a noun; None for none or several."""
    found = {
        mention.entity_id
        for mention in reading.mentions
        if mention.label == label and mention.entity_id is not None and _is_called(reading, mention, noun)
    }
    return found.pop() if len(found) == 1 else None


def last_union(reading: Reading, before: int) -> str | None:
    """Return the trade union that was named last before a place."""
    named = [
        mention
        for mention in reading.mentions
        if mention.label == "ORG" and mention.end <= before and mention.entity_id is not None
    ]
    unions = [m for m in named if kinds()["union_names"].intersection(re.split(r"[\s-]+", m.surface.lower()))]
    return unions[-1].entity_id if unions else None


def is_former_or_deputy(role: str) -> bool:
    """Tell whether a role is that of a former holder or of a deputy."""
    return _patterns().former_or_deputy.search(role.lower()) is not None


def _is_called(reading: Reading, mention: Mention, noun: str) -> bool:
    view = reading.view
    before = view[max(0, mention.start - _BEFORE) : mention.start].lower()
    at = before.rfind(noun)
    if at >= 0 and _ties(before[:at], before[at + len(noun) :], is_person=mention.label == "PER"):
        return True
    if mention.surface.lower().startswith(noun + " "):
        return True
    after = view[mention.end : mention.end + _AFTER].lower()
    tied = re.match(rf", {_patterns().apposed}?{re.escape(noun)}\b", after)
    return tied is not None and not is_former_or_deputy(after[tied.start() : tied.end() + _LAST])


def _ties(left: str, between: str, *, is_person: bool) -> bool:
    """Tell whether the words around a noun make the name that follows its name."""
    if not re.search(r"(?:^|[\s'’«(])$", left) or _patterns().past.search(left[-_LAST:]):
        return False
    if between.strip() in ("", ","):
        return between != ""
    if not is_person:
        return False
    return between.endswith(", ") and _patterns().complement.fullmatch(between) is not None
