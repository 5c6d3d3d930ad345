"""Which roles take part in an event, and which only describe it."""

from __future__ import annotations

from depeche.language.events.grammar import word_set


def is_participant(role: str) -> bool:
    """Tell whether the filler of a role takes part in the event."""
    return role not in word_set("describing_roles")
