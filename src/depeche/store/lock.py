"""One writer at a time: a lock that the kernel takes back when its holder dies, and who holds it.

Not here: what the holder does (see `writer`). Readers need no lock: releases never change.
"""

from __future__ import annotations

import getpass
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import msgspec
from filelock import FileLock, Timeout

from depeche.errors import StoreLocked
from depeche.store import disk


class Holder(msgspec.Struct, frozen=True):
    """The process that writes to the store; kept as JSON inside the lock file."""

    pid: int
    host: str
    user: str
    since: datetime


def user_name() -> str:
    """Return the name of the user who runs this process, his number where he has no name."""
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return str(os.getuid())


def _sign(handle: int) -> None:
    """Write who holds the lock into the lock file; the lock itself is the kernel's, the text only informs."""
    holder = Holder(
        pid=os.getpid(), host=socket.gethostname(), user=user_name(), since=datetime.now(UTC).replace(microsecond=0)
    )
    os.ftruncate(handle, 0)
    os.lseek(handle, 0, os.SEEK_SET)
    os.write(handle, msgspec.json.encode(holder))


def _holder(path: Path) -> str:
    """Return who holds the lock in words."""
    try:
        holder = msgspec.json.decode(path.read_bytes(), type=Holder)
    except (OSError, msgspec.MsgspecError):
        return "another process"
    return f"process {holder.pid} of {holder.user} on {holder.host}, since {holder.since:%Y-%m-%d %H:%M:%S} UTC"


@contextmanager
def one_writer(path: Path, *, timeout: float) -> Iterator[None]:
    """Hold the lock for the block; wait up to `timeout` seconds, then raise StoreLocked naming the holder."""
    # The hook makes filelock refuse a disk without kernel locks; it would use a marker file, which outlives its maker.
    lock = FileLock(path, timeout=timeout, on_acquired=_sign)
    with disk.explained("lock", path):
        try:
            lock.acquire()
        except Timeout as problem:
            raise StoreLocked(
                f"Another run is writing to {path.parent}: {_holder(path)}.",
                hint="Wait until it has ended, or stop it; then run again.",
            ) from problem
    try:
        yield
    finally:
        lock.release()
