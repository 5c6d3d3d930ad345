"""Where articles contradict, deny, confirm and update each other."""

from datetime import date

import pytest
from resolve_builder import DISMISS, RESIGN, START, Draft

from depeche.model import EventRelation
from depeche.resolve import resolve

CASTEL, MARSAC, ROUX = "Q900001", "Q900002", "Q900005"
LUMEN, AUBRAC, TARN = "Q900003", "Q900004", "Q900006"
MONDAY, WEDNESDAY = date(2024, 3, 4), date(2024, 3, 6)


def draft(uri: str, sentence: str, *, on: date | None = MONDAY, outlet: str | None = None) -> Draft:
    filler = " ".join(f"{word}{uri}" for word in ("alors", "donc", "ainsi", "enfin", "puis") for _ in range(3))
    return Draft(uri, f"{sentence} {filler}", on=on, outlet=outlet)


def relations(*drafts: Draft) -> tuple[EventRelation, ...]:
    return resolve([item.build() for item in drafts]).relations


def kinds(*drafts: Draft) -> list[str]:
    return sorted(relation.kind for relation in relations(*drafts))


def test_affirmation_and_negation_contradict() -> None:
    one = draft("a", "Lumen écarte").event(DISMISS, "écarte", person=CASTEL)
    two = draft("b", "pas limogée").event(DISMISS, "limogée", polarity="negative", person=CASTEL)
    (relation,) = relations(one, two)
    assert relation.kind == "contradicts"
    assert relation.reason.endswith(".")


def test_denial_by_a_participant_denies() -> None:
    one = draft("a", "serait écartée").event(DISMISS, "écartée", realis="UNCONFIRMED", person=CASTEL)
    two = draft("b", "dément être limogée").event(
        DISMISS, "limogée", polarity="negative", person=CASTEL, source=(CASTEL, "elle")
    )
    assert kinds(one, two) == ["denies"]


def test_cue_of_denial_denies() -> None:
    one = draft("a", "est écartée").event(DISMISS, "écartée", person=CASTEL)
    two = draft("b", "dément l'éviction").event(DISMISS, "éviction", denial=True, polarity="negative", person=CASTEL)
    assert kinds(one, two) == ["denies"]


def test_denial_before_the_day_of_the_event_contradicts_nothing() -> None:
    early = draft("a", "pas écartée").event(DISMISS, "écartée", polarity="negative", person=CASTEL)
    late = draft("b", "limogée mercredi", on=WEDNESDAY).event(DISMISS, "limogée", person=CASTEL, day=WEDNESDAY)
    assert kinds(early, late) == []


def test_denial_before_an_undated_later_report_contradicts_nothing() -> None:
    early = draft("a", "pas écartée").event(DISMISS, "écartée", polarity="negative", person=CASTEL)
    late = draft("b", "limogée", on=WEDNESDAY).event(DISMISS, "limogée", person=CASTEL)
    assert kinds(early, late) == []


def test_negated_plan_contradicts_nothing() -> None:
    one = draft("a", "arrive").event(START, "arrive", person=CASTEL)
    two = draft("b", "n'arrivera pas").event(START, "arrivera", polarity="negative", realis="PLANNED", person=CASTEL)
    assert kinds(one, two) == []


def test_copies_never_contradict_each_other() -> None:
    text = (
        "Lumen a écarté la patronne, puis a dit ne pas l'avoir écartée, dans un communiqué publié le même soir à Rodez."
    )
    one = Draft("a", text, on=MONDAY).event(DISMISS, "écarté", person=CASTEL)
    two = Draft("b", text, on=MONDAY).event(DISMISS, "écartée", polarity="negative", person=CASTEL)
    assert kinds(one, two) == []


def test_two_layers_of_one_text_may_deny_each_other() -> None:
    made = draft("a", "selon Aubrac elle est écartée ; elle n'a pas été limogée, dit Lumen")
    made.event(DISMISS, "écartée", person=CASTEL, organization=LUMEN, source=(AUBRAC, "Aubrac"))
    made.event(DISMISS, "limogée", polarity="negative", person=CASTEL, organization=LUMEN, source=(LUMEN, "Lumen"))
    assert kinds(made) == ["denies"]


def test_outright_dismissal_and_resignation_exclude_each_other() -> None:
    one = draft("a", "écartée").event(DISMISS, "écartée", person=CASTEL, organization=LUMEN)
    two = draft("b", "démission").event(RESIGN, "démission", person=CASTEL)
    resolution = resolve([one.build(), two.build()])
    assert [relation.kind for relation in resolution.relations] == ["contradicts"]
    assert {event.status for event in resolution.events} == {"contested"}


@pytest.mark.parametrize("trigger", ["départ", "quitte", "se retire"])
def test_neutral_departure_excludes_nothing(trigger: str) -> None:
    one = draft("a", "écartée").event(DISMISS, "écartée", person=CASTEL)
    two = draft("b", f"elle {trigger}").event(RESIGN, trigger, person=CASTEL)
    assert kinds(one, two) == []


def test_text_that_holds_both_types_is_no_witness_against_either() -> None:
    one = draft("a", "poussée dehors, elle remet sa démission")
    one.event(DISMISS, "poussée", person=CASTEL).event(RESIGN, "démission", person=CASTEL)
    two = draft("b", "démission").event(RESIGN, "démission", person=CASTEL)
    assert kinds(one, two) == []


