"""When the pointer to the current release moved: the log `history.jsonl`, for people and for sequence numbers that
are never used twice.

Not here: the pointer itself, which alone decides what is current (see `writer`).
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Literal

import msgspec

from depeche.errors import StoreError
from depeche.store import manifest
from depeche.store.lock import user_name
from depeche.store.releases import Store

Action = Literal["publish", "rollback", "recover"]

_LOG = "history.jsonl"


class Move(msgspec.Struct, frozen=True, rename={"before": "from", "after": "to"}):
    """The pointer moved. `recover`: found moved by a run that died before it could write its own line."""

    at: datetime
    by: str
    action: Action
    before: str | None
    after: str | None


def moves(store: Store) -> tuple[Move, ...]:
    """Return the log, oldest first; a line torn by a crash is left out."""
    lines = (store.place.read(_LOG) or b"").splitlines()
    read: list[Move] = []
    for line in lines:
        try:
            read.append(msgspec.json.decode(line, type=Move))
        except msgspec.MsgspecError:
            continue
    return tuple(read)


def record(store: Store, action: Action, *, before: str | None, after: str | None) -> None:
    """Add a move to the log."""
    move = Move(at=datetime.now(UTC), by=user_name(), action=action, before=before, after=after)
    store.place.append(_LOG, msgspec.json.encode(move).decode("utf-8"))


def catch_up(store: Store) -> None:
    """Write down a move that a dead run made without saying so."""
    log, current = moves(store), _pointer(store)
    known = log[-1].after if log else None
    if current is not None and current != known:
        record(store, "recover", before=known, after=current)


def _pointer(store: Store) -> str | None:
    """Return the id that LATEST holds, None where it holds none: a damaged pointer must not forbid to mend it."""
    try:
        return store.latest_id()
    except StoreError:
        return None


def next_sequence(store: Store) -> int:
    """Return a number above that of every release that is or ever was in the store."""
    seen = [*store.ids(), *(move.after for move in moves(store)), _pointer(store)]
    return 1 + max((manifest.sequence_of(release) or 0 for release in seen if release is not None), default=0)
