"""The lint of the knowledge base, on the shipped files and on files with a mistake."""

from __future__ import annotations

from depeche.kb import Fact, KbEntity, KnowledgeBase, lint, load_kb


def _kb(*entities: KbEntity) -> KnowledgeBase:
    return KnowledgeBase({entity.key: entity for entity in entities})


def test_the_shipped_knowledge_base_has_no_problem() -> None:
    assert lint(load_kb()) == ()


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