def test_resignation_from_another_organisation_excludes_nothing() -> None:
    one = draft("a", "écartée").event(DISMISS, "écartée", person=CASTEL, organization=LUMEN)
    two = draft("b", "démission").event(RESIGN, "démission", person=CASTEL, organization=AUBRAC)
    assert kinds(one, two) == []


def test_another_successor_on_the_same_day_contradicts() -> None:
    one = draft("a", "écartée").event(DISMISS, "écartée", person=CASTEL, successor=MARSAC)
    two = draft("b", "limogée").event(DISMISS, "limogée", person=CASTEL, successor=ROUX)
    (relation,) = relations(one, two)
    assert (relation.kind, "successeur" in relation.reason) == ("contradicts", True)


def test_another_buyer_of_one_company_contradicts_across_events() -> None:
    kind = "BUSINESS.ACQUIRE_MERGE"
    one = draft("a", "rachat").event(kind, "rachat", target=LUMEN, acquirer=AUBRAC)
    two = draft("b", "rachat").event(kind, "rachat", target=LUMEN, acquirer=TARN)
    assert kinds(one, two) == ["contradicts"]


def test_another_day_beyond_time_zones_contradicts() -> None:
    one = draft("a", "écartée").event(DISMISS, "écartée", person=CASTEL, day=date(2024, 3, 1))
    two = draft("b", "limogée").event(DISMISS, "limogée", person=CASTEL, day=date(2024, 3, 4))
    (relation,) = relations(one, two)
    assert "2024-03-01" in relation.reason and "2024-03-04" in relation.reason


def test_another_price_contradicts() -> None:
    kind = "BUSINESS.ACQUIRE_MERGE"
    one = draft("a", "rachat pour 12 millions").event(kind, "rachat", target=LUMEN, spans=[("price", "12 millions")])
    one.claim("12 millions", 12e6, measure="money", unit="EUR")
    two = draft("b", "rachat pour 35 millions").event(kind, "rachat", target=LUMEN, spans=[("price", "35 millions")])
    two.claim("35 millions", 35e6, measure="money", unit="EUR")
    assert kinds(one, two) == ["contradicts"]


def test_own_account_confirms_the_earlier_rumour() -> None:
    one = draft("a", "aurait été écartée").event(DISMISS, "écartée", realis="UNCONFIRMED", person=CASTEL)
    two = draft("b", "limogée", on=WEDNESDAY).event(DISMISS, "limogée", person=CASTEL)
    assert kinds(one, two) == ["confirms"]


def test_rumour_after_the_fact_is_not_confirmed_by_it() -> None:
    one = draft("a", "écartée").event(DISMISS, "écartée", person=CASTEL)
    two = draft("b", "aurait été limogée", on=WEDNESDAY).event(DISMISS, "limogée", realis="UNCONFIRMED", person=CASTEL)
    assert kinds(one, two) == []


def test_same_outlet_does_not_confirm_itself() -> None:
    one = draft("a", "aurait été écartée", outlet="Le Rouergat").event(
        DISMISS, "écartée", realis="UNCONFIRMED", person=CASTEL
    )
    two = draft("b", "limogée", outlet="Le Rouergat").event(DISMISS, "limogée", person=CASTEL)
    assert kinds(one, two) == []


def test_plan_that_came_true_is_updated() -> None:
    one = draft("a", "arrivera").event(START, "arrivera", realis="PLANNED", person=CASTEL)
    two = draft("b", "arrive", on=WEDNESDAY).event(START, "arrive", person=CASTEL)
    assert kinds(one, two) == ["updates"]


def test_later_article_with_a_successor_updates() -> None:
    one = draft("a", "écartée").event(DISMISS, "écartée", person=CASTEL)
    two = draft("b", "limogée", on=WEDNESDAY).event(DISMISS, "limogée", person=CASTEL, successor=MARSAC)
    (relation,) = relations(one, two)
    assert (relation.kind, "successeur" in relation.reason) == ("updates", True)


def test_relations_grow_with_articles_not_with_pairs() -> None:
    yes = [draft(f"a{n}", "écartée").event(DISMISS, "écartée", person=CASTEL) for n in range(15)]
    no = [draft(f"b{n}", "limogée").event(DISMISS, "limogée", polarity="negative", person=CASTEL) for n in range(15)]
    assert len(relations(*yes, *no)) == 15


def test_what_may_happen_again_is_not_contradicted_without_days() -> None:
    kind = "GOVERNANCE.INVESTIGATE"
    one = draft("a", "enquête").event(kind, "enquête", target=LUMEN)
    two = draft("b", "pas d'enquête").event(kind, "enquête", polarity="negative", target=LUMEN)
    assert kinds(one, two) == []


def test_people_who_are_only_described_contradict_nobody() -> None:
    one = draft("a", "le patron part").event(RESIGN, "part", organization=LUMEN, spans=[("person", "le patron")])
    two = draft("b", "le patron ne part pas").event(
        RESIGN, "part", polarity="negative", organization=LUMEN, spans=[("person", "le patron")]
    )
    assert kinds(one, two) == []
