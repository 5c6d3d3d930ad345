"""`depeche annotate`: only the language part, JSON Lines in and out, no store and no cleaning."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import date
from typing import Any

import msgspec
import typer

from depeche.cli.console import err, write_lines
from depeche.cli.options import DATA_DEFAULT, Data, Debug, Json, Kb
from depeche.errors import DepecheError
from depeche.language.nlp import MOST_CHARACTERS
from depeche.model import Affiliation, Annotation, EventMention, Reference, Span


class Question(msgspec.Struct):
    """One record of standard input; unknown fields are ignored."""

    id: str | int
    text: str
    reference_date: date | None = None
    text_b: str | None = None


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("annotate")(annotate_stream)


def annotate_stream(kb: Kb = None, data: Data = DATA_DEFAULT, as_json: Json = False, debug: Debug = False) -> None:
    """Annotate texts from standard input, one JSON record {id, text, reference_date} a line.

    `id` is a string or a whole number and comes back as it is; `text` is a string; `reference_date`, such as
    "2024-03-13", may be left out; other fields are ignored.

    Answers stand on standard output, one JSON record a line, in the order of the questions. Offsets count characters
    of `text`, which is neither cleaned nor changed. A record that can't be read is answered with
    {"id": …, "error": …}. `text_b` asks whether two texts agree. Events outside the ontology have the type OTHER.
    """
    if sys.stdin.isatty():
        err.print("reading JSON Lines from the keyboard; end with Ctrl-D", style="dim")
    encoder = msgspec.json.Encoder(order="deterministic")
    for line in sys.stdin.buffer:
        if line.strip():
            write_lines(encoder.encode(_answer(line)))


def _answer(line: bytes) -> dict[str, Any]:
    try:
        question = msgspec.json.decode(line, type=Question)
    except msgspec.MsgspecError as error:
        return {"id": _id_of(line), "error": f"not a record with id and text: {error}"}
    if max(len(question.text), len(question.text_b or "")) > MOST_CHARACTERS:
        return {"id": question.id, "error": f"a text may have {MOST_CHARACTERS} characters at most"}
    try:
        return _annotated(question)
    except (DepecheError, MemoryError):
        raise  # of the installation or the machine: no other record would fare better
    except Exception as error:  # noqa: BLE001 - the edge of a record: whatever one does must not lose the others
        return {"id": question.id, "error": f"reading failed with {type(error).__name__}: {error}"}


def _annotated(question: Question) -> dict[str, Any]:
    from depeche.language.affiliations import find_affiliations
    from depeche.language.annotate import annotate, as_annotation, every_event, read
    from depeche.language.figures import find_numbers
    from depeche.language.nlp import load_french
    from depeche.language.view import normalised

    reference = Reference(question.reference_date, "day" if question.reference_date else None)
    reading = read(question.text, model=load_french(), reference=reference)
    annotation = as_annotation(reading)
    answer = {"id": question.id, **_lists(annotation)}
    answer["affiliations"] = list(_affiliations(find_affiliations(reading, with_titles=True)))
    answer["events"] = [_event(event) for event in every_event(reading)]
    answer["numbers"] = [
        {"start": n.start, "end": n.end, "value": n.value} for n in find_numbers(normalised(question.text))
    ]
    if question.text_b is not None:
        from depeche.resolve.pairs import relate

        other = annotate(question.text_b, model=load_french(), reference=reference)
        answer["relations"] = [
            {"kind": r.kind, "reason": r.reason} for r in relate((question.text, annotation), (question.text_b, other))
        ]
    return answer


def _id_of(line: bytes) -> str | None:
    try:
        record = msgspec.json.decode(line)
    except msgspec.MsgspecError:
        return None
    return record.get("id") if isinstance(record, dict) else None


def _lists(annotation: Annotation) -> dict[str, Any]:
    return {
        "mentions": [asdict(mention) for mention in annotation.mentions],
        "dates": [asdict(found) for found in annotation.dates],
        "claims": [asdict(claim) for claim in annotation.claims],
        "quotes": [asdict(quote) | {"speaker": _span(quote.speaker)} for quote in annotation.quotes],
        "cues": [asdict(cue) for cue in annotation.cues],
    }


def _affiliations(found: Iterable[Affiliation]) -> Iterator[dict[str, Any]]:
    for affiliation in found:
        if affiliation.person is not None:
            row = asdict(affiliation)
            for name in ("person", "organization", "role_span"):
                row[name] = _span(getattr(affiliation, name))
            yield row


def _event(event: EventMention) -> dict[str, Any]:
    row = asdict(event) | {"surface": event.trigger, "date": None}
    del row["date"], row["source_cue"], row["source_surface"]
    row["source"] = None
    if event.source_surface is not None or event.source_cue is not None:
        source, cue = event.source or (None, None), event.source_cue or (None, None)
        row["source"] = {
            "surface": event.source_surface, "entity_id": event.source_id,
            "start": source[0], "end": source[1], "cue_start": cue[0], "cue_end": cue[1],
        }  # fmt: skip
    if event.date is not None:
        row |= {
            "date_start": event.date.date_start,
            "date_end": event.date.date_end,
            "date_granularity": event.date.granularity,
            "date_basis": event.date.basis,
        }
    return row


def _span(span: Span | None) -> dict[str, int] | None:
    return {"start": span.start, "end": span.end} if span is not None else None
