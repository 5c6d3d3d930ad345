"""A store on an object store: parts by reference, publication by conditional put, a lease instead of a lock.

    releases/<id>.json                            the manifest; without it the release does not exist
    releases/<id>/<table>/<bucket>.parquet        parts; a later release refers to them where they lie

Not here: how a bucket is opened (see `object_store`), the lease (see `lease`).
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager, suppress
from functools import cached_property, partial
from pathlib import Path
from shutil import rmtree
from typing import TYPE_CHECKING

import obstore
from obstore.exceptions import AlreadyExistsError, BaseError, NotFoundError, PreconditionError

from depeche import object_store
from depeche.errors import StoreError, UsageError
from depeche.store.lease import ObjectLease, hold
from depeche.store.place import Stored
from depeche.store.place_local import changed_meanwhile

if TYPE_CHECKING:
    import pyarrow.fs as pafs
    from obstore import UpdateVersion

_SUFFIX = ".json"
_AT_ONCE = 16  # requests in flight
_SCRATCH = "depeche-"

explained = partial(object_store.explained, error=StoreError)


class S3Place:
    """A prefix of a bucket; see `place.Place` for what the methods promise."""

    is_local = False

    def __init__(self, address: str) -> None:
        self.address = address.rstrip("/")
        try:
            self.client = object_store.open_bucket(self.address)
        except (BaseError, ValueError) as problem:
            raise UsageError(
                f"{address} is no address of a store.", hint="Write it as s3://bucket/prefix."
            ) from problem

    @cached_property
    def filesystem(self) -> pafs.FileSystem:
        return object_store.arrow_filesystem()

    def uri(self, key: str) -> str:
        return f"{self.address}/{key}" if key else self.address

    def path(self, key: str) -> str:
        return self.uri(key).removeprefix("s3://")

    def read(self, key: str) -> bytes | None:
        with explained("read", self.uri(key)):
            try:
                return bytes(obstore.get(self.client, key).bytes())
            except (NotFoundError, FileNotFoundError) as problem:
                if "NoSuchBucket" in str(problem):
                    raise
                return None

    def size(self, key: str) -> int | None:
        with explained("read", self.uri(key)):
            try:
                return obstore.head(self.client, key)["size"]
            except (NotFoundError, FileNotFoundError):
                return None

    def list(self, prefix: str) -> list[Stored]:
        with explained("list", self.uri(prefix)):
            found = [
                Stored(entry["path"], entry["size"], entry["last_modified"])
                for batch in obstore.list(self.client, prefix=prefix)
                for entry in batch
            ]
        return sorted(found, key=lambda stored: stored.key)

    def folders(self, prefix: str) -> tuple[str, ...]:
        with explained("list", self.uri(prefix)):
            found = obstore.list_with_delimiter(self.client, prefix=prefix)["common_prefixes"]
        return tuple(sorted(name.rstrip("/").rpartition("/")[2] for name in found))

    def release_ids(self) -> tuple[str, ...]:
        with explained("list", self.uri("releases")):
            found = obstore.list_with_delimiter(self.client, prefix="releases")["objects"]
        names = (entry["path"].rpartition("/")[2] for entry in found)
        return tuple(sorted(name.removesuffix(_SUFFIX) for name in names if name.endswith(_SUFFIX)))

    def manifest_key(self, release: str) -> str:
        return f"releases/{release}{_SUFFIX}"

    def write(self, key: str, data: bytes) -> None:
        with explained("write", self.uri(key)):
            obstore.put(self.client, key, data)

    def replace(self, key: str, data: bytes, *, expected: bytes | None) -> None:
        with explained("write", self.uri(key)):
            try:
                if expected is None:
                    obstore.put(self.client, key, data, mode="create")
                    return
                found = obstore.get(self.client, key)
                if bytes(found.bytes()) != expected:
                    raise changed_meanwhile(self.uri(key))
                version: UpdateVersion = {"e_tag": found.meta["e_tag"] or ""}
                obstore.put(self.client, key, data, mode=version)
            except (AlreadyExistsError, PreconditionError, NotFoundError, FileNotFoundError) as problem:
                if self.read(key) != data:  # else our own put arrived, and only its answer was lost
                    raise changed_meanwhile(self.uri(key)) from problem

    def append(self, key: str, line: str) -> None:
        before = self.read(key)
        self.replace(key, (before or b"") + line.encode("utf-8") + b"\n", expected=before)

    def publish(
        self,
        release: str,
        parts: Mapping[str, Path | str],
        manifest: bytes,
        *,
        staging: Path,
        confirm: Callable[[], None],
    ) -> None:
        self._upload({key: source for key, source in parts.items() if isinstance(source, Path)})
        confirm()
        self.replace(self.manifest_key(release), manifest, expected=None)

    def _upload(self, files: Mapping[str, Path]) -> None:
        """Upload local files, several at a time."""

        def upload(item: tuple[str, Path]) -> None:
            key, path = item
            with explained("write", self.uri(key)):
                obstore.put(self.client, key, path)

        with ThreadPoolExecutor(_AT_ONCE) as pool:
            for _ in pool.map(upload, files.items()):
                pass

    def shares(self) -> bool:
        return True

    def add_folder(self, prefix: str, folder: Path) -> None:
        files = {
            f"{prefix}/{path.relative_to(folder).as_posix()}": path for path in folder.rglob("*") if path.is_file()
        }
        self._upload(files)

    def delete(self, keys: Iterable[str]) -> None:
        wanted = list(keys)
        with explained("delete", self.address), suppress(NotFoundError, FileNotFoundError):
            if wanted:
                obstore.delete(self.client, wanted)

    def delete_folder(self, prefix: str) -> None:
        self.delete(stored.key for stored in self.list(prefix))

    def one_writer(self, *, timeout: float) -> AbstractContextManager[ObjectLease]:
        return hold(self.client, self.address, timeout=timeout)

    @contextmanager
    def scratch(self) -> Iterator[Path]:
        home = Path(tempfile.gettempdir())
        for old in home.glob(f"{_SCRATCH}*-*"):
            _sweep(old)
        folder = Path(tempfile.mkdtemp(prefix=f"{_SCRATCH}{os.getpid()}-"))
        try:
            yield folder
        finally:
            rmtree(folder, ignore_errors=True)


def _sweep(folder: Path) -> None:
    """Remove the work files of a process of this machine that is dead."""
    number = folder.name.removeprefix(_SCRATCH).partition("-")[0]
    if not number.isdigit() or not folder.is_dir():
        return
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        rmtree(folder, ignore_errors=True)
    except OSError:
        return  # alive, and of another user
