"""A store in a local folder: flushed files, hard links for what did not change, one rename to publish, a kernel lock.

    releases/<id>/manifest.json and <table>/<bucket>.parquet    never change once they are there
    staging/<run>/                                              of the run that is writing now

Not here: single file operations (see `disk`), the lock itself (see `lock`).
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from depeche.errors import StoreError
from depeche.store import disk
from depeche.store.lock import one_writer
from depeche.store.place import Stored

if TYPE_CHECKING:
    import pyarrow.fs as pafs

_MANIFEST = "manifest.json"


class KernelLease:
    """The kernel takes the lock back only when its holder ends: nobody can take over."""

    def confirm(self) -> None:
        """Do nothing: a live holder cannot have lost the lock."""


class LocalPlace:
    """A folder of a disk; see `place.Place` for what the methods promise."""

    is_local = True

    def __init__(self, root: Path) -> None:
        self.root = root
        self.address = str(root)

    @cached_property
    def filesystem(self) -> pafs.FileSystem:
        import pyarrow.fs as pafs

        return pafs.LocalFileSystem()

    def uri(self, key: str) -> str:
        return str(self.root / key) if key else str(self.root)

    def path(self, key: str) -> str:
        return f"{self.address}/{key}" if key else self.address

    def read(self, key: str) -> bytes | None:
        path = self.root / key
        with disk.explained("read", path):
            try:
                return path.read_bytes()
            except FileNotFoundError:
                return None

    def size(self, key: str) -> int | None:
        path = self.root / key
        with disk.explained("read", path):
            try:
                return path.stat().st_size
            except FileNotFoundError:
                return None

    def list(self, prefix: str) -> list[Stored]:
        folder = self.root / prefix
        with disk.explained("read", folder):
            return sorted(self._files(folder), key=lambda stored: stored.key)

    def _files(self, folder: Path) -> Iterator[Stored]:
        for place, _, names in os.walk(folder, onerror=_refuse_unless_missing):
            for name in names:
                path = Path(place, name)
                with suppress(FileNotFoundError):
                    status = path.stat()
                    modified = datetime.fromtimestamp(status.st_mtime, UTC)
                    yield Stored(path.relative_to(self.root).as_posix(), status.st_size, modified)

    def folders(self, prefix: str) -> tuple[str, ...]:
        folder = self.root / prefix
        with disk.explained("read", folder):
            try:
                return tuple(sorted(entry.name for entry in os.scandir(folder) if entry.is_dir()))
            except FileNotFoundError:
                return ()

    def release_ids(self) -> tuple[str, ...]:
        return self.folders("releases")

    def manifest_key(self, release: str) -> str:
        return f"releases/{release}/{_MANIFEST}"

    def write(self, key: str, data: bytes) -> None:
        path = self.root / key
        disk.make_folder(path.parent)
        disk.replace_bytes(path, data, by_way_of=path.with_name(f".{path.name}.{os.getpid()}.new"))

    def replace(self, key: str, data: bytes, *, expected: bytes | None) -> None:
        if self.read(key) != expected:
            raise changed_meanwhile(self.uri(key))
        self.write(key, data)

    def append(self, key: str, line: str) -> None:
        disk.append_line(self.root / key, line)

    def publish(
        self,
        release: str,
        parts: Mapping[str, Path | str],
        manifest: bytes,
        *,
        staging: Path,
        confirm: Callable[[], None],
    ) -> None:
        folder = disk.make_folder(staging / release)
        home, target = f"releases/{release}/", self.root / "releases" / release
        touched = {folder}
        for key, source in parts.items():
            path = folder / key.removeprefix(home)
            if path.parent not in touched:
                touched.add(disk.make_folder(path.parent))
            if isinstance(source, Path):
                disk.take_over(source, path)
            else:
                disk.share(self.root / source, path)
        disk.replace_bytes(folder / _MANIFEST, manifest, by_way_of=folder / f"{_MANIFEST}.new")
        disk.freeze(folder / _MANIFEST)
        for touched_folder in touched:
            with disk.explained("write", touched_folder):
                disk.flush(touched_folder)
        disk.make_folder(target.parent)
        confirm()
        disk.move_folder(folder, target)

    def shares(self) -> bool:
        return False  # hard links make every release complete in its own folder

    def add_folder(self, prefix: str, folder: Path) -> None:
        target = self.root / prefix
        disk.make_folder(target.parent)
        disk.move_folder(folder, target)

    def delete(self, keys: Iterable[str]) -> None:
        for key in keys:
            path = self.root / key
            with disk.explained("delete", path):
                path.unlink(missing_ok=True)

    def delete_folder(self, prefix: str) -> None:
        disk.remove_folder(self.root / prefix)

    @contextmanager
    def one_writer(self, *, timeout: float) -> Iterator[KernelLease]:
        disk.make_folder(self.root)
        with one_writer(self.root / ".lock", timeout=timeout):
            yield KernelLease()

    @contextmanager
    def scratch(self) -> Iterator[Path]:
        staging = self.root / "staging"
        disk.remove_folder(staging)  # under the lock every staging folder is that of a dead run
        try:
            yield disk.make_folder(staging / f"{datetime.now(UTC):%Y%m%dT%H%M%SZ}-{os.getpid()}")
        finally:
            with suppress(StoreError):  # what cannot be deleted now is swept by the next writer
                disk.remove_folder(staging)


def changed_meanwhile(uri: str) -> StoreError:
    """Return the error for a file that another run changed between reading and replacing it."""
    return StoreError(
        f"{uri} changed while this run was at work; nothing was replaced.",
        hint="Another run has published meanwhile, or the file was edited by hand. Run again.",
    )


def _refuse_unless_missing(problem: OSError) -> None:
    if not isinstance(problem, FileNotFoundError):
        raise problem
