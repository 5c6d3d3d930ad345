"""The figures of each story: a story's are grouped by themselves, and remembered under the reports of its documents.

Not here: which figures speak of the same thing (see `claims`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

import msgspec

from depeche import ids
from depeche.model import ClaimGroup, EventRelation
from depeche.resolve.claims import claim_facts, group_claims
from depeche.resolve.memory import Memory, key_of, remembered
from depeche.resolve.reports import Decided, Report


class Figures(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """What the documents of one story count."""

    groups: tuple[tuple[ClaimGroup, ...], ...]  # by document, in the order of its claims
    relations: tuple[EventRelation, ...]


def figures_by_story(
    reports: Sequence[Report], decided: Decided, memory: Memory
) -> Iterator[tuple[list[Report], Figures]]:
    """Give the documents with figures of each story, and what becomes of these."""
    stories: dict[str, list[Report]] = defaultdict(list)
    for report in reports:
        if report.read.annotation.claims:
            stories[report.place.story_id].append(report)
    decoder = msgspec.msgpack.Decoder(Figures)
    for told in stories.values():
        key = key_of("figures", (report.key for report in told))
        yield told, remembered(memory, key, decoder, lambda told=told: _figures(told, decided))  # type: ignore[misc]


def _figures(reports: Sequence[Report], decided: Decided) -> Figures:
    found = [
        fact for report in reports for fact in claim_facts(report.read, report.place, decided.final, decided.names)
    ]
    groups, relations = group_claims(found)
    return Figures(tuple([_groups_of(report, groups) for report in reports]), relations)


def _groups_of(report: Report, groups: dict[str, ClaimGroup]) -> tuple[ClaimGroup, ...]:
    document = report.place.document_id
    return tuple([groups[ids.claim_id(document, claim)] for claim in report.read.annotation.claims])
