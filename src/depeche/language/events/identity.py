"""Which mentions of one text speak of the same event: type and decisive participants, unless their dates clash.

Here: a key within one text. Not here: the event of the real world, across documents (resolve).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from depeche.language.events.grammar import steps, word_set
from depeche.language.events.roles import is_participant
from depeche.language.reading import Reading
from depeche.model import EventArgument, EventMention

_WORD = re.compile(r"\w+")


def settle_neutral(events: Iterable[EventMention], neutral: frozenset[str]) -> list[EventMention]:
    """Call a departure a dismissal where the same text says that the same person was dismissed."""
    listed = list(events)
    dismissed = {
        argument.entity_id
        for event in listed
        if event.type == "PERSONNEL.DISMISS" and event.realis == "ACTUAL" and event.polarity == "positive"
        for argument in event.arguments
        if argument.role == "person" and argument.entity_id is not None
    }
    settled = []
    for event in listed:
        persons = {argument.entity_id for argument in event.arguments if argument.role == "person"}
        if (
            event.method in neutral
            and event.realis == "ACTUAL"
            and event.polarity == "positive"
            and persons
            and persons <= dismissed
        ):
            event = replace(event, type="PERSONNEL.DISMISS")
        settled.append(event)
    return settled


def share_keys(reading: Reading, events: Iterable[EventMention]) -> tuple[EventMention, ...]:
    """Return the mentions with their key; one without participants or step joins the only event that it can mean."""
    listed = list(events)
    keys = _decisive(reading, listed)
    steps_of: dict[tuple[str, str], set[str]] = {}
    for event, key in zip(listed, keys, strict=True):
        steps_of.setdefault((event.type, key), set()).update(filter(None, (_step(event),)))
    dated: dict[str, list[EventMention]] = {}
    done = []
    for event, key in zip(listed, keys, strict=True):
        step = _step(event) or _only(steps_of[event.type, key])
        done.append(replace(event, in_document_key=_with_date(f"{event.type}{step}|{key}", event, dated)))
    return tuple(done)


def _decisive(reading: Reading, events: Sequence[EventMention]) -> list[str]:
    """Return what tells the events of a type apart, by mention: participants, those of the only event, or '?'."""
    own = [_participants(reading, event) for event in events]
    named: dict[str, set[str]] = {}
    persons: dict[str, set[str]] = {}
    for event, key in zip(events, own, strict=True):
        if key:
            named.setdefault(event.type, set()).add(key)
        if _names_person(reading, event):
            persons.setdefault(event.type, set()).add(key)
    found = []
    for event, key in zip(events, own, strict=True):
        person = _only(persons.get(event.type, set()))
        if person and _describes_one(reading, event):
            key = person
        found.append(key or _only(named.get(event.type, set())) or "?")
    return found


def _only(found: Collection[str]) -> str:
    """Return the only one of some texts, "" where there are none or several."""
    return next(iter(found)) if len(found) == 1 else ""


def _names_person(reading: Reading, event: EventMention) -> bool:
    named = [reading.entities.get(a.entity_id or "") for a in event.arguments if a.role == "person"]
    return any(entity is not None and entity.label == "PER" for entity in named)


def _describes_one(reading: Reading, event: EventMention) -> bool:
    """Tell whether a mention of coming or going leaves its one person unnamed: 'l'éviction du patron'."""
    if not event.type.startswith("PERSONNEL.") or _names_person(reading, event):
        return False
    described = [a for a in event.arguments if a.role == "person"]
    return all(_first_word(reading, a) in word_set("one_definite") and not a.surface.endswith("s") for a in described)


def _first_word(reading: Reading, argument: EventArgument) -> str:
    """Return the first word of what stands for a participant, an elided article alone."""
    found = _WORD.search(reading.view[argument.start : argument.end].lower())
    return found.group() if found is not None else ""


def _step(event: EventMention) -> str:
    """Return the step of a case, or the direction of a price, that a trigger tells; "" where it tells none."""
    words = event.trigger.lower()
    for step, stems in steps(event.type).items():
        if any(words.startswith(stem) or f" {stem}" in words for stem in stems):
            return f".{step}"
    return ""


def _participants(reading: Reading, event: EventMention) -> str:
    """Return the decisive participants: the persons, else the organisations, else the words that stand for them."""
    taking_part = [a for a in event.arguments if is_participant(a.role)]
    named = [a.entity_id for a in taking_part if a.entity_id is not None]
    persons = sorted({i for i in named if i in reading.entities and reading.entities[i].label == "PER"})
    chosen = persons or sorted(set(named)) or sorted({a.surface.lower() for a in taking_part})
    return "+".join(chosen)


def _with_date(key: str, event: EventMention, dated: dict[str, list[EventMention]]) -> str:
    """Number the key where the date of a mention excludes those of the mentions before it."""
    if event.date is None or event.date.date_start is None or event.date.date_end is None:
        return key
    earlier = dated.setdefault(key, [])
    number = 0
    for number, other in enumerate(earlier):
        date = other.date
        assert date is not None and date.date_start is not None and date.date_end is not None
        if date.date_start <= event.date.date_end and event.date.date_start <= date.date_end:
            return f"{key}|{number}" if number else key
    earlier.append(event)
    number = len(earlier) - 1
    return f"{key}|{number}" if number else key
