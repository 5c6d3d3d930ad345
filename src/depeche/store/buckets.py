"""Which part of a table a row belongs to: the leaves of a binary trie over days, then over hashes of ids.

The leaves depend on the set of items only, never on their order or on earlier runs, and a change of one item changes
its own leaf, or splits it, or joins it with its neighbour; every other part can stay as it is. What is published
together lies together, so that a day of new articles falls into few leaves.

Not here: what is written into a part (see `stages`), and how parts are kept from release to release (see `writer`).
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import accumulate
from typing import NamedTuple

from depeche.errors import ContractError
from depeche.store.manifest import WHOLE

_SMALLEST = 32  # documents: few enough that one changed article rewrites little, enough to be worth a file
_FULL_LEAVES = 512  # as many full leaves, or about half as many again that are not full; then capacity doubles
_DAY_BITS = 22  # date.max.toordinal() needs as many
_HASH_BITS = 256
_NODE_BITS = 1 + _DAY_BITS + _HASH_BITS  # undated?, day, hash


class Item(NamedTuple):
    """A row, or what some rows belong to: its id, its day if it is known, and how much of a leaf it fills."""

    id: str
    day: date | None
    weight: int = 1


class Bucket(NamedTuple):
    """A leaf: its name, for people and files, and the ids of its items, sorted."""

    name: str
    ids: tuple[str, ...]


class _Node(NamedTuple):
    """A node of the trie: the items keys[low:high] lie below it and share their first `depth` bits."""

    low: int
    high: int
    depth: int


def document_capacity(documents: int) -> int:
    """Return how many documents a leaf may hold in a corpus of this size; every reader opens every file."""
    capacity = _SMALLEST
    while capacity * _FULL_LEAVES < documents:
        capacity *= 2
    return capacity


def buckets(items: Iterable[Item], capacity: int) -> tuple[Bucket, ...]:
    """Return the leaves that hold the items, dated ones first and by day; a leaf weighs at most `capacity`.

    Undated items lie apart. An item that outweighs a leaf gets one of its own. Ids must be unique.
    """
    return _leaves([(_key(item), item) for item in items], capacity, start=0)


def hash_buckets(ids: Iterable[str], capacity: int) -> tuple[Bucket, ...]:
    """Return the leaves by hash alone, for rows that belong to no day; named by the bits of the hash."""
    start = _NODE_BITS - _HASH_BITS
    return _leaves([(_hash(key), Item(key, None)) for key in ids], capacity, start=start)


def _hash(key: str) -> int:
    return int.from_bytes(hashlib.sha256(key.encode("utf-8")).digest(), "big")


def _key(item: Item) -> int:
    """Return the path of an item through the trie as a number, its first bit highest."""
    place = 1 << _DAY_BITS if item.day is None else item.day.toordinal()
    return place << _HASH_BITS | _hash(item.id)


def _leaves(items: list[tuple[int, Item]], capacity: int, *, start: int) -> tuple[Bucket, ...]:
    """Walk the trie from its root, whose bits above `start` are all the same, and return its leaves in order."""
    items.sort()
    keys = [key for key, _ in items]
    if len(set(keys)) != len(keys):
        raise ContractError("Two rows that are to be laid into buckets have the same id.")
    filled = [0, *accumulate(item.weight for _, item in items)]
    found: list[Bucket] = []
    waiting = [_Node(0, len(keys), start)]
    while waiting:
        node = waiting.pop()
        if node.high - node.low <= 1 or filled[node.high] - filled[node.low] <= capacity:
            if node.low < node.high:
                members = sorted(item.id for _, item in items[node.low : node.high])
                found.append(Bucket(_name(keys[node.low], node.depth, start), tuple(members)))
            continue
        middle = _middle(keys, node)
        waiting.append(_Node(middle, node.high, node.depth + 1))
        waiting.append(_Node(node.low, middle, node.depth + 1))
    return tuple(found)


def _middle(keys: Sequence[int], node: _Node) -> int:
    """Return where the items of a node whose next bit is 1 begin."""
    below = _NODE_BITS - node.depth - 1
    return bisect_left(keys, (keys[node.low] >> below | 1) << below, node.low, node.high)


def _name(key: int, depth: int, start: int) -> str:
    """Return the name of the node at `depth` on the path of a key."""
    if depth == start:
        return WHOLE
    bits = f"{key:0{_NODE_BITS}b}"[:depth]
    if start:
        return bits[start:]
    undated, day, hashed = bits[0] == "1", bits[1 : 1 + _DAY_BITS], bits[1 + _DAY_BITS :]
    if undated:
        return f"undated.{hashed}" if hashed else "undated"
    name = _days(day) if day else "dated"
    return f"{name}.{hashed}" if hashed else name


def _days(bits: str) -> str:
    """Return the range of days whose ordinals begin with these bits, as far as the calendar goes."""
    missing = _DAY_BITS - len(bits)
    first = int(bits, 2) << missing
    last = first + (1 << missing) - 1
    begin, end = (date.fromordinal(min(max(day, 1), date.max.toordinal())) for day in (first, last))
    return str(begin) if begin == end else f"{begin}_{end}"
