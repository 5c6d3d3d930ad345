"""Dates in short texts, without a parse: no tense, so that only words and calendar decide."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from depeche.language.dates import find_dates
from depeche.language.reading import Reading
from depeche.language.sentences import find_marked, find_sentences
from depeche.language.view import normalised
from depeche.model import DateExpression, Mention, Reference

WEDNESDAY = Reference(date(2024, 3, 13), "day")


def dates(text: str, reference: Reference = WEDNESDAY) -> tuple[DateExpression, ...]:
    view = normalised(text)
    marked = find_marked(view)
    return find_dates(Reading(text, view, reference, marked, find_sentences(view, marked)))


def days(text: str, reference: Reference = WEDNESDAY) -> list[tuple[str | None, str | None]]:
    return [(d.date_start and str(d.date_start), d.date_end and str(d.date_end)) for d in dates(text, reference)]


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("le 4 mars 2021", "2021-03-04", "2021-03-04"),
        ("le 1er avril 2005", "2005-04-01", "2005-04-01"),
        ("publié le 04/03/2021", "2021-03-04", "2021-03-04"),
        ("le 2021-03-04", "2021-03-04", "2021-03-04"),
        ("en mars 2021", "2021-03-01", "2021-03-31"),
        ("en 2015", "2015-01-01", "2015-12-31"),
        ("fin 2023", "2023-10-01", "2023-12-31"),
        ("mi-novembre 2022", "2022-11-11", "2022-11-20"),
        ("les années 2010", "2010-01-01", "2019-12-31"),
        ("au XIXe siècle", "1801-01-01", "1900-12-31"),
        ("au troisième trimestre 2023", "2023-07-01", "2023-09-30"),
        ("T1 2024", "2024-01-01", "2024-03-31"),
        ("la saison 2015-2016", "2015-01-01", "2016-12-31"),
        ("hier soir", "2024-03-12", "2024-03-12"),
        ("après-demain", "2024-03-15", "2024-03-15"),
        ("lundi dernier", "2024-03-11", "2024-03-11"),
        ("mercredi prochain", "2024-03-20", "2024-03-20"),
        ("cette semaine", "2024-03-11", "2024-03-17"),
        ("la semaine dernière", "2024-03-04", "2024-03-10"),
        ("le mois prochain", "2024-04-01", "2024-04-30"),
        ("l'an dernier", "2023-01-01", "2023-12-31"),
        ("au début du mois", "2024-03-01", "2024-03-10"),
        ("juin dernier", "2023-06-01", "2023-06-30"),
        ("il y a trois jours", "2024-03-10", "2024-03-10"),
        ("il y a deux ans", "2022-01-01", "2022-12-31"),
        ("dans deux mois", "2024-05-01", "2024-05-31"),
        ("le 17 décembre dernier", "2023-12-17", "2023-12-17"),
        ("du 3 au 6 avril 2023", "2023-04-03", "2023-04-06"),
        ("de 1982 à 1987", "1982-01-01", "1987-12-31"),
        ("entre mai et juillet 2023", "2023-05-01", "2023-07-31"),
        ("dans la nuit de dimanche à lundi", "2024-03-10", "2024-03-11"),
        ("le lundi de Pâques 2024", "2024-04-01", "2024-04-01"),
        ("d'octobre 2019", "2019-10-01", "2019-10-31"),
    ],
)
def test_an_expression_means_its_days(text: str, start: str, end: str) -> None:
    assert days(f"Cela date, {text}.") == [(start, end)]


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("le 17 novembreth 2023", "2023-11-17"),
        ("le 17th novembre 2023", "2023-11-17"),
        ("le vendredi, novembre 17, 2023", "2023-11-17"),
        ("11/17/2023", "2023-11-17"),
        ("Nov 17, 2023", "2023-11-17"),
    ],
)
def test_debris_of_translation_is_read_and_marked(text: str, start: str) -> None:
    (found,) = dates(f"Le vote, {text} au soir.")

    assert str(found.date_start) == start
    assert "mt" in found.method


@pytest.mark.parametrize(
    "text", ["chaque lundi", "tous les mois", "pendant trois jours", "24/7", "2015 salariés", "sept"]
)
def test_repetitions_durations_and_numbers_are_no_dates(text: str) -> None:
    assert dates(f"Il y pense {text} encore.") == ()


def test_two_days_share_the_month_that_follows() -> None:
    assert days("les 6 et 13 avril 2023") == [("2023-04-06",) * 2, ("2023-04-13",) * 2]


def test_without_a_publication_date_a_relative_expression_stays_null() -> None:
    (found,) = dates("Il est venu vendredi.", Reference())

    assert (found.date_start, found.basis, found.granularity) == (None, "relative", "day")


def test_a_month_of_publication_gives_months_but_no_days() -> None:
    november = Reference(date(2023, 11, 1), "month")

    assert days("en mai", november) == [("2023-05-01", "2023-05-31")]
    assert days("vendredi", november) == [(None, None)]
    assert days("au début du mois", november) == [("2023-11-01", "2023-11-10")]


def test_weekdays_that_agree_fix_the_year_of_a_text_without_date() -> None:
    text = "Le vote a eu lieu vendredi dernier (17 novembre). Le maire est parti lundi (20 novembre)."

    assert days(text, Reference()) == [("2023-11-17",) * 2, ("2023-11-20",) * 2]


def test_one_weekday_alone_fixes_no_year() -> None:
    assert days("Le vote a eu lieu vendredi 17 novembre.", Reference()) == [(None, None)]


def test_a_weekday_chooses_the_year_that_it_fits() -> None:
    assert days("mardi 26 décembre") == [("2023-12-26",) * 2]


def test_a_weekday_that_does_not_fit_is_flagged() -> None:
    (found,) = dates("le mardi 4 mars 2021")

    assert str(found.date_start) == "2021-03-04"
    assert "weekday_differs" in found.method


def test_the_day_after_counts_from_the_date_before() -> None:
    assert days("Le 4 mars 2021, il vote. Le lendemain, il part. Une semaine plus tard, il revient.") == [
        ("2021-03-04",) * 2,
        ("2021-03-05",) * 2,
        ("2021-03-08", "2021-03-14"),
    ]


def test_the_eve_of_an_event_has_no_day() -> None:
    assert days("Le 4 mars 2021, il vote. À la veille du match, il part.")[1] == (None, None)


def test_a_time_of_day_belongs_to_the_day_beside_it() -> None:
    day, time = dates("Le 4 mars 2021 à 14 h 30, la porte s'ouvre.")

    assert (time.granularity, time.date_start) == ("time", day.date_start)


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("Le quai fermera d'ici à vendredi.", "2024-03-15"),
        ("Le quai fermera d'ici à la fin de l'année.", "2024-12-31"),
        ("Le quai fermera d'ici fin 2026.", "2026-12-31"),
        ("Le quai fermera d'ici au 30 juin.", "2024-06-30"),
        ("Le quai fermera d'ici trois mois.", "2024-06-30"),
    ],
)
def test_a_limit_reaches_from_the_publication_to_its_end(text: str, end: str) -> None:
    assert days(text) == [("2024-03-13", end)]


def test_a_limit_without_a_publication_date_is_the_limit_alone() -> None:
    assert days("Le quai fermera d'ici 2026.", Reference()) == [("2026-01-01", "2026-12-31")]


def test_fin_before_a_day_is_a_noun() -> None:
    assert days("Le club a mis fin lundi au contrat.") == [("2024-03-11", "2024-03-11")]


def test_courant_avril_is_the_whole_month() -> None:
    assert days("courant avril 2023") == [("2023-04-01", "2023-04-30")]


def test_the_same_day_is_the_last_day_named_whatever_stands_between() -> None:
    text = "Le 4 mars 2024, il a plaidé. Le port avait brûlé en janvier 2021. Le même jour, elle a vendu."

    assert days(text)[-1] == ("2024-03-04", "2024-03-04")


def test_a_day_inside_a_name_is_no_date() -> None:
    text = "La place du 8-Mai a rouvert."
    view = normalised(text)
    marked = find_marked(view)
    square = Mention(0, 3, 17, "place du 8-Mai", "LOC", "ent-place", "model", 1.0)
    read = Reading(text, view, WEDNESDAY, marked, find_sentences(view, marked), mentions=(square,))

    assert find_dates(read) == ()


def test_a_part_of_the_day_belongs_to_the_day_spoken_of() -> None:
    _, part = dates("Le 4 mars 2021, il vote. Dans la soirée, il part.")

    assert (part.granularity, part.date_start) == ("time", date(2021, 3, 4))


def test_a_part_of_the_day_alone_is_of_the_publication() -> None:
    assert days("Il a été reçu en début d'après-midi.") == [("2024-03-13", "2024-03-13")]


def test_a_vague_expression_is_found_without_days() -> None:
    (found,) = dates("Il est parti récemment.")

    assert (found.granularity, found.basis, found.date_start) == ("vague", "none", None)


@given(st.text(alphabet="0123456789 /-.lundimarsvedimanchejuiaôut'enhierfinde", max_size=60))
def test_expressions_lie_in_the_text_in_order_with_ordered_days(text: str) -> None:
    last = 0
    for found in dates(text):
        assert last <= found.start < found.end <= len(text)
        assert found.surface == text[found.start : found.end]
        assert (found.date_start is None) == (found.date_end is None)
        if found.date_start is not None and found.date_end is not None:
            assert found.date_start <= found.date_end
        last = found.end
