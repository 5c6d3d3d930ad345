"""French numbers and their values."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depeche.language.figures import find_numbers, find_numerals, value_of

_UNITS = tuple(
    "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize".split()  # noqa: SIM905
)
_TENS = {2: "vingt", 3: "trente", 4: "quarante", 5: "cinquante", 6: "soixante"}


def in_words(number: int) -> str:
    """Spell a number below a million the French way, for the test only."""
    if number < 17:
        return _UNITS[number]
    if number < 20:
        return f"dix-{_UNITS[number - 10]}"
    if number < 70:
        ten, rest = divmod(number, 10)
        return _TENS[ten] + ("" if not rest else " et un" if rest == 1 else f"-{_UNITS[rest]}")
    if number < 80:
        return "soixante et onze" if number == 71 else f"soixante-{in_words(number - 60)}"
    if number < 100:
        return "quatre-vingts" if number == 80 else f"quatre-vingt-{in_words(number - 80)}"
    if number < 1000:
        hundreds, rest = divmod(number, 100)
        head = "cent" if hundreds == 1 else f"{_UNITS[hundreds]} cent" + ("" if rest else "s")
        return head if not rest else f"{head} {in_words(rest)}"
    thousands, rest = divmod(number, 1000)
    before = in_words(thousands)
    before = before.removesuffix("s") if before.endswith(("cents", "vingts")) else before
    head = "mille" if thousands == 1 else f"{before} mille"
    return head if not rest else f"{head} {in_words(rest)}"


@given(st.integers(min_value=1, max_value=999_999))
def test_a_number_in_words_has_its_value(number: int) -> None:
    assert value_of(in_words(number)) == number


@given(st.integers(min_value=0, max_value=10**12))
def test_digits_in_groups_have_their_value(number: int) -> None:
    assert value_of(f"{number:,}".replace(",", " ")) == number
    assert value_of(f"{number:,}".replace(",", ".")) == number


@pytest.mark.parametrize(
    ("wording", "value"),
    [
        ("1,5 million", 1.5e6),
        ("1.5 million", 1.5e6),
        ("94.000", 94_000),
        ("4,800", 4.8),
        ("86 milliards", 86e9),
        ("10Md", 10e9),
        ("une dizaine", 10),
        ("3 douzaines", 36),
        ("deux tiers", 2 / 3),
        ("un sur trois", 1 / 3),
        ("un million et demi", 1.5e6),
        ("trois millions deux cent mille", 3.2e6),
        ("nonante-six", 96),
        ("-4/5", -0.8),
        ("la moitié", 0.5),
    ],
)
def test_a_wording_has_its_value(wording: str, value: float) -> None:
    assert value_of(wording) == pytest.approx(value)


@pytest.mark.parametrize("wording", ["GPT-4", "A320", "180ml", "le 2e", "la 5G", "troisième", "10h30"])
def test_names_and_ordinals_are_no_numbers(wording: str) -> None:
    assert find_numerals(wording) == ()


def test_an_article_is_no_number_by_itself() -> None:
    assert find_numbers("un homme et une femme") == ()


def test_neighbours_that_french_does_not_join_are_two_numbers() -> None:
    assert [n.value for n in find_numbers("deux ou trois, sept à huit")] == [2, 3, 7, 8]


def test_thirty_four_cents_are_not_three_thousand_four_hundred() -> None:
    assert [n.value for n in find_numbers("en baisse de 34 cents")] == [34]


@given(st.text(alphabet="0123456789 ,.-/%€ undeuxcentvgt", max_size=60))
def test_numbers_lie_in_the_text_in_order_and_apart(text: str) -> None:
    last = 0
    for number in find_numerals(text):
        assert last <= number.start < number.end <= len(text)
        last = number.end
