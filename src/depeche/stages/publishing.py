"""The gate and what follows it: validate the tables, publish them as one release, draw the report."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from pathlib import Path

import pyarrow as pa

from depeche.contract import to_table
from depeche.errors import CheckFailed, DepecheError
from depeche.ids import stable_id
from depeche.model import Rejection
from depeche.quality import CheckResult, evaluate, failed_critical
from depeche.report import write_report
from depeche.stages import id_changes
from depeche.stages.assembling import Assembled
from depeche.stages.handover import load, save
from depeche.stages.loaded import load_tables
from depeche.stages.outcome import RunSummary, table_parts
from depeche.stages.standing import facts_of
from depeche.stages.vouching import vouched_for
from depeche.store import Piece, Release, ReleaseFacts, StagedPart, Store, Writer
from depeche.store.manifest import WHOLE

_logger = logging.getLogger("depeche.stages")


@dataclass(frozen=True, slots=True)
class Checked:
    """What the checks found, and the table that compares ids with those of the parent, for `publish`."""

    results: tuple[CheckResult, ...]
    rejections: tuple[Rejection, ...]  # of documents and of rows
    id_changes: str  # path of the staged table


def validate(assembled: Path, writer: Writer) -> Path:
    """Compare ids with those of the parent and run every check on the tables; return the path of a `Checked`."""
    laid = load(assembled, Assembled)
    facts = facts_of(laid.input_fingerprint)
    release_id = writer.next_release_id(facts)
    loaded = load_tables(laid.tables, writer)
    tables = loaded.tables
    tables[id_changes.TABLE] = id_changes.find_id_changes(loaded.before, tables)
    tables["rejections"] = _rejections_table(laid.rejections, release_id)
    tables["releases"] = writer.releases_table({name: table.num_rows for name, table in tables.items()}, facts)
    report = evaluate(tables, release_id=release_id, vouched=vouched_for(loaded, writer, facts))
    changes = writer.stage(id_changes.TABLE, tables[id_changes.TABLE])
    found = Checked(report.results, (*laid.rejections, *report.rejections), str(changes.path))
    return save(assembled.with_name("checked.msgpack"), found)


def publish(assembled: Path, checked: Path, writer: Writer) -> RunSummary:
    """Publish the assembled tables as one release with its report, or nothing and raise CheckFailed."""
    laid, found = load(assembled, Assembled), load(checked, Checked)
    facts = facts_of(laid.input_fingerprint)
    evidence = {
        "rejections": _rejections_table(found.rejections, writer.next_release_id(facts)),
        "quality_results": to_table("quality_results", [asdict(result) for result in found.results]),
    }
    _refuse_critical(found.results, evidence, facts, writer)
    before = writer.parent
    pieces: dict[str, list[Piece]] = {name: [part.piece for part in parts] for name, parts in laid.tables.items()}
    pieces[id_changes.TABLE] = [StagedPart(WHOLE, Path(found.id_changes))]
    release = writer.publish({**pieces, **evidence}, _with_quality(facts, found.results))
    return RunSummary(
        outcome="published",
        release_id=release.id,
        release_path=release.address,
        report_path=_drawn(release, writer.store),
        file_count=laid.file_count,
        sources=laid.sources,
        dispositions=laid.dispositions,
        row_counts={name: entry.rows for name, entry in release.manifest.tables.items()},
        parts=table_parts(release, before),
        checks=found.results,
    )


def _drawn(release: Release, store: Store) -> str:
    """Draw the report of a release that is published already: what stops the drawing cannot undo that."""
    try:
        return write_report(release, store)
    except (OSError, DepecheError) as error:
        _logger.warning("%s is published, but its report could not be drawn: %s", release.id, error)
        return "not drawn; depeche report draws it"


def _refuse_critical(
    results: tuple[CheckResult, ...], evidence: Mapping[str, pa.Table], facts: ReleaseFacts, writer: Writer
) -> None:
    """Raise CheckFailed when a critical check failed, and keep what explains it."""
    failed = failed_critical(results)
    if not failed:
        return
    kept = writer.keep_failure(evidence, facts)
    shown = ", ".join(failed[:5]) + (f" and {len(failed) - 5} more" if len(failed) > 5 else "")
    raise CheckFailed(
        f"{len(failed)} critical checks failed ({shown}); nothing was published, the last release stands",
        failed=failed,
        hint=f"the failing rows are in {kept}",
    )


def _with_quality(facts: ReleaseFacts, results: tuple[CheckResult, ...]) -> ReleaseFacts:
    summary = Counter("passed" if r.success else f"failed_{r.severity}" for r in results)
    return replace(facts, quality_summary=dict(sorted(summary.items())))


def _rejections_table(rejections: tuple[Rejection, ...], release_id: str) -> pa.Table:
    return to_table("rejections", [_rejection_row(rejection, release_id) for rejection in rejections])


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
