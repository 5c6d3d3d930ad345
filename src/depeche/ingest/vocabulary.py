"""The word list of this room (fields.yml), checked and typed once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from depeche.words import read_words


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """How scrapes name their fields; every name is folded (see `folded`)."""

    record: dict[str, tuple[str, ...]]
    meta: dict[str, tuple[str, ...]]
    article_types: frozenset[str]
    not_the_article: tuple[str, ...]
    languages: dict[str, str]
    months: dict[str, int]


def folded(name: str) -> str:
    """Return a field name without what scrapers vary: case, hyphens, underscores, spaces."""
    return name.casefold().replace("-", "").replace("_", "").replace(" ", "")


@cache
def vocabulary() -> Vocabulary:
    """Read the word list."""
    data = read_words("ingest", "fields")
    return Vocabulary(
        record={kind: tuple(folded(name) for name in names) for kind, names in data["record"].items()},
        meta={kind: tuple(folded(name) for name in names) for kind, names in data["meta"].items()},
        article_types=frozenset(data["article_types"]),
        not_the_article=tuple(data["not_the_article"]),
        languages=dict(data["languages"]),
        months=dict(data["months"]),
    )
