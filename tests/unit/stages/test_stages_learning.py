"""A run learns from all documents of an outlet which lines are boilerplate, and cleans anew only what that changes."""

from __future__ import annotations

import json

import pytest
from stages_bench import Bench

from depeche.model import Declared, Document, Scrape
from depeche.stages.handover import ReadDocument
from depeche.stages.learning import outlet_of

BOX = "La Gazette rhodanienne au fil des saisons"
TELLING = ("limon", "bruyère", "saule", "torrent", "clocher", "verger", "moulin", "bocage", "falaise", "cèdre", "ravin")


def page(number: int, *, box: bool = True, outlet: str = "La Gazette") -> str:
    """Return a page of an outlet with an invented article of its own and, amid the text, the outlet's box."""
    word = f"{TELLING[number % len(TELLING)]}{number}"
    paragraphs = [
        f"La commune de {word} a choisi lundi sa nouvelle directrice du port de {word}, une ancienne cheffe d'atelier.",
        f"Elle prendra ses fonctions à {word} au printemps, à la fin des travaux de la halle des marchands de {word}.",
        f"Les salariés de {word}, réunis mardi dans la cour, ont salué un choix que tout le bourg de {word} attendait.",
    ]
    if box:
        paragraphs.insert(1, BOX)
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    head = f"<title>À {word}</title><meta property='og:site_name' content='{outlet}'>"
    body = f"<article><h1>À {word}, une directrice</h1>{body}</article>"
    return f"<html lang=fr><head>{head}</head><body>{body}</body></html>"


def fill(bench: Bench, numbers: range, *, box: bool = True) -> None:
    for number in numbers:
        (bench.raw / f"p{number:03}.html").write_text(page(number, box=box), encoding="utf-8")


def rules(documents: dict[str, ReadDocument]) -> dict[str, set[str]]:
    """Return by which rules learned lines were cut, by document."""
    found = {}
    for uri, document in documents.items():
        assert document.read.article is not None
        cut = {span.rule for span in document.read.article.removed if span.rule.startswith("learned")}
        assert (BOX in document.read.article.text) is (not cut)
        found[uri] = cut
    return found


def test_line_of_many_documents_of_an_outlet_is_cut(bench: Bench) -> None:
    fill(bench, range(7))
    assert set(map(frozenset, rules(bench.read()).values())) == {frozenset({"learned.outlet.5"})}


def test_line_of_few_documents_stays(bench: Bench) -> None:
    fill(bench, range(4))
    assert set(map(frozenset, rules(bench.read()).values())) == {frozenset()}


def test_documents_of_earlier_runs_count_and_are_cleaned_anew(bench: Bench) -> None:
    fill(bench, range(4))
    bench.read()
    fill(bench, range(4, 6))
    assert set(map(frozenset, rules(bench.read()).values())) == {frozenset({"learned.outlet.5"})}
    assert bench.work["ingested"] == 2


def test_documents_are_left_in_peace_while_what_was_learned_stays(bench: Bench) -> None:
    fill(bench, range(6))
    bench.read()
    fill(bench, range(6, 7))
    bench.read()
    assert (bench.work["ingested"], bench.work["annotated"]) == (1, 1)
    assert bench.work["cleaned"] == 2  # the new one: by the rules, then less its learned line
    bench.read()
    assert bench.work["cleaned"] == 0


def test_what_is_no_longer_learned_comes_back(bench: Bench) -> None:
    fill(bench, range(5))
    first = bench.read()
    assert all(rules(first).values())
    (bench.raw / "p004.html").unlink()
    second = bench.read(prune=True)
    assert not any(rules(second).values())
    fill(bench, range(4, 5))
    assert bench.read() == first


@pytest.mark.parametrize("steps", [(5, 9, 12), (4, 5, 12), (12,)])
def test_runs_one_after_the_other_give_what_one_run_does(bench: Bench, tmp_path, monkeypatch, steps) -> None:
    for upto in steps:
        fill(bench, range(upto))
        found = bench.read()
    (tmp_path / "other").mkdir()
    other = Bench(tmp_path / "other", monkeypatch)
    fill(other, range(12))
    assert other.read() == found
    assert bench.read(fresh=True) == found


def test_documents_whose_file_is_gone_count(bench: Bench) -> None:
    fill(bench, range(6))
    first = bench.read()
    for number in range(3):
        (bench.raw / f"p{number:03}.html").unlink()
    assert bench.read() == first


def test_documents_of_a_file_that_is_gone_are_as_they_were_without_the_cache(bench: Bench) -> None:
    fill(bench, range(6))
    first = bench.read()
    (bench.raw / "p000.html").unlink()
    bench.drop_cache()
    assert rules(bench.read()) == rules(first)


def test_outlets_learn_apart(bench: Bench) -> None:
    for number in range(8):
        outlet = "La Gazette" if number % 2 else "Le Matin"
        (bench.raw / f"p{number}.html").write_text(page(number, outlet=outlet), encoding="utf-8")
    assert not any(rules(bench.read()).values())


def test_documents_of_no_outlet_learn_nothing(bench: Bench) -> None:
    lines = [json.dumps({"html": page(number, outlet="")}) for number in range(8)]
    (bench.raw / "a.jsonl").write_text("\n".join(lines), encoding="utf-8")
    assert not any(rules(bench.read()).values())


@pytest.mark.parametrize(
    ("outlet", "url", "expected"),
    [
        ("La  Gazette", None, "la gazette"),
        ("L'Écho", "https://www.echo.test/a", "l echo"),
        (None, "https://www.echo.test/a", "echo.test"),
        ("…", "https://vallees.echo.test/a", "vallees.echo.test"),
        (None, None, None),
    ],
)
def test_outlet_is_declared_or_the_host(outlet: str | None, url: str | None, expected: str | None) -> None:
    document = Document("d", "a.txt", url, "text/plain", "utf-8", 1, "0", "x", None, "article")
    assert outlet_of(Scrape(document, Declared(outlet=outlet))) == expected
