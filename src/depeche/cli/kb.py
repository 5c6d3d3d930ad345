"""`depeche kb add|import|lint`: your own knowledge base, beside the one that is shipped."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, cast, get_args

import typer

from depeche.cli.console import emit_json, err, out, table
from depeche.cli.options import Debug, Json, Kb
from depeche.errors import InputError, UsageError

if TYPE_CHECKING:
    from depeche.kb.importing import Counts
    from depeche.model import Label

_LEAST_SITELINKS = 5


def register(app: typer.Typer) -> None:
    """Add the group of commands."""
    group = typer.Typer(
        no_args_is_help=True,
        help="Your own knowledge base: names that the language model must not miss, and which entities they are.\n\n"
        "It is a folder; name it with --kb or DEPECHE_KB here and in depeche run.",
    )
    group.command("add")(add)
    group.command("import")(import_wikidata)
    group.command("lint")(lint_all)
    app.add_typer(group, name="kb")


def add(
    name: Annotated[str, typer.Argument(help="The name that users see.")],
    label: Annotated[str, typer.Option("--label", help="PER, ORG, LOC, PROD or MISC.")],
    wikidata: Annotated[str | None, typer.Option("--wikidata", metavar="Q…", help="Only where you checked it.")] = None,
    alias: Annotated[list[str] | None, typer.Option("--alias", help="Another full name; may be repeated.")] = None,
    short: Annotated[
        list[str] | None, typer.Option("--short", help="Sure only beside the full name or a word of context.")
    ] = None,
    context: Annotated[
        list[str] | None, typer.Option("--context", help="A word that makes a short or ordinary name sure.")
    ] = None,
    ordinary: Annotated[bool, typer.Option("--ordinary", help="The name is also an ordinary word.")] = False,
    description: Annotated[str | None, typer.Option("--description", help="One line.")] = None,
    kb: Kb = None,
    as_json: Json = False,
    debug: Debug = False,
) -> None:
    """Add one entity to the file own.yml of your knowledge base, which you may also edit by hand."""
    from depeche.kb.adding import NewEntity, add_entity
    from depeche.store.disk import explained

    names = (tuple(alias or ()), tuple(short or ()), tuple(context or ()))
    entity = NewEntity(name, _label(label), _wikidata_id(wikidata), *names, ordinary, description)
    folder = _folder(kb)
    with explained("write to", folder):
        path = add_entity(folder, entity)
    if as_json:
        emit_json({"file": str(path), "entity": entity.fields})
    else:
        out.print(f"{name} was added to {path}.", markup=False)
        out.print(f"Runs know it with --kb {folder}, or where DEPECHE_KB is that folder.", markup=False)


def _label(text: str) -> Label:
    from depeche.model import Label

    if text not in get_args(Label):
        raise UsageError(f"{text} is no label", hint=f"one of {', '.join(get_args(Label))}")
    return cast(Label, text)


def _wikidata_id(text: str | None) -> str | None:
    from depeche.kb.lint import is_wikidata_id

    if text is not None and not is_wikidata_id(text):
        raise UsageError(f"{text} is no Wikidata id", hint="such as Q1747")
    return text


def import_wikidata(
    dump: Annotated[
        Path,
        typer.Argument(metavar="DUMP", help="A JSON dump of Wikidata or some of its lines: plain, .gz, .bz2, .zst."),
    ],
    least_sitelinks: Annotated[
        int,
        typer.Option(min=0, metavar="N", help="Leave out what fewer Wikipedias and sister projects have a page on."),
    ] = _LEAST_SITELINKS,
    kb: Kb = None,
    as_json: Json = False,
    debug: Debug = False,
) -> None:
    """Import people, organisations, places and products of a Wikidata dump, with their French and English names.

    What was imported before is replaced (see docs/knowledge-base.md). Names of one word count as mentions only where
    the language model or a word beside them agrees. Which classes are imported stands in kb/wikidata.yml of the
    package.
    """
    if not dump.is_file():
        raise InputError(f"{dump} is no file")
    counts = _imported(dump, _folder(kb), least_sitelinks, is_quiet=as_json)
    if as_json:
        emit_json(counts._asdict())
        return
    rows = [
        ("imported", counts.imported),
        ("names", counts.names),
        ("of no class that is imported", counts.of_no_type),
        ("too little known", counts.little_known),
        ("without a usable name", counts.nameless),
        ("lines that could not be read", counts.unreadable),
    ]
    out.print(table(["entities", "count"], [(what, str(count)) for what, count in rows]))


def _imported(dump: Path, folder: Path, least_sitelinks: int, *, is_quiet: bool) -> Counts:
    """Import a dump, with a bar that shows how far it is."""
    from rich.progress import BarColumn, DownloadColumn, Progress, TextColumn, TimeRemainingColumn

    from depeche.kb.importing import import_dump
    from depeche.kb.store import IMPORTED
    from depeche.store.disk import explained

    columns = (TextColumn("importing"), BarColumn(), DownloadColumn(), TimeRemainingColumn())
    with Progress(*columns, console=err, disable=is_quiet, transient=True) as bar:
        task = bar.add_task("importing", total=dump.stat().st_size)
        with explained("write to", folder):
            return import_dump(
                dump,
                folder / IMPORTED,
                least_sitelinks=least_sitelinks,
                tell=lambda read: bar.update(task, completed=read),
            )


def lint_all(kb: Kb = None, as_json: Json = False, debug: Debug = False) -> None:
    """Check the shipped knowledge base and your own: names and ids that collide, posts that cannot be."""
    from depeche.kb import lint, load_kb

    problems = lint(load_kb())
    if as_json:
        emit_json([problem._asdict() for problem in problems])
    elif problems:
        out.print(table(["problem", "entity", ""], [tuple(problem) for problem in problems]))
    else:
        out.print(f"{len(load_kb().entities)} entities, nothing to mend.", markup=False)
    if problems:
        raise typer.Exit(1)


def _folder(kb: Path | None) -> Path:
    if kb is None:
        raise UsageError("Say where your knowledge base is to lie.", hint="--kb FOLDER, or DEPECHE_KB=FOLDER")
    return kb
