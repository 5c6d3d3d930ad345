"""What must hold of one annotation before its rows are made: a fault here costs that document, not the release."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from depeche import ids
from depeche.model import Annotation, Article


def find_fault(article: Article, annotation: Annotation) -> str | None:
    """Return the first fault of an annotation in words, None when there is none."""
    text = article.text
    for what, start, end, surface in _spans(annotation):
        if not 0 <= start < end <= len(text) or text[start:end] != surface:
            return f"{what} {start}-{end} is not a verbatim stretch of the text"
    counts = Counter(_ids(article.document_id, annotation))
    twice = sorted(key for key, count in counts.items() if count > 1)
    if twice:
        return f"the id {twice[0]} stands for {counts[twice[0]]} things"
    return None


def _spans(annotation: Annotation) -> Iterator[tuple[str, int, int, str]]:
    for mention in annotation.mentions:
        yield "mention", mention.start, mention.end, mention.surface
    for quote in annotation.quotes:
        yield "quotation", quote.start, quote.end, quote.text
    for claim in annotation.claims:
        yield "figure", claim.start, claim.end, claim.surface
    for event in annotation.events:
        yield "event", event.start, event.end, event.trigger
        for argument in event.arguments:
            yield "argument", argument.start, argument.end, argument.surface


def _ids(document: str, annotation: Annotation) -> Iterator[str]:
    yield from (ids.mention_id(document, mention) for mention in annotation.mentions)
    yield from (ids.affiliation_id(document, affiliation) for affiliation in annotation.affiliations)
    yield from (ids.quote_id(document, quote) for quote in annotation.quotes)
    yield from (ids.claim_id(document, claim) for claim in annotation.claims)
    yield from (ids.event_mention_id(document, event) for event in annotation.events)
