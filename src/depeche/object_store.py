"""Object stores: how an address such as s3://bucket/prefix is opened, and one clear sentence when it refuses.

Settings come from the environment, as every tool reads them: AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_REGION,
AWS_ENDPOINT_URL, AWS_ALLOW_HTTP. Not here: what lies there (see `store` and `ingest`).
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

from depeche.errors import DepecheError

if TYPE_CHECKING:
    import pyarrow.fs as pafs
    from obstore.store import ClientConfig, RetryConfig, S3Store

_RETRY: RetryConfig = {"max_retries": 4, "retry_timeout": timedelta(seconds=20)}
_METADATA_SERVICE = "/latest/api/token"  # the last place that is asked for credentials
_DEFAULT_REGION = "us-east-1"  # what servers of other makers than Amazon answer to


def region() -> str:
    """Return the region that requests are signed for."""
    return os.environ.get("AWS_REGION") or os.environ.get("AWS_DEFAULT_REGION") or _DEFAULT_REGION


def open_bucket(address: str) -> S3Store:
    """Return the client of `s3://bucket/prefix`; nothing is asked of the server yet."""
    from obstore.store import S3Store

    endpoint = os.environ.get("AWS_ENDPOINT_URL") or ""
    client: ClientConfig = {"connect_timeout": "5s", "timeout": "120s"}
    if endpoint.startswith("http://"):
        client["allow_http"] = True
    return S3Store.from_url(address, region=region(), client_options=client, retry_config=_RETRY)


def arrow_filesystem() -> pafs.FileSystem:
    """Return Arrow's own client for the same server."""
    import pyarrow.fs as pafs

    scheme, _, host = (os.environ.get("AWS_ENDPOINT_URL") or "").rpartition("://")
    if not host:
        return pafs.S3FileSystem(region=region())
    return pafs.S3FileSystem(region=region(), endpoint_override=host, scheme=scheme or "https")


@contextmanager
def explained(action: str, address: str, error: type[DepecheError]) -> Iterator[None]:
    """Turn a refusal of the server in the block into `error`, such as "Cannot read s3://…: access is denied."."""
    from obstore.exceptions import BaseError

    try:
        yield
    except (BaseError, FileNotFoundError, PermissionError, OSError) as problem:
        reason, hint = _reason(problem)
        raise error(f"Cannot {action} {address}: {reason}.", hint=hint) from problem


def _reason(problem: Exception) -> tuple[str, str]:
    """Return what a refusal means and what to do about it."""
    from obstore.exceptions import NotFoundError, PermissionDeniedError, UnauthenticatedError

    told = str(problem)
    if "NoSuchBucket" in told:
        return "the bucket does not exist", "Create the bucket, or correct the address."
    if isinstance(problem, NotFoundError | FileNotFoundError):
        return "it does not exist", "Check the address."
    if _METADATA_SERVICE in told:
        return "no credentials were found", "Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY."
    denied = isinstance(problem, PermissionDeniedError | UnauthenticatedError | PermissionError)
    if denied or "403 Forbidden" in told or "401 Unauthorized" in told:  # a refused listing has no class of its own
        return "access is denied", "Check AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY and the rights of that user."
    if "error sending request" in told or "connect" in told:
        return "the server does not answer", "Check the network and AWS_ENDPOINT_URL."
    first = told.strip().splitlines()[0][:200] if told.strip() else type(problem).__name__
    return f"the server refused ({first})", "Check the AWS_* settings in the environment, then run again."
