"""Read documents made by hand, a few a day: enough for several buckets, in our own words and without the model."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import msgspec

from depeche import ids
from depeche.contract import to_table
from depeche.model import (
    Annotation,
    Article,
    Claim,
    Document,
    EventArgument,
    EventMention,
    LinkedEntity,
    Mention,
    RemovedSpan,
    Scrape,
    Segment,
    Sentence,
)
from depeche.stages.assembling import Assembled, lay_out
from depeche.stages.handover import ReadDocument, ReadScrape, save
from depeche.stages.parts import LaidPart
from depeche.stages.publishing import Checked
from depeche.store import ReleaseFacts, Writer

FIRST_DAY = date(2024, 3, 4)
_CUT = "Partager"


def corpus(count: int = 60, *, a_day: int = 5) -> list[ReadDocument]:
    """Return articles that each tell of a resignation, `a_day` a day."""
    return [article(number, on=FIRST_DAY + timedelta(days=number // a_day)) for number in range(count)]


def article(number: int, *, on: date | None, more: str = "") -> ReadDocument:
    """Return an article; `more` stands at its end."""
    uri, name, firm = f"article-{number:03d}.txt", f"Lise Arnoux {number}", f"Mécafil {number}"
    text = f"{name} a démissionné de {firm}, qui emploie {300 + number} personnes dans la vallée de l'Arve.{more}"
    raw = f"{text}\n{_CUT}\n"
    key = ids.document_id(uri)
    document = Document(key, uri, None, "text/plain", "utf-8", len(raw.encode()), _sha(raw), raw, None, "article")
    made = Article(
        key, None, text, "fr", 0.99, on, "day" if on else None, "text" if on else None, None, None, 0.9, (),
        (Segment(0, "paragraph", 0, len(text), 0, len(text)),),
        (RemovedSpan(len(text) + 1, len(text) + 1 + len(_CUT), _CUT, "share", "share_bar"),),
    )  # fmt: skip
    return with_key(ReadScrape(Scrape(document), made, _annotation(text, name, firm, number)))


def duplicate(of: ReadDocument, uri: str) -> ReadDocument:
    """Return an exact copy of a document at another address."""
    original = of.read.scrape.document
    changes = {"disposition": "duplicate", "disposition_reason": "same_content", "duplicate_of": original.document_id}
    copy = replace(original, document_id=ids.document_id(uri), source_uri=uri, **changes)
    return with_key(ReadScrape(Scrape(copy)))


def with_key(read: ReadScrape) -> ReadDocument:
    """Return a read document with a key of its content."""
    return ReadDocument(_sha(msgspec.msgpack.encode(read)), read)


def publish(documents: list[ReadDocument], writer: Writer) -> dict[str, tuple[LaidPart, ...]]:
    """Lay documents out and publish them, unchecked and without a report; return the parts."""
    laid = lay_out(documents, writer)
    others = {name: to_table(name, []) for name in ("id_changes", "rejections", "quality_results")}
    pieces = {name: [part.piece for part in parts] for name, parts in laid.items()}
    writer.publish({**pieces, **others}, ReleaseFacts(_sha(str(sorted(laid.items()))), "test"))
    return laid


def files(laid: dict[str, tuple[LaidPart, ...]], writer: Writer) -> tuple[Path, Path]:
    """Write what `assemble` and `validate` leave for `publish`, as if no check had anything to say."""
    assembled = Assembled(laid, (), {"article": 1}, _sha(str(sorted(laid.items()))), 1, {"new": 1})
    changes = writer.stage("id_changes", to_table("id_changes", []))
    return (
        save(writer.staging / "assembled.msgpack", assembled),
        save(writer.staging / "checked.msgpack", Checked((), (), str(changes.path))),
    )


def changed() -> list[ReadDocument]:
    """Return the corpus with one article that goes on."""
    documents = corpus()
    documents[0] = article(0, on=documents[0].read.article.published_on, more=" Affaire à suivre.")
    return documents


def _annotation(text: str, name: str, firm: str, number: int) -> Annotation:
    def span(wording: str) -> tuple[int, int]:
        at = text.index(wording)
        return at, at + len(wording)

    person, company = ids.local_entity_id("PER", name), ids.local_entity_id("ORG", firm)
    figure = f"{300 + number} personnes"
    return Annotation(
        sentences=(Sentence(0, 0, len(text)),),
        mentions=(
            Mention(0, *span(name), name, "PER", person, "model", 0.9),
            Mention(0, *span(firm), firm, "ORG", company, "model", 0.9),
        ),
        entities=(
            LinkedEntity(person, name, "PER", None, None, (), None),
            LinkedEntity(company, firm, "ORG", None, None, (), None),
        ),
        affiliations=(),
        quotes=(),
        dates=(),
        claims=(
            Claim(
                0, *span(figure), figure, "headcount", 300.0 + number, None, "person", "exact", None, company, "count"
            ),
        ),
        events=(
            EventMention(
                0, *span("démissionné"), "démissionné", "PERSONNEL.RESIGN", "positive", "ACTUAL", None, None, None,
                None, None, 0.8, "trigger", (EventArgument("person", person, name, *span(name)),), (), f"key-{number}",
            ),
        ),
        cues=(),
    )  # fmt: skip


def _sha(content: str | bytes) -> str:
    return hashlib.sha256(content.encode() if isinstance(content, str) else content).hexdigest()
