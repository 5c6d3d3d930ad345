"""Headlines, which tell in the present what the text below says is still to come: 'Volney ferme son usine'.

Here: what a headline takes over from its text. Not here: the words of the headline itself (factuality).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from depeche.language.events.grammar import word_set
from depeche.language.events.roles import participants
from depeche.language.reading import Reading
from depeche.model import EventMention

_ENDS = (".", "!", "?", "…", "»", '"', "”", ":", ";", ",")
_AHEAD = ("PLANNED", "UNCONFIRMED")
_SHORTENED = ("BUSINESS.", "PERSONNEL.", "GOVERNANCE.", "PRODUCT.", "CONFLICT.PROTEST")  # acts of speech are done


def settle_headlines(reading: Reading, events: Iterable[EventMention]) -> list[EventMention]:
    """Return the events in order of their triggers; what a headline tells as done, and the whole text below as
    planned or rumour only, is that.
    """
    listed = sorted(events, key=lambda event: (event.start, event.end, event.type))
    told = [event for event in listed if not _is_headline(reading, event)]
    return [_settled(reading, event, told) for event in listed]


def _settled(reading: Reading, event: EventMention, told: Sequence[EventMention]) -> EventMention:
    is_done = event.realis == "ACTUAL" and event.polarity == "positive" and event.type.startswith(_SHORTENED)
    if not is_done or not _is_headline(reading, event) or _is_past(reading, event):
        return event
    same = [other for other in told if other.type == event.type and _may_be_one(event, other)]
    below = next((other for other in same if other.start > event.end), None)
    if below is None or below.realis not in _AHEAD or below.polarity == "negative":
        return event
    if any(other.realis == "ACTUAL" for other in same):
        return event
    return replace(event, realis=below.realis)


def _is_headline(reading: Reading, event: EventMention) -> bool:
    """Tell whether a mention stands in a line of its own that no mark ends: a title, a crosshead."""
    sentence = reading.sentences[event.sentence_index]
    is_last = sentence.end >= len(reading.view) or reading.view[sentence.end] == "\n"
    return is_last and not reading.view[sentence.start : sentence.end].rstrip().endswith(_ENDS)


def _is_past(reading: Reading, event: EventMention) -> bool:
    """Tell whether an auxiliary stands before the trigger, or opens it: 'a vendu', 'est parti'."""
    sentence = reading.sentences[event.sentence_index]
    before = reading.view[sentence.start : event.start].lower().split()[-2:]
    words = [*before, *event.trigger.lower().split()[:1]]
    return not word_set("auxiliaries_finite").isdisjoint(words)


def _may_be_one(event: EventMention, other: EventMention) -> bool:
    """Tell whether two mentions of a type may be of one event: they share a participant, or one names none."""
    own, others = participants(event), participants(other)
    return not own or not others or bool(own & others)
