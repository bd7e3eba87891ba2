"""Touches by week, one row to a stage."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import altair as alt

from footlights.charts.palette import LIGHT, theme


@dataclass(frozen=True)
class StageWeek:
    """One week of one stage."""

    stage_no: int
    """Place of the stage on the map, from 1."""

    stage: str
    """Name of the stage."""

    week_on: date
    """Monday of the week."""

    touches: int
    """Touches that began in it."""

    is_whole: bool
    """Whether the log covers the whole week."""


def trend_chart(weeks: Sequence[StageWeek]) -> alt.FacetChart:
    """Draw touches by week, the first stage on top; weeks not whole are paler.

    Args:
        weeks: One for each stage and week in which somebody came.
    """
    names = {week.stage_no: week.stage for week in weeks}
    rows = [
        {
            "stage": week.stage_no,
            "week": week.week_on.isoformat(),
            "touches": week.touches,
            "whole": 1.0 if week.is_whole else 0.45,
        }
        for week in weeks
    ]
    bars = (
        alt.Chart()
        .mark_bar(color=LIGHT)
        .encode(
            x=alt.X("yearmonthdate(week):O", title=None, axis=_week_axis(weeks)),
            y=alt.Y("touches:Q", title=None, axis=alt.Axis(tickCount=2, format="~s")),
            opacity=alt.Opacity("whole:Q", scale=None, legend=None),
        )
        .properties(width=600, height=44)
    )
    chart: alt.FacetChart = bars.facet(
        data=alt.InlineData(values=rows),
        row=alt.Row(
            "stage:O",
            title=None,
            sort="ascending",
            header=alt.Header(
                labelExpr=_named(names), labelAngle=0, labelAlign="left", labelLimit=150
            ),
        ),
        spacing=12,
    ).configure(**theme())
    return chart


def _week_axis(weeks: Sequence[StageWeek]) -> alt.Axis:
    count = len({week.week_on for week in weeks})
    every = max(1, -(-count // 8))
    return alt.Axis(
        format="%d %b",
        labelAngle=0,
        labelOverlap=True,
        labelExpr="datum.label",
        values=[
            {"year": on.year, "month": on.month, "date": on.day}
            for on in sorted({week.week_on for week in weeks})[::every]
        ],
    )


def _named(names: dict[int, str]) -> str:
    """Write a Vega expression that turns a number into its name.

    Names are JSON strings in plain ASCII, so none can end the expression. Signs beyond
    16 bits stand as they are: as two escapes, the drawing could part them.
    """
    pairs = ", ".join(f"{no}: {_quoted(name)}" for no, name in names.items())
    return f"({{{pairs}}})[datum.value]"


def _quoted(name: str) -> str:
    signs = (sign if sign > "\uffff" else json.dumps(sign)[1:-1] for sign in name)
    return f'"{"".join(signs)}"'
