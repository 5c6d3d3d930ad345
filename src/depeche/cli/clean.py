"""`depeche clean`: only the cleaner, a folder of files in, a folder of plain text out; or what was cut, and why."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from depeche.cli.options import DATA_DEFAULT, Data, Debug, Json
from depeche.cli.wording import counted
from depeche.errors import InputError, UsageError
from depeche.garbage import without_collection

if TYPE_CHECKING:  # reading pages brings their libraries: the help need not wait for them
    from depeche.ingest import SourceFile
    from depeche.model import Scrape


@dataclass(frozen=True, slots=True)
class CleanedText:
    """What became of one file, or of one record of a file."""

    source: str
    output: str | None
    characters_in: int
    characters_out: int
    removed: dict[str, int]  # category -> characters
    reason: str | None


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("clean")(clean_folder)


def clean_folder(
    source: Annotated[Path, typer.Argument(metavar="IN", help="A folder of pages or texts, or one file.", exists=True)],
    target: Annotated[
        Path | None,
        typer.Argument(metavar="[OUT]", help="The folder for OUT/<name>.txt; made if missing.", show_default=False),
    ] = None,
    mode: Annotated[
        Literal["html", "text"] | None,
        typer.Option(help="Read every file as HTML or as text.", show_default="by name and content"),
    ] = None,
    explain: Annotated[
        bool,
        typer.Option(
            "--explain",
            help="Write no file: show line by line what of IN is kept or cut, by which rule, as which category, and "
            "for a learned rule how sure it was. Takes no OUT.",
        ),
    ] = False,
    data: Data = DATA_DEFAULT,
    as_json: Json = False,
    debug: Debug = False,
) -> None:
    """Clean every file of IN: article text only, one OUT/<name>.txt each. Or tell with --explain what was cut, and why.

    A text that the pipeline would reject (not French, a paywall stub) is still written: here nothing but boilerplate
    is left out.

    In what --explain shows, a rule such as share.button stands in clean/rules/share.yml and can be mended there
    (docs/add-a-cleaning-rule.md); structure.… is code that looks at what stands around a line; learned.… was learned
    from labelled pages, and has a score.
    """
    files = _find_files(source, mode)
    if explain != (target is None):
        raise UsageError(
            "depeche clean needs the folder OUT, or --explain instead of it",
            hint="depeche clean IN OUT, or depeche clean --explain FILE",
        )
    if target is None:
        from depeche.cli.clean_explained import explain_files

        explain_files(files, as_json=as_json)
    else:
        _clean_files(files, target, as_json=as_json)


def _find_files(source: Path, mode: str | None) -> list[SourceFile]:
    from depeche.ingest import discover, discover_file

    found = discover(source) if source.is_dir() else (discover_file(source),)
    files = [_as_mode(file, mode) for file in found]
    if not files:
        raise InputError(f"{source} holds no file to clean")
    return files


def _clean_files(files: Sequence[SourceFile], target: Path, *, as_json: bool) -> None:
    from depeche.ingest import iter_source

    target.mkdir(parents=True, exist_ok=True)
    taken: set[str] = set()
    results: list[CleanedText] = []
    for file in _tracked(files, is_shown=not as_json):
        scrapes = iter_source(file)
        while (cleaned := _clean_next(scrapes, target, taken)) is not None:
            results.append(cleaned)
    if as_json:
        from depeche.cli.console import emit_json

        emit_json(results)
        return
    failed = [result for result in results if result.output is None]
    for result in failed:
        typer.echo(f"{result.source}: {result.reason}", err=True)
    typer.echo(f"{counted(len(results) - len(failed), 'text')} cleaned into {target}, {len(failed)} not readable")


def _clean_next(scrapes: Iterator[Scrape], target: Path, taken: set[str]) -> CleanedText | None:
    """Clean the next record of a file; None behind the last. What a record leaves is freed without a search."""
    with without_collection():
        scrape = next(scrapes, None)
        if scrape is None:
            return None
        return _clean(scrape, target / _free_name(scrape.document.source_uri, taken))


def _tracked(files: Sequence[SourceFile], *, is_shown: bool) -> Iterable[SourceFile]:
    """Return the files, with a bar that moves along where somebody looks on."""
    if not is_shown or not sys.stderr.isatty():
        return files
    from rich.progress import track  # a script need not wait for it

    from depeche.cli.console import err

    return track(files, "cleaning", console=err, transient=True)


def _free_name(source_uri: str, taken: set[str]) -> str:
    """Return the name of an output: that of the source with .txt, the whole name where two sources would share one."""
    name, _, record = source_uri.partition("#")
    stem = re.sub(r"\.(?:txt|html?|jsonl|ndjson|csv|tsv|parquet|warc)(?:\.gz|\.zst)?$", "", name, flags=re.IGNORECASE)
    number = f"-{record}" if record else ""
    free = f"{stem}{number}.txt" if f"{stem}{number}.txt" not in taken else f"{name}{number}.txt"
    taken.add(free)
    return free


def _as_mode(file: SourceFile, mode: str | None) -> SourceFile:
    """Return the file as something to be read as HTML or as text, whatever its name says."""
    from depeche.ingest import Reason
    from depeche.ingest.sources import HTML, TEXT

    if mode is None:
        return file
    problem = None if file.problem is Reason.UNSUPPORTED_TYPE else file.problem
    return replace(file, media_type=HTML if mode == "html" else TEXT, problem=problem)


def _clean(scrape: Scrape, path: Path) -> CleanedText:
    from depeche.clean import strip

    document = scrape.document
    if document.raw_text is None or document.disposition == "rejected":
        return CleanedText(document.source_uri, None, 0, 0, {}, document.disposition_reason)
    article = strip(scrape)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(article.text, encoding="utf-8", newline="")
    removed: dict[str, int] = {}
    for span in article.removed:
        removed[span.category] = removed.get(span.category, 0) + len(span.text)
    return CleanedText(document.source_uri, str(path), len(document.raw_text), len(article.text), removed, None)
