"""Which releases stay."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

import pytest

from depeche.errors import UsageError
from depeche.store.manifest import Summary
from depeche.store.retention import Keep, choose


def release(sequence: int, created_at: datetime, tags: tuple[str, ...] = ()) -> Summary:
    return Summary(2, f"r{sequence:04}", sequence, created_at, "published", "1.1.0", "1", None, {}, tags)


def daily(count: int, start: datetime = datetime(2026, 1, 1, tzinfo=UTC)) -> list[Summary]:
    return [release(number, start + timedelta(days=number - 1)) for number in range(1, count + 1)]


def test_the_last_ones_stay() -> None:
    assert choose(daily(9), Keep(3), current="r0009", tags={}) == {
        "r0007": ("last",),
        "r0008": ("last",),
        "r0009": ("current", "last"),
    }


def test_all_stay_when_there_are_fewer() -> None:
    assert list(choose(daily(2), Keep(30), current="r0002", tags={})) == ["r0001", "r0002"]


def test_the_current_one_stays_though_newer_ones_were_stepped_back_from() -> None:
    assert list(choose(daily(9), Keep(2), current="r0003", tags={})) == ["r0003", "r0008", "r0009"]


def test_the_newest_of_each_of_the_last_months_stays() -> None:
    kept = choose(daily(100), Keep(1, monthly=3), current="r0100", tags={})
    assert kept == {
        "r0059": ("month 2026-02",),
        "r0090": ("month 2026-03",),
        "r0100": ("current", "last", "month 2026-04"),
    }


def test_months_are_those_of_utc() -> None:
    east = timezone(timedelta(hours=10))
    releases = [release(1, datetime(2026, 3, 1, 5, tzinfo=east)), release(2, datetime(2026, 3, 2, tzinfo=UTC))]
    assert choose(releases, Keep(1, monthly=2), current="r0002", tags={})["r0001"] == ("month 2026-02",)


def test_a_clock_that_jumped_back_makes_nothing_older() -> None:
    releases = daily(40)
    releases += [release(number, datetime(2001, 1, 1, tzinfo=UTC) + timedelta(number)) for number in range(41, 45)]
    kept = choose(releases, Keep(2, monthly=2), current="r0044", tags={})
    assert list(kept) == ["r0040", "r0043", "r0044"]


def test_tagged_ones_stay_whoever_tagged_them() -> None:
    releases = [*daily(5), release(6, datetime(2026, 1, 6, tzinfo=UTC), ("publiée",)), *daily(9)[6:]]
    kept = choose(releases, Keep(1), current="r0009", tags={"rapport": "r0002", "gone": "r0999"})
    assert kept == {"r0002": ("tag rapport",), "r0006": ("tag publiée",), "r0009": ("current", "last")}


def test_tags_may_be_left_out_of_account() -> None:
    kept = choose(daily(5), Keep(1, tagged=False), current="r0005", tags={"rapport": "r0002"})
    assert list(kept) == ["r0005"]


@pytest.mark.parametrize(("last", "monthly"), [(0, 0), (-1, 0), (1, -1)])
def test_keeping_nothing_is_refused(last: int, monthly: int) -> None:
    with pytest.raises(UsageError, match="must be kept"):
        Keep(last, monthly)
