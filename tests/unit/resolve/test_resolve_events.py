"""Which mentions of different texts are one event, and what its row says."""

from datetime import date

import pytest
from resolve_builder import DISMISS, RESIGN, START, Draft, events_by_mention

from depeche.model import Event, Resolution
from depeche.resolve import resolve
from depeche.resolve.vocabulary import event_types

CASTEL, MARSAC = "Q900001", "Q900002"
LUMEN, AUBRAC = "Q900003", "Q900004"
MARCH = date(2024, 3, 5)
NAMES = {
    CASTEL: ("Jeanne Castel", "PER"),
    MARSAC: ("Luc Marsac", "PER"),
    LUMEN: ("Lumen", "ORG"),
    AUBRAC: ("Aubrac", "ORG"),
}


def draft(
    uri: str, sentence: str, *, on: date | None = MARCH, outlet: str | None = None, byline: str | None = None
) -> Draft:
    """Start an article whose text holds all names, so that their rows exist; texts differ by their address."""
    filler = " ".join(f"{word}{uri}" for word in ("alors", "donc", "ainsi", "enfin", "puis") for _ in range(3))
    made = Draft(uri, f"{sentence} {filler}", on=on, outlet=outlet, byline=byline)
    for key, (name, label) in NAMES.items():
        if name in sentence:
            made.name(name, label, known=key)
    return made


def resolved(*drafts: Draft) -> Resolution:
    return resolve([item.build() for item in drafts])


def only_event(*drafts: Draft) -> Event:
    (event,) = resolved(*drafts).events
    return event


def test_same_dismissal_in_two_articles_is_one_event() -> None:
    one = draft("a", "Lumen écarte Jeanne Castel").event(DISMISS, "écarte", person=CASTEL, organization=LUMEN)
    two = draft("b", "Jeanne Castel limogée par Lumen").event(DISMISS, "limogée", person=CASTEL, organization=LUMEN)
    event = only_event(one, two)
    assert (event.mention_count, event.document_count, event.independent_source_count) == (2, 2, 2)
    assert event.participant_ids == (CASTEL, LUMEN)
    assert event.label == "Éviction de Jeanne Castel (Lumen)"


def test_article_that_leaves_out_the_organisation_joins() -> None:
    one = draft("a", "Lumen écarte Jeanne Castel").event(DISMISS, "écarte", person=CASTEL, organization=LUMEN)
    two = draft("b", "Jeanne Castel limogée").event(DISMISS, "limogée", person=CASTEL)
    assert only_event(one, two).document_count == 2


def test_article_without_organisation_between_two_organisations_stays_apart() -> None:
    one = draft("a", "Lumen écarte Jeanne Castel").event(DISMISS, "écarte", person=CASTEL, organization=LUMEN)
    two = draft("b", "Aubrac écarte Jeanne Castel").event(DISMISS, "écarte", person=CASTEL, organization=AUBRAC)
    three = draft("c", "Castel limogée").event(DISMISS, "limogée", person=CASTEL)
    assert len(resolved(one, two, three).events) == 3


@pytest.mark.parametrize(
    ("other_type", "other_person", "other_day"),
    [(RESIGN, CASTEL, MARCH), (DISMISS, MARSAC, MARCH), (DISMISS, CASTEL, date(2025, 3, 5))],
)
def test_other_type_person_or_time_is_another_event(other_type: str, other_person: str, other_day: date) -> None:
    one = draft("a", "Lumen écarte Jeanne Castel").event(DISMISS, "écarte", person=CASTEL)
    two = draft("b", "Lumen : un départ", on=other_day).event(other_type, "départ", person=other_person)
    assert len(resolved(one, two).events) == 2


def test_other_set_of_persons_is_another_event() -> None:
    one = draft("a", "Jeanne Castel arrive chez Lumen").event(START, "arrive", person=CASTEL, organization=LUMEN)
    two = draft("b", "Jeanne Castel et Luc Marsac chez Lumen").event(
        START, "chez", person=[CASTEL, MARSAC], organization=LUMEN
    )
    assert len(resolved(one, two).events) == 2


