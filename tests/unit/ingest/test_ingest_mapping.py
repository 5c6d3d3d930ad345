"""A fields.yml in the raw zone names the fields of the scrapes beside and below it."""

from __future__ import annotations

import json
import logging
from pathlib import Path

import pytest

from depeche.errors import InputError
from depeche.ingest import content_token, discover, read_source
from depeche.model import Scrape


def write(folder: Path, name: str, content: str) -> None:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(content, encoding="utf-8")


def scrapes_of(folder: Path) -> list[Scrape]:
    return [scrape for file in discover(folder) for scrape in read_source(file).scrapes]


def test_fields_that_a_mapping_names_are_taken_first(tmp_path: Path) -> None:
    write(tmp_path, "fields.yml", "text: corps_propre\ntitle: [gros_titre, titre]\n")
    write(tmp_path, "a.jsonl", json.dumps({"text": "Brut.", "corps_propre": "Propre.", "titre": "Un titre"}))
    (scrape,) = scrapes_of(tmp_path)
    assert (scrape.document.raw_text, scrape.declared.title) == ("Propre.", "Un titre")


def test_fields_inside_fields_are_reached(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    write(tmp_path, "fields.yml", "text: _source.corps\ntitle: _source.tete.titre\n")
    write(tmp_path, "a.jsonl", json.dumps({"_id": 7, "_source": {"corps": "Le texte.", "tete": {"titre": "Titre"}}}))
    with caplog.at_level(logging.INFO, logger="depeche.ingest"):
        (scrape,) = scrapes_of(tmp_path)
    assert (scrape.document.raw_text, scrape.declared.title) == ("Le texte.", "Titre")
    assert "_id (1)" in caplog.text and "_source" not in caplog.text


def test_ignored_fields_are_not_reported(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    write(tmp_path, "fields.yml", "ignore: [score]\n")
    write(tmp_path, "a.jsonl", json.dumps({"text": "Un.", "score": 1, "rang": 2}))
    with caplog.at_level(logging.INFO, logger="depeche.ingest"):
        scrapes_of(tmp_path)
    assert "rang (1)" in caplog.text and "score" not in caplog.text


def test_columns_of_tables_are_mapped_too(tmp_path: Path) -> None:
    write(tmp_path, "fields.yml", "text: papier\n")
    write(tmp_path, "a.csv", "papier,n\nUn texte.,1\n")
    assert scrapes_of(tmp_path)[0].document.raw_text == "Un texte."


def test_what_is_declared_fills_what_a_scrape_does_not_say(tmp_path: Path) -> None:
    write(tmp_path, "gazette/fields.yml", "declare: {outlet: La Gazette, language: fr}\n")
    write(tmp_path, "gazette/a.txt", "Un texte.")
    write(tmp_path, "gazette/b.html", "<html lang=en><meta property='og:site_name' content='Le Matin'><p>Un texte.</p>")
    write(tmp_path, "autre/c.txt", "Un texte.")
    autre, first, second = scrapes_of(tmp_path)
    assert (first.declared.outlet, first.declared.language) == ("La Gazette", "fr")
    assert (second.declared.outlet, second.declared.language) == ("Le Matin", "en")
    assert autre.declared.outlet is None


def test_nearest_mapping_holds(tmp_path: Path) -> None:
    write(tmp_path, "fields.yml", "text: un\n")
    write(tmp_path, "a/b/fields.yml", "text: deux\n")
    for name in ("x.jsonl", "a/x.jsonl", "a/b/x.jsonl", "a/b/c/x.jsonl"):
        write(tmp_path, name, json.dumps({"un": "Un.", "deux": "Deux."}))
    found = {scrape.document.source_uri: scrape.document.raw_text for scrape in scrapes_of(tmp_path)}
    assert found == {"x.jsonl#1": "Un.", "a/x.jsonl#1": "Un.", "a/b/x.jsonl#1": "Deux.", "a/b/c/x.jsonl#1": "Deux."}


def test_mapping_is_no_document(tmp_path: Path) -> None:
    write(tmp_path, "fields.yml", "text: un\n")
    write(tmp_path, "a.txt", "Un.")
    assert [file.source_uri for file in discover(tmp_path)] == ["a.txt"]


def test_other_mapping_is_another_token_of_what_it_holds_for(tmp_path: Path) -> None:
    write(tmp_path, "a/x.jsonl", json.dumps({"un": "Un."}))
    write(tmp_path, "b.txt", "Un.")
    tokens = []
    for mapping in (None, "text: un\n", "text: deux\n"):
        if mapping:
            write(tmp_path, "a/fields.yml", mapping)
        files = discover(tmp_path)
        assert [read_source(file).token for file in files] == [content_token(file) for file in files]
        tokens.append([content_token(file) for file in files])
    assert len({first for first, _ in tokens}) == 3
    assert len({second for _, second in tokens}) == 1


@pytest.mark.parametrize(
    "content",
    [
        "texte: un\n",
        "text: 3\n",
        "- text\n",
        "text: [a\n",
        "declare: {title: x}\n",
        "declare: x\n",
        "a: " + "x" * 70_000,
    ],
)
def test_mapping_that_cannot_be_meant_stops_the_run(tmp_path: Path, content: str) -> None:
    write(tmp_path, "fields.yml", content)
    with pytest.raises(InputError, match=r"fields\.yml"):
        discover(tmp_path)
