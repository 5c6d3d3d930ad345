"""The pictures of the page, drawn once as SVG: nothing runs in the reader's browser and nothing is loaded."""

from __future__ import annotations

import altair as alt
import pandas as pd
import vl_convert as vlc
from markupsafe import Markup

from depeche.report.content import Rows

STATUS_COLOURS = {
    "confirmed": "#1b7f5c",
    "reported": "#4c9fd8",
    "unconfirmed": "#e0a100",
    "planned": "#8867c0",
    "contested": "#d1495b",
    "denied": "#7a7a7a",
}
_WIDTH = 820
_MENTIONS = alt.Legend(tickMinStep=1, format="d")
_PADDING = {"left": 44, "right": 30, "top": 6, "bottom": 6}  # a browser's font may be wider than the one reckoned with


def timeline(rows: Rows) -> Markup | None:
    """Draw events by day, type and status; hollow: dated by the first article only. None when there is nothing to
    draw.
    """
    if not rows:
        return None
    frame = pd.DataFrame([{**row, "day": row["day"].isoformat(), "basis": _basis(row["is_dated"])} for row in rows])
    chart = (
        alt.Chart(frame)
        .mark_point(strokeWidth=1.6)
        .encode(
            x=alt.X(
                "day:T", title=None, axis=alt.Axis(format="%Y-%m", labelOverlap=True, grid=True, gridColor="#e6e6e6")
            ),
            y=alt.Y("type:N", title=None, axis=alt.Axis(labelLimit=260, grid=True, gridColor="#f2f2f2")),
            color=_status_colour("status"),
            fill=alt.Fill("status:N", scale=_status_scale(), legend=None),
            fillOpacity=alt.condition(alt.datum.is_dated, alt.value(0.75), alt.value(0.0)),
            size=alt.Size(
                "mentions:Q", title="mentions", legend=_MENTIONS, scale=alt.Scale(range=[40, 400], zero=False)
            ),
        )
    )
    return _svg(chart.properties(width=_WIDTH - 250, height=alt.Step(24)))


def removed(rows: Rows) -> Markup | None:
    """Draw how many characters were cut, by category."""
    if not rows:
        return None
    frame = pd.DataFrame([{"category": row["category"], "characters": int(row["characters"])} for row in rows])
    chart = (
        alt.Chart(frame)
        .mark_bar(color="#d1495b")
        .encode(
            x=alt.X("characters:Q", title="characters cut", axis=alt.Axis(grid=True, gridColor="#e6e6e6", format="~s")),
            y=alt.Y("category:N", title=None, sort=None),
        )
    )
    return _svg(chart.properties(width=_WIDTH - 200, height=alt.Step(18)))


def _basis(is_dated: bool) -> str:
    return "dated in the text" if is_dated else "date of the first article"


def _status_scale() -> alt.Scale:
    return alt.Scale(domain=list(STATUS_COLOURS), range=list(STATUS_COLOURS.values()))


def _status_colour(field: str) -> alt.Color:
    return alt.Color(f"{field}:N", title="status", scale=_status_scale())


def _svg(chart: alt.Chart) -> Markup:
    """Return a chart as inline SVG; vl-convert escapes every text that comes from the data."""
    spec = (
        chart.properties(padding=_PADDING)
        .configure_view(stroke=None)
        .configure(font="system-ui, sans-serif", background="transparent")
    )
    version = ".".join(alt.SCHEMA_VERSION.lstrip("v").split(".")[:2])
    with alt.data_transformers.disable_max_rows():  # the bound is meant for pages that carry their data
        svg = vlc.vegalite_to_svg(spec.to_json(), vl_version=version)
    return Markup(svg)  # noqa: S704 - escaped as said above
