"""Load the YAML files of the knowledge base, strictly: an unknown or missing field is an error that names its place."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, cast, get_args

import yaml

from depeche.errors import EnvironmentProblem
from depeche.kb.imported import Imported
from depeche.kb.records import Fact, KbEntity, KnowledgeBase, folded
from depeche.language.view import normalised
from depeche.model import Label
from depeche.paths import own_kb, words
from depeche.words import read_yaml

FILES = ("people", "organisations", "institutions", "media", "products", "places")
_LABELS = frozenset(get_args(Label))
_ROOM = "kb"
IMPORTED = "imported"  # the folder in a user's own knowledge base that `depeche kb import` makes


@cache
def load_kb() -> KnowledgeBase:
    """Load the knowledge base that is shipped with the package, and the user's own where DEPECHE_KB names a folder.

    Raises EnvironmentProblem when a file is missing or departs from the form that docs/knowledge-base.md describes.
    """
    own = own_kb()
    shipped = tuple(words(_ROOM, name) for name in FILES)
    if own is None:
        return read_kb(shipped)
    return read_kb(
        (*shipped, *own_files(own)), imported=Imported(own / IMPORTED) if (own / IMPORTED).is_dir() else None
    )


def own_files(folder: Path) -> tuple[Path, ...]:
    """Return the YAML files of a user's own knowledge base; raises EnvironmentProblem when there is no such folder."""
    if not folder.is_dir():
        raise EnvironmentProblem(
            f"{folder} is no folder", hint="DEPECHE_KB or --kb names the folder of your own knowledge base"
        )
    return tuple(sorted(folder.glob("*.yml")))


def own_version() -> str | None:
    """Return a digest of the user's own knowledge base, None where there is none."""
    folder = own_kb()
    if folder is None:
        return None
    digest = hashlib.sha256()
    for path in own_files(folder):
        digest.update(f"{path.name} {hashlib.sha256(path.read_bytes()).hexdigest()}\n".encode())
    if (folder / IMPORTED).is_dir():
        digest.update(Imported(folder / IMPORTED).about.sha256.encode())
    return digest.hexdigest()[:16]


def read_kb(files: tuple[Path, ...], *, imported: Imported | None = None) -> KnowledgeBase:
    """Read a knowledge base from files; keys are unique over all of them, and facts point to known organisations."""
    entities: dict[str, KbEntity] = {}
    for path in files:
        for entity in _entities(path):
            if entity.key in entities:
                raise _wrong(path, entity.key, "the key stands twice")
            entities[entity.key] = entity
    for entity in entities.values():
        for fact in entity.facts:
            if fact.organization not in entities:
                raise _wrong(Path(_ROOM), entity.key, f"the organization {fact.organization!r} of a fact is no key")
    return KnowledgeBase(entities, imported)


def _entities(path: Path) -> Iterator[KbEntity]:
    try:
        content = read_yaml(path)
    except (OSError, yaml.YAMLError) as error:
        raise EnvironmentProblem(
            f"cannot read the knowledge base file {path.name}", hint="reinstall the package"
        ) from error
    if not isinstance(content, dict) or set(content) - {"entities", "plain"}:
        raise _wrong(path, "-", "the only keys at the top are 'entities' and 'plain'")
    for key, fields in (content.get("entities") or {}).items():
        yield _entity(path, str(key), dict(fields))
    for label, lines in (content.get("plain") or {}).items():
        for line in lines:
            name, *aliases = (part.strip() for part in str(line).split("|"))
            yield _entity(path, slug(name), {"name": name, "label": label, "aliases": aliases})


def _entity(path: Path, key: str, fields: dict[str, Any]) -> KbEntity:
    """Build an entity: take the fields that are known, report what is left over."""
    try:
        name, label = fields.pop("name"), fields.pop("label")
    except KeyError as missing:
        raise _wrong(path, key, f"the field {missing} is missing") from missing
    if label not in _LABELS:
        raise _wrong(path, key, f"{label!r} is no label")
    entity = KbEntity(
        key=key,
        name=_text(path, key, name),
        label=cast(Label, label),
        wikidata=fields.pop("wikidata", None),
        aliases=_texts(path, key, fields.pop("aliases", [])),
        short=_texts(path, key, fields.pop("short", [])),
        mistranslations=_texts(path, key, fields.pop("mistranslations", [])),
        context=_texts(path, key, fields.pop("context", [])),
        is_ordinary=fields.pop("ordinary", False) is True,
        description=fields.pop("description", None),
        facts=tuple(_fact(path, key, dict(fact)) for fact in fields.pop("facts", [])),
        file=path.stem,
    )
    if fields:
        raise _wrong(path, key, f"unknown fields {sorted(fields)}")
    return entity


def _fact(path: Path, key: str, fields: dict[str, Any]) -> Fact:
    try:
        fact = Fact(
            fields.pop("role"),
            fields.pop("organization"),
            fields.pop("start", None),
            fields.pop("end", None),
            fields.pop("note", None),
        )
    except KeyError as missing:
        raise _wrong(path, key, f"a fact lacks {missing}") from missing
    if fields:
        raise _wrong(path, key, f"a fact has unknown fields {sorted(fields)}")
    return fact


def _texts(path: Path, key: str, values: object) -> tuple[str, ...]:
    if not isinstance(values, list):
        raise _wrong(path, key, "names stand in a list")
    return tuple(dict.fromkeys(_text(path, key, value) for value in values))


def _text(path: Path, key: str, value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise _wrong(path, key, f"{value!r} is no text; put it in quotes")
    return normalised(value.strip())


def slug(name: str) -> str:
    """Return the key of an entity that a plain list gives by name alone."""
    return "".join(c if c.isalnum() else "-" for c in folded(name)).strip("-")


def _wrong(path: Path, key: str, what: str) -> EnvironmentProblem:
    return EnvironmentProblem(
        f"{path.name}, entity {key}: {what}", hint="see docs/knowledge-base.md for the form of these files"
    )
