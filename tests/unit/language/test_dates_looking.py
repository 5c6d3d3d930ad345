"""A date without a year, read again as one that lies before or after the publication."""

from __future__ import annotations

from datetime import date

import pytest

from depeche.language.dates import find_dates, looking
from depeche.language.dates.expression import Direction
from depeche.language.dates.wordings import pattern
from depeche.language.inflection import conjugate
from depeche.language.reading import Reading
from depeche.language.sentences import find_marked, find_sentences
from depeche.language.view import normalised
from depeche.model import Reference


@pytest.mark.parametrize(
    ("text", "where", "start"),
    [
        ("en octobre", "future", date(2024, 10, 1)),
        ("en octobre", "past", date(2023, 10, 1)),
        ("vendredi", "future", date(2024, 3, 15)),
        ("vendredi", "past", date(2024, 3, 8)),
        ("le 20 mai", "past", date(2023, 5, 20)),
        ("le 20 mai 2024", "past", date(2024, 5, 20)),
        ("vendredi prochain", "past", date(2024, 3, 15)),
    ],
)
def test_only_an_open_date_is_turned(text: str, where: Direction, start: date) -> None:
    view = normalised(text)
    marked = find_marked(view)
    reading = Reading(text, view, Reference(date(2024, 3, 13), "day"), marked, find_sentences(view, marked))
    assert looking(find_dates(reading)[0], reading, where).date_start == start


@pytest.mark.parametrize(
    "verb", ["espérer", "considérer", "assurer", "mesurer", "admirer", "opérer", "serrer", "cadrer"]
)
def test_no_other_tense_of_a_verb_is_taken_for_its_future(verb: str) -> None:
    found = {(form.tense, form.person) for form in conjugate(verb) if pattern("plain_future").search(form.form)}
    assert found == {("future", 1), ("future", 3)}
