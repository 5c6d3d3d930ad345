"""`depeche show`: one document with what was cut and why, and what was read in it."""

from __future__ import annotations

import os
from itertools import chain
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.text import Text

from depeche.cli.console import emit_json, out, table, visible
from depeche.cli.options import DATA_DEFAULT, Data, Debug, Json, Release
from depeche.errors import UsageError
from depeche.ingest.sources import source_address

if TYPE_CHECKING:  # the store brings DuckDB and Arrow: only commands that need them wait for them
    import pyarrow as pa

    from depeche.store import Release as OpenedRelease

_STYLES = {"PER": "cyan", "ORG": "green", "LOC": "yellow", "PROD": "magenta", "MISC": "blue"}
_LIKE = """
  SELECT source_uri FROM known
  WHERE jaro_winkler_similarity(lower(regexp_extract(source_uri, '[^/]*$')), $1) >= 0.75
  ORDER BY jaro_winkler_similarity(lower(regexp_extract(source_uri, '[^/]*$')), $1) DESC, source_uri LIMIT 3"""
_PARTS = ("segments", "removed_spans", "mentions", "affiliations", "quotes", "event_mentions", "claims")


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("show")(show_document)


def show_document(
    document: Annotated[
        str,
        typer.Argument(metavar="DOCUMENT", help="A document id, or a path or the end of one, such as a file name."),
    ],
    release: Release = None,
    data: Data = DATA_DEFAULT,
    as_json: Json = False,
    debug: Debug = False,
) -> None:
    """Show one document: its raw text with what was cut struck out and why, then names, quotations, events and
    figures.
    """
    from depeche.store import Store

    opened = Store(data).open(release)
    row = _find(opened, document)
    parts = {name: _rows(opened, name, row["document_id"]) for name in _PARTS}
    article = next(iter(_rows(opened, "articles", row["document_id"])), None)
    if as_json:
        emit_json({"document": row, "article": article, **parts})
        return
    _show_head(row, article)
    out.print(_marked_text(row["raw_text"] or "", parts))
    _show_tables(parts, _names(opened))


def _find(release: OpenedRelease, wanted: str) -> dict[str, Any]:
    """Return the row of the one document that is meant: by its id, its source address, the end of that, or a path to
    its file as a shell completes it.
    """
    known = release.read("documents", columns=["document_id", "source_uri"])
    found = _fitting(known, wanted)
    if found.num_rows == 1:
        return _rows(release, "documents", found.column("document_id")[0].as_py())[0]
    if found.num_rows == 0:
        near = _nearest(known, wanted)
        raise UsageError(
            f"{release.id} has no document {wanted!r}",
            hint=f"near to it: {', '.join(near)}"
            if near
            else 'list them: depeche query "SELECT document_id, source_uri FROM documents"',
        )
    raise UsageError(
        f"{wanted!r} fits {found.num_rows} documents: {', '.join(sorted(found.column('source_uri').to_pylist())[:5])}",
        hint="type more of it",
    )


def _fitting(known: pa.Table, wanted: str) -> pa.Table:
    """Return the documents that a word can mean, in the first sense that fits any."""
    import pyarrow as pa
    import pyarrow.compute as pc

    address = known.column("source_uri")
    file = pc.replace_substring_regex(address, "#[0-9]+$", "")
    name, mark, record = wanted.rpartition("#")
    name, record = (name, mark + record) if record.isdecimal() else (wanted, "")
    path = PurePosixPath(source_address(os.path.normpath(name)))
    tails = ["/".join(path.parts[at:]) + record for at in range(len(path.parts))]  # longest first
    senses = chain(
        (pc.equal(known.column("document_id"), wanted), pc.equal(address, wanted)),
        (pc.ends_with(address, wanted), pc.ends_with(file, wanted)),
        (pc.equal(address if record else file, pa.scalar(tail)) for tail in tails),
    )
    return next((fit for sense in senses if (fit := known.filter(sense)).num_rows), known.slice(0, 0))


def _nearest(known: pa.Table, wanted: str) -> list[str]:
    """Return up to three source addresses whose file names are most like a word."""
    import duckdb

    with duckdb.connect() as connection:
        connection.register("known", known)
        rows = connection.execute(_LIKE, [PurePosixPath(wanted).name.lower()]).fetchall()
    return [address for (address,) in rows]


