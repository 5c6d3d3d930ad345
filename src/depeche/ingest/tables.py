"""The rows of a .csv or .tsv file: the first line names the columns, every further row is a record.

Commas, semicolons, tabs or bars, whichever the first line is parted by; cells may be quoted and hold line breaks. A
row that cannot be meant is rejected alone. Rows are counted from 1 below the first line, blank lines left out. Not
here: what a record says (`records`).
"""

from __future__ import annotations

import csv
import hashlib
from collections import deque
from collections.abc import Iterator
from io import StringIO
from typing import NamedTuple

from depeche.ingest.decode import decode
from depeche.ingest.jsonl import WIDE_BOMS
from depeche.ingest.limits import Limits, sizes
from depeche.ingest.lines import Line, bounded_lines
from depeche.ingest.mapping import Mapping
from depeche.ingest.reasons import Reason
from depeche.ingest.records import Numbered, Record, has_text, read_fields
from depeche.ingest.unpacking import BrokenOff, Content

_DELIMITERS = (",", ";", "\t", "|")
_MOST_LINES = 20_000  # of one row
_MOST_RETURNS = 20  # how often lines may be read again because a quotation mark was not closed: keeps it linear


class _Row(NamedTuple):
    lines: tuple[Line, ...]
    is_open: bool = False  # no quotation mark closes what one opens


def read_rows(content: Content, limits: Limits, mapping: Mapping | None) -> Iterator[Numbered]:
    """Give what stands in each row below the first line."""
    if content.head(2) in WIDE_BOMS:
        raise BrokenOff(Reason.UNDECODABLE, "a table must be UTF-8 or in an 8-bit encoding")
    csv.field_size_limit(max(csv.field_size_limit(), limits.record_bytes))
    rows = _Rows(bounded_lines(content, most_bytes=limits.record_bytes), limits.record_bytes)
    head = rows.head()
    if not has_text(head, mapping):
        raise BrokenOff(Reason.NO_TEXT_FIELD)
    for number, row in enumerate(rows.following(), start=1):
        line = row.lines[0]
        if line.data is None:
            told = sizes(line.size_bytes, limits.record_bytes)
            yield Numbered(number, line.size_bytes, line.content_sha256, Reason.TOO_LARGE, told)
            continue
        data = b"\n".join(line.data or b"" for line in row.lines)
        found, detail = (Reason.UNCLOSED_QUOTE, None) if row.is_open else _record(data, head, rows.delimiter, mapping)
        yield Numbered(number, len(data), hashlib.sha256(data).hexdigest(), found, detail)


def _record(
    data: bytes, head: tuple[str, ...], delimiter: str, mapping: Mapping | None
) -> tuple[Record | Reason, str | None]:
    """Return the record of a row, or why there is none, and a detail of that."""
    decoded = decode(data)
    if isinstance(decoded, Reason):
        return decoded, None
    cells = _cells(decoded.text, delimiter)
    if len(cells) != len(head):
        return Reason.WRONG_CELLS, f"{len(cells)} instead of {len(head)}"
    return read_fields(dict(zip(head, cells, strict=True)), decoded.encoding, mapping), None


def _cells(text: str, delimiter: str) -> list[str]:
    """Return the cells of the first row of a text; none where it cannot be parted."""
    try:
        return next(csv.reader(StringIO(text, newline=""), delimiter=delimiter), [])
    except csv.Error:
        return []


class _Rows:
    """Puts the lines of a table together to rows: a cell in quotation marks may go on in the next line."""

    def __init__(self, lines: Iterator[Line], most_bytes: int) -> None:
        self._lines = lines
        self._most_bytes = most_bytes
        self._again: deque[Line] = deque()  # to be read once more
        self._returns = 0
        self.delimiter = _DELIMITERS[0]

    def head(self) -> tuple[str, ...]:
        """Return the names of the columns, one for each, and remember what parts them."""
        line = next((line for line in iter(self._line, None) if line.data is None or line.data.strip()), None)
        if line is None:
            raise BrokenOff(Reason.EMPTY_FILE)
        decoded = decode(line.data) if line.data is not None else Reason.TOO_LARGE
        if isinstance(decoded, Reason):
            raise BrokenOff(decoded, "the first line must name the columns")
        text = decoded.text.strip("\r")
        self.delimiter = max(_DELIMITERS, key=lambda delimiter: len(_cells(text, delimiter)))
        names: dict[str, None] = {}
        for number, cell in enumerate(_cells(text, self.delimiter), start=1):
            name = cell.strip() or f"column {number}"
            names[name if name not in names else f"{name} ({number})"] = None
        return tuple(names)

    def following(self) -> Iterator[_Row]:
        """Give the rows below the first line."""
        while (row := self._next()) is not None:
            if len(row.lines) > 1 or row.lines[0].data is None or row.lines[0].data.strip():
                yield row

    def _line(self) -> Line | None:
        return self._again.popleft() if self._again else next(self._lines, None)

    def _next(self) -> _Row | None:
        """Return the next row; where no quotation mark closes what its first line opens, that line alone."""
        taken: list[Line] = []
        is_whole = self._take(taken)
        if not taken:
            return None
        if is_whole or taken[0].data is None:
            return _Row(tuple(taken))
        self._again.extendleft(reversed(taken[1:]))
        self._returns += 1
        return _Row((taken[0],), is_open=True)

    def _take(self, taken: list[Line]) -> bool:
        """Take the lines of one row and tell whether it ends there."""
        is_exhausted = False

        def feed() -> Iterator[str]:
            nonlocal is_exhausted
            size = 0
            most = _MOST_LINES if self._returns < _MOST_RETURNS else 1
            while len(taken) < most and (line := self._line()) is not None:
                taken.append(line)
                size += line.size_bytes
                if line.data is None or size > self._most_bytes:
                    break
                yield line.data.decode("latin-1") + "\n"  # every byte a character: only the bounds matter here
            is_exhausted = True

        try:
            next(csv.reader(feed(), delimiter=self.delimiter), None)
        except csv.Error:
            return True  # a carriage return in its middle: such a row has the wrong number of cells
        return not is_exhausted
