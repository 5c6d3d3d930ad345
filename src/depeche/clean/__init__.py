"""Clean: what of a raw text is the article, and a ledger of everything that is not.

Here: page debris, titles, publication dates, languages.
Not here: reading files (`ingest`), what the article says (`language`).
"""

from depeche.clean.article import clean, strip
from depeche.clean.learned import OutletLines

__all__ = ["OutletLines", "clean", "strip"]
