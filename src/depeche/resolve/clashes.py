"""Contradictions and denials between mentions of events (section 7 of the ontology): polarity, exclusive types,
functional arguments.

Precision comes first: both sides must commit, go back to different origins, and speak of the same days; what was
merely written earlier contradicts nothing. Figures that stand by themselves are compared in `claims`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from depeche.model import Claim
from depeche.resolve.clusters import Cluster
from depeche.resolve.compare import compatible
from depeche.resolve.event_versions import Versions, versions_of_one
from depeche.resolve.facts import EventFact, Strength
from depeche.resolve.local_events import begins_with_any
from depeche.resolve.names import folded
from depeche.resolve.order import Days, gap
from depeche.resolve.origins import Publishers
from depeche.resolve.relations import (
    Bearing,
    are_independent,
    is_asserted,
    is_later,
    reason,
    strongest,
    strongest_per_document,
)
from depeche.resolve.status import find_when
from depeche.resolve.vocabulary import Exclusive, contradictions, event_types

_TIME_ZONES = 1


def polarity_clashes(cluster: Cluster, publishers: Publishers) -> Iterator[Bearing]:
    """Yield each document's denial of an event, against the strongest affirmation from elsewhere.

    What may happen again, somebody may well have done on another occasion: both sides must be dated.
    """
    if cluster.type in event_types().passing:
        return
    once = event_types().of(cluster.type).once
    positive = [fact for fact in cluster.facts if fact.is_positive and fact.strength <= Strength.RUMOUR]
    for denial in strongest_per_document(fact for fact in cluster.facts if fact.is_negative_fact):
        others = (fact for fact in positive if once or (fact.days is not None and denial.days is not None))
        affirmed = strongest(fact for fact in others if _meet(fact, denial, publishers))
        if affirmed is None:
            continue
        if denial.is_denial or denial.is_own_statement or not is_asserted(affirmed):
            yield Bearing("denies", denial, affirmed, reason("denial"), makes_contested=is_asserted(affirmed))
        else:
            yield Bearing("contradicts", denial, affirmed, reason("polarity"), makes_contested=True)


def _meet(positive: EventFact, denial: EventFact, publishers: Publishers) -> bool:
    """Tell whether an affirmation and a denial come from different mouths and speak of the same moment."""
    if positive.place.document_id == denial.place.document_id:
        return (
            _speaker(positive) is not None and _speaker(denial) is not None and _speaker(positive) != _speaker(denial)
        )
    if not are_independent(positive, denial, publishers):
        return False
    if positive.days is not None and denial.days is not None:
        return gap(positive.days, denial.days) == 0
    written = denial.place.published
    if positive.days is not None and written is not None:
        return positive.days.first <= written.last  # before that day it was true that it had not happened
    return not is_later(positive, denial)


def _speaker(fact: EventFact) -> str | None:
    return fact.source_id or fact.mention.source_surface


def exclusive_clashes(clusters: Sequence[Cluster], publishers: Publishers) -> Iterator[Bearing]:
    """Yield pairs of events whose types exclude each other for the same people, organisation and days."""
    for rule in contradictions().exclusive:
        versions: dict[frozenset[tuple[str, str]], tuple[list[Cluster], list[Cluster]]] = defaultdict(lambda: ([], []))
        for cluster in clusters:
            if cluster.type in rule.types and cluster.is_named:
                versions[cluster.who][rule.types.index(cluster.type)].append(cluster)
        for ones, others in versions.values():
            near = Versions(others if ones else ())
            for one in ones if others else ():
                for at in near.of(one):
                    yield from _exclusive_clash(one, others[at], rule, publishers)


def _exclusive_clash(one: Cluster, other: Cluster, rule: Exclusive, publishers: Publishers) -> Iterator[Bearing]:
    """Yield the clash of two versions of an event, except from texts that hold both types to be true."""
    in_both = one.documents & other.documents
    left = [fact for fact in one.facts if _is_outright(fact, rule) and fact.place.document_id not in in_both]
    right = [fact for fact in other.facts if _is_outright(fact, rule) and fact.place.document_id not in in_both]
    names = contradictions().types
    sentence = reason("exclusive", left=names.get(one.type, one.type), right=names.get(other.type, other.type))
    first, second = strongest(left), strongest(right)
    if first is None or second is None:
        return
    pairs = [(first, fact) for fact in strongest_per_document(right)] + [
        (fact, second) for fact in strongest_per_document(left)
    ]
    for one_fact, other_fact in pairs:
        if are_independent(one_fact, other_fact, publishers):
            yield Bearing("contradicts", one_fact, other_fact, sentence, makes_contested=True)


def _is_outright(fact: EventFact, rule: Exclusive) -> bool:
    return is_asserted(fact) and not begins_with_any(folded(fact.mention.trigger), rule.neutral.get(fact.type, ()))


def date_clashes(cluster: Cluster, publishers: Publishers) -> Iterator[Bearing]:
    """Yield the articles that date what happens once on another day than most do."""
    if not event_types().of(cluster.type).once:
        return
    dated = [fact for fact in cluster.facts if is_asserted(fact) and fact.days is not None]
    agreed = find_when(dated)
    if agreed.start is None or agreed.end is None:
        return
    days = Days.of(agreed.start, agreed.end)
    for_it = strongest(fact for fact in dated if fact.days == days)
    for fact in strongest_per_document(
        fact for fact in dated if fact.days is not None and gap(fact.days, days) > _TIME_ZONES
    ):
        if for_it is not None and fact.days is not None and are_independent(fact, for_it, publishers):
            yield Bearing("contradicts", fact, for_it, reason("date", left=_written(fact.days), right=_written(days)))


def _written(days: Days) -> str:
    first, last = days.first_on.isoformat(), days.last_on.isoformat()
    return first if first == last else f"{first}/{last}"


def argument_clashes(
    clusters: Sequence[Cluster], publishers: Publishers, names: Mapping[str, str]
) -> Iterator[Bearing]:
    """Yield the articles that fill a functional role otherwise than most, in an event or versions of it."""
    versions: dict[tuple[str, frozenset[tuple[str, str]]], list[Cluster]] = defaultdict(list)
    for cluster in clusters:
        if cluster.is_named:
            versions[cluster.type, cluster.who].append(cluster)
    for (name, _), same in versions.items():
        roles = event_types().of(name).functional
        groups = list(versions_of_one(same)) if roles else []
        for role in roles:
            for together in groups:
                facts = [fact for cluster in together for fact in cluster.facts]
                yield from _filler_clashes(facts, role, publishers, names)


def _filler_clashes(
    facts: Sequence[EventFact], role: str, publishers: Publishers, names: Mapping[str, str]
) -> Iterator[Bearing]:
    filled = [fact for fact in facts if len(fact.roles.get(role, ())) == 1 and is_asserted(fact)]
    if len(filled) < 2:
        return
    votes = Counter(next(iter(fact.roles[role])) for fact in strongest_per_document(filled))
    if len(votes) < 2:
        return
    agreed = min(votes, key=lambda entity: (-votes[entity], entity))
    for_it = strongest(fact for fact in filled if fact.roles[role] == {agreed})
    for fact in strongest_per_document(fact for fact in filled if agreed not in fact.roles[role]):
        (filler,) = fact.roles[role]
        if (
            for_it is None
            or not are_independent(fact, for_it, publishers)
            or is_later(fact, for_it)
            or is_later(for_it, fact)
        ):
            continue  # another filler on another day is how things went on
        told = contradictions().roles.get(role, role)
        sentence = reason("argument", role=told, left=names.get(filler, filler), right=names.get(agreed, agreed))
        yield Bearing("contradicts", fact, for_it, sentence, makes_contested=True)


def amount_clashes(
    cluster: Cluster, publishers: Publishers, claims: Mapping[str, Sequence[Claim]]
) -> Iterator[Bearing]:
    """Yield the articles with another amount for a functional role, read from figures in the argument."""
    for role in event_types().of(cluster.type).functional:
        stated = [
            (fact, amount) for fact in cluster.facts if is_asserted(fact) for amount in _amounts(fact, role, claims)
        ]
        if not stated:
            continue
        for_it, amount = min(stated, key=lambda pair: (pair[0].strength, pair[0].place.rank, pair[1].start))
        for fact, other in stated:
            comparable = (other.measure, other.unit) == (amount.measure, amount.unit) and not compatible(amount, other)
            same_day = not is_later(fact, for_it) and not is_later(for_it, fact)
            if comparable and same_day and are_independent(fact, for_it, publishers):
                told = contradictions().roles.get(role, role)
                yield Bearing(
                    "contradicts",
                    fact,
                    for_it,
                    reason("amount", role=told, left=other.surface, right=amount.surface),
                    makes_contested=True,
                )


def _amounts(fact: EventFact, role: str, claims: Mapping[str, Sequence[Claim]]) -> list[Claim]:
    spans = [
        (argument.start, argument.end)
        for argument in fact.mention.arguments
        if argument.role == role and argument.entity_id is None
    ]
    if not spans:
        return []
    return [
        claim
        for claim in claims.get(fact.place.document_id, ())
        if any(claim.start < end and start < claim.end for start, end in spans)
    ]
