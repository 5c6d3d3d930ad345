"""Who stands behind an article's report of an event, so that ten copies of one agency's wire count as one source.

Here: origins and their count. Not here: which articles are copies (`near_duplicates`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from depeche.model import Entity, ReadArticle
from depeche.resolve.facts import EventFact
from depeche.resolve.names import folded
from depeche.resolve.vocabulary import origins

_LONGEST_SIGNATURE = 200  # characters of a byline that are looked at
_REMEMBERED = 100_000  # wordings, which come again and again


@dataclass(frozen=True, slots=True)
class Publishers:
    """Who published or supplied each document: an agency that signs it, else its outlet, else the document itself."""

    by_document: Mapping[str, str]
    names: Mapping[str, str]  # entity id -> folded name, to recognise an outlet that is credited

    def of(self, facts: Sequence[EventFact]) -> frozenset[str]:
        """Return the distinct origins of the documents that hold some facts; copies of one text are one origin."""
        if len(facts) == 1:
            return frozenset((self.origin(facts[0]),))
        by_copy: dict[str, set[str]] = {}
        for fact in facts:
            by_copy.setdefault(fact.place.copy_of, set()).add(self.origin(fact))
        return frozenset(_preferred(candidates) for candidates in by_copy.values())

    def origin(self, fact: EventFact) -> str:
        """Return the origin of one mention: the third party that it credits, else who published the article."""
        credited = self._credited(fact)
        return credited or self.by_document[fact.place.document_id]

    def _credited(self, fact: EventFact) -> str | None:
        if fact.is_own_statement:
            return None
        if fact.source_id is not None:
            name = self.names.get(fact.source_id, "")
            return f"name:{_agency(name) or name}" if name else f"id:{fact.source_id}"
        agency = _agency(folded(fact.mention.source_surface or ""))
        return f"name:{agency}" if agency else None


def find_publishers(
    articles: Sequence[ReadArticle], entities: Iterable[Entity], copies: Mapping[str, str]
) -> Publishers:
    """Work out who published each document; documents that are copies of one text share one publisher."""
    candidates: dict[str, set[str]] = {}
    for read in articles:
        document_id = read.document.document_id
        candidates.setdefault(copies.get(document_id, document_id), set()).add(_publisher(read))
    chosen = {earliest: _preferred(found) for earliest, found in candidates.items()}
    by_document = {
        read.document.document_id: chosen[copies.get(read.document.document_id, read.document.document_id)]
        for read in articles
    }
    return Publishers(by_document, {entity.entity_id: folded(entity.name) for entity in entities})


def _publisher(read: ReadArticle) -> str:
    for signature in (read.article.byline, read.article.outlet):
        agency = _agency(folded((signature or "")[:_LONGEST_SIGNATURE]))
        if agency:
            return f"name:{agency}"
    outlet = folded(read.article.outlet or "")
    return f"name:{outlet}" if outlet else f"document:{read.document.document_id}"


@lru_cache(maxsize=_REMEMBERED)
def _agency(wording: str) -> str | None:
    """Return the agency that a folded wording names, if any."""
    padded = f" {wording} "
    return next((name for form, name in sorted(origins().agencies.items()) if f" {folded(form)} " in padded), None)


def _preferred(candidates: Collection[str]) -> str:
    return min(candidates, key=_preference) if len(candidates) > 1 else next(iter(candidates))


def _preference(origin: str) -> tuple[bool, bool, str]:
    """Prefer a name over a bare document: a copy that says where it comes from speaks for those that don't."""
    kind, _, name = origin.partition(":")
    return kind != "name", name not in origins().agencies.values(), origin
