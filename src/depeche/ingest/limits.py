"""How much one file, one record and one text may hold, so that no scrape can exhaust the memory of a run."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Upper bounds, inclusive. A .jsonl file as a whole has none: it is read line by line."""

    file_bytes: int = 64 << 20
    page_bytes: int = 16 << 20  # HTML: its tree takes a multiple of the file
    page_tags: int = 400_000  # every '<' counts
    record_bytes: int = 16 << 20  # one line of a .jsonl file
    text_chars: int = 5_000_000


DEFAULT_LIMITS = Limits()
