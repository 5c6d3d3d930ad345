"""What resolve may remember from one run to the next: answers under digests of all that they were made from.

An answer that nobody remembers is worked out again and is the same, so that a memory saves time and changes nothing.
Here: what a memory is, and the digests. Not here: where answers are kept, and under which version (see `stages`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from typing import Protocol, TypeVar

import msgspec

T = TypeVar("T")


class Memory(Protocol):
    """Answers of earlier runs of the same code."""

    def recall(self, key: bytes) -> bytes | memoryview | None:
        """Return the answer under a key, None where there is none."""

    def keep(self, key: bytes, answer: bytes) -> None:
        """Keep an answer for later runs."""


class Forgetful:
    """Remembers nothing."""

    def recall(self, key: bytes) -> None:
        """Return None."""

    def keep(self, key: bytes, answer: bytes) -> None:
        """Drop the answer."""


def key_of(question: str, facts: Iterable[bytes]) -> bytes:
    """Return the key of the answer to a question about facts, each of which says itself where it ends."""
    return hashlib.sha256(question.encode() + b"".join(facts)).digest()


def remembered(memory: Memory, key: bytes, decoder: msgspec.msgpack.Decoder[T], work_out: Callable[[], T]) -> T:
    """Return the answer under a key, or work it out and keep it; one that cannot be read counts as forgotten."""
    known = memory.recall(key)
    if known is not None:
        try:
            return decoder.decode(known)
        except msgspec.MsgspecError:
            pass
    answer = work_out()
    memory.keep(key, msgspec.msgpack.encode(answer))
    return answer
