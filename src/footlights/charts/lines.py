"""Numbers through time, below each other: a line each, its interval as a band."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import altair as alt

from footlights.charts.palette import INK, LIGHT, NIGHT, SOFT, theme

_HEIGHT = 84


@dataclass(frozen=True)
class Moment:
    """One number of one period."""

    on: date
    """First day of the period."""

    value: float | None
    """The number; None where it is not known, and the line breaks."""

    low: float | None = None
    """Lower end of the 95 % interval; None for a count."""

    high: float | None = None
    """Upper end of the 95 % interval; None for a count."""

    is_whole: bool = True
    """Whether the log covers the whole period."""

    is_marked: bool = False
    """Whether it is pointed at."""


@dataclass(frozen=True)
class Line:
    """One number through time."""

    title: str
    """What the number is, with its unit."""

    moments: Sequence[Moment]
    """From the first period to the last."""

    is_count: bool = False
    """Whether its axis begins at nought and has whole numbers."""


def lines(drawn: Sequence[Line]) -> alt.VConcatChart:
    """Draw lines below each other on one axis of time.

    A period that the log does not cover to the day is an open dot off the line; what
    is pointed at has a ring.

    Args:
        drawn: From the top; at least one.
    """
    panels = [
        _panel(line, is_last=no == len(drawn)) for no, line in enumerate(drawn, start=1)
    ]
    chart: alt.VConcatChart = alt.vconcat(*panels, spacing=18).configure(**theme())
    return chart


def _panel(line: Line, *, is_last: bool) -> alt.LayerChart:
    rows = [
        {
            "on": moment.on.isoformat(),
            "value": moment.value,
            "low": moment.low,
            "high": moment.high,
            "whole": moment.is_whole,
            "marked": moment.is_marked,
        }
        for moment in line.moments
    ]
    scale = alt.Scale(zero=line.is_count)
    base = alt.Chart(alt.InlineData(values=rows)).encode(
        x=alt.X(
            "on:T",
            title=None,
            axis=alt.Axis(
                format="%d %b", grid=False, tickCount=8, labels=is_last, ticks=is_last
            ),
        )
    )
    y = alt.Y(
        "value:Q",
        title=None,
        scale=scale,
        axis=alt.Axis(tickCount=3, format=",d" if line.is_count else ",.3~r"),
    )
    whole = base.transform_filter("datum.whole")
    band = whole.mark_area(color=LIGHT, opacity=0.25).encode(
        y=alt.Y("low:Q", scale=scale, title=None), y2="high:Q"
    )
    through = whole.mark_line(color=LIGHT, strokeWidth=2).encode(y=y)
    dots = whole.mark_circle(color=LIGHT, size=28, opacity=1).encode(y=y)
    cut = (
        base.transform_filter("!datum.whole")
        .mark_point(color=SOFT, size=28, filled=False)
        .encode(y=y)
    )
    marks = (
        base.transform_filter("datum.marked")
        .mark_point(color=NIGHT, size=150, filled=False, strokeWidth=2)
        .encode(y=y)
    )
    panel: alt.LayerChart = (
        alt.layer(band, through, dots, cut, marks)
        .properties(
            width=600,
            height=_HEIGHT,
            title=alt.TitleParams(
                line.title, anchor="start", fontSize=12, fontWeight=400, color=INK
            ),
        )
        .resolve_scale(y="shared")
    )
    return panel
