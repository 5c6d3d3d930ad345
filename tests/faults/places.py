"""Where the scripts of this folder put their stores: a local folder, and a bucket of a real S3 server on loopback."""

from __future__ import annotations

import os
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal, NamedTuple

_SERVER = Path(__file__).parents[1] / "s3_server.py"
_BUCKET = "faults"


class Ground(NamedTuple):
    """Where stores of one kind may be made, each below a name of its own."""

    kind: Literal["local", "s3"]
    address: str


@contextmanager
def s3_server() -> Iterator[str]:
    """Start a server in a process of its own, name it in the environment, and give the address of an empty bucket."""
    server = subprocess.Popen([sys.executable, _SERVER], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert server.stdout is not None
    try:
        endpoint = server.stdout.readline().strip()
        for name in [name for name in os.environ if name.startswith("AWS_")]:
            del os.environ[name]
        os.environ |= {
            "AWS_ENDPOINT_URL": endpoint,
            "AWS_ALLOW_HTTP": "true",
            "AWS_ACCESS_KEY_ID": "testing",
            "AWS_SECRET_ACCESS_KEY": "testing",
            "AWS_REGION": "us-east-1",
            "NO_PROXY": "127.0.0.1",
        }
        urllib.request.urlopen(urllib.request.Request(f"{endpoint}/{_BUCKET}", method="PUT")).close()
        yield f"s3://{_BUCKET}"
    finally:
        server.communicate()  # closes its standard input, which ends it


@contextmanager
def open_places(where: str, folder: str) -> Iterator[list[Ground]]:
    """Give the places that `where` (local, s3, both) names; start what they need, before any other process."""
    local = [Ground("local", folder)] if where in ("local", "both") else []
    if where == "local":
        yield local
        return
    with s3_server() as bucket:
        yield [*local, Ground("s3", bucket)]
