"""Patterns for `--raw`: `data/raw/**/*.jsonl`, `s3://bucket/2024-*/`.

Here: which part of an address is the pattern, and which addresses it names. Not here: listing (see `discover`,
`objects`).
"""

from __future__ import annotations

from collections.abc import Iterable
from fnmatch import fnmatchcase

_SIGNS = frozenset("*?[")


def split_pattern(address: str) -> tuple[str, str | None]:
    """Return the folder in front of the first part with a pattern sign in it, and the pattern; None where there is
    none. Addresses of documents count from that folder, so that they are the same with and without a pattern.
    """
    parts = address.split("/")
    first = next((at for at, part in enumerate(parts) if _SIGNS & set(part)), None)
    if first is None:
        return address, None
    return "/".join(parts[:first]) or ("/" if first else "."), "/".join(parts[first:])


def matches(pattern: str, relative: str) -> bool:
    """Tell whether a pattern names a path: `*`, `?` and `[…]` within a part, `**` for any number of folders. What ends
    in a folder names all below it.
    """
    wanted = [part for part in pattern.split("/") if part]
    parts = relative.split("/")
    at: set[int] = _with_any(wanted, {0})
    for part in parts:
        if len(wanted) in at:
            return True  # a folder of this path is named
        at = _with_any(wanted, set(_after(wanted, at, part)))
    return len(wanted) in at


def _with_any(wanted: list[str], at: set[int]) -> set[int]:
    """Add the places behind `**`, which may stand for no folder at all."""
    found = set(at)
    for place in sorted(at):
        while place < len(wanted) and wanted[place] == "**":
            place += 1
            found.add(place)
    return found


def _after(wanted: list[str], at: Iterable[int], part: str) -> Iterable[int]:
    """Give the places that one more part of a path leads to."""
    for place in at:
        if place < len(wanted):
            if wanted[place] == "**":
                yield place
            elif fnmatchcase(part, wanted[place]):
                yield place + 1
