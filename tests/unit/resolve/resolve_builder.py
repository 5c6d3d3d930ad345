"""A small builder of read articles for the tests of resolve: invented texts, offsets found in them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from depeche import ids
from depeche.model import (
    Annotation,
    Article,
    Claim,
    ClaimGroup,
    Cue,
    DateExpression,
    Document,
    EventArgument,
    EventMention,
    LinkedEntity,
    Mention,
    ReadArticle,
    Resolution,
    Sentence,
)
from depeche.resolve.names import folded

DISMISS = "PERSONNEL.DISMISS"
RESIGN = "PERSONNEL.RESIGN"
START = "PERSONNEL.START_POSITION"


def local_id(name: str, label: str = "PER") -> str:
    """Return the id that the language room gives to a name that no knowledge base knows."""
    return ids.local_entity_id(label, folded(name))


class Draft:
    """An article in the making; names must stand in the text, every occurrence becomes a mention."""

    def __init__(
        self,
        uri: str,
        text: str,
        *,
        on: date | None = None,
        granularity: str = "day",
        outlet: str | None = None,
        byline: str | None = None,
        title: str | None = None,
    ) -> None:
        self.uri, self.text, self.on, self.granularity = uri, text, on, granularity
        self.outlet, self.byline, self.title = outlet, byline, title
        self.document_id = ids.document_id(uri)
        self._mentions: list[Mention] = []
        self._entities: dict[str, LinkedEntity] = {}
        self._events: list[EventMention] = []
        self._claims: list[Claim] = []

    def name(self, name: str, label: str = "PER", *, known: str | None = None, aliases: Sequence[str] = ()) -> Draft:
        """Mention a name wherever it stands; `known` is its id in the knowledge base."""
        entity_id = known or local_id(name, label)
        wikidata = known if known and known.startswith("Q") else None
        self._entities[entity_id] = LinkedEntity(entity_id, name, label, wikidata, known, tuple(aliases), None)
        at = self.text.find(name)
        assert at >= 0, f"{name} is not in the text"
        while at >= 0:
            self._mentions.append(Mention(0, at, at + len(name), name, label, entity_id, "model", 0.9))
            at = self.text.find(name, at + len(name))
        return self

    def event(
        self,
        type_: str,
        trigger: str,
        *,
        realis: str = "ACTUAL",
        polarity: str = "positive",
        source: tuple[str | None, str] | None = None,
        day: date | tuple[date, date] | None = None,
        key: str | None = None,
        denial: bool = False,
        spans: Sequence[tuple[str, str]] = (),
        **roles: str | Sequence[str],
    ) -> Draft:
        """Add an event mention; roles give entity ids, `spans` (role, wording) arguments that are no entities."""
        at = self.text.index(trigger)
        arguments = [
            EventArgument(role, entity, entity, 0, 1)
            for role, entities in roles.items()
            for entity in ((entities,) if isinstance(entities, str) else entities)
        ]
        for role, wording in spans:
            start = self.text.index(wording)
            arguments.append(EventArgument(role, None, wording, start, start + len(wording)))
        found = None
        if day is not None:
            first, last = day if isinstance(day, tuple) else (day, day)
            found = DateExpression(
                0, 1, "ce jour", first, last, "day" if first == last else "month", "explicit", "test"
            )
        cues = (Cue(0, 1, "dément", "denial", "test"),) if denial else ()
        self._events.append(
            EventMention(
                sentence_index=0,
                start=at,
                end=at + len(trigger),
                trigger=trigger,
                type=type_,
                polarity=polarity,  # type: ignore[arg-type]
                realis=realis,  # type: ignore[arg-type]
                source_id=source[0] if source else None,
                source_surface=source[1] if source else None,
                source=None,
                source_cue=None,
                date=found,
                confidence=0.8,
                method="test",
                arguments=tuple(arguments),
                cues=cues,
                in_document_key=key or f"{type_}:{sorted(map(str, roles.items()))}",
            )
        )
        return self

    def claim(
        self,
        surface: str,
        value: float,
        *,
        measure: str = "headcount",
        unit: str = "person",
        comparator: str = "exact",
        value_max: float | None = None,
        subject: str | None = None,
        entity: str | None = None,
    ) -> Draft:
        """Add a figure."""
        at = self.text.index(surface)
        self._claims.append(
            Claim(
                0, at, at + len(surface), surface, measure, value, value_max, unit, comparator, subject, entity, "test"
            )  # type: ignore[arg-type]
        )
        return self

    def build(self) -> ReadArticle:
        """Return the article."""
        document = Document(
            self.document_id,
            self.uri,
            None,
            "text/plain",
            "utf-8",
            len(self.text),
            "0" * 64,
            self.text,
            None,
            "article",
        )
        granularity = self.granularity if self.on else None
        article = Article(
            self.document_id, self.title, self.text, "fr", 1.0, self.on, granularity, "test" if self.on else None,  # type: ignore[arg-type]
            self.outlet, self.byline, 1.0, (), (), (),
        )  # fmt: skip
        annotation = Annotation(
            sentences=(Sentence(0, 0, len(self.text)),),
            mentions=tuple(sorted(self._mentions, key=lambda m: m.start)),
            entities=tuple(self._entities[key] for key in sorted(self._entities)),
            affiliations=(),
            quotes=(),
            dates=(),
            claims=tuple(self._claims),
            events=tuple(self._events),
            cues=(),
        )
        return ReadArticle(document, article, annotation)


def events_by_mention(found: Resolution, articles: Iterable[ReadArticle]) -> dict[str, str]:
    """Return the event of every event mention, by the id of the mention."""
    by_mention = {}
    for read in articles:
        document = read.document.document_id
        for event, event_id in zip(read.annotation.events, found.event_ids[document], strict=True):
            by_mention[ids.event_mention_id(document, event)] = event_id
    return by_mention


def groups_by_claim(found: Resolution, articles: Iterable[ReadArticle]) -> dict[str, ClaimGroup]:
    """Return the group of every figure, by its id."""
    by_claim = {}
    for read in articles:
        document = read.document.document_id
        for claim, group in zip(read.annotation.claims, found.claim_groups.get(document, ()), strict=True):
            by_claim[ids.claim_id(document, claim)] = group
    return by_claim
