"""A small invented corpus that meets every check: rows of all tables, to be spoilt one at a time by the tests.

Four scrapes: an article, a second one that takes it up, an exact copy, and an error page. Offsets are computed
from the wordings.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pyarrow as pa

from depeche.contract import SCHEMA_VERSION, TABLE_NAMES, to_table

Rows = dict[str, list[dict[str, Any]]]

_SHARE = "Partager sur les réseaux"
_PARAGRAPHS = {
    "doc-1": (
        "Lise Arnoux quitte Mécafil",
        "La directrice générale de Mécafil, Lise Arnoux, a démissionné lundi, selon La Gazette du Port. "
        "« Je pars l'esprit tranquille », a-t-elle écrit. L'entreprise emploie 320 personnes.",
    ),
    "doc-2": (
        "Mécafil cherche une nouvelle tête",
        "Lise Arnoux a démissionné lundi. Mécafil emploie au moins 300 personnes dans la vallée de l'Arve et ailleurs.",
    ),
}
_PUBLISHED = {"doc-1": date(2024, 3, 12), "doc-2": date(2024, 3, 13)}
_ARNOUX, _MECAFIL, _GAZETTE = "Q900000001", "ent-mecafil", "ent-gazette"


def corpus() -> Rows:
    """Return the rows of every table."""
    rows: Rows = {name: [] for name in TABLE_NAMES}
    rows["releases"].append(_release())
    for document in _PARAGRAPHS:
        _add_article(rows, document)
    first = rows["documents"][0]
    copy = {"document_id": "doc-3", "source_uri": "copie.txt", "disposition": "duplicate", "duplicate_of": "doc-1"}
    rows["documents"].append({**first, **copy, "disposition_reason": "same_content"})
    wall = {"document_id": "doc-4", "source_uri": "erreur.txt", "disposition": "rejected", "raw_text": "Erreur 404"}
    rows["documents"].append({**first, **wall, "disposition_reason": "error_page", "size_bytes": 10})
    _add_readings(rows)
    return rows


def tables(rows: Rows) -> dict[str, pa.Table]:
    """Return the rows as tables of the contract."""
    return {name: to_table(name, rows[name]) for name in TABLE_NAMES}


def _release() -> dict[str, Any]:
    return {
        "release_id": "r0001-aaaaaaaaaa",
        "created_at": None,
        "schema_version": SCHEMA_VERSION,
        "code_version": "0.1.0",
        "model_versions": '{"parser": "3.8.0"}',
        "input_fingerprint": "0" * 64,
        "row_counts": '{"documents": 4}',
        "previous_release_id": None,
        "status": "published",
    }


def _add_article(rows: Rows, document: str) -> None:
    """Add a document with its article, segments, the cut at its end, and sentences."""
    title, body = _PARAGRAPHS[document]
    text, raw = f"{title}\n{body}", f"  {title}\n\n{body}\n{_SHARE}\n"
    rows["documents"].append(
        {
            "document_id": document,
            "source_uri": f"{document}.txt",
            "url": f"https://presse.example/{document}",
            "media_type": "text/plain",
            "encoding": "utf-8",
            "size_bytes": len(raw.encode()),
            "content_sha256": document[-1] * 64,
            "raw_text": raw,
            "collected_at": datetime(2024, 3, 14, 8, 30, tzinfo=UTC),
            "disposition": "article",
            "disposition_reason": None,
            "duplicate_of": None,
        }
    )
    for index, (kind, piece) in enumerate((("title", title), ("paragraph", body))):
        at, raw_at = text.index(piece), raw.index(piece)
        span = {"raw_start": raw_at, "raw_end": raw_at + len(piece), "start": at, "end": at + len(piece)}
        rows["segments"].append({"document_id": document, "segment_index": index, "kind": kind, **span})
    cut = raw.index(_SHARE)
    removed = {"raw_start": cut, "raw_end": cut + len(_SHARE), "text": _SHARE, "category": "share", "rule": "share_bar"}
    rows["removed_spans"].append({"document_id": document, **removed})
    count = _add_sentences(rows, document, text)
    rows["articles"].append(
        {
            "document_id": document,
            "title": title,
            "text": text,
            "language": "fr",
            "language_confidence": 0.99,
            "published_on": _PUBLISHED[document],
            "published_granularity": "day",
            "published_basis": "meta",
            "outlet": "La Gazette du Port",
            "byline": None,
            "word_count": len(text.split()) + 80,
            "sentence_count": count,
            "kept_ratio": 0.9,
            "near_duplicate_of": None,
            "story_id": "sty-1",
            "quality_flags": [],
        }
    )


def _add_sentences(rows: Rows, document: str, text: str) -> int:
    """Cut at line breaks and after full stops; return how many sentences there are."""
    at, count = 0, 0
    for piece in text.replace(". ", ".\n").split("\n"):
        rows["sentences"].append(
            {"document_id": document, "sentence_index": count, "start": at, "end": at + len(piece)}
        )
        at, count = at + len(piece) + 1, count + 1
    return count


def _place(rows: Rows, document: str, wording: str, nth: int = 0) -> dict[str, Any]:
    """Return document, sentence and offsets of the nth occurrence of a wording."""
    text = next(row["text"] for row in rows["articles"] if row["document_id"] == document)
    at = -1
    for _ in range(nth + 1):
        at = text.index(wording, at + 1)
    sentence = max(
        row["sentence_index"] for row in rows["sentences"] if row["document_id"] == document and row["start"] <= at
    )
    return {"document_id": document, "sentence_index": sentence, "start": at, "end": at + len(wording)}


def _add_readings(rows: Rows) -> None:
    """Add what is read in the two articles, and what is found across them."""
    named = (("doc-1", "Lise Arnoux", 1, "PER", _ARNOUX), ("doc-1", "Mécafil", 1, "ORG", _MECAFIL))
    named += (("doc-1", "La Gazette du Port", 0, "ORG", _GAZETTE), ("doc-2", "Lise Arnoux", 0, "PER", _ARNOUX))
    for number, (document, wording, nth, label, entity) in enumerate(named):
        made = {"surface": wording, "label": label, "entity_id": entity, "method": "model", "confidence": 0.9}
        rows["mentions"].append({"mention_id": f"men-{number}", **_place(rows, document, wording, nth), **made})
    for entity, name, label, count, last in (
        (_ARNOUX, "Lise Arnoux", "PER", 2, "doc-2"),
        (_MECAFIL, "Mécafil", "ORG", 1, "doc-1"),
        (_GAZETTE, "La Gazette du Port", "ORG", 1, "doc-1"),
    ):
        rows["entities"].append(_entity(entity, name, label, count, _PUBLISHED[last]))
    rows["affiliations"].append(_affiliation(rows))
    rows["quotes"].append(_quote(rows))
    for number, (document, source) in enumerate((("doc-1", "La Gazette du Port"), ("doc-2", None))):
        rows["event_mentions"].append(_event_mention(rows, number, document, source))
        where = _place(rows, document, "Lise Arnoux", 1 - number)
        span = {"start": where["start"], "end": where["end"], "surface": "Lise Arnoux", "entity_id": _ARNOUX}
        rows["event_arguments"].append(
            {"event_mention_id": f"evm-{number}", "argument_index": 0, "role": "person", **span}
        )
    rows["events"].append(_event())
    rows["claims"].append(_claim(rows, 0, "doc-1", "320 personnes", 320.0, "exact"))
    rows["claims"].append(_claim(rows, 1, "doc-2", "au moins 300 personnes", 300.0, "at_least"))
    ends = {"left_id": "evm-1", "right_id": "evm-0", "reason": "stated without a source"}
    rows["event_relations"].append({"relation_id": "rel-1", "kind": "confirms", **ends})
    changed = {"kind": "event", "old_id": "evt-0", "successor_index": 0, "new_id": "evt-1", "reason": "replaced"}
    rows["id_changes"].append({**changed, "shared_count": 1})
    failed = {"stage": "clean", "table": "documents", "row_key": "doc-4", "reason": "error_page"}
    rows["rejections"].append(
        {"rejection_id": "rej-1", "release_id": "r0001-aaaaaaaaaa", **failed, "detail": None, "row_json": None}
    )


def _entity(entity: str, name: str, label: str, count: int, last: date) -> dict[str, Any]:
    known = entity if entity.startswith("Q") else None
    made = {"entity_id": entity, "name": name, "label": label, "wikidata_id": known, "aliases": [], "description": None}
    days = {"first_published_on": _PUBLISHED["doc-1"], "last_published_on": last}
    return {**made, "mention_count": count, "document_count": count, **days}


def _affiliation(rows: Rows) -> dict[str, Any]:
    role, organization = _place(rows, "doc-1", "directrice générale"), _place(rows, "doc-1", "Mécafil", 1)
    person = _place(rows, "doc-1", "Lise Arnoux", 1)
    return {
        "affiliation_id": "aff-1",
        **person,
        "start": role["start"],
        "person_id": _ARNOUX,
        "person_start": person["start"],
        "person_end": person["end"],
        "role": "ceo",
        "role_surface": "directrice générale",
        "role_start": role["start"],
        "role_end": role["end"],
        "organization_id": _MECAFIL,
        "organization_start": organization["start"],
        "organization_end": organization["end"],
        "status": "current",
        "method": "role_of_organization",
    }


def _quote(rows: Rows) -> dict[str, Any]:
    wording = "Je pars l'esprit tranquille"
    where = _place(rows, "doc-1", wording)
    speaker = _place(rows, "doc-1", "elle")
    return {
        "quote_id": "quo-1",
        "document_id": "doc-1",
        "start": where["start"],
        "end": where["end"],
        "text": wording,
        "kind": "direct",
        "speaker_id": _ARNOUX,
        "speaker_surface": "elle",
        "speaker_start": speaker["start"],
        "speaker_end": speaker["end"],
        "cue": "a écrit",
        "is_unconfirmed": False,
        "is_continuation": False,
        "method": "guillemets",
    }


def _event_mention(rows: Rows, number: int, document: str, source: str | None) -> dict[str, Any]:
    credited = _place(rows, document, source) if source else None
    cues = []
    if source:
        cue = _place(rows, document, "selon")
        cues = [{"kind": "source", "rule": "selon", "start": cue["start"], "end": cue["end"], "surface": "selon"}]
    return {
        "event_mention_id": f"evm-{number}",
        "event_id": "evt-1",
        **_place(rows, document, "démissionné"),
        "trigger": "démissionné",
        "type": "PERSONNEL.RESIGN",
        "polarity": "positive",
        "realis": "ACTUAL",
        "source_id": _GAZETTE if source else None,
        "source_surface": source,
        "source_start": credited["start"] if credited else None,
        "source_end": credited["end"] if credited else None,
        "date_start": date(2024, 3, 11),
        "date_end": date(2024, 3, 11),
        "date_granularity": "day",
        "date_basis": "relative",
        "date_surface": "lundi",
        "confidence": 0.8,
        "method": "trigger",
        "cues": cues,
    }


def _event() -> dict[str, Any]:
    return {
        "event_id": "evt-1",
        "type": "PERSONNEL.RESIGN",
        "label": "Démission : Lise Arnoux",
        "status": "confirmed",
        "date_start": date(2024, 3, 11),
        "date_end": date(2024, 3, 11),
        "date_granularity": "day",
        "participant_ids": [_ARNOUX],
        "mention_count": 2,
        "document_count": 2,
        "independent_source_count": 2,
        "first_published_on": _PUBLISHED["doc-1"],
    }


def _claim(rows: Rows, number: int, document: str, wording: str, value: float, comparator: str) -> dict[str, Any]:
    return {
        "claim_id": f"clm-{number}",
        **_place(rows, document, wording),
        "surface": wording,
        "measure": "headcount",
        "value": value,
        "value_max": None,
        "unit": "person",
        "comparator": comparator,
        "subject_surface": None,
        "entity_id": _MECAFIL if number == 0 else None,
        "claim_group": "clg-1",
        "is_contested": False,
        "method": "count_of_people",
    }
