"""Which of several imported entities of one name is meant."""

from __future__ import annotations

import pytest

from depeche.kb import Hit, KbEntity, KnowledgeBase
from depeche.kb.imported import Imported
from depeche.kb.importing import Chosen, write_index
from depeche.language.entities.homonyms import meant
from depeche.language.entities.spans import Candidate

BEARERS = [
    Chosen(9001, "Hélène Drouet", "PER", (), "nageuse française", 40),
    Chosen(9002, "Hélène Drouet", "PER", (), "avocate et femme politique française", 30),
    Chosen(9003, "Val Morin", "ORG", (), "fabricant de skis", 12),
    Chosen(9004, "Val Morin", "LOC", (), "commune de montagne", 11),
    Chosen(9005, "Rive Claire", "ORG", (), "banque", 50),
    Chosen(9006, "Rive Claire", "ORG", (), "chorale", 6),
]


@pytest.fixture
def kb(tmp_path):
    write_index(BEARERS, tmp_path / "imported", source="test")
    own = KbEntity("orvane", "Orvane", "ORG")
    return KnowledgeBase({own.key: own}, Imported(tmp_path / "imported"))


def chosen(kb, view, name, *, recognised=None):
    start = view.index(name)
    hit = Hit(start, start + len(name), kb.imported.bearers(name.lower().replace("é", "e").replace("è", "e")), "name")
    found = Candidate(hit.start, hit.end, recognised, "model", 1.0) if recognised else None
    return meant(view, hit, kb, found)


def test_words_of_the_text_describe_one(kb):
    assert chosen(kb, "L'avocate Hélène Drouet a plaidé la relaxe.", "Hélène Drouet") == ("Q9002",)


def test_nobody_is_meant_where_two_fit_alike(kb):
    assert chosen(kb, "Hélène Drouet est venue hier.", "Hélène Drouet") == ()


def test_the_kind_that_was_recognised_decides(kb):
    assert chosen(kb, "Ils vont à Val Morin.", "Val Morin", recognised="LOC") == ("Q9004",)


def test_the_much_better_known_is_meant(kb):
    assert chosen(kb, "Rive Claire a publié un communiqué.", "Rive Claire") == ("Q9005",)


def test_shipped_homonyms_are_left_to_their_context(kb):
    assert meant("Orvane", Hit(0, 6, ("orvane", "velmora"), "name"), kb, None) == ("orvane", "velmora")
