"""The records of the knowledge base: an entity, the posts somebody held, and the whole."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from depeche.model import Label

NameKind = Literal["name", "short", "mistranslation"]


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

    @property
    def full_names(self) -> tuple[str, ...]:
        """Return the name and its aliases."""
        return (self.name, *self.aliases)


@dataclass(frozen=True, slots=True)
class KnowledgeBase:
    """All entities, in the order of the files."""

    entities: Mapping[str, KbEntity] = field(default_factory=dict)

    def __getitem__(self, key: str) -> KbEntity:
        return self.entities[key]

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
