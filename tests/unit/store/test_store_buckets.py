"""The leaves that rows are laid into: a pure function of the set, bounded, and local under change."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depeche.errors import ContractError
from depeche.store.buckets import Bucket, Item, buckets, document_capacity, hash_buckets

_DAYS = st.one_of(st.none(), st.dates(), st.dates(date(2024, 3, 1), date(2024, 3, 20)))
_ITEMS = st.lists(
    st.builds(Item, st.text(max_size=6), _DAYS, st.integers(1, 3)), unique_by=lambda item: item.id, max_size=60
)
_CAPACITY = st.integers(1, 12)


def _march(day: int, name: str = "a") -> Item:
    return Item(f"doc-{day}-{name}", date(2024, 3, day))


def _names(found: tuple[Bucket, ...]) -> list[str]:
    return [bucket.name for bucket in found]


@given(_ITEMS, _CAPACITY)
def test_every_item_lies_in_one_bucket(items: list[Item], capacity: int) -> None:
    laid = [key for bucket in buckets(items, capacity) for key in bucket.ids]
    assert sorted(laid) == sorted(item.id for item in items)


@given(_ITEMS, _CAPACITY)
def test_no_two_buckets_share_a_name(items: list[Item], capacity: int) -> None:
    names = _names(buckets(items, capacity))
    assert len(set(names)) == len(names)


@given(_ITEMS, _CAPACITY)
def test_a_bucket_holds_no_more_than_its_capacity(items: list[Item], capacity: int) -> None:
    weights = {item.id: item.weight for item in items}
    for bucket in buckets(items, capacity):
        assert len(bucket.ids) == 1 or sum(weights[key] for key in bucket.ids) <= capacity


@given(_ITEMS.flatmap(lambda items: st.tuples(st.just(items), st.permutations(items))), _CAPACITY)
def test_the_order_of_items_changes_nothing(orders: tuple[list[Item], list[Item]], capacity: int) -> None:
    assert buckets(orders[0], capacity) == buckets(orders[1], capacity)


@given(_ITEMS.filter(lambda items: len(items) > 1), _CAPACITY)
def test_one_item_more_changes_its_own_bucket_only(items: list[Item], capacity: int) -> None:
    new = items[-1]
    before, after = buckets(items[:-1], capacity), buckets(items, capacity)
    gone, made = set(before) - set(after), set(after) - set(before)
    assert len(gone) <= 1  # the leaf that it fell into, whole or split
    assert {key for bucket in made for key in bucket.ids} == {new.id}.union(*(bucket.ids for bucket in gone))


@given(st.sets(st.text(max_size=8), max_size=60), _CAPACITY)
def test_hash_buckets_hold_every_id_once_and_no_more_than_their_capacity(ids: set[str], capacity: int) -> None:
    found = hash_buckets(ids, capacity)
    assert sorted(key for bucket in found for key in bucket.ids) == sorted(ids)
    assert all(len(bucket.ids) <= capacity for bucket in found)


def test_a_small_set_is_one_bucket() -> None:
    assert _names(buckets([_march(12), Item("x", None)], 2)) == ["all"]


def test_what_has_no_day_lies_apart() -> None:
    found = buckets([_march(12), Item("x", None), Item("y", None)], 2)
    assert _names(found) == ["dated", "undated"]


def test_days_are_split_at_aligned_ranges() -> None:
    found = buckets([_march(day) for day in range(7, 23)], 4)
    assert _names(found) == [
        "2024-03-07_2024-03-10",
        "2024-03-11_2024-03-14",
        "2024-03-15_2024-03-18",
        "2024-03-19_2024-03-22",
    ]


def test_one_full_day_is_split_by_hash() -> None:
    found = buckets([_march(12, str(number)) for number in range(8)], 6)
    assert len(found) > 1
    assert all(name.startswith("2024-03-12.") for name in _names(found))


def test_many_undated_items_are_split_by_hash() -> None:
    found = buckets([_march(12), *(Item(str(number), None) for number in range(8))], 6)
    assert _names(found)[0] == "dated"
    assert all(name.startswith("undated.") for name in _names(found)[1:])


def test_hash_buckets_are_named_by_their_bits() -> None:
    assert _names(hash_buckets(["a"], 1)) == ["all"]
    assert _names(hash_buckets(["a", "b", "c"], 2)) == ["0", "1"]


@pytest.mark.parametrize("day", [date.min, date.max])
def test_the_first_and_the_last_day_of_the_calendar_have_a_bucket(day: date) -> None:
    found = buckets([Item("far", day), _march(12), _march(13)], 2)
    assert len(found) == 2


def test_an_id_twice_is_refused() -> None:
    with pytest.raises(ContractError, match="same id"):
        buckets([_march(12), _march(12)], 64)


def test_new_articles_fall_into_the_last_buckets() -> None:
    days = [date(2024, 1, 1) + timedelta(days=number) for number in range(120)]
    old = [Item(f"{day}-{number}", day) for day in days[:118] for number in range(5)]
    new = [Item(f"{day}-{number}", day) for day in days[118:] for number in range(5)]
    kept = set(buckets(old, 16)) & set(buckets(old + new, 16))
    assert len(kept) >= len(buckets(old, 16)) - 2


def test_leaves_grow_with_the_corpus() -> None:
    capacities = [document_capacity(documents) for documents in (0, 1, 10_000, 12_288, 12_289, 1_000_000)]
    assert capacities == [32, 32, 32, 32, 32, 2048]
