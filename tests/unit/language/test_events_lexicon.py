"""The word lists of the event room are complete and consistent."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from depeche.contract import load_contract
from depeche.language.events.factuality.walk import WEAKENING
from depeche.language.events.factuality.wordlists import adverbs, cue_lists, governor_nouns, governors
from depeche.language.events.grammar import places
from depeche.language.events.kinds import kinds
from depeche.language.events.lexicon import GROUPS, Entry, load_lexicon
from depeche.words import read_words

TYPES = set(load_contract().tables["event_mentions"].column["type"].vocabulary or ())
OPEN_KINDS = {"none", "pronoun", "place", "thing", "insider"}


def test_every_type_of_the_ontology_has_entries_and_no_other_type() -> None:
    assert {entry.type for entry in load_lexicon().entries} == TYPES


def test_entry_ids_are_unique() -> None:
    counts = Counter(entry.id for entry in load_lexicon().entries)
    assert [name for name, count in counts.items() if count > 1] == []


@pytest.mark.parametrize("entry", load_lexicon().entries, ids=lambda entry: entry.id)
def test_entry_names_a_frame_and_known_kinds(entry: Entry) -> None:
    assert entry.frame in load_lexicon().frames
    assert entry.objects | entry.subjects <= set(kinds()) | OPEN_KINDS


@pytest.mark.parametrize("group", GROUPS)
def test_no_list_of_an_entry_says_a_thing_twice(group: str) -> None:
    lists = [
        (raw["id"], name, Counter(map(str, values)))
        for raw in read_words("language/events", group)["entries"]
        for name, values in raw.items()
        if isinstance(values, list)
    ]
    assert [(entry, name) for entry, name, counts in lists if max(counts.values(), default=0) > 1] == []


def test_every_entry_evokes_something() -> None:
    lexicon = load_lexicon()
    evoked = {reading.entry.id for readings in lexicon.verbs.values() for reading in readings}
    evoked |= {entry.id for entries in lexicon.nouns.values() for entry in entries}
    evoked |= {phrase.entry.id for phrases in lexicon.phrases.values() for phrase in phrases}
    assert {entry.id for entry in lexicon.entries} == evoked


def test_frames_use_known_places() -> None:
    known = set(places().values()) | {"subject", "object", "of_object", "organization"}
    assert {place for frame in load_lexicon().frames.values() for place in frame} <= known


def test_frames_give_roles_to_known_kinds() -> None:
    known = set(kinds()) | OPEN_KINDS
    for frame in load_lexicon().frames.values():
        for table in frame.values():
            assert table == "context" or set(table) <= known


def test_cue_lists_use_values_of_realis_only() -> None:
    named = {plain.realis for plain, _, _ in governors().values()} | {
        effect.realis for effect in governor_nouns().values()
    }
    named |= {realis for _, realis in adverbs()} | set(cue_lists()["adjectives"])
    assert named - {None} <= set(WEAKENING)


def test_counter_example_holds_a_form_of_a_trigger_of_its_entry() -> None:
    lexicon = load_lexicon()
    forms: dict[str, set[str]] = {}
    for form, readings in lexicon.verbs.items():
        for reading in readings:
            forms.setdefault(reading.entry.id, set()).add(form)
    for form, entries in lexicon.nouns.items():
        for entry in entries:
            forms.setdefault(entry.id, set()).add(form)
    for form, phrases in lexicon.phrases.items():
        for phrase in phrases:
            forms.setdefault(phrase.entry.id, set()).add(form)
    idle = [e.id for e in lexicon.entries if forms[e.id].isdisjoint(re.findall(r"\w+(?:-\w+)*", e.counter.lower()))]
    assert idle == []
