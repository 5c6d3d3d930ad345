"""Which figures of a story speak of the same thing, and where they disagree or have moved on.

Here: groups over claims and the relations between claims. Values are compared in `compare`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from operator import attrgetter

import msgspec

from depeche import ids
from depeche.model import Claim, ClaimGroup, EventRelation, ReadArticle
from depeche.resolve.compare import compatible
from depeche.resolve.facts import Place
from depeche.resolve.names import singular, words_of
from depeche.resolve.relations import reason, relation
from depeche.resolve.vocabulary import figures

_REMEMBERED = 100_000  # wordings, which come again and again
_in_order = attrgetter("start", "end", "measure", "value", "surface")


class ClaimFact(msgspec.Struct, frozen=True, gc=False):
    """One figure with its document and final entity."""

    claim_id: str
    place: Place
    claim: Claim
    entity_id: str | None
    subject: tuple[str, ...]  # telling words of what is counted, without the entity's name
    key: tuple[int, int, str]  # orders figures: earliest article first, then place in the text


def claim_facts(
    read: ReadArticle, place: Place, final: Mapping[str, str], names: Mapping[str, str]
) -> tuple[ClaimFact, ...]:
    """Return the figures of a text, each once; `names` are those of the entities."""
    facts: dict[str, ClaimFact] = {}
    for claim in sorted(read.annotation.claims, key=_in_order):
        claim_id = ids.claim_id(place.document_id, claim)
        entity = final[claim.entity_id] if claim.entity_id is not None else None
        subject = _subject(claim.subject_surface, names.get(entity or "", ""))
        key = (place.rank, claim.start, claim_id)
        facts.setdefault(claim_id, ClaimFact(claim_id, place, claim, entity, subject, key))
    return tuple(facts.values())


def group_claims(facts: Sequence[ClaimFact]) -> tuple[dict[str, ClaimGroup], tuple[EventRelation, ...]]:
    """Return the group of every figure, and the relations between figures of one group."""
    members: dict[tuple[str, ...], list[ClaimFact]] = defaultdict(list)
    for fact in sorted(facts, key=attrgetter("key")):
        members[_group_key(fact)].append(fact)
    groups: dict[str, ClaimGroup] = {}
    relations: dict[str, EventRelation] = {}
    for key in sorted(members):
        is_compared = len(members[key]) > 1 and _is_telling(members[key][0])
        found = list(_bearings(members[key])) if is_compared else []
        is_contested = any(bearing.kind == "contradicts" for bearing in found)
        group = ClaimGroup(ids.stable_id("clg", *key), is_contested)
        groups.update({fact.claim_id: group for fact in members[key]})
        relations.update({bearing.relation_id: bearing for bearing in found})
    return groups, tuple(relations[relation_id] for relation_id in sorted(relations))


def _group_key(fact: ClaimFact) -> tuple[str, ...]:
    """Return story, measure, unit, entity and subject; a figure whose subject is not known stays alone."""
    subject = fact.subject
    place = (fact.place.story_id, fact.claim.measure, fact.claim.unit)
    if not subject and fact.entity_id is None and fact.claim.measure not in figures().self_standing:
        return (*place, "alone", fact.claim_id)
    if fact.claim.measure in figures().self_standing:
        return (*place, fact.entity_id or "")
    return (*place, fact.entity_id or "", *subject)


def _is_telling(fact: ClaimFact) -> bool:
    """Tell whether measure and subject say well enough what is counted to compare values."""
    if fact.claim.measure in figures().self_standing:
        return True
    return bool(set(fact.subject) - figures().general)


@lru_cache(maxsize=_REMEMBERED)
def _subject(surface: str | None, name: str) -> tuple[str, ...]:
    """Return the words of a subject without a name, singular, synonyms taken together, in alphabetical order."""
    rules = figures()
    named = {singular(word) for word in words_of(name)}
    words = (singular(word) for word in words_of(surface or "") if word not in rules.ignored)
    return tuple(
        sorted(
            {rules.same.get(word, word) for word in words if word not in rules.ignored | named and not word.isdigit()}
        )
    )


def _bearings(members: Sequence[ClaimFact]) -> Iterator[EventRelation]:
    """Compare each document's figure with the one before it.

    A document with two values that disagree speaks of two things, and is left out.
    """
    by_document: dict[str, list[ClaimFact]] = defaultdict(list)
    for fact in members:
        by_document[fact.place.document_id].append(fact)
    clear = [
        found[0]
        for found in by_document.values()
        if all(compatible(found[0].claim, other.claim) for other in found[1:])
    ]
    previous: ClaimFact | None = None
    for fact in clear:
        if (
            previous is not None
            and fact.place.copy_of != previous.place.copy_of
            and not compatible(previous.claim, fact.claim)
        ):
            left, right = previous.claim.surface, fact.claim.surface
            evolving = fact.claim.measure in figures().evolving
            if _is_later(fact, previous):
                if evolving:
                    yield relation(
                        "updates", fact.claim_id, previous.claim_id, reason("evolution", left=left, right=right)
                    )
            elif not evolving or _same_day(fact, previous):
                yield relation(
                    "contradicts", previous.claim_id, fact.claim_id, reason("number", left=left, right=right)
                )
        previous = fact


def _is_later(fact: ClaimFact, than: ClaimFact) -> bool:
    one, other = fact.place.published, than.place.published
    return one is not None and other is not None and one.first > other.last


def _same_day(fact: ClaimFact, other: ClaimFact) -> bool:
    return fact.place.published is not None and fact.place.published == other.place.published
