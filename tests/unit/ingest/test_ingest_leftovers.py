"""Which field of a record is taken, and which fields are reported because nothing was made of them."""

from __future__ import annotations

import json
from typing import Any

from depeche.ingest.records import Record, read_json

TEXTE = "Le groupe a annoncé le départ de sa directrice financière."


def record_of(**fields: Any) -> Record:
    found = read_json(json.dumps({"text": TEXTE, **fields}).encode())
    assert isinstance(found, Record)
    return found


def test_an_object_is_no_outlet_and_is_reported() -> None:
    record = record_of(_source={"title": "Départ chez Orvane"})
    assert (record.declared.outlet, record.leftovers) == (None, ("_source",))


def test_an_object_with_a_name_is_an_outlet() -> None:
    record = record_of(publisher={"@type": "Organization", "name": "La Gazette"})
    assert (record.declared.outlet, record.leftovers) == ("La Gazette", ())


def test_a_field_that_nothing_can_be_made_of_leaves_its_place_to_the_next() -> None:
    record = record_of(published_at="hier", date="2024-03-12")
    assert str(record.declared.published_on) == "2024-03-12"
    assert record.leftovers == ("published_at",)


def test_only_one_field_of_a_kind_is_taken() -> None:
    record = record_of(title="Départ", headline="Départ chez Orvane")
    assert (record.declared.title, record.leftovers) == ("Départ", ("headline",))
