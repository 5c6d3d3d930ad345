"""What has been read of one text so far; each `find_…` function takes it, `annotate` adds its answer to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from depeche.language.parse import Parse
from depeche.model import (
    Affiliation,
    Claim,
    DateExpression,
    EventMention,
    LinkedEntity,
    Mention,
    Quote,
    Reference,
    Sentence,
    Span,
)


@dataclass(frozen=True, slots=True)
class Reading:
    """One text and what is known of it. Fields not yet filled are empty.

    `view` has the length of `text` (see `view`). `marked` are the stretches between quotation marks, marks excluded.
    `parses` holds, for each sentence that was parsed, the tokens of view[sentence.start:sentence.end]: add
    sentence.start to a token's idx.
    """

    text: str
    view: str
    reference: Reference = field(default_factory=Reference)
    marked: tuple[Span, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    mentions: tuple[Mention, ...] = ()
    entities: Mapping[str, LinkedEntity] = field(default_factory=dict)  # by entity_id
    parses: Mapping[int, Parse] = field(default_factory=dict)  # by sentence_index
    dates: tuple[DateExpression, ...] = ()
    affiliations: tuple[Affiliation, ...] = ()
    quotes: tuple[Quote, ...] = ()
    claims: tuple[Claim, ...] = ()
    events: tuple[EventMention, ...] = ()

    def sentence_at(self, offset: int) -> Sentence | None:
        """Return the sentence that holds `offset`, or None between sentences."""
        low, high = 0, len(self.sentences)
        while low < high:
            middle = (low + high) // 2
            if self.sentences[middle].end <= offset:
                low = middle + 1
            else:
                high = middle
        if low < len(self.sentences) and self.sentences[low].start <= offset:
            return self.sentences[low]
        return None

    def sentence_text(self, sentence: Sentence) -> str:
        """Return the normalised wording of a sentence."""
        return self.view[sentence.start : sentence.end]

    def mentions_in(self, start: int, end: int) -> tuple[Mention, ...]:
        """Return the mentions that lie wholly within a stretch, in order."""
        return tuple(m for m in self.mentions if start <= m.start and m.end <= end)
