"""`depeche export`, `report`, `query`, `parts`, `check`: what is made from a release, and whether it still holds."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from depeche.cli.console import emit_json, err, out, table
from depeche.cli.options import DATA_DEFAULT, Data, Debug, Json, Release
from depeche.cli.wording import checks_told, counted, severity_told
from depeche.errors import ExitStatus

if TYPE_CHECKING:  # checks bring Arrow: only commands that run them wait for it
    from depeche.quality import CheckResult


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("export")(export_release)
    app.command("report")(make_report)
    app.command("query")(run_query)
    app.command("parts")(list_parts)
    app.command("check")(check_release)


def export_release(
    to: Annotated[
        Path, typer.Option("--to", metavar="DIR", help="The folder for DIR/<table>.parquet; made if missing.")
    ],
    release: Release = None,
    format: Annotated[Literal["parquet", "csv", "duckdb"], typer.Option(help="What BI tool reads it.")] = "parquet",
    data: Data = DATA_DEFAULT,
    as_json: Json = False,
    debug: Debug = False,
) -> None:
    """Copy a release into flat files, one per table, for BI tools: parquet, csv, or one duckdb file."""
    from depeche.store import Store, export

    opened = Store(data).open(release)
    with err.status(f"exporting {opened.id}"):
        files = export(opened, to, format=format)
    if as_json:
        emit_json({"release_id": opened.id, "files": [str(path) for path in files]})
    else:
        out.print(f"{opened.id}: {counted(len(files), 'file')} in {to}", markup=False)


def make_report(
    release: Release = None, data: Data = DATA_DEFAULT, as_json: Json = False, debug: Debug = False
) -> None:
    """Write the quality and content report of a release: one page that opens in any browser, without a network."""
    from depeche.report import write_report
    from depeche.store import Store

    store = Store(data)
    opened = store.open(release)
    with err.status(f"drawing the report of {opened.id}"):
        path = write_report(opened, store)
    if as_json:
        emit_json({"release_id": opened.id, "path": str(path)})
    else:
        out.print(str(path), markup=False)


def run_query(
    sql: Annotated[str, typer.Argument(metavar="SQL", help="One SELECT; the tables are those of the contract.")],
    release: Release = None,
    limit: Annotated[int, typer.Option(min=1, help="How many rows to show; --json gives all.")] = 50,
    data: Data = DATA_DEFAULT,
    as_json: Json = False,
    debug: Debug = False,
) -> None:
    """Answer one SQL query over a release, such as: depeche query "SELECT type, count(*) FROM events GROUP BY ALL"."""
    from depeche.store import Store, query

    found = query(Store(data).open(release), sql)
    if as_json:
        emit_json(found.to_pylist())
        return
    out.print(table(found.column_names, [tuple(row.values()) for row in found.slice(0, limit).to_pylist()]))
    if found.num_rows > limit:
        err.print(f"{counted(found.num_rows - limit, 'more row')}; --limit shows more", style="dim")


def list_parts(
    table: Annotated[str, typer.Argument(metavar="TABLE", help="A table of the contract, such as events.")],
    release: Release = None,
    data: Data = DATA_DEFAULT,
    as_json: Json = False,
    debug: Debug = False,
) -> None:
    """List the Parquet files of a table, one a line, for tools that are given files: paths, or s3:// addresses."""
    from depeche.store import Store

    parts = Store(data).open(release).parts(table)
    if as_json:
        emit_json(parts)
        return
    for part in parts:
        out.print(part, markup=False)


def check_release(
    release: Release = None,
    deep: Annotated[
        bool, typer.Option("--deep", help="Also read every file and compare its checksum with the manifest.")
    ] = False,
    data: Data = DATA_DEFAULT,
    as_json: Json = False,
    debug: Debug = False,
) -> None:
    """Run the expectations on a release again. Exit status 1 if a critical one fails or a file is damaged."""
    from depeche.quality import evaluate
    from depeche.store import Store, verify

    opened = Store(data).open(release)
    with err.status(f"checking {opened.id}"):
        problems = [str(problem) for problem in verify(opened, deep=deep)]
        results = (
            evaluate({name: opened.read(name) for name in opened.tables}, release_id=opened.id).results
            if not problems
            else ()
        )
    failed = [result for result in results if not result.success]
    critical = [result for result in failed if result.severity == "critical"]
    if as_json:
        emit_json({"release_id": opened.id, "problems": problems, "results": results})
    else:
        for problem in problems:
            out.print(problem, markup=False)
        if failed:
            rows = [
                (severity_told(r.severity), r.table, r.check, r.unexpected_count, ", ".join(r.example_keys))
                for r in failed
            ]
            out.print(table(["severity", "table", "check", "unexpected", "examples"], rows))
        out.print(_verdict(opened.id, results, len(problems)), markup=False)
    if critical or problems:
        raise typer.Exit(int(ExitStatus.CHECK_FAILED))


def _verdict(release_id: str, results: Sequence[CheckResult], damaged: int) -> str:
    """Return how the checks of a release ended in one line; a run cannot check the table of its own checks."""
    if damaged:
        return f"{release_id}: {counted(damaged, 'file')} damaged; nothing else was checked."
    own = sum(result.table == "quality_results" for result in results)
    told = f"{release_id}: {checks_told(results)}, no file damaged."
    return f"{told} {own} of the checks are of quality_results, which the run itself only wrote at its end."
