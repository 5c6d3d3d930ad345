"""Which of the events found in a text are given, by the traits that speak for and against them."""

from __future__ import annotations

import pytest

from depeche.errors import ContractError
from depeche.language.events.evidence.traits import Found, all_traits
from depeche.language.events.evidence.weighing import Weights, probability, read_weights, weigh
from depeche.model import EventArgument, EventMention

ARTICLE, BRIEF = 12, 3  # sentences
WEIGHTS = Weights(0, 0.5, 0.9, {"reached=name": 2000, "reached=words": -2000, "same_type_and_participant": 3000})


def _found(person: str | None, reached: str, *, start: int = 0, sentence: int = 0, is_doubtful: bool = False) -> Found:
    arguments = (EventArgument("person", person, "x", start, start + 1),)
    event = EventMention(
        sentence, start, start + 1, "x", "PERSONNEL.RESIGN", "positive", "ACTUAL", None, None, None, None, None, 0.5,
        "events.resign", arguments, (), "",
    )  # fmt: skip
    return Found(event, frozenset(("group=PERSONNEL", f"reached={reached}")), is_doubtful=is_doubtful)


def test_event_that_too_little_speaks_for_is_held_back() -> None:
    given = weigh([_found("p1", "name"), _found(None, "words", start=9)], ARTICLE, weights=WEIGHTS)
    assert [event.start for event in given] == [0]


def test_short_text_keeps_all_its_events() -> None:
    assert len(weigh([_found(None, "words")], BRIEF, weights=WEIGHTS)) == 1


def test_doubtful_events_of_a_short_text_are_weighed_all_the_same() -> None:
    assert not weigh([_found("p1", "words", is_doubtful=True)], BRIEF, weights=WEIGHTS)
    lenient = WEIGHTS._replace(doubtful_from=0.8)
    assert len(weigh([_found("p1", "name", is_doubtful=True)], BRIEF, weights=lenient)) == 1


def test_doubtful_event_needs_more_to_speak_for_it() -> None:
    found = [_found("p1", "name", is_doubtful=True), _found("p2", "name", start=9)]
    assert [event.start for event in weigh(found, ARTICLE, weights=WEIGHTS)] == [9]


def test_doubtful_event_shows_nothing_of_the_others() -> None:
    _, sure = all_traits([_found("p1", "name", is_doubtful=True), _found("p1", "name", start=9)])
    assert "same_type_and_participant" not in sure


def test_confidence_is_the_probability() -> None:
    (event,) = weigh([_found("p1", "name")], ARTICLE, weights=WEIGHTS)
    assert event.confidence == 0.88


def test_event_that_the_text_tells_again_is_given() -> None:
    found = [_found("p1", "words"), _found("p1", "name", start=90, sentence=4)]
    assert len(weigh(found, ARTICLE, weights=WEIGHTS)) == 2


def test_traits_of_some_families_also_count_by_group() -> None:
    (traits,) = all_traits([_found("p1", "name")])
    assert "group=PERSONNEL&reached=name" in traits


def test_unknown_trait_says_nothing() -> None:
    assert probability(["frame=unheard_of"], WEIGHTS) == probability([], WEIGHTS) == 0.5


@pytest.mark.parametrize("broken", [{"given_from": 50}, {"doubtful_from": -1}, {"traits": {"dated": 0.5}}])
def test_weights_that_are_no_share_and_whole_thousandths_are_refused(broken: dict[str, object]) -> None:
    with pytest.raises(ContractError, match="train it anew"):
        read_weights({"base": 0, "given_from": 0.5, "doubtful_from": 0.5, "traits": {}} | broken)
