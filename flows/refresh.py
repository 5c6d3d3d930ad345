"""The one flow: raw scrapes in, a published release out.

Here: order, retries, task grain, and what the Prefect UI shows. Every task body is one call into the package;
parameters are paths and
small scalars. Take the decorators away and it still runs.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any, Literal

from prefect import flow, task
from prefect.artifacts import create_markdown_artifact, create_table_artifact
from prefect.cache_policies import NO_CACHE
from prefect.futures import as_completed
from prefect.task_runners import ThreadPoolTaskRunner

from depeche import progress, stages
from depeche.stages import RunSummary
from depeche.store import Release, Store, Writer

_LAST = "resolving, checking, publishing"


def _is_io(_task: Any, _run: Any, state: Any) -> bool:
    """Retry only what another try may mend: reading and writing, never an error in data or code."""
    try:
        state.result()
    except OSError:
        return True
    except Exception:  # noqa: BLE001 - whatever else it was, another try would not mend it
        return False
    return False


_IO: dict[str, Any] = {
    "retries": 2,
    "retry_delay_seconds": [1, 5],
    "retry_condition_fn": _is_io,
    "cache_policy": NO_CACHE,
    "persist_result": False,
}


@task(name="plan", **_IO)
def make_plan(raw: str, writer: Writer, workers: int, prune: bool, only: str | None) -> Path:
    return stages.make_plan(raw, writer.staging, release=writer.parent, workers=workers, prune=prune, only=only)


@task(name="recall", **_IO)
def recall(plan: Path, writer: Writer, anew: bool) -> Path:
    return stages.recall(plan, writer.place, release=writer.parent, anew=anew)


@task(name="ingest", task_run_name="ingest-{index}", **_IO)
def ingest_shard(recalled: Path, index: int, data: str) -> Path:
    return stages.keep(stages.apart(stages.ingest_shard, recalled, index), data)


@task(name="deduplicate", **_IO)
def deduplicate(plan: Path, recalled: Path, ingested: list[Path]) -> Path:
    return stages.deduplicate(plan, recalled, ingested)


@task(name="read", task_run_name="read-{index}", **_IO)
def read_shard(listing: Path, index: int, data: str) -> Path:
    return stages.keep(stages.apart(stages.read_shard, listing, index), data)


@task(name="gather", **_IO)
def gather(plan: Path, listing: Path, read: list[Path], writer: Writer) -> Path:
    return stages.gather(plan, listing, read, writer.place)


@task(name="assemble", cache_policy=NO_CACHE, persist_result=False)
def assemble(corpus: Path, writer: Writer) -> Path:
    return stages.assemble(corpus, writer)


@task(name="validate", cache_policy=NO_CACHE, persist_result=False)
def validate(assembled: Path, writer: Writer) -> Path:
    return stages.validate(assembled, writer)


@task(name="publish", cache_policy=NO_CACHE, persist_result=False)
def publish(assembled: Path, checked: Path, writer: Writer) -> RunSummary:
    return stages.publish(assembled, checked, writer)


@task(name="tidy", cache_policy=NO_CACHE, persist_result=False)
def tidy_cache(recalled: Path, listing: Path, corpus: Path, writer: Writer, before: Release | None) -> None:
    stages.tidy_cache(recalled, listing, corpus, writer.place, before=before)


@flow(name="refresh", task_runner=ThreadPoolTaskRunner(max_workers=os.cpu_count() or 1), persist_result=False)
def refresh(
    raw: str = "data/raw",
    data: str = "data/processed",
    fresh: bool = False,
    workers: int | None = None,
    own_processes: bool = True,
    wait_seconds: float = 0,
    prune: bool = False,
    prune_only: str | None = None,
    store: Literal["parquet", "delta"] | None = None,
) -> RunSummary:
    """Turn the scrapes of `raw` into one release of the store `data`, or into none when nothing changed.

    Only what is new or changed is read; `fresh` reads everything anew and publishes even if nothing changed. Documents
    whose source file is gone stay until `prune`; with `prune_only`, the digest of a list (see `stages.find_gone`),
    nothing is pruned unless exactly that list is gone. `workers` is how many shards are read at once (default: one a
    core), by processes of this machine unless `own_processes` is off because the task runner brings workers of its own.
    `wait_seconds` is how long to wait for another writer of the same store. `store` is how releases are kept from now
    on, None for as before.
    """
    count = workers or os.cpu_count() or 1
    with Store(data).writer(timeout=wait_seconds, kind=store) as writer:
        plan = make_plan(raw, writer, count, prune, prune_only)
        summary = None if fresh else stages.current_summary(writer.store, stages.load_plan(plan))
        if summary is None:
            summary = _renew(plan, writer, data, fresh=fresh, processes=count if own_processes else 0)
    _show(summary)
    return summary


def _renew(plan: Path, writer: Writer, data: str, *, fresh: bool, processes: int) -> RunSummary:
    """Read what is not known yet and publish."""
    before = writer.parent
    recalled = recall(plan, writer, fresh)
    with stages.worker_processes(processes):
        shards = range(len(stages.load_recalled(recalled).shards))
        ingested = _each("reading raw files", ingest_shard, [(recalled, index, data) for index in shards])
        listing = deduplicate(plan, recalled, ingested)
        shards = range(len(stages.load_listing(listing).shards))
        read = _each("cleaning and annotating", read_shard, [(listing, index, data) for index in shards])
    corpus = gather(plan, listing, read, writer)
    progress.advance(_LAST, 0, 3)
    assembled = assemble(corpus, writer)
    progress.advance(_LAST, 1, 3)
    checked = validate(assembled, writer)
    progress.advance(_LAST, 2, 3)
    summary = publish(assembled, checked, writer)
    tidy_cache(recalled, listing, corpus, writer, before)
    progress.advance(_LAST, 3, 3)
    return summary


def _each(what: str, work: Any, calls: list[tuple[Any, ...]]) -> list[Path]:
    """Run one task for each call on the task runner and return the results in the order of the calls."""
    if not calls:
        return []
    futures = [work.submit(*call) for call in calls]
    progress.advance(what, 0, len(futures))
    for done, future in enumerate(as_completed(futures), start=1):
        future.result()
        progress.advance(what, done, len(futures))
    return [future.result() for future in futures]


def _show(summary: RunSummary) -> None:
    """Leave the run's summary and the quality table as artifacts in the Prefect UI."""
    counts = "\n".join(f"| {table} | {rows} |" for table, rows in sorted(summary.row_counts.items()))
    ends = ", ".join(f"{count} {disposition}" for disposition, count in summary.dispositions.items())
    files = ", ".join(f"{count} {kind}" for kind, count in summary.sources.items() if count)
    create_markdown_artifact(
        key="run-summary",
        markdown=f"# {summary.release_id}: {summary.outcome}\n\n"
        f"{summary.file_count} files ({files}); documents: {ends}.\n\n"
        f"Tables: `{summary.release_path}` · report: `{summary.report_path}`\n\n"
        f"| table | rows |\n|---|---:|\n{counts}\n",
        description="What came in and what was published",
    )
    if summary.checks:
        create_table_artifact(
            key="quality",
            table=[
                {
                    "table": c.table,
                    "check": c.check,
                    "severity": c.severity,
                    "success": c.success,
                    "unexpected": c.unexpected_count,
                }
                for c in summary.checks
            ],
            description="Every check that ran on the release",
        )


if __name__ == "__main__":
    refresh()
