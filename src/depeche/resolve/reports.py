"""What each document reports, as far as other documents bear on it: its events by those who decide them.

A report is remembered under all that it depends on, the document's own words and what the corpus has decided about its
names, copies and story. Its events are built only where they are looked at. Not here: what reports have in common
(`circles`, `figures`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache
from hashlib import sha256

import msgspec

from depeche.model import ReadArticle
from depeche.resolve.facts import Place, chosen_facts, event_facts, place_of
from depeche.resolve.local_events import LocalEvent, local_event, local_events
from depeche.resolve.memory import Memory, key_of, remembered
from depeche.resolve.origins import Publishers
from depeche.resolve.vocabulary import contradictions, event_types

_TIE_BYTES = 8


class Part(msgspec.Struct, frozen=True, gc=False, array_like=True):
    """One event of a document, and what ties it to events of others. Ties that agree by chance do no harm."""

    mentions: tuple[int, ...]  # where its mentions stand in the annotation, as `LocalEvent.facts` has them
    ties: tuple[bytes, ...]  # events with a tie in common may be one or contradict each other; none: nobody decides
    heads: tuple[bytes, ...]  # of an event of 'the head of' some organisation: what the one with a name would have
    may_be_head: tuple[bytes, ...]


@dataclass(frozen=True, slots=True)
class Decided:
    """What the corpus has decided about names, copies and stories."""

    final: Mapping[str, str]
    names: Mapping[str, str]  # of entities
    persons: Set[str]
    publishers: Publishers
    copies: Mapping[str, str]
    stories: Mapping[str, str]


@dataclass(slots=True)
class Report:
    """A document with its events; `key` differs whenever anything does that its events or figures depend on."""

    read: ReadArticle
    place: Place
    key: bytes
    parts: tuple[Part, ...]
    built: Mapping[int, LocalEvent]  # by the number of the part, where that was needed

    def local_event(self, number: int, decided: Decided) -> LocalEvent:
        """Return an event of the document."""
        known = self.built.get(number)
        if known is not None:
            return known
        facts = chosen_facts(self.read, self.place, decided.final, self.parts[number].mentions)
        return local_event(facts, decided.persons)


def find_reports(articles: Sequence[ReadArticle], decided: Decided, memory: Memory) -> list[Report]:
    """Return the reports of documents, which must stand earliest first."""
    told = {
        read_id: msgspec.msgpack.encode((read_id, final, decided.names.get(final), final in decided.persons))
        for read_id, final in decided.final.items()
    }
    decoder = msgspec.msgpack.Decoder(tuple[Part, ...])
    reports = []
    for rank, read in enumerate(articles):
        place = place_of(read, rank, decided.copies, decided.stories)
        report = Report(read, place, _key(read, place, decided, told), (), {})
        report.parts = remembered(memory, report.key, decoder, lambda report=report: _divided(report, decided))  # type: ignore[misc]
        reports.append(report)
    return reports


def _key(read: ReadArticle, place: Place, decided: Decided, told: Mapping[str, bytes]) -> bytes:
    facts = (read.key, place.copy_of, place.story_id, decided.publishers.by_document[place.document_id])
    entities = sorted(set(_entities(read)))
    return key_of("report", (sha256(msgspec.msgpack.encode(facts)).digest(), *[told[entity] for entity in entities]))


def _entities(read: ReadArticle) -> Iterator[str]:
    """Give the entities of events and figures."""
    for event in read.annotation.events:
        if event.source_id is not None:
            yield event.source_id
        for argument in event.arguments:
            if argument.entity_id is not None:
                yield argument.entity_id
    for claim in read.annotation.claims:
        if claim.entity_id is not None:
            yield claim.entity_id


def _divided(report: Report, decided: Decided) -> tuple[Part, ...]:
    """Divide the mentions of a document into its events, and leave these in the report."""
    found = local_events(event_facts(report.read, report.place, decided.final), decided.persons)
    report.built = dict(enumerate(found))
    return tuple([_part(local) for local in found])


def _part(local: LocalEvent) -> Part:
    """Return an event of a document with what ties it to others."""
    organisations = sorted(local.where.get("organization", ()))
    heads = [_tie("head", local.type, organisation) for organisation in organisations]
    return Part(
        mentions=tuple([at for fact in local.facts for at in fact.at]),
        ties=tuple(_ties(local)),
        heads=tuple(heads if local.describes_leader else ()),
        may_be_head=tuple(heads if local.names_person else ()),
    )


def _ties(local: LocalEvent) -> Iterator[bytes]:
    """Give the ties of those who decide an event: of all of them together, or, where sides are equal and not all of
    them need be the same, of each.
    """
    entities = sorted({entity for _, entity in local.who})
    kin = _kin().get(local.type, local.type)
    if event_types().of(local.type).symmetric and len(local.who) > 1:
        yield from (_tie("one of several", kin, entity) for entity in entities)
    elif entities:
        yield _tie("all", kin, *entities)


@cache
def _kin() -> Mapping[str, str]:
    """Return a name in common for types of events that exclude each other."""
    kin: dict[str, str] = {}
    for rule in contradictions().exclusive:
        one, other = (kin.get(name, name) for name in rule.types)
        kin.update(dict.fromkeys((*rule.types, *(name for name, known in kin.items() if known in (one, other))), one))
    return kin


def _tie(*facts: str) -> bytes:
    return sha256("\n".join(facts).encode()).digest()[:_TIE_BYTES]
