"""Recipes of identifiers: a short prefix and a hash of the fewest stable raw facts.

Changing a recipe is a breaking change: old ids need an old-to-new map. Not here: anything that needs a table or a file.
"""

from __future__ import annotations

import hashlib

from depeche.model import Affiliation, Claim, EventMention, Mention, Quote

_DIGITS = 16


def stable_id(prefix: str, *facts: str | int) -> str:
    """Return `prefix-<16 hex digits>` over the facts in order; the separator cannot occur inside a fact's length
    prefix.
    """
    joined = "".join([f"{len(fact)}:{fact}" for fact in map(str, facts)])
    raw = joined.encode() if joined.isascii() else b"".join(_measured(str(fact)) for fact in facts)
    return f"{prefix}-{hashlib.sha256(raw).hexdigest()[:_DIGITS]}"


def _measured(fact: str) -> bytes:
    raw = fact.encode("utf-8", "surrogatepass")
    return f"{len(raw)}:".encode() + raw


def document_id(source_uri: str) -> str:
    """Return the id of the document at a source address."""
    return stable_id("doc", source_uri)


def span_id(prefix: str, document: str, start: int, end: int, *facts: str | int) -> str:
    """Return the id of something read at a span of a document's article text."""
    return stable_id(prefix, document, start, end, *facts)


def local_entity_id(label: str, name: str) -> str:
    """Return the id of an entity without a Wikidata id; `name` must be normalised by the caller (see
    language.entities).
    """
    return stable_id("ent", label, name)


def mention_id(document: str, mention: Mention) -> str:
    """Return the id of an entity mention."""
    return span_id("men", document, mention.start, mention.end, mention.label)


def affiliation_id(document: str, affiliation: Affiliation) -> str:
    """Return the id of an affiliation: who, as what, where, as one stretch states it."""
    who, where = affiliation.person or (-1, -1), affiliation.organization or (-1, -1)
    return span_id(
        "aff", document, affiliation.start, affiliation.end, *who, affiliation.role, *where, affiliation.status
    )


def quote_id(document: str, quote: Quote) -> str:
    """Return the id of a quotation."""
    return span_id("quo", document, quote.start, quote.end, quote.kind)


def claim_id(document: str, claim: Claim) -> str:
    """Return the id of a figure."""
    return span_id("clm", document, claim.start, claim.end, claim.measure, repr(claim.value))


def event_mention_id(document: str, event: EventMention) -> str:
    """Return the id of an event mention; one trigger may evoke several types, or one type with several realis
    values.
    """
    return span_id("evm", document, event.start, event.end, event.type, event.realis, event.polarity)
