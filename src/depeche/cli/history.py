"""`depeche releases`, `diff`, `rollback`: the releases of a store, how two differ, and stepping back.

Not here: how a comparison is told (see `telling`), names of releases and making room (see `upkeep`).
"""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from depeche.cli.console import emit_json, err, out, table
from depeche.cli.options import DATA_DEFAULT, Data, Debug, Json, Wait
from depeche.cli.wording import counted

if TYPE_CHECKING:  # the store brings DuckDB and Arrow: only commands that need them wait for them
    from depeche.store import Store

_SHOWN = 30  # releases, unless more are asked for
_COUNTED = ("documents", "articles", "events")


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("releases")(list_releases)
    app.command("diff")(compare)
    app.command("rollback")(step_back)


def list_releases(
    limit: Annotated[
        int | None,
        typer.Option(min=1, help=f"Only the newest ones; {_SHOWN} where nothing is said, all with --json."),
    ] = None,
    data: Data = DATA_DEFAULT,
    as_json: Json = False,
    debug: Debug = False,
) -> None:
    """List the releases of the store with their tags, oldest first; the current one is marked."""
    from depeche.store import Store

    store = Store(data)
    if as_json:
        _emit_releases(store, limit)
    else:
        _show_releases(store, limit or _SHOWN)


def _emit_releases(store: Store, limit: int | None) -> None:
    """Answer with the manifests as a whole."""
    current, tags = store.latest_id(), _tags(store)
    releases = store.releases()[-limit if limit else None :]
    emit_json(
        [
            {"current": release.id == current, "tags": sorted({*tags[release.id], *release.manifest.tags})}
            | {"manifest": release.manifest}
            for release in releases
        ]
    )


def _show_releases(store: Store, limit: int) -> None:
    """Show one line for each release."""
    known, summaries = store.ids(), store.summaries()
    if not known:
        out.print(f"{store.address} has no release yet; make one with: depeche run", markup=False)
        return
    current, tags = store.latest_id(), _tags(store)
    rows = [
        (
            "→" if found.release_id == current else "",
            found.release_id,
            ", ".join(sorted({*tags[found.release_id], *found.tags})),
            f"{found.created_at:%Y-%m-%d %H:%M} UTC",
            *(found.tables[name].rows if name in found.tables else None for name in _COUNTED),
            found.code_version,
            found.parent.partition("-")[0] if found.parent else None,
        )
        for found in summaries[-limit:]
    ]
    readable = {found.release_id for found in summaries}
    for release_id in (release for release in known if release not in readable):
        out.print(f"{release_id} is damaged: its manifest cannot be read", markup=False)
    out.print(table(["", "release", "tags", "published", *_COUNTED, "code", "after"], rows))
    if len(summaries) > limit:
        note = f"{counted(len(summaries) - limit, 'older release')}; --limit shows more. Current: {current}"
        err.print(note, style="dim", markup=False)


def _tags(store: Store) -> defaultdict[str, list[str]]:
    """Return the tags of each release."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for tag, release in store.tags().items():
        found[release].append(tag)
    return found


def compare(
    before: Annotated[str, typer.Argument(metavar="A", help="A release: its id, the beginning of it, or a tag.")],
    after: Annotated[str, typer.Argument(metavar="B", help="Another release, or 'latest'.")] = "latest",
    only: Annotated[
        list[str] | None,
        typer.Option("--table", metavar="T", help="Only this table, with keys of rows; can be given several times."),
    ] = None,
    examples: Annotated[int, typer.Option(min=0, metavar="N", help="How many examples of each kind to name.")] = 5,
    to: Annotated[
        Path | None,
        typer.Option("--to", metavar="DIR", help="Write a change feed instead: DIR/<table>.parquet, made if missing."),
    ] = None,
    data: Data = DATA_DEFAULT,
    as_json: Json = False,
    debug: Debug = False,
) -> None:
    """Say what changed from release A to release B: documents, events, entities, figures, and every table."""
    from depeche.cli.telling import tell, tell_feed
    from depeche.store import Store, summarise, write_feed

    store = Store(data)
    sides = store.open(before), store.open(after)
    with err.status(f"comparing {sides[0].id} with {sides[1].id}"):
        feed = write_feed(*sides, to, tables=only) if to is not None else None
        found = summarise(*sides, examples=examples, tables=only) if feed is None else None
    if as_json:
        emit_json(feed or found)
    elif feed is not None:
        tell_feed(feed)
    elif found is not None:
        tell(found, with_keys=only is not None)


def step_back(
    release: Annotated[str, typer.Argument(metavar="R", help="The release to make current again.")],
    wait: Wait = 0,
    data: Data = DATA_DEFAULT,
    as_json: Json = False,
    debug: Debug = False,
) -> None:
    """Make an older release current again. Nothing is deleted; the next run publishes after it."""
    from depeche.store import Store, rollback

    now = rollback(Store(data), release, timeout=wait)
    if as_json:
        emit_json({"release_id": now.id, "path": now.address})
    else:
        out.print(f"{now.id} is the current release of {data}.", markup=False)
