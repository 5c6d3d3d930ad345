"""Documents whose source file is gone stay, as they were, until they are pruned."""

import pytest
from stages_bench import TEXTS, dispositions

from depeche.errors import InputError, UsageError
from depeche.stages import carrying, find_gone, make_plan


@pytest.fixture
def first(bench):
    bench.fill()
    return bench.read()


def test_documents_of_gone_files_stay(bench, first):
    (bench.raw / "page.html").unlink()
    assert bench.read() == first
    assert bench.plan_sources["gone"] == 1


def test_gone_file_alone_makes_no_new_input(bench, first):
    (bench.raw / "page.html").unlink()
    bench.read(publish=False)
    assert bench.planned == bench.release.manifest.input_fingerprint


def test_prune_lets_them_leave(bench, first):
    (bench.raw / "page.html").unlink()
    assert set(bench.read(prune=True)) == {"limoges.txt", "rumeur.txt"}
    assert bench.plan_sources == {"new": 0, "changed": 0, "unchanged": 2, "gone": 0, "pruned": 1}
    assert bench.release.manifest.tables["documents"].rows == 2


def test_what_pruning_would_take_is_listed(bench, first):
    (bench.raw / "page.html").unlink()
    (gone,) = find_gone(bench.raw, bench.release).documents
    assert (gone.source_uri, gone.title) == ("page.html", "Lumora lève des fonds")


def test_nothing_is_pruned_that_was_not_listed(bench, first):
    (bench.raw / "page.html").unlink()
    only = find_gone(bench.raw, bench.release).digest
    (bench.raw / "rumeur.txt").unlink()
    with pytest.raises(UsageError, match="nothing was pruned"):
        make_plan(bench.raw, bench.folder, release=bench.release, workers=1, prune=True, only=only)


def test_empty_raw_folder_never_prunes_everything(bench, first):
    for path in bench.raw.iterdir():
        path.unlink()
    with pytest.raises(InputError, match="no file"):
        bench.read(prune=True)


@pytest.mark.parametrize("kind", ["", "read", "sources"])
def test_lost_cache_loses_no_document_and_changes_none(bench, first, kind):
    for path in bench.raw.glob("*l*"):
        path.unlink()
    bench.drop_cache(kind)
    again = bench.read()
    assert {uri: document.key for uri, document in again.items()} == {uri: d.key for uri, d in first.items()}
    assert bench.read() == again
    assert bench.work["cleaned"] == 0


def test_rejected_documents_are_carried_without_a_cache(bench):
    bench.write(bon_txt=TEXTS["limoges.txt"], court_txt="Trois mots seulement.", vide_txt="", blanc_txt="  \n")
    bench.write(copie_txt=TEXTS["limoges.txt"], image_png="PNG")
    first = bench.read()
    assert sorted(dispositions(first).values()) == ["article", "duplicate", *["rejected"] * 4]
    for name in ("court.txt", "vide.txt", "blanc.txt", "copie.txt", "image.png"):
        (bench.raw / name).unlink()
    bench.drop_cache()
    again = bench.read()
    assert {uri: document.read.scrape.document for uri, document in again.items()} == {
        uri: document.read.scrape.document for uri, document in first.items()
    }
    assert again["court.txt"].read.article.removed == first["court.txt"].read.article.removed


def test_carried_document_is_cleaned_again_by_new_rules(bench, first):
    (bench.raw / "page.html").unlink()
    bench.change_version("ingest", "clean")
    assert bench.read() == first
    assert bench.work == {"ingested": 2, "cleaned": 3}


def test_without_a_cache_new_code_cleans_the_raw_text_of_the_release(bench, first, monkeypatch):
    (bench.raw / "page.html").unlink()
    bench.drop_cache()
    monkeypatch.setattr(carrying, "code_version", lambda: "another")
    page = bench.read()["page.html"].read
    assert bench.work["cleaned"] == 3
    assert page.article is not None
    assert (page.article.title, page.article.outlet) == ("Lumora lève des fonds", "La Gazette du Lac")


def test_file_that_comes_back_is_read_as_it_is_now(bench, first):
    (bench.raw / "rumeur.txt").unlink()
    bench.read()
    bench.write(rumeur_txt=TEXTS["rumeur.txt"].replace("dimanche", "samedi"))
    assert "samedi" in bench.read()["rumeur.txt"].read.article.text
    assert bench.plan_sources["changed"] == 1
