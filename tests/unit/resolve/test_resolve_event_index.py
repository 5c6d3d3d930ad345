"""Looking events up by days, stories and places finds all that looking at every event finds."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from resolve_builder import DISMISS, START, Draft

from depeche.resolve import clusters
from depeche.resolve.clusters import Cluster, find_clusters
from depeche.resolve.event_versions import versions_of_one
from depeche.resolve.facts import event_facts, place_of
from depeche.resolve.local_events import LocalEvent, local_events
from depeche.resolve.order import earliest_first, gap
from depeche.resolve.vocabulary import EventType

MEET, SIDES = "CONTACT.MEET_NEGOTIATE", "participants"
TEXT = "On écarte, on nomme, on se rencontre et on signe."
PEOPLE, COMPANIES = ("Q1", "Q2", "Q3"), ("Q8", "Q9")


class EveryEvent:
    """The index without an index."""

    def __init__(self) -> None:
        self._events: dict[Any, LocalEvent] = {}

    def candidates(self, local: LocalEvent, rules: EventType) -> list[Any]:
        return [
            event
            for event, first in self._events.items()
            if local.is_open and first.type == local.type and self._meets(local, event, rules)
        ]

    def add(self, event: Any, local: LocalEvent, rules: EventType) -> None:
        if local.is_open:
            self._events.setdefault(event, local)

    @staticmethod
    def _meets(local: LocalEvent, event: Any, rules: EventType) -> bool:
        if not local.who or not event.who:
            trigger, copy = local.facts[0].mention.trigger, local.place.copy_of
            return local.who == event.who and any(
                (member.facts[0].mention.trigger, member.place.copy_of) == (trigger, copy) for member in event.members
            )
        return bool(local.who & event.who) if rules.symmetric else local.who == event.who


def event_types_and_roles() -> st.SearchStrategy[tuple[str, dict[str, list[str]]]]:
    people = st.sampled_from([["Q1"], ["Q1"], ["Q1", "Q2"], []])
    personal = st.fixed_dictionaries({"person": people, "organization": st.sampled_from([[], ["Q8"], ["Q9"]])})
    mutual = st.sampled_from([["Q1", "Q2"], ["Q2", "Q3"], ["Q1", "Q2", "Q3"], ["Q1"]]).map(lambda all_: {SIDES: all_})
    return st.tuples(st.sampled_from([DISMISS, START]), personal) | st.tuples(st.just(MEET), mutual)


specs = st.fixed_dictionaries(
    {
        "day": st.none() | st.integers(min_value=0, max_value=120),
        "granularity": st.sampled_from(["day", "day", "day", "month", "year"]),
        "story": st.integers(min_value=1, max_value=12).map(str),
        "copy": st.booleans(),
        "events": st.lists(
            st.tuples(
                event_types_and_roles(),
                st.none() | st.integers(min_value=-40, max_value=40),
                st.sampled_from([0, 0, 5, 700]),
                st.sampled_from(["k1", "k2"]),
                st.sampled_from(["écarte", "nomme"]),
            ),
            min_size=1,
            max_size=3,
        ),
    }
)


def locals_of(corpus: Sequence[dict[str, Any]]) -> list[LocalEvent]:
    drafts = {}
    for number, spec in enumerate(corpus):
        on = None if spec["day"] is None else date(2024, 1, 1) + timedelta(days=spec["day"])
        draft = Draft(f"{number:02}.txt", TEXT, on=on, granularity=spec["granularity"])
        for (type_, roles), offset, length, key, trigger in spec["events"]:
            first = None if offset is None else (on or date(2024, 2, 1)) + timedelta(days=offset)
            day = None if first is None else (first, first + timedelta(days=length))
            draft.event(type_, trigger, key=key, day=day, **roles)
        drafts[draft.document_id] = (draft, spec)
    leaders: dict[str, str] = {}
    copies, stories = {}, {}
    for document_id, (_, spec) in drafts.items():
        stories[document_id] = spec["story"]
        if spec["copy"] and leaders.setdefault(spec["story"], document_id) != document_id:
            copies[document_id] = leaders[spec["story"]]
    final = {entity: entity for entity in (*PEOPLE, *COMPANIES)}
    found: list[LocalEvent] = []
    for rank, read in enumerate(earliest_first([draft.build() for draft, _ in drafts.values()])):
        facts = event_facts(read, place_of(read, rank, copies, stories), final)
        found.extend(local_events(facts, frozenset(PEOPLE)))
    return found


corpora = st.lists(specs, min_size=2, max_size=14).map(locals_of)
slowly = settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)


def told(found: Sequence[Cluster]) -> list[list[str]]:
    return [[fact.mention_id for fact in cluster.facts] for cluster in found]


@slowly
@given(corpora)
def test_index_hides_no_event_that_fits(monkeypatch: pytest.MonkeyPatch, corpus: list[LocalEvent]) -> None:
    found = find_clusters(corpus)
    with monkeypatch.context() as patch:
        patch.setattr(clusters, "EventIndex", EveryEvent)
        assert told(find_clusters(corpus)) == told(found)


@slowly
@given(corpora)
def test_versions_are_those_that_comparing_all_pairs_finds(corpus: list[LocalEvent]) -> None:
    found = find_clusters(corpus)
    expected = []
    left = list(found)
    while left:
        first, *rest = left
        together = [other for other in rest if may_be_versions(first, other)]
        expected.append([first, *together])
        left = [other for other in rest if not may_be_versions(first, other)]
    assert [told(group) for group in versions_of_one(found)] == [told(group) for group in expected]


def may_be_versions(one: Cluster, other: Cluster) -> bool:
    here, there = one.where.get("organization"), other.where.get("organization")
    if here and there and not here & there:
        return False
    left, right = one.days or one.published, other.days or other.published
    if left and right:
        return min(gap(a, b) for a in left for b in right) <= 7
    return bool(one.stories & other.stories)
