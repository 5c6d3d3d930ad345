"""Which figures speak of the same thing, and where they disagree."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from resolve_builder import Draft, groups_by_claim

from depeche import ids
from depeche.model import Claim, ClaimGroup, EventRelation
from depeche.resolve import resolve
from depeche.resolve.compare import compatible, range_of

LUMEN = "Q900003"
MONDAY, WEDNESDAY = date(2024, 3, 4), date(2024, 3, 6)
STORY = (
    "La société Lumen supprime des postes dans son usine de batteries à Rodez, où les ouvriers "
    "protestent devant la préfecture contre le "
    "projet de la direction générale, présenté lundi au comité d'entreprise"
)


def draft(uri: str, figure: str, value: float, *, on: date | None = MONDAY, **options: object) -> Draft:
    own = " ".join(f"{word}{uri}" for word in ("alors", "donc", "puis"))
    half = STORY.split(", ")
    text = f"{half[0]}. {own} {figure}. {', '.join(reversed(half[1:]))} {own}"
    made = Draft(uri, text, on=on).name("Lumen", "ORG", known=LUMEN)
    return made.claim(figure, value, subject="postes supprimés", entity=LUMEN, **options)  # type: ignore[arg-type]


def figures(*drafts: Draft) -> tuple[list[ClaimGroup], tuple[EventRelation, ...]]:
    built = [item.build() for item in drafts]
    resolution = resolve(built)
    assert len(set(resolution.story_ids.values())) == 1, "the texts of this test must be one story"
    claims = [ids.claim_id(read.document.document_id, claim) for read in built for claim in read.annotation.claims]
    groups = groups_by_claim(resolution, built)
    return [groups[claim_id] for claim_id in claims], resolution.relations


def claim(value: float, comparator: str = "exact", *, high: float | None = None, measure: str = "headcount") -> Claim:
    return Claim(0, 0, 1, "x", measure, value, high, "person", comparator, None, None, "test")  # type: ignore[arg-type]


def test_same_value_is_one_group_without_contest() -> None:
    groups, relations = figures(
        draft("a", "120 postes", 120, measure="share"), draft("b", "120 emplois", 120, measure="share")
    )
    assert groups[0] == groups[1] == ClaimGroup(groups[0].claim_group, False)
    assert relations == ()


def test_incompatible_values_of_a_fixed_measure_are_contested() -> None:
    groups, relations = figures(draft("a", "12 %", 12, measure="share"), draft("b", "31 %", 31, measure="share"))
    assert groups[0].is_contested
    assert [(relation.kind, "12 %" in relation.reason, "31 %" in relation.reason) for relation in relations] == [
        ("contradicts", True, True)
    ]


def test_growing_figure_on_a_later_day_is_an_update() -> None:
    groups, relations = figures(draft("a", "505 postes", 505), draft("b", "743 postes", 743, on=WEDNESDAY))
    assert not groups[0].is_contested
    assert [relation.kind for relation in relations] == ["updates"]


def test_growing_figure_of_unknown_days_says_nothing() -> None:
    groups, relations = figures(draft("a", "505 postes", 505, on=None), draft("b", "743 postes", 743, on=None))
    assert not groups[0].is_contested and relations == ()


def test_growing_figure_of_one_day_is_contested() -> None:
    assert figures(draft("a", "505 postes", 505), draft("b", "743 postes", 743))[0][0].is_contested


def test_document_with_two_values_is_no_witness() -> None:
    one = draft("a", "505 postes", 505)
    one.text += " et 90 postes"
    one.claim("90 postes", 90, subject="postes supprimés", entity=LUMEN)
    assert figures(one, draft("b", "743 postes", 743))[1] == ()


def test_subjects_in_other_words_are_one_and_other_subjects_are_not() -> None:
    one, two, three = draft("a", "40 postes", 40), draft("b", "41 emplois", 40), draft("c", "12 blessés", 12)
    two._claims[0] = Claim(0, 0, 1, "41", "headcount", 40, None, "person", "exact", "emplois supprimés", LUMEN, "test")
    three._claims[0] = Claim(0, 0, 1, "12", "headcount", 12, None, "person", "exact", "blessés", LUMEN, "test")
    groups, _ = figures(one, two, three)
    assert groups[0] == groups[1] != groups[2]


def test_figure_without_subject_stays_alone() -> None:
    one, two = draft("a", "40 postes", 40), draft("b", "50 postes", 50)
    for made in (one, two):
        made._claims[0] = Claim(0, 0, 1, "40", "other", 40, None, "other", "exact", None, None, "test")
    groups, _ = figures(one, two)
    assert groups[0] != groups[1]


@pytest.mark.parametrize(
    ("one", "other", "can_both_hold"),
    [
        (claim(500, "more_than"), claim(700), True),
        (claim(505), claim(700), False),
        (claim(700), claim(747), True),
        (claim(743), claim(747), False),
        (claim(700, "about"), claim(770), True),
        (claim(10, "range", high=20), claim(15), True),
        (claim(10, "range", high=20), claim(35), False),
        (claim(100, "at_most"), claim(400, "more_than"), False),
        (claim(2.3), claim(2.31), True),
        (claim(30, measure="age"), claim(31, measure="age"), False),
    ],
)
def test_comparators_and_rounding(one: Claim, other: Claim, can_both_hold: bool) -> None:
    assert compatible(one, other) is compatible(other, one) is can_both_hold


@given(
    st.floats(min_value=-1e15, max_value=1e15, allow_nan=False),
    st.sampled_from(["exact", "about", "at_least", "at_most"]),
)
def test_every_figure_is_compatible_with_itself(value: float, comparator: str) -> None:
    found = range_of(claim(value, comparator))
    assert found.low <= value <= found.high
    assert compatible(claim(value, comparator), claim(value, comparator))


def test_general_subject_neither_contradicts_nor_updates() -> None:
    one, two = draft("a", "505 postes", 505), draft("b", "743 postes", 743)
    for made, value in ((one, 505), (two, 743)):
        made._claims[0] = Claim(
            0, 0, 1, str(value), "headcount", value, None, "person", "exact", "salariés de Lumen", LUMEN, "test"
        )
    groups, relations = figures(one, two)
    assert groups[0] == groups[1]
    assert (groups[0].is_contested, relations) == (False, ())
