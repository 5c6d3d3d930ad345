"""What one room hands to the next: frozen records, no behaviour.

Offsets are Unicode code points, `start` inclusive, `end` exclusive. `raw_*` offsets point into the document's raw text,
all others into the article's text. Names are those of the columns that they fill (schemas/); a field that is no
column says so. Unknown is None.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal, NamedTuple

Disposition = Literal["article", "duplicate", "rejected"]
SegmentKind = Literal["title", "subheading", "paragraph", "list_item", "caption"]
Label = Literal["PER", "ORG", "LOC", "PROD", "MISC"]
MentionMethod = Literal["model", "gazetteer", "alias", "coreference"]
AffiliationStatus = Literal["current", "former", "interim", "incoming"]
QuoteKind = Literal["direct", "mixed", "indirect"]
Polarity = Literal["positive", "negative"]
Realis = Literal[
    "ACTUAL",
    "UNCONFIRMED",
    "PLANNED",
    "POSSIBLE",
    "HYPOTHETICAL",
    "REQUESTED",
    "THREATENED",
    "ATTEMPTED",
    "GENERIC",
    "QUESTION",
]
DateBasis = Literal["explicit", "relative", "publication", "none"]
Granularity = Literal["day", "week", "month", "quarter", "year", "decade", "time", "vague"]
Comparator = Literal["exact", "about", "at_least", "at_most", "more_than", "less_than", "range"]


class Span(NamedTuple):
    """A stretch of text."""

    start: int
    end: int


# ---------------------------------------------------------------- ingest


@dataclass(frozen=True, slots=True)
class Document:
    """One raw scrape, one row of `documents`."""

    document_id: str
    source_uri: str
    url: str | None
    media_type: str
    encoding: str | None
    size_bytes: int
    content_sha256: str
    raw_text: str | None  # None when the bytes are no text
    collected_at: datetime | None  # UTC, only when the scrape itself says it; never a file's modification time
    disposition: Disposition
    disposition_reason: str | None = None
    duplicate_of: str | None = None


class Block(NamedTuple):
    """A stretch of raw text that one block element of an HTML page holds. Not a column."""

    start: int  # raw offsets
    end: int
    tag: str  # p, h1, li, figcaption …
    ancestors: tuple[str, ...]  # tag names from the body down to the parent
    # lower-case words of class, id, role, aria-label, itemprop of the element and its ancestors, outermost first
    hints: tuple[str, ...]
    link_chars: int  # characters of the stretch that stand inside a link
    number: int = 0  # of the element, in document order; blocks of one number come from one element
    inside: tuple[int, ...] = ()  # numbers of the ancestors


@dataclass(frozen=True, slots=True)
class Declared:
    """What the scrape says of itself outside its text: meta elements, JSON-LD, fields of a record. Not columns."""

    title: str | None = None
    outlet: str | None = None
    byline: str | None = None
    published_on: date | None = None
    published_granularity: Literal["day", "month", "year"] | None = None
    language: str | None = None
    description: str | None = None


@dataclass(frozen=True, slots=True)
class Scrape:
    """A document as ingest hands it to clean."""

    document: Document
    declared: Declared = field(default_factory=Declared)
    blocks: tuple[Block, ...] = ()  # empty for plain text


# ---------------------------------------------------------------- clean


class LearnedLine(NamedTuple):
    """A line that returns in many documents of an outlet, as cleaning is told of it (see `clean.recurring`)."""

    digest: int
    support: int  # independent documents of the outlet, rounded down to 5, 10, 20, 50 … so that it changes seldom
    is_anywhere: bool  # it stands in so many that it is cut amid the running text too
    size: int  # characters


@dataclass(frozen=True, slots=True)
class Segment:
    """A kept stretch, verbatim: raw_text[raw_start:raw_end] == text[start:end]."""

    segment_index: int
    kind: SegmentKind
    raw_start: int
    raw_end: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class RemovedSpan:
    """A cut stretch of raw text with the rule that cut it."""

    raw_start: int
    raw_end: int
    text: str
    category: str
    rule: str


@dataclass(frozen=True, slots=True)
class Article:
    """What cleaning makes of a document: one row of `articles`, its segments, and the ledger.

    `rejection` is None for a kept article, else the reason why the document is no article (not a column of `articles`).
    Segments, removed spans and white space partition the raw text in both cases.
    """

    document_id: str
    title: str | None
    text: str
    language: str | None
    language_confidence: float | None
    published_on: date | None
    published_granularity: Literal["day", "month", "year"] | None
    published_basis: str | None
    outlet: str | None
    byline: str | None
    kept_ratio: float
    quality_flags: tuple[str, ...]
    segments: tuple[Segment, ...]
    removed: tuple[RemovedSpan, ...]
    rejection: str | None = None


# ---------------------------------------------------------------- language


@dataclass(frozen=True, slots=True)
class Reference:
    """The publication date that relative expressions refer to; `on` is the first day of a month or year."""

    on: date | None = None
    granularity: Literal["day", "month", "year"] | None = None


@dataclass(frozen=True, slots=True)
class Sentence:
    sentence_index: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Mention:
    sentence_index: int
    start: int
    end: int
    surface: str
    label: Label
    entity_id: str | None
    method: MentionMethod
    confidence: float


@dataclass(frozen=True, slots=True)
class LinkedEntity:
    """An entity that mentions of one text refer to; the corpus-wide row of `entities` is made in resolve."""

    entity_id: str  # the Wikidata id where the knowledge base has one, else a local id
    name: str
    label: Label
    wikidata_id: str | None
    kb_key: str | None  # None: not in the knowledge base
    aliases: tuple[str, ...]
    description: str | None


@dataclass(frozen=True, slots=True)
class Affiliation:
    sentence_index: int
    start: int  # the whole stretch that states it
    end: int
    person_id: str | None
    person: Span | None
    role: str
    role_surface: str | None
    role_span: Span | None
    organization_id: str | None
    organization: Span | None
    status: AffiliationStatus
    method: str


@dataclass(frozen=True, slots=True)
class Quote:
    start: int  # without the outer marks
    end: int
    text: str
    kind: QuoteKind
    speaker_id: str | None
    speaker_surface: str | None
    speaker: Span | None
    cue: str | None
    is_unconfirmed: bool
    is_continuation: bool
    method: str


@dataclass(frozen=True, slots=True)
class DateExpression:
    """An expression of a day or period; the bounds are inclusive days, None where it has no place in the calendar."""

    start: int
    end: int
    surface: str
    date_start: date | None
    date_end: date | None
    granularity: Granularity
    basis: DateBasis
    method: str


@dataclass(frozen=True, slots=True)
class Claim:
    sentence_index: int
    start: int
    end: int
    surface: str
    measure: str
    value: float
    value_max: float | None
    unit: str
    comparator: Comparator
    subject_surface: str | None
    entity_id: str | None
    method: str


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that decided about realis, polarity or source."""

    start: int
    end: int
    surface: str
    kind: (
        str  # conditional, negation, rumour, plan, possibility, condition, request, threat, attempt, question, source …
    )
    rule: str


