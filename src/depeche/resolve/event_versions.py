"""Which events may be versions of one, told apart by type or by who fills a role: same organisation and days or, where
none are known, same story.

Here: pairs of events that may be. What makes them contradict each other is found in `clashes`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from depeche.resolve.clusters import Cluster
from depeche.resolve.order import Days, gap

_VERSIONS_DAYS = 7  # between two events that may be versions of one
_LONGEST_DAYS = 400  # of an interval that is found by its days; a longer one is found without


class Versions:
    """Events by their days and stories, so that those near one are found without looking at all."""

    def __init__(self, clusters: Sequence[Cluster]) -> None:
        self._clusters = clusters
        self._by_week: dict[int, list[int]] = defaultdict(list)
        self._by_story: dict[str, list[int]] = defaultdict(list)
        self._long: list[int] = []
        for at, cluster in enumerate(clusters):
            for story in cluster.stories:
                self._by_story[story].append(at)
            for days in _times(cluster):
                if _is_long(days):
                    self._long.append(at)
                else:
                    for week in _weeks(days, reach=0):
                        self._by_week[week].append(at)

    def of(self, cluster: Cluster) -> Iterator[int]:
        """Yield where the events stand that may be versions of one, ascending."""
        near = set(self._long)
        for days in _times(cluster):
            if _is_long(days):
                near.update(range(len(self._clusters)))
            else:
                for week in _weeks(days, reach=_VERSIONS_DAYS):
                    near.update(self._by_week.get(week, ()))
        for story in cluster.stories:
            near.update(self._by_story.get(story, ()))
        return (at for at in sorted(near) if _may_be_versions(cluster, self._clusters[at]))


def versions_of_one(clusters: Sequence[Cluster]) -> Iterator[list[Cluster]]:
    """Yield each event with the later ones that may be versions of it, each event in one such group."""
    versions = Versions(clusters)
    is_left = [True] * len(clusters)
    for at, first in enumerate(clusters):
        if not is_left[at]:
            continue
        is_left[at] = False
        together = [other for other in versions.of(first) if is_left[other]]
        for other in together:
            is_left[other] = False
        yield [first, *(clusters[other] for other in together)]


def _times(cluster: Cluster) -> tuple[Days, ...]:
    return cluster.days or cluster.published


def _is_long(days: Days) -> bool:
    return days.last - days.first > _LONGEST_DAYS


def _weeks(days: Days, *, reach: int) -> range:
    """Return the stretches of the calendar that an interval touches, widened by some days."""
    return range((days.first - reach) // 7, (days.last + reach) // 7 + 1)


def _may_be_versions(one: Cluster, other: Cluster) -> bool:
    """Tell whether two events may be one: same organisation and days or, where none are known, same story."""
    here, there = one.where.get("organization"), other.where.get("organization")
    if here and there and not here & there:
        return False
    left, right = _times(one), _times(other)
    if left and right:
        return min(gap(a, b) for a in left for b in right) <= _VERSIONS_DAYS
    return bool(one.stories & other.stories)
