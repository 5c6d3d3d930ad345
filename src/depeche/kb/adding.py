"""Add one entity to a user's own knowledge base: a file of YAML that people go on editing by hand.

Here: writing, and refusing what the lint would complain of. Not here: the form of the files (see `store`).
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from depeche.errors import InputError
from depeche.kb.lint import lint
from depeche.kb.store import FILES, own_files, read_kb, slug
from depeche.model import Label
from depeche.paths import words

OWN_FILE = "own.yml"
_HEAD = "# My own entities; see docs/knowledge-base.md for what each field may do.\nentities:\n"
_WIDTH = 120


@dataclass(frozen=True, slots=True)
class NewEntity:
    """An entity as people name it; empty fields are left out of the file."""

    name: str
    label: Label
    wikidata: str | None = None
    aliases: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    context: tuple[str, ...] = ()
    ordinary: bool = False
    description: str | None = None

    @property
    def fields(self) -> dict[str, Any]:
        """What stands in the file."""
        found = {name: getattr(self, name) for name in self.__dataclass_fields__}
        return {name: list(v) if isinstance(v, tuple) else v for name, v in found.items() if v not in (None, (), False)}


def add_entity(folder: Path, entity: NewEntity) -> Path:
    """Append an entity to the user's own file and return the file.

    Raises InputError, and leaves the file as it was, when a name or an id of the entity belongs to another one.
    """
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / OWN_FILE
    others = [*(words("kb", name) for name in FILES), *(other for other in own_files(folder) if other != path)]
    key, known = slug(entity.name), read_kb((*others, *([path] if path.exists() else [])))
    if key in known.entities:
        raise InputError(
            f"{entity.name} is known already, as {known[key].label}",
            hint=f"it stands under {key}: see docs/knowledge-base.md",
        )
    before = path.read_text(encoding="utf-8") if path.exists() else _HEAD
    entry = yaml.safe_dump({key: entity.fields}, allow_unicode=True, sort_keys=False, width=_WIDTH)
    staged = folder / f".{OWN_FILE}.part"
    staged.write_text(before.rstrip("\n") + "\n" + "".join(f"  {line}\n" for line in entry.splitlines()), "utf-8")
    try:
        problems = lint(read_kb((*others, staged)))
        if problems:
            told = "; ".join(f"{problem.kind}: {problem.key}, {problem.detail}" for problem in problems)
            raise InputError(f"{entity.name} was not added: {told}", hint="another name, or --ordinary, may be meant")
        staged.replace(path)
    finally:
        staged.unlink(missing_ok=True)
    return path
