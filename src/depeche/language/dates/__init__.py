from depeche.language.reading import Reading
from depeche.model import DateExpression


def find_dates(reading: Reading) -> tuple[DateExpression, ...]:
    """Replace me: owner of this room."""
    return ()
