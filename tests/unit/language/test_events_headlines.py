"""What a headline takes over from its text."""

from __future__ import annotations

from dataclasses import replace

from depeche.language.events.headlines import settle_headlines
from depeche.language.reading import Reading
from depeche.language.sentences import find_sentences
from depeche.model import EventArgument, EventMention, Polarity, Realis

_TITLE = "Volney ferme son usine de Lyon"
_BODY = "Le groupe Volney a annoncé la fermeture de son usine de Lyon."
_TEXT = f"{_TITLE}\n{_BODY}"
_READING = Reading(_TEXT, _TEXT, sentences=find_sentences(_TEXT, ()))


def _event(trigger: str, realis: Realis, *, polarity: Polarity = "positive", entity: str = "o1") -> EventMention:
    start = _TEXT.index(trigger)
    argument = EventArgument("organization", entity, entity, start, start + 1)
    index = 0 if start < len(_TITLE) else 1
    return EventMention(
        index, start, start + len(trigger), trigger, "BUSINESS.END_ORG", polarity, realis, None, None, None, None, None,
        0.8, "events.x", (argument,), (), "",
    )  # fmt: skip


def _title(*events: EventMention, reading: Reading = _READING) -> Realis:
    return settle_headlines(reading, events)[0].realis


def test_headline_is_planned_where_its_text_says_so() -> None:
    assert _title(_event("ferme", "ACTUAL"), _event("fermeture", "PLANNED")) == "PLANNED"


def test_headline_stays_done_where_its_text_says_so() -> None:
    assert _title(_event("ferme", "ACTUAL"), _event("fermeture", "ACTUAL")) == "ACTUAL"


def test_headline_stays_done_where_nothing_below_tells_of_it() -> None:
    assert _title(_event("ferme", "ACTUAL")) == "ACTUAL"


def test_event_of_another_participant_says_nothing_of_the_headline() -> None:
    assert _title(_event("ferme", "ACTUAL"), _event("fermeture", "PLANNED", entity="o2")) == "ACTUAL"


def test_denied_plan_says_nothing_of_the_headline() -> None:
    assert _title(_event("ferme", "ACTUAL"), _event("fermeture", "PLANNED", polarity="negative")) == "ACTUAL"


def test_line_that_ends_in_a_full_stop_is_no_headline() -> None:
    text = _TEXT.replace("\n", ".\n")
    reading = Reading(text, text, sentences=find_sentences(text, ()))
    body = _event("fermeture", "PLANNED")
    assert _title(
        _event("ferme", "ACTUAL"), replace(body, start=body.start + 1, end=body.end + 1), reading=reading
    ) == ("ACTUAL")


def test_headline_in_the_past_stays_done() -> None:
    text = _TEXT.replace("Volney ferme", "Volney a fermé", 1)
    reading = Reading(text, text, sentences=find_sentences(text, ()))
    title = replace(_event("ferme", "ACTUAL"), start=9, end=14, trigger="fermé")
    body = _event("fermeture", "PLANNED")
    assert _title(title, replace(body, start=body.start + 2, end=body.end + 2), reading=reading) == "ACTUAL"