@dataclass(frozen=True, slots=True)
class EventArgument:
    role: str
    entity_id: str | None
    surface: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class EventMention:
    sentence_index: int
    start: int
    end: int
    trigger: str
    type: str
    polarity: Polarity
    realis: Realis
    source_id: str | None
    source_surface: str | None
    source: Span | None
    source_cue: Span | None
    date: DateExpression | None
    confidence: float
    method: str
    arguments: tuple[EventArgument, ...]
    cues: tuple[Cue, ...]
    in_document_key: str  # mentions of one text with the same key are one event


@dataclass(frozen=True, slots=True)
class Annotation:
    """Everything that the language room reads in one text."""

    sentences: tuple[Sentence, ...]
    mentions: tuple[Mention, ...]
    entities: tuple[LinkedEntity, ...]
    affiliations: tuple[Affiliation, ...]
    quotes: tuple[Quote, ...]
    dates: tuple[DateExpression, ...]
    claims: tuple[Claim, ...]
    events: tuple[EventMention, ...]
    cues: tuple[Cue, ...]


@dataclass(frozen=True, slots=True)
class ReadArticle:
    """A kept article with all that was read in it, as the language room hands it to resolve."""

    document: Document
    article: Article
    annotation: Annotation
    key: str = ""  # differs whenever one of the three does; empty where nobody asks


# ---------------------------------------------------------------- resolve


@dataclass(frozen=True, slots=True)
class Entity:
    """One row of `entities`."""

    entity_id: str
    name: str
    label: Label
    wikidata_id: str | None
    aliases: tuple[str, ...]
    description: str | None
    mention_count: int
    document_count: int
    first_published_on: date | None
    last_published_on: date | None


@dataclass(frozen=True, slots=True)
class Event:
    """One row of `events`."""

    event_id: str
    type: str
    label: str
    status: Literal["confirmed", "reported", "unconfirmed", "planned", "contested", "denied"]
    date_start: date | None
    date_end: date | None
    date_granularity: Granularity | None
    participant_ids: tuple[str, ...]
    mention_count: int
    document_count: int
    independent_source_count: int
    first_published_on: date | None


@dataclass(frozen=True, slots=True)
class EventRelation:
    """One row of `event_relations`; left and right are event mention ids or claim ids."""

    relation_id: str
    kind: Literal["contradicts", "denies", "confirms", "updates"]
    left_id: str
    right_id: str
    reason: str


@dataclass(frozen=True, slots=True)
class ClaimGroup:
    """Which claims speak of the same figure, and whether they disagree."""

    claim_group: str
    is_contested: bool


@dataclass(frozen=True, slots=True)
class Resolution:
    """What resolve finds across documents. Keys of the mappings are ids made by `depeche.ids`."""

    entities: tuple[Entity, ...]
    entity_ids: dict[str, str]  # entity id as read in a text -> id of its row in `entities` (itself unless merged)
    events: tuple[Event, ...]
    event_ids: dict[str, tuple[str, ...]]  # document_id -> event_id of each of its event mentions
    relations: tuple[EventRelation, ...]
    claim_groups: dict[str, tuple[ClaimGroup, ...]]  # document_id -> group of each of its claims, where it has any
    near_duplicates: dict[
        str, str
    ]  # document_id -> earliest document_id of its cluster, only where it has an earlier one
    story_ids: dict[str, str]  # document_id -> story_id


# ---------------------------------------------------------------- quality


@dataclass(frozen=True, slots=True)
class Rejection:
    """A document or row that did not pass; release_id and rejection_id are added when the row is written."""

    stage: str  # ingest, clean, language, resolve, validate
    table: str
    row_key: str
    reason: str
    detail: str | None = None
    row_json: str | None = None
