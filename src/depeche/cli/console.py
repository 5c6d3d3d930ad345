"""Where output goes: answers on standard output (for people or as JSON), everything else on standard error."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Any, NoReturn

import msgspec
from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.markup import escape
from rich.table import Table

from depeche.errors import ExitStatus


class _Console(Console):
    """Rich's console, but that a reader who has seen enough (`| head`) is no failure."""

    def on_broken_pipe(self) -> None:
        """Leave with status 0, where Rich leaves with 1: that means a failed check here."""
        _leave()


def _leave() -> NoReturn:
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    raise SystemExit(ExitStatus.DONE)


out = _Console(highlight=False, soft_wrap=True)
err = _Console(stderr=True, highlight=False, soft_wrap=True)

_NOTHING = "–"
_GAP = 2  # spaces between two columns
_LONGEST_WORD = 40  # cells of a word that is never broken: ids, dates and names of columns are shorter


def emit_json(answer: object) -> None:
    """Print an answer as one JSON document; dates as ISO 8601, records as objects."""
    encoder = msgspec.json.Encoder(order="deterministic", decimal_format="number")
    write_lines(msgspec.json.format(encoder.encode(answer), indent=2))


def write_lines(text: bytes) -> None:
    """Write text to standard output at once; leave as soon as nobody reads it any more."""
    try:
        sys.stdout.buffer.write(text + b"\n")
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        _leave()


# Control characters of a scrape could command the terminal; each is shown as the sign that Unicode has for it.
_VISIBLE = {code: chr(0x2400 + code) for code in range(32) if chr(code) not in "\n\t"} | {0x7F: "\u2421"}
_VISIBLE |= dict.fromkeys(range(0x80, 0xA0), "\ufffd")


def visible(text: str) -> str:
    """Return a text that a terminal shows and never obeys; of the same length, so that offsets stay right."""
    return text.translate(_VISIBLE)


class Rows:
    """A table that fits where it is shown: in a file or a pipe lines are as long as they are. On a terminal no id, date
    or number is broken; where they do not fit side by side, each row is shown as one line a column.
    """

    def __init__(self, columns: Sequence[str], rows: Sequence[Sequence[Any]], title: str | None) -> None:
        self._columns = [visible(name) for name in columns]
        self._rows = [[_shown(value) for value in row] for row in rows]
        self._are_numbers = [bool(rows) and all(map(_is_number, column)) for column in zip(*rows, strict=True)]
        self._are_numbers = self._are_numbers or [False] * len(self._columns)
        self._title = escape(visible(title)) if title else None

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Give what is to be shown in the room that there is."""
        space = options.max_width if console.is_terminal else None
        widths = fitted(*self._needs(), space=space)
        shown = self._side_by_side(widths) if widths else self._one_below_another()
        whole = sum(widths) + _GAP * len(widths) if widths else options.max_width
        yield from console.render(shown, options.update(width=max(whole, 1)))

    def _needs(self) -> tuple[list[int], list[int]]:
        """Return for each column the width below which words would break, and the width of its longest line."""
        cells = [[self._columns[at], *(row[at] for row in self._rows)] for at in range(len(self._columns))]
        lines = [[line for cell in column for line in cell.split("\n")] for column in cells]
        least = [
            max(cell_len(part) for line in column for part in ([line] if is_number else line.split(" ")))
            for column, is_number in zip(lines, self._are_numbers, strict=True)
        ]
        return [min(width, _LONGEST_WORD) for width in least], [max(map(cell_len, column)) for column in lines]

    def _side_by_side(self, widths: Sequence[int]) -> Table:
        shown = Table(title=self._title, title_justify="left", box=None, pad_edge=False, header_style="bold")
        for name, right, width in zip(self._columns, self._are_numbers, widths, strict=True):
            shown.add_column(escape(name), justify="right" if right else "left", overflow="fold", width=width)
        for row in self._rows:
            shown.add_row(*map(_marked, row))
        return shown

    def _one_below_another(self) -> Table:
        shown = Table(title=self._title, title_justify="left", box=None, pad_edge=False, show_header=False)
        shown.add_column(style="bold", no_wrap=True)
        shown.add_column(overflow="fold")
        for number, row in enumerate(self._rows):
            if number:
                shown.add_row()
            for name, cell in zip(self._columns, row, strict=True):
                shown.add_row(escape(name), _marked(cell))
        return shown


def table(columns: Sequence[str], rows: Sequence[Sequence[Any]], *, title: str | None = None) -> Rows:
    """Return a table for people; cells are shown as they are, never read as markup."""
    return Rows(columns, rows, title)


def fitted(least: Sequence[int], whole: Sequence[int], *, space: int | None) -> list[int]:
    """Return a width for each column: `whole` where there is room, never below `least`, an equal share of what is left
    for those that would like more; nothing when not even the least fits.
    """
    if space is None:
        return list(whole)
    widths, left = list(least), space - sum(least) - _GAP * max(len(least) - 1, 0)
    if left < 0:
        return []
    wanting = sorted(range(len(least)), key=lambda at: whole[at] - least[at])
    for served, at in enumerate(wanting):
        given = min(max(whole[at] - least[at], 0), left // (len(wanting) - served))
        widths[at] += given
        left -= given
    return widths


def _is_number(value: Any) -> bool:
    return value is None or (isinstance(value, int | float) and not isinstance(value, bool))


def _shown(value: Any) -> str:
    if value is None:
        return _NOTHING
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value:,}".replace(",", " ")
    return visible(str(value)).expandtabs(4)


def _marked(cell: str) -> str:
    return f"[dim]{cell}[/dim]" if cell == _NOTHING else escape(cell)
