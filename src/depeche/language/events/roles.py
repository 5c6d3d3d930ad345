"""Which roles take part in an event, and which only describe it."""

from __future__ import annotations

from depeche.language.events.grammar import word_set
from depeche.model import EventMention


def is_participant(role: str) -> bool:
    """Tell whether the filler of a role takes part in the event."""
    return role not in word_set("describing_roles")


def participants(event: EventMention) -> frozenset[str]:
    """Return the entities that take part in an event."""
    return frozenset(a.entity_id for a in event.arguments if a.entity_id is not None and is_participant(a.role))
