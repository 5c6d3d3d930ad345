"""Ingest: bytes to raw text, one document a file or record, and nothing is ever dropped in silence.

Here: which files there are, what encoding and type they have, what they declare about themselves, exact duplicates.
Not here: what of a text is the article (`clean`), near-duplicates (`resolve`), and anything that downloads.
"""

from depeche.ingest.discover import SourceFile, discover, fingerprint
from depeche.ingest.duplicates import mark_duplicates
from depeche.ingest.limits import Limits
from depeche.ingest.reading import iter_source, read_source
from depeche.ingest.reasons import Reason

__all__ = ["Limits", "Reason", "SourceFile", "discover", "fingerprint", "iter_source", "mark_duplicates", "read_source"]
