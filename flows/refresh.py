"""The one flow: raw scrapes in, a published release out.

Here: order, retries, task grain, and what the Prefect UI shows. Every task body is one call into the package;
parameters are paths and
small scalars. Take the decorators away and it still runs.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from prefect import flow, task
from prefect.artifacts import create_markdown_artifact, create_table_artifact
from prefect.cache_policies import NO_CACHE
from prefect.futures import as_completed
from prefect.task_runners import ThreadPoolTaskRunner

from depeche import progress, stages
from depeche.stages import Plan, RunSummary
from depeche.store import Store, Writer


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
def make_plan(raw: Path, work: Path, workers: int) -> Path:
    return stages.make_plan(raw, work, workers=workers)


@task(name="ingest", task_run_name="ingest-{index}", **_IO)
def ingest_shard(plan: Path, index: int) -> Path:
    return stages.apart(stages.ingest_shard, plan, index)


@task(name="deduplicate", **_IO)
def deduplicate(shards: list[Path]) -> list[Path]:
    return stages.deduplicate(shards)


@task(name="read", task_run_name="{shard.stem}", **_IO)
def read_shard(shard: Path) -> Path:
    return stages.apart(stages.read_shard, shard)


@task(name="assemble", cache_policy=NO_CACHE, persist_result=False)
def assemble(shards: list[Path], work: Path) -> Path:
    return stages.assemble(shards, work)


@task(name="validate", cache_policy=NO_CACHE, persist_result=False)
def validate(tables: Path, plan: Plan, writer: Writer) -> Path:
    return stages.validate(tables, plan, writer)


@task(name="publish", cache_policy=NO_CACHE, persist_result=False)
def publish(tables: Path, checks: Path, plan: Plan, writer: Writer) -> RunSummary:
    return stages.publish(tables, checks, plan, writer)


@flow(name="refresh", task_runner=ThreadPoolTaskRunner(max_workers=os.cpu_count() or 1), persist_result=False)
def refresh(
    raw: str = "data/raw",
    data: str = "data/processed",
    fresh: bool = False,
    workers: int | None = None,
    own_processes: bool = True,
    wait_seconds: float = 0,
) -> RunSummary:
    """Turn the scrapes of `raw` into one release of the store `data`, or into none when nothing changed.

    `fresh` publishes even so. `workers` is how many shards are read at once (default: one a core), by processes of this
    machine unless `own_processes` is off because the task runner brings workers of its own. `wait_seconds` is how long
    to wait for another writer of the same store.
    """
    count = workers or os.cpu_count() or 1
    with Store(data).writer(timeout=wait_seconds) as writer:
        path = make_plan(Path(raw), writer.staging, workers=count)
        plan = stages.load_plan(path)
        summary = None if fresh else stages.current_summary(writer.store, plan)
        if summary is None:
            with stages.worker_processes(min(count, len(plan.shards)) if own_processes else 0):
                scrapes = _each("reading raw files", ingest_shard, [(path, i) for i in range(len(plan.shards))])
                shards = _each("cleaning and annotating", read_shard, [(shard,) for shard in deduplicate(scrapes)])
            progress.advance("resolving, checking, publishing", 0, 3)
            tables = assemble(shards, writer.staging)
            progress.advance("resolving, checking, publishing", 1, 3)
            checks = validate(tables, plan, writer)
            progress.advance("resolving, checking, publishing", 2, 3)
            summary = publish(tables, checks, plan, writer)
            progress.advance("resolving, checking, publishing", 3, 3)
    _show(summary)
    return summary


def _each(what: str, work: Any, calls: list[tuple[Any, ...]]) -> list[Path]:
    """Run one task for each call on the task runner and return the results in the order of the calls."""
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
    create_markdown_artifact(
        key="run-summary",
        markdown=f"# {summary.release_id}: {summary.outcome}\n\n{summary.file_count} files; documents: {ends}.\n\n"
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
