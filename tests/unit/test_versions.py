"""The version of a stage covers exactly what the stage depends on."""

import ast
from collections.abc import Iterator
from functools import cache
from importlib import metadata
from pathlib import Path

import pytest

from depeche import paths, versions
from depeche.language.nlp import MODEL
from depeche.versions import STAGES, code_version, model_versions, stage_version

# What a stage depends on is found by following the imports of these.
ENTRIES = {
    "ingest": ("ingest/__init__.py", "ingest/reading.py"),
    "clean": ("clean/__init__.py",),
    "language": ("language/annotate.py", "stages/soundness.py"),
    "resolve": ("resolve/__init__.py",),
    "tables": ("contract/__init__.py", "stages/rows.py"),
}
STEPS = "stages/steps.py"  # calls ingest, clean and language: belongs to each, leads to all
LEFT_OUT = {paths.PACKAGE / name for name in ("__init__.py", "stages/__init__.py", "errors.py", "object_store.py")}


def module_file(name: str) -> Path | None:
    """Return the file of a module of the package, None for a name inside a module."""
    home = paths.PACKAGE.parent.joinpath(*name.split("."))
    return next((path for path in (home / "__init__.py", home.with_suffix(".py")) if path.is_file()), None)


@cache
def imports(path: Path) -> frozenset[str]:
    """Return the names that a file imports anywhere but for type checking."""
    return frozenset(_imports(ast.parse(path.read_text(encoding="utf-8"))))


def _imports(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING":
        return
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        assert node.level == 0 and node.module is not None
        yield node.module
        yield from (f"{node.module}.{alias.name}" for alias in node.names)
    for child in ast.iter_child_nodes(node):
        yield from _imports(child)


@cache
def word_lists(path: Path) -> frozenset[Path]:
    """Return the word lists that a file names in calls of `words` and `read_words`."""
    calls = [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]
    named = [
        call
        for call in calls
        if isinstance(call.func, ast.Name | ast.Attribute) and _called(call) in ("words", "read_words")
    ]
    arguments = [[a.value for a in call.args if isinstance(a, ast.Constant)] for call in named]
    return frozenset(paths.words(*names) for names in arguments if len(names) == 2)


def _called(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else call.func.attr


def reached(stage: str) -> tuple[set[Path], set[str]]:
    """Return the files of the package and the top-level names of libraries that a stage leads to."""
    waiting = [paths.PACKAGE / entry for entry in ENTRIES[stage]]
    files: set[Path] = set()
    libraries: set[str] = set()
    while waiting:
        path = waiting.pop()
        if path in files or (path.name == "__init__.py" and not path.read_bytes().strip()):
            continue
        files.add(path)
        files.update(word_lists(path))
        for name in imports(path):
            if name.split(".")[0] != "depeche":
                libraries.add(name.split(".")[0])
            elif (found := module_file(name)) is not None and found not in LEFT_OUT:
                waiting.append(found)
    return files, libraries


def is_covered(path: Path, sources: tuple[str, ...]) -> bool:
    return any(path == home or home in path.parents for home in (paths.PACKAGE / source for source in sources))


def third_party(names: set[str]) -> set[str]:
    packages = metadata.packages_distributions()
    return {packages[name][0].lower().replace("_", "-") for name in names if name in packages}


@pytest.mark.parametrize("stage", STAGES)
def test_no_import_leads_out_of_what_a_stage_declares(stage):
    files, libraries = reached(stage)
    outside = sorted(str(p.relative_to(paths.PACKAGE)) for p in files if not is_covered(p, STAGES[stage].sources))
    assert outside == []
    assert third_party(libraries) - {name.lower().replace("_", "-") for name in STAGES[stage].libraries} == set()


@pytest.mark.parametrize("stage", STAGES)
def test_every_source_that_a_stage_declares_is_one_it_leads_to(stage):
    files, _ = reached(stage)
    idle = [s for s in STAGES[stage].sources if s != STEPS and not any(is_covered(path, (s,)) for path in files)]
    assert idle == []


def test_steps_use_only_stages_that_hold_them():
    holding = {stage for stage in STAGES if STEPS in STAGES[stage].sources}
    used = {path for name in imports(paths.PACKAGE / STEPS) if (path := module_file(name)) is not None}
    covered = {path for path in used if any(is_covered(path, STAGES[stage].sources) for stage in holding)}
    assert used - covered - LEFT_OUT == set()
    assert holding == {"ingest", "clean", "language"}


@pytest.mark.parametrize(
    ("changed", "stages"),
    [
        ("clean/prose.yml", {"clean"}),
        ("language/events/governance.yml", {"language"}),
        ("language/sentences.py", {"clean", "language"}),
        ("ingest/fields.yml", {"ingest"}),
        ("resolve/stories.py", {"resolve"}),
        ("store/diff.py", set()),
    ],
)
def test_changed_file_changes_the_versions_that_it_should(changed, stages, monkeypatch):
    def versions_now() -> dict[str, str]:
        stage_version.cache_clear()
        return {stage: stage_version(stage) for stage in STAGES}

    before = versions_now()
    read_bytes = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda path: read_bytes(path) + b"#" * (path == paths.PACKAGE / changed))
    after = versions_now()
    stage_version.cache_clear()
    assert {stage for stage in STAGES if before[stage] != after[stage]} == stages


def test_other_library_makes_another_version(monkeypatch):
    before = stage_version("language")
    installed = metadata.version
    monkeypatch.setattr(versions.metadata, "version", lambda name: "99" if name == "spacy" else installed(name))
    stage_version.cache_clear()
    after = stage_version("language")
    stage_version.cache_clear()
    assert before != after


def test_release_names_the_package_the_model_and_the_libraries():
    assert code_version().startswith("0.1.0+")
    assert {MODEL, "spacy", "pyarrow"} <= set(model_versions())
