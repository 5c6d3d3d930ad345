from depeche.language.reading import Reading
from depeche.model import Cue, EventMention


def find_events(reading: Reading) -> tuple[EventMention, ...]:
    """Replace me: owner of this room."""
    return ()


def find_cues(reading: Reading) -> tuple[Cue, ...]:
    """Replace me: owner of this room."""
    return ()
