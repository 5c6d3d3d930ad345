"""Where output goes: answers on standard output (for people or as JSON), everything else on standard error."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any

import msgspec
from rich.console import Console
from rich.markup import escape
from rich.table import Table

out = Console(highlight=False, soft_wrap=True)
err = Console(stderr=True, highlight=False, soft_wrap=True)


def emit_json(answer: object) -> None:
    """Print an answer as one JSON document; dates as ISO 8601, records as objects."""
    encoder = msgspec.json.Encoder(order="deterministic", decimal_format="number")
    sys.stdout.write(msgspec.json.format(encoder.encode(answer), indent=2).decode() + "\n")


# Control characters of a scrape could command the terminal; each is shown as the sign that Unicode has for it.
_VISIBLE = {code: chr(0x2400 + code) for code in range(32) if chr(code) not in "\n\t"} | {0x7F: "\u2421"}
_VISIBLE |= dict.fromkeys(range(0x80, 0xA0), "\ufffd")


def visible(text: str) -> str:
    """Return a text that a terminal shows and never obeys; of the same length, so that offsets stay right."""
    return text.translate(_VISIBLE)


def table(columns: Sequence[str], rows: Sequence[Sequence[Any]], *, title: str | None = None) -> Table:
    """Return a table for the terminal; cells are shown as they are, never read as markup."""
    shown = Table(
        title=escape(title) if title else None, title_justify="left", box=None, pad_edge=False, header_style="bold"
    )
    numeric = [
        all(isinstance(row[i], int | float) or row[i] is None for row in rows) and bool(rows)
        for i in range(len(columns))
    ]
    for name, right in zip(columns, numeric, strict=True):
        shown.add_column(escape(visible(name)), justify="right" if right else "left", overflow="fold")
    for row in rows:
        shown.add_row(*(_cell(value) for value in row))
    return shown


def _cell(value: Any) -> str:
    if value is None:
        return "[dim]–[/dim]"
    if isinstance(value, int) and not isinstance(value, bool):
        return f"{value:,}".replace(",", " ")
    return escape(visible(str(value)))
