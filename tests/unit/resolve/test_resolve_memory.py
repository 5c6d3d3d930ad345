"""What resolve remembers saves work and changes nothing, and circles have nothing in common with each other."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from hashlib import sha256

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from resolve_builder import DISMISS, RESIGN, START, Draft, local_id

from depeche.errors import ContractError
from depeche.model import ReadArticle
from depeche.resolve import corpus as whole
from depeche.resolve import resolve
from depeche.resolve.circles import Member
from depeche.resolve.memory import Forgetful
from depeche.resolve.origins import Publishers
from depeche.resolve.reports import Decided, Report, find_reports

MEET = "CONTACT.MEET_NEGOTIATE"
PEOPLE = {"Jeanne Castel": "Q900001", "Luc Marsac": None, "Marsac": None}
FIRMS = {"Lumen": "Q900003", "Aubrac": None, "Tarnex": None}
TRIGGERS = {DISMISS: "écarte", RESIGN: "démission", START: "nomme", MEET: "discute"}
TEXT = (
    "Chez Lumen, Aubrac et Tarnex, on écarte, on nomme et on discute : Jeanne Castel, Luc Marsac, la patronne et le "
    "directeur général préparent la démission de 12 cadres. {own} La suite se lira demain à Rodez."
)


class Notebook:
    """A memory in a mapping; `asked` are the keys of a run, `new` what it had to work out."""

    def __init__(self, known: dict[bytes, bytes] | None = None) -> None:
        self.known, self.asked, self.new = known or {}, [], {}

    def recall(self, key: bytes) -> bytes | None:
        self.asked.append(key)
        return self.known.get(key)

    def keep(self, key: bytes, answer: bytes) -> None:
        self.new[key] = answer


def entity(name: str) -> str:
    return PEOPLE.get(name) or FIRMS.get(name) or local_id(name, "PER" if name in PEOPLE else "ORG")


events = st.fixed_dictionaries(
    {
        "type": st.sampled_from([*TRIGGERS, MEET]),
        "people": st.sets(st.sampled_from([*PEOPLE]), max_size=2),
        "firms": st.sets(st.sampled_from([*FIRMS]), max_size=3),
        "described": st.sampled_from([None, None, "la patronne", "directeur général"]),
        "realis": st.sampled_from(["ACTUAL", "ACTUAL", "UNCONFIRMED", "PLANNED", "GENERIC"]),
        "polarity": st.sampled_from(["positive", "positive", "negative"]),
        "source": st.none() | st.sampled_from([*FIRMS]),
        "offset": st.none() | st.integers(-9, 9),
    }
)
articles = st.fixed_dictionaries(
    {
        "day": st.none() | st.integers(0, 12),
        "own": st.sampled_from(
            ["", "Le maire écoute.", "Des ouvriers attendent le bus devant la mairie, sous la pluie."]
        ),
        "outlet": st.sampled_from([None, "Le Rouergat", "Lumen"]),
        "events": st.lists(events, max_size=4),
        "figure": st.none() | st.integers(1, 9),
    }
)


def build(number: int, spec: dict) -> ReadArticle:  # type: ignore[type-arg]
    on = None if spec["day"] is None else date(2024, 3, 1) + timedelta(days=spec["day"])
    draft = Draft(f"{number:02}.txt", TEXT.format(own=spec["own"]), on=on, outlet=spec["outlet"])
    for name in ("Jeanne Castel", "Luc Marsac", "Marsac", *FIRMS):
        draft.name(name, "PER" if name in PEOPLE else "ORG", known=(PEOPLE | FIRMS)[name])
    for at, event in enumerate(spec["events"]):
        people, firms = ([entity(name) for name in sorted(event[kind])] for kind in ("people", "firms"))
        roles = {"participants": people + firms} if event["type"] == MEET else {"person": people, "organization": firms}
        draft.event(
            event["type"],
            TRIGGERS[event["type"]],
            realis=event["realis"],
            polarity=event["polarity"],
            source=(entity(event["source"]), event["source"]) if event["source"] else None,
            day=None if on is None or event["offset"] is None else on + timedelta(days=event["offset"]),
            key=f"k{at % 3}",
            spans=[("person", event["described"])] if event["described"] and event["type"] != MEET else [],
            **{role: found for role, found in roles.items() if found},
        )
    if spec["figure"] is not None:
        draft.claim("12 cadres", spec["figure"], subject="cadres", entity=entity("Lumen"))
    return keyed(draft.build())


def keyed(read: ReadArticle) -> ReadArticle:
    return replace(read, key=sha256(msgspec.msgpack.encode(read)).hexdigest())


corpora = st.lists(articles, max_size=7).map(lambda specs: [build(number, spec) for number, spec in enumerate(specs)])
slowly = settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)


def pair(name: str, day: int) -> ReadArticle:
    draft = Draft(f"{name}-{day}.txt", f"{name} démission, jour {day}.", on=date(2024, 3, day)).name(name)
    return keyed(draft.event(RESIGN, "démission", person=local_id(name)).build())


@slowly
@given(corpora, corpora, st.sets(st.integers(0, 6)))
def test_what_is_remembered_of_another_corpus_changes_nothing(
    before: list[ReadArticle], now: list[ReadArticle], kept: set[int]
) -> None:
    earlier = Notebook()
    resolve(before, earlier)
    mixed = [before[at] if at in kept and at < len(before) else read for at, read in enumerate(now)]
    assert resolve(mixed, Notebook(earlier.new)) == resolve(mixed)


@slowly
@given(corpora)
def test_circles_apart_give_what_all_events_together_give(
    monkeypatch: pytest.MonkeyPatch, corpus: list[ReadArticle]
) -> None:
    def one_circle(reports: list[Report]) -> list[list[Member]]:
        members = [Member(report, number) for report in reports for number in range(len(report.parts))]
        return [members] if members else []

    apart = resolve(corpus)
    with monkeypatch.context() as patched:
        patched.setattr(whole, "find_circles", one_circle)
        assert resolve(corpus) == apart


def test_the_same_corpus_works_nothing_out_twice() -> None:
    corpus = [pair("Jeanne Castel", 1), pair("Luc Marsac", 2)]
    first = Notebook()
    found = resolve(corpus, first)
    again = Notebook(first.new)
    assert resolve(corpus, again) == found
    assert first.new and not again.new


def test_a_new_article_renews_only_the_circle_that_it_joins() -> None:
    corpus = [pair("Jeanne Castel", 1), pair("Luc Marsac", 2)]
    first = Notebook()
    resolve(corpus, first)
    again = Notebook(first.new)
    resolve([*corpus, pair("Jeanne Castel", 3)], again)
    assert len(again.new) == 2  # its report, and Jeanne Castel's circle
    assert len(again.asked) == 5  # three reports, two circles


def test_an_answer_that_cannot_be_read_is_worked_out_again() -> None:
    corpus = [pair("Jeanne Castel", 1), pair("Jeanne Castel", 2)]
    first = Notebook()
    found = resolve(corpus, first)
    assert resolve(corpus, Notebook(dict.fromkeys(first.new, b"\xc1"))) == found


def test_a_memory_asks_for_keys() -> None:
    with pytest.raises(ContractError, match="key"):
        resolve([replace(pair("Jeanne Castel", 1), key="")], Notebook())


LUC = local_id("Luc Marsac")
MARSAC = pair("Luc Marsac", 1)
DOCUMENT = MARSAC.document.document_id
DECIDED = Decided(
    final={LUC: LUC},
    names={LUC: "Luc Marsac"},
    persons={LUC},
    publishers=Publishers({DOCUMENT: "outlet:le rouergat"}, {}),
    copies={},
    stories={DOCUMENT: "sty-1"},
)


@pytest.mark.parametrize(
    "decided",
    [
        replace(DECIDED, final={LUC: "Q900009"}, names={"Q900009": "Luc Marsac"}, persons={"Q900009"}),
        replace(DECIDED, names={LUC: "Marsac"}),
        replace(DECIDED, persons=set()),
        replace(DECIDED, publishers=Publishers({DOCUMENT: "outlet:lumen"}, {})),
        replace(DECIDED, copies={DOCUMENT: "doc-earlier"}),
        replace(DECIDED, stories={DOCUMENT: "sty-2"}),
    ],
    ids=["entity", "name", "person", "publisher", "copy", "story"],
)
def test_a_report_is_another_when_what_the_corpus_decided_is(decided: Decided) -> None:
    (before,), (after,) = (find_reports([MARSAC], found, Forgetful()) for found in (DECIDED, decided))
    assert before.key != after.key


def test_a_report_is_another_when_its_document_is() -> None:
    changed = replace(MARSAC, key="other")
    (before,), (after,) = (find_reports([read], DECIDED, Forgetful()) for read in (MARSAC, changed))
    assert before.key != after.key
