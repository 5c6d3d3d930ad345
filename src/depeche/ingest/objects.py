"""A raw zone in an object store: its listing, and the bytes of one object.

Nothing is downloaded to list. What is wrong with one object ends as an OSError (a rejected document); what is wrong
with the bucket, the credentials or the network as InputError: nobody could tell which documents would be missing.
Not here: how a bucket is opened (see `object_store`), what the bytes say (see `reading`).
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import lru_cache, partial
from itertools import compress
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

import obstore
from obstore.exceptions import (
    BaseError,
    InvalidPathError,
    NotFoundError,
    PermissionDeniedError,
    PreconditionError,
    UnauthenticatedError,
)

from depeche import object_store
from depeche.errors import InputError
from depeche.ingest.mapping import MOST_BYTES, Mapping, is_mapping, nearest, read_mapping
from depeche.ingest.opening import SourceStream
from depeche.ingest.reasons import Reason
from depeche.ingest.sources import (
    OBJECT,
    READABLE,
    TEXT,
    UNKNOWN,
    SourceFile,
    named_type,
    source_address,
    unique_address,
)

if TYPE_CHECKING:
    from obstore import GetOptions, ObjectMeta
    from obstore.store import S3Store

_CHUNK_BYTES = 1 << 18
_REQUEST_BYTES = 8 << 20  # what one request may fetch, so that none takes longer than a client waits
_AT_ONCE = 16  # requests in flight

explained = partial(object_store.explained, "read", error=InputError)


class _Place(NamedTuple):
    """A bucket and a key or prefix in it, both as they are: nothing in an address is quoted."""

    bucket: str
    key: str

    @property
    def address(self) -> str:
        return f"{OBJECT}{self.bucket}/{self.key}" if self.key else f"{OBJECT}{self.bucket}"


def list_objects(address: str) -> tuple[SourceFile, ...]:
    """Return every object below `s3://bucket/prefix` in the order of their addresses, without asking for its bytes.

    Raises InputError when the bucket cannot be listed.
    """
    place = _parsed(address)
    client = _client(place.bucket)
    taken: set[str] = set()
    files = []
    listed = sorted(_without_folders(client, _listed(client, place)), key=lambda meta: meta["path"])
    mappings = _mappings(place, listed)
    for meta in listed:
        if is_mapping(_relative(place, meta)):
            continue
        source_uri = unique_address(source_address(_relative(place, meta)), taken)
        named = SourceFile(f"{OBJECT}{place.bucket}/{meta['path']}", source_uri, meta["size"], UNKNOWN)
        media_type = named_type(named.suffix) if named.suffix else TEXT
        problem = None if media_type in (*READABLE, UNKNOWN) else Reason.UNSUPPORTED_TYPE
        mapping = nearest(mappings, _relative(place, meta))
        files.append(SourceFile(named.path, source_uri, meta["size"], media_type, problem, _version(meta), mapping))
    return tuple(sorted(files, key=lambda file: file.source_uri))


def _mappings(place: _Place, listed: Iterable[ObjectMeta]) -> dict[str, Mapping]:
    """Return what the mapping files of a raw zone say, by the folder that each lies in."""
    found = {}
    for meta in listed:
        relative = _relative(place, meta)
        if is_mapping(relative):
            address = f"{OBJECT}{place.bucket}/{meta['path']}"
            try:
                data = open_object(address).read(MOST_BYTES + 1)
            except OSError as problem:
                raise InputError(f"{address} cannot be read: {problem.strerror}", hint="run again") from problem
            found[relative.rpartition("/")[0]] = read_mapping(data, address=address)
    return found


def _listed(client: S3Store, place: _Place) -> list[ObjectMeta]:
    """Return what the listing says of every object below a prefix, but for names that start with a dot."""
    with explained(place.address):
        try:
            found = obstore.list(client, prefix=place.key or None).collect()
        except InvalidPathError as problem:
            raise InputError(
                f"{place.address} cannot be listed, since the name of an object in it has an empty part, a part '.' or"
                f" '..', or a control character: {_first_line(problem)}",
                hint="rename that object",
            ) from problem
    return [meta for meta in found if "/." not in f"/{_relative(place, meta)}"]


def _relative(place: _Place, meta: ObjectMeta) -> str:
    return meta["path"].removeprefix(place.key).removeprefix("/")


def _without_folders(client: S3Store, listed: Iterable[ObjectMeta]) -> Iterator[ObjectMeta]:
    """Leave out the empty objects that stand for folders: their names end in a slash, which the listing leaves out."""

    def is_object(meta: ObjectMeta) -> bool:
        if meta["size"] or named_type(PurePosixPath(meta["path"]).suffix.lower()) != UNKNOWN:
            return True
        try:
            obstore.head(client, meta["path"])
        except (NotFoundError, FileNotFoundError):
            return False
        except (BaseError, OSError):
            return True  # whatever is wrong will be told when it is read
        return True

    listed = tuple(listed)
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        yield from compress(listed, pool.map(is_object, listed))


def open_object(address: str) -> SourceStream:
    """Return the bytes of an object; see `opening.open_source` for what is raised."""
    place = _parsed(address)
    return _ObjectStream(_client(place.bucket), place)


class _ObjectStream(SourceStream):
    """The bytes of one version of an object, asked for piece by piece as they are read."""

    def __init__(self, client: S3Store, place: _Place) -> None:
        super().__init__()
        self._client = client
        self._place = place
        try:
            answer = obstore.get(client, place.key)
            self._meta = answer.meta
            self._pieces = iter(answer.stream(min_chunk_size=_CHUNK_BYTES))
        except (BaseError, OSError) as problem:
            raise _of_one(problem, client, place) from problem
        self._at = 0
        self._until = self._meta["size"] if self._meta["size"] <= _REQUEST_BYTES else _REQUEST_BYTES

    def _more(self) -> bytes:
        try:
            if self._at >= self._until and self._until < self._meta["size"]:
                self._ask_on()
            piece = bytes(next(self._pieces, b""))
            if not piece and self._at < self._meta["size"]:
                raise OSError(errno.EIO, "the object store broke off")
        except (BaseError, OSError) as problem:
            raise _of_one(problem, self._client, self._place) from problem
        self._at += len(piece)
        return piece

    def _ask_on(self) -> None:
        """Ask for the next bytes of the same version."""
        self._until = min(self._at + _REQUEST_BYTES, self._meta["size"])
        options: GetOptions = {"range": (self._at, self._until)}
        if self._meta["e_tag"] is not None:
            options["if_match"] = self._meta["e_tag"]
        answer = obstore.get(self._client, self._place.key, options=options)
        self._pieces = iter(answer.stream(min_chunk_size=_CHUNK_BYTES))

    def size(self) -> int:
        return self._meta["size"]

    def token(self) -> str:
        return _version(self._meta)


def _of_one(problem: Exception, client: S3Store, place: _Place) -> OSError:
    """Return what is wrong with one object; raise InputError when its whole folder cannot be listed any more either."""
    folder = _Place(place.bucket, place.key.rpartition("/")[0])
    with explained(folder.address), suppress(InvalidPathError):
        next(iter(obstore.list(client, prefix=folder.key or None)), None)
    if isinstance(problem, NotFoundError | FileNotFoundError):
        return FileNotFoundError(errno.ENOENT, "it is not there", place.address)
    if isinstance(problem, PermissionDeniedError | UnauthenticatedError):
        return PermissionError(errno.EACCES, "access is denied", place.address)
    if isinstance(problem, PreconditionError):
        return OSError(errno.EIO, "it changed while it was read", place.address)
    return OSError(errno.EIO, "the object store refused", place.address)


def _first_line(problem: Exception) -> str:
    return str(problem).partition("\n")[0]


def _version(meta: ObjectMeta) -> str:
    """Return what changes whenever the bytes of an object do: its ETag and size, its date where there is no ETag."""
    return f"{meta['e_tag'] or meta['last_modified'].isoformat()}:{meta['size']}"


def _parsed(address: str) -> _Place:
    bucket, _, key = address.removeprefix(OBJECT).partition("/")
    return _Place(bucket, key.rstrip("/"))


def _client(bucket: str) -> S3Store:
    """Return the client of a bucket, one for as long as the settings stay the same."""
    return _client_for(bucket, tuple(sorted(item for item in os.environ.items() if item[0].startswith("AWS_"))))


@lru_cache(maxsize=16)
def _client_for(bucket: str, settings: tuple[tuple[str, str], ...]) -> S3Store:
    try:
        return object_store.open_bucket(f"{OBJECT}{bucket}")
    except (BaseError, ValueError) as problem:
        raise InputError(
            f"{OBJECT}{bucket} is no address of a bucket", hint="write it as s3://bucket/prefix"
        ) from problem
