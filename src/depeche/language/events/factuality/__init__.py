"""How a text presents an event: realis and polarity, decided by cues with a reach, and the cues themselves."""

from depeche.language.events.factuality.cues import find_cues

__all__ = ["find_cues"]
