"""Which mentions of a text share an event."""

from __future__ import annotations

from datetime import date

from depeche.language.events.identity import settle_neutral, share_keys
from depeche.language.reading import Reading
from depeche.model import DateExpression, EventArgument, EventMention, LinkedEntity, Realis

ENTITIES = {
    "p1": LinkedEntity("p1", "Claire Aubert", "PER", None, None, (), None),
    "p2": LinkedEntity("p2", "Marc Lenoir", "PER", None, None, (), None),
    "o1": LinkedEntity("o1", "Volney", "ORG", None, None, (), None),
}
READING = Reading("", "", entities=ENTITIES)


def _event(
    type_: str,
    *participants: tuple[str, str],
    day: int | None = None,
    realis: Realis = "ACTUAL",
    method: str = "events.dismiss.core",
    trigger: str = "x",
) -> EventMention:
    on = date(2024, 3, day) if day else None
    when = DateExpression(0, 1, "x", on, on, "day", "explicit", "test") if on else None
    arguments = tuple(EventArgument(role, entity, entity, 0, 1) for role, entity in participants)
    return EventMention(
        0, 0, 1, trigger, type_, "positive", realis, None, None, None, None, when, 0.8, method, arguments, (), ""
    )


def _keys(*events: EventMention) -> list[str]:
    return [event.in_document_key for event in share_keys(READING, events)]


def test_same_person_and_type_share_a_key() -> None:
    first, second = _keys(
        _event("PERSONNEL.DISMISS", ("person", "p1"), ("organization", "o1")),
        _event("PERSONNEL.DISMISS", ("person", "p1")),
    )
    assert first == second


def test_another_person_is_another_event() -> None:
    first, second = _keys(_event("PERSONNEL.DISMISS", ("person", "p1")), _event("PERSONNEL.DISMISS", ("person", "p2")))
    assert first != second


def test_another_type_is_another_event() -> None:
    first, second = _keys(_event("PERSONNEL.DISMISS", ("person", "p1")), _event("PERSONNEL.RESIGN", ("person", "p1")))
    assert first != second


def test_mention_without_participants_joins_the_only_event_of_its_type() -> None:
    first, second = _keys(_event("PERSONNEL.DISMISS", ("person", "p1")), _event("PERSONNEL.DISMISS"))
    assert first == second


def test_mention_without_participants_stays_alone_beside_two_events() -> None:
    *named, alone = _keys(
        _event("PERSONNEL.DISMISS", ("person", "p1")),
        _event("PERSONNEL.DISMISS", ("person", "p2")),
        _event("PERSONNEL.DISMISS"),
    )
    assert alone not in named


def test_dates_that_exclude_each_other_part_two_events() -> None:
    first, second, third = _keys(
        _event("CONTACT.MEET_NEGOTIATE", ("participants", "p1"), day=4),
        _event("CONTACT.MEET_NEGOTIATE", ("participants", "p1"), day=9),
        _event("CONTACT.MEET_NEGOTIATE", ("participants", "p1"), day=4),
    )
    assert first == third != second


def test_two_steps_of_a_case_are_two_events() -> None:
    first, second = _keys(
        _event("LEGAL.ACTION", ("defendant", "p1"), trigger="interpellé"),
        _event("LEGAL.ACTION", ("defendant", "p1"), trigger="relâché"),
    )
    assert first != second


def test_trigger_without_a_step_joins_the_only_step_of_its_participants() -> None:
    rise, close, other = _keys(
        _event("MARKET.VALUE_CHANGE", ("entity", "o1"), trigger="a bondi"),
        _event("MARKET.VALUE_CHANGE", ("entity", "o1"), trigger="clôture"),
        _event("MARKET.VALUE_CHANGE", ("entity", "p1"), trigger="clôture"),
    )
    assert rise == close != other


def test_trigger_without_a_step_stays_alone_beside_two_steps() -> None:
    *stepped, alone = _keys(
        _event("MARKET.VALUE_CHANGE", ("entity", "o1"), trigger="a bondi"),
        _event("MARKET.VALUE_CHANGE", ("entity", "o1"), trigger="a chuté"),
        _event("MARKET.VALUE_CHANGE", ("entity", "o1"), trigger="clôture"),
    )
    assert alone not in stepped


def test_departure_of_a_dismissed_person_is_the_dismissal() -> None:
    events = [
        _event("PERSONNEL.DISMISS", ("person", "p1")),
        _event("PERSONNEL.RESIGN", ("person", "p1"), method="events.resign.depart"),
    ]
    settled = settle_neutral(events, frozenset({"events.resign.depart"}))
    assert [event.type for event in settled] == ["PERSONNEL.DISMISS", "PERSONNEL.DISMISS"]


def test_possible_departure_stays_what_it_is() -> None:
    events = [
        _event("PERSONNEL.DISMISS", ("person", "p1")),
        _event("PERSONNEL.RESIGN", ("person", "p1"), realis="POSSIBLE", method="events.resign.depart"),
    ]
    settled = settle_neutral(events, frozenset({"events.resign.depart"}))
    assert settled[1].type == "PERSONNEL.RESIGN"
