"""The other side of the drivers: processes that take a JSON command a line and answer with one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

# Drivers fork children, and a fork has none of its parent's threads: Arrow's allocator must not count on one.
NO_THREADS = {"JE_ARROW_MALLOC_CONF": "background_thread:false"}


class Driver:
    """A driver process; `program` is a file of this folder."""

    def __init__(self, program: str = "publish_driver.py") -> None:
        path = Path(__file__).with_name(program)
        self.process = subprocess.Popen(
            [sys.executable, str(path)],
            env=os.environ | NO_THREADS,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def send(self, **command: Any) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(command) + "\n")
        self.process.stdin.flush()

    def answer(self) -> dict[str, Any]:
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        if not line:
            raise RuntimeError(f"the driver itself ended with status {self.process.wait()}")
        answer: dict[str, Any] = json.loads(line)
        return answer

    def ask(self, **command: Any) -> dict[str, Any]:
        self.send(**command)
        return self.answer()

    def close(self) -> None:
        assert self.process.stdin is not None and self.process.stdout is not None
        self.process.stdin.close()
        self.process.wait(timeout=60)
        self.process.stdout.close()