def test_days_that_differ_by_time_zone_are_one_event() -> None:
    one = draft("a", "Castel écartée").event(DISMISS, "écartée", person=CASTEL, day=MARCH)
    two = draft("b", "Castel limogée").event(DISMISS, "limogée", person=CASTEL, day=date(2024, 3, 6))
    assert len(resolved(one, two).events) == 1


def test_undated_unpublished_article_joins_only_with_shared_organisation() -> None:
    one = draft("a", "Lumen écarte Jeanne Castel").event(DISMISS, "écarte", person=CASTEL, organization=LUMEN)
    same = draft("b", "limogée", on=None).event(DISMISS, "limogée", person=CASTEL, organization=LUMEN)
    bare = draft("c", "remerciée", on=None).event(DISMISS, "remerciée", person=CASTEL)
    assert len(resolved(one, same).events) == 1
    assert len(resolved(one, bare).events) == 2


def test_symmetric_event_does_not_depend_on_the_order_of_sides() -> None:
    kind = "CONTACT.MEET_NEGOTIATE"
    one = draft("a", "Jeanne Castel rencontre Luc Marsac").event(kind, "rencontre", participants=[CASTEL, MARSAC])
    two = draft("b", "Luc Marsac rencontre Jeanne Castel").event(kind, "rencontre", participants=[MARSAC, CASTEL])
    event = only_event(one, two)
    assert event.document_count == 2


def test_statements_day_after_day_do_not_grow_into_one_event() -> None:
    drafts = [
        draft(f"jour{day}", "Castel déclare", on=date(2024, 3, day)).event(
            "CONTACT.STATEMENT", "déclare", speaker=CASTEL
        )
        for day in range(1, 9)
    ]
    assert len(resolved(*drafts).events) == 4


def test_generic_mention_never_joins() -> None:
    one = draft("a", "Lumen écarte Jeanne Castel").event(DISMISS, "écarte", person=CASTEL, organization=LUMEN)
    two = draft("b", "Lumen écarte").event(DISMISS, "écarte", realis="GENERIC", person=CASTEL, organization=LUMEN)
    assert len(resolved(one, two).events) == 2


def test_charge_and_conviction_are_two_events() -> None:
    one = draft("a", "Jeanne Castel mise en examen").event("LEGAL.ACTION", "mise en examen", defendant=CASTEL)
    two = draft("b", "Jeanne Castel condamnée").event("LEGAL.ACTION", "condamnée", defendant=CASTEL)
    assert len(resolved(one, two).events) == 2


def test_id_stays_when_a_later_article_arrives() -> None:
    one = draft("a", "Lumen écarte Jeanne Castel").event(
        DISMISS, "écarte", person=CASTEL, organization=LUMEN, day=MARCH
    )
    two = draft("b", "Jeanne Castel limogée", on=date(2024, 3, 9)).event(DISMISS, "limogée", person=CASTEL)
    assert only_event(one).event_id == only_event(one, two).event_id


def test_copies_and_articles_crediting_one_agency_are_one_source() -> None:
    credit = (None, "selon l'AFP")
    signed = draft("a", "Lumen écarte Jeanne Castel", byline="avec AFP").event(DISMISS, "écarte", person=CASTEL)
    credited = draft("b", "Jeanne Castel écartée, selon l'AFP").event(DISMISS, "écartée", person=CASTEL, source=credit)
    own = draft("c", "Jeanne Castel limogée", outlet="Le Rouergat").event(DISMISS, "limogée", person=CASTEL)
    assert only_event(signed, credited, own).independent_source_count == 2


def test_outlet_and_article_that_credits_it_are_one_source() -> None:
    own = draft("a", "Lumen écarte Jeanne Castel", outlet="Aubrac").event(DISMISS, "écarte", person=CASTEL)
    credited = draft("b", "Jeanne Castel limogée, selon Aubrac").event(
        DISMISS, "limogée", person=CASTEL, source=(AUBRAC, "Aubrac")
    )
    assert only_event(own, credited).independent_source_count == 1


