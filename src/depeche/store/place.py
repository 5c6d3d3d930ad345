"""Where a store lies: bytes by key, on a local disk or on an object store, with the same promises.

Keys are POSIX paths relative to the root of the store. Here: the promises, and which kind of place an address names.
Not here: what the bytes mean (see `releases`, `writer`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from depeche.errors import UsageError

if TYPE_CHECKING:
    import pyarrow.fs as pafs


@dataclass(frozen=True, slots=True)
class Stored:
    """A file or an object, as a listing tells of it."""

    key: str
    size: int
    modified_at: datetime


class Lease(Protocol):
    """The right to write, while it lasts."""

    def confirm(self) -> None:
        """Raise StoreLocked when another run has taken over."""


class Place(Protocol):
    """The bytes of one store. Every method raises StoreError with one clear sentence when the place refuses."""

    address: str
    is_local: bool

    @property
    def filesystem(self) -> pafs.FileSystem:
        """Arrow's way to read the place."""

    def uri(self, key: str) -> str:
        """Return the path or s3:// address that any reader of Parquet opens."""

    def path(self, key: str) -> str:
        """Return the path of a key inside `filesystem`."""

    def read(self, key: str) -> bytes | None:
        """Return the bytes of a key, None when it is not there."""

    def size(self, key: str) -> int | None:
        """Return the number of bytes of a key, None when it is not there."""

    def list(self, prefix: str) -> list[Stored]:
        """Return all that lies below a folder, at any depth, in the order of the keys."""

    def folders(self, prefix: str) -> tuple[str, ...]:
        """Return the names of the folders directly below a folder, in order."""

    def release_ids(self) -> tuple[str, ...]:
        """Return the names of all releases that have a manifest."""

    def manifest_key(self, release: str) -> str:
        """Return where the manifest of a release lies."""

    def write(self, key: str, data: bytes) -> None:
        """Replace the bytes of a key at once and for good, never in part."""

    def replace(self, key: str, data: bytes, *, expected: bytes | None) -> None:
        """Do as `write`, but raise StoreError unless the key holds `expected` (None: is not there)."""

    def append(self, key: str, line: str) -> None:
        """Add a line for good; only the one writer does so."""

    def publish(
        self,
        release: str,
        parts: Mapping[str, Path | str],
        manifest: bytes,
        *,
        staging: Path,
        confirm: Callable[[], None],
    ) -> None:
        """Make a release visible under its name as a whole. `parts`: key -> a staged file, or the key of its twin.

        `confirm` is called last before that: bringing the parts can take so long that the right to write is gone.
        """

    def shares(self) -> bool:
        """Tell whether a release may refer to parts inside the folder of another one."""

    def add_folder(self, prefix: str, folder: Path) -> None:
        """Move the files of a local folder below a prefix that does not exist yet."""

    def delete(self, keys: Iterable[str]) -> None:
        """Delete keys; one that is not there is no error."""

    def delete_folder(self, prefix: str) -> None:
        """Delete all that lies below a folder, and the folder."""

    def one_writer(self, *, timeout: float) -> AbstractContextManager[Lease]:
        """Be the one writer for the block; wait up to `timeout` seconds, then raise StoreLocked naming the holder."""

    def scratch(self) -> AbstractContextManager[Path]:
        """Give the one writer a local folder for its work, gone at the end; what dead runs left is swept first."""


def open_place(address: str | Path) -> Place:
    """Return the place at an address: a local folder, or `s3://bucket/prefix`."""
    text = str(address)
    if text.startswith("s3://"):
        from depeche.store.place_s3 import S3Place  # the client library is needed for such addresses only

        return S3Place(text)
    if "://" in text:
        raise UsageError(
            f"A store cannot lie at {text}.", hint="Give a local folder, or an address such as s3://bucket/prefix."
        )
    from depeche.store.place_local import LocalPlace

    return LocalPlace(Path(text))
