"""The records of the knowledge base: an entity, the posts somebody held, and the whole."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, NamedTuple, Protocol

from depeche.model import Label

NameKind = Literal["name", "short", "mistranslation", "unsure"]


@dataclass(frozen=True, slots=True)
class Fact:
    """A post: role is a value of affiliations.role, organization a key; years are None where unknown or open."""

    role: str
    organization: str
    start: int | None = None
    end: int | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class KbEntity:
    """One entity. See docs/knowledge-base.md for what each kind of name may do."""

    key: str
    name: str
    label: Label
    wikidata: str | None = None
    aliases: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    mistranslations: tuple[str, ...] = ()
    context: tuple[str, ...] = ()  # words that, close by, make a short or ordinary name sure
    is_ordinary: bool = False  # the name is also an ordinary word or another name
    description: str | None = None
    facts: tuple[Fact, ...] = ()
    file: str = ""  # the file it stands in, without suffix: "media", "institutions"

    @property
    def full_names(self) -> tuple[str, ...]:
        """Return the name and its aliases."""
        return (self.name, *self.aliases)


class NameFound(NamedTuple):
    """A name at a place in a text, with the keys of those who bear it, the best known first."""

    start: int
    end: int
    keys: tuple[str, ...]
    is_sure: bool  # no ordinary word and no other name


class Outside(Protocol):
    """Entities that are kept elsewhere than in the files of YAML (see `imported`)."""

    def __getitem__(self, key: str) -> KbEntity: ...

    def find(self, view: str) -> Iterator[NameFound]:
        """Yield the names in a normalised text; they may overlap, and need not be bounded as names are."""

    def bearers(self, name: str) -> tuple[str, ...]:
        """Return the keys of those who bear a folded name, the best known first."""

    def fame(self, key: str) -> int:
        """Return in how many Wikipedias and sister projects an entity has a page."""


@dataclass(frozen=True)
class KnowledgeBase:
    """All entities: those of the files, in their order, and those that were imported, files first."""

    entities: Mapping[str, KbEntity] = field(default_factory=dict)
    imported: Outside | None = None

    def __getitem__(self, key: str) -> KbEntity:
        known = self.entities.get(key)
        if known is None and self.imported is not None:
            known = self.imported[key]
        if known is None:
            raise KeyError(key)
        return known

    def bearers(self, name: str) -> tuple[str, ...]:
        """Return the keys of those who bear a folded name: entities of the files where any do, else imported ones."""
        known = self._by_name.get(name, ())
        if known or self.imported is None:
            return known
        return tuple(key for key in self.imported.bearers(name) if key not in self.wikidata_ids)

    @cached_property
    def wikidata_ids(self) -> frozenset[str]:
        """The Wikidata ids of the entities of the files."""
        return frozenset(entity.wikidata for entity in self.entities.values() if entity.wikidata is not None)

    @cached_property
    def _by_name(self) -> dict[str, tuple[str, ...]]:
        names: dict[str, list[str]] = {}
        for entity in self.entities.values():
            for name in dict.fromkeys(folded(n) for n in entity.full_names):
                names.setdefault(name, []).append(entity.key)
        return {name: tuple(keys) for name, keys in names.items()}

    def holders(self, role: str, organization: str, year: int) -> tuple[str, ...]:
        """Return the keys of the people known to have held a post at some time of a year."""
        return tuple(
            entity.key
            for entity in self.entities.values()
            for fact in entity.facts
            if fact.role == role
            and fact.organization == organization
            and fact.start is not None
            and fact.start <= year
            and (fact.end is None or year <= fact.end)
        )


def folded(name: str) -> str:
    """Return a name without case, accents, typographic marks and doubled spaces: what names are compared by."""
    plain = name.replace("’", "'").replace("‐", "-").replace("‑", "-")
    plain = unicodedata.normalize("NFKD", plain)
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    return " ".join(plain.casefold().replace("-", " ").split())
