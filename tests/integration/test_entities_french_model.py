"""Names, links and affiliations with the real French model, on an invented article."""

from __future__ import annotations

import pytest

from depeche.language.affiliations import find_affiliations
from depeche.language.entities import find_entities
from depeche.language.nlp import load_french
from depeche.language.reading import Reading
from depeche.language.sentences import find_marked, find_sentences
from depeche.language.view import normalised

pytestmark = pytest.mark.model

ARTICLE = """Nexoria perd son patron
Le conseil d’administration de Nexoria a évincé Hugo Blanc, cofondateur et directeur général de l’entreprise.
C’est Le Monde qui l’a révélé.
Selon Mme Claire Dubosc, analyste chez Altisem, les salariés de Nexoria soutiennent M. Blanc.
Microsoft, actionnaire de Nexoria, se tait.
L’ancienne directrice financière de Nexoria, Anne Lefort, assure l’intérim depuis Nantes."""


def _read(text: str) -> Reading:
    view = normalised(text)
    marked = find_marked(view)
    reading = Reading(text, view, marked=marked, sentences=find_sentences(view, marked))
    mentions, entities = find_entities(reading, load_french())
    return Reading(text, view, marked=marked, sentences=reading.sentences, mentions=mentions, entities=entities)


def test_the_names_of_an_article_are_found_with_their_labels() -> None:
    found = {(m.surface, m.label) for m in _read(ARTICLE).mentions}
    assert found == {
        ("Nexoria", "ORG"),
        ("Hugo Blanc", "PER"),
        ("Le Monde", "ORG"),
        ("Claire Dubosc", "PER"),
        ("Altisem", "ORG"),
        ("Blanc", "PER"),
        ("Microsoft", "ORG"),
        ("Anne Lefort", "PER"),
        ("Nantes", "LOC"),
    }


def test_full_and_last_name_are_one_entity() -> None:
    reading = _read(ARTICLE)
    assert len({m.entity_id for m in reading.mentions if m.surface in ("Hugo Blanc", "Blanc")}) == 1


def test_its_affiliations_are_found() -> None:
    reading = _read(ARTICLE)
    name = {key: entity.name for key, entity in reading.entities.items()}
    stated = {
        (name[a.person_id or ""], a.role, name.get(a.organization_id or ""), a.status)
        for a in find_affiliations(reading)
    }
    assert {
        ("Hugo Blanc", "founder", "Nexoria", "current"),
        ("Hugo Blanc", "ceo", "Nexoria", "current"),
        ("Claire Dubosc", "analyst", "Altisem", "current"),
        ("Anne Lefort", "cfo", "Nexoria", "former"),
    } <= stated


def test_reading_twice_gives_the_same_mentions() -> None:
    assert _read(ARTICLE).mentions == _read(ARTICLE).mentions
