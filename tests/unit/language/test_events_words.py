"""The words of the event room stand in its lists: none in the code, none named twice, none that no rule reads."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from depeche.paths import PACKAGE
from depeche.words import read_words

ROOM = PACKAGE / "language" / "events"
FILES = ("grammar", "function_words", "borders")
READERS = {"word_set": FILES[:2], "wordings": FILES[:2], "borders": FILES[2:]}
READ_OTHERWISE = {"places", "compound_places", "steps", "governing_adjectives"}
CODE = sorted(ROOM.rglob("*.py"))


def _lists(*names: str) -> dict[str, Any]:
    return {key: listed for name in names for key, listed in read_words("language/events", name).items()}


def _words(listed: Any) -> Iterator[str]:
    if isinstance(listed, str):
        yield listed
    elif isinstance(listed, dict):
        for inner in listed.values():
            yield from _words(inner)
    elif isinstance(listed, list):
        for inner in listed:
            yield from _words(inner)


def _calls() -> Iterator[tuple[str, str]]:
    """Yield (reader, list) of each list that the code names; a choice between two lists names both."""
    for path in CODE:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in READERS:
                for argument in node.args:
                    for part in ast.walk(argument):
                        if isinstance(part, ast.Constant) and isinstance(part.value, str):
                            yield node.func.id, part.value


def test_a_name_stands_in_one_file_only() -> None:
    grammar, function_words = _lists("grammar"), _lists("function_words")
    assert grammar.keys() & function_words.keys() == set()


@pytest.mark.parametrize("path", sorted(ROOM.glob("*.yml")), ids=lambda path: path.name)
def test_no_file_gives_a_name_to_two_lists(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()
    names = [line.partition(":")[0] for line in lines if line[:1].isalpha() and ":" in line]
    assert len(set(names)) == len(names)


def test_every_list_that_the_code_names_exists() -> None:
    assert [(reader, name) for reader, name in _calls() if name not in _lists(*READERS[reader])] == []


@pytest.mark.parametrize("file", FILES)
def test_every_list_is_read(file: str) -> None:
    read = {name for reader, name in _calls() if file in READERS[reader]} | READ_OTHERWISE | {"DET", "POSS", "A", "DE"}
    assert _lists(file).keys() - read == set()


@pytest.mark.parametrize("file", FILES)
def test_every_word_is_a_text_that_its_list_holds_once(file: str) -> None:
    for name, listed in _lists(file).items():
        for group in listed.values() if isinstance(listed, dict) else [listed]:
            words = list(_words(group))
            assert (name, len(set(words))) == (name, len(words))


@pytest.mark.parametrize("path", CODE, ids=lambda path: str(path.relative_to(ROOM)))
def test_no_collection_in_the_code_holds_words_of_the_lists(path: Path) -> None:
    known = {word for word in _words(_lists("function_words", "borders")) if word.isalpha() and len(word) > 1}
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Tuple | ast.Set | ast.List):
            texts = {part.value for part in node.elts if isinstance(part, ast.Constant) and isinstance(part.value, str)}
            if len(texts & known) > 1:
                found.append((node.lineno, sorted(texts)))
    assert found == []
