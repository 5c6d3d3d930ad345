"""Which releases stay: the current one, the last ones, one a month, and those that have a name.

Only a choice over what releases say of themselves. Not here: what is deleted of the others (see `gc`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC

from depeche.errors import UsageError
from depeche.store.manifest import Summary


@dataclass(frozen=True, slots=True)
class Keep:
    """What is to stay besides the current release: the `last` ones, the newest of each of the last `monthly` months
    that have any, and the `tagged` ones.
    """

    last: int
    monthly: int = 0
    tagged: bool = True

    def __post_init__(self) -> None:
        if self.last < 1 or self.monthly < 0:
            raise UsageError("At least one release must be kept.", hint="Such as: --keep 30 --keep-monthly 12")


def choose(
    releases: Sequence[Summary], keep: Keep, *, current: str, tags: Mapping[str, str]
) -> dict[str, tuple[str, ...]]:
    """Return the releases that stay, oldest first, each with the reasons why.

    What is newest is told by the sequence numbers, which a clock that jumps cannot disturb. `tags`: name -> release.
    """
    ordered = sorted(releases, key=lambda release: release.sequence)
    reasons: dict[str, list[str]] = {release.release_id: [] for release in ordered}
    reasons.setdefault(current, []).append("current")
    for release in ordered[-keep.last :]:
        reasons[release.release_id].append("last")
    for month, release_id in _newest_of_months(ordered, keep.monthly).items():
        reasons[release_id].append(f"month {month}")
    if keep.tagged:
        for name in sorted(tags):
            if tags[name] in reasons:
                reasons[tags[name]].append(f"tag {name}")
        for release in ordered:
            reasons[release.release_id] += [f"tag {name}" for name in release.tags]
    return {release_id: tuple(why) for release_id, why in reasons.items() if why}


def _newest_of_months(ordered: Sequence[Summary], count: int) -> dict[str, str]:
    """Return the release with the highest number of each of the months (UTC) that come last in the sequence."""
    newest: dict[str, str] = {}
    for release in reversed(ordered):
        if len(newest) == count:
            break
        newest.setdefault(f"{release.created_at.astimezone(UTC):%Y-%m}", release.release_id)
    return newest
