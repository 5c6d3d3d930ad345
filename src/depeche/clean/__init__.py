"""Clean: what of a raw text is the article, and a ledger of everything that is not.

Here: page debris, titles, publication dates, languages.
Not here: reading files (`ingest`), what the article says (`language`).
"""

from depeche.clean.article import clean

__all__ = ["clean"]
