"""The order in which a text is read: marks, sentences, names, parses, dates, affiliations, quotations, figures, events.

One text in, one `Annotation` out, without files, tables or other documents; `depeche annotate` and `depeche run` both
end here.
"""

from __future__ import annotations

from dataclasses import replace

from depeche.garbage import without_collection
from depeche.language.affiliations import find_affiliations
from depeche.language.dates import find_dates
from depeche.language.entities import find_entities
from depeche.language.events import find_cues, find_events
from depeche.language.events.ordinary import find_ordinary_events, with_reports
from depeche.language.figures import find_claims
from depeche.language.nlp import FrenchModel
from depeche.language.quotes import find_quotes
from depeche.language.quotes.cast import hear
from depeche.language.reading import Reading
from depeche.language.sentences import find_marked, find_sentences
from depeche.language.view import normalised
from depeche.model import Annotation, EventMention, Reference


def annotate(text: str, *, model: FrenchModel, reference: Reference | None = None) -> Annotation:
    """Read one text. Offsets of the answer refer to exactly this string, which is neither cleaned nor changed."""
    with without_collection():  # a text makes many small objects, which die together when it has been read
        return as_annotation(read(text, model=model, reference=reference))


def as_annotation(reading: Reading) -> Annotation:
    """Return what was read of a text as the record that is kept."""
    return Annotation(
        sentences=reading.sentences,
        mentions=reading.mentions,
        entities=tuple(reading.entities[key] for key in sorted(reading.entities)),
        affiliations=reading.affiliations,
        quotes=reading.quotes,
        dates=reading.dates,
        claims=reading.claims,
        events=reading.events,
        cues=find_cues(reading),
    )


def read(text: str, *, model: FrenchModel, reference: Reference | None = None) -> Reading:
    """Fill a `Reading`, each finder building on what stands before it."""
    view = normalised(text)
    marked = find_marked(view)
    reading = Reading(text, view, reference or Reference(), marked, find_sentences(view, marked))
    mentions, entities = find_entities(reading, model)
    reading = replace(reading, mentions=mentions, entities=entities)
    parses = model.parses(reading.sentence_text(sentence) for sentence in reading.sentences)
    reading = replace(reading, parses=dict(enumerate(parses)))
    reading = replace(reading, dates=find_dates(reading))
    reading = replace(reading, affiliations=find_affiliations(reading))
    reading = hear(reading)
    reading = replace(reading, quotes=find_quotes(reading))
    reading = replace(reading, claims=find_claims(reading))
    return replace(reading, events=find_events(reading))


def every_event(reading: Reading) -> tuple[EventMention, ...]:
    """Return the typed events and those outside the ontology (type OTHER), in order.

    `depeche run` keeps the typed ones only.
    """
    found = with_reports(reading, reading.events) + find_ordinary_events(reading)
    return tuple(sorted(found, key=lambda event: (event.start, event.end, event.type)))
