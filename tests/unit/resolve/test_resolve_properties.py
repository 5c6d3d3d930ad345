"""What must hold of every resolution: order plays no part, every id resolves, counts add up, relations are sound."""

from datetime import date, timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from resolve_builder import DISMISS, RESIGN, START, Draft, events_by_mention, groups_by_claim, local_id

from depeche.model import ReadArticle
from depeche.resolve import resolve

PERSONS = {"Jeanne Castel": "Q900001", "Luc Marsac": None, "Castel": None, "Marsac": None}
COMPANIES = {"Lumen": "Q900003", "Aubrac": None}
TEXT = (
    "Réunion chez Lumen et Aubrac : Jeanne Castel, Luc Marsac, puis Castel et Marsac parlent de 12 "
    "postes. {own} Le départ surprend, la démission "
    "aussi, on écarte et on nomme sans attendre la fin de la semaine, dit un délégué du personnel de Rodez."
)
TRIGGERS = {DISMISS: "écarte", RESIGN: "démission", START: "nomme"}


def entity(name: str) -> str:
    known = {**PERSONS, **COMPANIES}[name]
    return known or local_id(name, "PER" if name in PERSONS else "ORG")


events = st.fixed_dictionaries(
    {
        "type": st.sampled_from(sorted(TRIGGERS)),
        "person": st.sampled_from(["", *PERSONS]),
        "organization": st.sampled_from(["", *COMPANIES]),
        "realis": st.sampled_from(["ACTUAL", "UNCONFIRMED", "PLANNED", "GENERIC"]),
        "polarity": st.sampled_from(["positive", "positive", "negative"]),
        "source": st.sampled_from(["", *COMPANIES]),
        "offset": st.none() | st.integers(min_value=-20, max_value=20),
        "key": st.sampled_from(["k1", "k2"]),
    }
)
articles = st.fixed_dictionaries(
    {
        "names": st.sets(st.sampled_from([*PERSONS, *COMPANIES])),
        "day": st.none() | st.integers(min_value=0, max_value=40),
        "own": st.sampled_from(
            ["", "Le maire écoute.", "La pluie tombe sur la place, devant la mairie, où des ouvriers attendent un bus."]
        ),
        "outlet": st.sampled_from([None, "Le Rouergat", "Lumen"]),
        "events": st.lists(events, max_size=4),
        "figure": st.none() | st.integers(min_value=1, max_value=40),
    }
)


def build(number: int, spec: dict) -> ReadArticle:  # type: ignore[type-arg]
    on = None if spec["day"] is None else date(2024, 3, 1) + timedelta(days=spec["day"])
    draft = Draft(f"{number:02}.txt", TEXT.format(own=spec["own"]), on=on, outlet=spec["outlet"])
    for name in sorted(spec["names"]):
        label = "PER" if name in PERSONS else "ORG"
        draft.name(name, label, known={**PERSONS, **COMPANIES}[name])
    for event in spec["events"]:
        roles = {role: entity(event[role]) for role in ("person", "organization") if event[role]}
        source = (entity(event["source"]), event["source"]) if event["source"] else None
        day = None if on is None or event["offset"] is None else on + timedelta(days=event["offset"])
        options = {key: event[key] for key in ("realis", "polarity", "key")}
        draft.event(event["type"], TRIGGERS[event["type"]], source=source, day=day, **options, **roles)
    if spec["figure"] is not None:
        draft.claim("12 postes", spec["figure"], subject="postes", entity=entity("Lumen"))
    return draft.build()


corpora = st.lists(articles, max_size=6).map(lambda specs: [build(number, spec) for number, spec in enumerate(specs)])
slowly = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@slowly
@given(st.data())
def test_order_of_articles_plays_no_part(data: st.DataObject) -> None:
    corpus = data.draw(corpora)
    assert resolve(data.draw(st.permutations(corpus))) == resolve(corpus)


@slowly
@given(corpora)
def test_every_id_resolves(corpus: list[ReadArticle]) -> None:
    found = resolve(corpus)
    rows = {row.entity_id for row in found.entities}
    assert set(found.entity_ids.values()) == rows
    assert all(found.entity_ids[row] == row for row in rows), "a final id stands for itself"
    of_mention = events_by_mention(found, corpus)
    for read in corpus:
        document = read.document.document_id
        for mention in read.annotation.mentions:
            assert mention.entity_id in found.entity_ids
        for event in read.annotation.events:
            assert event.source_id is None or event.source_id in found.entity_ids
            assert all(a.entity_id is None or a.entity_id in found.entity_ids for a in event.arguments)
        assert len(found.claim_groups.get(document, ())) == len(read.annotation.claims)
        assert document in found.story_ids
    assert set(of_mention.values()) == {event.event_id for event in found.events}
    assert all(participant in rows for event in found.events for participant in event.participant_ids)


@slowly
@given(corpora)
def test_counts_add_up(corpus: list[ReadArticle]) -> None:
    found = resolve(corpus)
    assert sum(row.mention_count for row in found.entities) == sum(len(read.annotation.mentions) for read in corpus)
    assert sum(event.mention_count for event in found.events) == len(events_by_mention(found, corpus))
    for event in found.events:
        assert 1 <= event.independent_source_count <= event.document_count <= min(event.mention_count, len(corpus))
        assert (event.date_start is None) == (event.date_end is None) == (event.date_granularity is None)
    assert len({event.event_id for event in found.events}) == len(found.events)


@slowly
@given(corpora)
def test_relations_are_sound(corpus: list[ReadArticle]) -> None:
    found = resolve(corpus)
    statements = {*events_by_mention(found, corpus), *groups_by_claim(found, corpus)}
    pairs = [frozenset((relation.left_id, relation.right_id)) for relation in found.relations]
    assert all(pair <= statements and len(pair) == 2 for pair in pairs)
    assert len(set(pairs)) == len(pairs) == len({relation.relation_id for relation in found.relations})
    assert all(relation.reason.endswith(".") and "{" not in relation.reason for relation in found.relations)


@slowly
@given(corpora)
def test_copies_point_to_the_earliest_which_is_no_copy(corpus: list[ReadArticle]) -> None:
    found = resolve(corpus)
    assert not set(found.near_duplicates) & set(found.near_duplicates.values())
    for copy, earliest in found.near_duplicates.items():
        assert found.story_ids[copy] == found.story_ids[earliest]
