"""Names of one word that nobody bears, people glued to organisations, what an organisation does before its name."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import pytest

from depeche.language.entities import find_entities
from depeche.language.nlp import FoundName
from depeche.language.reading import Reading
from depeche.language.sentences import find_marked, find_sentences
from depeche.language.view import normalised

FILLER = " Le marché reste calme et les salariés attendent la suite des discussions." * 13


class Recogniser:
    """Takes the given wordings for people, wherever they stand."""

    def __init__(self, names: Sequence[str]) -> None:
        self._names = names

    def is_word(self, form: str) -> bool:
        return form.islower()

    def names(self, paragraphs: Sequence[str]) -> list[list[FoundName]]:
        return [sorted(self._in(paragraph)) for paragraph in paragraphs]

    def _in(self, paragraph: str) -> Iterable[FoundName]:
        for name in self._names:
            start = paragraph.find(name)
            while start != -1:
                yield FoundName(start, start + len(name), "PER")
                start = paragraph.find(name, start + 1)

    def parses(self, sentences: Iterable[str]) -> list[Any]:
        raise AssertionError("names need no parse")


def _labels(text: str, *people: str) -> dict[str, str]:
    view = normalised(text)
    marked = find_marked(view)
    reading = Reading(text, view, marked=marked, sentences=find_sentences(view, marked))
    mentions, _ = find_entities(reading, Recogniser(people))  # type: ignore[arg-type]
    return {m.surface: m.label for m in mentions}


@pytest.mark.parametrize("filler", ["", FILLER])
def test_a_word_that_nobody_bears_with_a_post_beside_it_is_an_organisation(filler: str) -> None:
    text = f"Zorvia renonce.{filler} Zorvia hésitait. Les salariés de Zorvia attendent."
    assert _labels(text, "Zorvia") == {"Zorvia": "ORG"}


@pytest.mark.parametrize(
    "text",
    [
        f"Zorvia renonce.{FILLER} Selon M. Zorvia, l'offre était trop chère.",
        f"Zorvia, 52 ans, renonce.{FILLER} L'offre de Zorvia était trop chère.",
        f"Zorvia renonce.{FILLER}",
        "Zorvia renonce. L'offre de Zorvia était trop chère.",
    ],
)
def test_a_word_with_the_marks_of_a_person_or_said_too_rarely_stays_one(text: str) -> None:
    assert _labels(text, "Zorvia") == {"Zorvia": "PER"}


def test_a_noun_in_the_next_sentence_tells_an_organisation() -> None:
    text = "Zorvia ne paiera pas. La plateforme de voyages conteste tout. Pour Paris, Zorvia devra payer."
    assert _labels(text, "Zorvia")["Zorvia"] == "ORG"


@pytest.mark.parametrize("filler", ["", FILLER])
def test_no_length_makes_a_company_of_a_name_beside_which_nothing_says_so(filler: str) -> None:
    text = f"Orlune monte sur la scène avec sa guitare.{filler} Le refrain d'Orlune plaît, la foule attend Orlune."
    assert _labels(text, "Orlune") == {"Orlune": "PER"}


@pytest.mark.parametrize("filler", ["", FILLER])
def test_what_only_people_do_outweighs_a_contract(filler: str) -> None:
    text = f"Le label a signé un contrat avec Orlune.{filler} Orlune chante samedi à la halle. Le public attend Orlune."
    assert _labels(text, "Orlune") == {"Orlune": "PER"}


def test_a_last_name_stays_its_bearers() -> None:
    text = f"Anne Zorvia renonce.{FILLER} Zorvia avait hésité, et Zorvia hésite encore."
    assert _labels(text, "Anne Zorvia", "Zorvia") == {"Anne Zorvia": "PER", "Zorvia": "PER"}


def test_unions_joined_by_hyphens_are_named_each() -> None:
    found = _labels("L'intersyndicale CGT-CFDT-FO appelle à la grève.", "CGT-CFDT-FO")
    assert found == {"CGT": "ORG", "CFDT": "ORG", "FO": "ORG"}


@pytest.mark.parametrize(
    "text",
    [
        "Le fabricant allemand de composants Zorvia recule.",
        "Le laboratoire parisien d'intelligence artificielle Zorvia recule.",
        "Le fonds souverain abou-dhabien Zorvia recule.",
    ],
)
def test_what_a_company_does_announces_its_name(text: str) -> None:
    assert _labels(text, "Zorvia") == {"Zorvia": "ORG"}


def test_whose_a_group_is_announces_a_person() -> None:
    assert _labels("Le groupe de travail de la ministre Zorvia recule.", "Zorvia") == {"Zorvia": "PER"}


def test_the_holder_of_a_post_is_parted_from_the_company() -> None:
    assert _labels("Le PDG de Zorvia Marc Lorrain recule.", "Zorvia Marc Lorrain") == {
        "Zorvia": "ORG",
        "Marc Lorrain": "PER",
    }


def test_a_breton_name_is_whole() -> None:
    assert _labels("Selon Jean Kerdoc'h, rien ne presse.", "Jean Kerdoc") == {"Jean Kerdoc'h": "PER"}


@pytest.mark.parametrize(
    "text",
    [
        "Zorvia nie. Coup double pour Zorvia. Zorvia, dont les ventes reculent, aura du mal.",
        "Zorvia nie. Ce n'est pas le premier procès de Zorvia. En mars, la firme a payé. Zorvia négocie.",
        "Zorvia nie. Un porte-parole pour Zorvia se tait. Zorvia négocie.",
    ],
)
def test_a_word_that_recurs_and_no_full_name_introduces_needs_little_to_be_an_organisation(text: str) -> None:
    assert _labels(text, "Zorvia") == {"Zorvia": "ORG"}


@pytest.mark.parametrize(
    "text",
    [
        "Zorvia chante. Le public aime Zorvia. Zorvia, dont les salariés parlent, sourit.",
        "Anne Zorvia nie. Le procès de Zorvia. En mars, la firme a payé. Zorvia négocie.",
        "Zorvia nie. Coup double pour Zorvia. Zorvia négocie.",
    ],
)
def test_a_word_that_recurs_stays_a_person_where_nothing_says_otherwise(text: str) -> None:
    assert "ORG" not in _labels(text, "Zorvia", "Anne Zorvia").values()
