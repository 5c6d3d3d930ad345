"""Importing a Wikidata dump: what is taken, what is left out, and how it is found again."""

from __future__ import annotations

import bz2
import gzip
import json

import pyarrow as pa
import pytest

from depeche.errors import EnvironmentProblem, InputError
from depeche.kb import Fact, KbEntity, KnowledgeBase, find_names
from depeche.kb.imported import ABOUT, Imported
from depeche.kb.importing import import_dump


def item(number, name, *, kind="Q5", aliases=(), english=None, description=None, pages=10):
    """Return an entity as a line of a dump has it."""
    claim = {"mainsnak": {"snaktype": "value", "datavalue": {"value": {"id": kind}}}, "rank": "normal"}
    return {
        "type": "item",
        "id": f"Q{number}",
        "labels": {"fr": {"language": "fr", "value": name}}
        | ({"en": {"language": "en", "value": english}} if english else {}),
        "aliases": {"fr": [{"language": "fr", "value": alias} for alias in aliases]},
        "descriptions": {"fr": {"language": "fr", "value": description}} if description else {},
        "claims": {"P31": [claim]},
        "sitelinks": {f"site{n}": {} for n in range(pages)},
    }


def dump_of(folder, items, *, pack=lambda data: data, name="dump.json"):
    text = "[\n" + ",\n".join(json.dumps(entity) for entity in items) + "\n]\n"
    path = folder / name
    path.write_bytes(pack(text.encode()))
    return path


ITEMS = [
    item(9001, "Hélène Drouet", description="femme politique", aliases=["H. Drouet"]),
    item(9002, "Orvane", kind="Q4830453", english="Orvane Group"),
    item(9003, "Hélène Drouet", description="nageuse", pages=40),
    item(9004, "montagne sans majuscule", kind="Q8502"),
    item(9005, "Peu Connue", pages=1),
    item(9006, "Un Film", kind="Q11424"),
]


@pytest.fixture
def imported(tmp_path):
    import_dump(dump_of(tmp_path, ITEMS), tmp_path / "imported", least_sitelinks=5)
    return Imported(tmp_path / "imported")


def test_every_line_is_accounted_for(tmp_path):
    path = dump_of(tmp_path, ITEMS)
    path.write_bytes(path.read_bytes() + b"{no json\n")
    counts = import_dump(path, tmp_path / "imported", least_sitelinks=5)
    assert counts._asdict() == {
        "lines": 7, "unreadable": 1, "of_no_type": 1, "little_known": 1, "nameless": 1, "imported": 3, "names": 4,
    }  # fmt: skip


def test_names_lead_to_entities_the_best_known_first(imported):
    assert imported.bearers("helene drouet") == ("Q9003", "Q9001")
    assert imported["Q9001"].aliases == ("H. Drouet",)
    with pytest.raises(KeyError):
        imported["Q9005"]


def test_one_word_is_not_sure_several_are(imported):
    own = KbEntity("velmora", "Velmora", "ORG")
    found = find_names(KnowledgeBase({"velmora": own}, imported), "Chez Orvane, Hélène Drouet a dit non à Orvanes.")
    assert [(hit.keys, hit.kind) for hit in found] == [(("Q9002",), "unsure"), (("Q9003", "Q9001"), "name")]


def test_an_entity_of_the_files_hides_its_twin(imported):
    own = KbEntity("orvane", "Orvane", "ORG", wikidata="Q9002", facts=(Fact("ceo", "orvane"),))
    kb = KnowledgeBase({"orvane": own}, imported)
    assert [hit.keys for hit in find_names(kb, "Orvane Group et Orvane")] == [("orvane",), ("orvane",)]
    assert kb.bearers("orvane group") == ()
    assert kb["Q9001"].label == "PER"


def _zstd(data: bytes) -> bytes:
    packed: bytes = pa.compress(data, codec="zstd", asbytes=True)
    return packed


@pytest.mark.parametrize(("suffix", "pack"), [("gz", gzip.compress), ("bz2", bz2.compress), ("zst", _zstd)])
def test_packed_dumps_are_read(tmp_path, suffix, pack):
    counts = import_dump(
        dump_of(tmp_path, ITEMS, pack=pack, name=f"d.json.{suffix}"), tmp_path / "imported", least_sitelinks=5
    )
    assert counts.imported == 3


def test_a_cut_dump_is_a_clear_error_and_leaves_what_was_there(tmp_path, imported):
    path = dump_of(tmp_path, ITEMS, pack=lambda data: gzip.compress(data)[:-20], name="cut.json.gz")
    with pytest.raises(InputError, match=r"cut\.json\.gz"):
        import_dump(path, tmp_path / "imported", least_sitelinks=5)
    assert Imported(tmp_path / "imported").about.entities == 3


def test_a_dump_without_wanted_entities_is_refused(tmp_path):
    with pytest.raises(InputError, match="no entity"):
        import_dump(dump_of(tmp_path, ITEMS[-1:]), tmp_path / "imported", least_sitelinks=5)


def test_another_format_is_refused(tmp_path, imported):
    about = tmp_path / "imported" / ABOUT
    about.write_text(about.read_text("utf-8").replace('"format": 1', '"format": 99'), "utf-8")
    with pytest.raises(EnvironmentProblem, match="depeche"):
        Imported(tmp_path / "imported")


def test_the_same_dump_gives_the_same_bytes(tmp_path):
    path = dump_of(tmp_path, ITEMS)
    for name in ("one", "two"):
        import_dump(path, tmp_path / name, least_sitelinks=5)
    files = sorted(file.name for file in (tmp_path / "one").iterdir())
    assert all((tmp_path / "one" / f).read_bytes() == (tmp_path / "two" / f).read_bytes() for f in files)
