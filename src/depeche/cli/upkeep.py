"""`depeche tag`, `depeche gc`: names for releases, and room on the disk or in the bucket."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from depeche.cli.console import emit_json, err, out, table
from depeche.cli.options import DATA_DEFAULT, Data, Debug, Json, Wait
from depeche.cli.wording import counted
from depeche.errors import UsageError

if TYPE_CHECKING:  # the store brings Arrow: only commands that need it wait for it
    from depeche.store.waste import Waste

_KEEP = 30


@dataclass(frozen=True, slots=True)
class Room:
    """What `depeche gc` found, as JSON."""

    is_deleted: bool
    freed_bytes: int
    dropped: tuple[str, ...]
    kept: dict[str, tuple[str, ...]]
    damaged: tuple[str, ...]
    heaps: list[dict[str, str | int]]


def register(app: typer.Typer) -> None:
    """Add the commands."""
    app.command("tag")(tag)
    app.command("gc")(make_room)


def tag(
    release: Annotated[
        str | None, typer.Argument(metavar="R", help="A release: its id, the beginning of it, or 'latest'.")
    ] = None,
    name: Annotated[str | None, typer.Argument(metavar="NAME", help="The name to give it.")] = None,
    delete: Annotated[str | None, typer.Option("--delete", metavar="NAME", help="Take a name away.")] = None,
    move: Annotated[bool, typer.Option("--move", help="Let a name that is in use name this release instead.")] = False,
    wait: Wait = 0,
    data: Data = DATA_DEFAULT,
    as_json: Json = False,
    debug: Debug = False,
) -> None:
    """Give release R a name, take a name away, or list all names.

    A release with a name can be opened by it and is never deleted by `depeche gc`.
    """
    from depeche.store import Store
    from depeche.store.tags import give_tag, list_tags, take_tag

    store = Store(data)
    told = None
    if delete is not None:
        if release is not None:
            raise UsageError("Either give a name or take one away.", hint="see depeche tag --help")
        with store.writer(timeout=wait) as writer:
            told = f"{take_tag(writer, delete)} is no longer called {delete}."
    elif release is not None:
        if name is None:
            raise UsageError("The name is missing.", hint="Such as: depeche tag latest rapport-2026")
        with store.writer(timeout=wait) as writer:
            told = f"{give_tag(writer, release, name, move=move).id} is called {name}."
    if as_json:
        emit_json(list_tags(store))
    elif told is not None:
        out.print(told, markup=False)
    elif tags := list_tags(store):
        rows = [(found.name, found.release_id, "published with it" if found.is_fixed else "") for found in tags]
        out.print(table(["tag", "release", ""], rows))
    else:
        out.print(f"No release of {data} has a name; give one with: depeche tag R NAME", markup=False)


def make_room(
    keep: Annotated[
        int, typer.Option("--keep", min=1, metavar="N", help="How many of the last releases stay.")
    ] = _KEEP,
    keep_monthly: Annotated[
        int,
        typer.Option(
            "--keep-monthly", min=0, metavar="M", help="Also the newest release of each of the last M months."
        ),
    ] = 0,
    yes: Annotated[bool, typer.Option("--yes", help="Delete; without it, only show what would go.")] = False,
    wait: Wait = 0,
    data: Data = DATA_DEFAULT,
    as_json: Json = False,
    debug: Debug = False,
) -> None:
    """Show, or with --yes delete, the releases that are not to be kept and whatever nothing needs any more.

    The current release and those with a name always stay. Files that a release which stays shares with one that goes
    stay too, and are not counted as freed.
    """
    from depeche.store import Store
    from depeche.store.gc import GRACE, collect
    from depeche.store.retention import Keep
    from depeche.store.waste import find_waste

    store, wanted = Store(data), Keep(keep, keep_monthly)
    with err.status(f"looking at {data}"):
        if yes:
            with store.writer(timeout=wait) as writer:
                waste = collect(writer, wanted)
        else:
            waste = find_waste(store, wanted, grace=GRACE)
    if as_json:
        heaps: list[dict[str, str | int]] = [
            {"what": heap.what, "file_count": heap.file_count, "freed_bytes": heap.freed_bytes} for heap in waste.heaps
        ]
        emit_json(Room(yes, waste.freed_bytes, waste.dropped, waste.kept, waste.damaged, heaps))
    else:
        _show(waste, data, is_deleted=yes)


def _show(waste: Waste, data: str, *, is_deleted: bool) -> None:
    for release in waste.damaged:
        out.print(f"{release} is damaged: its manifest cannot be read; it was left alone", markup=False)
    kept = [(release, ", ".join(why)) for release, why in waste.kept.items() if why != ("last",)]
    if kept:
        out.print(table(["stays besides the last ones", "because"], kept))
    if not waste.heaps and not waste.dropped:
        out.print(f"{data} holds nothing that is not needed; {_staying(len(waste.kept))}.", markup=False)
        return
    out.print(table(["goes", "files", "frees"], [(h.what, h.file_count, _size(h.freed_bytes)) for h in waste.heaps]))
    span = f" ({waste.dropped[0]} to {waste.dropped[-1]})" if waste.dropped else ""
    verb, end = ("freed", "") if is_deleted else ("would be freed", " Nothing was deleted; --yes deletes.")
    out.print(
        f"{_going(len(waste.dropped))}{span}, {_staying(len(waste.kept))}; {_size(waste.freed_bytes)} {verb}.{end}",
        markup=False,
    )


def _going(count: int) -> str:
    return f"{counted(count, 'release')} {'goes' if count == 1 else 'go'}"


def _staying(count: int) -> str:
    return f"{counted(count, 'release')} {'stays' if count == 1 else 'stay'}"


def _size(count: int) -> str:
    """Return a number of bytes as people read it."""
    size = float(count)
    for unit in ("B", "KiB", "MiB"):
        if size < 1024:
            return f"{size:.0f} {unit}" if unit == "B" else f"{size:.1f} {unit}"
        size /= 1024
    return f"{size:.1f} GiB"
