"""How bytes reach a local disk for good: flushed files, atomic replacement, and one clear sentence when the disk
refuses.

The only module of the room that changes files. Not here: what a release is, or which file belongs where.
"""

from __future__ import annotations

import errno
import hashlib
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from depeche.errors import StoreError

_CHUNK = 1 << 20
_READ_ONLY = 0o444
_PATIENCE = (0.1, 0.3, 1.0)  # seconds between looks at a folder that somebody still writes to

_REASONS: dict[int, tuple[str, str]] = {
    errno.ENOSPC: ("the disk is full", "Free some space and run again; what was there before is untouched."),
    errno.EDQUOT: ("the disk quota is used up", "Free some space and run again; what was there before is untouched."),
    errno.EROFS: ("the disk is read-only", "Choose another folder, or mount the disk for writing."),
    errno.EACCES: (
        "the permission is missing",
        "Give this user the right to read and write there, or choose another folder.",
    ),
    errno.EPERM: (
        "the permission is missing",
        "Give this user the right to read and write there, or choose another folder.",
    ),
    errno.ENOENT: (
        "it does not exist",
        "Check the path; if files of a store were deleted, restore them from a backup.",
    ),
    errno.ENOTDIR: ("a part of the path is a file, not a folder", "Choose another folder."),
    errno.EIO: ("the disk reports an input/output error", "Check the disk before running again."),
    errno.ENAMETOOLONG: ("the path is too long", "Choose a shorter path."),
}


@contextmanager
def explained(action: str, path: Path) -> Iterator[None]:
    """Turn an OSError of the block into a StoreError such as "Cannot write …: the disk is full."."""
    try:
        yield
    except OSError as problem:
        fallback = (problem.strerror or str(problem), "Check the disk and the path, then run again.")
        reason, hint = _REASONS.get(problem.errno or 0, fallback)
        raise StoreError(f"Cannot {action} {path}: {reason}.", hint=hint) from problem


def make_folder(path: Path) -> Path:
    """Create a folder with its parents and return it."""
    with explained("create the folder", path):
        path.mkdir(parents=True, exist_ok=True)
    return path


def flush(path: Path) -> None:
    """Make the bytes of a file, or the names in a folder, survive a power cut."""
    if path.is_dir() and os.name == "nt":
        return  # Windows cannot open a folder to flush it, and orders these operations itself
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def replace_bytes(path: Path, data: bytes, *, by_way_of: Path) -> None:
    """Replace a file at once, never in part; `by_way_of` is a temporary name on the same disk."""
    with explained("write", path):
        try:
            by_way_of.write_bytes(data)
            flush(by_way_of)
            by_way_of.replace(path)
        except OSError:
            with suppress(OSError):
                by_way_of.unlink(missing_ok=True)  # on a full disk it would take the last room
            raise
        flush(path.parent)


def append_line(path: Path, line: str) -> None:
    """Append a line for good; a last line torn by an earlier crash is closed first."""
    with explained("write", path), path.open("ab+") as log:
        size = log.seek(0, os.SEEK_END)
        if size:
            log.seek(size - 1)
            if log.read(1) != b"\n":
                log.write(b"\n")
        log.write(line.encode("utf-8") + b"\n")
        log.flush()
        os.fsync(log.fileno())


def freeze(path: Path) -> None:
    """Flush a finished file and take away everybody's right to write to it."""
    with explained("write", path):
        flush(path)
        path.chmod(_READ_ONLY)


def take_over(source: Path, target: Path) -> None:
    """Flush a finished file, take away everybody's right to write to it, and give it its name."""
    freeze(source)
    with explained("write", target):
        source.rename(target)


def share(twin: Path, target: Path) -> None:
    """Let `target` be a hard link to `twin`, which never changes; where the disk knows no links, a flushed copy."""
    try:
        os.link(twin, target)
    except FileNotFoundError as problem:
        raise StoreError(
            f"The file {twin} of an earlier release is missing.", hint="See `depeche doctor --repair`."
        ) from problem
    except OSError:
        with explained("write", target):
            shutil.copyfile(twin, target)
        freeze(target)


def move_folder(source: Path, target: Path) -> None:
    """Make a finished folder visible under its name in one step, for good."""
    with explained("write", target):
        flush(source)
        source.rename(target)
        flush(target.parent)
        flush(source.parent)


def remove_folder(path: Path) -> None:
    """Delete a folder with all that is in it; nothing happens when it is not there.

    Workers of a run that was just killed may write there for a moment more: they are waited for.
    """
    with explained("delete", path):
        for patience in (*_PATIENCE, None):
            try:
                if path.exists():
                    shutil.rmtree(path)
            except OSError as problem:
                if problem.errno not in (errno.ENOTEMPTY, errno.ENOENT) or patience is None:
                    raise
                time.sleep(patience)
            else:
                return


def sha256(path: Path) -> str:
    """Return the SHA-256 of a file's bytes as hexadecimal digits."""
    digest = hashlib.sha256()
    with explained("read", path), path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()
