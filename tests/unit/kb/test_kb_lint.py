"""The lint of the knowledge base, on the shipped files and on files with a mistake."""

from __future__ import annotations

import pytest
import yaml

from depeche.kb import Fact, KbEntity, KnowledgeBase, lint, load_kb
from depeche.kb.records import folded
from depeche.paths import words


def _kb(*entities: KbEntity) -> KnowledgeBase:
    return KnowledgeBase({entity.key: entity for entity in entities})


def test_the_shipped_knowledge_base_has_no_problem() -> None:
    assert lint(load_kb()) == ()


def test_every_place_that_is_no_plain_name_has_a_wikidata_id() -> None:
    places = yaml.safe_load(words("kb", "places").read_text(encoding="utf-8"))["entities"]
    assert [key for key, fields in places.items() if "wikidata" not in fields] == []


@pytest.mark.parametrize(
    ("name", "wikidata"),
    [("Côte d'Ivoire", "Q1008"), ("Seine-Saint-Denis", "Q12761"), ("OMS", "Q7817"), ("CFDT", "Q1125605")],
)
def test_a_name_of_the_press_leads_to_its_wikidata_id(name: str, wikidata: str) -> None:
    kb = load_kb()
    assert [kb[key].wikidata for key in kb.bearers(folded(name))] == [wikidata]


def test_two_entities_of_one_name_collide_whatever_case_and_accents() -> None:
    kb = _kb(KbEntity("a", "Mélior", "ORG"), KbEntity("b", "Autre", "ORG", aliases=("MELIOR",)))
    assert [problem.kind for problem in lint(kb)] == ["two entities bear one name"]


def test_a_short_form_that_is_a_full_name_is_reported() -> None:
    kb = _kb(KbEntity("a", "Melior Santé", "ORG", short=("Melior",)), KbEntity("b", "Melior", "ORG"))
    assert [problem.kind for problem in lint(kb)] == ["short form is a full name"]


def test_a_short_form_may_be_an_ordinary_name() -> None:
    kb = _kb(KbEntity("a", "Mistral Énergie", "ORG", short=("Orage",)), KbEntity("b", "Orage", "ORG", is_ordinary=True))
    assert lint(kb) == ()


def test_a_wikidata_id_that_stands_twice_is_reported() -> None:
    kb = _kb(KbEntity("a", "Alpha", "ORG", wikidata="Q12"), KbEntity("b", "Bêta", "ORG", wikidata="Q12"))
    assert [problem.kind for problem in lint(kb)] == ["Wikidata id stands twice"]


def test_a_malformed_wikidata_id_is_reported() -> None:
    assert [problem.kind for problem in lint(_kb(KbEntity("a", "Alpha", "ORG", wikidata="P31")))] == ["no Wikidata id"]


def test_a_post_that_ends_before_it_starts_is_reported() -> None:
    fact = Fact("ceo", "a", 2020, 2018)
    kb = _kb(KbEntity("a", "Alpha", "ORG"), KbEntity("b", "Léa Morin", "PER", facts=(fact,)))
    assert [problem.kind for problem in lint(kb)] == ["a post that ends before it starts"]