@pytest.mark.parametrize(
    ("options", "status"),
    [
        ({}, "confirmed"),
        ({"source": (LUMEN, "Lumen")}, "confirmed"),
        ({"source": (AUBRAC, "Aubrac")}, "reported"),
        ({"source": (None, "une source proche")}, "reported"),
        ({"realis": "UNCONFIRMED"}, "unconfirmed"),
        ({"realis": "PLANNED"}, "planned"),
        ({"realis": "THREATENED"}, "planned"),
        ({"realis": "REQUESTED"}, "unconfirmed"),
        ({"realis": "QUESTION"}, "unconfirmed"),
        ({"polarity": "negative"}, "denied"),
    ],
)
def test_status_of_a_single_mention(options: dict[str, object], status: str) -> None:
    made = draft("a", "Lumen écarte Jeanne Castel, selon Aubrac").event(
        DISMISS,
        "écarte",
        person=CASTEL,
        organization=LUMEN,
        **options,  # type: ignore[arg-type]
    )
    assert only_event(made).status == status


def test_rumour_that_a_participant_denies_is_denied() -> None:
    one = draft("a", "Lumen écarterait Jeanne Castel").event(
        DISMISS, "écarterait", realis="UNCONFIRMED", person=CASTEL, organization=LUMEN
    )
    two = draft("b", "Lumen n'écarte pas Jeanne Castel").event(
        DISMISS, "écarte", polarity="negative", person=CASTEL, organization=LUMEN, source=(LUMEN, "Lumen")
    )
    assert only_event(one, two).status == "denied"


def test_fact_that_another_origin_negates_is_contested() -> None:
    one = draft("a", "Lumen écarte Jeanne Castel").event(DISMISS, "écarte", person=CASTEL, organization=LUMEN)
    two = draft("b", "Jeanne Castel pas limogée").event(
        DISMISS, "limogée", polarity="negative", person=CASTEL, organization=LUMEN
    )
    assert only_event(one, two).status == "contested"


def test_most_precise_agreed_day_wins() -> None:
    month = (date(2024, 3, 1), date(2024, 3, 31))
    drafts = [
        draft("a", "Castel écartée").event(DISMISS, "écartée", person=CASTEL, day=month),
        draft("b", "Castel limogée").event(DISMISS, "limogée", person=CASTEL, day=date(2024, 3, 4)),
        draft("c", "Castel évincée").event(DISMISS, "évincée", person=CASTEL, day=date(2024, 3, 5)),
        draft("d", "Castel révoquée").event(DISMISS, "révoquée", person=CASTEL, day=date(2024, 3, 5)),
    ]
    event = only_event(*drafts)
    assert (event.date_start, event.date_end, event.date_granularity) == (date(2024, 3, 5), date(2024, 3, 5), "day")


def test_label_contracts_and_elides() -> None:
    made = draft("a", "Aubrac ferme").event("BUSINESS.END_ORG", "ferme", organization=AUBRAC)
    assert only_event(made).label == "Fermeture ou faillite d'Aubrac"


def test_label_lowers_the_determiner_of_a_description() -> None:
    made = draft("a", "Un autre élu demande").event("CONTACT.REQUEST", "demande", spans=[("requester", "Un autre élu")])
    assert only_event(made).label == "Demande d'un autre élu"


def test_label_keeps_the_capital_of_a_name() -> None:
    made = Draft("a", "Le Rouergat refuse").name("Le Rouergat", "ORG", known="Q9")
    assert only_event(made.event("RELATION.REJECT", "refuse", rejecter="Q9")).label == "Refus du Rouergat"


def test_entity_on_both_sides_keeps_the_first() -> None:
    made = draft("a", "Lumen absorbe Lumen").event("BUSINESS.ACQUIRE_MERGE", "absorbe", acquirer=LUMEN, target=LUMEN)
    event = only_event(made)
    assert (event.label, event.participant_ids) == ("Rachat de Lumen", (LUMEN,))


def test_label_names_nobody_on_both_sides_of_two_mentions() -> None:
    made = draft("a", "Lumen critique Aubrac").event(
        "CONFLICT.ACCUSE_CRITICIZE", "critique", key="k", accuser=LUMEN, target=AUBRAC
    )
    made.event("CONFLICT.ACCUSE_CRITICIZE", "Lumen", key="k", target=LUMEN)
    assert only_event(made).label == "Critique d'Aubrac par Lumen"


