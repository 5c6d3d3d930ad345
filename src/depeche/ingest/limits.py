"""How much one file, one record and one text may hold, so that no scrape can exhaust the memory of a run."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Upper bounds, inclusive. A file of records as a whole has none but Parquet: it is read record by record."""

    file_bytes: int = 64 << 20
    page_bytes: int = 16 << 20  # HTML: its tree takes a multiple of the file
    page_tags: int = 400_000  # every '<' counts
    record_bytes: int = 16 << 20  # one line of a .jsonl file, one row of a table
    table_bytes: int = 4 << 30  # a Parquet file, which is copied to the disk to be read
    column_bytes: int = 1 << 30  # one column of a row group of a Parquet file, unpacked
    unpacked_ratio: int = 200  # how many times its size a packed file may unpack to …
    unpacked_bytes: int = 64 << 20  # … beyond so many bytes
    row_bytes: int = 1 << 10  # what a row of a Parquet file, packed in itself, counts at least towards that
    text_chars: int = 5_000_000


DEFAULT_LIMITS = Limits()


def sizes(size: int, most: int) -> str:
    """Say how large something is and how large it may be."""
    return f"{size / (1 << 20):,.1f} MiB, at most {most / (1 << 20):,.1f} MiB"
