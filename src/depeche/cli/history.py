"""`depeche releases`, `diff`, `rollback`: the releases of a store, how two differ, and stepping back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from depeche.cli.console import emit_json, out, table
from depeche.cli.options import DATA_DEFAULT, Data, Debug, Json

if TYPE_CHECKING:  # the store brings DuckDB and Arrow: only commands that need them wait for them
    from depeche.store import Diff, TableDiff


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("releases")(list_releases)
    app.command("diff")(compare)
    app.command("rollback")(step_back)


def list_releases(data: Data = DATA_DEFAULT, as_json: Json = False, debug: Debug = False) -> None:
    """List the releases of the store, oldest first; the current one is marked."""
    from depeche.store import Store

    store = Store(data)
    current = store.latest_id()
    releases = store.releases()
    if as_json:
        emit_json([{"current": release.id == current, "manifest": release.manifest} for release in releases])
        return
    if not releases:
        out.print(f"{data} has no release yet; make one with: depeche run", markup=False)
        return
    rows = [
        (
            "→" if release.id == current else "",
            release.id,
            f"{release.manifest.created_at:%Y-%m-%d %H:%M} UTC",
            release.manifest.tables["documents"].rows,
            release.manifest.tables["articles"].rows,
            release.manifest.tables["events"].rows,
            release.manifest.code_version,
            release.manifest.parent,
        )
        for release in releases
    ]
    for release_id in store.damaged_ids():
        out.print(f"{release_id} is damaged: its manifest cannot be read", markup=False)
    out.print(table(["", "release", "published", "documents", "articles", "events", "code", "after"], rows))


def compare(
    before: Annotated[str, typer.Argument(metavar="A", help="A release: its id or the beginning of it.")],
    after: Annotated[str, typer.Argument(metavar="B", help="Another release, or 'latest'.")] = "latest",
    data: Data = DATA_DEFAULT,
    as_json: Json = False,
    debug: Debug = False,
) -> None:
    """Say what differs from release A to release B: columns, row counts, keys added, removed and changed."""
    from depeche.store import Store, diff

    store = Store(data)
    found = diff(store.open(before), store.open(after))
    if as_json:
        emit_json(found)
    else:
        _show(found)


def _show(found: Diff) -> None:
    if found.is_same:
        out.print(f"{found.before} and {found.after} hold the same data.", markup=False)
        return
    rows = [
        (t.table, t.rows_before, t.rows_after, t.added_count, t.removed_count, t.changed_count)
        for t in found.tables
        if not t.is_same
    ]
    out.print(table(["table", found.before, found.after, "added", "removed", "changed"], rows))
    for changed in found.tables:
        _show_examples(changed)


def _show_examples(changed: TableDiff) -> None:
    for change in changed.schema:
        out.print(f"{changed.table}.{change.column or '*'}: type {change.before} → {change.after}", markup=False)
    for sign, keys in (("+", changed.added), ("-", changed.removed)):
        for key in keys:
            out.print(f"  {sign} {changed.table} {' '.join(map(str, key))}", markup=False)
    for row in changed.changed:
        out.print(f"  ~ {changed.table} {' '.join(map(str, row.key))}: {', '.join(row.columns)}", markup=False)


def step_back(
    release: Annotated[str, typer.Argument(metavar="R", help="The release to make current again.")],
    wait: Annotated[
        float, typer.Option(min=0, metavar="SECONDS", help="How long to wait for a run that is going on.")
    ] = 0,
    data: Data = DATA_DEFAULT,
    as_json: Json = False,
    debug: Debug = False,
) -> None:
    """Make an older release current again. Nothing is deleted; the next run publishes after it."""
    from depeche.store import Store, rollback

    now = rollback(Store(data), release, timeout=wait)
    if as_json:
        emit_json({"release_id": now.id, "path": str(now.folder)})
    else:
        out.print(f"{now.id} is the current release of {data}.", markup=False)
