"""Every entry of the trigger lists finds its example and leaves its counter-example alone, with the real model."""

from __future__ import annotations

from datetime import date

import pytest

from depeche.language.annotate import annotate
from depeche.language.events.lexicon import Entry, load_lexicon
from depeche.language.nlp import load_french
from depeche.model import Reference

pytestmark = pytest.mark.model
REFERENCE = Reference(date(2024, 3, 12), "day")


# Entries whose type other entries evoke, too, in sentences much like their example.
_OWN = (
    "support.receives",
    "acquire.sale_alone",
    "acquire.sale_noun",
    "acquire.sell_off",
    "acquire.divests",
    "acquire.sale",
    "acquire.for_sale",
    "decide.org",
    "resign.idiom",
    "elect.name_goes_round",
    "reject.contests",
    "value.earns",
    "end.stops",
)


def _types(text: str) -> set[str]:
    return {event.type for event in annotate(text, model=load_french(), reference=REFERENCE).events}


def _methods(text: str) -> set[str]:
    return {event.method for event in annotate(text, model=load_french(), reference=REFERENCE).events}


@pytest.mark.parametrize("entry", load_lexicon().entries, ids=lambda entry: entry.id)
def test_example_evokes_the_type(entry: Entry) -> None:
    assert entry.type in _types(entry.example)


@pytest.mark.parametrize("name", _OWN)
def test_example_is_found_by_its_own_entry(name: str) -> None:
    entry = next(entry for entry in load_lexicon().entries if entry.id == name)
    assert f"events.{name}" in _methods(entry.example)


@pytest.mark.parametrize("entry", load_lexicon().entries, ids=lambda entry: entry.id)
def test_counter_example_does_not(entry: Entry) -> None:
    assert entry.type not in _types(entry.counter)


@pytest.mark.parametrize(
    "text",
    ["", "?", "si", "d'", "ne", "Selon", "plus de", "La démission de", "le conseil d'", "a été licencié par", "s'il"],
)
def test_fragment_is_read_without_failure(text: str) -> None:
    assert all(event.trigger in text for event in annotate(text, model=load_french()).events)


def test_spans_are_verbatim_and_answers_repeat() -> None:
    text = "Selon Le Monde, Claire Aubert aurait été évincée lundi par le conseil de Volney. Son départ surprend."
    events = annotate(text, model=load_french(), reference=REFERENCE).events
    assert events
    for event in events:
        assert text[event.start : event.end] == event.trigger
        assert all(text[a.start : a.end] == a.surface for a in event.arguments)
        assert all(text[c.start : c.end] == c.surface for c in event.cues)
    assert events == annotate(text, model=load_french(), reference=REFERENCE).events
