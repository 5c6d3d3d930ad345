"""`depeche clean --explain`: each line of a file, whether it was kept or cut, and what decided.

Here: how the answer is shown. Not here: how it is found (`clean.explanation`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import msgspec
from rich.cells import cell_len, set_cell_size
from rich.text import Text

from depeche.cli.console import emit_json, out, visible

if TYPE_CHECKING:
    from depeche.clean.explanation import Stretch
    from depeche.ingest import SourceFile

_COLUMNS = ("line", "decision", "as", "rule", "score")
_RIGHT = ("line", "score")
_LEAST_TEXT = 30  # characters of a line that are always shown


class Explained(msgspec.Struct):
    """What became of each line of one file, or of one record of a file."""

    source: str
    reason: str | None  # why nothing of it could be read
    lines: tuple[Stretch, ...]


def explain_files(files: Sequence[SourceFile], *, as_json: bool) -> None:
    """Show for every file what was kept and cut."""
    explained = _explain(files)
    if as_json:
        emit_json(list(explained))
        return
    for each in explained:
        out.print(each.source, style="bold", markup=False)
        if each.reason is not None:
            out.print(f"not readable: {each.reason}", markup=False)
        else:
            _show(each.lines)
            out.print(_total(each.lines), markup=False)


def _explain(files: Sequence[SourceFile]) -> Iterator[Explained]:
    from depeche.clean import strip
    from depeche.clean.explanation import explain
    from depeche.ingest import iter_source

    for file in files:
        for scrape in iter_source(file):
            document = scrape.document
            if document.raw_text is None or document.disposition == "rejected":
                yield Explained(document.source_uri, document.disposition_reason, ())
            else:
                yield Explained(document.source_uri, None, explain(document.raw_text, strip(scrape)))


def _show(lines: Sequence[Stretch]) -> None:
    """Print one row a line, kept lines in green; on a terminal a long text is cut off at the edge.

    Not a rich table: that narrows the columns where a pipe has no width, and rules could not be found in it.
    """
    rows = [_cells(stretch) for stretch in lines]
    widths = [max(map(len, column)) for column in zip(_COLUMNS, *rows, strict=True)]
    space = max(out.width - sum(widths) - len(widths), _LEAST_TEXT) if out.is_terminal else None
    out.print(Text(f"{_padded(_COLUMNS, widths)} text", style="bold"))
    for stretch, row in zip(lines, rows, strict=True):
        text = _shortened(" ".join(visible(stretch.text).split()), space)
        out.print(Text(f"{_padded(row, widths)} {text}", style="green" if stretch.decision == "kept" else "dim"))


def _padded(cells: Sequence[str], widths: Sequence[int]) -> str:
    cells = [
        cell.rjust(width) if name in _RIGHT else cell.ljust(width)
        for name, cell, width in zip(_COLUMNS, cells, widths, strict=True)
    ]
    return " ".join(cells)


def _shortened(text: str, space: int | None) -> str:
    return text if space is None or cell_len(text) <= space else set_cell_size(text, space - 1) + "…"


def _cells(stretch: Stretch) -> tuple[str, ...]:
    score = "" if stretch.score is None else f"{stretch.score:g}"
    kind = stretch.category or stretch.kind or ""
    return (str(stretch.line), stretch.decision, kind, stretch.rule or "", score)


def _total(lines: Sequence[Stretch]) -> str:
    kept = sum(stretch.end - stretch.start for stretch in lines if stretch.decision == "kept")
    total = sum(stretch.end - stretch.start for stretch in lines)
    return f"{kept} of {total} characters kept"
