"""One writer at a time on an object store, which knows no locks: a lease that its holder keeps renewing.

The lease is one object, `lock.json`, changed by conditional put only. A holder renews it several times a period. Who
waits watches the object by his own clock: renewed, the holder lives; not renewed for a whole period, he is dead and
the lease is taken over. No two clocks are ever compared. A holder that slept too long finds at its next renewal that
it holds nothing any more, and publishes nothing. Not here: locks of local disks (see `lock`).
"""

from __future__ import annotations

import os
import socket
import threading
import time
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from typing import TYPE_CHECKING

import msgspec
import obstore
from obstore.exceptions import AlreadyExistsError, BaseError, NotFoundError, PreconditionError

from depeche import object_store
from depeche.errors import StoreError, StoreLocked, UsageError
from depeche.store.lock import user_name

if TYPE_CHECKING:
    from obstore.store import S3Store

_KEY = "lock.json"
_SECONDS = 20.0
_LONGEST = 86_400.0
_RENEWALS = 4  # in one period
_GLANCE = 0.25  # seconds between two looks of who waits

explained = partial(object_store.explained, error=StoreError)


class Holder(msgspec.Struct, frozen=True):
    """Who holds the lease, and after how many seconds without a renewal he is dead; without a token nobody does."""

    token: str
    renewal: int
    pid: int
    host: str
    user: str
    seconds: float = _SECONDS

    def __str__(self) -> str:
        return f"process {self.pid} of {self.user} on {self.host}"


def period() -> float:
    """Return after how many seconds without a renewal a holder counts as dead, as this process wants it."""
    told = os.environ.get("DEPECHE_LEASE_SECONDS") or str(_SECONDS)
    with suppress(ValueError):
        if 0 < (seconds := float(told)) < _LONGEST:
            return seconds
    raise UsageError(
        f"DEPECHE_LEASE_SECONDS is {told!r}, which is no number of seconds.", hint=f"Such as {_SECONDS:g}, the default."
    )


class ObjectLease:
    """The lease while this process holds it."""

    def __init__(self, client: S3Store, address: str, holder: Holder, e_tag: str | None) -> None:
        self._client, self._address, self._holder, self._e_tag = client, address, holder, e_tag
        self._guard = threading.Lock()
        self._ended = threading.Event()
        self._lost = False
        self._renewer = threading.Thread(target=self._keep, daemon=True)
        self._renewer.start()

    def confirm(self) -> None:
        """Renew now; raise StoreLocked when another run has taken over."""
        with self._guard, explained("renew the lease of", self._address):
            self._renew()
        if self._lost:
            raise StoreLocked(
                f"Another run took over {self._address} because this one did not answer for {self._holder.seconds:g}"
                " seconds.",
                hint="Nothing was published; run again.",
            )

    def give_back(self) -> None:
        """Mark the lease as free, unless it is somebody else's by now."""
        self._ended.set()
        self._renewer.join()
        free = msgspec.structs.replace(self._holder, token="")
        with suppress(BaseError, OSError), self._guard:
            if not self._lost:
                _put(self._client, free, self._e_tag)

    def _keep(self) -> None:
        while not self._ended.wait(self._holder.seconds / _RENEWALS):
            with suppress(BaseError, OSError), self._guard:  # a server that does not answer may answer next time
                self._renew()

    def _renew(self) -> None:
        if self._lost:
            return
        renewed = msgspec.structs.replace(self._holder, renewal=self._holder.renewal + 1)
        try:
            self._e_tag = _put(self._client, renewed, self._e_tag)
            self._holder = renewed
        except (PreconditionError, NotFoundError):
            self._lost = not self._is_ours(renewed)

    def _is_ours(self, renewed: Holder) -> bool:
        """Tell whether the object holds a renewal of ours whose answer was lost on the way."""
        found = _look(self._client)
        if found is None or found[0].token != self._holder.token:
            return False
        self._holder, self._e_tag = found
        return True


@contextmanager
def hold(client: S3Store, address: str, *, timeout: float) -> Iterator[ObjectLease]:
    """Hold the lease for the block; wait up to `timeout` seconds for a living holder, then raise StoreLocked.

    A dead holder is waited for as long as it takes to be sure, even when `timeout` is 0.
    """
    own = Holder(uuid.uuid4().hex, 0, os.getpid(), socket.gethostname(), user_name(), period())
    with explained("lock", address):
        e_tag = _take(client, address, own, timeout)
    lease = ObjectLease(client, address, own, e_tag)
    try:
        yield lease
    finally:
        lease.give_back()


def _take(client: S3Store, address: str, own: Holder, timeout: float) -> str | None:
    """Take the lease and return the version of its object."""
    began = time.monotonic()
    seen: str | None = None
    seen_at = began
    lives = False
    while True:
        found = _look(client)
        with suppress(AlreadyExistsError, PreconditionError, NotFoundError):  # somebody was faster: look again
            if found is None:
                return _put(client, own, None)
            holder, e_tag = found
            patience = max(own.seconds, holder.seconds)  # he renews as often as he was told to
            if not holder.token or (e_tag == seen and time.monotonic() - seen_at > patience):
                return _put(client, own, e_tag)
            if e_tag != seen:
                lives = seen is not None
                seen, seen_at = e_tag, time.monotonic()
            if lives and time.monotonic() - began >= timeout:
                raise StoreLocked(
                    f"Another run is writing to {address}: {holder}.",
                    hint="Wait until it has ended, or stop it; then run again.",
                )
        time.sleep(_GLANCE)


def _look(client: S3Store) -> tuple[Holder, str | None] | None:
    """Return the holder and the version of the object, None where there is none."""
    try:
        found = obstore.get(client, _KEY)
    except (NotFoundError, FileNotFoundError) as problem:
        if "NoSuchBucket" in str(problem):
            raise
        return None
    try:
        holder = msgspec.json.decode(bytes(found.bytes()), type=Holder)
    except msgspec.MsgspecError:  # written by hand: worth as much as a holder that never renews
        holder = Holder("unknown", 0, 0, "unknown", "unknown")
    return holder, found.meta["e_tag"]


def _put(client: S3Store, holder: Holder, e_tag: str | None) -> str | None:
    """Write the object if it still has this version (None: if it is not there) and return its new version."""
    data = msgspec.json.encode(holder)
    if e_tag is None:
        return obstore.put(client, _KEY, data, mode="create")["e_tag"]
    return obstore.put(client, _KEY, data, mode={"e_tag": e_tag})["e_tag"]
