"""How a line is known again in another document of its outlet: by its words, whatever their case and spacing.

Here: what identifies a line. Not here: which lines are learned (`recurring`) and cut (`learned`).
"""

from __future__ import annotations

import hashlib
import re

_LETTERS = re.compile(r"[^\W\d_]{3}")
_ENDS_SENTENCE = (".", "!", "?", "…", "»", "”", '"', ")")
_RUNNING = 80  # characters from which a line that ends a sentence is running text


def line_digest(line: str) -> int | None:
    """Return a number for a line, whatever its case and spacing; None for one without a word."""
    if not _LETTERS.search(line):
        return None
    plain = " ".join(line.lower().replace("’", "'").split())
    return int.from_bytes(hashlib.blake2b(plain.encode("utf-8", "replace"), digest_size=8).digest(), "little")


def is_running(line: str) -> bool:
    """Tell whether a line is running text rather than a button, a title or an entry of a list."""
    return len(line) >= _RUNNING and line.rstrip().endswith(_ENDS_SENTENCE)
