"""The table `releases` inside a release: how it and its ancestors were made.

The row of the release itself is written before publication, so its `created_at` is null (the manifest has it); the
other rows take theirs from the manifests. Releases that were stepped back from, or never became current, are no
ancestors.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

import pyarrow as pa

from depeche.contract import SCHEMA_VERSION, to_table
from depeche.errors import StoreError
from depeche.store import manifest
from depeche.store.manifest import ReleaseFacts
from depeche.store.releases import Release, Store

TABLE = "releases"


def ancestor_rows(store: Store, parent: Release | None) -> list[dict[str, object]]:
    """Return the rows of the parent and those it came after, oldest first.

    The parent's own table has all but the time at which it was published itself. Where it cannot be read, the rows are
    made from the manifests that are left.
    """
    if parent is None:
        return []
    try:
        known = parent.read(TABLE).to_pylist()
    except StoreError:
        return [_row(release) for release in store.ancestry(parent.id)]
    earlier = {row["release_id"]: row for row in known if row["release_id"] != parent.id}
    return [*sorted(earlier.values(), key=lambda row: sequence(row["release_id"])), _row(parent)]


def sequence(release: str) -> int:
    """Return the sequence number of a release, 0 for what is no release id."""
    return manifest.sequence_of(release) or 0


def releases_table(
    ancestors: Sequence[Mapping[str, object]], counts: Mapping[str, int], facts: ReleaseFacts, *, release_id: str
) -> pa.Table:
    """Return the rows of the ancestors, oldest first, and the row of the release that is being made."""
    own_counts = {**counts, TABLE: len(ancestors) + 1}
    own = {
        "release_id": release_id,
        "created_at": None,
        "schema_version": SCHEMA_VERSION,
        "code_version": facts.code_version,
        "model_versions": _json(facts.model_versions),
        "input_fingerprint": facts.input_fingerprint,
        "row_counts": _json(own_counts),
        "previous_release_id": ancestors[-1]["release_id"] if ancestors else None,
        "status": manifest.PUBLISHED,
    }
    return to_table(TABLE, [*ancestors, own])


def _row(release: Release) -> dict[str, object]:
    """Return the row of a published release."""
    made = release.manifest
    return {
        "release_id": release.id,
        "created_at": made.created_at,
        "schema_version": made.schema_version,
        "code_version": made.code_version,
        "model_versions": _json(made.model_versions),
        "input_fingerprint": made.input_fingerprint,
        "row_counts": _json({name: entry.rows for name, entry in made.tables.items()}),
        "previous_release_id": made.parent,
        "status": made.status,
    }


def _json(values: Mapping[str, object]) -> str:
    """Return an object as JSON with sorted keys."""
    return json.dumps(dict(values), ensure_ascii=False, sort_keys=True)
