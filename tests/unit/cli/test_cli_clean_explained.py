"""`depeche clean --explain`: what of a file was kept or cut, for people and for scripts."""

import json

import pytest
from typer.testing import CliRunner

from depeche.cli.main import app

TEXT = """Orvane ferme son usine de Brest
Le groupe Orvane a annoncé mardi la fermeture de son usine de Brest, selon la direction.
À lire aussi : Orvane, l'histoire [bold]d'une chute
"""


@pytest.fixture
def page(tmp_path):
    path = tmp_path / "page.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_people_see_a_row_a_line(page):
    done = CliRunner().invoke(app, ["clean", "--explain", str(page)])
    assert done.exit_code == 0
    rows = [line.split() for line in done.stdout.splitlines()]
    assert ["1", "kept", "title", "Orvane", "ferme", "son", "usine", "de", "Brest"] in rows
    assert any(row[:3] == ["3", "cut", "read_also"] and "[bold]d'une" in row for row in rows)


def test_scripts_get_json_and_no_file_is_written(page):
    done = CliRunner().invoke(app, ["clean", "--explain", "--json", str(page)])
    (answer,) = json.loads(done.stdout)
    assert answer["source"] == "page.txt"
    assert [line["decision"] for line in answer["lines"]] == ["kept", "kept", "cut"]
    assert list(page.parent.iterdir()) == [page]


def test_a_foreign_mapping_below_does_not_stop_the_cleaning_of_one_file(page):
    (page.parent / "sub").mkdir()
    (page.parent / "sub" / "fields.yml").write_text("couleurs: [bleu]", encoding="utf-8")
    done = CliRunner().invoke(app, ["clean", "--explain", str(page)])
    assert done.exit_code == 0, done.output


@pytest.mark.parametrize("arguments", [[], ["OUT", "--explain"]])
def test_either_a_folder_or_an_explanation_is_asked_for(page, arguments):
    done = CliRunner().invoke(app, ["clean", str(page), *arguments])
    assert done.exit_code != 0
