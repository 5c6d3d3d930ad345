"""`depeche run`: the whole pipeline, by way of the Prefect flow in flows/."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn

from depeche import paths, progress, stages
from depeche.cli.console import emit_json, err, out, table
from depeche.cli.options import DATA_DEFAULT, RAW_DEFAULT, Data, Debug, Json, Kb, Raw, Settings
from depeche.cli.wording import checks_told, counted, dispositions_told, severity_told
from depeche.errors import EnvironmentProblem, UsageError

if TYPE_CHECKING:
    from depeche.stages import Gone, RunSummary

# Prefect without a configured server starts one for the length of the run. Off-switches for analytics and for noise;
# whatever the user has set stays.
_PREFECT = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_SERVER_UI_SHOW_PROMOTIONAL_CONTENT": "false",
    "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "90",
}
_QUIET = {"PREFECT_LOGGING_LEVEL": "CRITICAL", "PREFECT_SERVER_LOGGING_LEVEL": "CRITICAL"}


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("run")(run)


def run(
    raw: Raw = RAW_DEFAULT,
    data: Data = DATA_DEFAULT,
    runner: Annotated[
        Literal["local", "dask"],
        typer.Option(help="local: processes of this machine. dask: a cluster, or a local one if none is named."),
    ] = "local",
    dask_address: Annotated[
        str | None,
        typer.Option(
            envvar="DEPECHE_DASK_ADDRESS", metavar="ADDRESS", help="The Dask scheduler, such as tcp://host:8786."
        ),
    ] = None,
    workers: Annotated[
        int | None, typer.Option(min=1, max=256, help="How many documents are read at once.", show_default="one a core")
    ] = None,
    fresh: Annotated[
        bool, typer.Option("--fresh", help="Read everything anew and publish, even if nothing changed.")
    ] = False,
    prune: Annotated[
        bool,
        typer.Option("--prune", help="Leave out documents whose source file is gone; lists them and asks first."),
    ] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Prune without asking.")] = False,
    store: Annotated[
        Literal["parquet", "delta"] | None,
        typer.Option(
            help="How releases are kept from now on: plain Parquet files, or Delta tables.",
            show_default="as before; parquet in a new store",
        ),
    ] = None,
    wait: Annotated[
        float, typer.Option(min=0, metavar="SECONDS", help="How long to wait for another run on the same store.")
    ] = 0,
    kb: Kb = None,
    as_json: Json = False,
    debug: Debug = False,
) -> None:
    """Run the whole pipeline: ingest, clean, extract, resolve, validate, publish one release.

    Only new and changed documents are read. If the current release already holds exactly these files, made by this
    version, nothing is published. If a critical check fails, nothing is published, the last release stands, and the
    exit status is 1.

    A store belongs to one raw folder. Documents whose source file is not below --raw stay in the dataset until a run
    with --prune: so do all documents of another folder that was read into the same store. Give another folder another
    --data.
    """
    if prune:
        only = _confirmed(raw, data, sure=yes, as_json=as_json)
        if only is None:
            out.print("Nothing was pruned, and nothing was run.")
            return
    else:
        only = None
        look_first(raw, data)
    workers = workers or os.cpu_count() or 1
    for name, value in (_PREFECT | ({} if Settings.debug else _QUIET)).items():
        os.environ.setdefault(name, value)
    with _bars(hidden=as_json):
        flow: Any = _flow(runner, workers, dask_address)
        own = runner == "local"
        summary = flow(
            raw=raw,
            data=data,
            fresh=fresh,
            workers=workers,
            own_processes=own,
            wait_seconds=wait,
            prune=prune,
            prune_only=only,
            store=store,
        )
    if as_json:
        emit_json(summary)
    else:
        _show(summary, data)
    counts = summary.sources
    if raw.startswith("s3://") and counts.get("gone") and not counts.get("unchanged") and not counts.get("changed"):
        _warn_of_other_files(raw, data)


def look_first(raw: str, data: str) -> None:
    """Warn when the current release was made from quite other files; raise StoreError when it is damaged.

    Both can be told at once, and not only when all has been read.
    """
    from depeche.ingest import discover
    from depeche.stages.sources import known_sources
    from depeche.store import Store

    if raw.startswith("s3://"):  # listed once only, by the run; it tells at its end
        Store(data).latest()
        return
    known = {source.uri for source in known_sources(Store(data).latest())}
    # An address that was escaped can be too long for a path: os.path says no then, pathlib raises.
    if not known or any(os.path.exists(os.path.join(raw, address)) for address in known):  # noqa: PTH110, PTH118
        return
    files = discover(raw)
    if files and known.isdisjoint(file.source_uri for file in files):
        _warn_of_other_files(raw, data)


def _warn_of_other_files(raw: str, data: str) -> None:
    err.print(
        f"warning: no file of the current release of {data} lies in {raw}. Its documents stay in the dataset beside"
        " those of this folder. If that is not meant, give this folder a store of its own with --data, or let them go"
        " with --prune.",
        style="yellow",
        markup=False,
    )


def _confirmed(raw: str, data: str, *, sure: bool, as_json: bool) -> str | None:
    """List what pruning would take away and return the digest of that list; None when the user declines."""
    from depeche.stages import find_gone
    from depeche.store import Store

    with err.status("looking for documents whose source file is gone"):
        gone = find_gone(raw, Store(data).latest())
    if not gone.documents:
        return gone.digest
    _list(gone, quiet=as_json)
    if sure:
        return gone.digest
    if as_json or not sys.stdin.isatty():
        raise UsageError(
            f"{counted(len(gone.documents), 'document')} would be pruned, and nobody can be asked",
            hint="Add --yes to prune them, or leave out --prune to keep them.",
        )
    return gone.digest if typer.confirm(f"Prune {counted(len(gone.documents), 'document')}?", err=True) else None


def _list(gone: Gone, *, quiet: bool) -> None:
    """Show which documents would disappear."""
    rows = [(document.source_uri, document.title) for document in gone.documents]
    (err if quiet else out).print(table(["goes: source file is gone", "title"], rows))


def _flow(runner: str, workers: int, dask_address: str | None) -> Any:
    """Return the flow with the task runner that was asked for."""
    with err.status("starting Prefect"):
        from prefect.flows import load_flow_from_entrypoint
        from prefect.settings import PREFECT_FLOWS_HEARTBEAT_FREQUENCY, get_current_settings, temporary_settings
        from prefect.task_runners import ThreadPoolTaskRunner

    task_runner: Any
    if runner == "dask":
        try:
            from prefect_dask import DaskTaskRunner
        except ImportError as missing:
            raise EnvironmentProblem(
                "the Dask runner is not installed", hint="run `make install`, which brings it"
            ) from missing
        local = {"n_workers": workers, "threads_per_worker": 1, "dashboard_address": None}
        task_runner = DaskTaskRunner(address=dask_address) if dask_address else DaskTaskRunner(cluster_kwargs=local)
    else:
        task_runner = ThreadPoolTaskRunner(max_workers=workers)
    flow: Any = load_flow_from_entrypoint(f"{paths.REFRESH_FLOW}:refresh").with_options(task_runner=task_runner)
    if get_current_settings().api.url is not None:
        return flow

    def unwatched(**given: Any) -> Any:
        # Nobody watches a server that lives as long as the run: it is not started to find that nothing is new, and
        # joining the heartbeat would cost a second.
        if not (given["fresh"] or given["prune"] or given["store"]):
            standing = stages.look(given["raw"], given["data"], wait_seconds=given["wait_seconds"])
            if standing is not None:
                return standing
        with temporary_settings({PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}):
            return flow(**given)

    return unwatched


@contextmanager
def _bars(*, hidden: bool) -> Iterator[None]:
    """Show a progress bar for each piece of long work while the block runs."""
    columns = (
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=err, disable=hidden, transient=not err.is_terminal) as bars:
        known: dict[str, TaskID] = {}

        def show(what: str, done: int, total: int) -> None:
            if what not in known:
                known[what] = bars.add_task(what, total=total)
            bars.update(known[what], completed=done, total=total)

        with progress.listening(show):
            yield


def _show(summary: RunSummary, data: str) -> None:
    gone = summary.sources.get("gone", 0)
    held = f"{counted(sum(summary.dispositions.values()), 'document')} in {counted(summary.file_count, 'file')}"
    held += f" and {gone} that {'is' if gone == 1 else 'are'} gone" if gone else ""
    ends = dispositions_told(summary.dispositions)
    if summary.outcome == "unchanged":
        out.print(f"Nothing new: release [bold]{summary.release_id}[/bold] already holds these {held} ({ends}).")
    else:
        out.print(f"Published release [bold]{summary.release_id}[/bold]: {held} ({ends}).")
        _show_news(summary)
    if gone:
        out.print(
            f"The source {'file of 1 more is' if gone == 1 else f'files of {gone} more are'} gone; "
            "what was read there stays until a run with --prune."
        )
    out.print(f"Tables: {summary.release_path}", markup=False)
    out.print(f"Report: {summary.report_path}", markup=False)
    if summary.outcome == "published" and summary.dispositions.get("rejected"):
        _show_rejected(summary, data)


def _show_news(summary: RunSummary) -> None:
    """Show what a release that was just published holds, and which checks failed."""
    files = ", ".join(f"{count} {kind}" for kind, count in summary.sources.items() if count)
    out.print(f"Files: {files}.\n")
    out.print(table(["table", "rows"], sorted(summary.row_counts.items())))
    out.print(f"\nChecks: {checks_told(summary.checks)}.")
    for check in summary.failed_checks:
        out.print(
            f"  {severity_told(check.severity)}: {check.table}.{check.check}: "
            f"{check.unexpected_count} of {check.evaluated_count} {' '.join(check.example_keys[:2])}",
            markup=False,
        )


def _show_rejected(summary: RunSummary, data: str) -> None:
    """Show why documents were rejected, the commonest reason first."""
    import pyarrow.compute as pc

    from depeche.store import Store

    documents = Store(data).open(summary.release_id).dataset("documents")
    found = documents.to_table(columns=["disposition_reason"], filter=pc.field("disposition") == "rejected")
    reasons = found.column("disposition_reason").to_pylist()
    told = Counter((reason or "unknown").partition(":")[0] for reason in reasons)
    codes = ", ".join(f"{count} {code}" for code, count in sorted(told.items(), key=lambda each: (-each[1], each[0])))
    out.print(f"Rejected: {len(reasons)} ({codes}); the report and the table rejections say which and why.")
