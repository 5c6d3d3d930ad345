"""The gate and what follows it: validate the tables, publish them as one release, draw the report."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from pathlib import Path

import pyarrow as pa

from depeche.contract import load_contract, to_table, write_parquet
from depeche.errors import CheckFailed
from depeche.ids import stable_id
from depeche.model import Rejection
from depeche.quality import CheckResult, evaluate, failed_critical
from depeche.report import write_report
from depeche.stages.assembling import RUN_TABLES, load_tables
from depeche.stages.handover import load, save
from depeche.stages.outcome import RunSummary
from depeche.stages.planning import Plan
from depeche.store import Release, ReleaseFacts, Store, Writer, unchanged
from depeche.versions import code_version, model_versions

# A file that was listed and then could not be read may be there the next time: the release holds less than the plan.
_TRANSIENT = ("vanished", "unreadable")


def facts_of(plan: Plan, documents: pa.Table | None = None) -> ReleaseFacts:
    """Return what the release of a plan is made from and by; with its documents, what of the plan could not be read."""
    fingerprint = plan.input_fingerprint
    if documents is not None:
        rows = documents.select(["source_uri", "disposition_reason"]).to_pylist()
        lost = sorted(r["source_uri"] for r in rows if (r["disposition_reason"] or "").startswith(_TRANSIENT))
        fingerprint = stable_id(fingerprint, "without", *lost) if lost else fingerprint
    return ReleaseFacts(fingerprint, code_version(), model_versions())


def current_summary(store: Store, plan: Plan) -> RunSummary | None:
    """Return the summary of the current release if it was made from this plan by these versions, else None."""
    if not unchanged(store, facts_of(plan)):
        return None
    release = store.open()
    return _summary(store, release, plan, ())


def validate(folder: Path, plan: Plan, writer: Writer) -> Path:
    """Evaluate every check on the tables in `folder`, add `quality_results` and `rejections`; return where."""
    names = [name for name in load_contract().tables if name not in RUN_TABLES]
    tables = load_tables(folder, names)
    facts = facts_of(plan, tables["documents"])
    release_id = writer.next_release_id(facts)
    found = load(folder.parent / "rejections.msgpack", tuple[Rejection, ...])
    tables["rejections"] = to_table("rejections", [_rejection_row(r, release_id) for r in found])
    tables["releases"] = writer.releases_table(tables, facts)
    report = evaluate(tables, release_id=release_id)
    rejections = [_rejection_row(rejection, release_id) for rejection in (*found, *report.rejections)]
    write_parquet(to_table("rejections", rejections), folder / "rejections.parquet")
    write_parquet(
        to_table("quality_results", [asdict(result) for result in report.results]), folder / "quality_results.parquet"
    )
    return save(folder.parent / "checks.msgpack", report.results)


def publish(folder: Path, checks: Path, plan: Plan, writer: Writer) -> RunSummary:
    """Publish the tables in `folder` as one release with its report, or nothing and raise CheckFailed."""
    results = load(checks, tuple[CheckResult, ...])
    tables = load_tables(folder, [name for name in load_contract().tables if name != "releases"])
    facts = facts_of(plan, tables["documents"])
    failed = failed_critical(results)
    if failed:
        kept = writer.keep_failure({name: tables[name] for name in ("quality_results", "rejections")}, facts)
        shown = ", ".join(failed[:5]) + (f" and {len(failed) - 5} more" if len(failed) > 5 else "")
        raise CheckFailed(
            f"{len(failed)} critical checks failed ({shown}); nothing was published, the last release stands",
            failed=failed,
            hint=f"the failing rows are in {kept}",
        )
    release = writer.publish(tables, _with_quality(facts, results))
    return _summary(writer.store, release, plan, results)


def _with_quality(facts: ReleaseFacts, results: tuple[CheckResult, ...]) -> ReleaseFacts:
    summary = Counter("passed" if r.success else f"failed_{r.severity}" for r in results)
    return ReleaseFacts(
        facts.input_fingerprint, facts.code_version, facts.model_versions, dict(sorted(summary.items()))
    )


def _summary(store: Store, release: Release, plan: Plan, checks: tuple[CheckResult, ...]) -> RunSummary:
    report = store.reports / f"{release.id}.html"
    dispositions = Counter(release.read("documents", columns=["disposition"]).column("disposition").to_pylist())
    return RunSummary(
        outcome="published" if checks else "unchanged",
        release_id=release.id,
        release_path=str(release.folder),
        report_path=str(report if report.exists() and not checks else write_report(release, store)),
        file_count=plan.file_count,
        dispositions=dict(sorted(dispositions.items())),
        row_counts={name: entry.rows for name, entry in release.manifest.tables.items()},
        checks=checks,
    )


def _rejection_row(rejection: Rejection, release_id: str) -> dict[str, str | None]:
    key = stable_id("rej", rejection.stage, rejection.table, rejection.row_key, rejection.reason)
    return {
        "rejection_id": key,
        "release_id": release_id,
        "stage": rejection.stage,
        "table": rejection.table,
        "row_key": rejection.row_key,
        "reason": rejection.reason,
        "detail": rejection.detail,
        "row_json": rejection.row_json,
    }
