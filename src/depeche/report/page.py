"""Putting the page together and writing it: template, escaping, the ban on anything from elsewhere."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from depeche.contract import load_contract
from depeche.store import Release, Store

# The columns that the page explains, by the name that it gives them.
_EXPLAINED = {
    "kept": ("articles", "kept_ratio"),
    "flags": ("articles", "quality_flags"),
    "status": ("events", "status"),
    "realis": ("event_mentions", "realis"),
    "polarity": ("event_mentions", "polarity"),
}
_TEMPLATES = Path(__file__).parent / "templates"


def write_report(release: Release, store: Store) -> str:
    """Write the page of a release to reports/<release_id>.html of the store; return its path or s3:// address."""
    store.place.write(_key(release), render(release).encode("utf-8"))
    return store.place.uri(_key(release))


def report_address(release: Release, store: Store) -> str | None:
    """Return the path or s3:// address of the page of a release, None where it has not been written."""
    return None if store.place.size(_key(release)) is None else store.place.uri(_key(release))


def _key(release: Release) -> str:
    return f"reports/{release.id}.html"


def render(release: Release) -> str:
    """Return the page of a release as HTML; every text of the release is escaped, nothing is loaded from elsewhere."""
    from depeche.report import charts  # its libraries take half a second, and a run with nothing new draws nothing
    from depeche.report.content import gather

    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"number": _number, "share": _share, "period": _period}
    content = gather(release)
    return environment.get_template("release.html.j2").render(
        manifest=release.manifest,
        content=content,
        timeline=charts.timeline(content.timeline),
        removed_chart=charts.removed(content.removed),
        colours=charts.STATUS_COLOURS,
        meanings={name: _meaning(*place) for name, place in _EXPLAINED.items()},
    )


def _meaning(table: str, column: str) -> str:
    """Return what the schema says of a column, as plain text."""
    return load_contract().tables[table].column[column].description.replace("`", "")


def _number(value: float | None) -> str:
    """Return a number with thin spaces between thousands; an empty string for None."""
    if value is None:
        return ""
    shown = f"{value:,.0f}" if float(value).is_integer() else f"{value:,.2f}".rstrip("0")
    return shown.replace(",", "\u202f")


def _share(value: float | None) -> str:
    """Return a ratio as a whole percentage."""
    return "" if value is None else f"{100 * value:.0f}\u202f%"


def _period(row: dict[str, Any]) -> str:
    """Return the days of an event as precisely as they are known."""
    start: date | None = row["date_start"]
    end: date | None = row["date_end"]
    if start is None:
        return "" if end is None else f"until {end}"
    return str(start) if end is None or end == start else f"{start} – {end}"