def _rows(release: OpenedRelease, name: str, document_id: str) -> list[dict[str, Any]]:
    import pyarrow.compute as pc

    rows = release.dataset(name).to_table(filter=pc.field("document_id") == document_id)
    in_text = "raw_start" if "raw_start" in rows.column_names else "start"
    ordered = rows.sort_by(in_text) if in_text in rows.column_names else rows
    return [dict(row) for row in ordered.to_pylist()]


def _names(release: OpenedRelease) -> dict[str, str]:
    entities = release.read("entities", columns=["entity_id", "name"])
    return dict(zip(entities.column("entity_id").to_pylist(), entities.column("name").to_pylist(), strict=True))


def _show_head(row: dict[str, Any], article: dict[str, Any] | None) -> None:
    out.print(Text(visible(f"{row['source_uri']}  {row['document_id']}"), style="bold"))
    reason = f" – {row['disposition_reason']}" if row["disposition_reason"] else ""
    out.print(
        f"{row['disposition']}{reason} · {row['media_type']} · {row['encoding']} · {row['size_bytes']} bytes",
        markup=False,
    )
    if article is not None:
        shown = (
            "title",
            "outlet",
            "byline",
            "published_on",
            "published_granularity",
            "language",
            "kept_ratio",
            "near_duplicate_of",
        )
        known = [f"{name} {article[name]}" for name in shown if article[name] is not None]
        out.print(visible(" · ".join(known)), markup=False)
    out.print()


def _marked_text(raw: str, parts: dict[str, list[dict[str, Any]]]) -> Text:
    """Return the raw text: cut stretches struck out and followed by [category rule], names in colour, event
    triggers underlined.
    """
    text = Text(visible(raw))
    for mention in _in_raw(parts["mentions"], parts["segments"]):
        text.stylize(_STYLES.get(mention["label"], ""), mention["raw_start"], mention["raw_end"])
    for event in _in_raw(parts["event_mentions"], parts["segments"]):
        text.stylize("underline bold", event["raw_start"], event["raw_end"])
    for span in parts["removed_spans"]:
        text.stylize("strike dim red", span["raw_start"], span["raw_end"])
    marked, at = Text(), 0
    for span in sorted(parts["removed_spans"], key=lambda span: int(span["raw_end"])):
        marked.append_text(text[at : span["raw_end"]])
        marked.append(f" ‹{span['category']}: {span['rule']}›", style="red")
        at = span["raw_end"]
    marked.append_text(text[at:])
    return marked


def _in_raw(rows: list[dict[str, Any]], segments: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the rows with their place in the raw text, as far as they lie within one segment."""
    placed = []
    for row in rows:
        for segment in segments:
            if segment["start"] <= row["start"] and row["end"] <= segment["end"]:
                shift = segment["raw_start"] - segment["start"]
                placed.append(row | {"raw_start": row["start"] + shift, "raw_end": row["end"] + shift})
                break
    return placed


def _show_tables(parts: dict[str, list[dict[str, Any]]], names: dict[str, str]) -> None:
    def name(entity_id: str | None) -> str | None:
        return names.get(entity_id, entity_id) if entity_id else None

    events = [
        (
            e["trigger"],
            e["type"],
            e["realis"],
            e["polarity"],
            name(e["source_id"]) or e["source_surface"],
            e["date_start"],
        )
        for e in parts["event_mentions"]
    ]
    quotes = [(q["kind"], name(q["speaker_id"]) or q["speaker_surface"], q["text"]) for q in parts["quotes"]]
    people = [(name(a["person_id"]), a["role"], name(a["organization_id"]), a["status"]) for a in parts["affiliations"]]
    claims = [(c["surface"], c["measure"], c["comparator"], c["value"], c["unit"]) for c in parts["claims"]]
    for title, columns, rows in (
        ("Events", ["trigger", "type", "realis", "polarity", "source", "date"], events),
        ("Quotations", ["kind", "speaker", "text"], quotes),
        ("Affiliations", ["person", "role", "organisation", "status"], people),
        ("Figures", ["wording", "measure", "comparator", "value", "unit"], claims),
    ):
        if rows:
            out.print()
            out.print(table(columns, rows, title=title))
