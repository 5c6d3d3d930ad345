"""Whether a run would publish anything at all, found without reading a document."""

import pytest
from stages_bench import TEXTS, Bench

from depeche import stages
from depeche.errors import StoreError, UsageError
from depeche.stages import planning, standing


@pytest.fixture
def bench(tmp_path, monkeypatch):
    monkeypatch.setattr(standing, "model_versions", dict)  # the bench reads without a model
    monkeypatch.setattr(standing, "write_report", lambda *_: "page.html")
    made = Bench(tmp_path, monkeypatch)
    made.fill()
    made.read()
    return made


def look(bench):
    return stages.look(str(bench.raw), str(bench.store.address))


def test_the_same_files_are_nothing_new(bench):
    found = look(bench)
    assert (found.outcome, found.release_id, found.file_count) == ("unchanged", bench.release.id, 3)
    assert found.dispositions == {"article": 3}


def test_a_new_file_is_new_without_a_look_at_any_bytes(bench, monkeypatch):
    bench.write(nouveau_txt=TEXTS["rumeur.txt"])
    monkeypatch.setattr(planning, "content_token", None)
    assert look(bench) is None


def test_a_changed_file_of_the_same_size_is_new(bench):
    bench.write(rumeur_txt=TEXTS["rumeur.txt"].replace("dimanche", "vendredi"))
    assert look(bench) is None


def test_a_file_that_is_gone_changes_nothing(bench):
    (bench.raw / "page.html").unlink()
    assert look(bench).sources["gone"] == 1


def test_another_version_of_the_code_makes_a_release(bench, monkeypatch):
    monkeypatch.setattr(standing, "code_version", lambda: "another")
    assert look(bench) is None


def test_an_empty_store_has_nothing_that_could_stand(tmp_path, monkeypatch):
    bench = Bench(tmp_path, monkeypatch)
    bench.fill()
    assert look(bench) is None


def test_another_writer_is_not_overlooked(bench):
    with bench.store.writer(), pytest.raises(StoreError):
        look(bench)


def test_a_pattern_cannot_say_what_is_gone(bench, tmp_path):
    pattern = f"{bench.raw}/*.txt"
    with pytest.raises(UsageError, match="only some of the files") as told:
        planning.make_plan(pattern, tmp_path, release=bench.release, workers=1, prune=True)
    assert str(bench.raw) in told.value.hint
    with pytest.raises(UsageError, match="only some of the files"):
        stages.find_gone(pattern, bench.release)


def test_what_a_pattern_does_not_name_stays(bench):
    whole, pattern = bench.zone, f"{bench.raw}/*.txt"
    bench.zone = pattern
    assert "page.html" in bench.read()
    bench.zone = whole
    assert bench.read().keys() == TEXTS.keys()


def test_a_folder_with_a_bracket_in_its_name_can_be_pruned(tmp_path):
    (tmp_path / "l'été [1]").mkdir()
    assert stages.find_gone(tmp_path / "l'été [1]", None).documents == ()
