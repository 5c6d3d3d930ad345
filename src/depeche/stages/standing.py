"""Whether the current release is already what a run would publish: the same input, read by the same versions.

Kept apart from `publishing`, which loads the libraries of the checks and of the pictures.
"""

from __future__ import annotations

from collections import Counter

from depeche.ingest import discover
from depeche.report import report_address, write_report
from depeche.stages.outcome import RunSummary, table_parts
from depeche.stages.planning import Plan, load_plan, make_plan
from depeche.stages.sources import known_sources
from depeche.store import ReleaseFacts, Store, unchanged
from depeche.versions import code_version, model_versions


def facts_of(input_fingerprint: str) -> ReleaseFacts:
    """Return what the release of an input is made from and by."""
    return ReleaseFacts(input_fingerprint, code_version(), model_versions())


def look(raw: str, data: str, *, wait_seconds: float = 0) -> RunSummary | None:
    """Return the summary of the current release of the store at `data` if a run on `raw` would publish nothing, else
    None, also where a file cannot be read; bytes are compared only where every file has the address of a known one.
    """
    try:
        return _look(raw, data, wait_seconds)
    except OSError:
        return None  # the run says what is wrong, and tries again where that may help


def _look(raw: str, data: str, wait_seconds: float) -> RunSummary | None:
    with Store(data).writer(timeout=wait_seconds) as writer:
        known = {source.uri for source in known_sources(writer.parent)}
        files = discover(raw)
        if not files or any(file.source_uri not in known for file in files):
            return None
        plan = make_plan(raw, writer.staging, release=writer.parent, workers=1, files=files)
        return current_summary(writer.store, load_plan(plan))


def current_summary(store: Store, plan: Plan) -> RunSummary | None:
    """Return the summary of the current release if it was made from this plan by these versions, else None."""
    if not unchanged(store, facts_of(plan.input_fingerprint)):
        return None
    release = store.open()
    dispositions = Counter(release.read("documents", columns=["disposition"]).column("disposition").to_pylist())
    return RunSummary(
        outcome="unchanged",
        release_id=release.id,
        release_path=release.address,
        report_path=report_address(release, store) or write_report(release, store),
        file_count=plan.file_count,
        sources=plan.sources,
        dispositions=dict(sorted(dispositions.items())),
        row_counts={name: entry.rows for name, entry in release.manifest.tables.items()},
        parts=table_parts(release, release),
        checks=(),
    )