def test_every_mention_has_an_event_and_counts_add_up() -> None:
    one = draft("a", "Lumen écarte Jeanne Castel, dont l'éviction surprend")
    one.event(DISMISS, "écarte", person=CASTEL, organization=LUMEN, key="k").event(
        DISMISS, "éviction", person=CASTEL, key="k"
    )
    found = resolved(one)
    article = one.build()
    assert set(events_by_mention(found, [article]).values()) == {event.event_id for event in found.events}
    assert sum(event.mention_count for event in found.events) == len(article.annotation.events)


def test_every_role_in_rules_and_labels_is_spelt_as_a_role_somewhere_else() -> None:
    for name, rules in event_types().types.items():
        assert rules.label, name
        assert "{" not in rules.label[-1], f"{name}: the last label must need no role"


def test_people_without_a_name_are_one_only_when_described_alike() -> None:
    drafts = [
        draft("a", "des employés de Lumen partent").event(
            RESIGN, "partent", organization=LUMEN, spans=[("person", "des employés")]
        ),
        draft("b", "les salariés de Lumen partent").event(
            RESIGN, "partent", organization=LUMEN, spans=[("person", "les salariés")]
        ),
        draft("c", "le patron de Lumen part").event(
            RESIGN, "part", organization=LUMEN, spans=[("person", "le patron")]
        ),
        draft("d", "ils partent de Lumen").event(RESIGN, "partent", organization=LUMEN, spans=[("person", "ils")]),
    ]
    found = resolved(*drafts)
    assert sorted((event.document_count, event.label) for event in found.events) == [
        (1, "Départ du patron (Lumen)"),
        (1, "Départs (Lumen)"),
        (2, "Départ d'employés (Lumen)"),
    ]


def test_one_person_joining_two_companies_is_two_events_even_within_a_text() -> None:
    made = draft("a", "Jeanne Castel rejoint Lumen, après un passage chez Aubrac, et son arrivée surprend")
    made.event(START, "rejoint", person=CASTEL, organization=LUMEN, key="k")
    made.event(START, "passage", person=CASTEL, organization=AUBRAC, key="k")
    made.event(START, "arrivée", person=CASTEL, key="k")
    assert sorted(event.mention_count for event in resolved(made).events) == [1, 2]


def test_what_is_only_denied_under_a_condition_is_unconfirmed() -> None:
    made = draft("a", "si Castel ne partait pas").event(
        RESIGN, "partait", realis="HYPOTHETICAL", polarity="negative", person=CASTEL
    )
    assert only_event(made).status == "unconfirmed"


def headline(uri: str, person: str) -> Draft:
    return draft(uri, f"Lumen écarte {person}").event(DISMISS, "écarte", organization=LUMEN, spans=[("person", person)])


def test_head_of_the_company_is_the_one_person_named_in_the_story() -> None:
    full = draft("a", "Lumen limoge Jeanne Castel").event(DISMISS, "limoge", person=CASTEL, organization=LUMEN)
    vague = headline("a2", "son patron")
    merged = Draft("a", f"{vague.text} {full.text}", on=MARCH).name("Jeanne Castel", known=CASTEL)
    merged.name("Lumen", "ORG", known=LUMEN)
    merged.event(DISMISS, "écarte", organization=LUMEN, spans=[("person", "son patron")])
    merged.event(DISMISS, "limoge", person=CASTEL, organization=LUMEN)
    event = only_event(merged)
    assert (event.mention_count, event.label) == (2, "Éviction de Jeanne Castel (Lumen)")


def test_head_of_the_company_stays_apart_when_two_people_are_named() -> None:
    made = draft("a", "Lumen écarte son patron, limoge Jeanne Castel et renvoie Luc Marsac")
    made.event(DISMISS, "écarte", organization=LUMEN, spans=[("person", "son patron")])
    made.event(DISMISS, "limoge", person=CASTEL, organization=LUMEN)
    made.event(DISMISS, "renvoie", person=MARSAC, organization=LUMEN)
    assert len(resolved(made).events) == 3


def test_other_people_of_the_company_are_not_its_head() -> None:
    made = draft("a", "Lumen écarte son directeur commercial et limoge Jeanne Castel")
    made.event(DISMISS, "écarte", organization=LUMEN, spans=[("person", "son directeur commercial")])
    made.event(DISMISS, "limoge", person=CASTEL, organization=LUMEN)
    assert len(resolved(made).events) == 2
