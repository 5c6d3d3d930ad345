"""Who is named most often before a place, counted once for all pronouns of a text."""

from hypothesis import given
from hypothesis import strategies as st

from depeche.language.quotes.leaders import Named, leaders, within
from depeche.model import Span

GENDERS = st.sampled_from([None, "feminine", "masculine"])


def test_of_equals_the_first_named_leads() -> None:
    named = [Named(5, "anne", "feminine"), Named(9, "paul", "masculine"), Named(20, "paul", "masculine")]

    found = leaders(named)

    assert [found.before(at, None, known=False) for at in (4, 5, 9, 19, 20)] == [None, "anne", "anne", "anne", "paul"]


def test_a_gender_that_is_not_told_agrees_unless_it_must_be_known() -> None:
    found = leaders([Named(5, "sasha", None), Named(9, "anne", "feminine")])

    assert found.before(10, "feminine", known=False) == "sasha"
    assert found.before(10, "feminine", known=True) == "anne"


@given(st.lists(st.tuples(st.sampled_from("abcd"), GENDERS), max_size=20), GENDERS, st.booleans())
def test_one_walk_counts_as_each_pronoun_would(people, wanted, known) -> None:
    told = dict(reversed(people))
    named = [Named(at + 1, person, told[person]) for at, (person, _) in enumerate(people)]
    fitting = [n.entity_id for n in named if (wanted is None or n.gender in (None, wanted)) and (n.gender or not known)]

    expected = max(dict.fromkeys(fitting), key=fitting.count, default=None)

    assert leaders(named).before(len(people), wanted, known=known) == expected


def test_a_place_lies_within_a_stretch_but_not_at_its_end() -> None:
    assert [within([Span(2, 4), Span(6, 9)], at) for at in (1, 2, 4, 8, 9)] == [False, True, False, True, False]
