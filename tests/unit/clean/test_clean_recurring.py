"""Which lines of an outlet return in so many of its documents that they are boilerplate."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from depeche.clean.recurring import _LEAST, Marked, learn_lines, line_digest, mark_lines
from depeche.model import LearnedLine

BOX = "La Gazette rhodanienne vous accompagne au fil des saisons"
PITCH = (
    "Chaque matin, nos correspondants des cinq vallées vous racontent la vie de ceux qui font le pays, des marchés "
    "couverts aux ateliers de tissage."
)


def story(number: int, paragraphs: int = 3) -> list[str]:
    """Return the paragraphs of an article of which no other has a word in common but the small ones."""
    return [
        f"Le canton{at} a vu hier son maire{at} inaugurer une halle{at} devant la foule{at} venue du bourg{at}, puis "
        f"le préfet{at} a salué les artisans{at} du quartier{at}."
        for at in (f"{number}x{paragraph}" for paragraph in range(paragraphs))
    ]


def document(lines: Sequence[str], title: str | None = None, url: str | None = None) -> Marked:
    return Marked(mark_lines("\n".join(lines)), title, url)


def learned(documents: Sequence[Marked], line: str) -> set[LearnedLine]:
    digest = line_digest(line)
    return {found for found in learn_lines(documents) if found.digest == digest}


def with_box(count: int, *more: str, of: int | None = None) -> list[Marked]:
    """Return `of` documents of which the first `count` have the same lines beside their own."""
    return [document([*story(n), *(more or (BOX,))] if n < count else story(n)) for n in range(of or count)]


def test_line_of_five_independent_documents_is_learned() -> None:
    assert {line.support for line in learned(with_box(5), BOX)} == {5}


def test_line_of_four_documents_is_not_learned() -> None:
    assert learned(with_box(4, of=30), BOX) == set()


def test_line_of_few_among_very_many_is_not_learned() -> None:
    assert learned(with_box(6, of=200), BOX) == set()


@pytest.mark.parametrize(
    ("count", "support"), [(5, 5), (9, 5), (10, 10), (19, 10), (20, 20), (49, 20), (50, 50), (120, 100)]
)
def test_support_is_rounded_down(count: int, support: int) -> None:
    assert {line.support for line in learned(with_box(count), BOX)} == {support}


def test_case_spacing_and_apostrophes_make_no_difference() -> None:
    documents = [document([*story(n), "L'Écho  des Vallées" if n % 2 else "l’écho des vallées"]) for n in range(5)]
    assert len(learned(documents, "L'écho des vallées")) == 1


def test_copies_of_one_dispatch_are_no_support() -> None:
    dispatch = story(0)
    documents = [document([*dispatch, BOX, f"Titre{n} de la copie"], title=f"Titre{n}") for n in range(12)]
    assert learn_lines([*documents, *(document(story(n)) for n in range(1, 9))]) == ()


def test_updates_that_each_add_a_paragraph_are_no_support() -> None:
    paragraphs = story(0, 12)
    updates = [document(paragraphs[: 5 + n], title=f"Version {n}") for n in range(8)]
    assert learn_lines([*updates, *(document(story(n)) for n in range(1, 9))]) == ()


def test_pages_with_one_title_or_address_are_one_support() -> None:
    by_title = [document([*story(n), BOX], title="Le direct") for n in range(6)]
    by_url = [document([*story(n), BOX], url="https://gazette.test/direct") for n in range(6, 12)]
    others = [document(story(n), title=f"Titre {n}") for n in range(12, 40)]
    assert learned([*by_title, *by_url, *others], BOX) == set()


def test_title_that_all_pages_have_is_no_title() -> None:
    documents = [document([*story(n), BOX], title="La Gazette") for n in range(12)]
    assert {line.support for line in learned(documents, BOX)} == {10}


def test_pages_without_running_text_are_no_support() -> None:
    documents = [document([f"Rubrique {n}", BOX, f"Autre entrée {n}"]) for n in range(20)]
    assert learn_lines(documents) == ()


def test_long_boilerplate_does_not_make_its_pages_dependent() -> None:
    pitches = [PITCH.replace("cinq", word) for word in ("cinq", "six", "sept", "huit", "neuf")]
    documents = [document([*story(n), *pitches]) for n in range(12)]
    assert {line.support for line in learned(documents, PITCH)} == {10}


@pytest.mark.parametrize(
    ("line", "count", "of", "is_anywhere"),
    [
        (BOX, 5, 10, True),
        (BOX, 6, 20, False),
        (BOX, 12, 50, True),
        (PITCH, 8, 10, False),
        (PITCH, 12, 20, True),
        (PITCH, 12, 50, False),
    ],
)
def test_more_support_is_wanted_amid_the_text_and_for_sentences(
    line: str, count: int, of: int, is_anywhere: bool
) -> None:
    assert {found.is_anywhere for found in learned(with_box(count, line, of=of), line)} == {is_anywhere}


@pytest.mark.parametrize("line", ["", "  ", "12", "— * —", "12:45", "le"])
def test_line_without_a_word_is_never_learned(line: str) -> None:
    assert line_digest(line) is None


@settings(max_examples=30, deadline=None)
@given(st.lists(st.lists(st.sampled_from([*story(1), *story(2), *story(3), BOX, PITCH, "Ajaccio", "12"])), max_size=12))
def test_no_line_has_more_support_than_documents(pages: list[list[str]]) -> None:
    for found in learn_lines([document(lines) for lines in pages]):
        holding = sum(found.digest in map(line_digest, lines) for lines in pages)
        assert _LEAST <= found.support <= holding
