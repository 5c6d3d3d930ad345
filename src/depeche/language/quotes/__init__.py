from depeche.language.reading import Reading
from depeche.model import Quote


def find_quotes(reading: Reading) -> tuple[Quote, ...]:
    """Replace me: owner of this room."""
    return ()
