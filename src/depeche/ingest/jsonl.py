"""The records of a .jsonl file, one a line; blank lines count as lines but are no records.

Not here: what a record says (`records`), how lines are bounded (`lines`).
"""

from __future__ import annotations

from collections.abc import Iterator

from depeche.ingest.limits import Limits, sizes
from depeche.ingest.lines import bounded_lines
from depeche.ingest.mapping import Mapping
from depeche.ingest.reasons import Reason
from depeche.ingest.records import Numbered, read_json
from depeche.ingest.unpacking import BrokenOff, Content

WIDE_BOMS = (b"\xff\xfe", b"\xfe\xff")


def read_lines(content: Content, limits: Limits, mapping: Mapping | None) -> Iterator[Numbered]:
    """Give what stands in each line that is not blank."""
    if content.head(2) in WIDE_BOMS:
        raise BrokenOff(Reason.UNDECODABLE, "a .jsonl file must be UTF-8")
    for line in bounded_lines(content, most_bytes=limits.record_bytes):
        if line.data is None:
            told = sizes(line.size_bytes, limits.record_bytes)
            yield Numbered(line.number, line.size_bytes, line.content_sha256, Reason.TOO_LARGE, told)
        elif line.data.strip():
            yield Numbered(line.number, line.size_bytes, line.content_sha256, read_json(line.data, mapping))
