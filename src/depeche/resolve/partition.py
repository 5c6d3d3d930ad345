"""Union and find over integers.

The smaller root always wins, so that the answer never depends on the order of unions.
"""

from __future__ import annotations


class Partition:
    """Numbers 0..size-1 in disjoint groups; a group is named by its smallest number."""

    def __init__(self, size: int) -> None:
        self._parent = list(range(size))

    def find(self, number: int) -> int:
        """Return the smallest number of a number's group."""
        root = number
        while self._parent[root] != root:
            root = self._parent[root]
        while self._parent[number] != root:
            self._parent[number], number = root, self._parent[number]
        return root

    def join(self, one: int, other: int) -> None:
        """Put two groups together."""
        low, high = sorted((self.find(one), self.find(other)))
        self._parent[high] = low

    def groups(self) -> dict[int, list[int]]:
        """Return the members of every group, ascending, by its smallest number."""
        members: dict[int, list[int]] = {}
        for number in range(len(self._parent)):
            members.setdefault(self.find(number), []).append(number)
        return members
