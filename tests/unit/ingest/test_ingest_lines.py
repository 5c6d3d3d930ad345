"""Lines of bounded size."""

from __future__ import annotations

import hashlib
import io

from hypothesis import given
from hypothesis import strategies as st

from depeche.ingest.lines import bounded_lines


@given(st.lists(st.binary(max_size=30).filter(lambda line: b"\n" not in line), min_size=1), st.integers(1, 20))
def test_lines_are_those_of_the_stream(parts: list[bytes], most: int) -> None:
    content = b"\n".join(parts)
    found = list(bounded_lines(io.BytesIO(content), most_bytes=most))
    expected = parts if parts[-1] else parts[:-1]
    assert [line.size_bytes for line in found] == [len(part) for part in expected]
    assert [line.data for line in found] == [part if len(part) <= most else None for part in expected]
    assert [line.content_sha256 for line in found] == [hashlib.sha256(part).hexdigest() for part in expected]
    assert [line.number for line in found] == list(range(1, len(found) + 1))


def test_line_across_chunks_is_whole() -> None:
    content = b"a" * 600_000 + b"\nb"
    assert [line.data for line in bounded_lines(io.BytesIO(content), most_bytes=1_000_000)] == [b"a" * 600_000, b"b"]


def test_long_line_does_not_stay_in_memory() -> None:
    class Endless(io.RawIOBase):
        """A stream of one long line that is never held as a whole."""

        def __init__(self) -> None:
            self.left = 200

        def read(self, size: int = -1) -> bytes:
            self.left -= 1
            return b"a" * size if self.left > 0 else b""

    (line,) = bounded_lines(Endless(), most_bytes=1000)  # type: ignore[arg-type]
    assert line.data is None
    assert line.size_bytes > 50_000_000
