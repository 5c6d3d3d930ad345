"""Adding to a user's own knowledge base: what is written, what is refused, and that a run sees it."""

from __future__ import annotations

import pytest

from depeche.errors import InputError
from depeche.kb import find_names, load_kb
from depeche.kb.adding import OWN_FILE, NewEntity, add_entity
from depeche.kb.store import own_version


@pytest.fixture
def own(tmp_path, monkeypatch):
    monkeypatch.setenv("DEPECHE_KB", str(tmp_path))
    load_kb.cache_clear()
    yield tmp_path
    monkeypatch.undo()
    load_kb.cache_clear()


def test_added_entities_are_found(own):
    add_entity(own, NewEntity("Velmora", "ORG", aliases=("Velmora Group",)))
    add_entity(own, NewEntity("Jeanne Aubriot", "PER", short=("Aubriot",), description="cheffe d'entreprise"))
    hits = find_names(load_kb(), "Jeanne Aubriot dirige Velmora Group.")
    assert [(hit.keys, hit.kind) for hit in hits][:2] == [(("jeanne-aubriot",), "name"), (("jeanne-aubriot",), "short")]
    assert load_kb()["velmora"].aliases == ("Velmora Group",)


def test_what_stands_in_the_file_stays(own):
    add_entity(own, NewEntity("Velmora", "ORG"))
    path = own / OWN_FILE
    path.write_text(path.read_text("utf-8") + "  # a remark of mine\n", "utf-8")
    add_entity(own, NewEntity("Orvane", "ORG"))
    assert "# a remark of mine" in path.read_text("utf-8")
    assert {"velmora", "orvane"} <= set(load_kb().entities)


def test_a_known_entity_is_refused(own):
    with pytest.raises(InputError, match="OpenAI is known already"):
        add_entity(own, NewEntity("OpenAI", "ORG"))
    assert not (own / OWN_FILE).exists()


def test_a_name_of_another_entity_is_refused_and_nothing_changes(own):
    add_entity(own, NewEntity("Velmora", "ORG"))
    before = (own / OWN_FILE).read_bytes()
    with pytest.raises(InputError, match="two entities bear one name"):
        add_entity(own, NewEntity("Orvane", "ORG", aliases=("Velmora",)))
    assert (own / OWN_FILE).read_bytes() == before
    assert [path.name for path in own.iterdir()] == [OWN_FILE]


def test_the_version_follows_the_files(own):
    add_entity(own, NewEntity("Velmora", "ORG"))
    before = own_version()
    add_entity(own, NewEntity("Orvane", "ORG"))
    assert before is not None
    assert own_version() not in (None, before)
