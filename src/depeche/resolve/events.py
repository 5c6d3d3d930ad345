"""The rows of `events`, with ids that stay from run to run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from depeche import ids
from depeche.model import Event
from depeche.resolve.clusters import Cluster
from depeche.resolve.origins import Publishers
from depeche.resolve.status import find_affirmed, find_label, find_status, find_when


def event_ids(clusters: Sequence[Cluster]) -> list[str]:
    """Return an id per event: type, deciding participants, and the day that the earliest article to date it gives, or
    else the earliest document; what later articles add does not change it.
    """
    used: set[str] = set()
    found = []
    for cluster in clusters:
        days = next((fact.days for fact in cluster.facts if fact.days is not None), None)
        anchor = days.first_on.isoformat() if days is not None else cluster.facts[0].place.document_id
        facts = (cluster.type, *sorted([entity for _, entity in cluster.who]), anchor)
        event_id = ids.stable_id("evt", *facts)
        if not cluster.who or event_id in used:  # nobody to tell it by, or another event of the same people that day
            event_id = ids.stable_id("evt", *facts, cluster.facts[0].mention_id)
        used.add(event_id)
        found.append(event_id)
    return found


def event_row(event_id: str, cluster: Cluster, publishers: Publishers, names: Mapping[str, str]) -> Event:
    """Return the row of an event that nobody contests."""
    facts = cluster.facts
    affirmed = find_affirmed(facts)
    when = find_when(affirmed)
    participants = frozenset[str]().union(*[fact.participants for fact in facts])
    return Event(
        event_id=event_id,
        type=cluster.type,
        label=find_label(affirmed, names),
        status=find_status(facts),
        date_start=when.start,
        date_end=when.end,
        date_granularity=when.granularity,
        participant_ids=tuple(sorted(participants)),
        mention_count=len(facts),
        document_count=len(cluster.documents),
        independent_source_count=len(publishers.of(affirmed)),
        first_published_on=cluster.published[0].first_on if cluster.published else None,
    )
